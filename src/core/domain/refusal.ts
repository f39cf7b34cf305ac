import type { CommandType } from './command.ts';
import type { Status } from './package.ts';

/**
 * Every way in which koli says no: a code and its facts. Other rooms add codes of their own to `Facts`, so that the union
 * stays closed. What a code is over HTTP stands in `http/contract/refusals.ts`, its sentences in `http/language/`.
 */
export interface Facts extends CoreFacts {}
export type RefusalCode = keyof Facts;
export type RefusalFacts<C extends RefusalCode = RefusalCode> = { [K in C]: { code: K } & Facts[K] }[C];

const mark: unique symbol = Symbol('refusal');
export type Refusal<C extends RefusalCode = RefusalCode> = RefusalFacts<C> & { [mark]: true };

export const refuse = (facts: RefusalFacts): Refusal => ({ [mark]: true, ...facts });

/** A value that came from outside cannot have the mark, whatever its keys are. */
export const isRefusal = (value: unknown): value is Refusal =>
  typeof value === 'object' && value !== null && mark in value;

/** The outcome of a command that koli itself gives: a refusal would be a bug. */
export function unrefused<T>(outcome: T): Exclude<T, Refusal> {
  if (isRefusal(outcome)) throw new Error(`refused: ${JSON.stringify(outcome)}`);
  return outcome as Exclude<T, Refusal>;
}

export type CoreFacts = {
  // The request makes no sense.
  'field.invalid': { field: string; broken: BrokenRule };
  'line.repeated': { line_id: number };
  'reason.unknown': { reason_id: number; allowed: number[] };
  'reason.abroad.only': { reason_id: number; allowed: number[] };
  'split.form': { key: string; expected_key: string };
  'split.line.twice': { line_id: number };
  // It makes sense, but not for this package at this time.
  'package.unknown': { package_id: string };
  'status.not.allowed': { package_id: number; command: CommandType; status: Status; allowed: readonly Status[] };
  'line.unknown': { package_id: number; line_id: number };
  'lines.none': { package_id: number };
  'quantity.exceeded': { package_id: number; line_id: number; asked: number; held: number };
  'not.applicable': { package_id: number; why: NotApplicable };
  'tracking.not.allowed': { package_id: number; why: NoTracking };
  'tracking.taken': { tracking_number: number };
  'tracking.unknown': { tracking_number: string };
  'digital.not.valid': { package_id: number; line_id: number };
  'labor.too.high': { line_id: number; limit_kurus: number };
  'not.yours': { field: string; value: string };
  'invoice.exists': { package_id: number };
  'invoice.link.taken': None;
  'invoice.unknown': { package_id: number };
  'invoice.file.missing': None;
  'invoice.file.type': None;
  'invoice.future': None;
  'invoice.terms.missing': { field: string };
  'customer.unknown': { package_id: number; customer_id: number };
  'provider.too.soon': { package_id: number; retry_after_s: number };
  // Another carrier abroad: the marketplace numbers these CPE001 to CPE006.
  'carrier.unregistered': { carrier: string };
  'carrier.fixed': { package_id: number };
  'carrier.other.channel': { package_id: number };
  'carrier.elsewhere': { carrier: string; country: string };
  'carrier.inactive': { carrier: string };
  'carrier.not.now': { package_id: number; wait_s: number };
  'split.all.lines': { package_id: number };
  'split.nothing.left': { package_id: number };
  'split.one.child': { package_id: number };
  'split.too.many': { limit: number };
  'order.conflict': { order_number: string; seller_id: number };
  'id.taken': { field: string; id: string };
  'idempotency.reused': None;
};

export type None = Record<never, never>;

/** Why something cannot be done with a package that has the right status: its contract, its provider or its kind. */
export type NotApplicable =
  | 'not.open'
  | 'not.alternative'
  | 'not.reported'
  | 'shipped.recently'
  | 'box.needs.deci'
  | 'not.horoz.contract'
  | 'not.tex'
  | 'extended.before'
  | 'date.passed'
  | 'not.live'
  | 'no.common.label'
  | 'not.agency.export'
  | 'label.of.carrier'
  | 'label.not.requested'
  | 'invoice.not.accepted';
export type NoTracking = 'not.picking' | 'carried' | 'no.contract' | 'fed.before';

// What is wrong with one field: the rule that its value breaks, with the limits of the rule.

export interface FieldRules extends CoreRules {}
export type FieldRule = keyof FieldRules;
export type BrokenRule = { [R in FieldRule]: { rule: R } & FieldRules[R] }[FieldRule];

export type FieldRefusal = Refusal<'field.invalid'>;

/** A field that breaks a rule. */
export const invalid = (field: string, broken: BrokenRule): FieldRefusal =>
  refuse({ code: 'field.invalid', field, broken }) as FieldRefusal;

/** The same of a field that lies within another one. */
export const within = (place: string, refusal: FieldRefusal): FieldRefusal => ({
  ...refusal,
  field: refusal.field === 'body' ? place : `${place}.${refusal.field}`,
});

export type CoreRules = {
  // Of a schema.
  required: { expected: Expected };
  unknown: None;
  type: { expected: Expected };
  range: { expected: Expected };
  length: { expected: Expected };
  allowed: { allowed: Value[] };
  form: { expected: Expected };
  // Of fields together.
  beside: { other: string };
  pair: { other: string };
  'one.of': { names: string[] };
  after: { other: string };
  before: { other: string };
  'other.mode': None;
  // Of orders.
  'sellers.many': { count: number; limit: number };
  'lines.many': { count: number; limit: number; seller_id: number };
  'units.many': { count: number; limit: number; seller_id: number };
  'units.each': { count: number; quantity: number };
  'discount.unit': { unit: number; discount_kurus: number; price_kurus: number };
  'discount.shared': { unit: number; discount_kurus: number; price_kurus: number };
  'seller.of.lines': None;
  'abroad.only': None;
  'locker.only': None;
  'deposit.only': { countries: string[] };
  // Of packages.
  'digital.phone': None;
  'boxes.told': { limit: number; told: number };
  // Of webhooks.
  'url.user': None;
  'url.word': { word: string };
  'url.address': { address: string };
};

/** What a field takes: one form, or one of several. */
export type Expected = ExpectedForm | ExpectedForm[];

export interface FieldForms extends CoreForms {}
export type FieldForm = keyof FieldForms;
export type ExpectedForm = { [F in FieldForm]: { form: F } & FieldForms[F] }[FieldForm];

export type Value = string | number | boolean | null;

type Range = { min: number; max: number };
type Least = { min: number };
type Most = { max: number };

export type CoreForms = {
  anything: None;
  object: None;
  'object.filled': None;
  boolean: None;
  null: None;
  value: { value: Value };
  values: { values: Value[] };
  integer: None;
  'integer.least': Least;
  'integer.most': Most;
  'integer.range': Range;
  number: None;
  'number.least': Least;
  'number.most': Most;
  'number.range': Range;
  'number.above': { above: number };
  'number.above.most': { above: number; max: number };
  text: None;
  'text.filled': None;
  'text.least': Least;
  'text.most': Most;
  'text.range': Range;
  'text.exact': { min: number };
  list: None;
  'list.filled': None;
  'list.least': Least;
  'list.most': Most;
  'list.range': Range;
  'list.exact': { min: number };
  // FieldForms of texts and numbers that a schema names.
  amount: None;
  'country.code': None;
  'country.codes': None;
  'currency.code': None;
  digits: Range;
  'epoch.ms': None;
  'epoch.digits': None;
  header: Range;
  'invoice.number': None;
  length: None;
  link: Most;
  moment: None;
  network: None;
  ipv4: None;
  pdf: None;
  order: None;
  'order.number': Range;
  'visible.ascii': Range;
  'package.digits': None;
  'phone.number': Range;
  'signing.secret': None;
  token: Range;
  'tracking.digits': Most;
  url: Most;
  'url.https': None;
  'url.http': None;
  visible: Range;
};
