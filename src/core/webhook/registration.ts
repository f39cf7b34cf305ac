import { hash } from 'node:crypto';
import { isRefusal, type Refusal, refuse } from '../domain/refusal.ts';
import { lockSeller } from '../postgres/sellers.ts';
import type { Client, Statement } from '../postgres/statement.ts';
import {
  activateWebhook,
  countWebhooks,
  countWebhooksEver,
  deactivateWebhook,
  deleteWebhook,
  insertWebhook,
  type ListedWebhook,
  lockWebhook,
  replaceWebhook,
  setSigning,
  setWebhookOptions,
  type WebhookKey,
  type WebhookOptions,
} from '../postgres/webhooks.ts';
import { tryOpen } from '../seal.ts';
import { signingSecret, type WebhookTerms } from '../wire/webhook.ts';
import type { World } from '../world.ts';
import { rotated } from './sign.ts';

// What owners do with their webhooks: each function is called within a transaction. The id of a webhook may be any text
// that came with a request.

export const isUuid = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);

export const unknownWebhook = ({ webhook_id }: WebhookKey): Refusal =>
  refuse({ code: 'webhook.unknown', webhook_id: webhook_id.slice(0, 64) });

/** The webhook, locked until the transaction ends. */
async function lockNamed(client: Client, key: WebhookKey): Promise<ListedWebhook | Refusal> {
  const [found] = isUuid(key.webhook_id) ? await lockWebhook(client, key) : [];
  return found ?? unknownWebhook(key);
}

const fieldsOf = ({ seal }: World, { seller_id, webhook_id }: WebhookKey, { secret, ...terms }: WebhookTerms) => ({
  ...terms,
  seller_id,
  webhook_id,
  secret: seal.seal(secret),
});

type NewRegistration = { seller_id: number; terms: WebhookTerms; options?: WebhookOptions };

/** A seller has only so many webhooks. */
export async function registerWebhook(
  world: World,
  client: Client,
  { seller_id, terms, options }: NewRegistration,
  now: number,
): Promise<WebhookKey | Refusal> {
  await lockSeller(client, seller_id);
  const limit = world.settings.webhook.limit_per_seller;
  if ((await countWebhooks(client, seller_id)) >= limit) return refuse({ code: 'webhook.limit', limit });
  const what = `webhook ${await countWebhooksEver(client, seller_id)}`;
  const key = { seller_id, webhook_id: world.random.uuid({ seller_id, what }) };
  await insertWebhook(client, fieldsOf(world, key, terms), now);
  if (options !== undefined) await setWebhookOptions(client, key, options);
  return key;
}

type Changed = { terms: WebhookTerms; options?: WebhookOptions };

/** Replaces the settings of a webhook. `change` gets the present ones and may refuse. */
export async function changeWebhook(
  world: World,
  client: Client,
  key: WebhookKey,
  change: (before: ListedWebhook) => Changed | Refusal,
  now: number,
): Promise<WebhookKey | Refusal> {
  const before = await lockNamed(client, key);
  if (isRefusal(before)) return before;
  const changed = change(before);
  if (isRefusal(changed)) return changed;
  await replaceWebhook(client, fieldsOf(world, before, changed.terms), now);
  if (changed.options !== undefined) await setWebhookOptions(client, before, changed.options);
  return before;
}

const byOwner =
  (write: Statement<[WebhookKey, number], number>) =>
  async (client: Client, key: WebhookKey, now: number): Promise<WebhookKey | Refusal> => {
    const before = await lockNamed(client, key);
    if (!isRefusal(before)) await write(client, before, now);
    return before;
  };

export const switchOn = byOwner(activateWebhook);
export const switchOff = byOwner(deactivateWebhook);
export const removeWebhook = byOwner(deleteWebhook);
export const endSigning = byOwner((client, key, now) => setSigning(client, key, [], now));

/** The new secret signs from now on, the one before it for a while longer. A secret is made unless one is given. */
export async function rotateSigning(
  world: World,
  client: Client,
  key: WebhookKey,
  given: { secret?: string } | Refusal,
  now: number,
): Promise<{ secret: string } | Refusal> {
  const before = await lockNamed(client, key);
  if (isRefusal(before)) return before;
  if (isRefusal(given)) return given;
  const known = before.signing;
  const { secret = newSecret(world, before, known[0]?.secret) } = given;
  const secrets = rotated(known, { secret: world.seal.seal(secret), until: null }, now);
  await setSigning(client, before, secrets, now);
  return { secret };
}

/** Drawn under the secret before it: a seed makes the same secrets again, and never the same twice in a row. */
function newSecret({ random, seal }: World, { seller_id, webhook_id }: WebhookKey, before?: string): string {
  const drawn_under = before === undefined ? 'nothing' : hash('sha256', tryOpen(seal, before) ?? before);
  return signingSecret(random.bytes(32, { seller_id, what: `signing secret of ${webhook_id} after ${drawn_under}` }));
}
