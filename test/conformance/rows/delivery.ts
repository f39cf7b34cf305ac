import type { Change, Given, Json, JsonObject, Line, Request, Row } from '../format.ts';
import { no_tracking } from '../tables/errors.ts';
import { providers } from '../tables/providers.ts';
import { open_statuses } from '../tables/words.ts';

const put = (end: string, body?: Json): Request => ({ call: `PUT P/${end}`, body });

const link = { isPhoneNumber: false, trackingInfo: 'https://kargo.example/1', params: {} };
const phone = { isPhoneNumber: true, trackingInfo: '5320000000', params: {} };
const code = { ...phone, params: { digitalCode: 'ABC-123' } };
const digital: Line[] = [{ barcode: 'a', quantity: 3, businessUnit: 'Digital Goods' }];
const half_digital: Line[] = [...digital, { barcode: 'b', quantity: 1 }];

const own_contract = { whoPays: 1 };
const horoz = { cargoProvider: 'HOROZMP' };
const details = { cargoSenderNumber: 'S-1', providerCode: 'YKMP' };

/** A change that shows in fields alone: no status, no history, no webhook. */
const quiet = (id: string, given: Given, request: Request, event: string, change: Change): Row => ({
  id: `delivery/${id}`,
  given,
  request,
  answer: 200,
  after: { package: change },
  events: [`package ${event} -`],
});

const refused = (id: string, given: Given, request: Request, key: string, says?: string): Row => ({
  id: `delivery/${id}`,
  given,
  request,
  answer: says === undefined ? key : { refused: key, says },
});

const alternatively = { tracking: 732, fields: { cargoProviderName: 'Alternatif Teslimat' } };

const alternative: Row[] = [
  ...open_statuses.map(
    (status): Row => ({
      id: `delivery/alternative/${status}/link`,
      given: { status },
      request: put('alternative-delivery', { ...link, boxQuantity: 2, deci: 1.5, unknown: 'key' }),
      answer: 200,
      after: {
        package: {
          is: 'Shipped',
          tracking: 732,
          fields: { cargoProviderName: 'Alternatif Teslimat', cargoTrackingLink: link.trackingInfo },
        },
      },
      events: ['package shipped SHIPPED'],
    }),
  ),
  ...(
    [
      ['params-missing', { params: undefined }],
      ['nulls', { params: null, boxQuantity: null, deci: null }],
      ['code-null', { params: { digitalCode: null } }],
    ] as [string, JsonObject][]
  ).map(
    ([id, more]): Row => ({
      id: `delivery/alternative/${id}`,
      request: put('alternative-delivery', JSON.parse(JSON.stringify({ ...link, ...more }))),
      answer: 200,
      after: {
        package: {
          is: 'Shipped',
          tracking: 732,
          fields: { ...alternatively.fields, cargoTrackingLink: link.trackingInfo },
        },
      },
      events: ['package shipped SHIPPED'],
    }),
  ),
  ...['5320000000', '05320000000'].map(
    (trackingInfo): Row => ({
      id: `delivery/alternative/phone-of-${trackingInfo.length}`,
      request: put('alternative-delivery', { ...phone, trackingInfo }),
      answer: 200,
      after: { package: { is: 'Shipped', ...alternatively } },
      events: ['package shipped SHIPPED'],
    }),
  ),
  ...(
    [
      ['link-of-another-kind', { ...link, trackingInfo: 'ftp://kargo.example' }],
      ['link-without-host', { ...link, trackingInfo: 'https://' }],
      ['phone-of-9', { ...phone, trackingInfo: '532000000' }],
      ['phone-of-12', { ...phone, trackingInfo: '053200000000' }],
      ['phone-with-letters', { ...phone, trackingInfo: '53200000OO' }],
      ['link-for-a-phone', { ...link, isPhoneNumber: true }],
      ['flag-a-text', { ...link, isPhoneNumber: 'false' }],
      ['flag-missing', { trackingInfo: 'https://kargo.example/1', params: {} }],
      ['info-missing', { isPhoneNumber: true, params: {} }],
      ['params-a-list', { ...link, params: [] }],
      ['box-quantity-0', { ...link, boxQuantity: 0 }],
      ['deci-0', { ...link, deci: 0 }],
    ] as [string, Json][]
  ).map(([id, body]) => refused(`alternative/${id}`, {}, put('alternative-delivery', body), 'koli.field.invalid')),
  refused('alternative/no-body', {}, put('alternative-delivery'), 'koli.field.invalid'),
];

const digitally: Row[] = ['alternative-delivery', 'alternative-delivery-digital'].flatMap((end): Row[] => [
  ...['ABC-12', 'x'.repeat(120)].map(
    (digitalCode): Row => ({
      id: `delivery/digital/${end}/code-of-${digitalCode.length}`,
      given: { lines: digital },
      request: put(end, { ...code, params: { digitalCode } }),
      answer: 200,
      after: { package: { is: 'Delivered', passes: ['Shipped'], ...alternatively } },
      events: ['package shipped SHIPPED', 'package delivered DELIVERED'],
    }),
  ),
  ...['ABC-1', 'x'.repeat(121)].map((digitalCode) =>
    refused(
      `digital/${end}/code-of-${digitalCode.length}`,
      { lines: digital },
      put(end, { ...code, params: { digitalCode } }),
      'koli.field.invalid',
      'params.digitalCode',
    ),
  ),
  refused(
    `digital/${end}/not-by-phone`,
    { lines: digital },
    put(end, { ...link, params: { digitalCode: 'ABC-123' } }),
    'koli.field.invalid',
    'isPhoneNumber',
  ),
  refused(
    `digital/${end}/one-line-is-solid`,
    { lines: half_digital },
    put(end, code),
    'digital.good.business.unit.not.valid',
    '{b}',
  ),
]);

const sent: Request = put('alternative-delivery', link);
const carried = (status: string): Request => ({
  call: 'POST /api/v1/carrier-events',
  as: 'operator',
  body: { events: [{ sellerId: '{seller}', packageId: '{package}', status }] },
});
const numbered: Request = {
  call: 'GET S/v2/orders',
  query: 'shipmentPackageIds={package}',
  keep: { number: 'content.0.cargoTrackingNumber' },
};

/** Where an alternative delivery is told to have arrived, and to have come back; by package and by tracking number. */
const arrivals: [call: string, by_number: boolean][] = [
  ['PUT P/manual-deliver', false],
  ['PUT P/manual-invoice-delivery', false],
  ['PUT S/manual-deliver/{number}', true],
  ['PUT S/shipment-packages/manual-invoice-delivery-by-tracking-number/{number}', true],
];
const returns: [call: string, by_number: boolean][] = [
  ['PUT P/manual-return', false],
  ['PUT S/manual-return/{number}', true],
  ['PUT S/shipment-packages/manual-return-by-tracking-number/{number}', true],
];
const short = (call: string): string => call.replace('PUT ', '').replaceAll('/', '.').replace('.{number}', '');

/** The customer confirms it later. */
const reported = (id: string, given: Given, request: Request, event: string): Row => ({
  id: `delivery/manual/${id}`,
  given,
  request,
  answer: 200,
  after: { package: {} },
  events: [`package ${event} -`],
});

const manual: Row[] = [
  ...arrivals.flatMap(([call]): Row[] => [
    reported(`${short(call)}/Shipped`, { done: [sent, numbered] }, { call }, 'deliveryReported'),
    reported(
      `${short(call)}/AtCollectionPoint`,
      { done: [sent, carried('AtCollectionPoint'), numbered] },
      { call, body: {} },
      'deliveryReported',
    ),
  ]),
  ...returns.flatMap(([call]): Row[] => [
    reported(`${short(call)}/Shipped`, { done: [sent, numbered] }, { call }, 'returnReported'),
    reported(
      `${short(call)}/UnDelivered`,
      { done: [sent, carried('UnDelivered'), numbered] },
      { call },
      'returnReported',
    ),
  ]),
  ...[...arrivals, ...returns].map(([call]) =>
    refused(
      `manual/${short(call)}/by-a-carrier`,
      { status: 'Shipped', done: [numbered] },
      { call },
      'koli.not.applicable',
    ),
  ),
  ...[...arrivals, ...returns]
    .filter(([, by_number]) => by_number)
    .flatMap(([call]): Row[] => [
      ...['7320000000099999', 'x', '-1', '0', '%20'].map((number) =>
        refused(
          `manual/${short(call)}/number-${number}`,
          { done: [sent] },
          { call: call.replace('{number}', number) },
          'koli.package.unknown',
        ),
      ),
      refused(
        `manual/${short(call)}/number-it-had-before`,
        { done: [numbered, sent] },
        { call },
        'koli.package.unknown',
      ),
      refused(
        `manual/${short(call)}/number-of-another-seller`,
        { done: [sent, numbered] },
        { call: call.replace('PUT S', 'PUT /integration/order/sellers/{stranger}'), as: 'stranger' },
        'koli.package.unknown',
      ),
    ]),
];

const number = (trackingNumber: Json): Request => put('update-tracking-number', { trackingNumber });

const tracking: Row[] = [
  ...open_statuses.map((status) =>
    quiet(
      `update-tracking-number/own-contract${status === 'Created' ? '' : `/${status}`}`,
      { seller: own_contract, status },
      number('1234567890123456'),
      'trackingNumberFed',
      { fields: { cargoTrackingNumber: 1234567890123456, whoPays: 1 } },
    ),
  ),
  quiet('update-tracking-number/one-digit', { seller: own_contract }, number('7'), 'trackingNumberFed', {
    fields: { cargoTrackingNumber: 7 },
  }),
  refused('update-tracking-number/no-contract', {}, number('98'), no_tracking),
  refused(
    'update-tracking-number/fed-before',
    { seller: own_contract, done: [number('5001')] },
    number('5002'),
    no_tracking,
  ),
  ...['', '12a', '12345678901234567', '9007199254740992', '0', 12, null, '-1', '1.5'].map((value) =>
    refused(
      `update-tracking-number/number-${JSON.stringify(value)}`,
      { seller: own_contract },
      number(value),
      'koli.field.invalid',
      'trackingNumber',
    ),
  ),
  refused(
    'update-tracking-number/missing',
    { seller: own_contract },
    put('update-tracking-number', {}),
    'koli.field.invalid',
  ),
  refused(
    'update-tracking-number/its-own',
    { seller: own_contract, done: [numbered] },
    number('{number}'),
    'koli.field.invalid',
  ),
  {
    id: 'delivery/update-tracking-number/lost-by-a-cancel',
    given: { seller: own_contract, done: [number('5003')] },
    request: { call: 'PUT P/items/unsupplied', body: { lines: [{ lineId: '{a}', quantity: 1 }], reasonId: 500 } },
    answer: { headers: { 'koli-new-package': '{new}' } },
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
      },
      new: {
        is: 'Created',
        holds: { a: [2, 3, 4], b: [1], c: [1, 2] },
        tracking: 733,
        fields: { createdBy: 'cancel' },
      },
    },
    events: ['package cancelled CANCELLED', 'new created CREATED'],
  },
  quiet('tracking-details/first', { status: 'Picking' }, put('tracking-details', details), 'trackingDetailsFed', {
    fields: { cargoSenderNumber: 'S-1', cargoProviderName: 'Yurtiçi Kargo Marketplace' },
  }),
  quiet(
    'tracking-details/nulls',
    { status: 'Picking' },
    put('tracking-details', { ...details, returnTrackingNumber: null }),
    'trackingDetailsFed',
    { fields: { cargoSenderNumber: 'S-1', cargoProviderName: 'Yurtiçi Kargo Marketplace' } },
  ),
  quiet(
    'tracking-details/again',
    { status: 'Picking', done: [put('tracking-details', details)] },
    put('tracking-details', { cargoSenderNumber: 'S'.repeat(64), providerCode: 'ARASMP', returnTrackingNumber: 'R-1' }),
    'trackingDetailsFed',
    { fields: { cargoSenderNumber: 'S'.repeat(64), cargoProviderName: 'Aras Kargo Marketplace' } },
  ),
  ...(
    [
      ['no-provider', { cargoSenderNumber: 'S-1' }],
      ['no-number', { providerCode: 'YKMP' }],
      ['provider-unknown', { ...details, providerCode: 'ALTERNATIVE' }],
      ['number-empty', { ...details, cargoSenderNumber: '' }],
      ['number-of-65', { ...details, cargoSenderNumber: 'S'.repeat(65) }],
      ['number-a-number', { ...details, cargoSenderNumber: 1 }],
    ] as [string, Json][]
  ).map(([id, body]) =>
    refused(`tracking-details/${id}`, { status: 'Picking' }, put('tracking-details', body), 'koli.field.invalid'),
  ),
];

const box = (body: Json): Request => put('box-info', body);
const boxes: Row[] = [
  quiet('box-info/boxes', {}, box({ boxQuantity: 3 }), 'boxInfoSet', {}),
  quiet('box-info/deci-null', {}, box({ boxQuantity: 3, deci: null }), 'boxInfoSet', {}),
  quiet('box-info/deci', {}, box({ boxQuantity: 1, deci: 4.5 }), 'boxInfoSet', { fields: { cargoDeci: 4.5 } }),
  quiet(
    'box-info/again',
    { done: [box({ boxQuantity: 1, deci: 4.5 })] },
    box({ boxQuantity: 2, deci: 6 }),
    'boxInfoSet',
    { fields: { cargoDeci: 6 } },
  ),
  ...['HOROZMP', 'CEVAMP', 'CEVATEDARIK'].flatMap((cargoProvider): Row[] => [
    quiet(
      `box-info/${cargoProvider}/both`,
      { seller: { cargoProvider } },
      box({ boxQuantity: 1, deci: 4.5 }),
      'boxInfoSet',
      { fields: { cargoDeci: 4.5 } },
    ),
    refused(
      `box-info/${cargoProvider}/boxes-alone`,
      { seller: { cargoProvider } },
      box({ boxQuantity: 1 }),
      'koli.not.applicable',
    ),
  ]),
  ...(
    [
      { boxQuantity: 0 },
      { boxQuantity: 1.5 },
      { boxQuantity: '1' },
      { deci: 1 },
      { boxQuantity: 1, deci: 0 },
      { boxQuantity: 1, deci: '1' },
    ] as Json[]
  ).map((body) => refused(`box-info/${JSON.stringify(body)}`, {}, box(body), 'koli.field.invalid')),
];

const service = put('delivered-by-service');
const warehouse = (warehouseId: Json): Request => put('warehouse', { warehouseId });
const services: Row[] = [
  ...[undefined, {}].map((body) =>
    quiet(
      `delivered-by-service/horoz/${body === undefined ? 'no-body' : 'empty-body'}`,
      { seller: { ...horoz, ...own_contract } },
      { ...service, body },
      'serviceDeliverySet',
      { fields: { deliveredByService: true } },
    ),
  ),
  refused('delivered-by-service/horoz-of-others', { seller: horoz }, service, 'koli.not.applicable'),
  refused('delivered-by-service/own-contract-elsewhere', { seller: own_contract }, service, 'koli.not.applicable'),
  quiet('warehouse/set', {}, warehouse(42), 'warehouseSet', { fields: { warehouseId: 42 } }),
  quiet('warehouse/again', { done: [warehouse(42)] }, warehouse(0), 'warehouseSet', { fields: { warehouseId: 0 } }),
  refused('warehouse/not-TEX', { seller: { cargoProvider: 'ARASMP' } }, warehouse(1), 'koli.not.applicable'),
  ...['1', 1.5, -1, null].map((value) =>
    refused(`warehouse/${JSON.stringify(value)}`, {}, warehouse(value), 'koli.field.invalid', 'warehouseId'),
  ),
  refused('warehouse/missing', {}, put('warehouse', {}), 'koli.field.invalid', 'warehouseId'),
];

const extend = (extendedDayCount: Json): Request => put('extended-agreed-delivery-date', { extendedDayCount });
const some: JsonObject = { lines: [{ lineId: '{a}', quantity: 1 }], reasonId: 500 };
const dates: Row[] = [
  ...[1, 2, 3].map((days) =>
    quiet(`extended-date/${days}`, {}, extend(days), 'dateExtended', {
      fields: {
        agreedDeliveryDate: `{third day+${days}d}`,
        estimatedDeliveryStartDate: `{third day+${days + 1}d}`,
        estimatedDeliveryEndDate: `{third day+${days + 3}d}`,
      },
    }),
  ),
  quiet(
    'extended-date/last-moment',
    { order: { agreedDeliveryDate: '{placed+20s}' } },
    { ...extend(1), wait: '19999ms' },
    'dateExtended',
    {
      fields: {
        agreedDeliveryDate: '{placed+20s+1d}',
        estimatedDeliveryStartDate: '{placed+20s+2d}',
        estimatedDeliveryEndDate: '{placed+20s+4d}',
      },
    },
  ),
  refused(
    'extended-date/passed',
    { order: { agreedDeliveryDate: '{placed+20s}' } },
    { ...extend(1), wait: '20s' },
    'koli.not.applicable',
  ),
  refused('extended-date/twice', { done: [extend(1)] }, extend(1), 'koli.not.applicable'),
  refused(
    'extended-date/of-a-package-that-came-of-it',
    { done: [extend(1), { call: 'PUT P/items/unsupplied', body: some, keep: { old: 'header:koli-new-package' } }] },
    { ...extend(1), call: 'PUT S/shipment-packages/{old}/extended-agreed-delivery-date' },
    'koli.not.applicable',
  ),
  ...[0, 4, -1, 1.5, '1', null].map((value) =>
    refused(`extended-date/${JSON.stringify(value)}`, {}, extend(value), 'koli.field.invalid', 'extendedDayCount'),
  ),
];

const costs = (...named: [string, Json][]): Request =>
  put(
    'labor-costs',
    named.map(([name, laborCostPerItem]) => ({ orderLineId: `{${name}}`, laborCostPerItem })),
  );
const dear: Line[] = [{ barcode: 'a', quantity: 3, lineGrossAmount: 129.9, sellerDiscount: 20, tyDiscount: 0.5 }];
const labor: Row[] = [
  ...[...open_statuses, 'Shipped' as const, 'AtCollectionPoint' as const, 'UnDelivered' as const].map((status) =>
    quiet(`labor-costs/${status}`, { status }, costs(['a', 0.25]), 'laborCostsSet', {
      line: { a: { laborCost: 0.25 } },
    }),
  ),
  quiet('labor-costs/several', {}, costs(['a', 0], ['c', 10]), 'laborCostsSet', {
    line: { a: { laborCost: 0 }, c: { laborCost: 10 } },
  }),
  quiet('labor-costs/again', { done: [costs(['a', 1])] }, costs(['a', 2]), 'laborCostsSet', {
    line: { a: { laborCost: 2 } },
  }),
  quiet('labor-costs/as-much-as-its-cheapest-unit', { lines: dear }, costs(['a', 123.06]), 'laborCostsSet', {
    line: { a: { laborCost: 123.06 } },
  }),
  refused(
    'labor-costs/more-than-its-cheapest-unit',
    { lines: dear },
    costs(['a', 123.07]),
    'koli.field.invalid',
    '123.06',
  ),
  ...[0.125, -1, '1', null].map((value) =>
    refused(
      `labor-costs/cost-${JSON.stringify(value)}`,
      {},
      costs(['a', value]),
      'koli.field.invalid',
      'laborCostPerItem',
    ),
  ),
  refused('labor-costs/line-twice', {}, costs(['a', 1], ['a', 2]), 'koli.line.repeated'),
  refused(
    'labor-costs/strange-line',
    {},
    put('labor-costs', [{ orderLineId: 999, laborCostPerItem: 1 }]),
    'koli.line.unknown',
  ),
  refused('labor-costs/empty', {}, put('labor-costs', []), 'koli.field.invalid'),
  refused('labor-costs/an-object', {}, put('labor-costs', {}), 'koli.field.invalid'),
  refused('labor-costs/no-body', {}, put('labor-costs'), 'koli.field.invalid'),
];

const provider = (cargoProvider: Json, wait?: string): Request => ({
  ...put('cargo-providers', { cargoProvider }),
  wait,
});
const change: Row[] = [
  ...providers
    .filter(([code]) => code !== 'TEXMP')
    .map(([code, name, prefix]) =>
      quiet(`cargo-providers/to-${code}`, {}, provider(code), 'cargoProviderChanged', {
        tracking: prefix,
        fields: { cargoProviderName: name },
      }),
    ),
  quiet('cargo-providers/to-TEXMP', { seller: { cargoProvider: 'YKMP' } }, provider('TEXMP'), 'cargoProviderChanged', {
    tracking: 733,
    fields: { cargoProviderName: 'Trendyol Express Marketplace' },
  }),
  {
    id: 'delivery/cargo-providers/the-present-one',
    why: 'nothing changes, not even the date of change',
    request: provider('TEXMP'),
    answer: 200,
  },
  {
    id: 'delivery/cargo-providers/the-present-one-at-once',
    given: { done: [provider('YKMP')] },
    request: provider('YKMP'),
    answer: 200,
  },
  {
    id: 'delivery/cargo-providers/too-soon',
    given: { done: [provider('YKMP')] },
    request: provider('ARASMP', '299001ms'),
    answer: { refused: 'too.many.requests', headers: { 'Retry-After': '1' } },
  },
  quiet(
    'cargo-providers/after-five-minutes',
    { done: [provider('YKMP')] },
    provider('ARASMP', '5m'),
    'cargoProviderChanged',
    { tracking: 726, fields: { cargoProviderName: 'Aras Kargo Marketplace' } },
  ),
  ...['ALTERNATIVE', 'texmp', '', 1, null].map((value) =>
    refused(`cargo-providers/${JSON.stringify(value)}`, {}, provider(value), 'koli.field.invalid', 'cargoProvider'),
  ),
];

/** What a package that comes of a cancel has of the delivery writes, and what it has not. */
const cancelled = {
  orderLineItemStatusName: 'UnSupplied',
  cancelledBy: 'Seller',
  cancelReason: 'Stock Out',
  cancelReasonCode: 500,
};
const inherited: [id: string, given: Given, prefix: number, fields?: JsonObject][] = [
  ['warehouse', { done: [warehouse(42)] }, 733],
  ['labor-costs', { done: [costs(['a', 1])] }, 733],
  ['box-info', { done: [box({ boxQuantity: 1, deci: 2 })] }, 733],
  ['extended-date', { done: [extend(2)] }, 733],
  ['cargo-providers', { done: [provider('PTTMP')] }, 734],
  ['tracking-details', { status: 'Picking', done: [put('tracking-details', details)] }, 725],
  ['delivered-by-service', { seller: { ...horoz, ...own_contract }, done: [service] }, 884],
];

const heirs: Row[] = inherited.map(
  ([id, given, tracking]): Row => ({
    id: `delivery/after-a-cancel/${id}`,
    why: 'a new package has the provider, warehouse, dates and costs of its parent; sender number and deci stay behind',
    given,
    request: { call: 'PUT P/items/unsupplied', body: some },
    answer: { headers: { 'koli-new-package': '{new}' } },
    after: {
      package: { is: 'Cancelled', holds: { a: [1] }, each: cancelled },
      new: { is: 'Created', holds: { a: [2, 3, 4], b: [1], c: [1, 2] }, tracking, fields: { createdBy: 'cancel' } },
    },
    events: ['package cancelled CANCELLED', 'new created CREATED'],
  }),
);

export const rows: Row[] = [
  ...alternative,
  ...digitally,
  ...manual,
  ...tracking,
  ...boxes,
  ...services,
  ...dates,
  ...labor,
  ...change,
  ...heirs,
];
