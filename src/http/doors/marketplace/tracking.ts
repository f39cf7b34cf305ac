import { Type } from 'typebox';
import { cargoProviders, carriersAbroad, codeOf } from '../../../core/domain/cargo.ts';
import { form_key } from '../../../core/wire/parse.ts';
import { packageWrite } from './package-write.ts';

/** Readers see 0 as "no tracking number". */
const TrackingNumberSchema = Type.Refine(
  Type.String({ pattern: '^[0-9]{1,16}$', [form_key]: { form: 'tracking.digits', max: Number.MAX_SAFE_INTEGER } }),
  (digits) => Number(digits) > 0 && Number.isSafeInteger(Number(digits)),
);
/** The domain tells which of them the package's country has. */
const Carrier = () =>
  Type.String({
    minLength: 1,
    maxLength: 64,
    description: `A carrier of the package's country. At home: ${codes(cargoProviders)}; SENDEOMP is another name of KOLAYGELSINMP. Abroad: ${codes(carriersAbroad)}.`,
  });
const codes = (carriers: readonly { code: string }[]): string => carriers.map(({ code }) => code).join(', ');

/** A seller with its own cargo contract knows the number from its carrier. */
const updateTrackingNumber = packageWrite({
  name: 'updateTrackingNumber',
  at: 'update-tracking-number',
  rate: 'status',
  summary: "Set the tracking number of the seller's own carrier, once per package",
  refusals: ['status.not.allowed', 'tracking.not.allowed', 'tracking.taken'],
  body: Type.Object({ trackingNumber: TrackingNumberSchema }),
  command: ({ trackingNumber }) => ({ type: 'feed-tracking-number', tracking_number: Number(trackingNumber) }),
});

const feedTrackingDetails = packageWrite({
  name: 'feedTrackingDetails',
  at: 'tracking-details',
  rate: 'status',
  summary: 'Set the carrier of a package and its sender number',
  description:
    'While Picking; while Invoiced only if the package, or one that it came from, was fed before. Abroad `storeFrontCode` ' +
    "is required, and is the package's own.",
  refusals: ['tracking.not.allowed'],
  body: Type.Object({
    cargoSenderNumber: Type.String({ minLength: 1, maxLength: 64 }),
    providerCode: Carrier(),
    returnTrackingNumber: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
  }),
  command: ({ cargoSenderNumber, providerCode, returnTrackingNumber }, { store_front }) => ({
    type: 'feed-tracking-details',
    sender_number: cargoSenderNumber,
    cargo_provider: codeOf(providerCode),
    return_tracking_number: returnTrackingNumber,
    store_front,
  }),
});

const changeCargoProvider = packageWrite({
  name: 'changeCargoProvider',
  at: 'cargo-providers',
  rate: 'cancel',
  summary: 'Change the cargo provider of a package; it gets a new tracking number',
  description: 'Abroad a refusal has one of the numbers CPE001 to CPE006 as its `errorCode`.',
  refusals: [
    'status.not.allowed',
    'provider.too.soon',
    'carrier.unregistered',
    'carrier.fixed',
    'carrier.other.channel',
    'carrier.elsewhere',
    'carrier.inactive',
    'carrier.not.now',
  ],
  body: Type.Object({ cargoProvider: Carrier() }),
  command: ({ cargoProvider }) => ({ type: 'change-cargo-provider', cargo_provider: codeOf(cargoProvider) }),
});

export const trackingOperations = [updateTrackingNumber, feedTrackingDetails, changeCargoProvider];
