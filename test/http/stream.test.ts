import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { onServer } from '../only.ts';
import { start_of_time, startClock, startWorld, type TestSeller, type TestWorld } from '../world.ts';
import { cancel, pick, takeOrder } from './orders.ts';

const hour = 3_600_000;
const day = 24 * hour;
const now = start_of_time;

type Streamed = { shipmentPackageId: number; lastModifiedDate: number; status: string };

const path = (of: TestSeller, query = '') =>
  `/integration/order/sellers/${of.seller_id}/orders/stream${query === '' ? '' : `?${query}`}`;
const stream = (at: TestWorld, of: TestSeller, query = '') => at.call('GET', path(of, query), { as: of });
const idsOf = (content: Streamed[]) => content.map((one) => one.shipmentPackageId);

/** One scan to its end; `between` is called after every page. */
async function scan(at: TestWorld, of: TestSeller, query: string, between?: () => Promise<void>): Promise<Streamed[]> {
  const seen: Streamed[] = [];
  for (let next = query; ; ) {
    const answer = await stream(at, of, next);
    expect(answer.status, answer.body).toBe(200);
    const { content, size, hasMore, nextCursor } = answer.json;
    expect(size).toBe(content.length);
    expect(nextCursor !== '').toBe(hasMore);
    seen.push(...content);
    if (!hasMore) return seen;
    await between?.();
    next = `size=${1 + (seen.length % 40)}&nextCursor=${nextCursor}`;
  }
}

describe('a stream', () => {
  let world: TestWorld;
  let seller: TestSeller;
  let rival: TestSeller;
  const id: Record<string, number> = {};

  beforeAll(async () => {
    world = await startWorld();
    seller = await world.newSeller();
    rival = await world.newSeller();
    const at = async (ms: number, label: string, given = {}) => {
      world.clock.set(ms);
      const taken = await takeOrder(world, seller, [{ barcode: 'plain', quantity: 2 }], given);
      id[label] = taken.shipmentPackageId;
      return taken;
    };
    await at(now - 92 * day - 1, 'beyond');
    await at(now - 92 * day, 'reach');
    await at(now - 14 * day - 1, 'fifteenth');
    await at(now - 14 * day, 'fortnight');
    await at(now - 5 * day, 'picked');
    // What somebody writes into an order is no canceller.
    const customer = { id: 7, firstName: '"cancelledBy":"Seller"', lastName: 'x' };
    await at(now - 4 * day, 'customer', { customer });
    const taken = await at(now - 3 * day, 'seller', { customer });
    world.clock.set(now - 2 * day);
    id['rest'] = await cancel(world, seller, id['seller']!, { lineId: taken.lines[0]!.lineId, quantity: 1 });
    world.clock.set(now - day);
    const gone = await world.call(
      'POST',
      `/api/v1/sellers/${seller.seller_id}/packages/${id['customer']}/customer-cancel`,
      { as: 'operator', body: {} },
    );
    expect(gone.status, gone.body).toBe(200);
    await at(now - hour, 'waiting', { payment: 'pending' });
    world.clock.set(now - 1);
    await pick(world, seller, id['picked']!);
    await at(now, 'new');
    await at(now + hour, 'later');
    world.clock.set(now);
    await takeOrder(world, rival);
  });

  afterAll(() => world?.[Symbol.asyncDispose]());

  const usual = ['new', 'picked', 'waiting', 'customer', 'rest', 'seller', 'fortnight'];
  const span = (start: number, end: number) => `lastModifiedStartDate=${start}&lastModifiedEndDate=${end}`;
  const ids = (labels: string[]) => labels.map((label) => id[label]);

  test.each<[title: string, query: string, labels: string[]]>([
    ['nothing: the last 14 days', '', usual],
    ['empty values', 'size=&nextCursor=&packageItemStatuses=&lastModifiedStartDate=&lastModifiedEndDate=', usual],
    ['names it does not know', 'page=3&status=Nope&orderByDirection=ASC', usual],
    ['both ends included', span(now - 14 * day, now - day), usual.slice(3)],
    ['a start one ms later', span(now - 14 * day + 1, now - day), ['customer', 'rest', 'seller']],
    ['an end one ms earlier', span(now - 14 * day, now - day - 1), ['rest', 'seller', 'fortnight']],
    ['only a start: up to now', `lastModifiedStartDate=${now - 14 * day}`, usual],
    ['only a start, in the future', `lastModifiedStartDate=${now + 1}`, []],
    ['only an end: 14 days to it', `lastModifiedEndDate=${now - 1}`, [...usual.slice(1), 'fifteenth']],
    ['an end in the future: up to the start of the scan', span(now, now + day), ['new']],
    ['all in the future', span(now + 1, now + day), []],
    ['older than the reach', span(now - 100 * day, now - 90 * day), ['reach']],
    ['one status', 'packageItemStatuses=Picking', ['picked']],
    ['several', 'packageItemStatuses=Picking,%20Awaiting', ['picked', 'waiting']],
    [
      'several, repeated',
      'packageItemStatuses=Created&packageItemStatuses[]=Picking',
      ['new', 'picked', 'rest', 'fortnight'],
    ],
    ['Cancelled: whoever it was', 'packageItemStatuses=Cancelled', ['customer', 'seller']],
    ['UnSupplied: sellers alone', 'packageItemStatuses=UnSupplied', ['seller']],
    ['UnSupplied and another', 'packageItemStatuses=UnSupplied,Picking', ['picked', 'seller']],
    ['UnSupplied and Cancelled', 'packageItemStatuses=UnSupplied,Cancelled', ['customer', 'seller']],
    ['a name of no line', 'packageItemStatuses=Verified', []],
    [
      'all 13',
      'packageItemStatuses=Awaiting,Created,Picking,Invoiced,Shipped,AtCollectionPoint,Delivered,UnDelivered,Returned,Cancelled,UnSupplied,UnPacked,Verified',
      usual,
    ],
    ['a size', 'size=7', usual],
  ])('answers %s', async (_title, query, labels) => {
    const answer = await stream(world, seller, query);
    expect(answer.status, answer.body).toBe(200);
    expect(idsOf(answer.json.content)).toEqual(ids(labels));
    expect(answer.json).toMatchObject({ size: labels.length, hasMore: false, nextCursor: '' });
    expect(Object.keys(answer.json)).toEqual(['content', 'size', 'hasMore', 'nextCursor']);
    for (const size of [1, 2, 3])
      expect(idsOf(await scan(world, seller, `${query}&size=${size}`.replace('size=7&', '')))).toEqual(ids(labels));
  });

  describe('with a cursor', () => {
    const cursorOf = async (query: string, of = seller) => (await stream(world, of, `${query}&size=1`)).json.nextCursor;

    test('refuses the cursor of another seller or another list, and every changed one', async () => {
      const cursor = await cursorOf('');
      await takeOrder(world, rival);
      expect((await stream(world, rival, `nextCursor=${cursor}`)).status).toBe(400);
      const other = await world.call('GET', '/api/v1/seller/packages?size=1', { as: seller });
      expect((await stream(world, seller, `nextCursor=${other.json.nextCursor}`)).status).toBe(400);
      const values = JSON.parse(Buffer.from(cursor, 'base64url').toString());
      for (let at = 0; at < 5; at++) {
        const changed = JSON.stringify(values.with(at, values[at] + 1));
        const forged = Buffer.from(changed).toString('base64url');
        expect((await stream(world, seller, `nextCursor=${forged}`)).status, changed).toBe(400);
      }
    });

    test('keeps the window of its first page while time passes', async () => {
      const cursor = await cursorOf('');
      world.clock.set(now + 2 * hour);
      const { json } = await stream(world, seller, `nextCursor=${cursor}`);
      world.clock.set(now);
      expect(idsOf(json.content)).toEqual(ids(usual.slice(1)));
    });
  });

  test('shows packages as the list does, and only to their seller', async () => {
    const listed = await world.call(
      'GET',
      path(seller, `startDate=${now - 14 * day}&endDate=${now}`).replace('orders/stream', 'v2/orders'),
      {
        as: seller,
      },
    );
    const { content } = (await stream(world, seller)).json;
    expect(content).toEqual(listed.json.content);
    expect((await world.call('GET', path(seller), { as: rival })).status).toBe(401);
    for (const one of (await stream(world, rival)).json.content) expect(one.supplierId).toBe(rival.seller_id);
    const old_names = await world.newSeller({ legacy_fields: true });
    await takeOrder(world, old_names);
    const [one] = (await stream(world, old_names)).json.content;
    expect(one).toMatchObject({ id: one.shipmentPackageId, totalPrice: one.packageTotalPrice });
  });

  test('has the tier of lists and a bucket of its own', async () => {
    await using limited = await startWorld({ env: { KOLI_RATE_LIMITS: 'on' } });
    const small = await limited.newSeller({ tier: '50k' });
    const statuses = [];
    for (let count = 0; count < 31; count++) statuses.push((await stream(limited, small)).status);
    expect(statuses).toEqual([...Array(30).fill(200), 429]);
    const list = path(small).replace('/orders/stream', '/v2/orders');
    expect((await limited.call('GET', list, { as: small })).status).toBe(200);
  });
});

/** A seller with so many packages, several at each moment. */
async function fill(world: TestWorld, seller: TestSeller, count: number): Promise<number[]> {
  const taken: number[] = [];
  while (taken.length < count) {
    const orders = Array.from({ length: 1 + (taken.length % 11) }, () => takeOrder(world, seller));
    for (const one of await Promise.all(orders)) taken.push(one.shipmentPackageId);
    world.clock.advance(1 + (taken.length % 3) * 20_000);
  }
  return taken;
}

const stored = async (world: TestWorld, seller: TestSeller): Promise<Streamed[]> =>
  (await world.sql(
    `select package_id as "shipmentPackageId", modified_at as "lastModifiedDate", status
       from packages where seller_id = $1 order by modified_at desc, package_id desc`,
    [seller.seller_id],
  )) as Streamed[];

const brief = (seen: Streamed[]): Streamed[] =>
  seen.map(({ shipmentPackageId, lastModifiedDate, status }) => ({ shipmentPackageId, lastModifiedDate, status }));

describe('a scan', () => {
  test.each([1, 7, 50, 200])('of an idle set, first by %i, returns each package once and in order', async (size) => {
    await using world = await startWorld();
    const seller = await world.newSeller();
    await fill(world, seller, 300);
    const rows = await stored(world, seller);
    expect(new Set(rows.map((row) => row.lastModifiedDate)).size).toBeLessThan(rows.length / 2);
    expect(brief(await scan(world, seller, `size=${size}`))).toEqual(rows);
  });

  test('returns unchanged packages once, whatever changes beside them', async () => {
    await using world = await startWorld();
    const seller = await world.newSeller();
    const taken = await fill(world, seller, 120);
    const changing = taken.filter((_, at) => at % 3 === 0).reverse();
    const steady = new Set(taken.filter((_, at) => at % 3 !== 0));
    const seen = await scan(world, seller, 'size=5', async () => {
      world.clock.advance(1);
      for (const one of changing.splice(0, 4)) await pick(world, seller, one);
      await takeOrder(world, seller);
    });
    expect(new Set(idsOf(seen)).size).toBe(seen.length);
    expect(idsOf(seen).filter((one) => steady.has(one)).length).toBe(steady.size);
    expect(brief(await scan(world, seller, ''))).toEqual(await stored(world, seller));
  });
});

/** The same numbers from the same seed. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

describe('a follower', () => {
  test.each([1, 2, 3])('misses nothing while packages change, seed %i', async (seed) => {
    const chance = numbers(seed);
    const clock = startClock();
    // Time goes on whenever somebody asks for it: a change is stamped well before it is committed and seen.
    const moving = {
      now: () => {
        clock.advance(chance(40));
        return clock.now();
      },
    };
    await using world = await startWorld({ world: { clock: moving } });
    const seller = await world.newSeller();
    const open: { id: number; lineId: number; quantity: number }[] = [];
    const known = new Map<number, Streamed>();
    let changes = 0;
    let passes = 0;
    let versions = 0;

    async function change(): Promise<void> {
      const mine = open.length > 0 && chance(4) > 0 ? open.splice(chance(open.length), 1)[0] : undefined;
      if (mine === undefined) {
        const { shipmentPackageId, lines } = await takeOrder(world, seller, [{ barcode: 'plain', quantity: 4 }]);
        open.push({ id: shipmentPackageId, lineId: lines[0]!.lineId, quantity: 4 });
      } else if (mine.quantity > 1 && chance(2) === 0) {
        const rest = await cancel(world, seller, mine.id, { lineId: mine.lineId, quantity: 1 });
        open.push({ ...mine, id: rest, quantity: mine.quantity - 1 });
      } else await pick(world, seller, mine.id);
      changes++;
    }

    async function pass(start: number): Promise<void> {
      const seen = await scan(world, seller, `size=20&lastModifiedStartDate=${start}`);
      expect(new Set(brief(seen).map((one) => JSON.stringify(one))).size).toBe(seen.length);
      for (const one of brief(seen)) {
        const before = known.get(one.shipmentPackageId);
        if (before === undefined || before.lastModifiedDate < one.lastModifiedDate) versions++;
        if ((before?.lastModifiedDate ?? 0) <= one.lastModifiedDate) known.set(one.shipmentPackageId, one);
      }
      passes++;
    }

    let writing = true;
    async function follow(): Promise<void> {
      let start = start_of_time;
      for (let last = false; !last; ) {
        last = !writing;
        const began = clock.now();
        await pass(start);
        start = began - 10_000;
      }
    }

    const following = follow();
    const writers = Array.from({ length: 8 }, async () => {
      for (let count = 0; count < 60; count++) await change();
    });
    await Promise.all(writers);
    writing = false;
    await following;
    const rows = await stored(world, seller);
    const order = (one: Streamed, other: Streamed) => one.shipmentPackageId - other.shipmentPackageId;
    expect([...known.values()].sort(order)).toEqual(rows.sort(order));
    expect(changes).toBe(480);
    expect(passes).toBeGreaterThan(3);
    // It followed, rather than looking once at the end.
    expect(versions).toBeGreaterThan(rows.length);
  });
});

describe('the V1 list', () => {
  const at = (hour: number, minute: number, ms = 0) => Date.UTC(2026, 10, 23, hour, minute) + ms;
  const old = (world: TestWorld, seller: TestSeller) =>
    world.call('GET', path(seller).replace('/stream', ''), { as: seller });

  test('has brown-outs at the set times, also over midnight', async () => {
    await using world = await startWorld({ env: { KOLI_V1: 'brownout', KOLI_V1_BROWNOUT: '23:50/20, 03:00/1' } });
    const seller = await world.newSeller();
    const statuses = [];
    for (const [hour, minute] of [
      [23, 49],
      [23, 50],
      [0, 9],
      [0, 10],
      [3, 0],
      [3, 1],
      [6, 5],
    ] as const) {
      world.clock.set(at(hour, minute));
      statuses.push((await old(world, seller)).status);
    }
    expect(statuses).toEqual([200, 426, 426, 200, 426, 200, 200]);
    await using usual = await startWorld({ env: { KOLI_V1: 'on' } });
    const other = await usual.newSeller();
    usual.clock.set(at(6, 5));
    expect((await old(usual, other)).status).toBe(200);
  });
});

describe('a write that takes too long', () => {
  const limit_ms = 1_000;
  const env = { KOLI_WRITE_LIMIT_MS: String(limit_ms) };
  const expectErrors = [/the database is away or too slow/];

  /** A clock that holds whoever asks for the time, as a process that was stopped right there. */
  const holding = () => {
    const clock = startClock();
    const held = { ms: 0 };
    const pause = new Int32Array(new SharedArrayBuffer(4));
    const now = () => {
      if (held.ms > 0) Atomics.wait(pause, 0, 0, held.ms);
      return clock.now();
    };
    return { held, clock: { now } };
  };

  test.each<
    [
      title: string,
      write: (
        world: TestWorld,
        seller: TestSeller,
        id: number,
        key: string,
      ) => Promise<{ status: number; body: string }>,
    ]
  >([
    [
      'on a package',
      (world, seller, id) =>
        world.call('PUT', `/integration/order/sellers/${seller.seller_id}/shipment-packages/${id}`, {
          as: seller,
          body: { status: 'Picking' },
        }),
    ],
    [
      'with a kept answer',
      (world, seller, id, key) =>
        world.call('PUT', `/integration/order/sellers/${seller.seller_id}/shipment-packages/${id}`, {
          as: seller,
          body: { status: 'Picking' },
          headers: { 'idempotency-key': key },
        }),
    ],
    [
      'of any other kind',
      (world, seller) =>
        world.call('PATCH', `/api/v1/sellers/${seller.seller_id}`, { as: 'operator', body: { name: 'Changed' } }),
    ],
  ])('%s is rolled back and refused', async (_title, write) => {
    const { held, clock } = holding();
    await using world = await startWorld({ env, expectErrors, world: { clock } });
    const seller = await world.newSeller();
    const { shipmentPackageId } = await takeOrder(world, seller);
    const state = () =>
      world.sql(
        `select p.status, s.name, (select count(*) from events) as events, (select count(*) from replies) as replies
           from packages p join sellers s on s.seller_id = p.seller_id`,
      );
    const before = await state();
    held.ms = limit_ms + 100;
    const late = await write(world, seller, shipmentPackageId, 'one');
    held.ms = 0;
    expect(late.status, late.body).toBe(503);
    expect(JSON.parse(late.body).errors[0].key).toBe('koli.unavailable');
    expect(await state()).toEqual(before);
    expect((await write(world, seller, shipmentPackageId, 'one')).status).toBe(200);
    expect(await state()).not.toEqual(before);
  });

  onServer('because a row is locked gives up, alone', async () => {
    // The others have a quarter of the time, on a busy machine as well.
    await using world = await startWorld({ env: { KOLI_WRITE_LIMIT_MS: '5000' }, expectErrors });
    const seller = await world.newSeller();
    const packages = await Promise.all(Array.from({ length: 6 }, () => takeOrder(world, seller)));
    const [locked, ...others] = packages.map((one) => one.shipmentPackageId);
    const holder = await world.world.db.pool.connect();
    try {
      await holder.query('begin');
      await holder.query('select from packages where package_id = $1 for update', [locked]);
      const gone = expect(pick(world, seller, locked!)).rejects.toThrow('koli.unavailable');
      await Promise.all([gone, ...others.map((one) => pick(world, seller, one))]);
    } finally {
      await holder.query('rollback');
      holder.release();
    }
    await pick(world, seller, locked!);
    expect((await stored(world, seller)).map((row) => row.status)).toEqual(Array(6).fill('Picking'));
  });
});
