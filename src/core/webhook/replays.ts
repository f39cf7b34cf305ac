import { isRefusal, type Refusal, refuse } from '../domain/refusal.ts';
import {
  countReplayable,
  countReplaysAt,
  countRunning,
  findReplay,
  first_place,
  insertReplay,
  type ReplayRow,
  type ReplayScope,
  stopReplay,
} from '../postgres/replays.ts';
import { lockSeller } from '../postgres/sellers.ts';
import type { Client } from '../postgres/statement.ts';
import { findWebhook, type ListedWebhook, listWebhooks, lockWebhook } from '../postgres/webhooks.ts';
import type { World } from '../world.ts';
import { eventId } from './attempt.ts';
import { isUuid, unknownWebhook } from './registration.ts';
import { advance, step_size } from './replay.ts';

/** Replays of a seller that run at once. Each takes its turn between the deliveries of new events. */
const running_most = 4;

export type ReplayWish = {
  seller_id: number;
  /** Absent: all webhooks of the seller that are ACTIVE. Any text that came with a request. */
  webhook_id?: string;
  scope: ReplayScope;
  /** Where to send instead of the webhook's own url. */
  url: string | null;
};

export type ReplayPlan = ReplayWish & { parts: { webhook: ListedWebhook; total: number }[] };

/** What a replay would send. It is counted outside the transaction of the replay: there may be a million rows. */
export async function planReplay({ db }: World, wish: ReplayWish): Promise<ReplayPlan | Refusal> {
  const webhooks = await meant(db.pool, wish);
  if (isRefusal(webhooks)) return webhooks;
  const parts: ReplayPlan['parts'] = [];
  for (const webhook of webhooks) parts.push({ webhook, total: await countReplayable(db.pool, webhook, wish.scope) });
  const { package_id, sequence } = wish.scope;
  if (package_id !== null && sequence !== null && parts.every(({ total }) => total === 0))
    return refuse({
      code: 'delivery.unknown',
      event_id: eventId({ seller_id: wish.seller_id, package_id, sequence }),
    });
  return { ...wish, parts };
}

async function meant(client: Client, { seller_id, webhook_id }: ReplayWish): Promise<ListedWebhook[] | Refusal> {
  if (webhook_id === undefined) {
    const active = (await listWebhooks(client, seller_id)).filter(({ status }) => status === 'ACTIVE');
    return active.length === 0 ? refuse({ code: 'webhook.none.active', seller_id }) : active;
  }
  const [webhook] = isUuid(webhook_id) ? await findWebhook(client, { seller_id, webhook_id }) : [];
  if (webhook === undefined) return unknownWebhook({ seller_id, webhook_id });
  return webhook.status === 'ACTIVE' ? [webhook] : refuse({ code: 'webhook.passive', webhook_id });
}

/** Within a transaction. A replay of one step is made at once and is done with its answer; a larger one is the worker's. */
export async function startReplay(
  { random }: World,
  client: Client,
  { seller_id, scope, url, parts }: ReplayPlan,
  now: number,
): Promise<ReplayRow[] | Refusal> {
  await lockSeller(client, seller_id);
  if ((await countRunning(client, seller_id)) >= running_most)
    return refuse({ code: 'replay.limit', limit: running_most });
  const at_once = parts.reduce((sum, { total }) => sum + total, 0) < step_size;
  const what = `replay ${await countReplaysAt(client, seller_id, now)} at ${now}`;
  const replay_id = random.uuid({ seller_id, what });
  const rows: ReplayRow[] = [];
  // In the order in which the worker locks them.
  for (const { webhook, total } of parts.toSorted((a, b) => (a.webhook.webhook_id < b.webhook.webhook_id ? -1 : 1))) {
    const key = { seller_id, webhook_id: webhook.webhook_id, replay_id };
    const beginning = { reason: null, replayed: 0, place: first_place, created_at: now, ended_at: null } as const;
    const row: ReplayRow = { ...key, ...scope, ...beginning, state: 'running', url, total };
    const [current] = await lockWebhook(client, row);
    if (current?.status === 'ACTIVE') rows.push(at_once ? (await advance(client, row, current, now)).after : row);
    else rows.push({ ...row, state: 'stopped', reason: current === undefined ? 'deleted' : 'passive', ended_at: now });
  }
  for (const row of rows) await insertReplay(client, row);
  return rows;
}

/** The rows of a replay. Its id may be any text that came with a request. */
export async function readReplay(client: Client, seller_id: number, replay_id: string): Promise<ReplayRow[] | Refusal> {
  const rows = isUuid(replay_id) ? await findReplay(client, seller_id, replay_id) : [];
  return rows.length > 0 ? rows : refuse({ code: 'replay.unknown', replay_id: replay_id.slice(0, 64) });
}

/** Within a transaction. What the replay owes already is sent. */
export async function endReplay(
  client: Client,
  seller_id: number,
  replay_id: string,
  now: number,
): Promise<ReplayRow[] | Refusal> {
  const rows = await readReplay(client, seller_id, replay_id);
  if (isRefusal(rows)) return rows;
  await stopReplay(client, seller_id, replay_id, now);
  return findReplay(client, seller_id, replay_id);
}
