import { type Static, Type } from 'typebox';
import { cargoProviders } from '../domain/cargo.ts';
import { type Seller, type SellerSettings, tiers } from '../domain/seller.ts';
import { id, ms, orNull, text } from './terms.ts';

const oneOf = (values: readonly string[]) => Type.Union(values.map((value) => Type.Literal(value)));

/** A seller's settings as the operator writes them; what is left out stays as it is. */
export const SellerSettingsInput = Type.Object(
  {
    tier: Type.Optional(oneOf(tiers)),
    cargoProvider: Type.Optional(oneOf(cargoProviders.map((provider) => provider.code))),
    whoPays: Type.Optional(Type.Union([Type.Literal(1), Type.Null()])),
    warehouseId: Type.Optional(Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER })),
    webhookEnvelope: Type.Optional(Type.Union([Type.Literal('flat'), Type.Literal('page'), Type.Null()])),
    legacyFields: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false, title: 'SellerSettingsChange', description: 'What is left out stays as it is.' },
);

const wireNames = {
  tier: 'tier',
  cargo_provider: 'cargoProvider',
  who_pays: 'whoPays',
  warehouse_id: 'warehouseId',
  webhook_envelope: 'webhookEnvelope',
  legacy_fields: 'legacyFields',
} as const satisfies Record<keyof SellerSettings, string>;

export function withSettings(settings: SellerSettings, input: Static<typeof SellerSettingsInput> = {}): SellerSettings {
  const given = input as Record<string, unknown>;
  const changed = Object.entries(wireNames)
    .filter(([, wire]) => given[wire] !== undefined)
    .map(([name, wire]) => [name, given[wire]]);
  return { ...settings, ...Object.fromEntries(changed) };
}

const seller = {
  sellerId: id('Its id, also in paths'),
  name: text(),
  settings: Type.Required(SellerSettingsInput, {
    title: 'SellerSettings',
    description: 'Settings of a seller, all of them.',
  }),
  createdDate: ms('When it was made'),
};

export const SellerDocument = Type.Object(seller, { title: 'Seller', description: 'A seller.' });

export const SellerWithKeys = Type.Object(
  {
    ...seller,
    keys: Type.Array(
      Type.Object(
        {
          apiKey: text('Its name, never its secret'),
          createdDate: ms('When it was made'),
          revokedDate: orNull(ms('When it was revoked'), 'Null while it is valid'),
        },
        { title: 'ApiKey', description: 'The name of an API key.' },
      ),
    ),
  },
  { title: 'SellerWithKeys', description: 'A seller with the names of its keys.' },
);

/** A seller as operators and the seller itself read it. `createdDate` is true UTC ms. */
export const sellerDocument = ({ seller_id, name, settings, created_at }: Seller) => ({
  sellerId: seller_id,
  name,
  settings: Object.fromEntries(
    Object.entries(wireNames).map(([own, wire]) => [wire, settings[own as keyof SellerSettings]]),
  ),
  createdDate: created_at,
});
