import { rows, scalar, statement, touched } from './statement.ts';

export type SellerRow = { seller_id: number; name: string; settings: string; created_at: number };

export type KeyRow = SellerRow & { secret_hash: Buffer };

/** Who may hold this key: more than one seller may, since keys are unique within a seller only. */
export const findKeys = statement(
  'findKeys',
  `select s.seller_id, s.name, s.settings, s.created_at, k.secret_hash
     from api_keys k
     join sellers s on s.seller_id = k.seller_id
    where k.api_key = $1 and k.revoked_at is null`,
  (api_key: string) => [api_key],
  rows<KeyRow>(),
);

export const insertKey = statement(
  'insertKey',
  `insert into api_keys (seller_id, api_key, secret_hash, created_at) values ($1, $2, $3, $4)
   on conflict (seller_id, api_key) do nothing`,
  (row: { seller_id: number; api_key: string; secret_hash: Buffer }, now: number) => [
    row.seller_id,
    row.api_key,
    row.secret_hash,
    now,
  ],
  touched,
);

export const revokeKey = statement(
  'revokeKey',
  'update api_keys set revoked_at = $3 where seller_id = $1 and api_key = $2 and revoked_at is null',
  (seller_id: number, api_key: string, now: number) => [seller_id, api_key, now],
  touched,
);

export type ListedKey = { api_key: string; created_at: number; revoked_at: number | null };

export const listKeys = statement(
  'listKeys',
  'select api_key, created_at, revoked_at from api_keys where seller_id = $1 order by created_at, api_key',
  (seller_id: number) => [seller_id],
  rows<ListedKey>(),
);

export const insertSeller = statement(
  'insertSeller',
  `insert into sellers (seller_id, name, settings, created_at, modified_at) values ($1, $2, $3, $4, $4)
   on conflict (seller_id) do nothing`,
  (row: SellerRow) => [row.seller_id, row.name, row.settings, row.created_at],
  touched,
);

export const updateSeller = statement(
  'updateSeller',
  'update sellers set name = $2, settings = $3, modified_at = $4 where seller_id = $1',
  (row: SellerRow, now: number) => [row.seller_id, row.name, row.settings, now],
  touched,
);

export const findSellers = statement(
  'findSellers',
  'select seller_id, name, settings, created_at from sellers where seller_id = any ($1::bigint[])',
  (seller_ids: number[]) => [seller_ids],
  rows<SellerRow>(),
);

/** For changing: waits for whoever changes the seller at the same time. */
export const lockSeller = statement(
  'lockSeller',
  'select seller_id, name, settings, created_at from sellers where seller_id = $1 for update',
  (seller_id: number) => [seller_id],
  rows<SellerRow>(),
);

export const listSellers = statement(
  'listSellers',
  `select seller_id, name, settings, created_at from sellers
    where seller_id > $1 order by seller_id limit $2`,
  (after: number, limit: number) => [after, limit],
  rows<SellerRow>(),
);

/**
 * Largest seller id in use that others may be counted on from, 0 when there is none. Whoever gives an id near 2^53 must
 * not leave the next seller without one.
 */
export const lastSellerId = statement(
  'lastSellerId',
  'select coalesce(max(seller_id), 0) from sellers where seller_id < 1000000000000',
  () => [],
  scalar<number>(),
);
