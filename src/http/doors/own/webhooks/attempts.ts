import { Type } from 'typebox';
import { listAttempts } from '../../../../core/postgres/attempts.ts';
import { eventId } from '../../../../core/webhook/attempt.ts';
import { WebhookAttemptViews, webhookAttemptView } from '../../../../core/wire/webhook-views.ts';
import { gives } from '../../../contract/answers.ts';
import type { Operation } from '../../../contract/operation.ts';
import { cursorFields, cursorPage } from '../../../shared/cursor-list.ts';
import { timeField } from '../../../shared/list-query.ts';
import { queried } from '../../../shared/queried.ts';
import { webhookRead } from './of-webhook.ts';

const AttemptsQuery = Type.Object(
  {
    outcome: Type.Optional(Type.Enum(['succeeded', 'failed'], { description: 'Only attempts with this result' })),
    startDate: timeField('`date` from here on'),
    endDate: timeField('`date` up to and with this'),
    ...cursorFields(),
  },
  { additionalProperties: false },
);

export const attemptReads: Operation[] = webhookRead({
  names: ['listSellerAttempts', 'listOwnAttempts'],
  method: 'GET',
  path: '/webhooks/:webhookId/attempts',
  summary: 'List the attempts of a webhook, newest first: time, duration, result',
  query: AttemptsQuery,
  answers: { 200: gives(WebhookAttemptViews) },
  refusals: ['cursor.invalid'],
  handle: (call, key) =>
    queried(
      AttemptsQuery,
      ({ outcome, startDate: from = 0, endDate: to = Number.MAX_SAFE_INTEGER, size, cursor }) => {
        const outcomes = outcome === undefined ? [true, false] : [outcome === 'succeeded'];
        return { search: { ...key, outcomes, from, to }, size, cursor };
      },
      (call, asked) =>
        cursorPage(call, asked, {
          place: ['at', 'package_id', 'sequence', 'number', 'leased_until'],
          find: ({ db }, search, before, limit) => listAttempts(db.pool, { ...search, before, limit }),
          placeIn: (row) => row,
          view: (row) => webhookAttemptView(row, eventId({ seller_id: key.seller_id, ...row })),
        }),
    )(call),
});
