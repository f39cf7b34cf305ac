import type { Given, Json, JsonObject, Line, Row, Status } from '../format.ts';
import { status_taken } from '../tables/errors.ts';
import { not_open, open_statuses } from '../tables/words.ts';

const call = 'PUT P/items/unsupplied';
const by_customer = 'POST /api/v1/sellers/{seller}/packages/{package}/customer-cancel';

/** Three mugs that share 20.00 and 0.50, one set of spoons with 5.25; nothing divides evenly. */
const basket: Line[] = [
  { barcode: 'a', quantity: 3, lineGrossAmount: 129.9, sellerDiscount: 20, tyDiscount: 0.5 },
  { barcode: 'b', quantity: 1, lineGrossAmount: 45.5, sellerDiscount: 5.25 },
];
const order = { discountDisplays: [{ displayName: 'Autumn basket', discountAmount: 15 }] };
const promoted = (discountAmount: number): JsonObject => ({
  discountDisplays: [{ displayName: 'Autumn basket', discountAmount }],
});

const named = (lines: [string, Json][], rest: JsonObject = {}): JsonObject => ({
  lines: lines.map(([name, quantity]) => ({ lineId: `{${name}}`, quantity })),
  reasonId: 500,
  ...rest,
});
const keeping = (keep: boolean | null): JsonObject => (keep === null ? {} : { shouldKeepPreviousStatus: keep });
const word = (keep: boolean | null): string => (keep === null ? 'no-flag' : String(keep));

const marks = { orderLineItemStatusName: 'UnSupplied', cancelledBy: 'Seller' };
const stock_out = { ...marks, cancelReason: 'Stock Out', cancelReasonCode: 500 };

const webhook = { Created: 'CREATED', Picking: 'PICKING', Invoiced: 'INVOICED' } as const;

/** All units: no new package, whatever the flag says. */
const whole: Row[] = open_statuses.flatMap((status) =>
  [null, false, true].map(
    (keep): Row => ({
      id: `cancel/accepted/all/${status}/${word(keep)}`,
      given: { status, lines: basket, order },
      request: {
        call,
        body: named(
          [
            ['b', 1],
            ['a', 3],
          ],
          { reasonId: 506, ...keeping(keep) },
        ),
      },
      answer: {
        text: '',
        headers: { 'koli-cancelled-package': '{package}', 'koli-new-package': null, 'koli-new-packages': null },
      },
      after: {
        package: { is: 'Cancelled', each: { ...marks, cancelReason: 'Force Majeure', cancelReasonCode: 506 } },
      },
      events: ['package cancelled CANCELLED'],
    }),
  ),
);

/** Some units: the worked example, from each status. */
const some: [from: Status, keep: boolean | null, to: 'Created' | 'Picking' | 'Invoiced'][] = [
  ['Created', null, 'Created'],
  ['Created', false, 'Created'],
  ['Created', true, 'Created'],
  ['Picking', null, 'Created'],
  ['Picking', false, 'Created'],
  ['Picking', true, 'Picking'],
  ['Invoiced', null, 'Created'],
  ['Invoiced', false, 'Created'],
  ['Invoiced', true, 'Invoiced'],
];

const part: Row[] = some.map(([status, keep, is]): Row => {
  const flag = keep === null ? '' : `/${keep}`;
  return {
    id: `cancel/accepted/some/${status}${flag}`,
    given: { status, lines: basket, order },
    request: { call, body: named([['a', 1]], keeping(keep)) },
    answer: {
      text: '',
      headers: {
        'koli-cancelled-package': '{package}',
        'koli-new-package': '{new}',
        'koli-new-packages': null,
      },
    },
    after: {
      package: {
        is: 'Cancelled',
        holds: { a: [1] },
        each: stock_out,
        line: { a: { lineSellerDiscount: 6.67, lineTyDiscount: 0.17, lineTotalDiscount: 6.84, lineUnitPrice: 123.06 } },
        fields: {
          packageGrossAmount: 129.9,
          packageSellerDiscount: 6.67,
          packageTyDiscount: 0.17,
          packageTotalDiscount: 6.84,
          packageTotalPrice: 123.06,
          ...promoted(3.98),
        },
      },
      new: {
        is,
        holds: { a: [2, 3], b: [1] },
        tracking: 733,
        line: { a: { lineSellerDiscount: 6.67, lineTyDiscount: 0.17, lineTotalDiscount: 6.84, lineUnitPrice: 123.06 } },
        fields: {
          createdBy: 'cancel',
          packageGrossAmount: 305.3,
          packageSellerDiscount: 18.58,
          packageTyDiscount: 0.33,
          packageTotalDiscount: 18.91,
          packageTotalPrice: 286.39,
          ...promoted(11.02),
          ...(is === 'Invoiced' ? { invoiceNumber: 'INV1' } : {}),
        },
      },
    },
    events: ['package cancelled CANCELLED', `new created ${webhook[is]}`],
  };
});

/** Null is as good as absent. */
const nulls: Row[] = part
  .filter(({ id }) => id === 'cancel/accepted/some/Picking')
  .map((row) => ({
    ...row,
    id: `${row.id}/null`,
    request: { call, body: named([['a', 1]], { shouldKeepPreviousStatus: null }) },
  }));

const reasons: [id: number, name: string, storefront?: string][] = [
  [500, 'Stock Out'],
  [501, 'Defective Product'],
  [502, 'Incorrect Price'],
  [504, 'Integration Problem'],
  [505, 'Bulk purchase'],
  [506, 'Force Majeure'],
  [503, 'Wrong Listing', 'DE'],
  [503, 'Wrong Listing', 'sa'],
  [500, 'Stock Out', 'TR'],
  [501, 'Defective Product', 'AZ'],
];

const malformed: [id: string, body: Json, refused: string, says?: string, headers?: Record<string, string>][] = [
  ['nothing', {}, 'koli.field.invalid'],
  ['a-list', [], 'koli.field.invalid'],
  ['null', null, 'koli.field.invalid'],
  ['no-lines', { reasonId: 500 }, 'koli.field.invalid', 'lines'],
  ['lines-empty', { lines: [], reasonId: 500 }, 'koli.field.invalid', 'lines'],
  ['lines-an-object', { lines: { lineId: '{a}', quantity: 1 }, reasonId: 500 }, 'koli.field.invalid', 'lines'],
  [
    '201-lines',
    { lines: Array.from({ length: 201 }, (_, index) => ({ lineId: index + 1, quantity: 1 })), reasonId: 500 },
    'koli.field.invalid',
    'lines',
  ],
  ['line-null', { lines: [null], reasonId: 500 }, 'koli.field.invalid', 'lines[0]'],
  ['lineId-missing', { lines: [{ quantity: 1 }], reasonId: 500 }, 'koli.field.invalid', 'lines[0].lineId'],
  ...['4700000001', 1.5, null, 0].map((lineId): [string, Json, string, string] => [
    `lineId-${JSON.stringify(lineId)}`,
    { lines: [{ lineId, quantity: 1 }], reasonId: 500 },
    'koli.field.invalid',
    'lines[0].lineId',
  ]),
  ['quantity-missing', { lines: [{ lineId: '{a}' }], reasonId: 500 }, 'koli.field.invalid', 'lines[0].quantity'],
  ...[0, -1, 1.5, '1', null, true, [1], 2 ** 53, 1e300].map((quantity): [string, Json, string, string] => [
    `quantity-${JSON.stringify(quantity)}`,
    named([['a', quantity]]),
    'koli.field.invalid',
    'lines[0].quantity',
  ]),
  [
    'line-twice',
    named([
      ['a', 1],
      ['a', 1],
    ]),
    'koli.line.repeated',
    '{a}',
  ],
  ['reason-missing', { lines: [{ lineId: '{a}', quantity: 1 }] }, 'koli.field.invalid', 'reasonId'],
  ...['500', null, 500.5].map((reasonId): [string, Json, string, string] => [
    `reason-${JSON.stringify(reasonId)}`,
    named([['a', 1]], { reasonId }),
    'koli.field.invalid',
    'reasonId',
  ]),
  ...[0, 1, 499, 507, 577, -500].map((reasonId): [string, Json, string, string] => [
    `reason-${reasonId}`,
    named([['a', 1]], { reasonId }),
    'koli.reason.unknown',
    String(reasonId),
  ]),
  ['reason-503-at-home', named([['a', 1]], { reasonId: 503 }), 'koli.reason.unknown', 'storeFrontCode'],
  ...['', 'TR', 'tr', 'Tr', ' TR ', '1'].map(
    (storeFrontCode): [string, Json, string, string, Record<string, string>] => [
      `reason-503-at-${JSON.stringify(storeFrontCode)}`,
      named([['a', 1]], { reasonId: 503 }),
      'koli.reason.unknown',
      '503',
      { storeFrontCode },
    ],
  ),
  ...['true', 1].map((keep): [string, Json, string, string] => [
    `keep-${JSON.stringify(keep)}`,
    named([['a', 1]], { shouldKeepPreviousStatus: keep }),
    'koli.field.invalid',
    'shouldKeepPreviousStatus',
  ]),
];

/** Well-formed, but not of this package. */
const unfitting: [id: string, lines: [string, Json][] | Json, refused: string][] = [
  ['strange-line', [{ lineId: 4_799_999_999, quantity: 1 }], 'koli.line.unknown'],
  [
    'strange-line-beside-its-own',
    [
      { lineId: '{a}', quantity: 1 },
      { lineId: 4_799_999_999, quantity: 1 },
    ],
    'koli.line.unknown',
  ],
  [
    'strange-line-beside-too-much',
    [
      { lineId: '{a}', quantity: 9 },
      { lineId: 5, quantity: 1 },
    ],
    'koli.line.unknown',
  ],
  ['more-than-held', [{ lineId: '{a}', quantity: 5 }], 'koli.quantity.exceeded'],
  ['far-more-than-held', [{ lineId: '{a}', quantity: 2 ** 53 - 1 }], 'koli.quantity.exceeded'],
];

/** One unit cancelled, then what is left of the order in `old`, which the row asks about. */
const once: Given['done'] = [{ call, body: named([['a', 1]]), keep: { old: 'header:koli-new-package' } }];
const onOld = (end: string): string => `PUT S/shipment-packages/{old}${end}`;

const again: Row[] = [
  {
    id: 'cancel/again/same-request',
    why: 'units are never cancelled twice',
    given: { done: once },
    request: { call, body: named([['a', 1]]) },
    answer: status_taken,
  },
  {
    id: 'cancel/again/what-was-left',
    why: 'the root stays the first package',
    given: { done: once },
    request: { call: onOld('/items/unsupplied'), body: named([['a', 1]]) },
    answer: { headers: { 'koli-cancelled-package': '{old}', 'koli-new-package': '{new}' } },
    see: [
      {
        request: { call: 'GET S/v2/orders', query: 'orderNumber={order}&orderByDirection=ASC' },
        answer: {
          has: {
            content: [
              { status: 'Cancelled', originPackageIds: null, createdBy: 'order-creation', lines: [{ quantity: 1 }] },
              { status: 'Cancelled', originPackageIds: ['{package}'], createdBy: 'cancel', lines: [{ quantity: 1 }] },
              {
                shipmentPackageId: '{new}',
                shipmentNumber: '{package}',
                status: 'Created',
                originPackageIds: ['{package}'],
                createdBy: 'cancel',
                lines: [{ quantity: 2 }, { quantity: 1 }, { quantity: 2 }],
              },
            ],
          },
        },
      },
    ],
    after: {
      old: {
        is: 'Cancelled',
        holds: { a: [2] },
        each: stock_out,
      },
      new: {
        from: 'old',
        is: 'Created',
        holds: { a: [3, 4], b: [1], c: [1, 2] },
        tracking: 733,
        fields: { createdBy: 'cancel' },
      },
    },
    events: ['old cancelled CANCELLED', 'new created CREATED'],
  },
];

const split_later: Row = {
  id: 'cancel/again/what-was-left-is-split',
  why: 'the root stays the first package here, too',
  given: { done: once },
  request: { call: 'POST S/shipment-packages/{old}/split', body: { orderLineIds: ['{a}'] } },
  answer: { body: { newPackageId: '{new}' } },
  after: {
    old: { is: 'UnPacked' },
    new: { from: 'old', is: 'Created', holds: { a: [2, 3, 4] }, tracking: 733, fields: { createdBy: 'split' } },
    new2: { from: 'old', is: 'Created', holds: { b: [1], c: [1, 2] }, tracking: 733, fields: { createdBy: 'split' } },
  },
  events: ['old unpacked UNPACKED', 'new created CREATED', 'new2 created CREATED'],
};

/** Cancels by customers and failed payments come through the operator. */
const customer = { orderLineItemStatusName: 'Cancelled', cancelledBy: 'Customer', cancelReasonCode: 0 };

const others: Row[] = [
  ...open_statuses.map(
    (status): Row => ({
      id: `cancel/customer/all/${status}`,
      given: { status },
      request: { call: by_customer, as: 'operator', body: { reason: 'Changed my mind' } },
      answer: { body: { cancelledPackageId: '{package}', newPackageId: null } },
      after: { package: { is: 'Cancelled', each: { ...customer, cancelReason: 'Changed my mind' } } },
      events: ['package cancelled CANCELLED'],
    }),
  ),
  ...open_statuses.map(
    (status): Row => ({
      id: `cancel/customer/some/${status}`,
      given: { status, lines: basket, order },
      request: { call: by_customer, as: 'operator', body: { lines: [{ lineId: '{a}', quantity: 2 }] } },
      answer: { body: { cancelledPackageId: '{package}', newPackageId: '{new}' } },
      after: {
        package: {
          is: 'Cancelled',
          holds: { a: [1, 2] },
          each: { ...customer, cancelReason: '' },
          fields: promoted(7.96),
        },
        new: {
          is: 'Created',
          holds: { a: [3], b: [1] },
          tracking: 733,
          fields: { createdBy: 'cancel', ...promoted(7.04) },
        },
      },
      events: ['package cancelled CANCELLED', 'new created CREATED'],
    }),
  ),
  ...not_open.map(
    (status): Row => ({
      id: `cancel/customer/of-${status}`,
      given: { status },
      request: { call: by_customer, as: 'operator', body: {} },
      answer: status_taken,
    }),
  ),
  ...(
    [
      ['strange-line', { lines: [{ lineId: 9, quantity: 1 }] }, 'koli.line.unknown'],
      ['more-than-held', { lines: [{ lineId: '{b}', quantity: 2 }] }, 'koli.quantity.exceeded'],
      ['line-twice', { lines: [1, 1].map((quantity) => ({ lineId: '{a}', quantity })) }, 'koli.line.repeated'],
      ['lines-empty', { lines: [] }, 'koli.field.invalid'],
      ['unknown-key', { because: 'x' }, 'koli.field.invalid'],
      ['unknown-key-in-a-line', { lines: [{ lineId: '{a}', quantity: 1, why: 'x' }] }, 'koli.field.invalid'],
      ['reason-of-257', { reason: 'x'.repeat(257) }, 'koli.field.invalid'],
      ['reason-a-number', { reason: 5 }, 'koli.field.invalid'],
    ] as [string, Json, string][]
  ).map(
    ([id, body, refused]): Row => ({
      id: `cancel/customer/refused/${id}`,
      request: { call: by_customer, as: 'operator', body },
      answer: refused,
    }),
  ),
  ...['0', 'abc', '9999999999'].map(
    (package_id): Row => ({
      id: `cancel/customer/refused/package-${package_id}`,
      request: { call: by_customer.replace('{package}', package_id), as: 'operator' },
      answer: { refused: 'koli.package.unknown', says: package_id },
    }),
  ),
  {
    id: 'cancel/payment-failed',
    why: 'it stays masked; the seller never had to do with it',
    given: { status: 'Awaiting' },
    request: {
      call: 'POST /api/v1/orders/{order}/payment',
      as: 'operator',
      body: { status: 'failed', reason: 'No funds' },
    },
    answer: { has: { results: [{ sellerId: '{seller}', shipmentPackageId: '{package}' }] } },
    after: {
      package: {
        is: 'Cancelled',
        each: {
          orderLineItemStatusName: 'Cancelled',
          cancelledBy: 'System',
          cancelReason: 'No funds',
          cancelReasonCode: 0,
        },
      },
    },
    events: ['package cancelled CANCELLED'],
  },
];

export const rows: Row[] = [
  ...whole,
  ...part,
  ...nulls,
  ...reasons.map(
    ([reasonId, cancelReason, storeFrontCode]): Row => ({
      id: `cancel/reason/${reasonId}${storeFrontCode === undefined ? '' : `/${storeFrontCode}`}`,
      request: {
        call,
        body: named([['c', 1]], { reasonId }),
        headers: storeFrontCode === undefined ? {} : { storeFrontCode },
      },
      answer: { text: '' },
      after: {
        package: {
          is: 'Cancelled',
          holds: { c: [1] },
          each: { ...marks, cancelReason, cancelReasonCode: reasonId },
        },
        new: {
          is: 'Created',
          holds: { a: [1, 2, 3, 4], b: [1], c: [2] },
          tracking: 733,
          fields: { createdBy: 'cancel' },
        },
      },
      events: ['package cancelled CANCELLED', 'new created CREATED'],
    }),
  ),
  ...open_statuses.flatMap((status) =>
    malformed.map(
      ([id, body, refused, says, headers]): Row => ({
        id: `cancel/malformed/${status}/${id}`,
        given: { status },
        request: { call, body, headers },
        answer: says === undefined ? refused : { refused, says },
      }),
    ),
  ),
  ...open_statuses.flatMap((status) =>
    unfitting.map(
      ([id, lines, refused]): Row => ({
        id: `cancel/unfitting/${status}/${id}`,
        given: { status },
        request: { call, body: { lines: lines as Json, reasonId: 500 } },
        answer: refused,
      }),
    ),
  ),
  ...[...not_open, 'PaymentFailed' as const].flatMap((status): Row[] => [
    {
      id: `cancel/of-${status}`,
      given: { status },
      request: { call, body: named([['a', 1]]) },
      answer: { refused: status_taken, says: status === 'PaymentFailed' ? 'Cancelled' : status },
    },
    {
      id: `cancel/of-${status}/strange-line`,
      why: 'the status is judged before the lines',
      given: { status },
      request: { call, body: { lines: [{ lineId: 1, quantity: 99 }], reasonId: 500 } },
      answer: status_taken,
    },
    {
      id: `cancel/of-${status}/no-reason`,
      why: 'the form is judged before the status',
      given: { status },
      request: { call, body: named([['a', 1]], { reasonId: 0 }) },
      answer: 'koli.reason.unknown',
    },
  ]),
  ...again,
  split_later,
  ...others,
];
