import type { Answer, Json, JsonObject, Request, Row } from '../format.ts';

/** The marketplace's test services: an order in one call, and the steps of a carrier. Sandbox only. */

const where = {
  addressText: 'Moda Cd. 1',
  city: 'İstanbul',
  district: 'Kadıköy',
  phone: '5550000000',
  email: 'ada@mail.example',
};
const order: JsonObject = {
  customer: { customerFirstName: 'Ada', customerLastName: 'Yılmaz' },
  invoiceAddress: { ...where, invoiceFirstName: 'Ada', invoiceLastName: 'Yılmaz' },
  shippingAddress: { ...where, shippingFirstName: 'Ece', shippingLastName: 'Kaya' },
  lines: [{ barcode: 'a', quantity: 3 }],
  seller: { sellerId: '{seller}' },
};
const SellerID = '{seller}';
const post = (body: Json, headers: Request['headers'] = { SellerID }): Request => ({
  call: 'POST T/orders/core',
  body,
  headers,
});
const ordered = (body: Json, keep = true): { request: Request; answer: Answer } => ({
  request: { ...post(body), ...(keep ? { keep: { order: 'orderNumber' } } : {}) },
  answer: { body: { orderNumber: '<string>' } },
});
const shown = (document: JsonObject, keep?: Request['keep']): { request: Request; answer: Answer } => ({
  request: { call: 'GET S/v2/orders', query: 'orderNumber={order}', keep },
  answer: { has: { totalElements: 1, content: [document] } },
});

const company = { company: 'Örnek Ltd', invoiceTaxNumber: '1111111111', invoiceTaxOffice: 'Kadıköy' };
const commercial = {
  ...order,
  commercial: true,
  invoiceAddress: { ...(order['invoiceAddress'] as JsonObject), ...company },
};

const accepted: [id: string, body: JsonObject, document: JsonObject][] = [
  [
    'plain',
    order,
    {
      status: 'Created',
      createdBy: 'order-creation',
      supplierId: '{seller}',
      commercial: false,
      micro: false,
      customerFirstName: 'Ada',
      customerLastName: 'Yılmaz',
      packageHistories: [{ status: 'Awaiting' }, { status: 'Created' }],
      shipmentAddress: {
        firstName: 'Ece',
        lastName: 'Kaya',
        address1: 'Moda Cd. 1',
        city: 'İstanbul',
        district: 'Kadıköy',
        phone: '5550000000',
        fullAddress: 'Moda Cd. 1     Kadıköy İstanbul',
        fullName: 'Ece Kaya',
      },
      invoiceAddress: { firstName: 'Ada', lastName: 'Yılmaz', phone: '5550000000' },
      lines: [{ barcode: 'a', quantity: 3 }],
      packageTotalDiscount: 0,
    },
  ],
  [
    'commercial',
    commercial,
    { commercial: true, invoiceAddress: { company: 'Örnek Ltd', taxOffice: 'Kadıköy', taxNumber: '1111111111' } },
  ],
  [
    'digital-goods-alone-keep-the-phone',
    { ...order, lines: [{ barcode: 'DIGITAL-1', quantity: 1 }] },
    { shipmentAddress: { phone: null }, invoiceAddress: { phone: null }, lines: [{ businessUnit: 'Digital Goods' }] },
  ],
  [
    'several-lines',
    {
      ...order,
      lines: [
        { barcode: 'a', quantity: 1 },
        { barcode: 'b', quantity: 2 },
      ],
    },
    { lines: [{ barcode: 'a' }, { barcode: 'b' }] },
  ],
  ['unknown-keys', { ...order, colour: 'red' }, { status: 'Created' }],
  [
    'no-discount',
    { ...order, lines: [{ barcode: 'a', quantity: 1, discountPercentage: 0 }] },
    { packageTotalDiscount: 0 },
  ],
  [
    'given-away',
    { ...order, lines: [{ barcode: 'a', quantity: 2, discountPercentage: 100 }] },
    { packageTotalPrice: 0 },
  ],
  [
    'platform-discount-of-a-private-order-is-ignored',
    { ...order, lines: [{ barcode: 'a', quantity: 1, trendyolDiscountPercentage: 50 }] },
    { packageTyDiscount: 0 },
  ],
  [
    'platform-discount-of-all',
    { ...commercial, lines: [{ barcode: 'a', quantity: 1, trendyolDiscountPercentage: 100 }] },
    { packageTotalPrice: 0, packageSellerDiscount: 0 },
  ],
];

const changedAt = (path: string, value: Json | undefined): JsonObject => {
  const [group, field] = path.split('.');
  const changed = structuredClone(order);
  const inner = (field === undefined ? changed : changed[group!]) as JsonObject;
  if (value === undefined) delete inner[field ?? group!];
  else inner[field ?? group!] = value;
  return changed;
};

const required = [
  'customer',
  'customer.customerFirstName',
  'customer.customerLastName',
  'invoiceAddress',
  ...['addressText', 'city', 'district', 'invoiceFirstName', 'invoiceLastName', 'phone', 'email'].map(
    (field) => `invoiceAddress.${field}`,
  ),
  'shippingAddress',
  ...['addressText', 'city', 'district', 'shippingFirstName', 'shippingLastName', 'phone', 'email'].map(
    (field) => `shippingAddress.${field}`,
  ),
  'lines',
  'seller',
  'seller.sellerId',
];

const line = (rest: JsonObject): Json => [{ barcode: 'a', quantity: 1, ...rest }];
const wrong: [id: string, body: Json, says: string][] = [
  ...required.map((path): [string, Json, string] => [`no-${path}`, changedAt(path, undefined), path]),
  ['phone-of-9', changedAt('invoiceAddress.phone', '555000000'), 'invoiceAddress.phone'],
  ['phone-of-11', changedAt('shippingAddress.phone', '05550000000'), 'shippingAddress.phone'],
  ['lines-empty', changedAt('lines', []), 'lines'],
  [
    '201-lines',
    changedAt(
      'lines',
      Array.from({ length: 201 }, (_, index) => ({ barcode: `b${index}`, quantity: 1 })),
    ),
    'lines',
  ],
  ['quantity-0', changedAt('lines', line({ quantity: 0 })), 'lines[0].quantity'],
  ['quantity-1001', changedAt('lines', line({ quantity: 1001 })), 'lines[0].quantity'],
  ['quantity-a-text', changedAt('lines', line({ quantity: '1' })), 'lines[0].quantity'],
  ['no-barcode', changedAt('lines', [{ quantity: 1 }]), 'lines[0].barcode'],
  ['discount-101', changedAt('lines', line({ discountPercentage: 101 })), 'lines[0].discountPercentage'],
  ['discount-negative', changedAt('lines', line({ discountPercentage: -1 })), 'lines[0].discountPercentage'],
  ['another-seller', changedAt('seller.sellerId', '{stranger}'), 'seller.sellerId'],
  ['micro-elsewhere', { ...order, microRegion: 'EU' }, 'microRegion'],
  ...['company', 'invoiceTaxNumber', 'invoiceTaxOffice'].map((field): [string, Json, string] => {
    const { [field]: _, ...rest } = commercial.invoiceAddress as JsonObject;
    return [`commercial-without-${field}`, { ...commercial, invoiceAddress: rest }, `invoiceAddress.${field}`];
  }),
  ['a-list', [], ''],
];

const status = (body: Json, headers: Request['headers'] = { SellerID }): Request => ({
  call: 'PUT T/sellers/{seller}/shipment-packages/{package}/status',
  body,
  headers,
});

const steps: [id: string, request: Request, answer: Answer][] = [
  [
    'status-of-the-seller',
    status({ status: 'Picking', params: {} }),
    { refused: 'koli.field.invalid', says: 'status' },
  ],
  ['no-status', status({ params: {} }), { refused: 'koli.field.invalid', says: 'status' }],
  ['no-SellerID', status({ status: 'Shipped' }, {}), { refused: 'koli.field.invalid', says: 'SellerID' }],
  ['another-SellerID', status({ status: 'Shipped' }, { SellerID: '{stranger}' }), 'koli.seller.mismatch'],
  ['no-line-named', status({ status: 'Shipped', lines: [], params: {} }), 'koli.line.unknown'],
  ['strange-line', status({ status: 'Shipped', lines: [{ lineId: 3, quantity: 1 }] }), 'koli.line.unknown'],
  ['more-than-held', status({ status: 'Shipped', lines: [{ lineId: '{b}', quantity: 2 }] }), 'koli.quantity.exceeded'],
  [
    'line-twice',
    status({ status: 'Shipped', lines: [1, 1].map((quantity) => ({ lineId: '{a}', quantity })) }),
    'koli.line.repeated',
  ],
];

export const rows: Row[] = [
  ...accepted.map(
    ([id, body, document]): Row => ({
      id: `test-services/order/${id}`,
      given: { status: null },
      see: [ordered(body), shown(document)],
    }),
  ),
  {
    id: 'test-services/order/events',
    why: 'both are there: it waited for its payment, and was paid',
    given: { status: null },
    see: [
      ordered(order),
      shown({}, { package: 'content.0.shipmentPackageId' }),
      {
        request: { call: 'GET /api/v1/sellers/{seller}/packages/{package}', as: 'operator' },
        answer: { has: { events: [{ type: 'created' }, { type: 'confirmed' }] } },
      },
    ],
  },
  {
    id: 'test-services/order/a-barcode-is-always-the-same-product',
    given: {
      status: null,
      done: [
        { ...post(order), keep: { order: 'orderNumber' } },
        {
          call: 'GET S/v2/orders',
          query: 'orderNumber={order}',
          keep: { price: 'content.0.lines.0.lineGrossAmount', product: 'content.0.lines.0.productName' },
        },
      ],
    },
    see: [ordered(order), shown({ lines: [{ lineGrossAmount: '{price}', productName: '{product}' }] })],
  },
  ...wrong.map(
    ([id, body, says]): Row => ({
      id: `test-services/order/refused/${id}`,
      given: { status: null },
      request: post(body),
      answer: { refused: 'koli.field.invalid', says },
    }),
  ),
  {
    id: 'test-services/order/refused/no-SellerID',
    given: { status: null },
    request: post(order, {}),
    answer: { refused: 'koli.field.invalid', says: 'SellerID' },
  },
  {
    id: 'test-services/order/refused/another-SellerID',
    given: { status: null },
    request: post(order, { SellerID: '{stranger}' }),
    answer: 'koli.seller.mismatch',
  },
  ...['SellerID', 'sellerid', 'SELLERID'].map(
    (name): Row => ({
      id: `test-services/order/header-${name}`,
      given: { status: null },
      see: [{ request: post(order, { [name]: '{seller}' }), answer: { body: { orderNumber: '<string>' } } }],
    }),
  ),
  ...steps.map(([id, request, answer]): Row => ({ id: `test-services/status/${id}`, request, answer })),
  {
    id: 'test-services/status/some-lines',
    why: 'the whole package moves',
    request: status({ status: 'Shipped', lines: [{ lineId: '{a}', quantity: 1 }], params: {} }),
    answer: { text: '200 OK', headers: { 'content-type': 'text/plain; charset=utf-8' } },
    after: { package: { is: 'Shipped' } },
    events: ['package shipped SHIPPED'],
  },
  {
    id: 'test-services/status/no-idempotency',
    why: 'these services know no keys',
    given: { done: [status({ status: 'Shipped' }, { SellerID, 'Idempotency-Key': 'once' })] },
    request: status({ status: 'Shipped' }, { SellerID, 'Idempotency-Key': 'once' }),
    answer: 'fulfillment.api.shipment.package.item.status.cannot.be.changed',
  },
  {
    id: 'test-services/status/unknown-package',
    request: { ...status({ status: 'Shipped' }), call: 'PUT T/sellers/{seller}/shipment-packages/5/status' },
    answer: 'koli.package.unknown',
  },
];
