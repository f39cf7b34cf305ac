import type { Answer, Given, Json, JsonObject, Request, Row } from '../format.ts';
import { regions, storefronts } from '../tables/countries.ts';

/** Orders from abroad: what follows from the country, what only some countries know, and test orders. */

const list: Request = { call: 'GET S/v2/orders', query: 'orderNumber={order}' };
const shows = (id: string, given: Given, document: JsonObject): Row => ({
  id: `abroad-orders/${id}`,
  given,
  request: list,
  answer: { has: { content: [document] } },
});
const to = (country: string, more: JsonObject = {}): Given => ({ order: { orderCountryCode: country, ...more } });

const vat: Record<string, number> = {
  AE: 5,
  SA: 15,
  QA: 0,
  KW: 0,
  BH: 10,
  OM: 5,
  DE: 19,
  AZ: 18,
  RO: 21,
  CZ: 21,
  HU: 27,
  SK: 23,
  BG: 20,
  GR: 24,
};
const follows: Row[] = regions.flatMap((region) =>
  storefronts[region].map(([country, currencyCode]) =>
    shows(`follows/${country}`, to(country), {
      orderCountryCode: country,
      currencyCode,
      shipmentAddress: { countryCode: country },
      invoiceAddress: { countryCode: country },
      lines: [{ currencyCode, vatRate: vat[country]! }, {}, {}],
    }),
  ),
);
const given: Row[] = [
  shows(
    'given/currency-and-vat',
    { ...to('RO', { currencyCode: 'EUR' }), lines: [{ barcode: 'a', quantity: 1, vatRate: 9 }] },
    { currencyCode: 'EUR', lines: [{ currencyCode: 'EUR', vatRate: 9 }] },
  ),
  shows('given/home', {}, { orderCountryCode: 'TR', currencyCode: 'TRY', lines: [{ vatRate: 20 }, {}, {}] }),
];

/** An order as the operator hands it over. */
const intake = (more: JsonObject, customer: JsonObject = {}, line: JsonObject = {}): Request => ({
  call: 'POST /api/v1/orders',
  as: 'operator',
  body: {
    orders: [
      {
        customer: { id: 1, firstName: 'Ada', lastName: 'Ionescu', ...customer },
        shipmentAddress: {},
        lines: [{ sellerId: '{seller}', barcode: 'x', quantity: 2, lineGrossAmount: 10, ...line }],
        ...more,
      },
    ],
  },
});
const none: Given = { status: null };
const wrong: [id: string, request: Request, message: string][] = [
  [
    'identity-12',
    intake({}, { identityNumber: '1'.repeat(12) }),
    'customer.identityNumber must be text of exactly 11 characters.',
  ],
  [
    'identity-13-at-home',
    intake({}, { identityNumber: '1'.repeat(13) }),
    'customer.identityNumber must be text of exactly 11 characters.',
  ],
  [
    'identity-13-in-Greece',
    intake({ orderCountryCode: 'GR' }, { identityNumber: '1'.repeat(13) }),
    'customer.identityNumber must be text of exactly 11 characters.',
  ],
  [
    'identity-12-in-Romania',
    intake({ orderCountryCode: 'RO' }, { identityNumber: '1'.repeat(12) }),
    'customer.identityNumber must be text of exactly 11 characters or text of exactly 13 characters.',
  ],
  [
    'locker-at-home',
    intake({ sellerDeliveryMethod: 'LOCKER' }),
    'sellerDeliveryMethod is known only for customers abroad.',
  ],
  [
    'code-without-locker',
    intake({ orderCountryCode: 'RO', sellerDeliveryMethod: 'WAREHOUSE', sellerOtpCode: '4711' }),
    'sellerOtpCode is known only with sellerDeliveryMethod LOCKER.',
  ],
  [
    'deposit-at-home',
    intake({}, {}, { lineSgrFee: 0.5 }),
    'lines[0].lineSgrFee is known only in RO, and not for exports.',
  ],
  [
    'deposit-of-an-export',
    intake({ orderCountryCode: 'RO', micro: true }, {}, { lineSgrFee: 0.5 }),
    'lines[0].lineSgrFee is known only in RO, and not for exports.',
  ],
];
const refusals: Row[] = wrong.map(([id, request, message]) => ({
  id: `abroad-orders/refused/${id}`,
  given: none,
  request,
  answer: {
    body: { results: [{ orderNumber: null, error: { key: 'koli.field.invalid', message, errorCode: '400' } }] },
  },
}));
const taken: Row[] = (
  [
    ['identity-13-in-Romania', { identityNumber: '1'.repeat(13) }],
    ['identity-11-in-Romania', { identityNumber: '2'.repeat(11) }],
  ] as const
).map(([id, customer]) => ({
  id: `abroad-orders/taken/${id}`,
  given: none,
  request: { ...intake({ orderCountryCode: 'RO' }, customer), keep: { order: 'results.0.orderNumber' } },
  answer: { has: { results: [{ packages: [{ sellerId: '{seller}' }] }] } },
  see: [{ request: list, answer: { has: { content: [customer] } } }],
}));

const deposits: Given = {
  ...to('RO'),
  lines: [
    { barcode: 'a', quantity: 4, lineSgrFee: 0.5 },
    { barcode: 'b', quantity: 1 },
  ],
};
const method: Row[] = [
  shows('method/locker', to('RO', { sellerDeliveryMethod: 'LOCKER', sellerOtpCode: '4711' }), {
    sellerDeliveryMethod: 'LOCKER',
    sellerOtpCode: '4711',
  }),
  shows('method/warehouse', to('SA', { sellerDeliveryMethod: 'WAREHOUSE' }), {
    sellerDeliveryMethod: 'WAREHOUSE',
    sellerOtpCode: null,
  }),
  shows('method/none', to('RO', { sellerDeliveryMethod: null, sellerOtpCode: null }), {
    sellerDeliveryMethod: null,
    sellerOtpCode: null,
  }),
  shows(
    'method/unpaid',
    { ...to('RO', { sellerDeliveryMethod: 'LOCKER', sellerOtpCode: '4711' }), status: 'Awaiting' },
    { sellerDeliveryMethod: 'LOCKER', sellerOtpCode: null },
  ),
];
const deposit: Row[] = [
  shows('deposit/Romania', deposits, {
    totalSgrFee: 2,
    packageGrossAmount: 50,
    packageTotalPrice: 52,
    lines: [
      { lineSgrFee: 0.5, lineUnitPrice: 10.5, discountDetails: [{ lineItemPrice: 10 }, {}, {}, {}] },
      { lineSgrFee: 0, lineUnitPrice: 10 },
    ],
  }),
  {
    id: 'abroad-orders/deposit/cancel',
    why: 'each unit takes its deposit along',
    given: deposits,
    request: { call: 'PUT P/items/unsupplied', body: { lines: [{ lineId: '{a}', quantity: 1 }], reasonId: 500 } },
    answer: { text: '' },
    after: {
      package: {
        is: 'Cancelled',
        holds: { a: [1] },
        each: {
          orderLineItemStatusName: 'UnSupplied',
          cancelledBy: 'Seller',
          cancelReason: 'Stock Out',
          cancelReasonCode: 500,
        },
        fields: { totalSgrFee: 0.5, packageTotalPrice: 10.5 },
      },
      new: {
        is: 'Created',
        holds: { a: [2, 3, 4], b: [1] },
        tracking: 612,
        fields: { createdBy: 'cancel', totalSgrFee: 1.5, packageTotalPrice: 41.5 },
      },
    },
    events: ['package cancelled CANCELLED', 'new created CREATED'],
  },
  {
    id: 'abroad-orders/deposit/split',
    given: deposits,
    request: { call: 'POST P/split', body: { orderLineIds: ['{b}'] } },
    answer: { body: { newPackageId: '{new}' } },
    after: {
      package: { is: 'UnPacked' },
      new: { is: 'Created', holds: { b: [1] }, tracking: 612, fields: { createdBy: 'split', totalSgrFee: 0 } },
      new2: {
        is: 'Created',
        holds: { a: [1, 2, 3, 4] },
        tracking: 612,
        fields: { createdBy: 'split', totalSgrFee: 2 },
      },
    },
    events: ['package unpacked UNPACKED', 'new created CREATED', 'new2 created CREATED'],
  },
];

const where = {
  addressText: 'Strada 1',
  city: 'București',
  district: 'Sector 1',
  phone: '5550000000',
  email: 'a@mail.example',
};
const order: JsonObject = {
  customer: { customerFirstName: 'Ada', customerLastName: 'Ionescu' },
  invoiceAddress: { ...where, invoiceFirstName: 'Ada', invoiceLastName: 'Ionescu' },
  shippingAddress: { ...where, shippingFirstName: 'Ada', shippingLastName: 'Ionescu' },
  lines: [{ barcode: 'a', quantity: 3, discountPercentage: 10 }],
  seller: { sellerId: '{seller}' },
};
const post = (at: string, body: Json, storeFrontCode?: string): Request => ({
  call: `POST T/orders/${at}`,
  body,
  headers: { SellerID: '{seller}', ...(storeFrontCode === undefined ? {} : { storeFrontCode }) },
});
const made = (id: string, request: Request, document: JsonObject): Row => ({
  id: `abroad-orders/test-order/${id}`,
  given: none,
  request: { ...request, keep: { order: 'orderNumber' } },
  answer: { body: { orderNumber: '<string>' } },
  see: [{ request: list, answer: { has: { totalElements: 1, content: [document] } } }],
});
const export_of = (country: string, currencyCode: string): JsonObject => ({
  micro: true,
  orderCountryCode: country,
  currencyCode,
  hsCode: '<string>',
  shipmentAddress: { countryCode: country },
  cargoProviderName: 'Trendyol Express Marketplace',
  lines: [{ currencyCode, productOrigin: 'TR' }],
});
const local_of = (country: string, currencyCode: string, cargoProviderName: string): JsonObject => ({
  status: 'Created',
  micro: false,
  orderCountryCode: country,
  currencyCode,
  cargoProviderName,
  lines: [{ currencyCode, vatRate: vat[country]!, productOrigin: 'TR' }],
});
const needed = (region: string): Answer => ({
  refused: 'koli.field.invalid',
  says: `storeFrontCode is missing: one of ${region}`,
});
const allowed = (region: string): Answer => ({
  refused: 'koli.field.invalid',
  says: `storeFrontCode must be one of ${region}`,
});
const company = {
  ...order,
  commercial: true,
  invoiceAddress: { ...(order['invoiceAddress'] as JsonObject), company: 'SRL', invoiceTaxNumber: 'RO1' },
};
const tests: Row[] = [
  made('micro-AZ', post('core', { ...order, microRegion: 'AZ' }), export_of('AZ', 'AZN')),
  made('micro-GULF', post('core', { ...order, microRegion: 'GULF' }), export_of('AE', 'AED')),
  made('micro-GULF-of-a-storefront', post('core', { ...order, microRegion: 'GULF' }, 'SA'), export_of('SA', 'SAR')),
  made('at-home', post('core', order, 'RO'), { micro: false, orderCountryCode: 'TR', currencyCode: 'TRY' }),
  made('eu', post('eu', order, 'RO'), { ...local_of('RO', 'RON', 'DPD Marketplace'), totalSgrFee: '<number>' }),
  made('eu-of-another-country', post('eu', order, 'de'), local_of('DE', 'EUR', 'DHL Marketplace')),
  made('gulf', post('local-gulf', order, 'SA'), local_of('SA', 'SAR', 'Aramex')),
  made('company-without-tax-office', post('eu', company, 'RO'), {
    commercial: true,
    invoiceAddress: { taxNumber: 'RO1' },
  }),
  {
    id: 'abroad-orders/test-order/eu/no-storefront',
    given: none,
    request: post('eu', order),
    answer: needed('DE, AZ, RO'),
  },
  {
    id: 'abroad-orders/test-order/gulf/no-storefront',
    given: none,
    request: post('local-gulf', order),
    answer: needed('AE, SA'),
  },
  {
    id: 'abroad-orders/test-order/eu/home',
    given: none,
    request: post('eu', order, 'TR'),
    answer: allowed('DE, AZ, RO'),
  },
  {
    id: 'abroad-orders/test-order/eu/gulf',
    given: none,
    request: post('eu', order, 'SA'),
    answer: allowed('DE, AZ, RO'),
  },
  {
    id: 'abroad-orders/test-order/gulf/eu',
    given: none,
    request: post('local-gulf', order, 'RO'),
    answer: allowed('AE, SA'),
  },
  {
    id: 'abroad-orders/test-order/eu/stranger',
    why: 'the header names the seller of the key',
    given: none,
    request: { ...post('eu', order, 'RO'), as: 'stranger' },
    answer: 'koli.seller.mismatch',
  },
];

const sandbox = (country: string): Row => ({
  id: `abroad-orders/on-demand/${country}`,
  given: none,
  request: {
    call: 'POST /api/v1/sandbox/orders',
    as: 'operator',
    body: { sellerId: '{seller}', country },
    keep: { order: 'orders.0.orderNumber' },
  },
  answer: { has: { orders: [{ status: 'Created' }] } },
  see: [{ request: list, answer: { has: { content: [{ orderCountryCode: country }] } } }],
});

export const rows: Row[] = [
  ...follows,
  ...given,
  ...refusals,
  ...taken,
  ...method,
  ...deposit,
  ...tests,
  ...['TR', 'RO', 'SA'].map(sandbox),
];
