import { type AttemptHealth, healthOf } from '../postgres/attempts.ts';
import type { Client } from '../postgres/statement.ts';
import { listNotices } from '../postgres/webhook-notices.ts';
import { findWebhook, type ListedWebhook, type WebhookKey } from '../postgres/webhooks.ts';
import { type Waiting, webhookView } from '../wire/webhook-views.ts';
import type { World } from '../world.ts';
import { signing } from './sign.ts';

/** Counts by state end here: beyond it the exact number does not matter to anyone. */
const count_most = 10_000;
/** Notices that are shown of a webhook. */
const notices_most = 20;

/** Webhooks as their owner reads them: with their health, and with what keeps them from sending. */
export async function webhookViews(world: World, client: Client, rows: ListedWebhook[]) {
  if (rows.length === 0) return [];
  const health = new Map((await healthOf(client, rows, count_most)).map((one) => [one.webhook_id, one]));
  const notices = Map.groupBy(await listNotices(client, rows, notices_most), ({ webhook_id }) => webhook_id);
  return rows.map((row) =>
    webhookView(
      row,
      viewTerms(world, row),
      health.get(row.webhook_id) as AttemptHealth,
      notices.get(row.webhook_id) ?? [],
    ),
  );
}

export const viewOf = async (world: World, client: Client, key: WebhookKey) =>
  (await webhookViews(world, client, await findWebhook(client, key)))[0]!;

/** The form of a webhook's bodies. */
export const envelopeOf = ({ settings }: World, row: ListedWebhook): 'flat' | 'page' =>
  row.envelope ?? row.seller_envelope ?? settings.webhook.envelope;

function viewTerms(world: World, row: ListedWebhook) {
  const now = world.clock.now();
  return {
    envelope: envelopeOf(world, row),
    profile: row.profile ?? world.settings.webhook.profile,
    signing: signing(row.signing, now),
    waiting: waitingFor(world, row, now),
  };
}

function waitingFor(world: World, row: ListedWebhook, now: number): Waiting | null {
  if (row.status === 'PASSIVE') return 'passive';
  if (openSecrets(world, row) === null) return 'secret-unreadable';
  return (row.paused_until ?? 0) > now ? 'retry-after' : null;
}

/** A webhook's secrets in the clear; null when none of koli's keys opens them. */
export function openSecrets({ seal, clock }: World, row: Pick<ListedWebhook, 'secret' | 'signing'>) {
  try {
    const signs = signing(row.signing, clock.now());
    return { secret: seal.open(row.secret), signing: signs.map((one) => seal.open(one.secret)) };
  } catch {
    return null;
  }
}
