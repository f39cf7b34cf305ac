import type { PackageKey } from './packages.ts';
import { bigints, type Client, execute, query, texts } from './sql.ts';

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
export const findOrders = (client: Client, keys: OrderKey[]): Promise<FoundOrder[]> =>
  query(
    client,
    'findOrders',
    `select seller_id, order_number, root_id, content_hash, lines
       from orders
      where (seller_id, order_number) in (select * from unnest($1::bigint[], $2::text[]))`,
    [bigints(keys.map((key) => key.seller_id)), texts(keys.map((key) => key.order_number))],
  );

/** Which of these numbers orders have already: a seller's, or of seller 0 anybody's. */
export async function takenNumbers(client: Client, seller_id: number, order_numbers: string[]): Promise<string[]> {
  const rows = await query<{ order_number: string }>(
    client,
    'takenNumbers',
    'select order_number from orders where order_number = any ($2::text[]) and ($1::bigint = 0 or seller_id = $1)',
    [seller_id, texts(order_numbers)],
  );
  return rows.map((row) => row.order_number);
}

export async function insertOrders(client: Client, rows: OrderRow[]): Promise<void> {
  const order = execute(
    client,
    'insertOrders',
    `insert into orders (seller_id, order_number, root_id, content_hash, ordered_at, created_at, facts, lines, document)
     select s, n, r, decode(h, 'hex'), o, c, f, l, d
       from unnest($1::bigint[], $2::text[], $3::bigint[], $4::text[], $5::bigint[], $6::bigint[], $7::text[], $8::text[],
                   $9::text[]) as t (s, n, r, h, o, c, f, l, d)`,
    [
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
  );
  const barcodes = rows.flatMap((row) => [...new Set(row.barcodes)].map((barcode) => ({ ...row, barcode })));
  const lookup = execute(
    client,
    'insertOrderBarcodes',
    `insert into order_barcodes (seller_id, barcode, order_number)
     select * from unnest($1::bigint[], $2::text[], $3::text[])`,
    [
      bigints(barcodes.map((row) => row.seller_id)),
      texts(barcodes.map((row) => row.barcode)),
      texts(barcodes.map((row) => row.order_number)),
    ],
  );
  await Promise.all([order, lookup]);
}

export type OrderFactsOf = PackageKey & { ordered_at: number; facts: string };

/** The facts of orders, found by their first packages: needed only to unmask a document when payment is confirmed. */
export const orderFacts = (client: Client, roots: PackageKey[]): Promise<OrderFactsOf[]> =>
  query(
    client,
    'orderFacts',
    `select p.seller_id, p.package_id, o.ordered_at, o.facts
       from packages p
       join orders o on o.seller_id = p.seller_id and o.order_number = p.order_number
      where (p.seller_id, p.package_id) in (select * from unnest($1::bigint[], $2::bigint[]))`,
    [bigints(roots.map((key) => key.seller_id)), bigints(roots.map((key) => key.package_id))],
  );

export const updateOrderDocuments = (client: Client, rows: (OrderKey & { document: string })[]): Promise<number> =>
  execute(
    client,
    'updateOrderDocuments',
    `update orders o
        set document = n.document
       from unnest($1::bigint[], $2::text[], $3::text[]) as n (seller_id, order_number, document)
      where o.seller_id = n.seller_id and o.order_number = n.order_number`,
    [
      bigints(rows.map((row) => row.seller_id)),
      texts(rows.map((row) => row.order_number)),
      texts(rows.map((row) => row.document)),
    ],
  );
