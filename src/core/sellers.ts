import { hash } from 'node:crypto';
import { isRefusal, type Refusal, refuse } from './domain/refusal.ts';
import type { IpList, Seller, SellerSettings } from './domain/seller.ts';
import {
  insertKey,
  insertSeller,
  lastSellerId,
  listKeys,
  lockSeller,
  revokeKey,
  updateSeller,
} from './postgres/sellers.ts';
import type { Client } from './postgres/statement.ts';
import type { Random, World } from './world.ts';

// What operators do with sellers and their keys: each function is called within a transaction.

/** An id for a seller without one. `first`: where the ids begin that koli gives. */
export const nextSellerId = async (client: Client, first = 1_000): Promise<number> =>
  Math.max(await lastSellerId(client), first - 1) + 1;

type NewSeller = { seller_id?: number; name: string; settings: SellerSettings };

export async function createSeller(client: Client, given: NewSeller, created_at: number): Promise<Seller | Refusal> {
  const { seller_id = await nextSellerId(client), name, settings } = given;
  const seller = { seller_id, name, settings, created_at };
  return (await insertSeller(client, seller)) === 0 ? refuse({ code: 'seller.exists', seller_id }) : seller;
}

const sellerUnknown = (seller_id: number): Refusal => refuse({ code: 'seller.unknown', seller_id: String(seller_id) });

export async function changeSeller(
  client: Client,
  seller_id: number,
  change: (before: Seller) => Pick<Seller, 'name' | 'settings'>,
  now: number,
): Promise<Seller | Refusal> {
  const before = await lockSeller(client, seller_id);
  if (before === null) return sellerUnknown(seller_id);
  const seller = { ...before, ...change(before) };
  await updateSeller(client, seller, now);
  return seller;
}

/** The seller's own list of addresses. `change` gets the present list and may refuse. */
export async function changeIpList(
  client: Client,
  seller_id: number,
  change: (before: IpList) => IpList | Refusal,
  now: number,
): Promise<IpList | Refusal> {
  const seller = await lockSeller(client, seller_id);
  if (seller === null) return sellerUnknown(seller_id);
  const ip_list = change(seller.settings.ip_list);
  if (isRefusal(ip_list)) return ip_list;
  await updateSeller(client, { ...seller, settings: { ...seller.settings, ip_list } }, now);
  return ip_list;
}

type ApiKey = { api_key: string; secret: string };

/** Both parts of the key are drawn unless they are given. */
export async function createKey(
  { random }: World,
  client: Client,
  seller_id: number,
  given: Partial<ApiKey>,
  now: number,
): Promise<ApiKey | Refusal> {
  if ((await lockSeller(client, seller_id)) === null) return sellerUnknown(seller_id);
  const drawn = drawKey(random, seller_id, (await listKeys(client, seller_id)).length);
  const { api_key = drawn.api_key, secret = drawn.secret } = given;
  const secret_hash = hash('sha256', secret, 'buffer');
  const inserted = await insertKey(client, { seller_id, api_key, secret_hash }, now);
  return inserted === 0 ? refuse({ code: 'key.exists' }) : { api_key, secret };
}

/** The n-th key of a seller. The seller is part of its name: two sellers with one seed must not have one key. */
function drawKey(random: Random, seller_id: number, n: number): ApiKey {
  const text = (what: string, bytes: number) =>
    random.bytes(bytes, { seller_id, what: `${what} ${n} of ${seller_id}` }).toString('base64url');
  return { api_key: text('key', 15), secret: text('secret', 30) };
}

/** PostgreSQL stores no NUL, so no key has one. */
export async function endKey(
  client: Client,
  seller_id: number,
  api_key: string,
  now: number,
): Promise<object | Refusal> {
  const revoked = api_key.includes('\0') ? 0 : await revokeKey(client, seller_id, api_key, now);
  return revoked === 0 ? refuse({ code: 'key.unknown' }) : {};
}
