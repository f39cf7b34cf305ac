import type { PoolClient } from 'pg';
import { Type } from 'typebox';
import type { Answer } from '../../../core/corridor/ask.ts';
import type { RefusalFacts } from '../../../core/domain/refusal.ts';
import { lockSeller } from '../../../core/postgres/sellers.ts';
import {
  activateWebhook,
  countWebhooks,
  countWebhooksEver,
  deactivateWebhook,
  deleteWebhook,
  hasWebhook,
  insertWebhook,
  listWebhooks,
  replaceWebhook,
  type WebhookKey,
} from '../../../core/postgres/webhooks.ts';
import type { Problem } from '../../../core/wire/shape.ts';
import {
  parseWebhook,
  WebhookCreated,
  WebhookDocument,
  WebhookInput,
  type WebhookTerms,
  webhookDocument,
} from '../../../core/wire/webhook.ts';
import type { World } from '../../../core/world.ts';
import { gives, givesOk } from '../../contract/answers.ts';
import { type Call, json, type Operation, okText, refusal } from '../../contract/operation.ts';
import { change } from '../../contract/write.ts';

const path = '/integration/webhook/sellers/:sellerId/webhooks';

const create: Operation = {
  name: 'createWebhook',
  method: 'POST',
  path,
  access: 'seller',
  summary: 'Register an address that is told of status changes of packages',
  body: WebhookInput,
  answers: { 200: gives(WebhookCreated) },
  refusals: ['webhook.invalid', 'webhook.limit'],
  handle: (call) =>
    change(call, async (client, now) => {
      const terms = parseWebhook(call.body, call.world.settings.webhook);
      if ('problem' in terms) return webhookProblem(call, terms);
      const opened = await openWebhook(call.world, client, call.seller.seller_id, terms, now);
      return 'code' in opened ? refusal(call, opened) : json({ id: opened.webhook_id });
    }),
};

/** A new webhook, unless its seller has as many as it may. */
export async function openWebhook(
  world: World,
  client: PoolClient,
  seller_id: number,
  terms: WebhookTerms,
  now: number,
): Promise<WebhookKey | RefusalFacts> {
  await lockSeller(client, seller_id);
  const limit = world.settings.webhook.limit_per_seller;
  if ((await countWebhooks(client, seller_id)) >= limit) return { code: 'webhook.limit', limit };
  const what = `webhook ${await countWebhooksEver(client, seller_id)}`;
  const key = { seller_id, webhook_id: world.random.uuid({ seller_id, what }) };
  await insertWebhook(client, fieldsOf(world, key, terms), now);
  return key;
}

const list: Operation = {
  name: 'listWebhooks',
  method: 'GET',
  path,
  access: 'seller',
  summary: 'List webhooks, without their secrets',
  answers: { 200: gives(Type.Array(WebhookDocument, { description: 'All webhooks of the seller.' })) },
  refusals: [],
  handle: async (call) =>
    json((await listWebhooks(call.world.db.pool, call.seller.seller_id)).map((row) => webhookDocument(row))),
};

const update: Operation = {
  name: 'updateWebhook',
  method: 'PUT',
  path: `${path}/:webhookId`,
  access: 'seller',
  summary: 'Replace all that was said of a webhook, its secrets included; its status stays',
  body: WebhookInput,
  answers: { 200: givesOk() },
  refusals: ['webhook.invalid'],
  handle: (call) =>
    onWebhook(call, async (client, key, now) => {
      if (!(await hasWebhook(client, key))) return false;
      const terms = parseWebhook(call.body, call.world.settings.webhook);
      if ('problem' in terms) return webhookProblem(call, terms);
      return (await replaceWebhook(client, fieldsOf(call.world, key, terms), now)) > 0;
    }),
};

const remove: Operation = {
  name: 'deleteWebhook',
  method: 'DELETE',
  path: `${path}/:webhookId`,
  access: 'seller',
  summary: 'Delete a webhook: what it is still owed is dropped, its log stays',
  answers: { 200: givesOk() },
  refusals: [],
  handle: (call) => onWebhook(call, async (client, key, now) => (await deleteWebhook(client, key, now)) > 0),
};

const activate: Operation = {
  name: 'activateWebhook',
  method: 'PUT',
  path: `${path}/:webhookId/activate`,
  access: 'seller',
  summary: 'Switch a webhook on: it is sent what happens from now on',
  answers: { 200: givesOk() },
  refusals: [],
  handle: (call) => onWebhook(call, async (client, key, now) => (await activateWebhook(client, key, now)) > 0),
};

const deactivate: Operation = {
  name: 'deactivateWebhook',
  method: 'PUT',
  path: `${path}/:webhookId/deactivate`,
  access: 'seller',
  summary: 'Switch a webhook off: nothing is sent, and what it is owed is held',
  answers: { 200: givesOk() },
  refusals: [],
  handle: (call) => onWebhook(call, async (client, key, now) => (await deactivateWebhook(client, key, now)) > 0),
};

/** In the order of the reference. */
export const webhookOperations: Operation[] = [create, list, update, remove, activate, deactivate];

export const isUuid = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);

/** A change of the webhook in the path: done (true), not found (false), or answered otherwise. */
function onWebhook(
  call: Call,
  work: (client: PoolClient, key: WebhookKey, now: number) => Promise<boolean | Answer>,
): Promise<Answer> {
  return change(call, async (client, now) => {
    const { webhookId = '' } = call.params;
    const key = { seller_id: call.seller.seller_id, webhook_id: webhookId };
    const done = isUuid(webhookId) && (await work(client, key, now));
    if (done === true) return okText();
    return done || refusal(call, { code: 'webhook.unknown', webhook_id: webhookId.slice(0, 64) });
  });
}

export function webhookProblem(call: Call, { field, problem, problem_tr }: Problem): Answer {
  const broken = { rule: 'said', problem, problem_tr } as const;
  if (field === 'body') return refusal(call, { code: 'body.malformed', broken });
  return refusal(call, { code: 'webhook.invalid', field, broken });
}

export const fieldsOf = (world: World, key: WebhookKey, { secret, ...terms }: WebhookTerms) => ({
  ...terms,
  ...key,
  secret: world.seal.seal(secret),
});
