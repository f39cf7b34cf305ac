import type { Readable } from 'node:stream';
import type { TObject, TSchema } from 'typebox';
import type { Answer, Performer, Upload } from '../../core/corridor/ask.ts';
import type { Region } from '../../core/domain/countries.ts';
import type { RefusalCode, RefusalFacts } from '../../core/domain/refusal.ts';
import type { Seller } from '../../core/domain/seller.ts';
import type { Feed } from '../../core/feed.ts';
import type { Sight } from '../../core/postgres/package-lists.ts';
import type { World } from '../../core/world.ts';
import type { Locale } from '../language/language.ts';
import type { Answers } from './answers.ts';
import type { RequestHeader } from './headers.ts';
import type { RateClass } from './rates.ts';
import { envelope, messageOf } from './refusals.ts';

/**
 * Who may come in. `seller`: key of the seller in the path. `self`: a seller's key, no seller in the path.
 * `operator`: the operator's token. `open`: everybody.
 */
export type Access = 'seller' | 'self' | 'operator' | 'open';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/**
 * One row of the table of contents: what is served where, to whom, and the function that answers. The reference
 * (`openapi.json`, `/docs`), the client, and the check of every answer in every test are folds of these rows, so a row
 * says all that a caller can be told:
 *
 * - `query` and `body` are the schemas that the operation itself checks with, never copies of them.
 * - `answers` say what comes when it is done: `gives(schema)`, `givesNothing()`, `givesOk()`, `givesFile(type, …)`.
 * - `refusals` are the codes that it can answer with of itself. Left out, since they follow from the row: what a name in
 *   the path brings (`path.ts`), a query (`query.invalid`), a body (`field.invalid`, `body.malformed`, 413, 415), an
 *   idempotency key, the access, the address (User-Agent, rates), `v1`, and what may befall any request.
 *
 * A test that gets an answer which its row does not tell of fails, and names what is missing.
 */
export type Operation = {
  /** Operation id, unique; also the name of the client's method. */
  name: string;
  method: Method;
  /** Names in it are those of `path.ts`. */
  path: string;
  access: Access;
  /** One sentence for the reference. */
  summary: string;
  /** What the summary leaves open; Markdown. */
  description?: string;
  /** What calls per minute the seller's tier allows; absent: the burst rule alone. */
  rate?: RateClass;
  /** Keys of its entry in the reference, beside those of OpenAPI. */
  marks?: Record<`x-${string}`, true>;
  /** The old list: closed (426) unless the setting `v1` serves it. */
  v1?: true;
  /** Served from every address, also where the seller's list is enforced: else no seller could begin its list. */
  unlisted?: true;
  /** A write that knows no idempotency key. */
  keyless?: true;
  /** It exists in this region only: its `storeFrontCode` is required, and is one of the region. */
  only_in?: Exclude<Region, 'home'>;
  /** Headers that it reads beside those that all of its kind do. */
  headers?: readonly RequestHeader[];
  query?: TObject;
  body?: TSchema;
  /** `application/json` unless stated. */
  body_type?: 'application/json' | 'multipart/form-data' | 'application/gzip';
  /** The body may be missing. */
  body_optional?: true;
  /** Bytes; 1 MiB unless stated. */
  body_limit?: number;
  /** It can change keys or settings of sellers: what the server remembers of them is read again afterwards. */
  changes_access?: true;
  answers: Answers;
  refusals: readonly RefusalCode[];
  handle(call: Call): Promise<Reply>;
};

/** What goes back, when it is read: text like every kept answer, a file, or a stream that goes on until either side ends it. */
export type Reply = Answer | (Omit<Answer, 'body'> & { body: Buffer | Readable });

/** Whether an idempotency key means anything to it. */
export const isKeyed = ({ method, keyless }: Pick<Operation, 'method' | 'keyless'>): boolean =>
  method !== 'GET' && keyless !== true;

/** One request, understood as far as every operation needs it. */
export type Call = {
  world: World;
  lanes: Performer;
  feed: Feed;
  operation: Operation;
  params: Record<string, string>;
  /** Raw query string, without the question mark. */
  query: string;
  /** The JSON value, or the texts of a form; undefined when the request had no body. */
  body: unknown;
  upload?: Upload;
  headers: Record<string, string | string[] | undefined>;
  /** The code of the country that `storeFrontCode` names; absent: none was named. */
  store_front?: string;
  /** Path as asked, without the query. */
  path: string;
  /** The caller; seller 0 stands for the operator. */
  seller: Seller;
  locale: Locale;
  /** What the caller may see in its lists, if not everything. */
  sight?: readonly Sight[];
  /** The node drains: other nodes should take the requests that come now. */
  draining: AbortSignal;
  /** koli is asked to stop: whatever waits for others waits no longer. */
  closing: AbortSignal;
};

export const empty = (headers: Record<string, string> = {}, status = 200): Answer => ({ status, headers, body: '' });

export const json = (value: unknown, headers: Record<string, string> = {}, status = 200): Answer =>
  jsonText(JSON.stringify(value), headers, status);

export const jsonText = (body: string, headers: Record<string, string> = {}, status = 200): Answer => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
  body,
});

/** What the marketplace answers where there is nothing to say. */
export const okText = (): Answer => ({
  status: 200,
  headers: { 'content-type': 'text/plain; charset=utf-8' },
  body: '200 OK',
});

/** The answer for an address that does not exist. */
export const notServed = (): Answer => jsonText('{"message":"Service Unavailable"}', {}, 556);

export function refusal(
  call: Pick<Call, 'world' | 'locale'>,
  facts: RefusalFacts,
  now = call.world.clock.now(),
  other_status?: number,
): Answer {
  const { status, body } = envelope(facts.code, messageOf(facts, call.locale), now, other_status);
  const headers: Record<string, string> = { 'content-type': 'application/json; charset=utf-8' };
  if ('retry_after_s' in facts) headers['retry-after'] = String(facts.retry_after_s);
  return { status, headers, body };
}

/** A name of the path as it was sent, for a refusal: not at any length. */
export const sent = ({ params }: Pick<Call, 'params'>, name: string): string => (params[name] ?? '').slice(0, 64);

/** An id of the path: digits below 2^53, else null. */
export function pathId(text: string | undefined): number | null {
  if (text === undefined || !/^[1-9]\d{0,15}$/.test(text)) return null;
  const id = Number(text);
  return Number.isSafeInteger(id) ? id : null;
}
