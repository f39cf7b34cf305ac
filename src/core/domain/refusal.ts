import type { CommandType } from './command.ts';
import type { Status } from './package.ts';

/** The no that somebody gets: a code and its facts. What it looks like on the wire is said once, in `http/errors.ts`. */
export type Refusal = { refused: true } & RefusalFacts;

export type RefusalFacts =
  // What was asked cannot be meant.
  | { code: 'field.invalid'; field: string; problem: string; problem_tr: string }
  | { code: 'line.repeated'; line_id: number }
  | { code: 'reason.unknown'; reason_id: number }
  | { code: 'reason.abroad.only'; reason_id: number }
  | { code: 'split.form'; key: string; expected: string }
  | { code: 'split.line.twice'; line_id: number }
  // It could be meant, but not of this package, now.
  | { code: 'package.unknown'; package_id: string }
  | { code: 'status.not.allowed'; package_id: number; status: Status; command: CommandType }
  | { code: 'line.unknown'; package_id: number; line_id: number | null }
  | { code: 'quantity.exceeded'; package_id: number; line_id: number; asked: number; held: number }
  /** By contract, provider or kind. */
  | { code: 'not.applicable'; package_id: number; why: NotApplicable }
  | { code: 'tracking.not.allowed'; package_id: number; why: NoTracking }
  | { code: 'tracking.taken'; tracking_number: number }
  | { code: 'tracking.unknown'; tracking_number: string }
  | { code: 'digital.not.valid'; package_id: number; line_id: number }
  | { code: 'labor.too.high'; line_id: number; limit_kurus: number }
  | { code: 'not.yours'; field: string; value: string }
  | { code: 'invoice.exists'; package_id: number }
  | { code: 'invoice.link.taken' }
  | { code: 'invoice.unknown'; package_id: number }
  | { code: 'invoice.file.missing' }
  | { code: 'invoice.file.type' }
  | { code: 'invoice.future' }
  | { code: 'invoice.terms.missing'; field: string }
  | { code: 'customer.unknown'; package_id: number; customer_id: number }
  | { code: 'provider.too.soon'; package_id: number; retry_after_s: number }
  | { code: 'split.all.lines'; package_id: number }
  | { code: 'split.nothing.left'; package_id: number }
  | { code: 'split.one.child'; package_id: number }
  | { code: 'split.too.many'; limit: number }
  | { code: 'order.conflict'; order_number: string; seller_id: number }
  | { code: 'id.taken'; field: string; id: string }
  | { code: 'idempotency.reused' };

/** Why something cannot be done with a package that stands in the right status. */
export type NotApplicable =
  | 'not.open'
  | 'not.alternative'
  | 'box.needs.deci'
  | 'not.horoz.contract'
  | 'not.tex'
  | 'extended.before'
  | 'date.passed'
  | 'not.live'
  | 'no.common.label'
  | 'label.not.requested'
  | 'not.invoiced';
export type NoTracking = 'not.picking' | 'no.contract' | 'fed.before';

export type RefusalCode = RefusalFacts['code'];

export const refuse = (facts: RefusalFacts): Refusal => ({ refused: true, ...facts });

export const isRefusal = (value: object): value is Refusal => 'refused' in value;
