import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { start_of_time, startWorld, type TestSeller, type TestWorld } from '../world.ts';
import { cancel, pick, takeOrder } from './orders.ts';

const hour = 3_600_000;
const day = 24 * hour;
const now = start_of_time;
const odd_barcode = 'A"B\\C & çay +%';

let world: TestWorld;
let seller: TestSeller;
let rival: TestSeller;
let old_names: TestSeller;
/** Package ids by what they are here. */
const id: Record<string, number> = {};
let order_number: string;

const path = (of: TestSeller, query = '', version = '') =>
  `/integration/order/sellers/${of.seller_id}${version}/orders${query === '' ? '' : `?${query}`}`;
const list = (query = '', of = seller) => world.call('GET', path(of, query), { as: of });

beforeAll(async () => {
  world = await startWorld();
  seller = await world.newSeller();
  rival = await world.newSeller();
  old_names = await world.newSeller({ legacy_fields: true });
  const at = async (ms: number, label: string, barcode = 'plain', given = {}) => {
    world.clock.set(ms);
    const taken = await takeOrder(world, seller, [{ barcode, quantity: 1 }], given);
    id[label] = taken.shipmentPackageId;
    return taken;
  };
  await at(now - 31 * day - 1, 'beyond');
  await at(now - 31 * day, 'reach');
  await at(now - 20 * day, 'odd', odd_barcode);
  await at(now - 14 * day, 'fortnight');
  await at(now - 7 * day - 1, 'eighth');
  await at(now - 7 * day, 'week');
  await at(now - 3 * day, 'picked');
  world.clock.set(now - 2 * day);
  const lines = [
    { barcode: 'mug', quantity: 2 },
    { barcode: 'spoon', quantity: 1 },
  ];
  const taken = await takeOrder(world, seller, lines, { orderNumber: 'ORDER-1' });
  order_number = taken.orderNumber;
  id['cancelled'] = taken.shipmentPackageId;
  world.clock.set(now - day);
  const mugs = taken.lines.find((line) => line.barcode === 'mug')!;
  id['rest'] = await cancel(world, seller, id['cancelled'], { lineId: mugs.lineId, quantity: 2 });
  await at(now - hour, 'waiting', 'plain', { payment: 'pending' });
  world.clock.set(now - hour / 2);
  await pick(world, seller, id['picked']!);
  await at(now, 'new');
  for (const other of [rival, old_names])
    await takeOrder(world, other, [{ barcode: 'mug', quantity: 1 }], { orderNumber: 'ORDER-1' });
});

afterAll(() => world?.[Symbol.asyncDispose]());

/** Everything of the last 7 days, last changed first; of the two changed at once the later id comes first. */
const usual = ['new', 'picked', 'waiting', 'rest', 'cancelled', 'week'];
const span = (start: number, end: number) => `startDate=${start}&endDate=${end}`;
const ids = (...labels: string[]) => labels.map((label) => id[label]);

// Asked for when the packages are there, hence functions.
const answered: [title: string, query: () => string, labels: string[]][] = [
  ['nothing: the last 7 days, last changed first', () => '', usual],
  ['empty values', () => 'status=&startDate=&endDate=&page=&size=&orderNumber=&shipmentPackageIds=&barcode=', usual],
  ['empty order and empty direction', () => 'orderByField=&orderByDirection=', usual],
  ['names without a value', () => 'status&page&&', usual],
  ['unknown and misspelt names', () => 'supplierId=9&storeFrontCode=TR&orderbByField=x&Page=7&x=%00', usual],
  // Time
  ['both ends included', () => span(now - 14 * day, now - 7 * day), ['week', 'eighth', 'fortnight']],
  ['a start one ms later', () => span(now - 14 * day + 1, now - 7 * day), ['week', 'eighth']],
  ['an end one ms earlier', () => span(now - 14 * day, now - 7 * day - 1), ['eighth', 'fortnight']],
  ['one instant', () => span(now - day, now - day), ['rest', 'cancelled']],
  ['exactly 14 days', () => span(now - 14 * day, now), [...usual, 'eighth', 'fortnight']],
  ['only a start: 14 days from it', () => `startDate=${now - 21 * day}`, ['week', 'eighth', 'fortnight', 'odd']],
  ['only an end: 14 days to it', () => `endDate=${now - 7 * day - 1}`, ['eighth', 'fortnight', 'odd']],
  ['older than the reach', () => span(now - 40 * day, now - 31 * day), ['reach']],
  ['all before the reach', () => span(now - 60 * day, now - 50 * day), []],
  ['in the future', () => span(now + 1, now + day), []],
  // Order
  ['ascending, ties too', () => 'orderByDirection=ASC', [...usual].reverse()],
  ['by creation', () => 'orderByField=CreatedDate', ['new', 'waiting', 'rest', 'cancelled', 'picked', 'week']],
  ['by creation, in a window', () => `orderByField=CreatedDate&${span(now - 3 * day, now - 3 * day)}`, ['picked']],
  [
    'by creation, ascending',
    () => 'orderByField=CreatedDate&orderByDirection=ASC',
    ['week', 'picked', 'cancelled', 'rest', 'waiting', 'new'],
  ],
  ['by change, in full and by its alias', () => 'orderByField=LastModifiedDate&orderByDirection=DESC', usual],
  // Order number and ids: whatever the time, within the reach
  ['an order number', () => `orderNumber=${order_number}`, ['rest', 'cancelled']],
  ['an order number of nobody', () => 'orderNumber=ORDER-2', []],
  ['an order number and a window', () => `orderNumber=${order_number}&${span(now, now)}`, []],
  ['ids, repeated', () => `shipmentPackageIds=${id['odd']}&shipmentPackageIds=${id['new']}`, ['new', 'odd']],
  ['ids, with commas', () => `shipmentPackageIds=${id['odd']},${id['new']},`, ['new', 'odd']],
  ['ids, with encoded commas and blanks', () => `shipmentPackageIds=${id['odd']}%2C+${id['new']}`, ['new', 'odd']],
  ['ids, numbered', () => `shipmentPackageIds[0]=${id['odd']}&shipmentPackageIds%5B1%5D=${id['new']}`, ['new', 'odd']],
  ['ids, in brackets', () => `shipmentPackageIds[]=${id['odd']}&shipmentPackageIds[]=${id['odd']}`, ['odd']],
  ['ids, by the other name', () => `shipmentPackagesId=${id['odd']}`, ['odd']],
  ['an id beyond the reach', () => `shipmentPackageIds=${id['beyond']},${id['reach']}`, ['reach']],
  ['an id of nobody', () => 'shipmentPackageIds=1', []],
  ['50 ids', () => `shipmentPackageIds=${Array.from({ length: 49 }, (_, n) => n + 1)},${id['new']}`, ['new']],
  // Status
  ['one status', () => 'status=Picking', ['picked']],
  ['several', () => 'status=Picking,Cancelled', ['picked', 'cancelled']],
  ['several, repeated and with blanks', () => 'status=Picking&status=%20Awaiting', ['picked', 'waiting']],
  ['names that no package has', () => 'status=UnSupplied,Verified', []],
  [
    'all 13',
    () =>
      'status=Awaiting,Created,Picking,Invoiced,Shipped,AtCollectionPoint,Delivered,UnDelivered,Returned,Cancelled,UnSupplied,UnPacked,Verified',
    usual,
  ],
  // Barcode
  ['a barcode, where its units are now', () => 'barcode=spoon', ['rest']],
  ['a barcode of a cancelled line', () => 'barcode=mug', ['cancelled']],
  ['a part of a barcode', () => 'barcode=mu', []],
  ['a barcode like a pattern', () => 'barcode=%25', []],
  ['a barcode of signs', () => `barcode=${encodeURIComponent(odd_barcode)}&startDate=${now - 20 * day}`, ['odd']],
  // Pages
  ['a page', () => 'size=2&page=1', ['waiting', 'rest']],
  ['the last page', () => 'size=4&page=1', ['cancelled', 'week']],
  ['a page past the end', () => 'size=3&page=2', []],
  ['the deepest page', () => 'size=200&page=49', []],
  ['everything together', () => `orderNumber=${order_number}&status=Created&barcode=spoon&size=1`, ['rest']],
  ['the same value twice', () => 'size=2&size=2', ['new', 'picked']],
];

const refused: [title: string, query: string, key: string, field?: string][] = [
  ['a size of 0', 'size=0', 'invalid', 'size'],
  ['a size of 201', 'size=201', 'invalid', 'size'],
  ['a size with a point', 'size=1.5', 'invalid', 'size'],
  ['a negative page', 'page=-1', 'invalid', 'page'],
  ['a page in words', 'page=one', 'invalid', 'page'],
  ['a page of 1e2', 'page=1e2', 'invalid', 'page'],
  ['a page beyond whole numbers', 'page=9007199254740993', 'invalid', 'page'],
  ['a page beyond 10,000', 'size=200&page=50', 'window'],
  ['a page far beyond 10,000', 'page=9007199254740991', 'window'],
  ['a date as text', 'startDate=2026-01-01', 'invalid', 'startDate'],
  ['a date that is no number', `endDate=${now}x`, 'invalid', 'endDate'],
  ['14 days and 1 ms', span(now - 14 * day - 1, now), 'window'],
  ['a start after the end', span(now, now - 1), 'window'],
  ['a status of no package', 'status=Repack', 'invalid', 'status'],
  ['a status in small letters', 'status=created', 'invalid', 'status'],
  ['one wrong status of two', 'status=Created,Nope', 'invalid', 'status'],
  ['a field of no order', 'orderByField=OrderDate', 'invalid', 'orderByField'],
  ['a direction of none', 'orderByDirection=UP', 'invalid', 'orderByDirection'],
  ['an id in words', 'shipmentPackageIds=1,x', 'invalid', 'shipmentPackageIds'],
  ['an id numbered and in words', 'shipmentPackageIds[3]=x', 'invalid', 'shipmentPackageIds[3]'],
  ['51 ids', `shipmentPackageIds=${Array.from({ length: 51 }, (_, n) => n + 1)}`, 'invalid', 'shipmentPackageIds'],
  ['two sizes', 'size=1&size=2', 'invalid', 'size'],
  ['a NUL in an order number', 'orderNumber=%00', 'invalid', 'orderNumber'],
  ['a NUL in a barcode', 'barcode=a%00b', 'invalid', 'barcode'],
  ['a NUL in a status', 'status=%00', 'invalid', 'status'],
  ['half a percent sign', 'barcode=100%', 'invalid', 'barcode'],
  ['bytes that are not UTF-8', 'barcode=%ff', 'invalid', 'barcode'],
  ['half a percent sign in a name', '%=1', 'invalid'],
];

describe('a list', () => {
  test.each(answered)('answers %s', async (_title, query, labels) => {
    const answer = await list(query());
    expect(answer.status, answer.body).toBe(200);
    const { content, ...envelope } = answer.json;
    expect(content.map((one: { shipmentPackageId: number }) => one.shipmentPackageId)).toEqual(ids(...labels));
    expect(envelope.size).toBe(labels.length);
    expect(answer.headers['content-type']).toBe('application/json; charset=utf-8');
  });

  test.each(refused)('refuses %s', async (_title, query, key, field) => {
    const answer = await list(query);
    expect(answer.status).toBe(400);
    const [error] = answer.json.errors;
    expect(error.key).toBe(`koli.query.${key}`);
    if (field !== undefined) expect(error.message.startsWith(`${field} `), error.message).toBe(true);
  });

  test('answers or refuses whatever comes', async () => {
    const names = 'startDate endDate page size orderNumber shipmentPackageIds[1] status orderByField barcode'.split(
      ' ',
    );
    const name = fc.oneof(fc.constantFrom(...names), fc.string());
    const coded = fc.oneof(
      fc.constantFrom('', '0', '-1', '1e3', '%', '%00', '%c3%28', 'Created', 'Created,,', "'", '"', '\\', String(now)),
      fc.integer().map(String),
      fc.string({ unit: 'binary' }).map((text) => encodeURIComponent(text.toWellFormed())),
    );
    const query = fc.array(fc.tuple(name, coded), { maxLength: 5 }).map((pairs) => pairs.map((pair) => pair.join('=')));
    const count = { 200: 0, 400: 0 };
    await fc.assert(
      fc.asyncProperty(query, async (pairs) => {
        const { status } = await list(pairs.join('&').replaceAll(/[^!-~]|#/g, ''));
        expect([200, 400]).toContain(status);
        count[status as 200]++;
      }),
      { numRuns: 300 },
    );
    expect(count[200]).toBeGreaterThan(50);
    expect(count[400]).toBeGreaterThan(50);
  });

  test('refuses in Turkish, too', async () => {
    const answer = await world.call('GET', path(seller, 'size=0'), {
      as: seller,
      headers: { 'accept-language': 'tr-TR' },
    });
    expect(answer.json.errors[0].message).toBe('size 1-200 arası bir tam sayı olmalı.');
  });

  test.each([
    ['', 6, 1],
    ['size=4', 6, 2],
    ['size=3&page=1', 6, 2],
    ['size=3&page=7', 6, 2],
    ['size=6', 6, 1],
    ['status=Returned', 0, 0],
    ['status=Returned&page=3', 0, 0],
    [`startDate=${now - 14 * day}&endDate=${now}&size=1&barcode=plain`, 6, 6],
  ])('counts all that match: %s', async (query, totalElements, totalPages) => {
    const { json } = await list(query);
    const page = Number(new URLSearchParams(query).get('page') ?? 0);
    expect(json).toMatchObject({ totalElements, totalPages, page });
  });

  test('answers V1 and V2 alike', async () => {
    const [one, two] = await Promise.all(
      ['', '/v2'].map((version) => world.call('GET', path(seller, 'size=3', version), { as: seller })),
    );
    expect(one!.body).toBe(two!.body);
    expect(Object.keys(one!.json)).toEqual(['totalElements', 'totalPages', 'page', 'size', 'content']);
  });

  test('shows packages as they are, dead and masked ones too', async () => {
    const { content } = (await list()).json;
    const by = (label: string) =>
      content.find((one: { shipmentPackageId: number }) => one.shipmentPackageId === id[label]);
    expect(by('cancelled')).toMatchObject({ status: 'Cancelled', orderNumber: 'ORDER-1', originPackageIds: null });
    expect(by('rest')).toMatchObject({ status: 'Created', createdBy: 'cancel', originPackageIds: ids('cancelled') });
    expect(by('waiting')).toMatchObject({ status: 'Awaiting', customerFirstName: '***', cargoTrackingNumber: 0 });
    expect(by('new')).toMatchObject({ customerFirstName: 'Deniz', supplierId: seller.seller_id });
    expect(by('new')).not.toHaveProperty('id');
  });

  test('shows nothing of another seller', async () => {
    const { json } = await list('', rival);
    expect(json.totalElements).toBe(1);
    expect(json.content[0].supplierId).toBe(rival.seller_id);
    for (const query of [
      `shipmentPackageIds=${json.content[0].shipmentPackageId}`,
      'orderNumber=ORDER-1',
      'barcode=mug',
    ])
      for (const one of (await list(query)).json.content) expect(one.supplierId).toBe(seller.seller_id);
    const strange = await world.call('GET', path(seller), { as: rival });
    expect(strange.status).toBe(401);
  });

  test('has old names beside the new ones for who asks for them', async () => {
    const { content } = (await list('', old_names)).json;
    const [one] = content;
    expect(one).toMatchObject({ id: one.shipmentPackageId, totalPrice: one.packageTotalPrice });
    expect(one.lines[0]).toMatchObject({ id: one.lines[0].lineId, merchantId: old_names.seller_id, amount: 10 });
  });
});

describe('pages', () => {
  test.each([
    ['PackageLastModifiedDate', 'DESC', 4],
    ['PackageLastModifiedDate', 'ASC', 7],
    ['CreatedDate', 'DESC', 1],
    ['CreatedDate', 'ASC', 23],
  ])('over packages of one moment are whole and without doubles: %s %s by %i', async (field, direction, size) => {
    await using own = await startWorld();
    const many = await own.newSeller();
    const taken: number[] = [];
    for (let count = 0; count < 23; count++) taken.push((await takeOrder(own, many)).shipmentPackageId);
    taken.sort((a, b) => (direction === 'ASC' ? a - b : b - a));
    const seen: number[] = [];
    for (let page = 0, pages = 1; page < pages; page++) {
      const query = `orderByField=${field}&orderByDirection=${direction}&size=${size}&page=${page}`;
      const { json } = await own.call('GET', path(many, query), { as: many });
      pages = json.totalPages;
      expect(json.totalElements).toBe(23);
      seen.push(...json.content.map((one: { shipmentPackageId: number }) => one.shipmentPackageId));
    }
    expect(seen).toEqual(taken);
  });
});
