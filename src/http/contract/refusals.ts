import type {
  BrokenRule,
  CoreFacts,
  CoreForms,
  CoreRules,
  None,
  NoTracking,
  NotApplicable,
  RefusalCode,
  RefusalFacts,
} from '../../core/domain/refusal.ts';
import { en } from '../language/en.ts';
import {
  type Fits,
  joinedLanguages,
  type Language,
  type Locale,
  refusalText,
  type UnfitText,
} from '../language/language.ts';
import { tr } from '../language/tr.ts';

/** What HTTP alone refuses, most of it before a package is read. */
type HttpFacts = {
  'body.malformed': { broken: BrokenRule };
  'query.invalid': { field: string; broken: BrokenRule };
  'query.window': { field: string; broken: BrokenRule };
  'cursor.invalid': None;
  'webhook.invalid': { field: string; broken: BrokenRule };
  'webhook.limit': { limit: number };
  'webhook.unknown': { webhook_id: string };
  'webhook.passive': { webhook_id: string };
  'webhook.none.active': { seller_id: number };
  'webhook.sealed': { webhook_id: string };
  'delivery.unknown': { event_id: string };
  'replay.unknown': { replay_id: string };
  'replay.limit': { limit: number };
  'auth.failed': None;
  'seller.mismatch': None;
  'seller.unknown': { seller_id: string };
  'seller.exists': { seller_id: number };
  'key.unknown': None;
  'key.exists': None;
  'order.unknown': { order_number: string };
  'address.unlisted': { address: string };
  'user.agent.missing': None;
  'host.unknown': { host: string };
  method: { method: string; allowed: string[] };
  'request.slow': None;
  'too.large': { limit: number };
  'media.type': { media_type: string };
  'content.encoding': { encoding: string; allowed: readonly string[] };
  'v1.closed': None;
  'headers.large': None;
  'rate.limited': { limit: number; window_s: number };
  'ip.list.full': { limit: number; retry_after_s: number };
  'ip.list.changed': { limit: number; retry_after_s: number };
  'ip.unknown': { ip: string };
  'warranty.unknown': { line_id: string };
  'listeners.full': { limit: number; retry_after_s: number };
  'verify.running': None;
  unplanned: { request_id: string };
  unavailable: None;
};

/** What can be wrong with a body or a query before its fields are looked at. */
type HttpRules = {
  'unpacked.not': { encoding: string };
  'utf8.not': None;
  'json.not': None;
  'json.deep': { limit: number };
  'json.keys': { limit: number };
  'json.entries': { limit: number };
  'key.twice': { text: string };
  'number.inexact': { text: string };
  'text.nul': None;
  'text.surrogate': None;
  'length.other': None;
  'ended.early': None;
  'http.not': None;
  'form.twice': { name: string };
  'form.text': { name: string; limit_bytes: number };
  'form.files': None;
  'form.fields': { limit: number };
  'form.not': None;
  'query.encoding': None;
  'query.twice': None;
  'query.nul': None;
  'query.names': { names: string[] };
  'query.many': { limit: number };
  'window.long': { other: string; days: number };
  'window.steps': { days: number };
  'page.deep': { limit: number };
};

declare module '../../core/domain/refusal.ts' {
  interface Facts extends HttpFacts {}
  interface FieldRules extends HttpRules {}
}

/**
 * What a code is over HTTP. `exception` is the marketplace's name for it; `KoliRefusal` where it has none. `error_code` is
 * the marketplace's number for it; without one it is the status.
 */
export type RefusalRow = { status: number; key: string; exception: string; error_code?: string };
export type RefusalRows<F> = { [C in keyof F]: RefusalRow };

export const koli = (status: number, key: string): RefusalRow => ({ status, key, exception: 'KoliRefusal' });
export const notFound = (key: string): RefusalRow => ({
  status: 404,
  key,
  exception: 'SellerIntegrationApiDomainNotFoundException',
});
const unauthorized = (key: string): RefusalRow => ({ status: 401, key, exception: 'TrendyolAuthorizationException' });
function carrierRefused(error_code: string): RefusalRow {
  return { ...koli(409, 'koli.cargo.provider.refused'), error_code };
}
export const failure_row: RefusalRow = { status: 500, key: 'generic.exception', exception: 'TrendyolSystemException' };

const own_rows: RefusalRows<CoreFacts & HttpFacts> = {
  'body.malformed': koli(400, 'koli.body.malformed'),
  'field.invalid': koli(400, 'koli.field.invalid'),
  'line.repeated': koli(400, 'koli.line.repeated'),
  'reason.unknown': koli(400, 'koli.reason.unknown'),
  'reason.abroad.only': koli(400, 'koli.reason.unknown'),
  'split.form': koli(400, 'koli.split.invalid'),
  'split.line.twice': koli(400, 'koli.split.invalid'),
  'split.all.lines': koli(400, 'koli.split.invalid'),
  'split.nothing.left': koli(400, 'koli.split.invalid'),
  'split.one.child': koli(400, 'koli.split.invalid'),
  'split.too.many': koli(400, 'koli.split.invalid'),
  'quantity.exceeded': koli(400, 'koli.quantity.exceeded'),
  'not.applicable': koli(400, 'koli.not.applicable'),
  'tracking.not.allowed': koli(400, 'shipment.package.cargo.tracking.number.update.not.allowed'),
  'tracking.taken': koli(400, 'koli.field.invalid'),
  'digital.not.valid': koli(400, 'digital.good.business.unit.not.valid'),
  'labor.too.high': koli(400, 'koli.field.invalid'),
  'not.yours': koli(400, 'koli.field.invalid'),
  'invoice.terms.missing': koli(400, 'koli.field.invalid'),
  'invoice.file.missing': koli(400, 'koli.field.invalid'),
  'invoice.file.type': koli(400, 'koli.field.invalid'),
  'invoice.future': koli(400, 'koli.field.invalid'),
  'customer.unknown': koli(400, 'koli.field.invalid'),
  'query.invalid': koli(400, 'koli.query.invalid'),
  'query.window': koli(400, 'koli.query.window'),
  'cursor.invalid': koli(400, 'koli.cursor.invalid'),
  'webhook.invalid': koli(400, 'koli.webhook.invalid'),
  'webhook.limit': koli(400, 'koli.webhook.limit'),
  'auth.failed': { status: 401, key: 'authentication.error', exception: 'ClientApiAuthenticationException' },
  'seller.mismatch': unauthorized('koli.seller.mismatch'),
  'package.unknown': unauthorized('koli.package.unknown'),
  'tracking.unknown': unauthorized('koli.package.unknown'),
  'user.agent.missing': koli(403, 'koli.user.agent.missing'),
  'line.unknown': notFound('koli.line.unknown'),
  'lines.none': notFound('koli.line.unknown'),
  'invoice.unknown': notFound('koli.invoice.unknown'),
  'ip.unknown': notFound('koli.ip.unknown'),
  'warranty.unknown': notFound('koli.warranty.unknown'),
  'webhook.unknown': notFound('koli.webhook.unknown'),
  'delivery.unknown': notFound('koli.delivery.unknown'),
  'replay.unknown': notFound('koli.replay.unknown'),
  'seller.unknown': notFound('koli.seller.unknown'),
  'order.unknown': notFound('koli.order.unknown'),
  'key.unknown': notFound('koli.key.unknown'),
  method: koli(405, 'koli.method'),
  'request.slow': koli(408, 'koli.request.slow'),
  'status.not.allowed': koli(409, 'fulfillment.api.shipment.package.item.status.cannot.be.changed'),
  'invoice.exists': koli(409, 'koli.invoice.exists'),
  'invoice.link.taken': koli(409, 'koli.invoice.exists'),
  'order.conflict': koli(409, 'koli.order.conflict'),
  'id.taken': koli(409, 'koli.id.taken'),
  'webhook.passive': koli(409, 'koli.webhook.passive'),
  'webhook.none.active': koli(409, 'koli.webhook.passive'),
  'webhook.sealed': koli(409, 'koli.webhook.sealed'),
  'replay.limit': koli(409, 'koli.replay.limit'),
  'seller.exists': koli(409, 'koli.seller.exists'),
  'key.exists': koli(409, 'koli.key.exists'),
  'verify.running': koli(409, 'koli.verify.running'),
  'too.large': koli(413, 'koli.too.large'),
  'media.type': koli(415, 'koli.media.type'),
  'content.encoding': koli(415, 'koli.content.encoding'),
  'idempotency.reused': koli(422, 'koli.idempotency.key.reused'),
  'carrier.unregistered': carrierRefused('CPE001'),
  'carrier.fixed': carrierRefused('CPE002'),
  'carrier.other.channel': carrierRefused('CPE003'),
  'carrier.elsewhere': carrierRefused('CPE004'),
  'carrier.inactive': carrierRefused('CPE005'),
  'carrier.not.now': carrierRefused('CPE006'),
  'v1.closed': koli(426, 'koli.v1.closed'),
  'rate.limited': koli(429, 'too.many.requests'),
  'ip.list.full': koli(429, 'too.many.requests'),
  'ip.list.changed': koli(429, 'too.many.requests'),
  'listeners.full': koli(429, 'koli.listeners.full'),
  'provider.too.soon': koli(429, 'too.many.requests'),
  'host.unknown': koli(421, 'koli.host.unknown'),
  'headers.large': koli(431, 'koli.headers.large'),
  unplanned: failure_row,
  'address.unlisted': koli(503, 'koli.unavailable'),
  unavailable: koli(503, 'koli.unavailable'),
};

/** Status, key and exception of every code. A ring adds its own by `addRefusals`. */
export const refusalRows = { ...own_rows } as RefusalRows<{ [C in RefusalCode]: unknown }>;
export const languages: Record<Locale, Language> = { en, tr };

/** Adds the codes of a ring with their sentences. Done once, before anything is served. */
export function addRefusals({
  rows,
  ...more
}: { rows: Record<string, RefusalRow> } & Record<Locale, Omit<Language, 'or'>>): void {
  Object.assign(refusalRows, rows);
  for (const locale of ['en', 'tr'] as const) languages[locale] = joinedLanguages(languages[locale], more[locale]);
}

/** Refusals that the marketplace answers in a form of their own where a file is sent. */
const ofFiles: readonly RefusalCode[] = [
  'invoice.exists',
  'invoice.file.missing',
  'invoice.file.type',
  'invoice.future',
];

type Envelope = { status: number; body: string };

/** A refusal as text, with this message. `timestamp` is true UTC ms. */
export function envelope(
  code: RefusalCode,
  message: string,
  timestamp: number,
  status = refusalRows[code].status,
): Envelope {
  const { key, exception, error_code = String(status) } = refusalRows[code];
  const error = { key, message, errorCode: error_code };
  return { status, body: JSON.stringify({ timestamp, exception, errors: [error] }) };
}

/** The same for a refused invoice file: 400, without exception and key. Null: the answer is the usual one. */
export const fileEnvelope = (code: RefusalCode, message: string, timestamp: number, path: string): Envelope | null =>
  ofFiles.includes(code) ? { status: 400, body: JSON.stringify({ timestamp, path, errors: [{ message }] }) } : null;

export const messageOf = (facts: RefusalFacts, locale: Locale): string => refusalText(languages[locale], facts);

export const localeOf = (accept_language: string | undefined): Locale =>
  accept_language !== undefined && /^\s*tr\b/i.test(accept_language) ? 'tr' : 'en';

/** What the languages of core and HTTP have texts for. */
type HttpTextNames = {
  facts: CoreFacts & HttpFacts;
  rules: CoreRules & HttpRules;
  forms: CoreForms;
  whys: NotApplicable | NoTracking;
};
export type HttpTexts = Fits<UnfitText<typeof en, HttpTextNames> | UnfitText<typeof tr, HttpTextNames>>;
