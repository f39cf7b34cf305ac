import type { Answer, Given, Json, JsonObject, Request, Row } from '../format.ts';

/** What integrations look up: a seller's addresses, carriers, countries, products, brands. */

const none: Given = { status: null };
const get = (call: string, more: Partial<Request> = {}): Request => ({ call: `GET ${call}`, ...more });

const providers = 'GET /integration/product/lookup/cargo-providers';
const products = '/integration/product/sellers/{seller}/products';
const brands = '/integration/product/brands';
const countries = '/integration/member/countries';

const flags = (type: 'Shipment' | 'Invoice' | 'Returning', usual: boolean): JsonObject => ({
  addressType: type,
  isShipmentAddress: type === 'Shipment',
  shipmentAddress: type === 'Shipment',
  isInvoiceAddress: type === 'Invoice',
  invoiceAddress: type === 'Invoice',
  isReturningAddress: type === 'Returning',
  returningAddress: type === 'Returning',
  isDefault: usual,
  default: usual,
});
const own: JsonObject = {
  addresses: [
    {
      id: 71,
      type: 'Shipment',
      city: 'Kocaeli',
      cityCode: 41,
      district: 'Gebze',
      postCode: '41400',
      address: 'Depo 1',
    },
    { id: 72, type: 'Shipment', city: 'Ankara', isDefault: true },
    { id: 73, type: 'Invoice', country: 'Türkiye' },
  ],
};

const found: [id: string, given: Given, request: Request, body: Json | JsonObject, whole?: true][] = [
  [
    'addresses/one-of-each',
    none,
    get('I/addresses'),
    {
      supplierAddresses: [
        { id: '{seller}', ...flags('Shipment', true) },
        flags('Invoice', true),
        flags('Returning', true),
      ],
      defaultShipmentAddress: { id: '{seller}' },
      defaultInvoiceAddress: flags('Invoice', true),
      defaultReturningAddress: { present: true },
    },
  ],
  [
    'addresses/begin-with-the-warehouse',
    { ...none, seller: { warehouseId: 44 } },
    get('I/addresses'),
    { supplierAddresses: [{ id: 44 }, { id: 45 }, { id: 46 }], defaultShipmentAddress: { id: 44 } },
  ],
  [
    'addresses/of-the-seller',
    { ...none, seller: own },
    get('I/addresses'),
    {
      supplierAddresses: [
        {
          id: 71,
          ...flags('Shipment', false),
          country: '',
          city: 'Kocaeli',
          cityCode: 41,
          district: 'Gebze',
          districtId: 0,
          postCode: '41400',
          address: 'Depo 1',
          fullAddress: 'Depo 1 Gebze 41400 Kocaeli',
        },
        { id: 72, ...flags('Shipment', true) },
        { id: 73, ...flags('Invoice', false), fullAddress: 'Türkiye' },
      ],
      defaultShipmentAddress: { id: 72 },
      defaultInvoiceAddress: { id: 73 },
      defaultReturningAddress: { present: false },
    },
  ],
  ['products/none', none, get(products), { totalElements: 0, totalPages: 0, page: 0, size: 50, content: [] }, true],
  [
    'products/barcodes-of-orders',
    {},
    get(products),
    {
      totalElements: 3,
      totalPages: 1,
      page: 0,
      size: 50,
      content: [{ barcode: 'a' }, { barcode: 'b' }, { barcode: 'c' }],
    },
    true,
  ],
  [
    'products/second-page',
    {},
    get(products, { query: 'page=1&size=2&approved=true' }),
    { totalElements: 3, totalPages: 2, page: 1, size: 2, content: [{ barcode: 'c' }] },
    true,
  ],
  [
    'products/past-the-end',
    {},
    get(products, { query: 'page=9&size=2' }),
    { totalElements: 3, totalPages: 2, page: 9, size: 2, content: [] },
    true,
  ],
  ['brands', none, get(brands, { query: 'page=0&size=10' }), { brands: [] }, true],
];

const lists: [id: string, path: string, some: Json[], not?: Json[]][] = [
  [
    'countries',
    countries,
    ['TR', 'AE', 'SA', 'QA', 'KW', 'BH', 'OM', 'DE', 'AZ', 'RO', 'CZ', 'HU', 'SK', 'BG', 'GR'].map((code) => ({
      code,
      name: '<string>',
    })),
  ],
];

const places: Row[] = [
  ['cities-at-home', '/domestic/TR/cities'],
  ['cities-of-Azerbaijan', '/domestic/AZ/cities'],
  ['cities-of-Romania', '/RO/cities'],
  ['cities-in-small-letters', '/ae/cities'],
  ['districts-at-home', '/domestic/TR/cities/34/districts'],
  ['districts-of-Azerbaijan', '/domestic/AZ/cities/1/districts'],
  ['districts-in-the-Gulf', '/AE/cities/2/districts'],
].map(([id, path]) => ({
  id: `lookups/places/${id}`,
  given: none,
  see: [
    {
      request: { ...get(countries + path), keep: { id: '0.id', code: '0.code', name: '0.name' } },
      answer: { headers: { 'content-type': 'application/json; charset=utf-8' } },
    },
  ],
}));

const empty: [id: string, path: string][] = [
  ['country-that-is-not-known', '/XX/cities'],
  ['districts-of-a-country-without', '/RO/cities/1/districts'],
  ['districts-of-a-city-that-is-not-known', '/domestic/TR/cities/99/districts'],
  ['districts-of-a-city-in-words', '/domestic/TR/cities/x/districts'],
];

const refused: [id: string, request: Request, answer: Answer][] = [
  ['addresses/stranger', get('I/addresses', { as: 'stranger' }), 'koli.seller.mismatch'],
  ['addresses/nobody', get('I/addresses', { as: 'nobody' }), 'authentication.error'],
  ['products/stranger', get(products, { as: 'stranger' }), 'koli.seller.mismatch'],
  ['products/size-201', get(products, { query: 'size=201' }), { refused: 'koli.query.invalid', says: 'size ' }],
  ['products/page-negative', get(products, { query: 'page=-1' }), { refused: 'koli.query.invalid', says: 'page ' }],
  ['providers/nobody', { call: providers, as: 'nobody' }, 'authentication.error'],
  ['brands/nobody', get(brands, { as: 'nobody' }), 'authentication.error'],
  ['countries/nobody', get(countries, { as: 'nobody' }), 'authentication.error'],
  ['countries/without-User-Agent', get(countries, { headers: { 'user-agent': null } }), 'koli.user.agent.missing'],
  ['addresses/POST', { call: 'POST I/addresses' }, { refused: 'koli.method', headers: { allow: 'GET, HEAD' } }],
];

const code = (code: string, name: string) => ({ code, name });

export const rows: Row[] = [
  ...found.map(([id, given, request, body, whole]): Row => {
    const answer: Answer = whole === undefined ? { has: body as JsonObject } : { body };
    return { id: `lookups/${id}`, given, see: [{ request, answer }] };
  }),
  {
    id: 'lookups/products/of-the-seller-alone',
    why: 'another seller has no order with these barcodes',
    request: { call: 'GET /integration/product/sellers/{stranger}/products', as: 'stranger' },
    answer: { body: { totalElements: 0, totalPages: 0, page: 0, size: 50, content: [] } },
  },
  {
    id: 'lookups/providers',
    given: none,
    see: [
      {
        request: { call: providers },
        answer: {
          body: [
            code('TEXMP', 'Trendyol Express'),
            code('YKMP', 'Yurtiçi Kargo'),
            code('ARASMP', 'Aras Kargo'),
            code('SURATMP', 'Sürat Kargo'),
            code('DHLECOMMP', 'DHL eCommerce'),
            code('UPSMP', 'UPS Kargo'),
            code('PTTMP', 'PTT Kargo'),
            code('HOROZMP', 'Horoz Kargo'),
            code('CEVAMP', 'CEVA'),
            code('KOLAYGELSINMP', 'Kolay Gelsin'),
          ],
        },
      },
    ],
  },
  ...lists.map(
    ([id, path, body]): Row => ({ id: `lookups/${id}`, given: none, see: [{ request: get(path), answer: { body } }] }),
  ),
  ...places,
  ...empty.map(
    ([id, path]): Row => ({
      id: `lookups/places/none/${id}`,
      given: none,
      see: [{ request: get(countries + path), answer: { body: [] } }],
    }),
  ),
  ...refused.map(([id, request, answer]): Row => ({ id: `lookups/refused/${id}`, given: none, request, answer })),
];
