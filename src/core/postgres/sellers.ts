import { defaultSellerSettings, type Seller } from '../domain/seller.ts';
import { array, columns } from './columns.ts';
import { first, rows, scalar, statement, touched } from './statement.ts';

type StoredSeller = Omit<Seller, 'settings'> & { settings: string };

/** A row that an older koli wrote lacks the settings that came later. */
const sellerOf = (row: StoredSeller): Seller => ({
  ...row,
  settings: { ...defaultSellerSettings, ...JSON.parse(row.settings) },
});

/** The sellers who may hold a key. Several may, since keys are unique within a seller only. */
export const findKeys = statement(
  'findKeys',
  `select s.seller_id, s.name, s.settings, s.created_at, k.secret_hash
     from api_keys k
     join sellers s on s.seller_id = k.seller_id
    where k.api_key = $1 and k.revoked_at is null`,
  (api_key: string) => [api_key],
  rows(({ secret_hash, ...seller }: StoredSeller & { secret_hash: Buffer }) => ({
    seller: sellerOf(seller),
    secret_hash,
  })),
);

const keyColumns = columns({ seller_id: 'bigint', api_key: 'text', secret_hash: 'bytea', created_at: 'bigint' });

export const insertKey = statement(
  'insertKey',
  `insert into api_keys (${keyColumns.names}) values (${keyColumns.parameters})
   on conflict (seller_id, api_key) do nothing`,
  (row: { seller_id: number; api_key: string; secret_hash: Buffer }, now: number) =>
    keyColumns.values({ ...row, created_at: now }),
  touched,
);

export const revokeKey = statement(
  'revokeKey',
  'update api_keys set revoked_at = $3 where seller_id = $1 and api_key = $2 and revoked_at is null',
  (seller_id: number, api_key: string, now: number) => [seller_id, api_key, now],
  touched,
);

type ListedKey = { api_key: string; created_at: number; revoked_at: number | null };

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
  (seller: Seller) => [seller.seller_id, seller.name, JSON.stringify(seller.settings), seller.created_at],
  touched,
);

export const updateSeller = statement(
  'updateSeller',
  'update sellers set name = $2, settings = $3, modified_at = $4 where seller_id = $1',
  (seller: Seller, now: number) => [seller.seller_id, seller.name, JSON.stringify(seller.settings), now],
  touched,
);

export const findSellers = statement(
  'findSellers',
  'select seller_id, name, settings, created_at from sellers where seller_id = any ($1::bigint[])',
  (seller_ids: number[]) => [array('bigint', seller_ids)],
  rows(sellerOf),
);

/** For a change of the seller: others who want to change it wait. */
export const lockSeller = statement(
  'lockSeller',
  'select seller_id, name, settings, created_at from sellers where seller_id = $1 for update',
  (seller_id: number) => [seller_id],
  first(sellerOf),
);

export const listSellers = statement(
  'listSellers',
  'select seller_id, name, settings, created_at from sellers where seller_id > $1 order by seller_id limit $2',
  (after: number, limit: number) => [after, limit],
  rows(sellerOf),
);

/**
 * The largest seller id from which the next may be counted on; 0 when there is none. A seller with an id near 2^53 must
 * not leave the next one without an id.
 */
export const lastSellerId = statement(
  'lastSellerId',
  'select coalesce(max(seller_id), 0) from sellers where seller_id < 1000000000000',
  () => [],
  scalar<number>(),
);

/** False for a database that holds nothing yet. */
export const hasSellers = statement(
  'hasSellers',
  'select exists (select from sellers where seller_id > 0)',
  () => [],
  scalar<boolean>(),
);
