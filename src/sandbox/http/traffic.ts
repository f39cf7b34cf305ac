import { Type } from 'typebox';
import { invalid, isRefusal } from '../../core/domain/refusal.ts';
import { findSellers } from '../../core/postgres/sellers.ts';
import { parser } from '../../core/wire/parse.ts';
import { lengthOf } from '../../core/wire/time.ts';
import { gives } from '../../http/contract/answers.ts';
import { type Call, json, type Operation, refusal } from '../../http/contract/operation.ts';
import { parseQuery } from '../../http/contract/query.ts';
import { sandboxSellers } from '../seed.ts';
import type { Stories } from '../story/stories.ts';
import { type Stream, streams_limit, turnsIn } from '../story/traffic.ts';
import { TrafficAnswer, TrafficInput, TrafficList } from '../wire/story.ts';
import { unguarded } from './row.ts';

const path = '/api/v1/sandbox/traffic';

const parse = parser(TrafficInput);

const TrafficQuery = Type.Object(
  { sellerId: Type.Optional(Type.Integer({ minimum: 1, description: 'Of this seller only' })) },
  { additionalProperties: false },
);

const document = (stream: Stream) => ({
  id: stream.id,
  sellerId: stream.seller_id,
  rate: stream.rate,
  seed: stream.seed,
  on: stream.on,
  reason: stream.reason,
  says: stream.says,
  startedDate: stream.started_at,
  endedDate: stream.ended_at,
  ordersTotal: stream.orders_total,
  ...stream.counts,
});

async function begin(call: Call, { traffic }: Stories) {
  const body = parse(call.body ?? {});
  if (isRefusal(body)) return refusal(call, body);
  const { sellerId: seller_id = sandboxSellers[0]!.seller_id, rate = '1/s', seed = 1, for: length } = body;
  const length_ms = length === undefined ? undefined : lengthOf(length);
  if (length_ms === null) return refusal(call, invalid('for', { rule: 'form', expected: { form: 'length' } }));
  if ((await findSellers(call.world.db.pool, [seller_id])).length === 0)
    return refusal(call, { code: 'seller.unknown', seller_id: String(seller_id) });
  const orders_total = length_ms === undefined ? null : turnsIn(rate, length_ms);
  const stream = await traffic.begin({ seller_id, rate, seed, orders_total });
  if (stream === null) return refusal(call, { code: 'traffic.limit', limit: streams_limit });
  return json(document(stream));
}

export const trafficOperations = (stories: () => Stories): Operation[] => [
  unguarded({
    name: 'listTraffic',
    method: 'GET',
    path,
    summary: 'List the streams of orders, including those that have ended',
    query: TrafficQuery,
    answers: { 200: gives(TrafficList) },
    refusals: [],
    async handle(call) {
      const asked = parseQuery(call.query, TrafficQuery);
      if (isRefusal(asked)) return refusal(call, asked);
      const { sellerId } = asked;
      const found = stories()
        .traffic.list()
        .filter(({ seller_id }) => sellerId === undefined || seller_id === sellerId);
      return json({ content: found.map(document) });
    },
  }),
  unguarded({
    name: 'startTraffic',
    method: 'PUT',
    path,
    summary:
      'Start a stream of orders, carrier steps and cancels for a seller; it replaces the stream that the seller has',
    description: `On ${streams_limit} sellers at most. Its pace is that of real time, whatever the clock of the sandbox does.`,
    body: TrafficInput,
    body_optional: true,
    answers: { 200: gives(TrafficAnswer) },
    refusals: ['seller.unknown', 'traffic.limit'],
    handle: (call) => begin(call, stories()),
  }),
  unguarded({
    name: 'stopTraffic',
    method: 'DELETE',
    path,
    summary: 'Stop all streams, or the stream of one seller, and show what they did',
    query: TrafficQuery,
    answers: { 200: gives(TrafficList) },
    refusals: [],
    async handle(call) {
      const asked = parseQuery(call.query, TrafficQuery);
      if (isRefusal(asked)) return refusal(call, asked);
      return json({ content: (await stories().traffic.end(asked.sellerId)).map(document) });
    },
  }),
];
