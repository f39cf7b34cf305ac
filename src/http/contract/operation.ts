import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import type { TObject, TSchema } from 'typebox';
import type { Answer, Performer, Upload, WorkAsk } from '../../core/corridor/ask.ts';
import type { Command } from '../../core/domain/command.ts';
import type { Event } from '../../core/domain/event.ts';
import { isRefusal, type Refusal, refuse } from '../../core/domain/refusal.ts';
import type { Seller } from '../../core/domain/seller.ts';
import type { Feed } from '../../core/feed.ts';
import type { Unseen } from '../../core/postgres/lists.ts';
import type { ReplyKey } from '../../core/postgres/replies.ts';
import { packageOfTracking } from '../../core/postgres/roots.ts';
import type { World } from '../../core/world.ts';
import { type Answers, givesNothing } from './answers.ts';
import { type ErrorCode, type ErrorFacts, errorBody, type Locale } from './errors.ts';
import type { RequestHeader } from './headers.ts';
import type { RateClass } from './rates.ts';

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
  /** Served in the sandbox only; elsewhere there is no such route. */
  sandbox?: true;
  /** The old list: not served at all when the setting `v1` is off. */
  v1?: true;
  /** A write that knows no idempotency key. */
  keyless?: true;
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
  /** It sees by itself to it that nobody else is in the sandbox, or does not mind. */
  alone?: true;
  /** It can change keys or settings of sellers: what the server remembers of them is read again afterwards. */
  changes_access?: true;
  answers: Answers;
  refusals: readonly ErrorCode[];
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
  /** Path as asked, without the query. */
  path: string;
  /** The caller; seller 0 stands for the operator. */
  seller: Seller;
  locale: Locale;
  /** What a sandbox keeps from the caller's lists. */
  unseen?: Unseen;
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

/** There is no such address. */
export const notServed = (): Answer => jsonText('{"message":"Service Unavailable"}', {}, 556);

export function refusal(call: Pick<Call, 'world' | 'locale'>, facts: ErrorFacts, now = call.world.clock.now()): Answer {
  const { status, body } = errorBody(facts, now, call.locale);
  const headers: Record<string, string> = { 'content-type': 'application/json; charset=utf-8' };
  if ('retry_after_s' in facts) headers['retry-after'] = String(facts.retry_after_s);
  return { status, headers, body };
}

/** The sandbox is being reset, or was while this request came in. */
export function resting(call: Pick<Call, 'world' | 'locale'>): Answer {
  const answer = refusal(call, { code: 'unavailable' });
  return { ...answer, headers: { ...answer.headers, 'retry-after': '1' } };
}

/** An id of the path: digits below 2^53, else null. */
export function pathId(text: string | undefined): number | null {
  if (text === undefined || !/^[1-9]\d{0,15}$/.test(text)) return null;
  const id = Number(text);
  return Number.isSafeInteger(id) ? id : null;
}

const keyForm = /^[\x21-\x7e]{1,255}$/;

/** Under which key the answer is kept; null when the caller gave none. */
export function replyKey(call: Call, part = 0): ReplyKey | null | Refusal {
  const key = call.headers['idempotency-key'];
  if (key === undefined || !isKeyed(call.operation)) return null;
  if (typeof key !== 'string' || !keyForm.test(key))
    return refuse({
      code: 'field.invalid',
      field: 'Idempotency-Key',
      problem: 'must be 1 to 255 visible ASCII characters',
      problem_tr: '1-255 görünür ASCII karakter olmalı',
    });
  return { seller_id: call.seller.seller_id, key, part, fingerprint: fingerprint(call) };
}

/** A call of many items is asked for its fingerprint once for each of them, and its body may be large. */
const fingerprints = new WeakMap<Call, string>();

/** Two requests with one fingerprint ask the same. */
function fingerprint(call: Call): string {
  const known = fingerprints.get(call) ?? digest(call);
  fingerprints.set(call, known);
  return known;
}

function digest(call: Call): string {
  const store_front = call.headers['storefrontcode'] ?? '';
  const asked = [call.operation.method, call.path, store_front, call.body === undefined ? null : sorted(call.body)];
  if (call.upload !== undefined) asked.push(call.upload.sha256);
  return createHash('sha256').update(JSON.stringify(asked)).digest('hex');
}

/** The same JSON value with its keys in one order. */
function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(sorted);
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}

type CommandOperation = Omit<Operation, 'handle' | 'answers'> & {
  /** The request, understood; a refusal when it cannot be meant. */
  command(call: Call): Command | Refusal | Promise<Command | Refusal>;
  /** The field of the body that names the package; absent: the path does. */
  package_in?: string;
  /** Where refusals look otherwise than everywhere. */
  refused?(call: Call, facts: Refusal, now: number): Answer;
} & CommandAnswer;

/** The answer to what happened, and what the reference says of it; empty unless stated. */
type CommandAnswer =
  | { answer(events: Event[]): Answer; answers: Answers }
  | { answer?: undefined; answers?: undefined };

/** A write on one package, named by its id or its tracking number: parse → perform → decide → commit. */
export function packageCommand({
  command,
  package_in,
  answer = () => empty(),
  answers = { 200: givesNothing() },
  refused = refusal,
  ...operation
}: CommandOperation): Operation {
  return {
    ...operation,
    answers,
    async handle(call) {
      const reply = replyKey(call);
      if (reply !== null && isRefusal(reply)) return refusal(call, reply);
      const owner = call.seller.seller_id === 0 ? pathId(call.params['sellerId']) : call.seller.seller_id;
      const seller_id = owner ?? -1;
      const understood = await command(call);
      const told = (outcome: Refusal): Refusal =>
        package_in === undefined ? named(outcome, call) : namedInBody(outcome, understood, call, package_in);
      return call.lanes.perform({
        kind: 'command',
        seller_id,
        ...(package_in === undefined ? await namedPackage(call, seller_id) : { package_id: bodyId(call, package_in) }),
        command: understood,
        idempotency: reply,
        upload: call.upload,
        render: (outcome, now) => (isRefusal(outcome) ? refused(call, told(outcome), now) : answer(outcome)),
      });
    },
  };
}

/** Texts of a form are digits, as those of a path; a number of JSON is one. */
function bodyId({ body }: Call, field: string): number {
  const value = (body as Record<string, unknown> | null | undefined)?.[field];
  return (typeof value === 'number' ? pathId(String(value)) : pathId(value as string | undefined)) ?? -1;
}

/** Where the body names the package, what is wrong with the body is told first. */
function namedInBody(outcome: Refusal, understood: Command | Refusal, { body }: Call, field: string): Refusal {
  if (outcome.code !== 'package.unknown') return outcome;
  if (isRefusal(understood)) return understood;
  return refuse({ code: 'not.yours', field, value: String((body as Record<string, unknown>)[field]).slice(0, 64) });
}

async function namedPackage({ world, params }: Call, seller_id: number) {
  const { packageId, trackingNumber } = params;
  if (trackingNumber === undefined) return { package_id: pathId(packageId) ?? -1 };
  const tracking_number = pathId(trackingNumber) ?? -1;
  const package_id = (await packageOfTracking(world.db.pool, seller_id, tracking_number)) ?? -1;
  return { package_id, tracking_number };
}

/** A malformed id is told as it was sent. */
function named(refusal: Refusal, { params: { packageId = '', trackingNumber } }: Call): Refusal {
  if (refusal.code !== 'package.unknown') return refusal;
  if (trackingNumber === undefined) return { ...refusal, package_id: packageId.slice(0, 64) };
  return refuse({ code: 'tracking.unknown', tracking_number: trackingNumber.slice(0, 64) });
}

/** Any other write: a function in a transaction of its own, in the caller's name. */
export async function change(
  call: Call,
  work: WorkAsk['work'],
  { part, ...options }: { secret?: boolean; part?: number; wakes?: number } = {},
): Promise<Answer> {
  const reply = replyKey(call, part);
  if (reply !== null && isRefusal(reply)) return refusal(call, reply);
  const { seller_id } = call.seller;
  const refused = (facts: Refusal, now: number) => refusal(call, facts, now);
  return call.lanes.perform({ kind: 'work', seller_id, idempotency: reply, work, refused, ...options });
}
