import { type Static, type TObject, type TProperties, type TSchemaOptions, Type } from 'typebox';
import { kurusFromWire } from './money.ts';
import { form_key } from './parse.ts';

/** An order as the operator hands it over; fields that readers see have the names that readers see. */

const strict = <P extends TProperties>(properties: P, options: TSchemaOptions = {}): TObject<P> =>
  Type.Object(properties, { additionalProperties: false, ...options });
const text = (maxLength = 250) => Type.Optional(Type.String({ maxLength }));
const flag = () => Type.Optional(Type.Boolean());
const id = (minimum: number) => Type.Integer({ minimum, maximum: Number.MAX_SAFE_INTEGER });
const percent = () => Type.Number({ minimum: 0, maximum: 100 });
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

const address = {
  id: Type.Optional(id(0)),
  firstName: text(),
  lastName: text(),
  company: text(),
  address1: text(500),
  address2: text(500),
  city: text(),
  cityCode: Type.Optional(id(0)),
  district: text(),
  districtId: Type.Optional(id(0)),
  countyId: Type.Optional(id(0)),
  countyName: text(),
  shortAddress: text(),
  stateName: text(),
  postalCode: text(),
  sector: text(),
  countryCode: Type.Optional(countryCode()),
  neighborhoodId: Type.Optional(id(0)),
  neighborhood: text(),
  phone: Type.Optional(Type.Union([Type.String({ maxLength: 32 }), Type.Null()])),
  latitude: text(32),
  longitude: text(32),
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

const line = strict({
  sellerId: id(1),
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
  stockCode: text(),
  contentId: Type.Optional(id(0)),
  productName: text(500),
  productSize: text(),
  productColor: text(),
  productOrigin: text(),
  productCategoryId: Type.Optional(id(0)),
  salesCampaignId: Type.Optional(id(0)),
  vatRate: Type.Optional(percent()),
  fastDeliveryOptions: Type.Optional(
    Type.Array(strict({ type: Type.String({ minLength: 1, maxLength: 64 }) }), { maxItems: 10 }),
  ),
  commission: Type.Optional(Type.Union([percent(), Type.Null()])),
  businessUnit: text(),
  defectiveClaimListingInsight: text(500),
});

export const OrderInput = strict(
  {
    orderNumber: Type.Optional(
      Type.String({
        pattern: '^[!-~]{1,64}$',
        [form_key]: { form: 'visible.ascii', min: 1, max: 64 },
      }),
    ),
    orderDate: Type.Optional(time()),
    payment: Type.Optional(Type.Enum(['confirmed', 'pending'])),
    customer: strict({
      id: id(1),
      firstName: Type.String({ minLength: 1, maxLength: 250 }),
      lastName: Type.String({ minLength: 1, maxLength: 250 }),
      email: text(),
      taxNumber: Type.Optional(Type.Union([Type.String({ minLength: 1, maxLength: 32 }), Type.Null()])),
      identityNumber: Type.Optional(Type.String({ minLength: 11, maxLength: 11 })),
    }),
    shipmentAddress: strict(address),
    invoiceAddress: Type.Optional(
      strict({ ...address, taxOffice: text(), taxNumber: text(32), eInvoiceAvailable: flag() }),
    ),
    currencyCode: Type.Optional(
      Type.String({
        pattern: '^[A-Z]{3}$',
        [form_key]: { form: 'currency.code' },
      }),
    ),
    paymentMethod: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
    channelId: Type.Optional(id(1)),
    orderCountryCode: Type.Optional(countryCode()),
    commercial: flag(),
    micro: flag(),
    '3pByTrendyol': flag(),
    is4P: flag(),
    containsDangerousProduct: flag(),
    giftBoxRequested: flag(),
    isCod: flag(),
    fastDelivery: flag(),
    fastDeliveryType: Type.Optional(Type.Enum(['', 'TodayDelivery', 'SameDayShipping', 'FastDelivery'])),
    deliveryAddressType: Type.Optional(Type.Enum(['Shipment', 'CollectionPoint'])),
    deliveredByService: flag(),
    timeSlotId: Type.Optional(id(0)),
    warehouseId: Type.Optional(id(0)),
    etgbNo: text(64),
    etgbDate: Type.Optional(time()),
    hsCode: text(64),
    agreedDeliveryDate: Type.Optional(time()),
    estimatedDeliveryStartDate: Type.Optional(time()),
    estimatedDeliveryEndDate: Type.Optional(time()),
    discountDisplays: Type.Optional(
      Type.Array(
        strict({
          displayName: Type.String({ minLength: 1, maxLength: 250 }),
          discountAmount: amount(),
          sellerId: Type.Optional(id(1)),
        }),
        { maxItems: 50 },
      ),
    ),
    lines: Type.Array(line, { minItems: 1 }),
  },
  { title: 'OrderInput', description: 'An order; fields that readers see have the names that readers see.' },
);

export type OrderInput = Static<typeof OrderInput>;
