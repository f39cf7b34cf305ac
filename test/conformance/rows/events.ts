import type { EventRow, Json, JsonObject, Request } from '../format.ts';

/** Who is told what: one call per status of a package and webhook that wants to hear of it, with the package as it was. */

const link = { isPhoneNumber: false, trackingInfo: 'https://kargo.example/1', params: {} };
const code = { isPhoneNumber: true, trackingInfo: '5320000000', params: { digitalCode: 'ABC-123' } };
const carried = (status: string): Request => ({
  call: 'POST /api/v1/carrier-events',
  as: 'operator',
  body: { events: [{ sellerId: '{seller}', packageId: '{package}', status }] },
});
const paid = (status: string): Request => ({
  call: 'POST /api/v1/orders/{order}/payment',
  as: 'operator',
  body: { status },
});
const order = (payment: string): Request => ({
  call: 'POST /api/v1/orders',
  as: 'operator',
  body: {
    orders: [
      {
        payment,
        customer: { id: 7, firstName: 'Deniz', lastName: 'Ornek' },
        shipmentAddress: {},
        lines: [{ sellerId: '{seller}', barcode: 'a', quantity: 2, lineGrossAmount: 10 }],
      },
    ],
  },
  keep: { order: 'results.0.orderNumber', package: 'results.0.packages.0.shipmentPackageId' },
});
const put = (end: string, body?: Request['body']): Request => ({ call: `PUT P${end}`, body });
const one = { lines: [{ lineId: '{a}', quantity: 1 }], reasonId: 500 };
const all = {
  lines: [
    { lineId: '{a}', quantity: 4 },
    { lineId: '{b}', quantity: 1 },
    { lineId: '{c}', quantity: 2 },
  ],
  reasonId: 500,
};

const customerCancel: Request = {
  call: 'POST /api/v1/sellers/{seller}/packages/{package}/customer-cancel',
  as: 'operator',
  body: {},
};

/** Each status, how it comes about, and the word by which one subscribes to it. */
const statuses: [word: string, given: EventRow['given'], request: Request, tells: string[]][] = [
  ['AWAITING', { status: null }, order('pending'), ['package Awaiting']],
  ['CREATED', { status: 'Awaiting' }, paid('confirmed'), ['package Created']],
  ['PICKING', {}, put('', { status: 'Picking' }), ['package Picking']],
  ['INVOICED', { status: 'Picking' }, put('', { status: 'Invoiced' }), ['package Invoiced']],
  ['SHIPPED', {}, carried('Shipped'), ['package Shipped']],
  ['AT_COLLECTION_POINT', { status: 'Shipped' }, carried('AtCollectionPoint'), ['package AtCollectionPoint']],
  ['DELIVERED', { status: 'Shipped' }, carried('Delivered'), ['package Delivered']],
  ['UNDELIVERED', { status: 'Shipped' }, carried('UnDelivered'), ['package UnDelivered']],
  ['RETURNED', { status: 'UnDelivered' }, carried('Returned'), ['package Returned']],
  ['CANCELLED', {}, put('/items/unsupplied', all), ['package Cancelled']],
  ['UNPACKED', {}, { call: 'POST P/split', body: { orderLineIds: ['{a}'] } }, ['package UnPacked']],
];
const words = [...statuses.map(([word]) => word), 'UNSUPPLIED', 'VERIFIED'];
/** What the same request is told of as well. */
const also: Record<string, string> = { UNPACKED: 'CREATED', CANCELLED: 'UNSUPPLIED' };

/** What comes of a write that has several events; between packages there is no order. */
const several: [id: string, given: EventRow['given'], request: Request, tells: string[]][] = [
  ['paid-order', { status: null }, order('confirmed'), ['package Awaiting', 'package Created']],
  ['payment-failed', { status: 'Awaiting' }, paid('failed'), ['package Cancelled']],
  ['partial-cancel', {}, put('/items/unsupplied', one), ['package Cancelled', 'new Created']],
  [
    'partial-cancel-keeping-Picking',
    { status: 'Picking' },
    put('/items/unsupplied', { ...one, shouldKeepPreviousStatus: true }),
    ['package Cancelled', 'new Picking'],
  ],
  [
    'partial-cancel-keeping-Invoiced',
    { status: 'Invoiced' },
    put('/items/unsupplied', { ...one, shouldKeepPreviousStatus: true }),
    ['package Cancelled', 'new Invoiced'],
  ],
  [
    'split-in-three',
    { status: 'Picking' },
    {
      call: 'POST P/quantity-split',
      body: { quantitySplit: [{ orderLineId: '{a}', quantities: [1, 1] }], shouldKeepPreviousStatus: true },
    },
    ['package UnPacked', 'new Picking', 'new2 Picking', 'new3 Picking'],
  ],
  ['alternative-delivery', {}, put('/alternative-delivery', link), ['package Shipped']],
  [
    'digital-delivery',
    { lines: [{ barcode: 'a', quantity: 1, businessUnit: 'Digital Goods' }] },
    put('/alternative-delivery-digital', code),
    ['package Shipped', 'package Delivered'],
  ],
  [
    'confirm-return',
    { done: [put('/alternative-delivery', link), put('/manual-return')] },
    { call: 'POST /api/v1/sellers/{seller}/packages/{package}/confirm-return', as: 'operator' },
    ['package UnDelivered', 'package Returned'],
  ],
];

/** `UNSUPPLIED` is told of what the seller cancelled, and of nothing else. */
const alone = ['UNSUPPLIED'];
const unsupplied: [id: string, subscribed: string[], given: EventRow['given'], request: Request, tells: string[]][] = [
  ['all', alone, {}, put('/items/unsupplied', all), ['package Cancelled']],
  ['part', alone, {}, put('/items/unsupplied', one), ['package Cancelled']],
  ['once-beside-CANCELLED', ['CANCELLED', 'UNSUPPLIED'], {}, put('/items/unsupplied', all), ['package Cancelled']],
  ['customer-cancel', alone, {}, customerCancel, []],
  ['customer-cancel-of-a-part', alone, {}, { ...customerCancel, body: { lines: one.lines } }, []],
  ['payment-failed', alone, { status: 'Awaiting' }, paid('failed'), []],
  ['VERIFIED', ['VERIFIED'], {}, put('/items/unsupplied', all), []],
  ['customer-cancel-is-CANCELLED', ['CANCELLED'], {}, customerCancel, ['package Cancelled']],
];

/** Changes that nobody is told of. */
const silent: [id: string, given: EventRow['given'], request: Request][] = [
  ['manual-deliver', { done: [put('/alternative-delivery', link)] }, put('/manual-deliver')],
  ['manual-return', { done: [put('/alternative-delivery', link)] }, put('/manual-return')],
  ['update-tracking-number', { seller: { whoPays: 1 } }, put('/update-tracking-number', { trackingNumber: '71' })],
  [
    'tracking-details',
    { status: 'Picking' },
    put('/tracking-details', { cargoSenderNumber: 'S', providerCode: 'YKMP' }),
  ],
  ['box-info', {}, put('/box-info', { boxQuantity: 1 })],
  ['delivered-by-service', { seller: { whoPays: 1, cargoProvider: 'HOROZMP' } }, put('/delivered-by-service')],
  ['warehouse', {}, put('/warehouse', { warehouseId: 1 })],
  ['extended-date', {}, put('/extended-agreed-delivery-date', { extendedDayCount: 1 })],
  ['labor-costs', {}, put('/labor-costs', [{ orderLineId: '{a}', laborCostPerItem: 1 }])],
  ['cargo-providers', {}, put('/cargo-providers', { cargoProvider: 'YKMP' })],
  ['the-present-provider', {}, put('/cargo-providers', { cargoProvider: 'TEXMP' })],
];

const picking = put('', { status: 'Picking' });
const key: JsonObject = { authenticationType: 'API_KEY', apiKey: 'k-1' };
const basic: JsonObject = { authenticationType: 'BASIC_AUTHENTICATION', username: 'ali', password: 'gizli' };

export const rows: EventRow[] = [
  ...statuses.flatMap(([word, given, request, tells]): EventRow[] => [
    { id: `events/subscribed/${word}`, given, webhook: { subscribedStatuses: [word] }, request, tells },
    {
      id: `events/not-subscribed/${word}`,
      given,
      webhook: {
        subscribedStatuses: words.filter((other) => other !== word && other !== also[word]),
      },
      request,
      tells: [],
    },
  ]),
  ...several.map(([id, given, request, tells]): EventRow => ({ id: `events/several/${id}`, given, request, tells })),
  ...silent.map(([id, given, request]): EventRow => ({ id: `events/silent/${id}`, given, request, tells: [] })),
  {
    id: 'events/refused',
    given: { status: 'Shipped' },
    request: { ...picking, refused: true },
    tells: [],
  },
  ...unsupplied.map(
    ([id, subscribedStatuses, given, request, tells]): EventRow => ({
      id: `events/UNSUPPLIED/${id}`,
      given,
      webhook: { subscribedStatuses },
      request,
      tells,
    }),
  ),
  ...(
    [
      ['its-own', 'RO', ['RO'], true],
      ['one-of-several', 'RO', 'sa, ro', true],
      ['another', 'RO', ['SA', 'TR'], false],
      ['home', 'TR', ['TR'], true],
      ['abroad-alone', 'TR', ['RO', 'SA'], false],
      ['outside-the-table', 'FR', ['FR'], true],
      ['all', 'SA', [], true],
    ] as const
  ).map(
    ([id, orderCountryCode, countryCodes, is_heard]): EventRow => ({
      id: `events/country/${id}`,
      given: { order: { orderCountryCode } },
      webhook: { countryCodes: countryCodes as unknown as Json },
      request: put('/items/unsupplied', one),
      tells: is_heard ? ['package Cancelled', 'new Created'] : [],
    }),
  ),
  { id: 'events/body/flat', request: picking, tells: ['package Picking'], envelope: 'flat' },
  {
    id: 'events/body/page',
    given: { seller: { webhookEnvelope: 'page' } },
    request: picking,
    tells: ['package Picking'],
    envelope: 'page',
  },
  {
    id: 'events/body/page-by-the-server',
    given: { server: { KOLI_WEBHOOK_ENVELOPE: 'page' } },
    request: picking,
    tells: ['package Picking'],
    envelope: 'page',
  },
  {
    id: 'events/body/old-names',
    given: { seller: { legacyFields: true } },
    request: picking,
    tells: ['package Picking'],
  },
  {
    id: 'events/body/masked',
    given: { status: null },
    request: order('pending'),
    tells: ['package Awaiting'],
    says: {
      customerFirstName: '***',
      cargoTrackingNumber: 0,
      packageHistories: [{ createdDate: 0, status: 'Awaiting' }],
    },
  },
  {
    id: 'events/headers/key',
    webhook: key,
    request: picking,
    tells: ['package Picking'],
    headers: { 'x-api-key': 'k-1', authorization: null },
  },
  {
    id: 'events/headers/basic',
    webhook: basic,
    request: picking,
    tells: ['package Picking'],
    headers: { authorization: `Basic ${Buffer.from('ali:gizli').toString('base64')}`, 'x-api-key': null },
  },
  {
    id: 'events/headers/common',
    request: picking,
    tells: ['package Picking'],
    headers: { 'content-type': 'application/json; charset=utf-8', 'koli-replay': null },
  },
];
