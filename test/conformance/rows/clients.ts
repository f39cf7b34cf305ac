import type { Answer, Change, Given, Request, Row } from '../format.ts';

/** What programs in the field send, as they send it: the bodies are texts, since the order of keys is theirs. */

const list = (id: string, request: Omit<Request, 'call'>, v1 = false): Row => ({
  id: `clients/list/${id}`,
  ...(v1 && { given: { server: { KOLI_V1: 'on' } } }),
  see: [
    {
      request: { call: v1 ? 'GET S/orders' : 'GET S/v2/orders', ...request },
      answer: {
        has: { totalElements: 1, totalPages: 1, page: 0, size: 1, content: [{ shipmentPackageId: '{package}' }] },
      },
    },
  ],
});

const reads: Row[] = [
  ...[
    '{seller} - SelfIntegration',
    '{seller}-SelfIntegration',
    'TrendyolSaticiAPI/2.0.1',
    'axios/1.7.2',
    'Go-http-client/1.1',
  ].flatMap((agent, index) => [
    list(`agent-${index + 1}`, { headers: { 'User-Agent': agent } }),
    list(`agent-${index + 1}/V1`, { headers: { 'User-Agent': agent } }, true),
  ]),
  list('ids-repeated', { query: 'shipmentPackageIds={package}&shipmentPackageIds=1' }),
  list('ids-with-commas', { query: 'shipmentPackageIds={package},1' }),
  list('ids-numbered', { query: 'shipmentPackageIds[0]={package}&shipmentPackageIds[1]=1' }),
  list('unset-parameters-empty', {
    query: 'status=&startDate=&endDate=&orderNumber=&page=0&size=50&orderByField=&supplierId=',
  }),
  list('misspelt-parameter', { query: 'orderbByField=PackageLastModifiedDate&page=0&size=200' }),
  list('order-as-documented', { query: 'orderByField=PackageLastModifiedDate&orderByDirection=DESC&size=50' }),
  list('JSON-type', { headers: { 'Content-Type': 'application/json' } }),
  list('extra-headers', {
    headers: {
      'Content-Type': 'application/json',
      'x-clientip': '10.0.0.1',
      'x-correlationid': '1f0c',
      'x-agentname': '{seller} - SelfIntegration',
      storeFrontCode: 'TR',
      'x-api-version': '2',
    },
  }),
  list('accept-encoding', {
    headers: { 'Accept-Encoding': 'gzip, deflate, br', Accept: 'application/json, text/plain, */*' },
  }),
  {
    id: 'clients/stream',
    see: [
      {
        request: { call: 'GET S/orders/stream', query: 'size=50&nextCursor=&packageItemStatuses=' },
        answer: { has: { size: 1, hasMore: false, nextCursor: '', content: [{ shipmentPackageId: '{package}' }] } },
      },
    ],
  },
];

const json = { 'Content-Type': 'application/json', 'Accept-Encoding': 'gzip, deflate, br' };
const write = (
  id: string,
  given: Given,
  call: string,
  text: string,
  rest: Pick<Row, 'answer' | 'after' | 'events'>,
): Row => ({
  id: `clients/${id}`,
  given,
  request: { call, text, headers: json },
  ...rest,
});

const picked = { answer: 200, after: { package: { is: 'Picking' } as Change }, events: ['package picked PICKING'] };
const lost = {
  orderLineItemStatusName: 'UnSupplied',
  cancelledBy: 'Seller',
  cancelReason: 'Stock Out',
  cancelReasonCode: 500,
};
const ready: Change = { is: 'Created', tracking: 733, fields: { createdBy: 'split' } };
const split = (answer: Answer, ...children: Record<string, number[]>[]): Pick<Row, 'answer' | 'after' | 'events'> => {
  const names = children.map((_, index) => (index === 0 ? 'new' : `new${index + 1}`));
  return {
    answer,
    after: {
      package: { is: 'UnPacked' },
      ...Object.fromEntries(names.map((name, index) => [name, { ...ready, holds: children[index]! }])),
    },
    events: ['package unpacked UNPACKED', ...names.map((name) => `${name} created CREATED`)],
  };
};
const quiet = (event: string, change: Change): Pick<Row, 'answer' | 'after' | 'events'> => ({
  answer: 200,
  after: { package: change },
  events: [`package ${event} -`],
});

const writes: Row[] = [
  write('picking/alone', {}, 'PUT P', '{"status":"Picking"}', picked),
  write(
    'picking/with-lines',
    {},
    'PUT P',
    '{"status":"Picking","lines":[{"lineId":{a},"quantity":2}],"params":{}}',
    picked,
  ),
  write(
    'picking/lines-first',
    {},
    'PUT P',
    '{"lines":[{"lineId":{a},"quantity":4}],"params":{},"status":"Picking"}',
    picked,
  ),
  write(
    'picking/quantity-first',
    {},
    'PUT P',
    '{"params":{},"status":"Picking","lines":[{"quantity":2,"lineId":{a}}]}',
    picked,
  ),
  write('picking/spread-out', {}, 'PUT P', '{\r\n  "status" : "Picking"\r\n}\r\n', picked),
  write(
    'invoiced',
    { status: 'Picking' },
    'PUT P',
    '{"status":"Invoiced","params":{"invoiceNumber":"EME2026000000001"}}',
    {
      answer: 200,
      after: { package: { is: 'Invoiced', fields: { invoiceNumber: 'EME2026000000001' } } },
      events: ['package invoiced INVOICED'],
    },
  ),
  write(
    'invoiced/with-lines',
    { status: 'Picking' },
    'PUT P',
    '{"lines":[{"lineId":{a},"quantity":4}],"params":{"invoiceNumber":"EME2026000000001"},"status":"Invoiced"}',
    {
      answer: 200,
      after: { package: { is: 'Invoiced', fields: { invoiceNumber: 'EME2026000000001' } } },
      events: ['package invoiced INVOICED'],
    },
  ),
  write('cancel', {}, 'PUT P/items/unsupplied', '{"lines":[{"lineId":{a},"quantity":1}],"reasonId":500}', {
    answer: { text: '', headers: { 'koli-new-package': '{new}' } },
    after: {
      package: { is: 'Cancelled', holds: { a: [1] }, each: lost },
      new: {
        is: 'Created',
        tracking: 733,
        holds: { a: [2, 3, 4], b: [1], c: [1, 2] },
        fields: { createdBy: 'cancel' },
      },
    },
    events: ['package cancelled CANCELLED', 'new created CREATED'],
  }),
  write(
    'split',
    {},
    'POST P/split',
    '{"orderLineIds":[{a}]}',
    split({ body: { newPackageId: '{new}' } }, { a: [1, 2, 3, 4] }, { b: [1], c: [1, 2] }),
  ),
  write(
    'multi-split',
    {},
    'POST P/multi-split',
    '{"splitGroups":[{"orderLineIds":[{a}]}]}',
    split(
      { body: { results: [{ newPackageId: '{new}' }, { newPackageId: '{new2}' }] } },
      { a: [1, 2, 3, 4] },
      { b: [1], c: [1, 2] },
    ),
  ),
  write(
    'quantity-split',
    {},
    'POST P/quantity-split',
    '{"quantitySplit":[{"orderLineId":{a},"quantities":[1,1]}]}',
    split(
      { body: { newPackageIds: ['{new}', '{new2}', '{new3}'] } },
      { a: [1] },
      { a: [2] },
      { a: [3, 4], b: [1], c: [1, 2] },
    ),
  ),
  write(
    'split-packages',
    {},
    'POST P/split-packages',
    '{"splitPackages":[{"packageDetails":[{"orderLineId":{a},"quantities":1}]}]}',
    split({ text: '' }, { a: [1] }, { a: [2, 3, 4], b: [1], c: [1, 2] }),
  ),
  write(
    'cargo-providers',
    {},
    'PUT P/cargo-providers',
    '{"cargoProvider":"YKMP"}',
    quiet('cargoProviderChanged', { tracking: 725, fields: { cargoProviderName: 'Yurtiçi Kargo Marketplace' } }),
  ),
  write(
    'box-info',
    {},
    'PUT P/box-info',
    '{"boxQuantity":4,"deci":4.4}',
    quiet('boxInfoSet', { fields: { cargoDeci: 4.4 } }),
  ),
  write(
    'warehouse',
    {},
    'PUT P/warehouse',
    '{"warehouseId":372389}',
    quiet('warehouseSet', { fields: { warehouseId: 372389 } }),
  ),
  write(
    'labor-costs',
    {},
    'PUT P/labor-costs',
    '[{"orderLineId":{a},"laborCostPerItem":1.5}]',
    quiet('laborCostsSet', { line: { a: { laborCost: 1.5 } } }),
  ),
  write(
    'tracking-number',
    { seller: { whoPays: 1 } },
    'PUT P/update-tracking-number',
    '{"trackingNumber":"7340447182689"}',
    quiet('trackingNumberFed', { fields: { cargoTrackingNumber: 7340447182689 } }),
  ),
  write(
    'extended-date',
    {},
    'PUT P/extended-agreed-delivery-date',
    '{"extendedDayCount":1}',
    quiet('dateExtended', {
      fields: {
        agreedDeliveryDate: '{third day+1d}',
        estimatedDeliveryStartDate: '{third day+2d}',
        estimatedDeliveryEndDate: '{third day+4d}',
      },
    }),
  ),
  write(
    'alternative-delivery',
    {},
    'PUT P/alternative-delivery',
    '{"isPhoneNumber":false,"trackingInfo":"http://tex.example/takip?id=1","params":{},"boxQuantity":1,"deci":1.4}',
    {
      answer: 200,
      after: {
        package: {
          is: 'Shipped',
          tracking: 732,
          fields: { cargoProviderName: 'Alternatif Teslimat', cargoTrackingLink: 'http://tex.example/takip?id=1' },
        },
      },
      events: ['package shipped SHIPPED'],
    },
  ),
  write(
    'digital-delivery',
    { lines: [{ barcode: 'a', quantity: 1, businessUnit: 'Digital Goods' }] },
    'PUT P/alternative-delivery',
    '{"isPhoneNumber":true,"trackingInfo":"5555555555","params":{"digitalCode":"XXXX-YYYY"}}',
    {
      answer: 200,
      after: {
        package: {
          is: 'Delivered',
          passes: ['Shipped'],
          tracking: 732,
          fields: { cargoProviderName: 'Alternatif Teslimat' },
        },
      },
      events: ['package shipped SHIPPED', 'package delivered DELIVERED'],
    },
  ),
  write(
    'webhook',
    { status: null },
    'POST W',
    '{"url":"https://shop.example/hook","username":"user","password":"password","authenticationType":"BASIC_AUTHENTICATION","apiKey":"","subscribedStatuses":["CREATED","PICKING"]}',
    { answer: { body: { id: '<uuid>' } } },
  ),
];

const hook = { url: 'https://shop.example/hook', authenticationType: 'API_KEY', apiKey: 'k' };
const management: Row[] = (
  [
    ['activate', 'no-body', undefined],
    ['activate', 'empty-body', '{}'],
    ['deactivate', 'no-body', undefined],
    ['deactivate', 'empty-body', '{}'],
  ] as const
).map(
  ([word, id, text]): Row => ({
    id: `clients/webhook/${word}/${id}`,
    given: { status: null, done: [{ call: 'POST W', body: hook, keep: { webhook: 'id' } }] },
    request: { call: `PUT W/{webhook}/${word}`, text, headers: json },
    answer: { text: '200 OK', headers: { 'content-type': 'text/plain; charset=utf-8' } },
  }),
);

/** Mistakes that exist out there. */
const wrong: [id: string, call: string, text: string, answer: Answer, given?: Given][] = [
  [
    'cancel-with-reason-0',
    'PUT P/items/unsupplied',
    '{"lines":[{"lineId":{a},"quantity":1}],"reasonId":0}',
    { refused: 'koli.reason.unknown', says: '500' },
  ],
  [
    'split-packages-with-groups',
    'POST P/split-packages',
    '{"splitGroups":[{"orderLineIds":[{a}]}]}',
    { refused: 'koli.split.invalid', says: 'splitPackages' },
  ],
  [
    'webhook-without-type',
    'POST W',
    '{"url":"https://shop.example/hook","username":"user","password":"password","subscribedStatuses":[]}',
    { refused: 'koli.webhook.invalid', says: 'authenticationType' },
    { status: null },
  ],
  [
    'extended-date-with-a-date',
    'PUT P/extended-agreed-delivery-date',
    '{"agreedDeliveryDate":{third day}}',
    { refused: 'koli.field.invalid', says: 'extendedDayCount' },
  ],
  [
    'status-UnSupplied',
    'PUT P',
    '{"status":"UnSupplied","lines":[{"lineId":{a},"quantity":1}],"params":{}}',
    { refused: 'koli.field.invalid', says: 'status' },
  ],
  [
    'ids-as-texts',
    'PUT P/items/unsupplied',
    '{"lines":[{"lineId":"{a}","quantity":"1"}],"reasonId":500}',
    { refused: 'koli.field.invalid', says: 'lines[0].lineId' },
  ],
];

export const rows: Row[] = [
  ...reads,
  ...writes,
  ...management,
  ...wrong.map(
    ([id, call, text, answer, given]): Row => ({
      id: `clients/wrong/${id}`,
      given,
      request: { call, text, headers: json },
      answer,
    }),
  ),
];

/** The same in pieces, without a length said before. */
export const chunked: Row[] = rows
  .filter(({ request }) => request?.text !== undefined)
  .map((row) => ({ ...row, id: `${row.id}/chunked`, request: { ...row.request!, chunked: true } }));
