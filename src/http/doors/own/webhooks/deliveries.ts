import { Type } from 'typebox';
import type { Answer } from '../../../../core/corridor/ask.ts';
import { attemptsOf } from '../../../../core/postgres/attempts.ts';
import { deliveryStates } from '../../../../core/postgres/deliveries.ts';
import {
  type DeliveryFilter,
  findDelivery,
  type ListedDelivery,
  listDeliveries,
} from '../../../../core/postgres/delivery-lists.ts';
import { hasWebhook, type WebhookKey } from '../../../../core/postgres/webhooks.ts';
import { eventId, readEventId } from '../../../../core/webhook/attempt.ts';
import { attemptView, DeliveryViews, DeliveryWithAttempts, deliveryView } from '../../../../core/wire/webhook-views.ts';
import { gives } from '../../../contract/answers.ts';
import { type Call, json, type Operation, refusal } from '../../../contract/operation.ts';
import { isErrorFacts, readFields, reading } from '../../../contract/query.ts';
import { cutPage, placeOf } from '../../../shared/cursor.ts';
import { sizeField, timeField } from '../../../shared/list-query.ts';
import { bothDoors, unknownWebhook, webhookKey } from './doors.ts';

const DeliveriesQuery = Type.Object(
  {
    state: Type.Optional(Type.Array(Type.Enum([...deliveryStates]), { description: 'In one of these; a comma list' })),
    packageId: Type.Optional(Type.Integer({ minimum: 1, description: 'Of this package' })),
    startDate: timeField('`createdDate` from here on'),
    endDate: timeField('`createdDate` up to and with this'),
    size: sizeField(),
    cursor: Type.Optional(Type.String({ description: '`nextCursor` of the page before, with the same filters' })),
  },
  { additionalProperties: false },
);

/** The log of one delivery that is shown: the latest attempts, should replays have made more. */
const attempts_most = 200;

/** What is asked for, without the place in the list: a cursor belongs to it. */
const parse = (raw: string, key: WebhookKey) =>
  reading(raw, (query) => {
    const asked = readFields(query, DeliveriesQuery);
    const { cursor, size = 50 } = asked;
    const search = {
      ...key,
      states: asked.state ?? deliveryStates,
      package_id: asked.packageId,
      from: asked.startDate ?? 0,
      to: asked.endDate ?? Number.MAX_SAFE_INTEGER,
    };
    const place = placeOf(cursor, 3, search);
    const [created_at, package_id, sequence] = place ?? [];
    const before = place === null ? undefined : { created_at, package_id, sequence };
    // One more than the page, to know whether there is another.
    return { search, size, filter: { ...search, before, limit: size + 1 } as DeliveryFilter };
  });

const placeIn = ({ created_at, package_id, sequence }: ListedDelivery) => [created_at, package_id, sequence];

async function list(call: Call, seller_id: number): Promise<Answer> {
  const { pool } = call.world.db;
  const key = webhookKey(call, seller_id);
  if (key === null || !(await hasWebhook(pool, key))) return refusal(call, unknownWebhook(call));
  const asked = parse(call.query, key);
  if (isErrorFacts(asked)) return refusal(call, asked);
  const found = await listDeliveries(pool, asked.filter);
  const { page, nextCursor } = cutPage(found, asked.size, placeIn, asked.search);
  return json({ content: page.map((row) => deliveryView(row, eventId({ seller_id, ...row }))), nextCursor });
}

async function read(call: Call, seller_id: number): Promise<Answer> {
  const { pool } = call.world.db;
  const key = webhookKey(call, seller_id);
  if (key === null || !(await hasWebhook(pool, key))) return refusal(call, unknownWebhook(call));
  const asked = call.params['eventId'] ?? '';
  const event = readEventId(asked, seller_id);
  const [row] = event === null ? [] : await findDelivery(pool, { ...key, ...event });
  if (row === undefined) return refusal(call, { code: 'delivery.unknown', event_id: asked.slice(0, 64) });
  const log = await attemptsOf(pool, { ...key, ...event! }, attempts_most);
  return json({ ...deliveryView(row, asked), log: log.map(attemptView) });
}

export const deliveryReads: Operation[] = [
  ...bothDoors({
    names: ['listSellerDeliveries', 'listOwnDeliveries'],
    method: 'GET',
    path: '/webhooks/:webhookId/deliveries',
    summary: 'What a webhook was owed, newest first, and what became of it',
    query: DeliveriesQuery,
    answers: { 200: gives(DeliveryViews) },
    refusals: ['cursor.invalid'],
    handle: list,
  }),
  ...bothDoors({
    names: ['readSellerDelivery', 'readOwnDelivery'],
    method: 'GET',
    path: '/webhooks/:webhookId/deliveries/:eventId',
    summary: 'One delivery with every attempt: when, where to, how long, what was answered',
    answers: { 200: gives(DeliveryWithAttempts) },
    refusals: [],
    handle: read,
  }),
];
