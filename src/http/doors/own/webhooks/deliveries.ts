import { Type } from 'typebox';
import { attemptsOf } from '../../../../core/postgres/attempts.ts';
import { deliveryStates } from '../../../../core/postgres/deliveries.ts';
import { findDelivery, listDeliveries } from '../../../../core/postgres/delivery-lists.ts';
import { eventId, readEventId } from '../../../../core/webhook/attempt.ts';
import { attemptView, DeliveryViews, DeliveryWithAttempts, deliveryView } from '../../../../core/wire/webhook-views.ts';
import { gives } from '../../../contract/answers.ts';
import { json, type Operation, refusal, sent } from '../../../contract/operation.ts';
import { cursorFields, cursorPage } from '../../../shared/cursor-list.ts';
import { timeField } from '../../../shared/list-query.ts';
import { queried } from '../../../shared/queried.ts';
import { webhookRead } from './of-webhook.ts';

const DeliveriesQuery = Type.Object(
  {
    state: Type.Optional(
      Type.Array(Type.Enum([...deliveryStates]), { description: 'In one of these states: a comma list' }),
    ),
    packageId: Type.Optional(Type.Integer({ minimum: 1, description: 'Of this package' })),
    startDate: timeField('`createdDate` from here on'),
    endDate: timeField('`createdDate` up to and with this'),
    ...cursorFields(),
  },
  { additionalProperties: false },
);

/** The log of one delivery that is shown: the latest attempts, should replays have made more. */
const attempts_most = 200;

export const deliveryReads: Operation[] = [
  ...webhookRead({
    names: ['listSellerDeliveries', 'listOwnDeliveries'],
    method: 'GET',
    path: '/webhooks/:webhookId/deliveries',
    summary: 'List the deliveries of a webhook with their results, newest first',
    query: DeliveriesQuery,
    answers: { 200: gives(DeliveryViews) },
    refusals: ['cursor.invalid'],
    handle: (call, key) =>
      queried(
        DeliveriesQuery,
        ({ state, packageId: package_id, startDate: from = 0, endDate: to = Number.MAX_SAFE_INTEGER, ...asked }) => {
          const search = { ...key, states: state ?? deliveryStates, package_id, from, to };
          return { search, size: asked.size, cursor: asked.cursor };
        },
        (call, asked) =>
          cursorPage(call, asked, {
            place: ['created_at', 'package_id', 'sequence'],
            find: ({ db }, search, before, limit) => listDeliveries(db.pool, { ...search, before, limit }),
            placeIn: (row) => row,
            view: (row) => deliveryView(row, eventId({ seller_id: key.seller_id, ...row })),
          }),
      )(call),
  }),
  ...webhookRead({
    names: ['readSellerDelivery', 'readOwnDelivery'],
    method: 'GET',
    path: '/webhooks/:webhookId/deliveries/:eventId',
    summary: 'Read a delivery with every attempt: time, address, duration, answer',
    answers: { 200: gives(DeliveryWithAttempts) },
    refusals: [],
    async handle(call, key) {
      const { pool } = call.world.db;
      const asked = call.params['eventId'] ?? '';
      const event = readEventId(asked, key.seller_id);
      const [row] = event === null ? [] : await findDelivery(pool, { ...key, ...event });
      if (row === undefined) return refusal(call, { code: 'delivery.unknown', event_id: sent(call, 'eventId') });
      const log = await attemptsOf(pool, { ...key, ...event! }, attempts_most);
      return json({ ...deliveryView(row, asked), log: log.map(attemptView) });
    },
  }),
];
