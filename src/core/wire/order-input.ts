import { type Static, type TObject, type TProperties, type TSchemaOptions, Type } from 'typebox';
import { arrivals } from '../domain/package.ts';
import { deliveryMethods } from './details.ts';
import { kurusFromWire } from './money.ts';
import { form_key } from './parse.ts';

/** An order as the operator hands it over; fields that readers see have the names that readers see. */

const strict = <P extends TProperties>(properties: P, options: TSchemaOptions = {}): TObject<P> =>
  Type.Object(properties, { additionalProperties: false, ...options });
const optionalText = (maxLength = 250) => Type.Optional(Type.String({ maxLength }));
const optionalFlag = () => Type.Optional(Type.Boolean());
const idFrom = (minimum: number) => Type.Integer({ minimum, maximum: Number.MAX_SAFE_INTEGER });
const percentField = () => Type.Number({ minimum: 0, maximum: 100 });
/** Whole kuruş. */
export const amount = (options: TSchemaOptions = {}) =>
  Type.Refine(
    Type.Number({ minimum: 0, [form_key]: { form: 'amount' }, ...options }),
    (value) => kurusFromWire(value) !== null,
  );

/** From 2000 to 2100: a time in seconds, or one with a zone, does not slip through. */
const time = () =>
  Type.Integer({
    minimum: 946_684_800_000,
    maximum: 4_102_444_800_000,
    [form_key]: { form: 'epoch.ms' },
  });

const address_fields = {
  id: Type.Optional(idFrom(0)),
  firstName: optionalText(),
  lastName: optionalText(),
  company: optionalText(),
  address1: optionalText(500),
  address2: optionalText(500),
  city: optionalText(),
  cityCode: Type.Optional(idFrom(0)),
  district: optionalText(),
  districtId: Type.Optional(idFrom(0)),
  countyId: Type.Optional(idFrom(0)),
  countyName: optionalText(),
  shortAddress: optionalText(),
  stateName: optionalText(),
  postalCode: optionalText(),
  sector: optionalText(),
  countryCode: Type.Optional(countryCode()),
  neighborhoodId: Type.Optional(idFrom(0)),
  neighborhood: optionalText(),
  phone: Type.Optional(Type.Union([Type.String({ maxLength: 32 }), Type.Null()])),
  latitude: optionalText(32),
  longitude: optionalText(32),
};

function countryCode() {
  return Type.String({
    pattern: '^[A-Z]{2}$',
    [form_key]: { form: 'country.code' },
  });
}

/** Control characters are no part of a barcode, and PostgreSQL stores no NUL. */
export const barcode = () =>
  Type.String({
    pattern: '^[^\\u0000-\\u001f\\u007f]{1,100}$',
    [form_key]: { form: 'visible', min: 1, max: 100 },
  });

const line_input = strict({
  sellerId: idFrom(1),
  barcode: barcode(),
  quantity: Type.Integer({ minimum: 1 }),
  lineGrossAmount: amount({ description: 'Gross price of one unit' }),
  sellerDiscount: Type.Optional(amount({ description: 'Sum over the units of the line' })),
  tyDiscount: Type.Optional(amount({ description: 'Sum over the units of the line' })),
  discountDetails: Type.Optional(
    Type.Array(
      strict({ lineItemSellerDiscount: Type.Optional(amount()), lineItemTyDiscount: Type.Optional(amount()) }),
      {
        description: 'One entry per unit, instead of the two sums',
      },
    ),
  ),
  lineSgrFee: Type.Optional(amount({ description: 'Deposit of one unit; Romania, not for exports' })),
  stockCode: optionalText(),
  contentId: Type.Optional(idFrom(0)),
  productName: optionalText(500),
  productSize: optionalText(),
  productColor: optionalText(),
  productOrigin: optionalText(),
  productCategoryId: Type.Optional(idFrom(0)),
  salesCampaignId: Type.Optional(idFrom(0)),
  vatRate: Type.Optional(percentField()),
  fastDeliveryOptions: Type.Optional(
    Type.Array(strict({ type: Type.String({ minLength: 1, maxLength: 64 }) }), { maxItems: 10 }),
  ),
  commission: Type.Optional(Type.Union([percentField(), Type.Null()])),
  businessUnit: optionalText(),
  defectiveClaimListingInsight: optionalText(500),
});

export const OrderInput = strict(
  {
    orderNumber: Type.Optional(
      Type.String({
        // No client can name a segment of one or two dots in a path.
        pattern: '^(?!\\.{1,2}$)[!-~]{1,64}$',
        [form_key]: { form: 'order.number', min: 1, max: 64 },
      }),
    ),
    orderDate: Type.Optional(time()),
    payment: Type.Optional(Type.Enum(['confirmed', 'pending'])),
    customer: strict({
      id: idFrom(1),
      firstName: Type.String({ minLength: 1, maxLength: 250 }),
      lastName: Type.String({ minLength: 1, maxLength: 250 }),
      email: optionalText(),
      taxNumber: Type.Optional(Type.Union([Type.String({ minLength: 1, maxLength: 32 }), Type.Null()])),
      identityNumber: Type.Optional(Type.String({ maxLength: 13, description: '11 characters, or 13 in Romania' })),
    }),
    shipmentAddress: strict(address_fields),
    invoiceAddress: Type.Optional(
      strict({
        ...address_fields,
        taxOffice: optionalText(),
        taxNumber: optionalText(32),
        eInvoiceAvailable: optionalFlag(),
      }),
    ),
    currencyCode: Type.Optional(
      Type.String({
        pattern: '^[A-Z]{3}$',
        [form_key]: { form: 'currency.code' },
      }),
    ),
    paymentMethod: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
    channelId: Type.Optional(idFrom(1)),
    orderCountryCode: Type.Optional(countryCode()),
    commercial: optionalFlag(),
    micro: optionalFlag(),
    '3pByTrendyol': optionalFlag(),
    is4P: optionalFlag(),
    containsDangerousProduct: optionalFlag(),
    giftBoxRequested: optionalFlag(),
    isCod: optionalFlag(),
    fastDelivery: optionalFlag(),
    fastDeliveryType: Type.Optional(Type.Enum(['', 'TodayDelivery', 'SameDayShipping', 'FastDelivery'])),
    deliveryAddressType: Type.Optional(Type.Enum(['Shipment', 'CollectionPoint'])),
    deliveredByService: optionalFlag(),
    createdBy: Type.Optional(
      Type.Enum([...arrivals], { description: '`transfer`: the order was moved here from another seller' }),
    ),
    timeSlotId: Type.Optional(idFrom(0)),
    sellerDeliveryMethod: Type.Optional(Type.Union([Type.Enum([...deliveryMethods]), Type.Null()])),
    sellerOtpCode: Type.Optional(Type.Union([Type.String({ minLength: 1, maxLength: 32 }), Type.Null()])),
    warehouseId: Type.Optional(idFrom(0)),
    etgbNo: optionalText(64),
    etgbDate: Type.Optional(time()),
    hsCode: optionalText(64),
    agreedDeliveryDate: Type.Optional(time()),
    estimatedDeliveryStartDate: Type.Optional(time()),
    estimatedDeliveryEndDate: Type.Optional(time()),
    discountDisplays: Type.Optional(
      Type.Array(
        strict({
          displayName: Type.String({ minLength: 1, maxLength: 250 }),
          discountAmount: amount(),
          sellerId: Type.Optional(idFrom(1)),
        }),
        { maxItems: 50 },
      ),
    ),
    lines: Type.Array(line_input, { minItems: 1 }),
  },
  { title: 'OrderInput', description: 'An order; fields that readers see have the names that readers see.' },
);

export type OrderInput = Static<typeof OrderInput>;
