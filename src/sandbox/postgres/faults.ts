import type { Sight } from '../../core/postgres/lists.ts';
import { bigints, texts } from '../../core/postgres/sql.ts';
import { type Client, first, rows, scalar, statement, touched } from '../../core/postgres/statement.ts';

// What a sandbox does wrong on purpose.

/** Seller 0: the fault is every seller's. */
export type FaultKey = { seller_id: number; fault_id: string };

export type FaultRow = FaultKey & { number: number; fault: string; created_at: number };

export const findFaults = statement(
  'findFaults',
  'select seller_id, fault_id, number, fault, created_at from faults order by number, seller_id, fault_id',
  () => [],
  rows<FaultRow>(),
);

/** Numbers and ids are looked for before they are written: whoever adds another fault waits until that is done. */
export const lockFaults = (client: Client): Promise<unknown> =>
  client.query('lock table faults in share row exclusive mode');

export const insertFault = statement(
  'insertFault',
  'insert into faults (seller_id, fault_id, number, fault, created_at) values ($1, $2, $3, $4, $5)',
  (row: FaultRow) => [row.seller_id, row.fault_id, row.number, row.fault, row.created_at],
  touched,
);

const keyArrays = (keys: FaultKey[]) => [
  bigints(keys.map((key) => key.seller_id)),
  texts(keys.map((key) => key.fault_id)),
];

export const deleteFaults = statement(
  'deleteFaults',
  'delete from faults where (seller_id, fault_id) in (select * from unnest($1::bigint[], $2::text[]))',
  (keys: FaultKey[]) => keyArrays(keys),
  touched,
);

export const deleteFaultCounts = statement(
  'deleteFaultCounts',
  'delete from fault_counts where (seller_id, fault_id) in (select * from unnest($1::bigint[], $2::text[]))',
  (keys: FaultKey[]) => keyArrays(keys),
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

export type FaultCount = FaultKey & { counter: string; seen: number; fired: number };

/** The counters that moved most, so that a fault with one for each of a million packages can still be told. */
export const findFaultCounts = statement(
  'findFaultCounts',
  `select seller_id, fault_id, counter, seen, fired, counters, seen_sum, fired_sum
     from (select c.*, count(*) over each as counters, sum(c.seen) over each as seen_sum,
                  sum(c.fired) over each as fired_sum,
                  row_number() over (partition by c.seller_id, c.fault_id order by c.seen desc, c.counter) as place
             from fault_counts c
            where (c.seller_id, c.fault_id) in (select * from unnest($1::bigint[], $2::text[]))
           window each as (partition by c.seller_id, c.fault_id)) as ranked
    where place <= $3
    order by seller_id, fault_id, place`,
  (keys: FaultKey[], limit: number) => [...keyArrays(keys), limit],
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

// Packages that their seller does not see yet.

export type HiddenPackage = {
  seller_id: number;
  package_id: number;
  fault_id: string;
  fault_of: number;
  until_at: number;
};

/** In the transaction that opens them, behind the deliveries that they owe, which wait with them. */
export const hidePackages = statement(
  'hidePackages',
  `with hidden as (
     insert into hidden_packages (seller_id, package_id, fault_id, fault_of, until_at)
     select * from unnest($1::bigint[], $2::bigint[], $3::text[], $4::bigint[], $5::bigint[])
     returning seller_id, package_id, until_at
   )
   update deliveries d
      set due_at = hidden.until_at
     from hidden
    where d.seller_id = hidden.seller_id and d.package_id = hidden.package_id and d.settled_at is null`,
  (rows: HiddenPackage[]) => [
    bigints(rows.map((row) => row.seller_id)),
    bigints(rows.map((row) => row.package_id)),
    texts(rows.map((row) => row.fault_id)),
    bigints(rows.map((row) => row.fault_of)),
    bigints(rows.map((row) => row.until_at)),
  ],
  touched,
);

/** Which of these packages their seller does not see yet. */
export const hiddenAmong = statement(
  'hiddenAmong',
  `select seller_id, package_id
     from hidden_packages
    where (seller_id, package_id) in (select * from unnest($1::bigint[], $2::bigint[])) and until_at > $3`,
  (keys: { seller_id: number; package_id: number }[], now: number) => [
    bigints(keys.map((key) => key.seller_id)),
    bigints(keys.map((key) => key.package_id)),
    now,
  ],
  rows<{ seller_id: number; package_id: number }>(),
);

/** For a reader that does not see the packages that are hidden at a time. */
export const notHiddenAt = (now: number): Sight => ({
  condition: `not exists (select from hidden_packages h
                           where h.seller_id = $1 and h.package_id = p.package_id and h.until_at > ?)`,
  value: now,
});

/** For a reader that does not see the packages that changed since a time. */
export const unchangedSince = (since: number): Sight => ({ condition: 'p.modified_at < ?', value: since });

/** When the last hidden package will be seen; 0 when there is none. */
export const lastHidden = statement(
  'lastHidden',
  'select coalesce(max(until_at), 0) from hidden_packages',
  () => [],
  scalar<number>(),
);

/** A fault comes off: what it hid is seen, and its webhooks are called. */
export const showPackages = statement(
  'showPackages',
  `with shown as (
     delete from hidden_packages
      where (fault_of, fault_id) in (select * from unnest($1::bigint[], $2::text[]))
     returning seller_id, package_id, until_at
   )
   update deliveries d
      set due_at = $3
     from shown
    where d.seller_id = shown.seller_id and d.package_id = shown.package_id and d.settled_at is null
      and d.due_at = shown.until_at and d.due_at > $3`,
  (keys: FaultKey[], now: number) => [...keyArrays(keys), now],
  touched,
);
