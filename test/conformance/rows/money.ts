import type { JsonObject, Line, Row } from '../format.ts';

/** Every unit carries its own kuruş; what is shown of lines and packages follows from the units. */

const line = (quantity: number, rest: JsonObject): Line => ({ barcode: 'a', quantity, ...rest });
const unit = (number: string, price: number, seller: number, platform = 0): JsonObject => ({
  lineItemId: `{a text}${number}`,
  lineItemPrice: price,
  lineItemSellerDiscount: seller,
  lineItemTyDiscount: platform,
});

const shown = (id: string, lines: Line[], document: JsonObject, order: JsonObject = {}): Row => ({
  id: `money/${id}`,
  given: { lines, order },
  see: [
    {
      request: { call: 'GET S/v2/orders', query: 'shipmentPackageIds={package}' },
      answer: { has: { content: [document] } },
    },
  ],
});

export const rows: Row[] = [
  shown('no-discount', [line(2, { lineGrossAmount: 45 })], {
    packageGrossAmount: 90,
    packageTotalDiscount: 0,
    packageTotalPrice: 90,
    lines: [{ lineUnitPrice: 45, discountDetails: [unit('001', 45, 0), unit('002', 45, 0)] }],
  }),
  shown('sum-shared-out', [line(3, { lineGrossAmount: 10, sellerDiscount: 1 })], {
    packageSellerDiscount: 1,
    packageTotalPrice: 29,
    lines: [
      {
        lineSellerDiscount: 0.33,
        lineUnitPrice: 9.67,
        discountDetails: [unit('001', 9.66, 0.34), unit('002', 9.67, 0.33), unit('003', 9.67, 0.33)],
      },
    ],
  }),
  shown('sum-of-one-kurus', [line(3, { lineGrossAmount: 10, tyDiscount: 0.01 })], {
    packageTyDiscount: 0.01,
    packageTotalPrice: 29.99,
    lines: [
      {
        lineTyDiscount: 0,
        lineUnitPrice: 10,
        discountDetails: [unit('001', 9.99, 0, 0.01), unit('002', 10, 0), unit('003', 10, 0)],
      },
    ],
  }),
  shown('average-rounded-half-up', [line(2, { lineGrossAmount: 10, sellerDiscount: 13.33, tyDiscount: 0.33 })], {
    packageSellerDiscount: 13.33,
    packageTyDiscount: 0.33,
    packageTotalPrice: 6.34,
    lines: [{ lineSellerDiscount: 6.67, lineTyDiscount: 0.17, lineTotalDiscount: 6.84, lineUnitPrice: 3.16 }],
  }),
  shown(
    'unit-by-unit',
    [
      line(2, {
        lineGrossAmount: 10,
        discountDetails: [{ lineItemSellerDiscount: 10 }, { lineItemSellerDiscount: 0.5, lineItemTyDiscount: 0.25 }],
      }),
    ],
    {
      packageSellerDiscount: 10.5,
      packageTyDiscount: 0.25,
      packageTotalPrice: 9.25,
      lines: [
        {
          lineSellerDiscount: 5.25,
          lineTyDiscount: 0.13,
          lineUnitPrice: 4.62,
          discountDetails: [unit('001', 0, 10), unit('002', 9.25, 0.5, 0.25)],
        },
      ],
    },
  ),
  shown(
    'price-never-below-zero',
    [
      line(2, {
        lineGrossAmount: 0.03,
        discountDetails: [
          { lineItemSellerDiscount: 0.02, lineItemTyDiscount: 0.01 },
          { lineItemSellerDiscount: 0.01, lineItemTyDiscount: 0.02 },
        ],
      }),
    ],
    {
      packageTotalPrice: 0,
      lines: [{ lineSellerDiscount: 0.02, lineTyDiscount: 0.02, lineTotalDiscount: 0.04, lineUnitPrice: 0 }],
    },
  ),
  shown('given-away', [line(1, { lineGrossAmount: 0 })], { packageGrossAmount: 0, packageTotalPrice: 0 }),
  shown('unit-ids-of-a-thousand', [line(1000, { lineGrossAmount: 0.1 })], {
    packageGrossAmount: 100,
    packageTotalPrice: 100,
  }),
  shown('large-sums', [line(1000, { lineGrossAmount: 999999.99, sellerDiscount: 0.01 })], {
    packageGrossAmount: 999999990,
    packageSellerDiscount: 0.01,
    packageTotalPrice: 999999989.99,
  }),
  shown(
    'promotion-kept-whole',
    [line(1, { lineGrossAmount: 10, sellerDiscount: 2 })],
    {
      discountDisplays: [
        { displayName: 'One', discountAmount: 1.5 },
        { displayName: 'Two', discountAmount: 0.5 },
      ],
    },
    {
      discountDisplays: [
        { displayName: 'One', discountAmount: 1.5 },
        { displayName: 'Two', discountAmount: 0.5 },
      ],
    },
  ),
  {
    id: 'money/promotion-without-discounts',
    why: 'nothing to go by: the last part has all of it',
    given: {
      lines: [line(2, { lineGrossAmount: 10 })],
      order: { discountDisplays: [{ displayName: 'One', discountAmount: 3 }] },
    },
    request: { call: 'POST P/quantity-split', body: { quantitySplit: [{ orderLineId: '{a}', quantities: [1] }] } },
    answer: { body: { newPackageIds: ['{new}', '{new2}'] } },
    after: {
      package: { is: 'UnPacked' },
      new: {
        is: 'Created',
        holds: { a: [1] },
        tracking: 733,
        fields: { createdBy: 'split', discountDisplays: [{ displayName: 'One', discountAmount: 0 }] },
      },
      new2: {
        is: 'Created',
        holds: { a: [2] },
        tracking: 733,
        fields: { createdBy: 'split', discountDisplays: [{ displayName: 'One', discountAmount: 3 }] },
      },
    },
    events: ['package unpacked UNPACKED', 'new created CREATED', 'new2 created CREATED'],
  },
];
