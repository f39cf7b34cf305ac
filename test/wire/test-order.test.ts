import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { defaultLimits } from '../../src/core/domain/limits.ts';
import { isRefusal, unrefused } from '../../src/core/domain/refusal.ts';
import { en } from '../../src/http/language/en.ts';
import { joinedLanguages, refusalText } from '../../src/http/language/language.ts';
import { productOf } from '../../src/sandbox/catalogue.ts';
import { sandbox_en } from '../../src/sandbox/language/en.ts';
import { type Product, parseTestOrder } from '../../src/sandbox/wire/test-order.ts';

const now = 1794820362604;
const place = {
  addressText: 'Papatya Sk. No:7',
  city: 'İzmir',
  district: 'Bornova',
  phone: '5550001122',
  email: 'deniz@mail.example',
};
const body = (fields: object = {}, line: object = {}) => ({
  customer: { customerFirstName: 'Deniz', customerLastName: 'Ornek' },
  invoiceAddress: { ...place, invoiceFirstName: 'Deniz', invoiceLastName: 'Ornek' },
  shippingAddress: {
    ...place,
    shippingFirstName: 'Ada',
    shippingLastName: 'Su',
    latitude: 38.4,
    neighborhood: 'Erzene',
  },
  lines: [{ barcode: '8680000004101', quantity: 2, discountPercentage: 10, trendyolDiscountPercentage: 5, ...line }],
  seller: { sellerId: 5 },
  ...fields,
});
const company = { company: 'Ornek Ltd', invoiceTaxNumber: '1111111111', invoiceTaxOffice: 'Bornova' };
const commercial = { commercial: true, invoiceAddress: { ...body().invoiceAddress, ...company } };

const mug: Product = { ...productOf('mug'), gross_kurus: 12_995 };
const parse = (value: unknown) => parseTestOrder(value, 5, () => mug, defaultLimits, now);
const parsed = (value: unknown) => unrefused(parse(value));

describe('a test order', () => {
  test('becomes an order like any other', () => {
    const { order_number, payment, ordered_at, shares } = parsed(body({ ignored: true }));
    expect({ order_number, payment, ordered_at }).toEqual({ payment: 'confirmed', ordered_at: now });
    expect(shares).toHaveLength(1);
    const { order } = shares[0]!;
    expect(order.lines).toMatchObject([
      { gross_kurus: 12_995, details: { barcode: '8680000004101', productName: mug.productName } },
    ]);
    // Ten percent of 129.95 is 12.995, rounded half up; the platform discounts commercial orders only.
    expect(order.lines[0]!.discounts).toEqual([
      [1300, 0],
      [1300, 0],
    ]);
    expect(order.details).toMatchObject({
      customerFirstName: 'Deniz',
      customerEmail: 'deniz@mail.example',
      taxNumber: null,
      commercial: false,
      micro: false,
      shipmentAddress: {
        firstName: 'Ada',
        address1: 'Papatya Sk. No:7',
        neighborhood: 'Erzene',
        latitude: '38.4',
        phone: '5550001122',
      },
      invoiceAddress: { firstName: 'Deniz', lastName: 'Ornek', phone: '5550001122' },
    });
  });

  test('of a company has the platform discount and tax data', () => {
    const { order } = parsed(body(commercial)).shares[0]!;
    expect(order.lines[0]!.discounts[0]).toEqual([1300, 650]);
    expect(order.details).toMatchObject({
      commercial: true,
      taxNumber: '1111111111',
      invoiceAddress: { company: 'Ornek Ltd', taxOffice: 'Bornova', taxNumber: '1111111111', eInvoiceAvailable: false },
    });
  });

  test('for a region abroad is micro-export', () => {
    expect(parsed(body({ microRegion: 'GULF' })).shares[0]!.order.details).toMatchObject({ micro: true });
  });

  test('never costs less than nothing, whatever rounds up', () => {
    const percentages = { discountPercentage: 50, trendyolDiscountPercentage: 50 };
    expect(parsed(body(commercial, percentages)).shares[0]!.order.lines[0]!.discounts[0]).toEqual([6498, 6497]);
  });

  test('has one id for the same customer', () => {
    const customerOf = (value: unknown) => parsed(value).shares[0]!.order.details['customerId'];
    expect(customerOf(body())).toBe(customerOf(body({}, { quantity: 1 })));
    expect(customerOf(body())).not.toBe(
      customerOf(body({ customer: { customerFirstName: 'Ada', customerLastName: 'Su' } })),
    );
  });
});

describe('a test order is refused', () => {
  const { city: _, ...nowhere } = body().shippingAddress;
  test.each([
    ['seller.sellerId must be 5, the seller of the SellerID header', body({ seller: { sellerId: 6 } })],
    [
      'customer.customerLastName is missing: text of 1 to 250 characters is expected',
      body({ customer: { customerFirstName: 'a' } }),
    ],
    ['shippingAddress.city is missing: text of 1 to 250 characters is expected', body({ shippingAddress: nowhere })],
    [
      'invoiceAddress.phone must be a phone number of exactly 10 digits',
      body({ invoiceAddress: { ...body().invoiceAddress, phone: '05550001122' } }),
    ],
    ['invoiceAddress.company is missing: a commercial order needs it', body({ commercial: true })],
    [
      'invoiceAddress.invoiceTaxOffice is missing: a commercial order needs it',
      body({ commercial: true, invoiceAddress: { ...body().invoiceAddress, ...company, invoiceTaxOffice: '' } }),
    ],
    ['microRegion must be one of AZ, GULF', body({ microRegion: 'EU' })],
    ['lines must be a list with at least 1 entry', body({ lines: [] })],
    [
      'lines contain 201 lines of seller 5, but a package holds at most 200 lines: send the rest as another order',
      body({ lines: Array.from({ length: 201 }, () => body().lines[0]) }),
    ],
    ['lines[0].quantity must be an integer of at least 1', body({}, { quantity: 0 })],
    ['lines[0].quantity must be an integer from 1 to 1000', body({}, { quantity: 1001 })],
    [
      'lines[0].discountPercentage must be a percentage from 0 to 100 with at most two decimals',
      body({}, { discountPercentage: 101 }),
    ],
    [
      'lines[0].discountPercentage must be a percentage from 0 to 100 with at most two decimals',
      body({}, { discountPercentage: 0.125 }),
    ],
    [
      'lines[0].trendyolDiscountPercentage is more than 100 percent together with discountPercentage: lower one of them',
      body(commercial, { discountPercentage: 96 }),
    ],
  ])('%s', (message, value) => {
    const refusal = parse(value);
    expect(isRefusal(refusal) && refusalText(joinedLanguages(en, sandbox_en), refusal)).toBe(`${message}.`);
  });
});

test('a barcode always names the same product, and products differ', () => {
  expect(productOf('8680000004101')).toEqual(productOf('8680000004101'));
  const names = new Set(Array.from({ length: 200 }, (_, at) => productOf(`b${at}`).productName));
  expect(names.size).toBeGreaterThan(40);
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), (barcode) => {
      const product = productOf(barcode);
      expect(product.gross_kurus).toBeGreaterThan(1_000);
      expect(Object.values(product)).not.toContain(undefined);
    }),
  );
});
