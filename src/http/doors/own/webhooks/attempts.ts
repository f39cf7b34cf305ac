import { Type } from 'typebox';
import type { Answer } from '../../../../core/corridor/ask.ts';
import { type AttemptFilter, listAttempts } from '../../../../core/postgres/attempts.ts';
import { hasWebhook, type WebhookKey } from '../../../../core/postgres/webhooks.ts';
import { eventId } from '../../../../core/webhook/attempt.ts';
import { WebhookAttemptViews, webhookAttemptView } from '../../../../core/wire/webhook-views.ts';
import { gives } from '../../../contract/answers.ts';
import { type Call, json, type Operation, refusal } from '../../../contract/operation.ts';
import { isErrorFacts, readFields, reading } from '../../../contract/query.ts';
import { cutPage, placeOf } from '../../../shared/cursor.ts';
import { sizeField, timeField } from '../../../shared/list-query.ts';
import { bothDoors, unknownWebhook, webhookKey } from './doors.ts';

const AttemptsQuery = Type.Object(
  {
    outcome: Type.Optional(Type.Enum(['succeeded', 'failed'], { description: 'Only those that ended so' })),
    startDate: timeField('`date` from here on'),
    endDate: timeField('`date` up to and with this'),
    size: sizeField(),
    cursor: Type.Optional(Type.String({ description: '`nextCursor` of the page before, with the same filters' })),
  },
  { additionalProperties: false },
);

/** What is asked for, without the place in the list: a cursor belongs to it. */
const parse = (raw: string, key: WebhookKey) =>
  reading(raw, (query) => {
    const asked = readFields(query, AttemptsQuery);
    const { cursor, size = 50 } = asked;
    const search = {
      ...key,
      outcomes: asked.outcome === undefined ? [true, false] : [asked.outcome === 'succeeded'],
      from: asked.startDate ?? 0,
      to: asked.endDate ?? Number.MAX_SAFE_INTEGER,
    };
    const place = placeOf(cursor, 5, search);
    const [at, package_id, sequence, number, leased_until] = place ?? [];
    const before = place === null ? undefined : { at, package_id, sequence, number, leased_until };
    // One more than the page, to know whether there is another.
    return { search, size, filter: { ...search, before, limit: size + 1 } as AttemptFilter };
  });

type Found = Awaited<ReturnType<typeof listAttempts>>[number];
const placeIn = ({ at, package_id, sequence, number, leased_until }: Found) => [
  at,
  package_id,
  sequence,
  number,
  leased_until,
];

async function list(call: Call, seller_id: number): Promise<Answer> {
  const { pool } = call.world.db;
  const key = webhookKey(call, seller_id);
  if (key === null || !(await hasWebhook(pool, key))) return refusal(call, unknownWebhook(call));
  const asked = parse(call.query, key);
  if (isErrorFacts(asked)) return refusal(call, asked);
  const found = await listAttempts(pool, asked.filter);
  const { page, nextCursor } = cutPage(found, asked.size, placeIn, asked.search);
  return json({ content: page.map((row) => webhookAttemptView(row, eventId({ seller_id, ...row }))), nextCursor });
}

export const attemptReads: Operation[] = bothDoors({
  names: ['listSellerAttempts', 'listOwnAttempts'],
  method: 'GET',
  path: '/webhooks/:webhookId/attempts',
  summary: 'Every attempt of a webhook, newest first: when, how long, and what came of it',
  query: AttemptsQuery,
  answers: { 200: gives(WebhookAttemptViews) },
  refusals: ['cursor.invalid'],
  handle: list,
});
