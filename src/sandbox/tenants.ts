import type pg from 'pg';
import type { SellerSettings } from '../core/domain/seller.ts';
import { firstIds, firstOf, type IdKind, openRange } from '../core/postgres/ids.ts';
import { lockSeller, updateSeller } from '../core/postgres/sellers.ts';
import type { Client } from '../core/postgres/statement.ts';
import { insertWebhook } from '../core/postgres/webhooks.ts';
import type { WebhookTerms } from '../core/wire/webhook.ts';
import type { World } from '../core/world.ts';
import { deleteCountsOf } from './postgres/faults.ts';
import { deleteSellerRows, stateTables } from './postgres/state.ts';
import { findTenants, saveTenant } from './postgres/tenants.ts';
import type { SeedName } from './wire/sandbox.ts';

/** What a seller was made as, and what a reset makes of it again. */
export type Origin = {
  to: SeedName;
  name: string;
  settings: SellerSettings;
  /** Its secret is sealed. */
  webhook: WebhookTerms | null;
};

/** The seeds of sellers, in memory for every draw; 0 is the whole sandbox. */
export class Seeds {
  #seeds = new Map<number, number | null>();

  /** Null: there is none. */
  of(seller_id: number): number | null {
    return this.#seeds.get(seller_id) ?? null;
  }

  async load(client: Client): Promise<void> {
    this.#seeds = new Map((await findTenants(client)).map(({ seller_id, seed }) => [seller_id, seed]));
  }

  /** For a caller that is about to store it. */
  set(seller_id: number, seed: number | null): void {
    this.#seeds.set(seller_id, seed);
  }
}

type Tenant = { seller_id: number; seed: number | null; origin: Origin };

/**
 * What a seller begins with: its webhook, and where its ids begin. With a seed of its own they hang on that alone, so
 * two sellers with one seed live through the same: ids are unique within a seller only.
 */
export async function openTenant(
  client: Client,
  { random }: World,
  { seller_id, seed, origin: { webhook } }: Tenant,
  now: number,
): Promise<string | null> {
  for (const kind of Object.keys(firstIds) as IdKind[])
    await openRange(client, seller_id, kind, firstOf(kind, seed ?? seller_id));
  if (webhook === null) return null;
  const webhook_id = random.uuid({ seller_id, what: 'webhook 0' });
  await insertWebhook(client, { seller_id, webhook_id, ...webhook }, now);
  return webhook_id;
}

/** Sellers that came in another way have nothing to go back to but being empty. */
async function originOf(client: pg.PoolClient, seller_id: number): Promise<(Tenant & { is_tenant: boolean }) | null> {
  const seller = await lockSeller(client, seller_id);
  if (seller === null) return null;
  const known = (await findTenants(client)).find((tenant) => tenant.seller_id === seller_id);
  if (known !== undefined && known.origin !== null)
    return { seller_id, seed: known.seed, origin: known.origin as Origin, is_tenant: true };
  const origin: Origin = { to: 'empty', name: seller.name, settings: seller.settings, webhook: null };
  return { seller_id, seed: known?.seed ?? null, origin, is_tenant: false };
}

/** Resets a seller to its initial state; its keys stay. Null: the seller does not exist. */
export async function emptySeller(
  client: pg.PoolClient,
  world: World,
  seeds: Seeds,
  { seller_id, seed: given }: { seller_id: number; seed?: number },
): Promise<Origin | null> {
  const now = world.clock.now();
  const found = await originOf(client, seller_id);
  if (found === null) return null;
  const { origin, is_tenant } = found;
  const seed = given ?? found.seed;
  seeds.set(seller_id, seed);
  await deleteCountsOf(client, seller_id);
  await deleteSellerRows(client, await stateTables(client), seller_id, ['sellers', 'api_keys']);
  const { name, settings } = origin;
  await updateSeller(client, { seller_id, name, settings, created_at: now }, now);
  if (is_tenant || seed !== null) await saveTenant(client, { seller_id, seed, origin: is_tenant ? origin : null });
  await openTenant(client, world, { seller_id, seed, origin }, now);
  return origin;
}
