import type { Answer, Given, Json, JsonObject, Request, Row } from '../format.ts';

/** Members that are null, old words, other names of codes, and what refusals say. */

const put = (end: string, body: Json): Request => ({ call: `PUT P${end}`, body });
const post = (end: string, body: Json): Request => ({ call: `POST P${end}`, body });
const done: Answer = 200;
const created = { status: 201 };
const line: JsonObject = { lineId: '{a}', quantity: 1 };

/** An optional member that is null, or an empty invoice number, counts as absent. */
const nulls: [id: string, given: Given, request: Request, answer?: Answer][] = [
  ['update/lines', {}, put('', { status: 'Picking', lines: null, params: {} })],
  ['update/params', {}, put('', { status: 'Picking', params: null })],
  ['update/both', { status: 'Picking' }, put('', { status: 'Invoiced', lines: null, params: null })],
  [
    'update/number',
    { status: 'Picking' },
    put('', { status: 'Invoiced', params: { invoiceNumber: null, isAgreedOnSize: null } }),
  ],
  ['update/number-empty', { status: 'Picking' }, put('', { status: 'Invoiced', params: { invoiceNumber: '' } })],
  ['cancel/keep', {}, put('/items/unsupplied', { lines: [line], reasonId: 500, shouldKeepPreviousStatus: null })],
  [
    'split/keep',
    {},
    post('/split', { orderLineIds: ['{a}'], shouldKeepPreviousStatus: null }),
    { has: { newPackageId: '<integer>' } },
  ],
  [
    'alternative/params',
    {},
    put('/alternative-delivery', { isPhoneNumber: false, trackingInfo: 'https://kargo.example/1', params: null }),
  ],
  [
    'alternative/no-params',
    {},
    put('/alternative-delivery', { isPhoneNumber: false, trackingInfo: 'https://kargo.example/1' }),
  ],
  [
    'alternative/boxes-and-deci',
    {},
    put('/alternative-delivery', {
      isPhoneNumber: true,
      trackingInfo: '5320000000',
      params: { digitalCode: null },
      boxQuantity: null,
      deci: null,
    }),
  ],
  ['box-info/deci', {}, put('/box-info', { boxQuantity: 2, deci: null })],
  [
    'tracking-details/return-number',
    { status: 'Picking' },
    put('/tracking-details', { cargoSenderNumber: 'S-1', providerCode: 'YKMP', returnTrackingNumber: null }),
  ],
  [
    'invoice-link/number-and-date',
    { status: 'Picking' },
    {
      call: 'POST I/seller-invoice-links',
      body: {
        invoiceLink: 'https://fatura.example/null-1',
        shipmentPackageId: '{package}',
        invoiceDateTime: null,
        invoiceNumber: null,
      },
    },
    created,
  ],
  [
    'invoice-link/number-empty',
    { status: 'Picking' },
    {
      call: 'POST I/seller-invoice-links',
      body: { invoiceLink: 'https://fatura.example/null-2', shipmentPackageId: '{package}', invoiceNumber: '' },
    },
    created,
  ],
  [
    'label/boxes-and-height',
    { status: 'Picking', done: [{ call: 'GET S/v2/orders', keep: { tracking: 'content.0.cargoTrackingNumber' } }] },
    { call: 'POST I/common-label/{tracking}', body: { format: 'ZPL', boxQuantity: null, volumetricHeight: null } },
  ],
];

/** A required member that is null is missing. */
const missing: [id: string, request: Request, says: string][] = [
  ['update/status', put('', { status: null }), 'status is missing'],
  ['cancel/lines', put('/items/unsupplied', { lines: null, reasonId: 500 }), 'lines is missing'],
  ['cancel/reason', put('/items/unsupplied', { lines: [line], reasonId: null }), 'reasonId is missing'],
  [
    'cancel/quantity',
    put('/items/unsupplied', { lines: [{ lineId: '{a}', quantity: null }], reasonId: 500 }),
    'lines[0].quantity is missing',
  ],
  ['split/lines', post('/split', { orderLineIds: null }), 'orderLineIds is missing'],
  ['box-info/boxes', put('/box-info', { boxQuantity: null, deci: 2 }), 'boxQuantity is missing'],
  ['warehouse', put('/warehouse', { warehouseId: null }), 'warehouseId is missing'],
  ['cargo-providers', put('/cargo-providers', { cargoProvider: null }), 'cargoProvider is missing'],
  [
    'alternative/info',
    put('/alternative-delivery', { isPhoneNumber: false, trackingInfo: null, params: null }),
    'trackingInfo is missing',
  ],
];

/** What is listed after a carrier was written by its other name. */
const carried = (fields: JsonObject): Row['see'] => [
  { request: { call: 'GET S/v2/orders', query: 'orderNumber={order}' }, answer: { has: { content: [fields] } } },
];
const kolay = { cargoProviderName: 'Kolay Gelsin Marketplace' };

const names: Row[] = [
  {
    id: 'requests/SENDEOMP/cargo-providers',
    given: { done: [put('/cargo-providers', { cargoProvider: 'SENDEOMP' })] },
    see: carried({ ...kolay, cargoTrackingNumber: '<tracking 737>' }),
  },
  {
    id: 'requests/SENDEOMP/is-the-present-provider',
    why: 'it is the same carrier, so nothing changes and no rest is due',
    given: { seller: { cargoProvider: 'KOLAYGELSINMP' } },
    request: put('/cargo-providers', { cargoProvider: 'SENDEOMP' }),
    answer: done,
  },
  {
    id: 'requests/SENDEOMP/tracking-details',
    given: {
      status: 'Picking',
      done: [put('/tracking-details', { cargoSenderNumber: 'S-1', providerCode: 'SENDEOMP' })],
    },
    see: carried(kolay),
  },
  {
    id: 'requests/SENDEOMP/setting-of-the-seller',
    given: { seller: { cargoProvider: 'SENDEOMP' } },
    see: carried({ ...kolay, cargoTrackingNumber: '<tracking 737>' }),
  },
  {
    id: 'requests/CEVATEDARIK/cargo-providers',
    given: { done: [put('/cargo-providers', { cargoProvider: 'CEVATEDARIK' })] },
    see: carried({ cargoProviderName: 'Ceva Tedarik Marketplace', cargoTrackingNumber: '<tracking 736>' }),
  },
];

const hook = { url: 'https://shop.example/hook', authenticationType: 'API_KEY', apiKey: 'k-1' };
const cancelled = (reasonId: number, headers: Request['headers'] = {}): Request => ({
  ...put('/items/unsupplied', { lines: [line], reasonId }),
  headers,
});

/** The whole sentence. */
const sentences: [id: string, request: Request, refused: string, says: string][] = [
  [
    'reason-at-home',
    cancelled(0),
    'koli.reason.unknown',
    'reasonId 0 is not a cancel reason: use one of 500, 501, 502, 504, 505, 506.',
  ],
  [
    'reason-at-home-abroad-only',
    cancelled(503, { storeFrontCode: 'TR' }),
    'koli.reason.unknown',
    '500, 501, 502, 504, 505, 506',
  ],
  [
    'subscription-as-a-status',
    { call: 'POST W', body: { ...hook, subscribedStatuses: ['Created'] } },
    'koli.webhook.invalid',
    'subscribedStatuses[0] must be one of AWAITING, CREATED, PICKING, INVOICED, SHIPPED,',
  ],
  [
    'subscription-of-an-old-word',
    { call: 'POST W', body: { ...hook, subscribedStatuses: ['CREATED', 'REPACK'] } },
    'koli.webhook.invalid',
    'subscribedStatuses[1] must be one of',
  ],
];

/** An order of the operator with an identity number; refusals of one order stand in a list. */
const identified = (identityNumber: string, orderCountryCode?: string): Request => ({
  call: 'POST /api/v1/orders',
  as: 'operator',
  body: {
    orders: [
      {
        customer: { id: 7, firstName: 'Ioana', lastName: 'Pop', identityNumber },
        shipmentAddress: {},
        lines: [{ sellerId: '{seller}', barcode: 'a', quantity: 1, lineGrossAmount: 10 }],
        ...(orderCountryCode === undefined ? {} : { orderCountryCode }),
      },
    ],
  },
});
const taken: Answer = { has: { results: [{ packages: [{ shipmentPackageId: '<integer>' }] }] } };
const untaken: Answer = { has: { results: [{ error: { key: 'koli.field.invalid' } }] } };

const identities: [id: string, request: Request, answer: Answer][] = [
  ['11', identified('12345678901'), taken],
  ['11-in-Romania', identified('12345678901', 'RO'), taken],
  ['13-in-Romania', identified('1960523123457', 'RO'), taken],
  ['12-in-Romania', identified('123456789012', 'RO'), untaken],
  ['13-at-home', identified('1960523123457'), untaken],
  ['13-elsewhere', identified('1960523123457', 'DE'), untaken],
];

/** An order that the operator moved here from another seller; what is cut from its package has a reason of its own. */
const transfers: Row[] = [
  {
    id: 'requests/transfer/first-package',
    given: { order: { createdBy: 'transfer' } },
    see: carried({ createdBy: 'transfer', originPackageIds: null }),
  },
  {
    id: 'requests/transfer/its-remainder',
    given: {
      order: { createdBy: 'transfer' },
      done: [put('/items/unsupplied', { lines: [line], reasonId: 500 })],
    },
    see: [
      {
        request: {
          call: 'GET S/v2/orders',
          query: 'orderNumber={order}&orderByField=CreatedDate&orderByDirection=ASC',
        },
        answer: {
          has: {
            content: [
              { createdBy: 'transfer', status: 'Cancelled' },
              { createdBy: 'cancel', originPackageIds: ['{package}'] },
            ],
          },
        },
      },
    ],
  },
  {
    id: 'requests/transfer/said-as-usual',
    given: { order: { createdBy: 'order-creation' } },
    see: carried({ createdBy: 'order-creation' }),
  },
];

const nothing: Given = { status: null };

export const rows: Row[] = [
  ...nulls.map(
    ([id, given, request, answer = done]): Row => ({ id: `requests/null/${id}`, given, see: [{ request, answer }] }),
  ),
  ...missing.map(
    ([id, request, says]): Row => ({
      id: `requests/null-is-missing/${id}`,
      request,
      answer: { refused: 'koli.field.invalid', says },
    }),
  ),
  ...names,
  ...transfers,
  ...sentences.map(
    ([id, request, refused, says]): Row => ({ id: `requests/sentence/${id}`, request, answer: { refused, says } }),
  ),
  ...identities.map(
    ([id, request, answer]): Row => ({
      id: `requests/identityNumber/${id}`,
      given: nothing,
      see: [{ request, answer }],
    }),
  ),
];
