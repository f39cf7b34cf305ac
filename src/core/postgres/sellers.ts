import { type Client, execute, query } from './sql.ts';

export type SellerRow = { seller_id: number; name: string; settings: string; created_at: number };

export type KeyRow = SellerRow & { secret_hash: Buffer };

/** Who may hold this key: more than one seller may, since keys are unique within a seller only. */
export const findKeys = (client: Client, api_key: string): Promise<KeyRow[]> =>
  query(
    client,
    'findKeys',
    `select s.seller_id, s.name, s.settings, s.created_at, k.secret_hash
       from api_keys k
       join sellers s on s.seller_id = k.seller_id
      where k.api_key = $1 and k.revoked_at is null`,
    [api_key],
  );

export const insertKey = (
  client: Client,
  row: { seller_id: number; api_key: string; secret_hash: Buffer },
  now: number,
): Promise<number> =>
  execute(
    client,
    'insertKey',
    `insert into api_keys (seller_id, api_key, secret_hash, created_at) values ($1, $2, $3, $4)
     on conflict (seller_id, api_key) do nothing`,
    [row.seller_id, row.api_key, row.secret_hash, now],
  );

export const revokeKey = (client: Client, seller_id: number, api_key: string, now: number): Promise<number> =>
  execute(
    client,
    'revokeKey',
    'update api_keys set revoked_at = $3 where seller_id = $1 and api_key = $2 and revoked_at is null',
    [seller_id, api_key, now],
  );

export type ListedKey = { api_key: string; created_at: number; revoked_at: number | null };

export const listKeys = (client: Client, seller_id: number): Promise<ListedKey[]> =>
  query(
    client,
    'listKeys',
    'select api_key, created_at, revoked_at from api_keys where seller_id = $1 order by created_at, api_key',
    [seller_id],
  );

export const insertSeller = (client: Client, row: SellerRow): Promise<number> =>
  execute(
    client,
    'insertSeller',
    `insert into sellers (seller_id, name, settings, created_at, modified_at) values ($1, $2, $3, $4, $4)
     on conflict (seller_id) do nothing`,
    [row.seller_id, row.name, row.settings, row.created_at],
  );

export const updateSeller = (client: Client, row: SellerRow, now: number): Promise<number> =>
  execute(
    client,
    'updateSeller',
    'update sellers set name = $2, settings = $3, modified_at = $4 where seller_id = $1',
    [row.seller_id, row.name, row.settings, now],
  );

export const findSellers = (client: Client, seller_ids: number[]): Promise<SellerRow[]> =>
  query(
    client,
    'findSellers',
    'select seller_id, name, settings, created_at from sellers where seller_id = any ($1::bigint[])',
    [seller_ids],
  );

/** For changing: waits for whoever changes the seller at the same time. */
export const lockSeller = (client: Client, seller_id: number): Promise<SellerRow[]> =>
  query(
    client,
    'lockSeller',
    'select seller_id, name, settings, created_at from sellers where seller_id = $1 for update',
    [seller_id],
  );

export const listSellers = (client: Client, after: number, limit: number): Promise<SellerRow[]> =>
  query(
    client,
    'listSellers',
    `select seller_id, name, settings, created_at from sellers
      where seller_id > $1 order by seller_id limit $2`,
    [after, limit],
  );

/**
 * Largest seller id in use that others may be counted on from, 0 when there is none. Whoever gives an id near 2^53 must
 * not leave the next seller without one.
 */
export async function lastSellerId(client: Client): Promise<number> {
  const rows = await query<{ last: number }>(
    client,
    'lastSellerId',
    'select coalesce(max(seller_id), 0) as last from sellers where seller_id < 1000000000000',
  );
  return rows[0]!.last;
}
