import { describe, expect, test } from 'vitest';
import { defaultLimits } from '../../src/core/domain/limits.ts';
import { isRefusal, unrefused } from '../../src/core/domain/refusal.ts';
import { contentHash, parseOrder } from '../../src/core/wire/order.ts';
import { en } from '../../src/http/language/en.ts';
import { refusalText } from '../../src/http/language/language.ts';
import { orderInput, parsed, placed_at, seller_id } from './example.ts';

type Line = Record<string, unknown>;
const line: Line = { sellerId: 1, barcode: 'b', quantity: 2, lineGrossAmount: 10 };
const order = (fields: object = {}, ...lines: Line[]) => ({
  customer: { id: 7, firstName: 'Ada', lastName: 'Su' },
  shipmentAddress: {},
  lines: lines.length === 0 ? [line] : lines,
  ...fields,
});
const problemOf = (value: unknown) => {
  const refusal = parseOrder(value, defaultLimits, placed_at);
  if (!isRefusal(refusal)) throw new Error('was accepted');
  return refusalText(en, refusal);
};

describe('accepted', () => {
  test('the smallest order: defaults, and its time of arrival', () => {
    const intake = parsed(order());
    expect(intake).toMatchObject({ ordered_at: placed_at, payment: 'confirmed' });
    expect(intake.order_number).toBeUndefined();
    expect(intake.shares).toHaveLength(1);
    expect(intake.shares[0]!.order).toMatchObject({
      seller_id: 1,
      ordered_at: placed_at,
      discount_displays: [],
      lines: [
        {
          gross_kurus: 1000,
          discounts: [
            [0, 0],
            [0, 0],
          ],
        },
      ],
    });
    expect(intake.shares[0]!.terms).toEqual({});
  });

  test('a sum of discounts is divided: the first units get one kuruş more', () => {
    expect(parsed(orderInput).shares[0]!.order.lines.map(({ discounts }) => discounts)).toEqual([
      [
        [667, 17],
        [667, 17],
        [666, 16],
      ],
      [[525, 0]],
    ]);
  });

  test('discounts by unit are used as they are', () => {
    const discountDetails = [{ lineItemSellerDiscount: 1.5 }, { lineItemTyDiscount: 0.29 }];
    expect(parsed(order({}, { ...line, discountDetails })).shares[0]!.order.lines[0]!.discounts).toEqual([
      [150, 0],
      [0, 29],
    ]);
  });

  test('terms that the order sets itself', () => {
    const dates = { agreedDeliveryDate: placed_at + 5, estimatedDeliveryStartDate: placed_at + 6 };
    const intake = parsed(
      order({ ...dates, estimatedDeliveryEndDate: placed_at + 7, warehouseId: 3, deliveredByService: true }),
    );
    expect(intake.shares[0]!.terms).toEqual({
      agreed_delivery_at: placed_at + 5,
      estimated_delivery: { start_at: placed_at + 6, end_at: placed_at + 7 },
      warehouse_id: 3,
      delivered_by_service: true,
    });
  });

  test('one share per seller, as they first appear, each with its own lines', () => {
    const intake = parsed(
      order({}, { ...line, sellerId: 9 }, { ...line, barcode: 'c' }, { ...line, sellerId: 9, quantity: 1 }),
    );
    expect(
      intake.shares.map(({ order: { seller_id, lines } }) => [seller_id, lines.map((own) => own.discounts.length)]),
    ).toEqual([
      [9, [2, 1]],
      [1, [2]],
    ]);
  });

  test('a promotion without a seller is shared by discount, one with a seller is not', () => {
    const lines = [
      { ...line, sellerId: 9, sellerDiscount: 2 },
      { ...line, sellerId: 1, sellerDiscount: 1 },
      { ...line, sellerId: 5 },
      { ...line, sellerId: 6, tyDiscount: 0.01 },
    ];
    const displays = [
      { displayName: 'all', discountAmount: 10 },
      { displayName: 'mine', discountAmount: 4, sellerId: 5 },
    ];
    const intake = parsed(order({ discountDisplays: displays }, ...lines));
    // 1000 × 200/301, 1000 × 100/301, nothing, the rest: to the last one, which has 3 kuruş of it by right.
    expect(intake.shares.map((share) => share.order.discount_displays)).toEqual([
      [{ name: 'all', amount_kurus: 664 }],
      [{ name: 'all', amount_kurus: 332 }],
      [{ name: 'mine', amount_kurus: 400 }],
      [{ name: 'all', amount_kurus: 4 }],
    ]);
  });
});

describe('refused, with the reason', () => {
  const cases: [string, unknown][] = [
    ['body must be an object', []],
    ['customer is missing: an object is expected', { lines: [line] }],
    ['bogus is not a known field', order({ bogus: 1 })],
    ['lines[0].qty is not a known field', order({}, { ...line, qty: 1 })],
    [
      'customer.id must be an integer from 1 to 9007199254740991',
      order({ customer: { id: '7', firstName: 'a', lastName: 'b' } }),
    ],
    [
      'customer.identityNumber must be text of exactly 11 characters',
      order({ customer: { id: 7, firstName: 'a', lastName: 'b', identityNumber: '1' } }),
    ],
    [
      'orderNumber must be text of 1 to 64 ASCII letters, digits and signs, without blanks, and not only one or two dots',
      order({ orderNumber: 'a b' }),
    ],
    ['orderDate must be a time in UTC milliseconds (13 digits)', order({ orderDate: 1794820361 })],
    ['payment must be one of confirmed, pending', order({ payment: 'paid' })],
    ['orderCountryCode must be a country code of two capital letters', order({ orderCountryCode: 'tr' })],
    ['shipmentAddress.phone must be text of at most 32 characters or null', order({ shipmentAddress: { phone: 5 } })],
    ['shipmentAddress.taxOffice is not a known field', order({ shipmentAddress: { taxOffice: 'x' } })],
    ['lines must be a list with at least 1 entry', order({ lines: [] })],
    [
      'lines[1].quantity is missing: an integer of at least 1 is expected',
      order({}, line, { ...line, quantity: undefined }),
    ],
    ['lines[1].quantity must be an integer of at least 1', order({}, line, { ...line, quantity: 0 })],
    ['lines[1].quantity must be an integer from 1 to 1000', order({}, line, { ...line, quantity: 1001 })],
    [
      'lines[0].barcode must be text of 1 to 100 characters without control characters',
      order({}, { ...line, barcode: 'a\u0000' }),
    ],
    [
      'lines[0].lineGrossAmount must be an amount of money: a number of at least 0 with at most two decimals',
      order({}, { ...line, lineGrossAmount: -1 }),
    ],
    [
      'lines[0].lineGrossAmount must be an amount of money: a number of at least 0 with at most two decimals',
      order({}, { ...line, lineGrossAmount: 1.005 }),
    ],
    [
      'lines[0].sellerDiscount must be an amount of money: a number of at least 0 with at most two decimals',
      order({}, { ...line, sellerDiscount: 0.001 }),
    ],
    [
      'lines[0].sellerDiscount gives unit 1 a discount of 10.01, which is more than its price of 10: lower the discount, or give each unit its own in discountDetails',
      order({}, { ...line, sellerDiscount: 20.01 }),
    ],
    [
      'lines[0].tyDiscount gives unit 1 a discount of 11, which is more than its price of 10: lower the discount, or give each unit its own in discountDetails',
      order({}, { ...line, tyDiscount: 22 }),
    ],
    [
      'lines[0].discountDetails must have one entry for each of the 2 units, but has 1',
      order({}, { ...line, discountDetails: [{}] }),
    ],
    [
      'lines[0].discountDetails[1] gives unit 2 a discount of 10.5, which is more than its price of 10: lower the discount',
      order({}, { ...line, discountDetails: [{}, { lineItemSellerDiscount: 10, lineItemTyDiscount: 0.5 }] }),
    ],
    [
      'lines[0].discountDetails[1].lineItemTyDiscount must be an amount of money: a number of at least 0 with at most two decimals',
      order({}, { ...line, discountDetails: [{}, { lineItemTyDiscount: 0.555 }] }),
    ],
    [
      'lines[0].tyDiscount cannot be used together with discountDetails: give only one of them',
      order({}, { ...line, tyDiscount: 0, discountDetails: [{}, {}] }),
    ],
    [
      'lines contain 201 lines of seller 1, but a package holds at most 200 lines: send the rest as another order',
      order({}, ...Array.from({ length: 201 }, () => line)),
    ],
    [
      'lines contain 3000 units of seller 1, but a package holds at most 2000 units: send the rest as another order',
      order({}, ...Array.from({ length: 3 }, () => ({ ...line, quantity: 1000 }))),
    ],
    [
      'lines belong to 51 sellers, but an order holds lines of at most 50 sellers: send the rest as another order',
      order({}, ...Array.from({ length: 51 }, (_, at) => ({ ...line, sellerId: at + 1 }))),
    ],
    [
      'discountDisplays[0].discountAmount must be an amount of money: a number of at least 0 with at most two decimals',
      order({ discountDisplays: [{ displayName: 'x', discountAmount: 1.001 }] }),
    ],
    [
      'discountDisplays[0].sellerId must be the seller of one of the lines',
      order({ discountDisplays: [{ displayName: 'x', discountAmount: 1, sellerId: 2 }] }),
    ],
    [
      'estimatedDeliveryEndDate is missing: give it together with estimatedDeliveryStartDate, or give neither',
      order({ estimatedDeliveryStartDate: placed_at }),
    ],
    [
      'estimatedDeliveryEndDate must not be before estimatedDeliveryStartDate',
      order({ estimatedDeliveryStartDate: placed_at, estimatedDeliveryEndDate: placed_at - 1 }),
    ],
  ];
  test.each(cases)('%s', (message, value) => {
    expect(problemOf(JSON.parse(JSON.stringify(value)))).toBe(`${message}.`);
  });

  test('limits are the ones handed in', () => {
    const limits = { ...defaultLimits, units_per_line: 1 };
    const expected = { form: 'integer.range', min: 1, max: 1 };
    expect(parseOrder(order(), limits, placed_at)).toMatchObject({
      field: 'lines[0].quantity',
      broken: { rule: 'range', expected },
    });
  });
});

describe('the hash of an order', () => {
  const hash = (value: unknown, share = 0) => contentHash(parsed(value).shares[share]!).toString('hex');
  const base = hash(order());

  test('ignores the sequence of keys, the payment and the time of arrival', () => {
    const { customer, ...rest } = order();
    const { quantity, ...others } = line;
    expect(hash({ ...rest, lines: [{ quantity, ...others }], customer })).toBe(base);
    expect(hash(order({ payment: 'pending', orderNumber: 'A-1' }))).toBe(base);
    const later = unrefused(parseOrder(order(), defaultLimits, placed_at + 1));
    expect(contentHash(later.shares[0]!).toString('hex')).toBe(base);
  });

  test('sees every difference in content', () => {
    const others = [
      order({ orderDate: placed_at }),
      order({ commercial: true }),
      order({ shipmentAddress: { city: 'İzmir' } }),
      order({}, { ...line, quantity: 3 }),
      order({}, { ...line, tyDiscount: 0.01 }),
      order({}, line, line),
    ];
    expect(new Set([base, ...others.map((other) => hash(other))]).size).toBe(others.length + 1);
  });

  test('differs between sellers', () => {
    const two = order({}, line, { ...line, sellerId: seller_id });
    expect(hash(two, 0)).toBe(base);
    expect(hash(order({}, line, { ...line, sellerId: seller_id, quantity: 5 }), 0)).toBe(base);
    expect(hash(two, 1)).not.toBe(base);
  });
});
