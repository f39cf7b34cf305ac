import type { PackageKey } from '../../core/postgres/packages.ts';
import { bigints } from '../../core/postgres/sql.ts';
import { rows, scalar, statement, touched } from '../../core/postgres/statement.ts';

// Orders of the sandbox that are paid by themselves.

export type PaymentDue = PackageKey & { due_at: number };

export const insertPayments = statement(
  'insertPayments',
  `insert into payments_due (seller_id, package_id, due_at)
   select * from unnest($1::bigint[], $2::bigint[], $3::bigint[])`,
  (rows: PaymentDue[]) => [
    bigints(rows.map((row) => row.seller_id)),
    bigints(rows.map((row) => row.package_id)),
    bigints(rows.map((row) => row.due_at)),
  ],
  touched,
);

/** Payments whose time has come, in the order in which it came. */
export const findPayments = statement(
  'findPayments',
  `select seller_id, package_id, due_at from payments_due
    where due_at <= $1 order by due_at, seller_id, package_id limit $2`,
  (now: number, limit: number) => [now, limit],
  rows<PaymentDue>(),
);

export const nextPayment = statement(
  'nextPayment',
  'select min(due_at) from payments_due',
  () => [],
  scalar<number | null>(),
);

export const deletePayments = statement(
  'deletePayments',
  `delete from payments_due
    where (seller_id, package_id) in (select * from unnest($1::bigint[], $2::bigint[]))`,
  (keys: PackageKey[]) => [bigints(keys.map((key) => key.seller_id)), bigints(keys.map((key) => key.package_id))],
  touched,
);
