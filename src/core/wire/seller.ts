import { isIP } from 'node:net';
import { type Static, Type } from 'typebox';
import { codeOf, writtenCodes } from '../domain/cargo.ts';
import { type FieldRefusal, invalid } from '../domain/refusal.ts';
import { type Seller, type SellerSettings, sellerSwitches, tiers } from '../domain/seller.ts';
import { form_key } from './parse.ts';
import { id, ms, orNull, text } from './terms.ts';

const literals = (values: readonly string[]) => Type.Union(values.map((value) => Type.Literal(value)));

const NetworkSchema = Type.Refine(
  Type.String({ [form_key]: { form: 'network' } }),
  (text) => readNetwork(text) !== null,
);

const addressText = () => Type.Optional(Type.String({ maxLength: 250 }));
const addressCode = () => Type.Optional(Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER }));

const AddressInput = Type.Object(
  {
    id: Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }),
    type: Type.Enum(['Shipment', 'Invoice', 'Returning']),
    country: addressText(),
    city: addressText(),
    cityCode: addressCode(),
    district: addressText(),
    districtId: addressCode(),
    postCode: addressText(),
    address: Type.Optional(Type.String({ maxLength: 500 })),
    isDefault: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false, title: 'SellerAddressInput', description: 'An address of a seller.' },
);

/** A seller's settings in a request of the operator. Absent fields do not change. */
export const SellerSettingsInput = Type.Object(
  {
    tier: Type.Optional(literals(tiers)),
    cargoProvider: Type.Optional(literals(writtenCodes)),
    whoPays: Type.Optional(Type.Union([Type.Literal(1), Type.Null()])),
    warehouseId: Type.Optional(Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER })),
    addresses: Type.Optional(
      Type.Union([Type.Array(AddressInput, { maxItems: 50 }), Type.Null()], {
        description: 'What `GET …/addresses` lists. Null: one of each type, the first with `warehouseId`.',
      }),
    ),
    webhookEnvelope: Type.Optional(Type.Union([Type.Literal('flat'), Type.Literal('page'), Type.Null()])),
    legacyFields: Type.Optional(Type.Boolean({ description: 'Old field names beside the new ones' })),
    liveNames: Type.Optional(
      Type.Boolean({ description: '`isEInvoiceAvailable` in place of `eInvoiceAvailable`, as in live answers' }),
    ),
    rateLimits: Type.Optional(Type.Union([Type.Boolean(), Type.Null()])),
    v1: Type.Optional(Type.Union([Type.Literal('on'), Type.Literal('off'), Type.Literal('brownout'), Type.Null()])),
    allowedNetworks: Type.Optional(Type.Union([Type.Array(NetworkSchema, { maxItems: 100 }), Type.Null()])),
    ipAllowList: Type.Optional(
      Type.Boolean({
        description: 'Only addresses that the seller has listed at `ip-whitelists` may call; others get 503',
      }),
    ),
    sparseBodies: Type.Optional(Type.Boolean()),
    invoiceReview: Type.Optional(
      Type.Union([Type.Literal('at-once'), Type.Literal('by-hand'), Type.Null()], {
        description: 'Accept invoices at once or review each; null: at once for domestic packages, else by hand',
      }),
    ),
    cancelOverdue: Type.Optional(
      Type.Boolean({ description: 'Cancel a package that has not left when its `agreedDeliveryDate` passes' }),
    ),
  },
  { additionalProperties: false, title: 'SellerSettingsChange', description: 'Absent fields do not change.' },
);

const setting_names = {
  tier: 'tier',
  cargo_provider: 'cargoProvider',
  who_pays: 'whoPays',
  warehouse_id: 'warehouseId',
  addresses: 'addresses',
  webhook_envelope: 'webhookEnvelope',
  legacy_fields: 'legacyFields',
  live_names: 'liveNames',
  rate_limits: 'rateLimits',
  v1: 'v1',
  allowed_networks: 'allowedNetworks',
  ip_allow_list: 'ipAllowList',
  sparse_bodies: 'sparseBodies',
  invoice_review: 'invoiceReview',
  cancel_overdue: 'cancelOverdue',
} as const satisfies Record<Exclude<keyof SellerSettings, 'ip_list'>, string>;

export function withSettings(settings: SellerSettings, input: Static<typeof SellerSettingsInput> = {}): SellerSettings {
  const { cargoProvider } = input;
  const given: Record<string, unknown> = { ...input, cargoProvider: cargoProvider && codeOf(cargoProvider) };
  const changed = Object.entries(setting_names)
    .filter(([, wire]) => given[wire] !== undefined)
    .map(([name, wire]) => [name, given[wire]]);
  return { ...settings, ...Object.fromEntries(changed) };
}

/** Some settings are switches of a host, which the schema cannot say. */
export function wrongSettings(input: Static<typeof SellerSettingsInput> = {}, switches: boolean): FieldRefusal | null {
  const foreign = sellerSwitches.find((name) => !switches && input[setting_names[name]] !== undefined);
  return foreign === undefined ? null : invalid(`settings.${setting_names[foreign]}`, { rule: 'other.mode' });
}

/** `address` or `address/bits`. */
export function readNetwork(text: string): { address: string; bits: number; family: 'ipv4' | 'ipv6' } | null {
  const [, address = '', given] = /^([^/]*)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  const version = isIP(address);
  // A zone (`fe80::1%eth0`) names a card of one machine.
  if (version === 0 || address.includes('%')) return null;
  const most = version === 4 ? 32 : 128;
  const bits = given === undefined ? most : Number(given);
  return bits > most ? null : { address, bits, family: version === 4 ? 'ipv4' : 'ipv6' };
}
const settings_schema = {
  sellerId: id('Its id, also in paths'),
  name: text(),
  settings: Type.Object(
    {
      ...Type.Required(SellerSettingsInput).properties,
      ...Type.Pick(SellerSettingsInput, ['rateLimits', 'v1', 'allowedNetworks', 'ipAllowList', 'sparseBodies'])
        .properties,
    },
    {
      title: 'SellerSettings',
      description: 'All settings of a seller. The switches exist only if the installation has them.',
    },
  ),
  createdDate: ms('Time of its creation'),
};

export const SellerDocument = Type.Object(settings_schema, { title: 'Seller', description: 'A seller.' });

export const SellerWithKeys = Type.Object(
  {
    ...settings_schema,
    keys: Type.Array(
      Type.Object(
        {
          apiKey: text('Its name, never its secret'),
          createdDate: ms('Time of its creation'),
          revokedDate: orNull(ms('Time of the revocation'), 'Null while the key is valid'),
        },
        { title: 'ApiKey', description: 'The name of an API key.' },
      ),
    ),
  },
  { title: 'SellerWithKeys', description: 'A seller with the names of its keys.' },
);

/** A seller as operators and the seller itself read it. `createdDate` is true UTC ms. */
export const sellerDocument = ({ seller_id, name, settings, created_at }: Seller, switches: boolean) => ({
  sellerId: seller_id,
  name,
  settings: Object.fromEntries(
    Object.entries(setting_names)
      .filter(([own]) => switches || !(sellerSwitches as readonly string[]).includes(own))
      .map(([own, wire]) => [wire, settings[own as keyof SellerSettings]]),
  ),
  createdDate: created_at,
});
