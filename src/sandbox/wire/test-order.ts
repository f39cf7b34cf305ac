import { createHash } from 'node:crypto';
import { type Static, Type } from 'typebox';
import { type Country, countriesOf, countryOf, home } from '../../core/domain/countries.ts';
import type { Limits } from '../../core/domain/limits.ts';
import { type FieldRefusal, invalid, isRefusal } from '../../core/domain/refusal.ts';
import type { LineDetails } from '../../core/wire/details.ts';
import { kurusFromWire, wireFromKurus } from '../../core/wire/money.ts';
import { type OrderInput, type OrderIntake, parseOrder } from '../../core/wire/order.ts';
import { barcode } from '../../core/wire/order-input.ts';
import { form_key, parser } from '../../core/wire/parse.ts';

/** What a test order knows of a product from its barcode alone. */
export type Product = { gross_kurus: number; hs_code: string; deposit_kurus: number } & Pick<
  LineDetails,
  | 'stockCode'
  | 'contentId'
  | 'productName'
  | 'productSize'
  | 'productColor'
  | 'productCategoryId'
  | 'vatRate'
  | 'commission'
  | 'businessUnit'
>;

const needed = () => Type.String({ minLength: 1, maxLength: 250 });
const short_text = () => Type.Optional(Type.String({ maxLength: 250 }));
const coordinate = () => Type.Optional(Type.Union([Type.String({ maxLength: 32 }), Type.Number()]));
const wholePercent = () =>
  Type.Optional(
    Type.Refine(
      Type.Number({ minimum: 0, maximum: 100, [form_key]: { form: 'percent', max: 100 } }),
      (value) => kurusFromWire(value) !== null,
    ),
  );

const test_address_fields = {
  addressText: Type.String({ minLength: 1, maxLength: 500 }),
  city: needed(),
  district: needed(),
  email: needed(),
  phone: Type.String({
    pattern: '^[0-9]{10}$',
    [form_key]: { form: 'phone.ten' },
  }),
  company: short_text(),
  latitude: coordinate(),
  longitude: coordinate(),
  neighborhood: short_text(),
  postalCode: short_text(),
};

/** The body of the marketplace's test order. Keys that are not named here are ignored, as on every seller write. */
export const TestOrderInput = Type.Object(
  {
    customer: Type.Object({ customerFirstName: needed(), customerLastName: needed() }),
    invoiceAddress: Type.Object({
      ...test_address_fields,
      invoiceFirstName: needed(),
      invoiceLastName: needed(),
      invoiceTaxNumber: Type.Optional(Type.String({ maxLength: 32 })),
      invoiceTaxOffice: short_text(),
    }),
    shippingAddress: Type.Object({ ...test_address_fields, shippingFirstName: needed(), shippingLastName: needed() }),
    lines: Type.Array(
      Type.Object({
        barcode: barcode(),
        quantity: Type.Integer({ minimum: 1 }),
        discountPercentage: wholePercent(),
        trendyolDiscountPercentage: wholePercent(),
      }),
      { minItems: 1 },
    ),
    seller: Type.Object({ sellerId: Type.Integer({ minimum: 1 }) }),
    commercial: Type.Optional(Type.Boolean()),
    microRegion: Type.Optional(Type.Enum(['AZ', 'GULF'])),
  },
  {
    title: 'TestOrderInput',
    description:
      'A test order. Any barcode works; names and prices are made from it. `microRegion` makes it an export: to AZ, or to ' +
      'the country of the Gulf that `storeFrontCode` names, AE without one.',
  },
);

type TestOrderInput = Static<typeof TestOrderInput>;

const parseTestOrderInput = parser(TestOrderInput);

/**
 * Reads a test order of `seller_id`. It becomes an order like the operator's, and nothing tells them apart afterwards.
 * Payment counts as confirmed; a caller that wants a delay changes `payment`. `local`: the customer and the seller are in
 * this country.
 */
export function parseTestOrder(
  value: unknown,
  seller_id: number,
  productOf: (barcode: string) => Product,
  limits: Limits,
  now: number,
  local?: Country,
  store_front?: string,
): OrderIntake | FieldRefusal {
  const input = parseTestOrderInput(value);
  if (isRefusal(input)) return input;
  if (input.seller.sellerId !== seller_id) return invalid('seller.sellerId', { rule: 'seller.signed', seller_id });
  const country = local ?? exportedTo(input, store_front);
  const missing = checkCommercial(input, country);
  if (missing !== null) return missing;
  const micro = local === undefined && country !== home;
  const lines = parseTestLines(input, productOf, { country, micro });
  if (isRefusal(lines)) return lines;
  const hsCode = micro ? productOf(input.lines[0]!.barcode).hs_code : undefined;
  return parseOrder({ ...orderInput(input, lines), micro, hsCode, orderCountryCode: country.code }, limits, now);
}

/** The country of an export; without one the order stays at home. */
function exportedTo({ microRegion }: TestOrderInput, store_front: string | undefined): Country {
  if (microRegion === undefined) return home;
  if (microRegion === 'AZ') return countryOf('AZ');
  const gulf = countriesOf('gulf');
  return gulf.find(({ code }) => code === store_front) ?? gulf[0]!;
}

function checkCommercial({ commercial, invoiceAddress }: TestOrderInput, { vat }: Country): FieldRefusal | null {
  if (!commercial) return null;
  const office = vat.fields.includes('taxOffice') ? (['invoiceTaxOffice'] as const) : [];
  const names = ['company', 'invoiceTaxNumber', ...office] as const;
  const missing = names.find((name) => !invoiceAddress[name]);
  if (missing === undefined) return null;
  return invalid(`invoiceAddress.${missing}`, { rule: 'commercial.needs' });
}

function parseTestLines(
  input: TestOrderInput,
  productOf: (barcode: string) => Product,
  to: Destination,
): OrderInput['lines'] | FieldRefusal {
  const lines: OrderInput['lines'] = [];
  for (const [index, line] of input.lines.entries()) {
    const field = `lines[${index}]`;
    const seller = hundredths(line.discountPercentage);
    const platform = hundredths(input.commercial ? line.trendyolDiscountPercentage : 0);
    if (seller + platform > 10_000)
      return invalid(`${field}.trendyolDiscountPercentage`, { rule: 'percent.sum', other: 'discountPercentage' });
    lines.push(orderLine(line, input.seller.sellerId, productOf(line.barcode), seller, platform, to));
  }
  return lines;
}

export type Destination = { country: Country; micro: boolean };

/** A percentage in whole hundredths of a percent. */
const hundredths = (percentage = 0): number => kurusFromWire(percentage)!;

function orderLine(
  { barcode, quantity }: TestOrderInput['lines'][number],
  sellerId: number,
  product: Product,
  seller: number,
  platform: number,
  to: Destination,
): OrderInput['lines'][number] {
  const { gross_kurus } = product;
  const seller_kurus = discountShare(gross_kurus, seller);
  // Both may have been rounded up: a unit is never given away for less than nothing.
  const platform_kurus = Math.min(discountShare(gross_kurus, platform), gross_kurus - seller_kurus);
  return {
    sellerId,
    barcode,
    quantity,
    ...soldIn(product, to),
    lineGrossAmount: wireFromKurus(gross_kurus),
    sellerDiscount: wireFromKurus(seller_kurus * quantity),
    tyDiscount: wireFromKurus(platform_kurus * quantity),
  };
}

/** A product in a country. */
export function soldIn(
  { gross_kurus: _, hs_code: __, deposit_kurus, ...details }: Product,
  { country, micro }: Destination,
) {
  if (country === home) return details;
  const deposit = country.deposit && !micro ? { lineSgrFee: wireFromKurus(deposit_kurus) } : {};
  return { ...details, vatRate: country.vat.percent, productOrigin: home.code, ...deposit };
}

/** A part of a unit's price, rounded half up. */
const discountShare = (gross_kurus: number, percent_hundredths: number): number =>
  Math.floor((2 * gross_kurus * percent_hundredths + 10_000) / 20_000);

function orderInput(input: TestOrderInput, lines: OrderInput['lines']): OrderInput {
  const { customer, invoiceAddress: invoice, shippingAddress: shipment, commercial } = input;
  const { customerFirstName: firstName, customerLastName: lastName } = customer;
  return {
    payment: 'confirmed',
    customer: {
      // Customers come without an id here; the same one gets the same id again.
      id: numberOf(`${firstName}\n${lastName}\n${shipment.email}`),
      firstName,
      lastName,
      email: shipment.email,
      taxNumber: (commercial && invoice.invoiceTaxNumber) || null,
    },
    commercial,
    shipmentAddress: testAddress(shipment, shipment.shippingFirstName, shipment.shippingLastName),
    invoiceAddress: {
      ...testAddress(invoice, invoice.invoiceFirstName, invoice.invoiceLastName),
      taxOffice: invoice.invoiceTaxOffice,
      taxNumber: invoice.invoiceTaxNumber,
    },
    lines,
  };
}

function testAddress(
  given: Omit<TestOrderInput['shippingAddress'], `shipping${string}`>,
  firstName: string,
  lastName: string,
) {
  const { addressText, city, district, phone, company, neighborhood, postalCode, latitude, longitude } = given;
  return {
    id: numberOf([firstName, lastName, addressText, district, city].join('\n')),
    firstName,
    lastName,
    company: company ?? '',
    address1: addressText,
    city,
    district,
    neighborhood: neighborhood ?? '',
    postalCode: postalCode ?? '',
    phone,
    latitude: String(latitude ?? ''),
    longitude: String(longitude ?? ''),
  };
}

const numberOf = (text: string): number => 1_000_000 + createHash('sha256').update(text).digest().readUIntBE(0, 3);
