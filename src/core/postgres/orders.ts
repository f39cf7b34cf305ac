import type { Order, OrderLine } from '../domain/order.ts';
import { array, columns } from './columns.ts';
import { type PackageKey, packageKeys } from './packages.ts';
import { rows, statement, touched } from './statement.ts';

export type OrderKey = { seller_id: number; order_number: string };

export const orderKeys = columns({ seller_id: 'bigint', order_number: 'text' });

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

const orderColumns = columns({
  seller_id: 'bigint',
  order_number: 'text',
  root_id: 'bigint',
  content_hash: 'bytea',
  ordered_at: 'bigint',
  created_at: 'bigint',
  facts: 'text',
  lines: 'text',
  document: 'text',
});

export const insertOrders = statement(
  'insertOrders',
  `insert into orders (${orderColumns.names}) select * from ${orderColumns.as('n')}`,
  (orders: OrderRow[]) => orderColumns.arrays(orders),
  touched,
);

const barcodeColumns = columns({ seller_id: 'bigint', barcode: 'text', order_number: 'text' });

export const insertOrderBarcodes = statement(
  'insertOrderBarcodes',
  `insert into order_barcodes (${barcodeColumns.names}) select * from ${barcodeColumns.as('n')}`,
  (orders: OrderRow[]) =>
    barcodeColumns.arrays(
      orders.flatMap((order) => [...new Set(order.barcodes)].map((barcode) => ({ ...order, barcode }))),
    ),
  touched,
);

const documents = columns({ seller_id: 'bigint', order_number: 'text', document: 'text' });

export const updateOrderDocuments = statement(
  'updateOrderDocuments',
  `update orders o
      set document = n.document
     from ${documents.as('n')}
    where o.seller_id = n.seller_id and o.order_number = n.order_number`,
  (orders: (OrderKey & { document: string })[]) => documents.arrays(orders),
  touched,
);

export type FoundOrder = OrderKey & { root_id: number; content_hash: Buffer; lines: OrderLine[] };

/** Shares that were taken in before, to recognise a repeat. */
export const findOrders = statement(
  'findOrders',
  `select o.seller_id, o.order_number, o.root_id, o.content_hash, o.lines
     from ${orderKeys.as('k')}
    cross join lateral
          (select * from orders where seller_id = k.seller_id and order_number = k.order_number offset 0) as o`,
  (keys: OrderKey[]) => orderKeys.arrays(keys),
  rows((row: Omit<FoundOrder, 'lines'> & { lines: string }): FoundOrder => ({ ...row, lines: JSON.parse(row.lines) })),
);

/** Of some numbers, those that orders have: orders of one seller, or with seller 0 of any. */
export const takenNumbers = statement(
  'takenNumbers',
  `select k.order_number
     from unnest($2::text[]) as k (order_number)
    cross join lateral
          (select from orders o where o.order_number = k.order_number and ($1::bigint = 0 or seller_id = $1) limit 1) as o`,
  (seller_id: number, order_numbers: string[]) => [seller_id, array('text', order_numbers)],
  rows((row: { order_number: string }) => row.order_number),
);

/** The first package of each seller's share of an order. */
export const findRoots = statement(
  'findRoots',
  'select seller_id, root_id as package_id from orders where order_number = $1 order by seller_id',
  (order_number: string) => [order_number],
  rows<PackageKey>(),
);

export type DetailsOf = PackageKey & { ordered_at: number; details: Order['details'] };

/** The details of the orders of packages. Few commands need them. */
export const findDetails = statement(
  'findDetails',
  `select p.seller_id, p.package_id, o.ordered_at, o.facts
     from ${packageKeys.as('k')}
    cross join lateral
          (select * from packages where seller_id = k.seller_id and package_id = k.package_id offset 0) as p
    cross join lateral
          (select * from orders where seller_id = k.seller_id and order_number = p.order_number offset 0) as o`,
  (keys: PackageKey[]) => packageKeys.arrays(keys),
  rows(
    ({ facts, ...row }: PackageKey & { ordered_at: number; facts: string }): DetailsOf => ({
      ...row,
      details: JSON.parse(facts),
    }),
  ),
);

/** Not decoded: an order that cannot be read must not stop the webhooks of the others. */
export type StoredOrder = PackageKey & { order_number: string; ordered_at: number; facts: string; lines: string };

/** The orders of packages. */
export const findOrdersOf = statement(
  'findOrdersOf',
  `select p.seller_id, p.package_id, o.order_number, o.ordered_at, o.facts, o.lines
     from ${packageKeys.as('k')}
    cross join lateral
          (select * from packages where seller_id = k.seller_id and package_id = k.package_id offset 0) as p
    cross join lateral
          (select * from orders where seller_id = k.seller_id and order_number = p.order_number offset 0) as o`,
  (keys: PackageKey[]) => packageKeys.arrays(keys),
  rows<StoredOrder>(),
);
