import { createHash } from 'node:crypto';
import { type Static, Type } from 'typebox';
import type { Limits } from '../../core/domain/limits.ts';
import { type FieldRefusal, invalid, isRefusal } from '../../core/domain/refusal.ts';
import type { LineDetails } from '../../core/wire/details.ts';
import { kurusFromWire, wireFromKurus } from '../../core/wire/money.ts';
import { type OrderInput, type OrderIntake, parseOrder } from '../../core/wire/order.ts';
import { barcode } from '../../core/wire/order-input.ts';
import { form_key, parser } from '../../core/wire/parse.ts';

/** What a test order knows of a product from its barcode alone. */
export type Product = { gross_kurus: number } & Pick<
  LineDetails,
  | 'stockCode'
  | 'contentId'
  | 'productName'
  | 'productSize'
  | 'productColor'
  | 'productCategoryId'
  | 'vatRate'
  | 'commission'
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
  { title: 'TestOrderInput', description: 'A test order. Any barcode works; names and prices are made from it.' },
);

type TestOrderInput = Static<typeof TestOrderInput>;

const parseTestOrderInput = parser(TestOrderInput);

/**
 * Reads a test order of `seller_id`. It becomes an order like the operator's, and from there on nobody can tell them
 * apart. Payment counts as confirmed: whoever wants a delay before that changes `payment`.
 */
export function parseTestOrder(
  value: unknown,
  seller_id: number,
  productOf: (barcode: string) => Product,
  limits: Limits,
  now: number,
): OrderIntake | FieldRefusal {
  const input = parseTestOrderInput(value);
  if (isRefusal(input)) return input;
  if (input.seller.sellerId !== seller_id) return invalid('seller.sellerId', { rule: 'seller.signed', seller_id });
  const missing = checkCommercial(input);
  if (missing !== null) return missing;
  const lines = parseTestLines(input, productOf);
  if (isRefusal(lines)) return lines;
  return parseOrder(orderInput(input, lines), limits, now);
}

function checkCommercial({ commercial, invoiceAddress }: TestOrderInput): FieldRefusal | null {
  if (!commercial) return null;
  const names = ['company', 'invoiceTaxNumber', 'invoiceTaxOffice'] as const;
  const missing = names.find((name) => !invoiceAddress[name]);
  if (missing === undefined) return null;
  return invalid(`invoiceAddress.${missing}`, { rule: 'commercial.needs' });
}

function parseTestLines(
  input: TestOrderInput,
  productOf: (barcode: string) => Product,
): OrderInput['lines'] | FieldRefusal {
  const lines: OrderInput['lines'] = [];
  for (const [index, line] of input.lines.entries()) {
    const field = `lines[${index}]`;
    const seller = hundredths(line.discountPercentage);
    const platform = hundredths(input.commercial ? line.trendyolDiscountPercentage : 0);
    if (seller + platform > 10_000)
      return invalid(`${field}.trendyolDiscountPercentage`, { rule: 'percent.sum', other: 'discountPercentage' });
    lines.push(orderLine(line, input.seller.sellerId, productOf(line.barcode), seller, platform));
  }
  return lines;
}

/** A percentage in whole hundredths of a percent. */
const hundredths = (percentage = 0): number => kurusFromWire(percentage)!;

function orderLine(
  { barcode, quantity }: TestOrderInput['lines'][number],
  sellerId: number,
  product: Product,
  seller: number,
  platform: number,
): OrderInput['lines'][number] {
  const { gross_kurus, ...details } = product;
  const seller_kurus = discountShare(gross_kurus, seller);
  // Both may have been rounded up: a unit is never given away for less than nothing.
  const platform_kurus = Math.min(discountShare(gross_kurus, platform), gross_kurus - seller_kurus);
  return {
    sellerId,
    barcode,
    quantity,
    ...details,
    lineGrossAmount: wireFromKurus(gross_kurus),
    sellerDiscount: wireFromKurus(seller_kurus * quantity),
    tyDiscount: wireFromKurus(platform_kurus * quantity),
  };
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
    micro: input.microRegion !== undefined,
    shipmentAddress: testAddress(shipment, shipment.shippingFirstName, shipment.shippingLastName),
    invoiceAddress: {
      ...testAddress(invoice, invoice.invoiceFirstName, invoice.invoiceLastName),
      taxOffice: invoice.invoiceTaxOffice,
      taxNumber: invoice.invoiceTaxNumber,
    },
    lines,
  };
}

/** The phone number is asked for and not shown, as on the marketplace's stage. */
function testAddress(
  given: Omit<TestOrderInput['shippingAddress'], `shipping${string}`>,
  firstName: string,
  lastName: string,
) {
  const { addressText, city, district, company, neighborhood, postalCode, latitude, longitude } = given;
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
    latitude: String(latitude ?? ''),
    longitude: String(longitude ?? ''),
  };
}

const numberOf = (text: string): number => 1_000_000 + createHash('sha256').update(text).digest().readUIntBE(0, 3);
