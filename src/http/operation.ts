import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import type { TSchema } from 'typebox';
import type { Command } from '../domain/command.ts';
import type { Event } from '../domain/event.ts';
import { isRefusal, type Refusal, refuse } from '../domain/refusal.ts';
import type { Seller } from '../domain/seller.ts';
import type { Feed } from '../feed.ts';
import type { Answer, ChangeAsk, Lanes } from '../perform.ts';
import type { ReplyKey } from '../postgres/replies.ts';
import { packageOfTracking } from '../postgres/roots.ts';
import type { World } from '../world.ts';
import { type ErrorFacts, errorBody, type Locale } from './errors.ts';
import type { RateClass } from './rates.ts';

/**
 * Who may come in. `seller`: key of the seller in the path. `self`: a seller's key, no seller in the path.
 * `operator`: the operator's token. `open`: everybody.
 */
export type Door = 'seller' | 'self' | 'operator' | 'open';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** One row of the table of contents: what is served where, to whom, and the function that answers. */
export type Operation = {
  /** Operation id, unique. */
  name: string;
  method: Method;
  path: string;
  door: Door;
  /** One sentence for the reference. */
  summary: string;
  /** What calls per minute the seller's tier allows; absent: the burst rule alone. */
  rate?: RateClass;
  /** Served in the sandbox only; elsewhere there is no such route. */
  sandbox?: true;
  /** The old list: not served at all when the setting `v1` is off. */
  v1?: true;
  query?: TSchema;
  body?: TSchema;
  /** Bytes; 1 MiB unless stated. */
  body_limit?: number;
  handle(call: Call): Promise<Answer | Streamed>;
};

/** An answer that goes on until either side ends it: server-sent events. */
export type Streamed = { status: number; headers: Record<string, string>; body: Readable };

/** One request, understood as far as every operation needs it. */
export type Call = {
  world: World;
  lanes: Lanes;
  feed: Feed;
  operation: Operation;
  params: Record<string, string>;
  /** Raw query string, without the question mark. */
  query: string;
  /** The JSON value; undefined when the request had no body. */
  body: unknown;
  headers: Record<string, string | string[] | undefined>;
  /** Path as asked, without the query. */
  path: string;
  /** The caller; seller 0 stands for the operator. */
  seller: Seller;
  locale: Locale;
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

export function refusal(call: Pick<Call, 'world' | 'locale'>, facts: ErrorFacts): Answer {
  const { status, body } = errorBody(facts, call.world.clock.now(), call.locale);
  const headers: Record<string, string> = { 'content-type': 'application/json; charset=utf-8' };
  if ('retry_after_s' in facts) headers['retry-after'] = String(facts.retry_after_s);
  return { status, headers, body };
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
  if (key === undefined) return null;
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

type CommandOperation = Omit<Operation, 'handle'> & {
  /** The request, understood; a refusal when it cannot be meant. */
  command(call: Call): Command | Refusal;
  /** The answer to what happened; empty unless stated. */
  answer?(events: Event[]): Answer;
};

/** A write on the package of the path, named by its id or its tracking number: parse → perform → decide → commit. */
export function packageCommand({ command, answer = () => empty(), ...operation }: CommandOperation): Operation {
  return {
    ...operation,
    async handle(call) {
      const reply = replyKey(call);
      if (reply !== null && isRefusal(reply)) return refusal(call, reply);
      const owner = call.seller.seller_id === 0 ? pathId(call.params['sellerId']) : call.seller.seller_id;
      const seller_id = owner ?? -1;
      return call.lanes.perform({
        kind: 'package',
        seller_id,
        ...(await namedPackage(call, seller_id)),
        command: command(call),
        reply,
        answer: (outcome) => (isRefusal(outcome) ? refusal(call, named(outcome, call)) : answer(outcome)),
      });
    },
  };
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
  work: ChangeAsk['change'],
  { part, ...options }: { secret?: boolean; part?: number } = {},
): Promise<Answer> {
  const reply = replyKey(call, part);
  if (reply !== null && isRefusal(reply)) return refusal(call, reply);
  const { seller_id } = call.seller;
  const refused = (facts: Refusal) => refusal(call, facts);
  return call.lanes.perform({ kind: 'change', seller_id, reply, change: work, refused, ...options });
}
