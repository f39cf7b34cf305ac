import { columns } from '../../core/postgres/columns.ts';
import { type PackageKey, packageKeys } from '../../core/postgres/packages.ts';
import { rows, scalar, statement, touched } from '../../core/postgres/statement.ts';

// Orders of the sandbox that are paid by themselves.

export type PaymentDue = PackageKey & { due_at: number };

const paymentColumns = columns({ seller_id: 'bigint', package_id: 'bigint', due_at: 'bigint' });

export const insertPayments = statement(
  'insertPayments',
  `insert into payments_due (${paymentColumns.names}) select * from ${paymentColumns.as('n')}`,
  (payments: PaymentDue[]) => paymentColumns.arrays(payments),
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
    where (seller_id, package_id) in (select * from ${packageKeys.as('k')})`,
  (keys: PackageKey[]) => packageKeys.arrays(keys),
  touched,
);
