import type { ListRow, Stocked } from '../format.ts';
import { status_names } from '../tables/words.ts';

// What somebody writes into an order is no canceller.
const customer = { customer: { firstName: '"cancelledBy":"Seller"' } };
const lines = [{ barcode: 'a', quantity: 2 }];

export const stock: Stocked[] = [
  { name: 'beyond', at: '{start-92d-1ms}' },
  { name: 'reach', at: '{start-92d}' },
  { name: 'fifteenth', at: '{start-14d-1ms}' },
  { name: 'fortnight', at: '{start-14d}' },
  { name: 'picked', at: '{start-5d}', done: [{ at: '{start-1ms}', call: 'PUT P', body: { status: 'Picking' } }] },
  {
    name: 'customer',
    at: '{start-4d}',
    order: customer,
    done: [
      {
        at: '{start-1d}',
        call: 'POST /api/v1/sellers/{seller}/packages/{package}/customer-cancel',
        as: 'operator',
        body: {},
      },
    ],
  },
  {
    name: 'seller-cancelled',
    at: '{start-3d}',
    order: customer,
    lines,
    done: [
      {
        at: '{start-2d}',
        call: 'PUT P/items/unsupplied',
        body: { lines: [{ lineId: '{a}', quantity: 1 }], reasonId: 500 },
        keep: { rest: 'header:koli-new-package' },
      },
    ],
  },
  { name: 'waiting', at: '{start-1h}', order: { payment: 'pending' } },
  { name: 'new', at: '{start}' },
  { name: 'later', at: '{start+1h}' },
  { name: 'foreign', at: '{start}', seller: 'stranger' },
];

const usual = ['new', 'picked', 'waiting', 'customer', 'rest', 'seller-cancelled', 'fortnight'];
const span = (from: string, to: string): string => `lastModifiedStartDate=${from}&lastModifiedEndDate=${to}`;
const status = (names: string): string => `packageItemStatuses=${names}`;

const found: [id: string, query: string, finds: string[]][] = [
  ['nothing-asked', '', usual],
  ['empty-values', 'size=&nextCursor=&packageItemStatuses=&lastModifiedStartDate=&lastModifiedEndDate=', usual],
  ['unknown-names', 'page=3&status=Nope&orderByDirection=ASC', usual],
  ['window/both-ends', span('{start-14d}', '{start-1d}'), usual.slice(3)],
  ['window/start-1-ms-later', span('{start-14d+1ms}', '{start-1d}'), ['customer', 'rest', 'seller-cancelled']],
  ['window/end-1-ms-earlier', span('{start-14d}', '{start-1d-1ms}'), ['rest', 'seller-cancelled', 'fortnight']],
  ['window/start-alone', 'lastModifiedStartDate={start-14d}', usual],
  ['window/start-alone-yesterday', 'lastModifiedStartDate={start-1d}', ['new', 'picked', 'waiting', 'customer']],
  ['window/start-alone-in-the-future', 'lastModifiedStartDate={start+1h}', []],
  ['window/end-alone', 'lastModifiedEndDate={start-1ms}', [...usual.slice(1), 'fifteenth']],
  ['window/end-in-the-future', span('{start}', '{start+1d}'), ['new']],
  ['window/all-in-the-future', span('{start+1ms}', '{start+1d}'), []],
  ['window/older-than-the-reach', span('{start-100d}', '{start-90d}'), ['reach']],
  ['status/one', status('Picking'), ['picked']],
  ['status/several', status('Picking,%20Awaiting'), ['picked', 'waiting']],
  [
    'status/repeated',
    'packageItemStatuses=Created&packageItemStatuses[]=Picking',
    ['new', 'picked', 'rest', 'fortnight'],
  ],
  ['status/Cancelled-by-whomever', status('Cancelled'), ['customer', 'seller-cancelled']],
  ['status/UnSupplied-by-sellers', status('UnSupplied'), ['seller-cancelled']],
  ['status/UnSupplied-and-another', status('UnSupplied,Picking'), ['picked', 'seller-cancelled']],
  ['status/UnSupplied-and-Cancelled', status('UnSupplied,Cancelled'), ['customer', 'seller-cancelled']],
  ['status/of-no-line', status('Verified'), []],
  ['status/all-13', status(String(status_names)), usual],
  ['size/exactly-full', 'size=7', usual],
  ['size/200', 'size=200', usual],
];

const refused: [id: string, query: string, refused: string, says?: string][] = [
  ['size-0', 'size=0', 'koli.query.invalid', 'size'],
  ['size-201', 'size=201', 'koli.query.invalid', 'size'],
  ['size-in-words', 'size=ten', 'koli.query.invalid', 'size'],
  ['status-Repack', status('Repack'), 'koli.query.invalid', 'packageItemStatuses'],
  ['status-inner-word', status('ReadyToShip'), 'koli.query.invalid', 'packageItemStatuses'],
  ['date-as-text', 'lastModifiedStartDate=2026-01-01', 'koli.query.invalid', 'lastModifiedStartDate'],
  ['14-days-and-1-ms', span('{start-14d-1ms}', '{start}'), 'koli.query.window', '14 days'],
  ['start-alone-14-days-and-1-ms', 'lastModifiedStartDate={start-14d-1ms}', 'koli.query.window', '14 days'],
  ['start-after-end', span('{start}', '{start-1ms}'), 'koli.query.window', 'lastModifiedStartDate'],
  ['cursor-garbage', 'nextCursor=garbage', 'koli.cursor.invalid'],
  ['cursor-that-is-JSON', `nextCursor=${Buffer.from('[1,2,3,4,5,"x"]').toString('base64url')}`, 'koli.cursor.invalid'],
  ['cursor-a-number', `nextCursor=${Buffer.from('7').toString('base64url')}`, 'koli.cursor.invalid'],
];

/** After the first page, of one package, of this scan; what the next page holds. */
const first = `${span('{start-13d}', '{start-1ms}')}&${status('Picking,Cancelled')}&size=1`;
const followed: [id: string, first: string, query: string, finds: string[] | string][] = [
  ['filters-left-out', first, '', ['customer', 'seller-cancelled']],
  ['the-same-filters', first, first.replace('&size=1', ''), ['customer', 'seller-cancelled']],
  ['in-another-order', first, status('Cancelled,Picking,Cancelled'), ['customer', 'seller-cancelled']],
  ['one-of-them', first, 'lastModifiedEndDate={start-1ms}', ['customer', 'seller-cancelled']],
  ['another-size', first, 'size=1', ['customer']],
  ['another-start', first, 'lastModifiedStartDate={start-12d}', 'koli.cursor.invalid'],
  ['another-end', first, 'lastModifiedEndDate={start}', 'koli.cursor.invalid'],
  ['another-status', first, status('Picking'), 'koli.cursor.invalid'],
  ['a-filter-where-there-was-none', 'size=1', status('Created'), 'koli.cursor.invalid'],
  ['all-13-where-there-was-none', 'size=1', status(String(status_names)), usual.slice(1)],
  ['a-wrong-name', 'size=1', status('Nope'), 'koli.query.invalid'],
];

export const rows: ListRow[] = [
  ...found.map(
    ([id, query, finds]): ListRow => ({
      id: `stream/${id}`,
      query,
      finds,
      has: { size: finds.length, hasMore: false, nextCursor: '' },
    }),
  ),
  ...[1, 3].map(
    (size): ListRow => ({
      id: `stream/size/${size}`,
      query: `size=${size}`,
      finds: usual.slice(0, size),
      has: { size, hasMore: true, nextCursor: '<string>' },
    }),
  ),
  ...refused.map(([id, query, key, says]): ListRow => ({ id: `stream/refused/${id}`, query, refused: key, says })),
  ...followed.map(([id, first, query, result]): ListRow => {
    const row = { id: `stream/cursor/${id}`, first, query: `nextCursor={cursor}&${query}` };
    return typeof result === 'string' ? { ...row, refused: result } : { ...row, finds: result };
  }),
  {
    id: 'stream/cursor/of-another-seller',
    first: 'size=1',
    by: 'stranger',
    query: 'nextCursor={cursor}',
    refused: 'koli.cursor.invalid',
  },
];
