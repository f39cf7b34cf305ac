import { scalar, statement } from '../../core/postgres/statement.ts';

/** Of a seller, or of all. */
export const countPackages = statement(
  'countPackages',
  'select count(*) from packages where $1::bigint is null or seller_id = $1',
  (seller_id?: number) => [seller_id ?? null],
  scalar<number>(),
);
