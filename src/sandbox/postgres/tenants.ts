import { rows, statement, touched } from '../../core/postgres/statement.ts';

/** `origin` is null for a seller that was not made as a test seller. */
type TenantRow = { seller_id: number; seed: number | null; origin: object | null };

export const findTenants = statement(
  'findTenants',
  'select seller_id, seed, origin from sandbox_sellers',
  () => [],
  rows(
    (row: Omit<TenantRow, 'origin'> & { origin: string }): TenantRow => ({
      ...row,
      origin: row.origin === '' ? null : JSON.parse(row.origin),
    }),
  ),
);

export const saveTenant = statement(
  'saveTenant',
  `insert into sandbox_sellers (seller_id, seed, origin) values ($1, $2, $3)
   on conflict (seller_id) do update set seed = excluded.seed, origin = excluded.origin`,
  ({ seller_id, seed, origin }: TenantRow) => [seller_id, seed, origin === null ? '' : JSON.stringify(origin)],
  touched,
);
