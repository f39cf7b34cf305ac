import type { PackageKey } from '../../core/postgres/packages.ts';
import { bigints, type Client, execute, query } from '../../core/postgres/sql.ts';

// Orders of the sandbox that are paid by themselves.

export type PaymentDue = PackageKey & { due_at: number };

export const insertPayments = (client: Client, rows: PaymentDue[]): Promise<number> =>
  execute(
    client,
    'insertPayments',
    `insert into payments_due (seller_id, package_id, due_at)
     select * from unnest($1::bigint[], $2::bigint[], $3::bigint[])`,
    [
      bigints(rows.map((row) => row.seller_id)),
      bigints(rows.map((row) => row.package_id)),
      bigints(rows.map((row) => row.due_at)),
    ],
  );

/** Payments whose time has come, in the order in which it came. */
export const findPayments = (client: Client, now: number, limit: number): Promise<PaymentDue[]> =>
  query(
    client,
    'findPayments',
    `select seller_id, package_id, due_at from payments_due
      where due_at <= $1 order by due_at, seller_id, package_id limit $2`,
    [now, limit],
  );

export async function nextPayment(client: Client): Promise<number | null> {
  const rows = await query<{ due_at: number | null }>(
    client,
    'nextPayment',
    'select min(due_at) as due_at from payments_due',
  );
  return rows[0]!.due_at;
}

export const deletePayments = (client: Client, keys: PackageKey[]): Promise<number> =>
  execute(
    client,
    'deletePayments',
    `delete from payments_due
      where (seller_id, package_id) in (select * from unnest($1::bigint[], $2::bigint[]))`,
    [bigints(keys.map((key) => key.seller_id)), bigints(keys.map((key) => key.package_id))],
  );
