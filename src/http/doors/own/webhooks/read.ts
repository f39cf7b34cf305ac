import { type Health, healthOf } from '../../../../core/postgres/attempts.ts';
import type { Client } from '../../../../core/postgres/statement.ts';
import { listNotices } from '../../../../core/postgres/webhook-notices.ts';
import { findWebhook, type ListedWebhook, listWebhooks } from '../../../../core/postgres/webhooks.ts';
import { signing } from '../../../../core/webhook/sign.ts';
import { type Waiting, WebhookView, WebhookViews, webhookView } from '../../../../core/wire/webhook-views.ts';
import type { World } from '../../../../core/world.ts';
import { gives } from '../../../contract/answers.ts';
import { json, type Operation, refusal } from '../../../contract/operation.ts';
import { bothDoors, unknownWebhook, webhookKey } from './doors.ts';

/** Counts by state stop here: whoever is owed more has other worries than the exact number. */
const count_most = 10_000;
/** Notices that are shown of a webhook. */
const notices_most = 20;

/** Webhooks as they are read: with their health, and with what keeps them from sending. */
export async function viewsOf(world: World, client: Client, rows: ListedWebhook[]) {
  if (rows.length === 0) return [];
  const health = new Map((await healthOf(client, rows, count_most)).map((one) => [one.webhook_id, one]));
  const notices = Map.groupBy(await listNotices(client, rows, notices_most), ({ webhook_id }) => webhook_id);
  return rows.map((row) =>
    webhookView(row, termsOf(world, row), health.get(row.webhook_id) as Health, notices.get(row.webhook_id) ?? []),
  );
}

function termsOf(world: World, row: ListedWebhook) {
  const { envelope, profile } = world.settings.webhook;
  const now = world.clock.now();
  return {
    envelope: row.envelope ?? row.seller_envelope ?? envelope,
    profile: row.profile ?? profile,
    signing: signing(row.signing, now),
    waiting: waitingFor(world, row, now),
  };
}

function waitingFor(world: World, row: ListedWebhook, now: number): Waiting | null {
  if (row.status === 'PASSIVE') return 'passive';
  if (openedOf(world, row) === null) return 'secret-unreadable';
  return (row.paused_until ?? 0) > now ? 'retry-after' : null;
}

/** A webhook's secrets in the clear; null when koli's keys do not open them. */
export function openedOf({ seal, clock }: World, row: Pick<ListedWebhook, 'secret' | 'signing'>) {
  try {
    const signs = signing(row.signing, clock.now());
    return { secret: seal.open(row.secret), signing: signs.map((one) => seal.open(one.secret)) };
  } catch {
    return null;
  }
}

export const webhookReads: Operation[] = [
  ...bothDoors({
    names: ['listSellerWebhooks', 'listOwnWebhooks'],
    method: 'GET',
    path: '/webhooks',
    summary: 'Webhooks with their health: what they are owed, how calls went, what was told to their owner',
    answers: { 200: gives(WebhookViews) },
    refusals: [],
    async handle(call, seller_id) {
      const { pool } = call.world.db;
      return json({ content: await viewsOf(call.world, pool, await listWebhooks(pool, seller_id)) });
    },
  }),
  ...bothDoors({
    names: ['readSellerWebhook', 'readOwnWebhook'],
    method: 'GET',
    path: '/webhooks/:webhookId',
    summary: 'One webhook with its health',
    answers: { 200: gives(WebhookView) },
    refusals: [],
    async handle(call, seller_id) {
      const { pool } = call.world.db;
      const key = webhookKey(call, seller_id);
      const [view] = await viewsOf(call.world, pool, key === null ? [] : await findWebhook(pool, key));
      return view === undefined ? refusal(call, unknownWebhook(call)) : json(view);
    },
  }),
];
