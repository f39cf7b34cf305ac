import type { Answer, Given, Json, JsonObject, Request, Row } from '../format.ts';

/**
 * The sample bodies of the marketplace's documents, with ids of the row in place of theirs. A sample that breaks the
 * documents' own rules is refused; `why` has the rule.
 */

type Sample = { id: string; why?: string; given?: Given; request: Request; answer: Answer };

const put = (end: string, body: Json): Request => ({ call: `PUT P${end}`, body });
const post = (end: string, body: Json): Request => ({ call: `POST P${end}`, body });
const refused = (says: string, key = 'koli.field.invalid'): Answer => ({ refused: key, says });
const picking: Given = { status: 'Picking' };
const digital: Given = { lines: [{ barcode: 'a', quantity: 1, businessUnit: 'Digital Goods' }] };
const own: Given = { seller: { whoPays: 1 } };
const horoz: Given = { seller: { whoPays: 1, cargoProvider: 'HOROZMP' } };
const part: JsonObject = { lineId: '{a}', quantity: 1 };

const updates: Sample[] = [
  { id: 'picking', request: put('', { lines: [part], params: {}, status: 'Picking' }), answer: 200 },
  {
    id: 'invoiced',
    given: picking,
    request: put('', { lines: [part], params: { invoiceNumber: 'EME2018000025208' }, status: 'Invoiced' }),
    answer: 200,
  },
  {
    id: 'unsupplied',
    request: put('/items/unsupplied', { lines: [part], reasonId: 502 }),
    answer: 200,
  },
  {
    id: 'unsupplied-keeping-the-status',
    request: put('/items/unsupplied', { lines: [part], reasonId: 500, shouldKeepPreviousStatus: true }),
    answer: 200,
  },
];

const splits: Sample[] = [
  {
    id: 'split',
    request: post('/split', { orderLineIds: ['{a}'] }),
    answer: { body: { newPackageId: '<integer>' } },
  },
  {
    id: 'multi-split',
    request: post('/multi-split', { splitGroups: [{ orderLineIds: ['{a}'] }, { orderLineIds: ['{b}'] }] }),
    answer: { has: { results: Array(3).fill({ newPackageId: '<integer>' }) } },
  },
  {
    id: 'quantity-split',
    request: post('/quantity-split', { quantitySplit: [{ orderLineId: '{a}', quantities: [2, 2] }] }),
    answer: { has: { newPackageIds: ['<integer>', '<integer>', '<integer>'] } },
  },
  {
    id: 'split-packages',
    request: post('/split-packages', {
      splitPackages: [
        {
          packageDetails: [
            { orderLineId: '{a}', quantities: 2 },
            { orderLineId: '{b}', quantities: 1 },
          ],
        },
        { packageDetails: [{ orderLineId: '{c}', quantities: 1 }] },
      ],
    }),
    answer: 200,
  },
];

const link = {
  isPhoneNumber: false,
  trackingInfo: 'https://tex.example/track/1',
  params: {},
  boxQuantity: 1,
  deci: 1.4,
};
const phone = { isPhoneNumber: true, trackingInfo: '5555555555', params: {}, boxQuantity: 1, deci: 1.4 };

const deliveries: Sample[] = [
  { id: 'alternative-delivery/link', request: put('/alternative-delivery', link), answer: 200 },
  { id: 'alternative-delivery/phone', request: put('/alternative-delivery', phone), answer: 200 },
  {
    id: 'alternative-delivery/phone-of-9-digits',
    why: 'the text beside it asks for 10 or 11 digits',
    request: put('/alternative-delivery', { ...phone, trackingInfo: '555555555' }),
    answer: refused('trackingInfo'),
  },
  {
    id: 'digital-delivery',
    given: digital,
    request: put('/alternative-delivery', {
      isPhoneNumber: true,
      trackingInfo: '5555555555',
      params: { digitalCode: 'ASD1234567' },
    }),
    answer: 200,
  },
  { id: 'box-info', request: put('/box-info', { boxQuantity: 4, deci: 4.4 }), answer: 200 },
  {
    id: 'box-info/without-boxQuantity',
    why: 'the table of the same page says that it is required',
    request: put('/box-info', { deci: 4.4 }),
    answer: refused('boxQuantity'),
  },
  {
    id: 'update-tracking-number',
    given: own,
    request: put('/update-tracking-number', { trackingNumber: '7340447182689' }),
    answer: 200,
  },
  {
    id: 'tracking-details',
    given: picking,
    request: put('/tracking-details', {
      cargoSenderNumber: '210090446164',
      providerCode: 'YKMP',
      returnTrackingNumber: '7270009',
    }),
    answer: 200,
  },
  { id: 'cargo-providers', request: put('/cargo-providers', { cargoProvider: 'YKMP' }), answer: 200 },
  { id: 'warehouse', request: put('/warehouse', { warehouseId: 1234 }), answer: 200 },
  { id: 'delivered-by-service', given: horoz, request: { call: 'PUT P/delivered-by-service' }, answer: 200 },
  {
    id: 'extended-agreed-delivery-date',
    request: put('/extended-agreed-delivery-date', { extendedDayCount: 1 }),
    answer: 200,
  },
  {
    id: 'labor-costs',
    request: put('/labor-costs', [{ orderLineId: '{a}', laborCostPerItem: 3.2 }]),
    answer: 200,
  },
];

const invoice = (more: JsonObject): Request => ({
  call: 'POST I/seller-invoice-links',
  body: { invoiceLink: 'https://extfatura.example/324523-34523.pdf', shipmentPackageId: '{package}', ...more },
});

const invoices: Sample[] = [
  {
    id: 'invoice-link',
    given: picking,
    request: invoice({ invoiceDateTime: 1676623145, invoiceNumber: 'TYA2023000000001' }),
    answer: { status: 201 },
  },
  {
    id: 'invoice-link/number-TY4874324',
    why: 'a number has 3 letters or digits, the year and 9 digits',
    given: picking,
    request: invoice({ invoiceDateTime: 1676623145, invoiceNumber: 'TY4874324' }),
    answer: refused('invoiceNumber'),
  },
  {
    id: 'common-label',
    given: { done: [{ call: 'GET S/v2/orders', keep: { tracking: 'content.0.cargoTrackingNumber' } }] },
    request: {
      call: 'POST I/common-label/{tracking}',
      body: { format: 'ZPL', boxQuantity: 1, volumetricHeight: 1.2 },
    },
    answer: 200,
  },
];

const hook = (more: JsonObject): JsonObject => ({
  url: 'https://testwebhook.example',
  username: 'user',
  password: 'password',
  authenticationType: 'BASIC_AUTHENTICATION',
  apiKey: '',
  subscribedStatuses: ['CREATED', 'PICKING'],
  ...more,
});

const webhooks: Sample[] = [
  { id: 'webhook/basic', request: { call: 'POST W', body: hook({}) }, answer: { body: { id: '<uuid>' } } },
  {
    id: 'webhook/key',
    request: {
      call: 'POST W',
      body: hook({ username: '', password: '', authenticationType: 'API_KEY', apiKey: '123456' }),
    },
    answer: { body: { id: '<uuid>' } },
  },
];

const address = {
  addressText: 'DSM Grup, Maslak',
  city: 'İstanbul',
  company: '',
  district: 'Sarıyer',
  latitude: 'string',
  longitude: 'string',
  neighborhood: 'Maslak',
  phone: '5555555555',
  postalCode: '34200',
  email: 'demo@example.com',
};
const testOrder = (more: JsonObject, phones: JsonObject = {}): Request => ({
  call: 'POST T/orders/core',
  headers: { SellerID: '{seller}' },
  body: {
    customer: { customerFirstName: 'Test', customerLastName: 'Müşteri' },
    invoiceAddress: {
      ...address,
      invoiceFirstName: 'Test',
      invoiceLastName: 'Müşteri',
      invoiceTaxNumber: 'Company required if not empty',
      invoiceTaxOffice: 'Company required if not empty',
      ...phones,
    },
    lines: [{ barcode: '8683772071724', quantity: 2, discountPercentage: 10 }],
    seller: { sellerId: '{seller}' },
    shippingAddress: { ...address, shippingFirstName: 'Test', shippingLastName: 'Müşteri', ...phones },
    commercial: false,
    ...more,
  },
});

const orders: Sample[] = [
  { id: 'test-order', request: testOrder({}), answer: { body: { orderNumber: '<string>' } } },
  { id: 'test-order/micro', request: testOrder({ microRegion: 'AZ' }), answer: { body: { orderNumber: '<string>' } } },
  {
    id: 'test-order/phone-of-9-digits',
    why: 'the table of the same page asks for 10 digits',
    request: testOrder({}, { phone: '555555555' }),
    answer: refused('phone'),
  },
  {
    id: 'test-order/microRegion-String',
    why: 'the sample has the name of the type; the text names AZ and GULF',
    request: testOrder({ microRegion: 'String' }),
    answer: refused('microRegion'),
  },
  {
    id: 'test-status',
    request: {
      call: 'PUT T/sellers/{seller}/shipment-packages/{package}/status',
      headers: { SellerID: '{seller}' },
      body: { lines: [part], params: {}, status: 'Shipped' },
    },
    answer: { text: '200 OK' },
  },
];

export const rows: Row[] = [...updates, ...splits, ...deliveries, ...invoices, ...webhooks, ...orders].map(
  ({ id, request, answer, ...rest }) => ({ id: `samples/${id}`, ...rest, see: [{ request, answer }] }),
);
