import { bigints, ints } from './sql.ts';
import { rows, statement } from './statement.ts';

// What the body of a webhook call is made of: a package as one of its events left it.

export type EventKey = { seller_id: number; package_id: number; sequence: number };

const eventArrays = (keys: EventKey[]) => [
  bigints(keys.map((key) => key.seller_id)),
  bigints(keys.map((key) => key.package_id)),
  ints(keys.map((key) => key.sequence)),
];

/** The stored document where the event is still the package's last, else null: then its events must be folded. */
export const findDocuments = statement(
  'findDocuments',
  `select k.seller_id, k.package_id, k.sequence,
          case when p.sequence = k.sequence then p.document || o.document end as document
     from unnest($1::bigint[], $2::bigint[], $3::integer[]) as k (seller_id, package_id, sequence)
     join packages p on p.seller_id = k.seller_id and p.package_id = k.package_id
     join orders o on o.seller_id = p.seller_id and o.order_number = p.order_number`,
  (keys: EventKey[]) => eventArrays(keys),
  rows<EventKey & { document: string | null }>(),
);

export type PastEvent = EventKey & { type: string; at: number; facts: string };

/** All events of packages up to the given ones, in order. */
export const findEventsUpTo = statement(
  'findEventsUpTo',
  `select e.seller_id, e.package_id, e.sequence, e.type, e.at, e.facts
     from (select s, p, max(n) from unnest($1::bigint[], $2::bigint[], $3::integer[]) as t (s, p, n) group by s, p)
            as k (seller_id, package_id, sequence)
     join events e on e.seller_id = k.seller_id and e.package_id = k.package_id and e.sequence <= k.sequence
    order by e.seller_id, e.package_id, e.sequence`,
  (keys: EventKey[]) => eventArrays(keys),
  rows<PastEvent>(),
);

export type OrderFacts = {
  seller_id: number;
  package_id: number;
  order_number: string;
  ordered_at: number;
  facts: string;
  lines: string;
};

/** The orders that packages came from. */
export const findOrdersOf = statement(
  'findOrdersOf',
  `select p.seller_id, p.package_id, o.order_number, o.ordered_at, o.facts, o.lines
     from packages p
     join orders o on o.seller_id = p.seller_id and o.order_number = p.order_number
    where (p.seller_id, p.package_id) in (select * from unnest($1::bigint[], $2::bigint[]))`,
  (keys: EventKey[]) => eventArrays(keys).slice(0, 2),
  rows<OrderFacts>(),
);
