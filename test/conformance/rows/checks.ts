import type { Answer, Given, Json, Request, Row } from '../format.ts';
import { status_taken } from '../tables/errors.ts';

/** Who may come in, by which headers, at which addresses; and which of two faults is told. */

const update = 'PUT P';
const picking = { status: 'Picking' };
const nowhere = 'PUT S/shipment-packages/3599999999';
const foreign = 'PUT /integration/order/sellers/{stranger}/shipment-packages/{package}';
const text = { 'content-type': 'text/plain' };
const too_large = (1 << 20) + 1;
const list: Request = { call: 'GET S/v2/orders' };

const row = (id: string, request: Request, answer: Answer, rest: { given?: Given; why?: string } = {}): Row => ({
  id: `checks/${id}`,
  ...rest,
  request,
  answer,
});

/** Two faults in one request: the earlier check answers. Each line stands between two neighbours of the order. */
const order: Row[] = (
  [
    ['address-before-agent', { call: 'PUT /integration/nothing', headers: { 'user-agent': null } }, 'no such route'],
    ['method-before-agent', { call: 'PATCH P', headers: { 'user-agent': null } }, 'koli.method'],
    ['method-before-key', { call: 'PATCH P', as: 'nobody' }, 'koli.method'],
    ['agent-before-key', { call: update, as: 'nobody', headers: { 'user-agent': null } }, 'koli.user.agent.missing'],
    ['key-before-seller', { call: foreign, as: 'nobody', body: {} }, 'authentication.error'],
    ['key-before-type', { call: update, as: 'nobody', text: '{', headers: text }, 'authentication.error'],
    ['key-before-size', { call: update, as: 'nobody', blanks: too_large }, 'authentication.error'],
    ['seller-before-type', { call: foreign, text: '{', headers: text }, 'koli.seller.mismatch'],
    ['seller-before-size', { call: foreign, blanks: too_large }, 'koli.seller.mismatch'],
    ['seller-before-JSON', { call: foreign, text: '{' }, 'koli.seller.mismatch'],
    ['type-before-size', { call: update, blanks: too_large, headers: text }, 'koli.media.type'],
    ['type-before-JSON', { call: update, text: '{', headers: text }, 'koli.media.type'],
    ['type-before-package', { call: nowhere, text: '{}', headers: text }, 'koli.media.type'],
    ['size-before-JSON', { call: update, blanks: too_large }, 'koli.too.large'],
    ['size-before-package', { call: nowhere, blanks: too_large }, 'koli.too.large'],
    ['JSON-before-package', { call: nowhere, text: '{' }, 'koli.body.malformed'],
    ['package-before-shape', { call: nowhere, body: {} }, 'koli.package.unknown'],
    ['package-before-no-body', { call: nowhere }, 'koli.package.unknown'],
    [
      'package-before-shape/cancel',
      { call: `${nowhere}/items/unsupplied`, body: { lines: 7 } },
      'koli.package.unknown',
    ],
    [
      'package-before-form',
      { call: 'POST S/shipment-packages/3599999999/split', body: { splitGroups: [] } },
      'koli.package.unknown',
    ],
    ['shape-before-status', { call: update, body: { status: 'Invoiced', params: 1 } }, 'koli.field.invalid'],
    [
      'repetition-before-status',
      { call: update, body: { status: 'Invoiced', lines: [1, 1].map((quantity) => ({ lineId: '{a}', quantity })) } },
      'koli.line.repeated',
    ],
    [
      'reason-before-line',
      { call: 'PUT P/items/unsupplied', body: { lines: [{ lineId: 1, quantity: 1 }], reasonId: 0 } },
      'koli.reason.unknown',
    ],
    [
      'status-before-line',
      { call: update, body: { status: 'Invoiced', lines: [{ lineId: 1, quantity: 1 }] } },
      status_taken,
    ],
    [
      'line-before-quantity',
      {
        call: 'PUT P/items/unsupplied',
        body: {
          lines: [
            { lineId: '{a}', quantity: 99 },
            { lineId: 1, quantity: 1 },
          ],
          reasonId: 500,
        },
      },
      'koli.line.unknown',
    ],
  ] as [string, Request, Answer][]
).map(([id, request, answer]) => row(`order/${id}`, request, answer));

/** The status goes before contract, provider and kind; those go before lines, and lines before amounts. */
const applicability: Row[] = (
  [
    [
      'status-before-contract',
      { status: 'Shipped' },
      { call: 'PUT P/update-tracking-number', body: { trackingNumber: '7' } },
      status_taken,
    ],
    ['status-before-kind', {}, { call: 'PUT P/manual-deliver' }, status_taken],
    [
      'status-before-provider',
      { status: 'Shipped', seller: { cargoProvider: 'HOROZMP' } },
      { call: 'PUT P/box-info', body: { boxQuantity: 1 } },
      status_taken,
    ],
    [
      'shape-before-contract',
      {},
      { call: 'PUT P/update-tracking-number', body: { trackingNumber: 'x' } },
      'koli.field.invalid',
    ],
    [
      'contract-before-number',
      { done: [{ ...list, query: 'shipmentPackageIds={package}', keep: { number: 'content.0.cargoTrackingNumber' } }] },
      { call: 'PUT P/update-tracking-number', body: { trackingNumber: '{number text}' } },
      'shipment.package.cargo.tracking.number.update.not.allowed',
    ],
    [
      'line-before-cost',
      {},
      {
        call: 'PUT P/labor-costs',
        body: [
          { orderLineId: '{a}', laborCostPerItem: 99 },
          { orderLineId: 1, laborCostPerItem: 1 },
        ],
      },
      'koli.line.unknown',
    ],
  ] as [string, Given, Request, Answer][]
).map(([id, given, request, answer]) => row(`order/${id}`, request, answer, { given }));

const basic = (pair: string): string => `Basic ${Buffer.from(pair).toString('base64')}`;
const wrong_keys: [id: string, authorization: string | null][] = [
  ['none', null],
  ['empty', ''],
  ['another-scheme', 'Bearer sandbox-operator'],
  ['no-base64', 'Basic ***'],
  ['no-colon', basic('key')],
  ['no-key', basic(':secret')],
  ['unknown-key', basic('nobody:secret')],
];

/** One address of each kind. */
const doors: [id: string, request: Request][] = [
  ['list', list],
  ['stream', { call: 'GET S/orders/stream' }],
  ['update', { call: update, body: picking }],
  ['cancel', { call: 'PUT P/items/unsupplied', body: {} }],
  ['split', { call: 'POST P/split', body: {} }],
  ['webhooks', { call: 'GET W' }],
  ['test-order', { call: 'POST T/orders/core', body: {} }],
];

const entrance: Row[] = doors.flatMap(([door, request]) => [
  ...wrong_keys.map(([id, authorization]) =>
    row(`key/${door}/${id}`, { ...request, as: 'nobody', headers: { authorization } }, 'authentication.error'),
  ),
  ...[null, '', ' '].map((agent, index) =>
    row(
      `agent/${door}/${['none', 'empty', 'blank'][index]}`,
      { ...request, headers: { 'user-agent': agent } },
      'koli.user.agent.missing',
    ),
  ),
]);

/** A key opens the addresses of its own seller only, and none that are malformed. */
const mismatches: Row[] = ['{stranger}', '1', 'abc', '0', '0{seller}', '-1', '99999999999999999999', '%20'].map(
  (id, index) =>
    row(
      `seller/${['stranger', 'of-nobody', 'letters', 'zero', 'leading-zero', 'negative', 'too-long', 'blank'][index]}`,
      { call: `GET /integration/order/sellers/${id}/v2/orders` },
      'koli.seller.mismatch',
    ),
);

/** Unknown, malformed and another seller's: one answer for the three. */
const writes: [id: string, end: string, body?: Json][] = [
  ['update', '', picking],
  ['cancel', '/items/unsupplied', { lines: [{ lineId: '{a}', quantity: 1 }], reasonId: 500 }],
  ['alternative-delivery', '/alternative-delivery', {}],
  ['alternative-delivery-digital', '/alternative-delivery-digital', {}],
  ['manual-deliver', '/manual-deliver'],
  ['manual-invoice-delivery', '/manual-invoice-delivery'],
  ['manual-return', '/manual-return'],
  ['update-tracking-number', '/update-tracking-number', { trackingNumber: '9' }],
  ['tracking-details', '/tracking-details', {}],
  ['box-info', '/box-info', { boxQuantity: 1 }],
  ['delivered-by-service', '/delivered-by-service'],
  ['warehouse', '/warehouse', { warehouseId: 1 }],
  ['extended-date', '/extended-agreed-delivery-date', { extendedDayCount: 1 }],
  ['labor-costs', '/labor-costs', []],
  ['cargo-providers', '/cargo-providers', { cargoProvider: 'YKMP' }],
];
const splits = ['split', 'multi-split', 'quantity-split', 'split-packages'];
const strange_ids: [id: string, text: string][] = [
  ['unknown', '3599999999'],
  ['zero', '0'],
  ['letters', 'abc'],
  ['negative', '-1'],
  ['fraction', '1.5'],
  ['hex', '0x1'],
  ['too-large', '99999999999999999'],
  ['encoded-NUL', '%00'],
  ['very-long', '1'.repeat(200)],
];

const packages: Row[] = [
  ...[
    ...writes.map(([id, end, body]): [string, string, string, Json?] => [id, 'PUT', end, body]),
    ...splits.map((form): [string, string, string, Json?] => [form, 'POST', `/${form}`, { orderLineIds: ['{a}'] }]),
  ].flatMap(([write, method, end, body]): Row[] => [
    ...(write === 'update' ? strange_ids : strange_ids.slice(0, 3)).map(([id, path]) =>
      row(
        `package/${write}/${id}`,
        { call: `${method} S/shipment-packages/${path}${end}`, body },
        'koli.package.unknown',
      ),
    ),
    row(
      `package/${write}/of-another-seller`,
      { call: `${method} ${foreign.slice(4)}${end}`, body, as: 'stranger' },
      { refused: 'koli.package.unknown', says: '{package}' },
    ),
    row(
      `package/${write}/through-its-owner's-door`,
      { call: `${method} P${end}`, body, as: 'stranger' },
      'koli.seller.mismatch',
    ),
  ]),
];

/** What the marketplace has and koli does not. */
const unserved: Row[] = (
  [
    ['claims', 'GET S/claims'],
    ['neighborhoods', 'GET /integration/member/countries/domestic/TR/cities/34/districts/3401/neighborhoods'],
    ['categories', 'GET /integration/product/product-categories'],
    ['shipment-providers', 'GET /integration/order/shipment-providers'],
    ['test-claims', 'PUT T/sellers/{seller}/claims/waiting-in-action'],
    ['old-gateway', 'GET /sapigw/suppliers/{seller}/orders'],
    ['old-core', 'GET /integration/oms/core/sellers/{seller}/orders'],
    ['order-before-webhook', 'GET /integration/order/webhook/sellers/{seller}/webhooks'],
    ['root', 'GET /integration'],
    ['of-everything', 'GET /'],
    ['icon', 'GET /favicon.ico'],
    ['sellers', 'GET /integration/order/sellers'],
    ['own-API', 'GET /api/v1/nothing'],
    ['own-API-of-another-version', 'GET /api/v2/packages'],
    ['file', 'PUT /../../etc/passwd'],
    ['trailing-slash', 'GET S/v2/orders/'],
    ['double-slash', 'GET S//orders'],
    ['capital', 'GET /Integration/order/sellers/{seller}/orders'],
    ['not-UTF-8', 'GET /integration/order/sellers/%ff/orders'],
    ['half-a-percent-sign', 'GET /integration/order/sellers/%/orders'],
  ] as const
).flatMap(([id, call]) => [
  row(`unserved/${id}`, { call }, 'no such route'),
  row(`unserved/${id}/nobody`, { call, as: 'nobody', headers: { 'user-agent': null } }, 'no such route'),
]);

const methods: Row[] = (
  [
    ['list', 'POST S/v2/orders', 'GET, HEAD'],
    ['stream', 'DELETE S/orders/stream', 'GET, HEAD'],
    ['update', 'POST P', 'PUT'],
    ['cancel', 'DELETE P/items/unsupplied', 'PUT'],
    ['split', 'PUT P/split', 'POST'],
    ['webhooks', 'PATCH W', 'POST, GET, HEAD'],
    ['activate', 'POST W/1/activate', 'PUT'],
    ['test-order', 'GET T/orders/core', 'POST'],
  ] as const
).map(([id, call, allow]) => row(`method/${id}`, { call }, { refused: 'koli.method', headers: { allow } }));

/** A write in JSON says so; where there is no body nobody looks. */
const types: Row[] = [
  ...[
    'application/json',
    'application/json; charset=utf-8',
    'application/json;charset=UTF-8',
    'Application/JSON',
    'application/json ; charset=utf-8',
  ].map((type, index) =>
    row(
      `type/json-${index + 1}`,
      { call: update, text: '{"status":"Nothing"}', headers: { 'content-type': type } },
      'koli.field.invalid',
    ),
  ),
  ...[
    'text/plain',
    'application/jsonx',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    '',
    null,
  ].map((type, index) =>
    row(
      `type/other-${index + 1}`,
      { call: update, text: '{"status":"Picking"}', headers: { 'content-type': type } },
      'koli.media.type',
    ),
  ),
  ...[null, 'application/json', 'text/plain', 'multipart/form-data'].flatMap((type, index) => [
    row(`type/no-body-${index + 1}/update`, { call: update, headers: { 'content-type': type } }, 'koli.field.invalid'),
    row(`type/no-body-${index + 1}/list`, { ...list, headers: { 'content-type': type } }, { status: 200 }),
    row(
      `type/no-body-${index + 1}/activate`,
      { call: 'PUT W/00000000-0000-4000-8000-000000000000/activate', headers: { 'content-type': type } },
      'koli.webhook.unknown',
    ),
  ]),
];

const bodies: Row[] = [
  ...(
    [
      ['half', '{'],
      ['words', 'status=Picking'],
      ['comma', '{"status":"Picking",}'],
      ['comment', '{"status":"Picking"} // now'],
      ['single-quotes', "{'status':'Picking'}"],
      ['NaN', '{"status":NaN}'],
      ['two-values', '{} {}'],
      ['NUL', '{"status":"a\\u0000"}'],
      ['half-a-surrogate-pair', '{"status":"\\ud800"}'],
    ] as const
  ).map(([id, text]) => row(`body/${id}`, { call: update, text }, 'koli.body.malformed')),
  row(
    'body/of-1-MiB',
    { call: update, text: `{"status":"Picking2"}${' '.repeat((1 << 20) - 21)}` },
    'koli.field.invalid',
  ),
  row(
    'body/of-1-MiB-and-a-byte',
    { call: update, text: `{"status":"Picking2"}${' '.repeat((1 << 20) - 20)}` },
    'koli.too.large',
  ),
];

const headers: Row[] = [
  ...[
    '{seller} - SelfIntegration',
    '{seller}-SelfIntegration',
    '{seller} - Shop1',
    'axios/1.7.2',
    'x',
    'a'.repeat(2000),
  ].map((agent, index) =>
    row(`agent/accepted-${index + 1}`, { ...list, headers: { 'user-agent': agent } }, { status: 200 }),
  ),
  ...['a', '!', '~', 'x'.repeat(64), '{id:1}'].map((id, index) =>
    row(
      `request-id/echoed-${index + 1}`,
      { ...list, headers: { 'x-request-id': id } },
      { status: 200, headers: { 'x-request-id': id } },
    ),
  ),
  ...[null, '', 'x'.repeat(65), 'two words', 'tab\tbed', 'ö'].map((id, index) =>
    row(
      `request-id/made-${index + 1}`,
      { ...list, headers: { 'x-request-id': id } },
      { status: 200, headers: { 'x-request-id': '<uuid>' } },
    ),
  ),
  row(
    'request-id/of-a-refusal',
    { call: update, body: {}, headers: { 'x-request-id': 'mine-7' } },
    { refused: 'koli.field.invalid', headers: { 'x-request-id': 'mine-7' } },
  ),
  ...(
    [
      ['tr', 'eksik'],
      ['TR', 'eksik'],
      ['tr-TR', 'eksik'],
      ['tr-TR,tr;q=0.9,en;q=0.8', 'eksik'],
      [null, 'missing'],
      ['en', 'missing'],
      ['de', 'missing'],
      ['', 'missing'],
      ['truk', 'missing'],
    ] as [string | null, string][]
  ).map(([language, says], index) =>
    row(
      `language/${index + 1}`,
      { call: update, body: {}, headers: { 'accept-language': language } },
      { refused: 'koli.field.invalid', says },
      { why: 'the language of the message follows the caller, the key never does' },
    ),
  ),
  ...['Basic', 'basic', 'BASIC'].map((scheme) =>
    row(
      `key/scheme-${scheme}`,
      { ...list, as: 'nobody', headers: { authorization: `${scheme} {credentials}` } },
      { status: 200 },
    ),
  ),
];

/** A package and what a request may name have a size. */
const limits: Row[] = [
  row(
    'limit/200-lines',
    {
      call: 'POST /api/v1/orders',
      as: 'operator',
      body: {
        orders: [
          {
            customer: { id: 1, firstName: 'A', lastName: 'B' },
            shipmentAddress: {},
            lines: Array.from({ length: 201 }, (_, index) => ({
              sellerId: '{seller}',
              barcode: `b${index}`,
              quantity: 1,
              lineGrossAmount: 1,
            })),
          },
        ],
      },
    },
    { has: { results: [{ error: { key: 'koli.field.invalid' } }] } },
    { given: { status: null } },
  ),
  ...(
    [
      ['1001-units-of-a-line', [1001]],
      ['2001-units-of-a-package', [1000, 1000, 1]],
    ] as [string, number[]][]
  ).map(([id, quantities]) =>
    row(
      `limit/${id}`,
      {
        call: 'POST /api/v1/orders',
        as: 'operator',
        body: {
          orders: [
            {
              customer: { id: 1, firstName: 'A', lastName: 'B' },
              shipmentAddress: {},
              lines: quantities.map((quantity, index) => ({
                sellerId: '{seller}',
                barcode: `b${index}`,
                quantity,
                lineGrossAmount: 1,
              })),
            },
          ],
        },
      },
      { has: { results: [{ error: { key: 'koli.field.invalid' } }] } },
      { given: { status: null } },
    ),
  ),
  {
    id: 'checks/limit/the-largest-package',
    given: {
      lines: [
        { barcode: 'a', quantity: 1000 },
        { barcode: 'b', quantity: 1000 },
      ],
    },
    request: { call: update, body: picking },
    answer: 200,
    after: { package: { is: 'Picking' } },
    events: ['package picked PICKING'],
  },
];

export const rows: Row[] = [
  ...order,
  ...applicability,
  ...entrance,
  ...mismatches,
  ...packages,
  ...unserved,
  ...methods,
  ...types,
  ...bodies,
  ...headers,
  ...limits,
];
