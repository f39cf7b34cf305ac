import { scalar, statement } from '../../core/postgres/statement.ts';

/** The latest time that anything is stamped with; 0 when there is nothing. */
export const latestChange = statement(
  'latestChange',
  'select coalesce(max(modified_at), 0) from packages',
  () => [],
  scalar<number>(),
);

/** Of a seller, or of all. */
export const countPackages = statement(
  'countPackages',
  'select count(*) from packages where $1::bigint is null or seller_id = $1',
  (seller_id?: number) => [seller_id ?? null],
  scalar<number>(),
);
