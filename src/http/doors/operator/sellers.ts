import { hash } from 'node:crypto';
import { Type } from 'typebox';
import type { RefusalFacts } from '../../../core/domain/refusal.ts';
import { defaultSellerSettings, type Seller } from '../../../core/domain/seller.ts';
import {
  insertKey,
  insertSeller,
  lastSellerId,
  listKeys,
  lockSeller,
  revokeKey,
  updateSeller,
} from '../../../core/postgres/sellers.ts';
import {
  SellerDocument,
  SellerSettingsInput,
  sellerDocument,
  withSettings,
  wrongSettings,
} from '../../../core/wire/seller.ts';
import { shape } from '../../../core/wire/shape.ts';
import { text } from '../../../core/wire/terms.ts';
import type { Random } from '../../../core/world.ts';
import { gives, givesNothing } from '../../contract/answers.ts';
import { type Call, empty, json, type Operation, pathId, refusal } from '../../contract/operation.ts';
import { change } from '../../contract/write.ts';
import { Id, invalid } from '../../shared/lines.ts';

const strict = { additionalProperties: false };
const Name = Type.String({ minLength: 1, maxLength: 200 });

const NewSeller = Type.Object(
  { sellerId: Type.Optional(Id()), name: Name, settings: Type.Optional(SellerSettingsInput) },
  strict,
);
const checkNewSeller = shape(NewSeller);

const SellerChange = Type.Object({ name: Type.Optional(Name), settings: Type.Optional(SellerSettingsInput) }, strict);
const checkSellerChange = shape(SellerChange);

/** A colon would end the key in Basic credentials. */
const Token = Type.String({ pattern: '^[!-9;-~]{8,128}$' });
const NewKey = Type.Object({ apiKey: Type.Optional(Token), apiSecret: Type.Optional(Token) }, strict);
const checkNewKey = shape(NewKey);

const KeyCreated = Type.Object(
  { apiKey: text('The name of Basic credentials'), apiSecret: text('Their password, shown this once') },
  { title: 'KeyCreated', description: 'The new key.' },
);

export const createSeller: Operation = {
  name: 'createSeller',
  method: 'POST',
  path: '/api/v1/sellers',
  access: 'operator',
  summary: 'Create a seller',
  body: NewSeller,
  answers: { 201: gives(SellerDocument) },
  refusals: ['seller.exists'],
  handle: (call) =>
    change(call, async (client, created_at) => {
      const checked = checkNewSeller(call.body);
      if (!checked.ok) return refusal(call, invalid(checked));
      const { sellerId, name, settings: given } = checked.value;
      const wrong = wrongSettings(given, call.world.extension.seller_switches);
      if (wrong !== null) return refusal(call, invalid(wrong));
      const seller_id = sellerId ?? Math.max(await lastSellerId(client), 999) + 1;
      const settings = withSettings(defaultSellerSettings, given);
      const seller: Seller = { seller_id, name, settings, created_at };
      if ((await insertSeller(client, seller)) === 0) return refusal(call, { code: 'seller.exists', seller_id });
      return json(sellerDocument(seller, call.world.extension.seller_switches), {}, 201);
    }),
};

export const changeSeller: Operation = {
  name: 'changeSeller',
  method: 'PATCH',
  path: '/api/v1/sellers/:sellerId',
  access: 'operator',
  summary: 'Change the name or settings of a seller; what is left out stays',
  body: SellerChange,
  answers: { 200: gives(SellerDocument) },
  refusals: ['seller.unknown'],
  changes_access: true,
  handle: (call) =>
    change(call, async (client, now) => {
      const checked = checkSellerChange(call.body);
      if (!checked.ok) return refusal(call, invalid(checked));
      const wrong = wrongSettings(checked.value.settings, call.world.extension.seller_switches);
      if (wrong !== null) return refusal(call, invalid(wrong));
      const before = await lockSeller(client, pathId(call.params['sellerId']) ?? -1);
      if (before === null) return refusal(call, unknownSeller(call));
      const { name = before.name, settings: given } = checked.value;
      const seller = { ...before, name, settings: withSettings(before.settings, given) };
      await updateSeller(client, seller, now);
      return json(sellerDocument(seller, call.world.extension.seller_switches));
    }),
};

export const createKey: Operation = {
  name: 'createKey',
  method: 'POST',
  path: '/api/v1/sellers/:sellerId/keys',
  access: 'operator',
  summary: 'Give a seller an API key; its secret is shown this once',
  body: NewKey,
  body_optional: true,
  answers: { 201: gives(KeyCreated) },
  refusals: ['seller.unknown', 'key.exists'],
  changes_access: true,
  handle: (call) =>
    change(
      call,
      async (client, now) => {
        const checked = checkNewKey(call.body ?? {});
        if (!checked.ok) return refusal(call, invalid(checked));
        const seller_id = pathId(call.params['sellerId']) ?? -1;
        if ((await lockSeller(client, seller_id)) === null) return refusal(call, unknownSeller(call));
        const fresh = newKey(call.world.random, seller_id, (await listKeys(client, seller_id)).length);
        const { apiKey = fresh.apiKey, apiSecret = fresh.apiSecret } = checked.value;
        const row = { seller_id, api_key: apiKey, secret_hash: hash('sha256', apiSecret, 'buffer') };
        if ((await insertKey(client, row, now)) === 0) return refusal(call, { code: 'key.exists' });
        return json({ apiKey, apiSecret }, {}, 201);
      },
      { secret: true },
    ),
};

const unknownSeller = ({ params }: Call): RefusalFacts => ({
  code: 'seller.unknown',
  seller_id: params['sellerId']!.slice(0, 64),
});

/** The n-th key of a seller. The seller is part of its name: two sellers with one seed must not have one key. */
export const newKey = (random: Random, seller_id: number, n: number) => {
  const named = (what: string) => ({ seller_id, what: `${what} ${n} of ${seller_id}` });
  return { apiKey: token(random.bytes(15, named('key'))), apiSecret: token(random.bytes(30, named('secret'))) };
};

const token = (bytes: Buffer): string => bytes.toString('base64url');

export const dropKey: Operation = {
  name: 'revokeKey',
  method: 'DELETE',
  path: '/api/v1/sellers/:sellerId/keys/:apiKey',
  access: 'operator',
  summary: 'Revoke an API key; other nodes obey within seconds',
  answers: { 200: givesNothing() },
  refusals: [],
  changes_access: true,
  handle: (call) =>
    change(call, async (client, now) => {
      const { sellerId, apiKey } = call.params;
      const known = !apiKey!.includes('\0');
      const revoked = known ? await revokeKey(client, pathId(sellerId) ?? -1, apiKey!, now) : 0;
      return revoked === 0 ? refusal(call, { code: 'key.unknown' }) : empty();
    }),
};
