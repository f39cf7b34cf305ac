import type { Answer, Change, Given, Json, JsonObject, Request, Row, Status } from '../format.ts';
import { carriers, regions, storefronts } from '../tables/countries.ts';
import { no_tracking, status_taken } from '../tables/errors.ts';
import { statuses } from '../tables/words.ts';

/** Packages for customers abroad: storefronts, carriers, reasons, and the flow in which the seller pays the carrier. */

const to = (country: string, more: JsonObject = {}): Given => ({ order: { orderCountryCode: country, ...more } });
const own_contract = { whoPays: 1 };

const known = [
  'TR',
  'tr',
  ' TR ',
  '1',
  ...Object.values(storefronts).flatMap((rows) => rows.map(([code]) => code)),
  'ro',
];
const reads: [name: string, request: Request][] = [
  ['list', { call: 'GET S/v2/orders' }],
  ['stream', { call: 'GET S/orders/stream' }],
  ['webhooks', { call: 'GET W' }],
];
const pick: Request = { call: 'PUT P', body: { status: 'Picking' } };

const headers: Row[] = [
  ...known.map(
    (storeFrontCode): Row => ({
      id: `abroad/storefront/list/${JSON.stringify(storeFrontCode)}`,
      request: { call: 'GET S/v2/orders', query: 'orderNumber={order}', headers: { storeFrontCode } },
      answer: { has: { totalElements: 1 } },
    }),
  ),
  ...['', '   '].map(
    (storeFrontCode): Row => ({
      id: `abroad/storefront/blank/${storeFrontCode.length}`,
      why: 'no storefront is named',
      request: { call: 'GET S/v2/orders', query: 'orderNumber={order}', headers: { storeFrontCode } },
      answer: { has: { totalElements: 1 } },
    }),
  ),
  ...['XX', '2', 'Romania', 'RO,GR', 'FR'].flatMap((storeFrontCode): Row[] => [
    ...reads.map(
      ([name, request]): Row => ({
        id: `abroad/storefront/unknown/${name}/${storeFrontCode}`,
        request: { ...request, headers: { storeFrontCode } },
        answer: { refused: 'koli.field.invalid', says: 'storeFrontCode must be one of TR, AE, SA' },
      }),
    ),
    {
      id: `abroad/storefront/unknown/status/${storeFrontCode}`,
      request: { ...pick, headers: { storeFrontCode } },
      answer: { refused: 'koli.field.invalid', says: 'storeFrontCode' },
    },
  ]),
  {
    id: 'abroad/storefront/unknown/who-comes-in-is-judged-first',
    request: { ...pick, headers: { storeFrontCode: 'XX' }, as: 'stranger' },
    answer: 'koli.seller.mismatch',
  },
  {
    id: 'abroad/storefront/unknown/before-the-package',
    request: { call: 'PUT S/shipment-packages/9', body: { status: 'Picking' }, headers: { storeFrontCode: 'XX' } },
    answer: { refused: 'koli.field.invalid', says: 'storeFrontCode' },
  },
  {
    id: 'abroad/storefront/another-than-the-package/status',
    why: 'only calls that exist abroad alone compare it with the package',
    request: { ...pick, headers: { storeFrontCode: 'SA' } },
    answer: 200,
    after: { package: { is: 'Picking' } },
    events: ['package picked PICKING'],
  },
];

const feed = (country: string, providerCode: string, more: JsonObject = {}): Request => ({
  call: 'PUT P/tracking-details',
  body: { cargoSenderNumber: 'S-1', providerCode, ...more },
  headers: { storeFrontCode: country },
});
const fed = (cargoProviderName: string, cargoSenderNumber = 'S-1'): Change => ({
  fields: { cargoSenderNumber, cargoProviderName },
});
const quiet = (id: string, given: Given, request: Request, event: string, change: Change): Row => ({
  id: `abroad/${id}`,
  given,
  request,
  answer: 200,
  after: { package: change },
  events: [`package ${event} -`],
});
const refused = (id: string, given: Given, request: Request, answer: Answer): Row => ({
  id: `abroad/${id}`,
  given,
  request,
  answer,
});
const firstOf = { gulf: 'AE', europe: 'RO' } as const;

const details: Row[] = [
  // Each carrier in one country of its region, each country with one carrier.
  ...regions.flatMap((region) => [
    ...carriers[region].map(([code, name]) =>
      quiet(
        `tracking-details/${firstOf[region]}/${code}`,
        { ...to(firstOf[region]), status: 'Picking' },
        feed(firstOf[region], code),
        'trackingDetailsFed',
        fed(name),
      ),
    ),
    ...storefronts[region]
      .filter(([country]) => country !== firstOf[region])
      .map(([country]) => {
        const [code, name] = carriers[region][0];
        return quiet(
          `tracking-details/${country}/${code}`,
          { ...to(country), status: 'Picking' },
          feed(country.toLowerCase(), code),
          'trackingDetailsFed',
          fed(name),
        );
      }),
  ]),
  ...(
    [
      ['home-carrier-abroad', 'RO', 'YKMP', 'DHLMP, DPDMP'],
      ['carrier-of-the-gulf-in-europe', 'RO', 'Aramex', 'DHLMP, DPDMP'],
      ['carrier-of-europe-in-the-gulf', 'SA', 'DHLMP', 'Aramex, EMX'],
      ['no-carrier', 'SA', 'ARAMEXMP', 'Aramex, EMX'],
    ] as const
  ).map(([id, country, code, says]) =>
    refused(`tracking-details/${id}`, { ...to(country), status: 'Picking' }, feed(country, code), {
      refused: 'koli.field.invalid',
      says: `providerCode must be one of ${says}`,
    }),
  ),
  refused('tracking-details/carrier-abroad-at-home', { status: 'Picking' }, feed('TR', 'DHLMP'), {
    refused: 'koli.field.invalid',
    says: 'providerCode must be one of TEXMP',
  }),
  refused(
    'tracking-details/no-storefront',
    { ...to('RO'), status: 'Picking' },
    { ...feed('RO', 'GLS'), headers: {} },
    { refused: 'koli.field.invalid', says: 'storeFrontCode is missing: RO is expected' },
  ),
  refused('tracking-details/another-storefront', { ...to('RO'), status: 'Picking' }, feed('GR', 'GLS'), {
    refused: 'koli.field.invalid',
    says: 'storeFrontCode',
  }),
  refused('tracking-details/storefront-abroad-at-home', { status: 'Picking' }, feed('RO', 'YKMP'), {
    refused: 'koli.field.invalid',
    says: 'storeFrontCode',
  }),
  quiet(
    'tracking-details/anew-while-Picking',
    { ...to('RO'), status: 'Picking', done: [feed('RO', 'GLS')] },
    feed('RO', 'DPDMP', { cargoSenderNumber: 'S-2', returnTrackingNumber: 'R-1' }),
    'trackingDetailsFed',
    fed('DPD Marketplace', 'S-2'),
  ),
];

const invoiced: Request = { call: 'PUT P', body: { status: 'Invoiced', params: {} } };
const toStatus = (status: string): Request => ({
  call: 'POST /api/v1/carrier-events',
  as: 'operator',
  body: { events: [{ sellerId: '{seller}', packageId: '{package}', status }] },
});

/** In which status the carrier may be fed, once it was fed while Picking. */
const road: Partial<Record<Status, Request[]>> = {
  Picking: [],
  Invoiced: [invoiced],
  Shipped: [toStatus('Shipped')],
  AtCollectionPoint: [toStatus('Shipped'), toStatus('AtCollectionPoint')],
  Delivered: [toStatus('Shipped'), toStatus('Delivered')],
  UnDelivered: [toStatus('Shipped'), toStatus('UnDelivered')],
  Returned: [toStatus('Shipped'), toStatus('UnDelivered'), toStatus('Returned')],
};
const again: Row[] = statuses.flatMap((status): Row[] => {
  const further = road[status];
  if (further === undefined) return [];
  const given = { ...to('DE'), status: 'Picking' as const, done: [feed('DE', 'HERMESMP'), ...further] };
  const request = feed('DE', 'GLS', { cargoSenderNumber: 'S-2' });
  if (status === 'Picking' || status === 'Invoiced')
    return [quiet(`tracking-details/again/${status}`, given, request, 'trackingDetailsFed', fed('GLS', 'S-2'))];
  return [
    refused(`tracking-details/again/${status}`, given, request, { refused: no_tracking, says: 'cannot be updated' }),
  ];
});

const never: Row[] = (['Created', 'Invoiced'] as const).map((status) =>
  refused(`tracking-details/never-fed/${status}`, { ...to('DE'), status }, feed('DE', 'GLS'), {
    refused: no_tracking,
    says: 'cannot be updated',
  }),
);

const change = (cargoProvider: string, wait?: string): Request => ({
  call: 'PUT P/cargo-providers',
  body: { cargoProvider },
  wait,
});
const numbered = (errorCode: string): Answer => ({ refused: 'koli.cargo.provider.refused', errorCode });

const exchanged: Row[] = [
  ...(
    [
      ['RO', 'FANCOURIER', 'FAN Courier', 618],
      ['GR', 'ACS', 'ACS Courier', 621],
      ['AE', 'EMX', 'EMX', 642],
      ['SA', 'SPL', 'SPL', 645],
    ] as const
  ).map(([country, code, cargoProviderName, tracking]) =>
    quiet(`cargo-providers/${country}/${code}`, to(country), change(code), 'cargoProviderChanged', {
      tracking,
      fields: { cargoProviderName },
    }),
  ),
  {
    id: 'abroad/cargo-providers/the-present-one',
    given: to('AE'),
    request: change('Aramex'),
    answer: 200,
  },
  ...(
    [
      ['unregistered', to('RO'), change('POSTA'), 'CPE001'],
      ['seller-pays', { ...to('RO'), seller: own_contract }, change('FANCOURIER'), 'CPE002'],
      ['fed', { ...to('RO'), status: 'Picking', done: [feed('RO', 'GLS')] }, change('FANCOURIER'), 'CPE002'],
      ['other-channel', to('RO', { channelId: 25 }), change('FANCOURIER'), 'CPE003'],
      ['home-carrier', to('RO'), change('YKMP'), 'CPE004'],
      ['carrier-of-another-region', to('RO'), change('Aramex'), 'CPE004'],
      ['carrier-of-another-country', to('SA'), change('EMX'), 'CPE004'],
      ['without-contract', to('RO'), change('GLS'), 'CPE005'],
      ['too-soon', { ...to('RO'), done: [change('FANCOURIER')] }, change('DPDMP'), 'CPE006'],
    ] as [string, Given, Request, string][]
  ).map(([id, given, request, errorCode]) =>
    refused(`cargo-providers/${errorCode}/${id}`, given, request, numbered(errorCode)),
  ),
  ...(['Shipped', 'Delivered', 'Cancelled'] as const).map((status) =>
    refused(`cargo-providers/CPE002/${status}`, { ...to('RO'), status }, change('FANCOURIER'), numbered('CPE002')),
  ),
  quiet(
    'cargo-providers/after-five-minutes',
    { ...to('RO'), done: [change('FANCOURIER')] },
    change('DPDMP', '5m'),
    'cargoProviderChanged',
    { tracking: 612, fields: { cargoProviderName: 'DPD Marketplace' } },
  ),
  refused('cargo-providers/at-home/Shipped', { status: 'Shipped' }, change('YKMP'), status_taken),
  refused('cargo-providers/at-home/carrier-abroad', {}, change('FANCOURIER'), {
    refused: 'koli.field.invalid',
    says: 'cargoProvider must be one of TEXMP',
  }),
];

const placed = (id: string, given: Given, cargoProviderName: string): Row => ({
  id: `abroad/first-carrier/${id}`,
  given,
  request: { call: 'GET S/v2/orders', query: 'orderNumber={order}' },
  answer: { has: { content: [{ cargoProviderName }] } },
});
const first: Row[] = [
  placed('marketplace-pays/RO', to('RO'), 'DPD Marketplace'),
  placed('marketplace-pays/SA', to('SA'), 'Aramex'),
  placed('seller-pays/RO', { ...to('RO'), seller: own_contract }, 'DHL Marketplace'),
  placed('seller-pays/SA', { ...to('SA'), seller: own_contract }, 'JoyExpress'),
  {
    ...placed('micro-export', to('SA', { micro: true }), 'Trendyol Express Marketplace'),
    why: 'an export leaves home with a carrier of home',
  },
  {
    ...placed('outside-the-table', to('FR'), 'Trendyol Express Marketplace'),
    why: 'for a country that koli does not know the rules at home hold',
  },
];

const reasons: [id: number, abroad: string, at_home: string][] = [
  [500, 'Stock Out', 'Stock Out'],
  [501, 'Faulty/damaged product', 'Defective Product'],
  [502, 'Wrong price', 'Incorrect Price'],
  [503, 'Incorrect image/barcode/quantity', 'Wrong Listing'],
  [504, 'Integration error', 'Integration Problem'],
  [505, 'Bulk purchase', 'Bulk purchase'],
  [506, 'Force majeure', 'Force Majeure'],
];
const cancelAll = (reasonId: number, storeFrontCode: string): Request => ({
  call: 'PUT P/items/unsupplied',
  body: {
    lines: [
      { lineId: '{a}', quantity: 4 },
      { lineId: '{b}', quantity: 1 },
      { lineId: '{c}', quantity: 2 },
    ],
    reasonId,
  },
  headers: { storeFrontCode },
});
const cancelledFor = (cancelReason: string, cancelReasonCode: number): Change => ({
  is: 'Cancelled',
  each: { orderLineItemStatusName: 'UnSupplied', cancelledBy: 'Seller', cancelReason, cancelReasonCode },
});
const named: Row[] = reasons.flatMap(([code, abroad, at_home]): Row[] =>
  (['RO', 'SA', 'TR'] as const).map((country) => ({
    id: `abroad/reason/${country}/${code}`,
    why: 'the words are those of the storefront of the package',
    given: to(country),
    request: cancelAll(code, country === 'TR' ? 'DE' : country),
    answer: { text: '' },
    after: { package: cancelledFor(country === 'TR' ? at_home : abroad, code) },
    events: ['package cancelled CANCELLED'],
  })),
);
const at_home: Row[] = [
  {
    id: 'abroad/reason/unknown-at-home',
    request: cancelAll(577, 'TR'),
    answer: { refused: 'koli.reason.unknown', says: 'use one of 500, 501, 502, 504, 505, 506' },
  },
  {
    id: 'abroad/reason/unknown-abroad',
    given: to('RO'),
    request: cancelAll(577, 'RO'),
    answer: { refused: 'koli.reason.unknown', says: 'use one of 500, 501, 502, 503, 504, 505, 506' },
  },
];

/** The seller pays: Picking, feed, Invoiced, partial cancel, and the new package is fed again. */
const part = (shouldKeepPreviousStatus: boolean): Request => ({
  call: 'PUT P/items/unsupplied',
  body: { lines: [{ lineId: '{a}', quantity: 1 }], reasonId: 500, shouldKeepPreviousStatus },
  headers: { storeFrontCode: 'RO' },
  keep: { old: 'header:koli-new-package' },
});
const ofRest = (end: string, body: Json, more: Partial<Request> = {}): Request => ({
  call: `PUT S/shipment-packages/{old}${end}`,
  body,
  headers: { storeFrontCode: 'RO' },
  ...more,
});
const feedRest = ofRest('/tracking-details', { cargoSenderNumber: 'S-2', providerCode: 'GLS' });
const begun: Request[] = [feed('RO', 'GLS'), invoiced];
const walk: Row[] = [
  {
    id: 'abroad/seller-pays/new-package-in-Created-is-picked-and-fed',
    given: { ...to('RO'), seller: own_contract, status: 'Picking', done: [...begun, part(false)] },
    request: { call: 'GET S/v2/orders', query: 'shipmentPackageIds={old}' },
    answer: { has: { content: [{ status: 'Created', cargoProviderName: 'GLS', whoPays: 1 }] } },
    see: [
      { request: feedRest, answer: no_tracking },
      { request: ofRest('', { status: 'Picking' }), answer: 200 },
      { request: feedRest, answer: 200 },
      {
        request: { call: 'GET S/v2/orders', query: 'shipmentPackageIds={old}' },
        answer: { has: { content: [{ status: 'Picking', cargoSenderNumber: 'S-2', cargoProviderName: 'GLS' }] } },
      },
    ],
  },
  {
    id: 'abroad/seller-pays/new-package-that-stays-Invoiced-is-fed',
    why: 'the package that it came from was fed',
    given: { ...to('RO'), seller: own_contract, status: 'Picking', done: [...begun, part(true)] },
    request: feedRest,
    answer: 200,
    after: { old: fed('GLS', 'S-2') },
    events: ['old trackingDetailsFed -'],
  },
  {
    id: 'abroad/seller-pays/never-fed-before-Invoiced',
    given: { ...to('RO'), seller: own_contract, status: 'Picking', done: [invoiced, part(true)] },
    request: feedRest,
    answer: no_tracking,
  },
];

const adel: Row = {
  id: 'abroad/alternative-delivery/ADEL',
  given: to('SA'),
  request: {
    call: 'PUT P/alternative-delivery',
    body: { isPhoneNumber: true, trackingInfo: '5320000000', params: {} },
  },
  answer: 200,
  after: { package: { is: 'Shipped', tracking: 732, fields: { cargoProviderName: 'ADEL' } } },
  events: ['package shipped SHIPPED'],
};

/** The common label is one of home; an export begins at home. */
const label = (id: string, given: Given, answer: Answer): Row => ({
  id: `abroad/label/${id}`,
  given: {
    ...given,
    done: [
      {
        call: 'GET S/v2/orders',
        query: 'shipmentPackageIds={package}',
        keep: { number: 'content.0.cargoTrackingNumber' },
      },
    ],
  },
  request: { call: 'POST I/common-label/{number}', body: { format: 'ZPL' } },
  answer,
});
const labels: Row[] = [
  label('local', to('RO'), { refused: 'koli.not.applicable', says: 'abroad the carrier makes the label' }),
  label('export', to('AZ', { micro: true }), 200),
];

export const rows: Row[] = [
  ...headers,
  ...details,
  ...again,
  ...never,
  ...exchanged,
  ...first,
  ...named,
  ...at_home,
  ...walk,
  ...labels,
  adel,
];
