import { type FactType, statusOf } from '../domain/event.ts';
import type { Status } from '../domain/package.ts';
import { array, columns } from './columns.ts';
import type { PackageKey } from './packages.ts';
import { type Client, family, rows, statement, touched } from './statement.ts';

export type EventKey = PackageKey & { sequence: number };
export type EventRow = EventKey & { type: string; at: number; facts: string; owed: number };

const eventColumns = columns({
  seller_id: 'bigint',
  package_id: 'bigint',
  sequence: 'integer',
  type: 'text',
  at: 'bigint',
  facts: 'text',
  owed: 'integer',
});

export const insertEvents = statement(
  'insertEvents',
  `insert into events (${eventColumns.names}) select * from ${eventColumns.as('n')}`,
  (events: EventRow[]) => eventColumns.arrays(events),
  touched,
);

export const eventKeys = columns({ seller_id: 'bigint', package_id: 'bigint', sequence: 'integer' });

/** Not decoded: an event that cannot be read must not stop the webhooks of the others. */
export type PastEvent = EventKey & { type: string; at: number; facts: string };

/** All events of packages up to the given ones, in order. */
export const findEventsUpTo = statement(
  'findEventsUpTo',
  `select e.seller_id, e.package_id, e.sequence, e.type, e.at, e.facts
     from (select seller_id, package_id, max(sequence) as sequence
             from ${eventKeys.as('k')} group by seller_id, package_id) as k
    cross join lateral
          (select * from events
            where seller_id = k.seller_id and package_id = k.package_id and sequence <= k.sequence offset 0) as e
    order by e.seller_id, e.package_id, e.sequence`,
  (keys: EventKey[]) => eventKeys.arrays(keys),
  rows<PastEvent>(),
);

export type FeedEntry = EventKey & {
  order_number: string;
  type: FactType;
  /** The status that the package had from this event on. */
  status: Status;
  at: number;
};

type FoundEntry = Omit<FeedEntry, 'status'> & { told_by: FactType; born: Status | null };

const entries = family(
  'eventsSince',
  rows(({ told_by, born, ...row }: FoundEntry): FeedEntry => ({ ...row, status: born ?? statusOf[told_by]! })),
);

const announcing = ['created', ...Object.entries(statusOf).flatMap(([type, status]) => (status ? [type] : []))];

/**
 * Events from a time on, oldest first, of some sellers or of all. The events have no index on their time, which every
 * write would pay for: a package that has had one since is found by its own last change, one look per seller. An event
 * that announces no status has that of the last one before it which did.
 */
export function eventsSince(
  client: Client,
  { seller_ids, from, limit }: { seller_ids: number[] | null; from: number; limit: number },
): Promise<FeedEntry[]> {
  const some = seller_ids === null ? '' : 'where s.seller_id = any ($4::bigint[])';
  return entries(
    client,
    `select e.seller_id, e.package_id, c.order_number, e.sequence, e.type, e.at, a.type as told_by, a.born
       from sellers s
      cross join lateral (select p.package_id, p.order_number
                            from packages p
                           where p.seller_id = s.seller_id and p.modified_at >= $1
                           order by p.modified_at
                           limit $2) as c
      cross join lateral
            (select * from events where seller_id = s.seller_id and package_id = c.package_id and at >= $1 offset 0) as e
      cross join lateral (select b.type, case b.type when 'created' then b.facts::json ->> 'status' end as born
                            from events b
                           where b.seller_id = e.seller_id and b.package_id = e.package_id
                             and b.sequence <= e.sequence and b.type = any ($3::text[])
                           order by b.sequence desc
                           limit 1) as a
       ${some}
      order by e.at, e.seller_id, e.package_id, e.sequence
      limit $2`,
    [from, limit, array('text', announcing), ...(seller_ids === null ? [] : [array('bigint', seller_ids)])],
  );
}
