import type { PoolClient } from 'pg';
import type { Answer } from '../../core/corridor/ask.ts';
import { type FieldRefusal, isRefusal, within } from '../../core/domain/refusal.ts';
import { defaultSellerSettings } from '../../core/domain/seller.ts';
import { createKey, createSeller, nextSellerId } from '../../core/sellers.ts';
import { parser } from '../../core/wire/parse.ts';
import { sellerDocument, withSettings, wrongSettings } from '../../core/wire/seller.ts';
import { parseWebhook, type WebhookTerms } from '../../core/wire/webhook.ts';
import { gives, givesNothing } from '../../http/contract/answers.ts';
import { type Call, empty, json, pathId, refusal } from '../../http/contract/operation.ts';
import { change } from '../../http/contract/write.ts';
import { saveTenant } from '../postgres/tenants.ts';
import { deleteSeller, fill, resetSeller } from '../resets.ts';
import type { Sandbox } from '../sandbox.ts';
import { type Origin, openTenant } from '../tenants.ts';
import { SellerResetInput, StateAnswer, TenantAnswer, TenantInput } from '../wire/sandbox.ts';
import type { SandboxOperation } from './row.ts';
import { alone, summaryDocument } from './state.ts';

const parseTenant = parser(TenantInput);
const parseSellerReset = parser(SellerResetInput);

/** Ids of sellers without a chosen id. */
const first_tenant = 10_000;
/** The key of a webhook that was created with a url only. Only a receiver that checks credentials needs it. */
const webhook_key = 'sandbox-webhook-key';

function webhookTerms({ webhook }: TenantInput, { world }: Call): WebhookTerms | FieldRefusal | null {
  if (webhook === undefined) return null;
  const given = { authenticationType: 'API_KEY', apiKey: webhook_key, ...webhook };
  const terms = parseWebhook(given, world.settings.webhook);
  return isRefusal(terms) ? within('webhook', terms) : { ...terms, secret: world.seal.seal(terms.secret) };
}

async function insertTenant(call: Call, sandbox: Sandbox, client: PoolClient, created_at: number): Promise<Answer> {
  const input = parseTenant(call.body ?? {});
  if (isRefusal(input)) return refusal(call, input);
  const wrong = wrongSettings(input.settings, true);
  if (wrong !== null) return refusal(call, wrong);
  const webhook = webhookTerms(input, call);
  if (isRefusal(webhook)) return refusal(call, webhook);
  const seller_id = input.sellerId ?? (await nextSellerId(client, first_tenant));
  const { name = `Test seller ${seller_id}`, seed = null, to = 'empty' } = input;
  const settings = withSettings(defaultSellerSettings, input.settings);
  const seller = await createSeller(client, { seller_id, name, settings }, created_at);
  if (isRefusal(seller)) return refusal(call, seller);
  sandbox.virtual.seeds.set(seller_id, seed);
  const origin: Origin = { to, name, settings, webhook };
  await saveTenant(client, { seller_id, seed, origin });
  const key = await createKey(call.world, client, seller_id, {}, created_at);
  if (isRefusal(key)) return refusal(call, key);
  const webhookId = await openTenant(client, call.world, { seller_id, seed, origin }, created_at);
  const { createdDate: _, ...document } = sellerDocument(seller, true);
  return json({ ...document, apiKey: key.api_key, apiSecret: key.secret, seed, to, webhookId }, {}, 201);
}

async function createTenant(call: Call, sandbox: Sandbox): Promise<Answer> {
  const answer = await change(call, (client, now) => insertTenant(call, sandbox, client, now), { secret: true });
  if (answer.status !== 201 || answer.headers['idempotent-replayed'] !== undefined) return answer;
  const { sellerId, to } = JSON.parse(answer.body);
  await fill(sandbox, to, [sellerId]);
  return answer;
}

const unknownSeller = (call: Call) =>
  refusal(call, { code: 'seller.unknown', seller_id: call.params['sellerId']!.slice(0, 64) });

async function resetTenant(call: Call, sandbox: Sandbox): Promise<Answer> {
  const body = parseSellerReset(call.body ?? {});
  if (isRefusal(body)) return refusal(call, body);
  const { to, seed } = body;
  const summary = await resetSeller(sandbox, pathId(call.params['sellerId']) ?? -1, to, seed);
  return summary === null ? unknownSeller(call) : summaryDocument(summary);
}

async function deleteTenant(call: Call, sandbox: Sandbox): Promise<Answer> {
  return (await deleteSeller(sandbox, pathId(call.params['sellerId']) ?? -1)) ? empty() : unknownSeller(call);
}

export const tenantOperations = (sandbox: () => Sandbox): SandboxOperation[] => [
  {
    name: 'createTestSeller',
    method: 'POST',
    path: '/api/v1/sandbox/sellers',
    access: 'operator',
    summary: 'Create a test seller with a key, and with a webhook if requested',
    body: TenantInput,
    body_optional: true,
    answers: { 201: gives(TenantAnswer) },
    refusals: ['seller.exists'],
    handle: (call) => createTenant(call, sandbox()),
  },
  {
    name: 'resetSeller',
    method: 'POST',
    path: '/api/v1/sandbox/sellers/:sellerId/reset',
    access: 'operator',
    summary: 'Reset one seller to its initial state; its keys stay, and other sellers do not change',
    body: SellerResetInput,
    body_optional: true,
    keyless: true,
    answers: { 200: gives(StateAnswer) },
    refusals: ['seller.unknown'],
    unguarded: true,
    handle: (call) => alone(call, () => resetTenant(call, sandbox())),
  },
  {
    name: 'deleteSeller',
    method: 'DELETE',
    path: '/api/v1/sandbox/sellers/:sellerId',
    access: 'operator',
    summary: 'Delete a seller and all its data',
    keyless: true,
    answers: { 200: givesNothing() },
    refusals: ['seller.unknown'],
    unguarded: true,
    handle: (call) => alone(call, () => deleteTenant(call, sandbox())),
  },
];
