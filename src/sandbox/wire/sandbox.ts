import { type Static, type TObject, type TProperties, type TSchema, type TSchemaOptions, Type } from 'typebox';
import { countryCodes } from '../../core/domain/countries.ts';
import { type Status, statuses } from '../../core/domain/package.ts';
import { OrderInput } from '../../core/wire/order-input.ts';
import { SellerDocument, SellerSettingsInput } from '../../core/wire/seller.ts';
import { count, flag, id as idOf, ms, orNull, text } from '../../core/wire/terms.ts';
import { Length, Moment } from '../../core/wire/time.ts';

/** What the sandbox is asked for and what it answers; the names of packages and lines are those that readers see. */

const strict = <P extends TProperties>(properties: P, told: TSchemaOptions = {}): TObject<P> =>
  Type.Object(properties, { additionalProperties: false, ...told });
const id = () => Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER });
const seedNumber = () => Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER });
const enumOf = <V extends string>(values: readonly V[]) => Type.Enum([...values]);

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
    }),
  ),
});
export type ClockInput = Static<typeof ClockInput>;

export const ClockAnswer = strict(
  {
    now: ms('The time of the sandbox'),
    time: text('The same time in ISO 8601'),
    frozen: flag('Whether the clock is stopped'),
    rate: Type.Number({ minimum: 0, description: 'Speed, as a multiple of real time; 0: stopped' }),
    real: flag('Whether it is the clock of the machine: it was never moved'),
  },
  { title: 'SandboxClock', description: 'The clock of the sandbox.' },
);

// Orders

/** To where a new or an old package may be walked in one call: a split wants to be told into what. */
export type Walkable = Exclude<Status, 'UnPacked'>;
export const walkable = statuses.filter((status): status is Walkable => status !== 'UnPacked');

const { lines, customer, shipmentAddress, invoiceAddress, payment: _, ...rest } = OrderInput.properties;
const { sellerId: __, ...line } = lines.items.properties;

const orders_limit = 1_000;

export const SandboxOrders = strict({
  sellerId: Type.Optional(id()),
  count: Type.Optional(Type.Integer({ minimum: 1, maximum: orders_limit })),
  seed: Type.Optional(seedNumber()),
  status: Type.Optional(enumOf(walkable)),
  country: Type.Optional(
    Type.Enum([...countryCodes], {
      description: 'Country of the customer. The address, currency, VAT and carrier follow from it.',
    }),
  ),
  silent: Type.Optional(Type.Boolean({ description: 'No webhook call is made for it' })),
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

const OrderAnswer = strict(
  {
    sellerId: idOf('Its seller'),
    orderNumber: text('Its number'),
    shipmentPackageId: idOf('Its package'),
    cargoTrackingNumber: idOf('The tracking number of its package'),
    status: Type.Enum([...statuses], { description: 'Status of its package' }),
    lines: Type.Array(
      strict({
        lineId: idOf('A line'),
        barcode: text('The lines of the order'),
        quantity: Type.Integer({ minimum: 1, description: 'Units' }),
      }),
    ),
  },
  { title: 'SandboxOrder', description: 'A new order and its package.' },
);
export type OrderAnswer = Static<typeof OrderAnswer>;

export const OrdersAnswer = strict(
  { orders: Type.Array(OrderAnswer) },
  { title: 'SandboxOrders', description: 'The orders, in the order of their creation.' },
);

export const StatusInput = strict({
  status: enumOf(walkable),
  lines: Type.Optional(
    Type.Array(strict({ lineId: id(), quantity: id() }), {
      minItems: 1,
      maxItems: 200,
      description: 'With Cancelled: the lines that the customer cancels; absent: all',
    }),
  ),
  reason: Type.Optional(Type.String({ maxLength: 256 })),
  invoiceNumber: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
  silent: Type.Optional(Type.Boolean()),
});

export const StatusAnswer = strict(
  {
    shipmentPackageId: idOf('The package'),
    status: Type.Enum([...statuses], { description: 'Its status' }),
    newPackageId: orNull(idOf('The new package with the units that were not cancelled'), 'Null: no new package'),
  },
  { title: 'SandboxStatus', description: 'The package after the last step.' },
);

// State

export const seedNames = ['empty', 'shop', 'busy'] as const;
export type SeedName = (typeof seedNames)[number];

const reset_fields = { to: Type.Optional(enumOf(seedNames)), seed: Type.Optional(seedNumber()) };

export const ResetInput = strict({ ...reset_fields, clock: Type.Optional(ClockInput) });
export type ResetInput = Static<typeof ResetInput>;

export const SellerResetInput = strict(reset_fields);
export type SellerResetInput = Static<typeof SellerResetInput>;

export const StateAnswer = strict(
  { packages: count('Number of packages'), now: ms('The time of the sandbox') },
  { title: 'SandboxState', description: 'The sandbox after the change.' },
);

export const SnapshotAnswer = strict(
  {
    name: text('Its name'),
    time: ms('When it was taken, by the clock of the sandbox'),
    createdDate: ms('When it was taken in real time'),
    packages: count('Number of packages'),
    bytes: count('Size in bytes'),
  },
  { title: 'Snapshot', description: 'A snapshot.' },
);
export const SnapshotsAnswer = strict(
  { snapshots: Type.Array(SnapshotAnswer) },
  { title: 'Snapshots', description: 'Snapshots, oldest first.' },
);

export const workNames = ['reset', 'export', 'import', 'snapshot', 'restore'] as const;
export const workUnits = ['rows', 'bytes', 'orders'] as const;

export const WorkAnswer = strict(
  {
    work: orNull(
      strict({
        work: Type.Enum([...workNames], { description: 'What it is' }),
        done: count('Amount done'),
        total: count('Total amount'),
        unit: Type.Enum([...workUnits], { description: 'Unit of the amounts' }),
      }),
      'Null: there is none',
    ),
  },
  {
    title: 'SandboxWork',
    description: 'The long work that the sandbox does at the moment. All other calls wait for it.',
  },
);

/** A file of an export: no schema can tell what is in it. */
export const StateFileBody = Type.String({ format: 'binary', description: 'An exported file' });

export const snapshotName = /^[A-Za-z0-9._-]{1,64}$/;

// Sellers

export const TenantInput = strict({
  sellerId: Type.Optional(id()),
  name: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
  settings: Type.Optional(SellerSettingsInput),
  ...reset_fields,
  webhook: Type.Optional(
    Type.Object({ url: Type.String({ minLength: 1, maxLength: 2_048 }) }, { additionalProperties: true }),
  ),
});
export type TenantInput = Static<typeof TenantInput>;

export const TenantAnswer = strict(
  {
    ...Type.Omit(SellerDocument, ['createdDate']).properties,
    apiKey: text('Name for Basic authentication'),
    apiSecret: text('Password for Basic authentication, shown only in this answer'),
    seed: orNull(Type.Integer({ minimum: 0, description: 'Seed of its ids and contents' }), 'Null: none'),
    to: enumOf(seedNames),
    webhookId: orNull(Type.String({ format: 'uuid' }), 'Null: no webhook was requested'),
  },
  { title: 'TestSeller', description: 'The new seller and its key.' },
);

export const SandboxCredentials = Type.Object(
  {
    operatorToken: orNull(text(), 'Null if it is your own'),
    sellers: Type.Array(Type.Object({ sellerId: idOf('The seller'), name: text(), apiKey: text(), apiSecret: text() })),
  },
  { title: 'SandboxCredentials', description: 'What a new sandbox lets in.' },
);
