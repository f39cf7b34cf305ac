import { Readable } from 'node:stream';
import { Type } from 'typebox';
import { listeners_limit, listeners_per_seller } from '../../../core/feed.ts';
import { changeDocument, sentEvent } from '../../../core/wire/watch.ts';
import { givesEvents } from '../../contract/answers.ts';
import { type Call, type Reply, refusal } from '../../contract/operation.ts';
import { stream_headers } from '../../shared/event-stream.ts';
import { ofAllOrOwn } from './both.ts';

/** Unread events of a slow reader. Beyond this koli disconnects it; it may connect again. */
export const waiting_limit_bytes = 1 << 20;
/** Life of a stream. The next connection checks the key again, so a revoked key works no longer than this. */
export const life_ms = 10 * 60_000;
const retry_s = 10;

const limitOf = (seller_id: number | null) => (seller_id === null ? listeners_limit : listeners_per_seller);

type EventsAsked = { seller_id: number | null; since?: number };

async function followEvents(call: Call, asked: EventsAsked): Promise<Reply> {
  const last = String(call.headers['last-event-id'] ?? '');
  const since = asked.since ?? (/^\d{1,15}$/.test(last) ? Number(last) : null);

  const body = new Readable({ read() {} });
  let over = false;
  let going = false;
  const end = () => {
    if (!over) body.push(null);
    over = true;
  };
  const say = (event: string, data: unknown, id?: number) => {
    if (over || body.destroyed) return;
    body.push(sentEvent(event, data, id));
    // The client cannot read before the answer begins; events until then have a limit of their own.
    if (going && body.readableLength > waiting_limit_bytes) body.destroy();
  };
  say('hello', {}, since ?? call.world.clock.now());
  const listening = await call.feed.listen(
    {
      seller_id: asked.seller_id,
      // The id comes with the last of several changes, and after all missed ones: a reader that is disconnected in
      // between gets all of them again.
      tell: (changes, until) => {
        for (const change of changes.slice(0, -1)) say('package', changeDocument(change));
        say('package', changeDocument(changes.at(-1)!), going ? until : undefined);
      },
      lost: (until) => say('lost', {}, until),
      beat: (until) => say('beat', {}, going ? until : undefined),
      end,
    },
    since,
  );
  if (listening === null)
    return refusal(call, { code: 'listeners.full', limit: limitOf(asked.seller_id), retry_after_s: retry_s });
  going = true;
  const life = call.world.alarm(life_ms, end);
  body.on('close', () => {
    life.stop();
    listening.stop();
  });
  return { status: 200, headers: stream_headers, body };
}

const description = `Events: \`package\` for each change, \`hello\` at the beginning, \`beat\` every 15 seconds, and
\`lost\` if koli cannot send all changes: read the lists again. To continue after a disconnect, send the last \`id\`
within 15 minutes. Of several changes that are sent together, the last one has the \`id\`. Changes of the ten seconds
before it are sent again, so that none gets lost; package and sequence identify a change. A stream ends after at most ten
minutes. koli disconnects a reader with more than 1 MiB of unread events.

Data of \`package\`: \`sellerId\`, \`shipmentPackageId\`, \`orderNumber\`, \`sequence\`, \`type\`, \`status\`, \`at\`.`;

export const eventOperations = ofAllOrOwn({
  names: ['followPackages', 'followOwnPackages'],
  method: 'GET',
  path: '/events',
  summary: [
    'Follow changes of packages as server-sent events',
    "Follow changes of the caller's packages as server-sent events",
  ],
  description,
  headers: ['Last-Event-ID'],
  fields: {
    since: Type.Optional(
      Type.Integer({ minimum: 0, description: 'The `id` of the last event that was read, as in `Last-Event-ID`' }),
    ),
  },
  answers: { 200: givesEvents('Changes as they happen') },
  refusals: ['listeners.full'],
  parse: ({ since }, seller_id) => ({ since, seller_id: seller_id ?? null }),
  handle: followEvents,
});
