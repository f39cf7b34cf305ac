import { columns } from '../../core/postgres/columns.ts';
import { type Client, first, rows, statement, touched } from '../../core/postgres/statement.ts';
import type { FaultInput } from '../wire/fault.ts';

/** Seller 0: the fault is every seller's. */
export type FaultKey = { seller_id: number; fault_id: string };

export type Fault = FaultKey & { number: number; input: FaultInput; created_at: number };

export const findFaults = statement(
  'findFaults',
  'select seller_id, fault_id, number, fault, created_at from faults order by number, seller_id, fault_id',
  () => [],
  rows(({ fault, ...row }: Omit<Fault, 'input'> & { fault: string }): Fault => ({ ...row, input: JSON.parse(fault) })),
);

/** A new fault gets its number by a look at the others, so a second one has to wait until the first is written. */
export const lockFaults = (client: Client): Promise<unknown> =>
  client.query('lock table faults in share row exclusive mode');

const faultColumns = columns({
  seller_id: 'bigint',
  fault_id: 'text',
  number: 'integer',
  fault: 'text',
  created_at: 'bigint',
});

export const insertFault = statement(
  'insertFault',
  `insert into faults (${faultColumns.names}) values (${faultColumns.parameters})`,
  ({ input, ...fault }: Fault) => faultColumns.values({ ...fault, fault: JSON.stringify(input) }),
  touched,
);

export const faultKeys = columns({ seller_id: 'bigint', fault_id: 'text' });

export const deleteFaults = statement(
  'deleteFaults',
  `delete from faults where (seller_id, fault_id) in (select * from ${faultKeys.as('k')})`,
  (keys: FaultKey[]) => faultKeys.arrays(keys),
  touched,
);

export const deleteFaultCounts = statement(
  'deleteFaultCounts',
  `delete from fault_counts where (seller_id, fault_id) in (select * from ${faultKeys.as('k')})`,
  (keys: FaultKey[]) => faultKeys.arrays(keys),
  touched,
);

/**
 * What the faults of all sellers have counted of one of them: its packages and webhooks come again under the same ids.
 * Before they go.
 */
export const deleteCountsOf = statement(
  'deleteCountsOf',
  `delete from fault_counts
    where seller_id = 0
      and (counter = 'seller ' || $1::bigint or counter like 'package ' || $1::bigint || '/%'
           or counter in (select 'webhook ' || webhook_id from webhooks where seller_id = $1))`,
  (seller_id: number) => [seller_id],
  touched,
);

type FaultCount = FaultKey & { counter: string; seen: number; fired: number };

/** The counters that moved most, so that a fault with one for each of a million packages can still be told. */
export const findFaultCounts = statement(
  'findFaultCounts',
  `select seller_id, fault_id, counter, seen, fired, counters, seen_sum, fired_sum
     from (select c.*, count(*) over each as counters, sum(c.seen) over each as seen_sum,
                  sum(c.fired) over each as fired_sum,
                  row_number() over (partition by c.seller_id, c.fault_id order by c.seen desc, c.counter) as place
             from fault_counts c
            where (c.seller_id, c.fault_id) in (select * from ${faultKeys.as('k', 2)})
           window each as (partition by c.seller_id, c.fault_id)) as ranked
    where place <= $1
    order by seller_id, fault_id, place`,
  (keys: FaultKey[], limit: number) => [limit, ...faultKeys.arrays(keys)],
  rows<FaultCount & { counters: number; seen_sum: number; fired_sum: number }>(),
);

/** How often a fault was asked, this time included; null when it is gone. Those who ask at once wait for each other. */
export const countSeen = statement(
  'countSeen',
  `insert into fault_counts as c (seller_id, fault_id, counter, seen, fired)
   select seller_id, fault_id, $3, 1, 0 from faults where seller_id = $1 and fault_id = $2
   on conflict (seller_id, fault_id, counter) do update set seen = c.seen + 1
   returning c.seen`,
  ({ seller_id, fault_id }: FaultKey, counter: string) => [seller_id, fault_id, counter],
  first((row: { seen: number }) => row.seen),
);

/** Counts that a fault strikes, unless it has struck as often as it may. */
export const countFired = statement(
  'countFired',
  `update fault_counts
      set fired = fired + 1
    where seller_id = $1 and fault_id = $2 and counter = $3 and ($4::integer is null or fired < $4)`,
  ({ seller_id, fault_id }: FaultKey, counter: string, times: number | null) => [seller_id, fault_id, counter, times],
  (result) => touched(result) > 0,
);
