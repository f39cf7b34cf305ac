import { type Static, Type } from 'typebox';
import { invalid, isRefusal, type Refusal, refuse } from '../../../../core/domain/refusal.ts';
import type { DeliveryState } from '../../../../core/postgres/deliveries.ts';
import { listReplays, type ReplayRow, type ReplayScope } from '../../../../core/postgres/replays.ts';
import { eventId, readEventId } from '../../../../core/webhook/attempt.ts';
import { endReplay, planReplay, type ReplayPlan, readReplay, startReplay } from '../../../../core/webhook/replays.ts';
import { parser } from '../../../../core/wire/parse.ts';
import { checkUrl } from '../../../../core/wire/webhook.ts';
import { DryRunView, ReplayView, ReplayViews, replayView } from '../../../../core/wire/webhook-views.ts';
import { gives } from '../../../contract/answers.ts';
import { type Call, json, type Operation, refusal } from '../../../contract/operation.ts';
import { change } from '../../../contract/write.ts';
import { Id } from '../../../shared/lines.ts';
import { ofKnownSeller } from '../both.ts';

/** Replays that a list shows. */
const replays_shown = 50;

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
    url: Type.Optional(
      Type.String({
        maxLength: 2_048,
        description: 'an address to call instead of the one of the webhook; not in core mode',
      }),
    ),
  },
  { additionalProperties: false },
);
const parse = parser(ReplayInput);
type Input = Static<typeof ReplayInput>;

const any_state: DeliveryState[] = ['delivered', 'given-up', 'held'];
const open_states: DeliveryState[] = ['given-up', 'held'];
const scope_fields = ['eventId', 'packageId', 'startDate', 'notDeliveredSince'] as const;

/** Which deliveries are meant, in one of the four ways. */
function scopeOf(input: Input, seller_id: number, now: number): ReplayScope | Refusal {
  const given = scope_fields.filter((way) => input[way] !== undefined);
  if (given.length !== 1 || (input.endDate !== undefined && given[0] !== 'startDate'))
    return invalid('body', { rule: 'one.of', names: [...scope_fields] });
  const all = { package_id: null, sequence: null, states: any_state, from_at: 0, to_at: now };
  if (input.packageId !== undefined) return { ...all, package_id: input.packageId };
  if (input.notDeliveredSince !== undefined) return { ...all, states: open_states, from_at: input.notDeliveredSince };
  if (input.startDate !== undefined) {
    const to_at = Math.min(input.endDate ?? now, now);
    if (input.startDate <= (input.endDate ?? input.startDate)) return { ...all, from_at: input.startDate, to_at };
    return invalid('startDate', { rule: 'after', other: 'endDate' });
  }
  const event = readEventId(input.eventId!, seller_id);
  if (event === null) return refuse({ code: 'delivery.unknown', event_id: input.eventId!.slice(0, 64) });
  return { ...all, ...event };
}

/** Another target, where there may be one. */
function checkTarget({ world }: Call, url: string): Refusal | null {
  if (!world.extension.replay_urls) return invalid('url', { rule: 'other.mode' });
  return checkUrl(url, world.settings.webhook);
}

/** What the body asks for, counted before the transaction: a million rows do not belong in a lane. */
async function plan(call: Call, seller_id: number, input: Input | Refusal): Promise<ReplayPlan | Refusal> {
  if (isRefusal(input)) return input;
  const { webhookId: webhook_id, url = null } = input;
  const scope = scopeOf(input, seller_id, call.world.clock.now());
  if (isRefusal(scope)) return scope;
  const refused = url === null ? null : checkTarget(call, url);
  return refused ?? planReplay(call.world, { seller_id, webhook_id, scope, url });
}

async function start(call: Call, seller_id: number) {
  const input = parse(call.body ?? {});
  const planned = await plan(call, seller_id, input);
  if (!isRefusal(input) && input.dryRun === true)
    return isRefusal(planned) ? refusal(call, planned) : json(dryRunOf(planned));
  return change(
    call,
    async (client, now) => {
      // Refused within the change: the answer is stored, so that the key is not used for another request.
      if (isRefusal(planned)) return planned;
      const rows = await startReplay(call.world, client, planned, now);
      return isRefusal(rows) ? rows : json(view(rows), {}, 202);
    },
    { wakes: seller_id },
  );
}

function dryRunOf({ parts }: ReplayPlan): Static<typeof DryRunView> {
  const webhooks = parts.map(({ webhook, total }) => ({ webhookId: webhook.webhook_id, total }));
  return { dryRun: true, total: webhooks.reduce((sum, { total }) => sum + total, 0), webhooks };
}

function view(rows: ReplayRow[]) {
  const { seller_id, package_id, sequence } = rows[0]!;
  const event = package_id === null || sequence === null ? null : eventId({ seller_id, package_id, sequence });
  return replayView(rows, event);
}

const replayAnswer = (rows: ReplayRow[] | Refusal) => (isRefusal(rows) ? rows : json(view(rows)));
const askedReplay = ({ params }: Call): string => params['replayId'] ?? '';

export const replayOperations: Operation[] = [
  ...ofKnownSeller({
    names: ['startSellerReplay', 'startOwnReplay'],
    method: 'POST',
    path: '/webhook-replays',
    summary: 'Send deliveries again: one, those of a package or of a time window, or all that failed since a time',
    body: ReplayInput,
    body_optional: true,
    answers: { 200: gives(DryRunView), 202: gives(ReplayView) },
    refusals: ['delivery.unknown', 'webhook.unknown', 'webhook.passive', 'webhook.none.active', 'replay.limit'],
    handle: start,
  }),
  ...ofKnownSeller({
    names: ['listSellerReplays', 'listOwnReplays'],
    method: 'GET',
    path: '/webhook-replays',
    summary: 'List the latest replays with their progress',
    answers: { 200: gives(ReplayViews) },
    refusals: [],
    async handle(call, seller_id) {
      const rows = await listReplays(call.world.db.pool, seller_id, replays_shown);
      const replays = [...Map.groupBy(rows, ({ replay_id }) => replay_id).values()];
      return json({ content: replays.map(view) });
    },
  }),
  ...ofKnownSeller({
    names: ['readSellerReplay', 'readOwnReplay'],
    method: 'GET',
    path: '/webhook-replays/:replayId',
    summary: 'Read the progress of a replay',
    answers: { 200: gives(ReplayView) },
    refusals: [],
    async handle(call, seller_id) {
      const answer = replayAnswer(await readReplay(call.world.db.pool, seller_id, askedReplay(call)));
      return isRefusal(answer) ? refusal(call, answer) : answer;
    },
  }),
  ...ofKnownSeller({
    names: ['stopSellerReplay', 'stopOwnReplay'],
    method: 'POST',
    path: '/webhook-replays/:replayId/stop',
    summary: 'Stop a replay; deliveries that are already owed are still sent',
    answers: { 200: gives(ReplayView) },
    refusals: [],
    handle: (call, seller_id) =>
      change(call, async (client, now) => replayAnswer(await endReplay(client, seller_id, askedReplay(call), now))),
  }),
];
