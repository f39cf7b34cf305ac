import { type Static, type TObject, type TProperties, type TSchema, Type } from 'typebox';
import { OrderInput } from './order-input.ts';
import { SellerSettingsInput } from './seller.ts';
import { says_key } from './shape.ts';
import { Length, Moment } from './time.ts';

/** What the sandbox is asked for and what it answers; the names of packages and lines are those that readers see. */

const strict = <P extends TProperties>(properties: P): TObject<P> =>
  Type.Object(properties, { additionalProperties: false });
const id = () => Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER });
const seed = () => Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER });
const oneOf = <V extends string>(values: readonly V[]) => Type.Enum([...values]);

type Loose<P extends TProperties> = { [K in keyof P]: ReturnType<typeof Type.Optional<P[K]>> };

/** The same fields, none of them needed. */
const loose = <P extends TProperties>(properties: P): Loose<P> =>
  Object.fromEntries(
    Object.entries(properties).map(([name, schema]) => [name, Type.Optional(schema as TSchema)]),
  ) as Loose<P>;

// The clock

export const ClockInput = strict({
  at: Type.Optional(Moment()),
  advance: Type.Optional(Length()),
  frozen: Type.Optional(Type.Boolean()),
  rate: Type.Optional(
    Type.Number({
      exclusiveMinimum: 0,
      maximum: 3_600,
      [says_key]: { en: 'a number above 0 and up to 3600', tr: "0'dan büyük, en çok 3600 olan bir sayı" },
    }),
  ),
});
export type ClockInput = Static<typeof ClockInput>;

export const ClockAnswer = strict({
  now: Type.Integer(),
  time: Type.String(),
  frozen: Type.Boolean(),
  rate: Type.Number(),
  /** It has never been moved: it is the machine's. */
  real: Type.Boolean(),
});

// Orders

/** To where a new or an old package may be walked in one call. */
export const walkable = [
  'Awaiting',
  'Created',
  'Picking',
  'Invoiced',
  'Shipped',
  'AtCollectionPoint',
  'Delivered',
  'UnDelivered',
  'Returned',
  'Cancelled',
] as const;
export type Walkable = (typeof walkable)[number];

const { lines, customer, shipmentAddress, invoiceAddress, payment: _, ...rest } = OrderInput.properties;
const { sellerId: __, ...line } = lines.items.properties;

export const orders_limit = 1_000;

export const SandboxOrders = strict({
  sellerId: Type.Optional(id()),
  count: Type.Optional(Type.Integer({ minimum: 1, maximum: orders_limit })),
  seed: Type.Optional(seed()),
  status: Type.Optional(oneOf(walkable)),
  silent: Type.Optional(Type.Boolean({ description: 'Owe no webhook call for it' })),
  paymentDelay: Type.Optional(Length()),
  shipmentPackageId: Type.Optional(id()),
  cargoTrackingNumber: Type.Optional(id()),
  ...loose(rest),
  customer: Type.Optional(strict(loose(customer.properties))),
  shipmentAddress: Type.Optional(strict(loose(shipmentAddress.properties))),
  invoiceAddress: Type.Optional(strict(loose(invoiceAddress.properties))),
  lines: Type.Optional(
    Type.Array(strict({ ...loose(line), lineId: Type.Optional(id()) }), { minItems: 1, maxItems: 200 }),
  ),
});
export type SandboxOrders = Static<typeof SandboxOrders>;

const OrderAnswer = strict({
  sellerId: Type.Integer(),
  orderNumber: Type.String(),
  shipmentPackageId: Type.Integer(),
  cargoTrackingNumber: Type.Integer(),
  status: Type.String(),
  lines: Type.Array(strict({ lineId: Type.Integer(), barcode: Type.String(), quantity: Type.Integer() })),
});
export type OrderAnswer = Static<typeof OrderAnswer>;

export const OrdersAnswer = strict({ orders: Type.Array(OrderAnswer) });

export const StatusInput = strict({
  status: oneOf(walkable),
  lines: Type.Optional(
    Type.Array(strict({ lineId: id(), quantity: id() }), {
      minItems: 1,
      maxItems: 200,
      description: 'With Cancelled: what the customer cancels; absent: all of it',
    }),
  ),
  reason: Type.Optional(Type.String({ maxLength: 256 })),
  invoiceNumber: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
  silent: Type.Optional(Type.Boolean()),
});

export const StatusAnswer = strict({
  shipmentPackageId: Type.Integer(),
  status: Type.String(),
  newPackageId: Type.Union([Type.Integer(), Type.Null()]),
});

// State

export const seedNames = ['empty', 'shop', 'busy'] as const;
export type SeedName = (typeof seedNames)[number];

const reset = { to: Type.Optional(oneOf(seedNames)), seed: Type.Optional(seed()) };

export const ResetInput = strict({ ...reset, clock: Type.Optional(ClockInput) });
export type ResetInput = Static<typeof ResetInput>;

export const SellerResetInput = strict(reset);
export type SellerResetInput = Static<typeof SellerResetInput>;

export const StateAnswer = strict({ packages: Type.Integer(), now: Type.Integer() });

const Snapshot = strict({
  name: Type.String(),
  time: Type.Integer({ description: 'By the clock of the sandbox' }),
  createdDate: Type.Integer({ description: 'Real time' }),
  packages: Type.Integer(),
  bytes: Type.Integer(),
});
export const SnapshotAnswer = Snapshot;
export const SnapshotsAnswer = strict({ snapshots: Type.Array(Snapshot) });

export const snapshotName = /^[A-Za-z0-9._-]{1,64}$/;

// Sellers

export const TenantInput = strict({
  sellerId: Type.Optional(id()),
  name: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
  settings: Type.Optional(SellerSettingsInput),
  ...reset,
  webhook: Type.Optional(
    Type.Object({ url: Type.String({ minLength: 1, maxLength: 2_048 }) }, { additionalProperties: true }),
  ),
});
export type TenantInput = Static<typeof TenantInput>;

export const TenantAnswer = strict({
  sellerId: Type.Integer(),
  name: Type.String(),
  apiKey: Type.String(),
  apiSecret: Type.String(),
  settings: Type.Object({}),
  seed: Type.Union([Type.Integer(), Type.Null()]),
  to: oneOf(seedNames),
  webhookId: Type.Union([Type.String(), Type.Null()]),
});
