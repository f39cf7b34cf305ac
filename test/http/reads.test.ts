import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { lifecycle } from '../../src/core/domain/lifecycle.ts';
import { start_of_time, startWorld, type TestSeller, type TestWorld } from '../world.ts';
import { cancel, pick, type Taken, takeOrder } from './orders.ts';

const now = start_of_time;

let world: TestWorld;
const sellers: TestSeller[] = [];

/** Every package with its place in the list and what filters look at, the long way round. */
type Known = { seller_id: number; package_id: number; status: string; order_number: string; modified_at: number };
const known = async () =>
  (await world.sql(
    `select seller_id, package_id, status, order_number, modified_at from packages
      order by modified_at desc, seller_id desc, package_id desc`,
  )) as Known[];

const get = (path: string, as: TestSeller | 'operator' = 'operator') => world.call('GET', path, { as });

type Row = { sellerId: number; shipmentPackageId: number };
const keys = (rows: Row[]) => rows.map((row) => `${row.sellerId}/${row.shipmentPackageId}`);
const keysOf = (rows: Known[]) => rows.map((row) => `${row.seller_id}/${row.package_id}`);

/** All pages, one after another. */
async function walk(query: string, as: TestSeller | 'operator' = 'operator'): Promise<Row[]> {
  const path = as === 'operator' ? '/api/v1/packages' : '/api/v1/seller/packages';
  const rows: Row[] = [];
  for (let cursor = ''; ; ) {
    const answer = await get(`${path}?${query}&cursor=${cursor}`, as);
    expect(answer.status, answer.body).toBe(200);
    rows.push(...answer.json.content);
    if (answer.json.nextCursor === null) return rows;
    cursor = answer.json.nextCursor;
  }
}

beforeAll(async () => {
  world = await startWorld();
  for (let count = 0; count < 5; count++) sellers.push(await world.newSeller());
  // The last seller has nothing; the others share moments, and one order number.
  for (let moment = 0; moment < 6; moment++) {
    world.clock.set(now + moment);
    for (const seller of sellers.slice(0, 4)) {
      if (moment % 2 === 0) await takeOrder(world, seller);
      const { shipmentPackageId } = await takeOrder(world, seller, [{ barcode: `bar "${moment}"`, quantity: 2 }]);
      if (moment === 3) await pick(world, seller, shipmentPackageId);
    }
  }
  for (const seller of sellers.slice(1, 3))
    await takeOrder(world, seller, undefined, { orderNumber: 'SHARED', payment: 'pending' });
});

afterAll(() => world?.[Symbol.asyncDispose]());

describe('searching packages', () => {
  test.each([1, 2, 7, 50, 200])('lists every package once, last changed first, by %i', async (size) => {
    const all = await known();
    expect(all.length).toBe(4 * 9 + 2);
    expect(keys(await walk(`size=${size}`))).toEqual(keysOf(all));
  });

  const filters: [query: () => string, matches: (row: Known) => boolean][] = [
    [() => `sellerId=${sellers[1]!.seller_id}`, (row) => row.seller_id === sellers[1]!.seller_id],
    [() => `sellerId=${sellers[4]!.seller_id}`, () => false],
    [() => 'sellerId=77', () => false],
    [() => 'status=Picking', (row) => row.status === 'Picking'],
    [() => 'status=Picking,Awaiting', (row) => ['Picking', 'Awaiting'].includes(row.status)],
    [() => 'status=UnSupplied', () => false],
    [() => 'orderNumber=SHARED', (row) => row.order_number === 'SHARED'],
    [
      () => `orderNumber=SHARED&sellerId=${sellers[2]!.seller_id}`,
      (row) => row.order_number === 'SHARED' && row.seller_id === sellers[2]!.seller_id,
    ],
    [() => `startDate=${now + 2}&endDate=${now + 3}`, (row) => [now + 2, now + 3].includes(row.modified_at)],
    [() => `startDate=${now + 4}`, (row) => row.modified_at >= now + 4],
    [() => `endDate=${now + 1}`, (row) => row.modified_at <= now + 1],
    [() => `barcode=${encodeURIComponent('bar "3"')}`, (row) => row.status === 'Picking'],
  ];
  test.each(filters)('respects the filter %s', async (query, matches) => {
    const wanted = keysOf((await known()).filter(matches));
    for (const size of [1, 3, 50]) expect(keys(await walk(`${query()}&size=${size}`))).toEqual(wanted);
  });

  test('finds a package by its id', async () => {
    const [one] = await known();
    const wanted = (await known()).filter((row) => row.package_id === one!.package_id);
    expect(keys(await walk(`packageId=${one!.package_id}`))).toEqual(keysOf(wanted));
  });

  test('continues where it was when packages change meanwhile', async () => {
    await using own = await startWorld();
    const seller = await own.newSeller();
    const taken: Taken[] = [];
    for (let count = 0; count < 6; count++) {
      own.clock.advance(1);
      taken.push(await takeOrder(own, seller));
    }
    const first = await own.call('GET', '/api/v1/packages?size=3', { as: 'operator' });
    own.clock.advance(1);
    await pick(own, seller, taken[5]!.shipmentPackageId);
    const path = `/api/v1/packages?size=3&cursor=${first.json.nextCursor}`;
    const second = await own.call('GET', path, { as: 'operator' });
    expect(second.json.content.map((row: Row) => row.shipmentPackageId)).toEqual(
      [2, 1, 0].map((at) => taken[at]!.shipmentPackageId),
    );
    expect(second.json.nextCursor).toBeNull();
  });

  test('returns a short row', async () => {
    const { content } = (await get('/api/v1/packages?status=Picking&size=1')).json;
    expect(content[0]).toEqual({
      sellerId: sellers[3]!.seller_id,
      shipmentPackageId: expect.any(Number),
      orderNumber: expect.any(String),
      status: 'Picking',
      parentId: null,
      rootId: content[0].shipmentPackageId,
      createdBy: 'order-creation',
      createdDate: now + 3,
      // Events of one package never share a moment, also on a clock that stands still.
      lastModifiedDate: now + 4,
      cargoTrackingNumber: expect.any(Number),
      cargoProviderName: 'Trendyol Express Marketplace',
      invoiceStatus: 'NotInvoiced',
      agreedDeliveryDate: expect.any(Number),
      overdue: false,
      units: 2,
      packageTotalPrice: 20,
    });
    const waiting = (await get('/api/v1/packages?status=Awaiting&size=1')).json.content[0];
    expect(waiting.cargoTrackingNumber).toBe(0);
  });

  test.each([
    ['sellerid=1', 'query.invalid', 'sellerid'],
    ['page=1', 'query.invalid', 'page'],
    ['sellerId[0]=1', 'query.invalid', 'sellerId[0]'],
    ['sellerId=x', 'query.invalid', 'sellerId'],
    ['packageId=1,2', 'query.invalid', 'packageId'],
    ['size=0', 'query.invalid', 'size'],
    ['size=201', 'query.invalid', 'size'],
    ['status=Nope', 'query.invalid', 'status'],
    ['startDate=2&endDate=1', 'query.window', ''],
    ['orderNumber=%00', 'query.invalid', 'orderNumber'],
    ['cursor=nonsense', 'cursor.invalid', ''],
    ['cursor=%00', 'query.invalid', 'cursor'],
  ])('refuses %s', async (query, key, field) => {
    const answer = await get(`/api/v1/packages?${query}`);
    expect(answer.status).toBe(400);
    expect(answer.json.errors[0].key).toBe(`koli.${key}`);
    if (field !== '') expect(answer.json.errors[0].message.startsWith(`${field} `)).toBe(true);
  });

  test('accepts a cursor for its own filters only', async () => {
    const { nextCursor } = (await get('/api/v1/packages?size=1&status=Created')).json;
    expect((await get(`/api/v1/packages?size=9&status=Created&cursor=${nextCursor}`)).status).toBe(200);
    const seller = sellers[0]!;
    for (const path of ['packages?', `packages?status=Created&sellerId=${seller.seller_id}&`, 'sellers?']) {
      const answer = await get(`/api/v1/${path}cursor=${nextCursor}`);
      expect(answer.json.errors[0].key).toBe('koli.cursor.invalid');
    }
    const own = await get(`/api/v1/seller/packages?status=Created&cursor=${nextCursor}`, seller);
    expect(own.json.errors[0].key).toBe('koli.cursor.invalid');
  });
});

describe('reading a package', () => {
  let own: TestWorld;
  let seller: TestSeller;
  let taken: Taken;
  let rest: number;
  let webhook_id: string;

  beforeAll(async () => {
    own = await startWorld();
    seller = await own.newSeller();
    const receiver = await own.receiver();
    const hook = { url: receiver.url, authenticationType: 'API_KEY', apiKey: 'k' };
    const created = await own.call('POST', `/integration/webhook/sellers/${seller.seller_id}/webhooks`, {
      as: seller,
      body: hook,
    });
    webhook_id = created.json.id;
    taken = await takeOrder(own, seller, [{ barcode: 'mug', quantity: 3 }]);
    own.clock.advance(10);
    const line = { lineId: taken.lines[0]!.lineId, quantity: 1 };
    rest = await cancel(own, seller, taken.shipmentPackageId, line);
    await takeOrder(own, seller);
    await own.settle();
  });
  afterAll(() => own?.[Symbol.asyncDispose]());

  const read = (package_id: number | string, of: number | string = seller.seller_id) =>
    own.call('GET', `/api/v1/sellers/${of}/packages/${package_id}`, { as: 'operator' });

  test('returns its document, events, deliveries, relatives and possible commands', async () => {
    const { json } = await read(rest);
    const path = `/integration/order/sellers/${seller.seller_id}/v2/orders?shipmentPackageIds=${rest}`;
    const [document] = (await own.call('GET', path, { as: seller })).json.content;
    expect(json.package).toEqual(document);
    expect(json).toMatchObject({ parentId: taken.shipmentPackageId, rootId: taken.shipmentPackageId });
    expect(json.events).toEqual([
      {
        sequence: 1,
        type: 'created',
        at: now + 10,
        facts: expect.objectContaining({ created_by: 'cancel', status: 'Created' }),
        deliveries: [
          {
            webhookId: webhook_id,
            state: expect.stringMatching(/^(owed|delivered)$/),
            attempts: expect.any(Number),
            dueAt: expect.any(Number),
            settledAt: expect.toSatisfy((at) => at === null || typeof at === 'number'),
          },
        ],
      },
    ]);
    const open = lifecycle
      .filter(({ from, by }) => from.includes('Created') && !by.includes('system'))
      .map(({ command }) => command);
    const of_invoice = ['unlink-invoice', 'accept-invoice', 'reject-invoice'];
    expect(json.allowed).toEqual(open.filter((command) => !of_invoice.includes(command)));
    const line = { lineId: taken.lines[0]!.lineId };
    const papers = {
      trackingNumber: expect.any(Number),
      boxQuantity: null,
      deci: null,
      invoiceLink: null,
      invoiceNumber: null,
      invoiceFile: null,
      labelRequested: false,
    };
    expect(json.lineage).toEqual([
      {
        shipmentPackageId: taken.shipmentPackageId,
        parentId: null,
        createdBy: 'order-creation',
        status: 'Cancelled',
        units: 1,
        lines: [{ ...line, firstUnit: 1, quantity: 1 }],
        createdDate: now,
        lastModifiedDate: now + 10,
        ...papers,
      },
      {
        shipmentPackageId: rest,
        parentId: taken.shipmentPackageId,
        createdBy: 'cancel',
        status: 'Created',
        units: 2,
        lines: [{ ...line, firstUnit: 2, quantity: 2 }],
        createdDate: now + 10,
        lastModifiedDate: now + 10,
        ...papers,
      },
    ]);
  });

  test('returns every event in order, and none after a cancel', async () => {
    const { json } = await read(taken.shipmentPackageId);
    expect(json.events.map((event: { type: string }) => event.type)).toEqual(['created', 'confirmed', 'cancelled']);
    expect(json.events[2].facts).toMatchObject({ remainder_id: rest });
    expect(json.allowed).toEqual([]);
  });

  test.each([
    ['1', undefined],
    ['x', undefined],
    ['9007199254740993', undefined],
    [undefined, '1'],
    [undefined, 'x'],
  ])('refuses package %s of seller %s as unknown', async (package_id, of) => {
    const answer = await read(package_id ?? rest, of);
    expect(answer.status).toBe(401);
    expect(answer.json.errors[0].key).toBe('koli.package.unknown');
  });

  test('is for its seller too, and for no other', async () => {
    const path = `/api/v1/seller/packages/${rest}`;
    const answer = await own.call('GET', path, { as: seller });
    expect(answer.json).toEqual((await read(rest)).json);
    const rival = await own.newSeller();
    expect((await own.call('GET', path, { as: rival })).json.errors[0].key).toBe('koli.package.unknown');
  });

  test('hides the tracking number from the seller while payment is open', async () => {
    const { shipmentPackageId } = await takeOrder(own, seller, undefined, { payment: 'pending' });
    const whole = await read(shipmentPackageId);
    const hidden = await own.call('GET', `/api/v1/seller/packages/${shipmentPackageId}`, { as: seller });
    const { tracking_number } = whole.json.events[0].facts;
    expect(tracking_number).toBeGreaterThan(1e15);
    expect(hidden.body).not.toContain(String(tracking_number));
  });
});

describe('reading sellers', () => {
  test('lists them by id, page by page', async () => {
    const seen: number[] = [];
    for (let cursor = ''; ; ) {
      const { json } = await get(`/api/v1/sellers?size=2&cursor=${cursor}`);
      seen.push(...json.content.map((one: { sellerId: number }) => one.sellerId));
      if (json.nextCursor === null) break;
      cursor = json.nextCursor;
    }
    expect(seen).toEqual(sellers.map((one) => one.seller_id));
    expect((await get('/api/v1/sellers?after=3')).json.errors[0].key).toBe('koli.query.invalid');
  });

  test('returns one with its keys, never with a secret', async () => {
    const [seller] = sellers as [TestSeller];
    const answer = await get(`/api/v1/sellers/${seller.seller_id}`);
    expect(answer.json).toEqual({
      sellerId: seller.seller_id,
      name: `Seller ${seller.seller_id}`,
      settings: expect.objectContaining({ tier: 'unlimited', legacyFields: false }),
      createdDate: now,
      keys: [{ apiKey: seller.key, createdDate: now, revokedDate: null }],
    });
    expect(answer.body).not.toContain(seller.secret);
    expect((await get('/api/v1/seller', seller)).json).toEqual(answer.json);
  });

  test.each(['77', 'x', '0'])('refuses seller %s as unknown', async (seller_id) => {
    const answer = await get(`/api/v1/sellers/${seller_id}`);
    expect([answer.status, answer.json.errors[0].key]).toEqual([404, 'koli.seller.unknown']);
  });

  test('lists the keys of each seller separately', async () => {
    const [seller] = sellers as [TestSeller];
    for (const path of ['packages', 'sellers', `sellers/${seller.seller_id}`, `sellers/${seller.seller_id}/packages/1`])
      expect((await get(`/api/v1/${path}`, seller)).status).toBe(401);
    for (const path of ['seller', 'seller/packages', 'seller/packages/1'])
      expect((await get(`/api/v1/${path}`)).json.errors[0].key).toBe('authentication.error');
  });

  test('shows a seller its own data', async () => {
    for (const seller of sellers) {
      const wanted = (await known()).filter((row) => row.seller_id === seller.seller_id);
      expect(keys(await walk('size=4', seller))).toEqual(keysOf(wanted));
    }
    expect((await get(`/api/v1/seller/packages?sellerId=${sellers[1]!.seller_id}`, sellers[0]!)).status).toBe(400);
  });
});
