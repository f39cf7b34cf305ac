import type { ListRow, Stocked } from '../format.ts';
import { status_names } from '../tables/words.ts';

/** What the list is asked about. All times are told from `start`, when the questions are asked. */
export const stock: Stocked[] = [
  { name: 'beyond', at: '{start-30d-1ms}' },
  { name: 'reach', at: '{start-30d}' },
  { name: 'odd', at: '{start-20d}', lines: [{ barcode: 'A"B\\C & çay +%', quantity: 1 }] },
  { name: 'fortnight', at: '{start-14d}' },
  {
    name: 'customer',
    at: '{start-10d}',
    done: [
      {
        at: '{start-10d}',
        call: 'POST /api/v1/sellers/{seller}/packages/{package}/customer-cancel',
        as: 'operator',
        body: {},
      },
    ],
  },
  { name: 'eighth', at: '{start-7d-1ms}' },
  { name: 'week', at: '{start-7d}' },
  { name: 'picked', at: '{start-3d}', done: [{ at: '{start-30m}', call: 'PUT P', body: { status: 'Picking' } }] },
  {
    name: 'cancelled',
    at: '{start-2d}',
    order: { orderNumber: 'ORDER-1' },
    lines: [
      { barcode: 'mug', quantity: 2 },
      { barcode: 'spoon', quantity: 1 },
    ],
    done: [
      {
        at: '{start-1d}',
        call: 'PUT P/items/unsupplied',
        body: { lines: [{ lineId: '{mug}', quantity: 2 }], reasonId: 500 },
        keep: { rest: 'header:koli-new-package' },
      },
    ],
  },
  { name: 'waiting', at: '{start-1h}', order: { payment: 'pending' } },
  { name: 'new', at: '{start}' },
  {
    name: 'foreign',
    at: '{start}',
    seller: 'stranger',
    order: { orderNumber: 'ORDER-1' },
    lines: [{ barcode: 'mug', quantity: 1 }],
  },
];

/** Everything of the last 7 days, last changed first; of two changed at once the later id comes first. */
const usual = ['new', 'picked', 'waiting', 'rest', 'cancelled', 'week'];
const span = (from: string, to: string): string => `startDate=${from}&endDate=${to}`;
const fortnight = span('{start-14d}', '{start}');

const found: [id: string, query: string, finds: string[]][] = [
  ['nothing-asked', '', usual],
  ['empty-values', 'status=&startDate=&endDate=&page=&size=&orderNumber=&shipmentPackageIds=&barcode=', usual],
  ['empty-order', 'orderByField=&orderByDirection=', usual],
  ['names-without-a-value', 'status&page&&', usual],
  ['unknown-names', 'supplierId=9&storeFrontCode=TR&orderbByField=x&Page=7&x=%00', usual],
  // Time
  ['window/both-ends', span('{start-14d}', '{start-7d}'), ['week', 'eighth', 'customer', 'fortnight']],
  ['window/start-1-ms-later', span('{start-14d+1ms}', '{start-7d}'), ['week', 'eighth', 'customer']],
  ['window/end-1-ms-earlier', span('{start-14d}', '{start-7d-1ms}'), ['eighth', 'customer', 'fortnight']],
  ['window/one-instant', span('{start-1d}', '{start-1d}'), ['rest', 'cancelled']],
  ['window/14-days', span('{start-14d}', '{start}'), [...usual, 'eighth', 'customer', 'fortnight']],
  ['window/start-alone', 'startDate={start-14d}', [...usual, 'eighth', 'customer', 'fortnight']],
  ['window/start-alone-yesterday', 'startDate={start-1d}', ['new', 'picked', 'waiting', 'rest', 'cancelled']],
  ['window/start-alone-in-the-future', 'startDate={start+1h}', []],
  ['window/end-alone', 'endDate={start-7d-1ms}', ['eighth', 'customer', 'fortnight', 'odd']],
  ['window/older-than-the-reach', span('{start-40d}', '{start-30d}'), ['reach']],
  ['window/all-before-the-reach', span('{start-60d}', '{start-50d}'), []],
  ['window/future', span('{start+1ms}', '{start+1d}'), []],
  // Order
  ['order/ascending', 'orderByDirection=ASC', usual.toReversed()],
  ['order/created', 'orderByField=CreatedDate', ['new', 'waiting', 'rest', 'cancelled', 'picked', 'week']],
  ['order/created-in-a-window', `orderByField=CreatedDate&${span('{start-3d}', '{start-3d}')}`, ['picked']],
  [
    'order/created-ascending',
    'orderByField=CreatedDate&orderByDirection=ASC',
    ['week', 'picked', 'cancelled', 'rest', 'waiting', 'new'],
  ],
  ['order/modified', 'orderByField=PackageLastModifiedDate&orderByDirection=DESC', usual],
  ['order/modified-by-its-alias', 'orderByField=LastModifiedDate&orderByDirection=DESC', usual],
  // Order number and ids: whatever the time, within the reach
  ['orderNumber/known', 'orderNumber=ORDER-1', ['rest', 'cancelled']],
  ['orderNumber/of-nobody', 'orderNumber=ORDER-2', []],
  ['orderNumber/part', 'orderNumber=ORDER', []],
  ['orderNumber/in-a-window', `orderNumber=ORDER-1&${span('{start}', '{start}')}`, ['rest', 'cancelled']],
  ['orderNumber/in-a-wide-window', `orderNumber=ORDER-1&${span('{start-60d}', '{start}')}`, ['rest', 'cancelled']],
  ['orderNumber/and-an-old-start', 'orderNumber=ORDER-1&startDate={start-20d}', ['rest', 'cancelled']],
  ['orderNumber/start-after-end', `orderNumber=ORDER-1&${span('{start}', '{start-9d}')}`, ['rest', 'cancelled']],
  ['ids/in-a-wide-window', `shipmentPackageIds={odd},{beyond}&${span('{start-60d}', '{start}')}`, ['odd']],
  ['ids/in-a-window-of-others', `shipmentPackageIds={odd}&${span('{start}', '{start}')}`, ['odd']],
  ['ids/one', 'shipmentPackageIds={odd}', ['odd']],
  ['ids/repeated', 'shipmentPackageIds={odd}&shipmentPackageIds={new}', ['new', 'odd']],
  ['ids/commas', 'shipmentPackageIds={odd},{new},', ['new', 'odd']],
  ['ids/encoded-commas', 'shipmentPackageIds={odd}%2C+{new}', ['new', 'odd']],
  ['ids/numbered', 'shipmentPackageIds[0]={odd}&shipmentPackageIds%5B1%5D={new}', ['new', 'odd']],
  ['ids/brackets', 'shipmentPackageIds[]={odd}&shipmentPackageIds[]={odd}', ['odd']],
  ['ids/other-name', 'shipmentPackagesId={odd}', ['odd']],
  ['ids/beyond-the-reach', 'shipmentPackageIds={beyond},{reach}', ['reach']],
  ['ids/of-nobody', 'shipmentPackageIds=1', []],
  ['ids/of-another-seller', 'shipmentPackageIds={foreign}', []],
  ['ids/50', `shipmentPackageIds=${Array.from({ length: 49 }, (_, n) => n + 1)},{new}`, ['new']],
  ['ids/50-and-repetitions', `shipmentPackageIds=${Array.from({ length: 60 }, () => 7)},{new}`, ['new']],
  // Status
  ['status/one', 'status=Picking', ['picked']],
  ['status/several', 'status=Picking,Cancelled', ['picked', 'cancelled']],
  ['status/repeated', 'status=Picking&status=%20Awaiting', ['picked', 'waiting']],
  ['status/that-no-package-has', 'status=Verified', []],
  ['status/UnSupplied-and-another', 'status=UnSupplied,Picking', ['picked', 'cancelled']],
  ['status/UnSupplied-by-sellers-alone', `status=UnSupplied&${fortnight}`, ['cancelled']],
  ['status/Cancelled-by-whomever', `status=Cancelled&${fortnight}`, ['cancelled', 'customer']],
  ['status/UnSupplied-and-Cancelled', `status=UnSupplied,Cancelled&${fortnight}`, ['cancelled', 'customer']],
  ['status/UnSupplied-of-an-order', 'status=UnSupplied&orderNumber=ORDER-1', ['cancelled']],
  ['status/old-word-Repack', 'status=Repack', []],
  ['status/old-word-ReadyToShip', 'status=ReadyToShip', []],
  ['status/old-words-among-others', 'status=Repack,Picking,ReadyToShip', ['picked']],
  ['status/all-13', `status=${status_names}`, usual],
  ...status_names.map((name): [string, string, string[]] => [
    `status/${name}`,
    `status=${name}`,
    {
      Created: ['new', 'rest', 'week'],
      Picking: ['picked'],
      Awaiting: ['waiting'],
      Cancelled: ['cancelled'],
      UnSupplied: ['cancelled'],
    }[name] ?? [],
  ]),
  // Barcode
  ['barcode/where-its-units-are-now', 'barcode=spoon', ['rest']],
  ['barcode/of-a-cancelled-line', 'barcode=mug', ['cancelled']],
  ['barcode/part', 'barcode=mu', []],
  ['barcode/like-a-pattern', 'barcode=%25', []],
  [
    'barcode/of-signs',
    `barcode=${encodeURIComponent('A"B\\C & çay +%')}&${span('{start-20d}', '{start-19d}')}`,
    ['odd'],
  ],
  // Pages
  ['page/second', 'size=2&page=1', ['waiting', 'rest']],
  ['page/last', 'size=4&page=1', ['cancelled', 'week']],
  ['page/past-the-end', 'size=3&page=2', []],
  ['page/deepest', 'size=200&page=49', []],
  ['page/size-200', 'size=200', usual],
  ['page/size-1', 'size=1', ['new']],
  ['page/the-same-twice', 'size=2&size=2', ['new', 'picked']],
  ['everything-together', 'orderNumber=ORDER-1&status=Created&barcode=spoon&size=1', ['rest']],
];

const counted: [id: string, query: string, finds: string[], totalElements: number, totalPages: number, page: number][] =
  [
    ['all', '', usual, 6, 1, 0],
    ['first-of-two', 'size=4', usual.slice(0, 4), 6, 2, 0],
    ['second-of-two', 'size=3&page=1', usual.slice(3), 6, 2, 1],
    ['past-the-end', 'size=3&page=7', [], 6, 2, 7],
    ['exactly-full', 'size=6', usual, 6, 1, 0],
    ['none', 'status=Returned', [], 0, 0, 0],
    ['none-of-page-3', 'status=Returned&page=3', [], 0, 0, 3],
  ];

const refused: [id: string, query: string, refused: string, says?: string][] = [
  ['size-0', 'size=0', 'koli.query.invalid', 'size '],
  ['size-201', 'size=201', 'koli.query.invalid', 'size '],
  ['size-with-a-point', 'size=1.5', 'koli.query.invalid', 'size '],
  ['size-twice', 'size=1&size=2', 'koli.query.invalid', 'size '],
  ['page-negative', 'page=-1', 'koli.query.invalid', 'page '],
  ['page-in-words', 'page=one', 'koli.query.invalid', 'page '],
  ['page-of-1e2', 'page=1e2', 'koli.query.invalid', 'page '],
  ['page-beyond-whole-numbers', 'page=9007199254740993', 'koli.query.invalid', 'page '],
  ['beyond-10000', 'size=200&page=50', 'koli.query.window', '10000'],
  ['beyond-10000-by-one', 'size=100&page=100', 'koli.query.window', '10000'],
  ['far-beyond-10000', 'page=9007199254740991', 'koli.query.window', '10000'],
  ['date-as-text', 'startDate=2026-01-01', 'koli.query.invalid', 'startDate '],
  ['date-with-a-letter', 'endDate={start}x', 'koli.query.invalid', 'endDate '],
  ['14-days-and-1-ms', span('{start-14d-1ms}', '{start}'), 'koli.query.window', '14 days'],
  ['start-alone-14-days-and-1-ms', 'startDate={start-14d-1ms}', 'koli.query.window', '14 days'],
  ['start-alone-beyond-the-reach', 'startDate={start-40d}', 'koli.query.window', '14 days'],
  ['start-after-end', span('{start}', '{start-1ms}'), 'koli.query.window', 'startDate'],
  ['status-in-small-letters', 'status=created', 'koli.query.invalid', 'status '],
  ['status-of-no-guide', 'status=Approved', 'koli.query.invalid', 'UnSupplied'],
  ['status-of-no-guide-among-others', 'status=Repack,Approved', 'koli.query.invalid', 'UnSupplied'],
  ['status-one-wrong-of-two', 'status=Created,Nope', 'koli.query.invalid', 'status '],
  ['order-by-OrderDate', 'orderByField=OrderDate', 'koli.query.invalid', 'orderByField '],
  ['direction-UP', 'orderByDirection=UP', 'koli.query.invalid', 'orderByDirection '],
  ['direction-in-small-letters', 'orderByDirection=asc', 'koli.query.invalid', 'orderByDirection '],
  ['id-in-words', 'shipmentPackageIds=1,x', 'koli.query.invalid', 'shipmentPackageIds '],
  ['id-numbered-and-in-words', 'shipmentPackageIds[3]=x', 'koli.query.invalid', 'shipmentPackageIds[3] '],
  [
    '51-ids',
    `shipmentPackageIds=${Array.from({ length: 51 }, (_, n) => n + 1)}`,
    'koli.query.invalid',
    'shipmentPackageIds ',
  ],
  ['NUL-in-orderNumber', 'orderNumber=%00', 'koli.query.invalid', 'orderNumber '],
  ['NUL-in-barcode', 'barcode=a%00b', 'koli.query.invalid', 'barcode '],
  ['NUL-in-status', 'status=%00', 'koli.query.invalid', 'status '],
  ['half-a-percent-sign', 'barcode=100%', 'koli.query.invalid', 'barcode '],
  ['not-UTF-8', 'barcode=%ff', 'koli.query.invalid', 'barcode '],
  ['half-a-percent-sign-in-a-name', '%=1', 'koli.query.invalid'],
];

export const rows: ListRow[] = [
  ...found.map(([id, query, finds]): ListRow => ({ id: `list/${id}`, query, finds })),
  ...counted.map(
    ([id, query, finds, totalElements, totalPages, page]): ListRow => ({
      id: `list/counts/${id}`,
      query,
      finds,
      has: { totalElements, totalPages, page, size: finds.length },
    }),
  ),
  ...refused.map(([id, query, key, says]): ListRow => ({ id: `list/refused/${id}`, query, refused: key, says })),
];
