import type { PackageKey } from './packages.ts';
import { type Client, query } from './sql.ts';

// Other names under which packages are known.

/** The first package of each seller's share of an order. */
export const findRoots = (client: Client, order_number: string): Promise<PackageKey[]> =>
  query(
    client,
    'findRoots',
    'select seller_id, root_id as package_id from orders where order_number = $1 order by seller_id',
    [order_number],
  );

/** The package that has, or once had, a tracking number. */
export async function packageOfTracking(
  client: Client,
  seller_id: number,
  tracking_number: number,
): Promise<number | null> {
  const rows = await query<PackageKey>(
    client,
    'packageOfTracking',
    'select package_id from tracking_numbers where seller_id = $1 and tracking_number = $2',
    [seller_id, tracking_number],
  );
  return rows[0]?.package_id ?? null;
}
