import type { PackageKey } from './packages.ts';
import { bigints } from './sql.ts';
import { first, rows, statement } from './statement.ts';

// Other names under which packages are known.

/** The first package of each seller's share of an order. */
export const findRoots = statement(
  'findRoots',
  'select seller_id, root_id as package_id from orders where order_number = $1 order by seller_id',
  (order_number: string) => [order_number],
  rows<PackageKey>(),
);

/** The package that has, or once had, a tracking number. */
export const packageOfTracking = statement(
  'packageOfTracking',
  'select package_id from tracking_numbers where seller_id = $1 and tracking_number = $2',
  (seller_id: number, tracking_number: number) => [seller_id, tracking_number],
  first((row: { package_id: number }) => row.package_id),
);

export type TrackedNumber = { seller_id: number; tracking_number: number; package_id: number };

/** To whom tracking numbers were given. Asked by number, which the primary key answers. */
export const ownersOfTracking = statement(
  'ownersOfTracking',
  `select t.seller_id, t.tracking_number, t.package_id
     from unnest($1::bigint[], $2::bigint[]) as k (seller_id, tracking_number)
     join tracking_numbers t on t.seller_id = k.seller_id and t.tracking_number = k.tracking_number`,
  (keys: { seller_id: number; tracking_number: number }[]) => [
    bigints(keys.map((key) => key.seller_id)),
    bigints(keys.map((key) => key.tracking_number)),
  ],
  rows<TrackedNumber>(),
);
