import type { PackageKey } from './packages.ts';
import { bigints, texts } from './sql.ts';
import { rows, statement, touched } from './statement.ts';

export type OrderKey = { seller_id: number; order_number: string };

export type OrderRow = OrderKey & {
  root_id: number;
  content_hash: Buffer;
  ordered_at: number;
  created_at: number;
  facts: string;
  lines: string;
  document: string;
  barcodes: string[];
};

export type FoundOrder = OrderKey & { root_id: number; content_hash: Buffer; lines: string };

/** Shares that were taken in before, to recognise a repeat. */
export const findOrders = statement(
  'findOrders',
  `select seller_id, order_number, root_id, content_hash, lines
     from orders
    where (seller_id, order_number) in (select * from unnest($1::bigint[], $2::text[]))`,
  (keys: OrderKey[]) => [bigints(keys.map((key) => key.seller_id)), texts(keys.map((key) => key.order_number))],
  rows<FoundOrder>(),
);

/** Which of these numbers orders have already: a seller's, or of seller 0 anybody's. */
export const takenNumbers = statement(
  'takenNumbers',
  'select order_number from orders where order_number = any ($2::text[]) and ($1::bigint = 0 or seller_id = $1)',
  (seller_id: number, order_numbers: string[]) => [seller_id, texts(order_numbers)],
  rows((row: { order_number: string }) => row.order_number),
);

export const insertOrders = statement(
  'insertOrders',
  `insert into orders (seller_id, order_number, root_id, content_hash, ordered_at, created_at, facts, lines, document)
   select s, n, r, decode(h, 'hex'), o, c, f, l, d
     from unnest($1::bigint[], $2::text[], $3::bigint[], $4::text[], $5::bigint[], $6::bigint[], $7::text[], $8::text[],
                 $9::text[]) as t (s, n, r, h, o, c, f, l, d)`,
  (rows: OrderRow[]) => [
    bigints(rows.map((row) => row.seller_id)),
    texts(rows.map((row) => row.order_number)),
    bigints(rows.map((row) => row.root_id)),
    texts(rows.map((row) => row.content_hash.toString('hex'))),
    bigints(rows.map((row) => row.ordered_at)),
    bigints(rows.map((row) => row.created_at)),
    texts(rows.map((row) => row.facts)),
    texts(rows.map((row) => row.lines)),
    texts(rows.map((row) => row.document)),
  ],
  touched,
);

export const insertOrderBarcodes = statement(
  'insertOrderBarcodes',
  `insert into order_barcodes (seller_id, barcode, order_number)
   select * from unnest($1::bigint[], $2::text[], $3::text[])`,
  (rows: OrderRow[]) => {
    const barcodes = rows.flatMap((row) => [...new Set(row.barcodes)].map((barcode) => ({ ...row, barcode })));
    return [
      bigints(barcodes.map((row) => row.seller_id)),
      texts(barcodes.map((row) => row.barcode)),
      texts(barcodes.map((row) => row.order_number)),
    ];
  },
  touched,
);

export type OrderFactsOf = PackageKey & { ordered_at: number; facts: string };

/** The facts of orders, found by their first packages: needed only to unmask a document when payment is confirmed. */
export const orderFacts = statement(
  'orderFacts',
  `select p.seller_id, p.package_id, o.ordered_at, o.facts
     from packages p
     join orders o on o.seller_id = p.seller_id and o.order_number = p.order_number
    where (p.seller_id, p.package_id) in (select * from unnest($1::bigint[], $2::bigint[]))`,
  (roots: PackageKey[]) => [bigints(roots.map((key) => key.seller_id)), bigints(roots.map((key) => key.package_id))],
  rows<OrderFactsOf>(),
);

export const updateOrderDocuments = statement(
  'updateOrderDocuments',
  `update orders o
      set document = n.document
     from unnest($1::bigint[], $2::text[], $3::text[]) as n (seller_id, order_number, document)
    where o.seller_id = n.seller_id and o.order_number = n.order_number`,
  (rows: (OrderKey & { document: string })[]) => [
    bigints(rows.map((row) => row.seller_id)),
    texts(rows.map((row) => row.order_number)),
    texts(rows.map((row) => row.document)),
  ],
  touched,
);
