import { Type } from 'typebox';
import { isRefusal, type Refusal, refuse } from '../../../core/domain/refusal.ts';
import { defaultSellerSettings } from '../../../core/domain/seller.ts';
import { changeSeller, createKey, createSeller, endKey } from '../../../core/sellers.ts';
import { form_key, parser } from '../../../core/wire/parse.ts';
import {
  SellerDocument,
  SellerSettingsInput,
  sellerDocument,
  withSettings,
  wrongSettings,
} from '../../../core/wire/seller.ts';
import { text } from '../../../core/wire/terms.ts';
import { gives, givesNothing } from '../../contract/answers.ts';
import { type Call, empty, json, type Operation, pathId, sent } from '../../contract/operation.ts';
import { change } from '../../contract/write.ts';
import { Id } from '../../shared/lines.ts';

const strict = { additionalProperties: false };
const Name = Type.String({ minLength: 1, maxLength: 200 });

const NewSellerBody = Type.Object(
  { sellerId: Type.Optional(Id()), name: Name, settings: Type.Optional(SellerSettingsInput) },
  strict,
);
const parseNewSeller = parser(NewSellerBody);

const SellerChange = Type.Object({ name: Type.Optional(Name), settings: Type.Optional(SellerSettingsInput) }, strict);
const parseSellerChange = parser(SellerChange);

/** A colon would end the key in Basic credentials. */
const Token = Type.String({ pattern: '^[!-9;-~]{8,128}$', [form_key]: { form: 'token', min: 8, max: 128 } });
const NewKey = Type.Object({ apiKey: Type.Optional(Token), apiSecret: Type.Optional(Token) }, strict);
const parseNewKey = parser(NewKey);

const KeyCreated = Type.Object(
  {
    apiKey: text('Name for Basic authentication'),
    apiSecret: text('Password for Basic authentication, shown only in this answer'),
  },
  { title: 'KeyCreated', description: 'The new key.' },
);

/** A body of which the settings are judged, too: what they may be depends on the mode. */
function withRightSettings<Body extends { settings?: object }>(call: Call, body: Body | Refusal): Body | Refusal {
  if (isRefusal(body)) return body;
  const wrong = wrongSettings(body.settings, call.world.extension.seller_switches);
  return wrong ?? body;
}

/** Shows the id of an unknown seller as it was sent. */
const sellerRefusal = (call: Call, refused: Refusal): Refusal =>
  refused.code === 'seller.unknown' ? refuse({ code: 'seller.unknown', seller_id: sent(call, 'sellerId') }) : refused;

const create: Operation = {
  name: 'createSeller',
  method: 'POST',
  path: '/api/v1/sellers',
  access: 'operator',
  summary: 'Create a seller',
  body: NewSellerBody,
  answers: { 201: gives(SellerDocument) },
  refusals: ['seller.exists'],
  handle: (call) =>
    change(call, async (client, now) => {
      const body = withRightSettings(call, parseNewSeller(call.body));
      if (isRefusal(body)) return body;
      const settings = withSettings(defaultSellerSettings, body.settings);
      const seller = await createSeller(client, { seller_id: body.sellerId, name: body.name, settings }, now);
      return isRefusal(seller) ? seller : json(sellerDocument(seller, call.world.extension.seller_switches), {}, 201);
    }),
};

const update: Operation = {
  name: 'changeSeller',
  method: 'PATCH',
  path: '/api/v1/sellers/:sellerId',
  access: 'operator',
  summary: 'Change the name or settings of a seller; absent fields do not change',
  body: SellerChange,
  answers: { 200: gives(SellerDocument) },
  refusals: ['seller.unknown'],
  changes_access: true,
  handle: (call) =>
    change(call, async (client, now) => {
      const body = withRightSettings(call, parseSellerChange(call.body));
      if (isRefusal(body)) return body;
      const changed = await changeSeller(
        client,
        pathId(call.params['sellerId']) ?? -1,
        ({ name, settings }) => ({ name: body.name ?? name, settings: withSettings(settings, body.settings) }),
        now,
      );
      return isRefusal(changed)
        ? sellerRefusal(call, changed)
        : json(sellerDocument(changed, call.world.extension.seller_switches));
    }),
};

const addKey: Operation = {
  name: 'createKey',
  method: 'POST',
  path: '/api/v1/sellers/:sellerId/keys',
  access: 'operator',
  summary: 'Create an API key for a seller; its secret is shown only in this answer',
  body: NewKey,
  body_optional: true,
  answers: { 201: gives(KeyCreated) },
  refusals: ['seller.unknown', 'key.exists'],
  changes_access: true,
  handle: (call) =>
    change(
      call,
      async (client, now) => {
        const body = parseNewKey(call.body ?? {});
        if (isRefusal(body)) return body;
        const given = { api_key: body.apiKey, secret: body.apiSecret };
        const key = await createKey(call.world, client, pathId(call.params['sellerId']) ?? -1, given, now);
        return isRefusal(key)
          ? sellerRefusal(call, key)
          : json({ apiKey: key.api_key, apiSecret: key.secret }, {}, 201);
      },
      { secret: true },
    ),
};

const revokeKey: Operation = {
  name: 'revokeKey',
  method: 'DELETE',
  path: '/api/v1/sellers/:sellerId/keys/:apiKey',
  access: 'operator',
  summary: 'Revoke an API key; other nodes follow within seconds',
  answers: { 200: givesNothing() },
  refusals: [],
  changes_access: true,
  handle: (call) =>
    change(call, async (client, now) => {
      const { sellerId, apiKey } = call.params;
      const ended = await endKey(client, pathId(sellerId) ?? -1, apiKey!, now);
      return isRefusal(ended) ? ended : empty();
    }),
};

export const sellerWrites: Operation[] = [create, update, addKey, revokeKey];
