import type { PoolClient } from 'pg';
import { type Static, Type } from 'typebox';
import type { Answer } from '../../../../core/corridor/ask.ts';
import type { RefusalFacts } from '../../../../core/domain/refusal.ts';
import type { DeliveryState } from '../../../../core/postgres/deliveries.ts';
import {
  countReplayable,
  countReplaysAt,
  countRunning,
  findReplay,
  first_place,
  insertReplay,
  listReplays,
  type ReplayRow,
  type ReplayScope,
  stopReplay,
} from '../../../../core/postgres/replays.ts';
import { lockSeller } from '../../../../core/postgres/sellers.ts';
import { findWebhook, type ListedWebhook, listWebhooks, lockWebhook } from '../../../../core/postgres/webhooks.ts';
import { eventId, readEventId } from '../../../../core/webhook/attempt.ts';
import { advance, step_size } from '../../../../core/webhook/replay.ts';
import { type Problem, shape } from '../../../../core/wire/shape.ts';
import { checkUrl } from '../../../../core/wire/webhook.ts';
import { DryRunView, ReplayView, ReplayViews, replayView } from '../../../../core/wire/webhook-views.ts';
import { gives } from '../../../contract/answers.ts';
import { type Call, json, type Operation, refusal } from '../../../contract/operation.ts';
import { change } from '../../../contract/write.ts';
import { Id, invalid } from '../../../shared/lines.ts';
import { isUuid } from '../../marketplace/webhooks.ts';
import { bothDoors } from './doors.ts';

/** Replays of a seller that run at once: each takes its turn between what happens now. */
const running_most = 4;
/** Replays that a list shows. */
const shown_most = 50;

const Ms = () => Type.Optional(Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER }));

const ReplayInput = Type.Object(
  {
    webhookId: Type.Optional(Type.String({ description: 'absent: all webhooks of the seller that are ACTIVE' })),
    eventId: Type.Optional(Type.String({ description: 'one delivery' })),
    packageId: Type.Optional(Id()),
    startDate: Ms(),
    endDate: Ms(),
    notDeliveredSince: Ms(),
    dryRun: Type.Optional(Type.Boolean()),
    url: Type.Optional(Type.String({ maxLength: 2_048, description: 'sandbox only: where to, instead' })),
  },
  { additionalProperties: false },
);
const check = shape(ReplayInput);
type Input = Static<typeof ReplayInput>;

const wrong = (field: string, problem: string, problem_tr: string): RefusalFacts =>
  invalid({ field, rule: '', problem, problem_tr } satisfies Problem);

const any_state: DeliveryState[] = ['delivered', 'given-up', 'held'];
const open_states: DeliveryState[] = ['given-up', 'held'];
const ways = ['eventId', 'packageId', 'startDate', 'notDeliveredSince'] as const;

/** Which deliveries are meant, in one of the four ways. */
function scopeOf(input: Input, seller_id: number, now: number): ReplayScope | RefusalFacts {
  const given = ways.filter((way) => input[way] !== undefined);
  if (given.length !== 1 || (input.endDate !== undefined && given[0] !== 'startDate'))
    return wrong(
      'body',
      'must name either eventId, packageId, startDate (with or without endDate) or notDeliveredSince',
      'eventId, packageId, startDate (endDate ile veya onsuz) veya notDeliveredSince alanlarından birini içermeli',
    );
  const all = { package_id: null, sequence: null, states: any_state, from_at: 0, to_at: now };
  if (input.packageId !== undefined) return { ...all, package_id: input.packageId };
  if (input.notDeliveredSince !== undefined) return { ...all, states: open_states, from_at: input.notDeliveredSince };
  if (input.startDate !== undefined) {
    const to_at = Math.min(input.endDate ?? now, now);
    if (input.startDate <= (input.endDate ?? input.startDate)) return { ...all, from_at: input.startDate, to_at };
    return wrong('startDate', 'is after endDate', 'endDate değerinden sonra');
  }
  const event = readEventId(input.eventId!, seller_id);
  return event === null ? { code: 'delivery.unknown', event_id: input.eventId!.slice(0, 64) } : { ...all, ...event };
}

/** Another target, where there may be one. */
function urlProblem({ world }: Call, url: string | undefined): RefusalFacts | null {
  if (url === undefined) return null;
  if (!world.extension.replay_urls)
    return wrong('url', 'is for the sandbox only: leave it out', 'yalnızca sandbox içindir: göndermeyin');
  const problem = checkUrl(url, world.settings.webhook);
  return problem === null ? null : invalid(problem);
}

type Plan = { scope: ReplayScope; parts: { webhook: ListedWebhook; total: number }[] };

/** What a replay would do. Counted before its transaction: a million rows are no matter for a lane. */
async function plan(call: Call, seller_id: number, input: Input): Promise<Plan | RefusalFacts> {
  const { pool } = call.world.db;
  const scope = scopeOf(input, seller_id, call.world.clock.now());
  if ('code' in scope) return scope;
  const problem = urlProblem(call, input.url);
  if (problem !== null) return problem;
  const webhooks = await meant(call, seller_id, input.webhookId);
  if ('code' in webhooks) return webhooks;
  const parts: Plan['parts'] = [];
  for (const webhook of webhooks) parts.push({ webhook, total: await countReplayable(pool, webhook, scope) });
  if (input.eventId !== undefined && parts.every(({ total }) => total === 0))
    return { code: 'delivery.unknown', event_id: input.eventId };
  return { scope, parts };
}

async function meant(call: Call, seller_id: number, webhook_id?: string): Promise<ListedWebhook[] | RefusalFacts> {
  const { pool } = call.world.db;
  if (webhook_id === undefined) {
    const active = (await listWebhooks(pool, seller_id)).filter(({ status }) => status === 'ACTIVE');
    return active.length === 0 ? { code: 'webhook.none.active', seller_id } : active;
  }
  const [webhook] = isUuid(webhook_id) ? await findWebhook(pool, { seller_id, webhook_id }) : [];
  if (webhook === undefined) return { code: 'webhook.unknown', webhook_id: webhook_id.slice(0, 64) };
  return webhook.status === 'ACTIVE' ? [webhook] : { code: 'webhook.passive', webhook_id };
}

async function start(call: Call, seller_id: number): Promise<Answer> {
  const checked = check(call.body ?? {});
  // A mistake is answered in the change, too: its key must not be used for another request.
  const planned = checked.ok ? await plan(call, seller_id, checked.value) : invalid(checked);
  if (checked.ok && checked.value.dryRun === true) {
    if ('code' in planned) return refusal(call, planned);
    const webhooks = planned.parts.map(({ webhook, total }) => ({ webhookId: webhook.webhook_id, total }));
    return json({ dryRun: true, total: webhooks.reduce((sum, { total }) => sum + total, 0), webhooks });
  }
  return change(
    call,
    async (client, now) => {
      if ('code' in planned || !checked.ok) return refusal(call, planned as RefusalFacts);
      await lockSeller(client, seller_id);
      if ((await countRunning(client, seller_id)) >= running_most)
        return refusal(call, { code: 'replay.limit', limit: running_most });
      const rows = await begin(call, client, planned, checked.value.url ?? null, now);
      return json(view(seller_id, rows), {}, 202);
    },
    { wakes: seller_id },
  );
}

/** A replay of one step is made at once, so that it is through with its answer; a larger one is the worker's. */
async function begin(
  call: Call,
  client: PoolClient,
  { scope, parts }: Plan,
  url: string | null,
  now: number,
): Promise<ReplayRow[]> {
  const at_once = parts.reduce((sum, { total }) => sum + total, 0) < step_size;
  const { seller_id } = parts[0]!.webhook;
  const what = `replay ${await countReplaysAt(client, seller_id, now)} at ${now}`;
  const replay_id = call.world.random.uuid({ seller_id, what });
  const rows: ReplayRow[] = [];
  // In the order in which the worker locks them, too.
  for (const { webhook, total } of parts.toSorted((a, b) => (a.webhook.webhook_id < b.webhook.webhook_id ? -1 : 1))) {
    const { seller_id, webhook_id } = webhook;
    const key = { seller_id, webhook_id, replay_id };
    const beginning = { reason: null, replayed: 0, place: first_place, created_at: now, ended_at: null } as const;
    const row: ReplayRow = { ...key, ...scope, ...beginning, state: 'running', url, total };
    const [current] = await lockWebhook(client, row);
    if (current?.status === 'ACTIVE') rows.push(at_once ? (await advance(client, row, current, now)).after : row);
    else rows.push({ ...row, state: 'stopped', reason: current === undefined ? 'deleted' : 'passive', ended_at: now });
  }
  for (const row of rows) await insertReplay(client, row);
  return rows;
}

function view(seller_id: number, rows: ReplayRow[]) {
  const { package_id, sequence } = rows[0]!;
  const event = package_id === null || sequence === null ? null : eventId({ seller_id, package_id, sequence });
  return replayView(rows, event);
}

const askedReplay = ({ params }: Call): string => params['replayId'] ?? '';
const unknown = (call: Call): RefusalFacts => ({ code: 'replay.unknown', replay_id: askedReplay(call).slice(0, 64) });

export const replayOperations: Operation[] = [
  ...bothDoors({
    names: ['startSellerReplay', 'startOwnReplay'],
    method: 'POST',
    path: '/webhook-replays',
    summary: 'Send deliveries again: one, those of a package or of a time, or all that were not delivered since a time',
    body: ReplayInput,
    body_optional: true,
    answers: { 200: gives(DryRunView), 202: gives(ReplayView) },
    refusals: ['delivery.unknown', 'webhook.unknown', 'webhook.passive', 'webhook.none.active', 'replay.limit'],
    handle: start,
  }),
  ...bothDoors({
    names: ['listSellerReplays', 'listOwnReplays'],
    method: 'GET',
    path: '/webhook-replays',
    summary: 'The latest replays and how far they are',
    answers: { 200: gives(ReplayViews) },
    refusals: [],
    async handle(call, seller_id) {
      const rows = await listReplays(call.world.db.pool, seller_id, shown_most);
      const replays = [...Map.groupBy(rows, ({ replay_id }) => replay_id).values()];
      return json({ content: replays.map((one) => view(seller_id, one)) });
    },
  }),
  ...bothDoors({
    names: ['readSellerReplay', 'readOwnReplay'],
    method: 'GET',
    path: '/webhook-replays/:replayId',
    summary: 'How far a replay is',
    answers: { 200: gives(ReplayView) },
    refusals: [],
    async handle(call, seller_id) {
      const id = askedReplay(call);
      const rows = isUuid(id) ? await findReplay(call.world.db.pool, seller_id, id) : [];
      return rows.length === 0 ? refusal(call, unknown(call)) : json(view(seller_id, rows));
    },
  }),
  ...bothDoors({
    names: ['stopSellerReplay', 'stopOwnReplay'],
    method: 'POST',
    path: '/webhook-replays/:replayId/stop',
    summary: 'Stop a replay; what is owed by it already is sent',
    answers: { 200: gives(ReplayView) },
    refusals: [],
    handle: (call, seller_id) =>
      change(call, async (client, now) => {
        const id = askedReplay(call);
        const known = isUuid(id) && (await findReplay(client, seller_id, id)).length > 0;
        if (!known) return refusal(call, unknown(call));
        await stopReplay(client, seller_id, id, now);
        return json(view(seller_id, await findReplay(client, seller_id, id)));
      }),
  }),
];
