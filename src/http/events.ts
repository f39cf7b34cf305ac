import { Readable } from 'node:stream';
import { Type } from 'typebox';
import { listeners_limit, listeners_per_seller } from '../feed.ts';
import type { Answer } from '../perform.ts';
import { changeDocument, sentEvent } from '../wire/watch.ts';
import { type Call, type Operation, refusal, type Streamed } from './operation.ts';
import { integer, isErrorFacts, noOthers, reading } from './query.ts';

/** Waiting for a reader that is slower than what happens; then it is cut off, and comes back when it can. */
const waiting_limit_bytes = 1 << 20;
/** A stream's life: whoever comes back shows a key again, and a revoked one is out. */
const life_ms = 10 * 60_000;
const retry_s = 10;

const ownQuery = {
  since: Type.Optional(
    Type.Integer({
      minimum: 0,
      description: 'Go on from the `id` of the last event that was read; the header `Last-Event-ID` means the same',
    }),
  ),
};
const allQuery = { sellerId: Type.Optional(Type.Integer({ minimum: 1 })), ...ownQuery };

const strict = { additionalProperties: false };

export const stream_headers = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store',
  // Told to proxies that would wait for more before they pass anything on.
  'x-accel-buffering': 'no',
};

const limitOf = (seller_id: number | null) => (seller_id === null ? listeners_limit : listeners_per_seller);

async function follow(call: Call, own?: number): Promise<Answer | Streamed> {
  const asked = reading(call.query, (query) => {
    noOthers(query, Object.keys(own === undefined ? allQuery : ownQuery));
    return { seller_id: own ?? integer(query, 'sellerId', 1) ?? null, since: integer(query, 'since') ?? null };
  });
  if (isErrorFacts(asked)) return refusal(call, asked);
  const last = String(call.headers['last-event-id'] ?? '');
  const since = asked.since ?? (/^\d{1,15}$/.test(last) ? Number(last) : null);

  const body = new Readable({ read() {} });
  const say = (event: string, data: unknown, id: number) => {
    if (body.destroyed) return;
    body.push(sentEvent(event, data, id));
    if (body.readableLength > waiting_limit_bytes) body.destroy();
  };
  say('hello', {}, since ?? call.world.clock.now());
  const listening = await call.feed.listen(
    {
      seller_id: asked.seller_id,
      tell: (changes, until) => {
        for (const change of changes) say('package', changeDocument(change), until);
      },
      lost: (until) => say('lost', {}, until),
      beat: (until) => say('beat', {}, until),
      end: () => body.push(null),
    },
    since,
  );
  if (listening === null)
    return refusal(call, { code: 'listeners.full', limit: limitOf(asked.seller_id), retry_after_s: retry_s });
  const life = setTimeout(() => body.push(null), life_ms);
  life.unref();
  body.on('close', () => {
    clearTimeout(life);
    listening.stop();
  });
  return { status: 200, headers: stream_headers, body };
}

export const eventOperations: Operation[] = [
  {
    name: 'followPackages',
    method: 'GET',
    path: '/api/v1/events',
    door: 'operator',
    summary: 'Follow changes of packages as server-sent events',
    query: Type.Object(allQuery, strict),
    handle: (call) => follow(call),
  },
  {
    name: 'followOwnPackages',
    method: 'GET',
    path: '/api/v1/seller/events',
    door: 'self',
    summary: "Follow changes of the caller's packages as server-sent events",
    query: Type.Object(ownQuery, strict),
    handle: (call) => follow(call, call.seller.seller_id),
  },
];
