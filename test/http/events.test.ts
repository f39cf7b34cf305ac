import { describe, expect, inject, test } from 'vitest';
import { readSettings } from '../../src/app/config.ts';
import { serve } from '../../src/app/serve.ts';
import { listeners_per_seller } from '../../src/core/feed.ts';
import { newDatabase } from '../databases.ts';
import { onServer } from '../only.ts';
import { sampleOrder } from '../order.ts';
import { startWorld, type TestSeller, type TestWorld } from '../world.ts';
import { expectRefused, packageIn } from './lab.ts';
import { type Heard, listen } from './listen.ts';

const own = '/api/v1/seller/events';
const all = '/api/v1/events';

const pick = (world: TestWorld, as: TestSeller, path: string, at = world.url) =>
  world.call('PUT', path, { as, at, body: { status: 'Picking' } });

const nameOf = ({ data }: Heard): string => `${data.sellerId}/${data.shipmentPackageId}/${data.sequence}`;
const namesOf = (heard: Heard[]): string[] => [...new Set(heard.map(nameOf))];

describe('following packages', () => {
  test('each change is sent when it happens, complete', async () => {
    await using world = await startWorld();
    const seller = await world.newSeller();
    await using listener = await listen(world, own, { as: seller });
    expect(listener.status).toBe(200);
    expect(listener.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect(listener.headers.get('cache-control')).toBe('no-store');
    const { package_id, order_number, path, line } = await packageIn(world, seller);
    await listener.until('package', 2);
    const body = { lines: [{ lineId: line['a'], quantity: 1 }], reasonId: 500 };
    const cancel = await world.call('PUT', `${path}/items/unsupplied`, { as: seller, body });
    const [created, confirmed, cancelled, remainder] = (await listener.until('package', 4)).map(({ data }) => data);
    const common = { sellerId: seller.seller_id, orderNumber: order_number, at: expect.any(Number) };
    expect(created).toEqual({
      ...common,
      shipmentPackageId: package_id,
      sequence: 1,
      type: 'created',
      status: 'Awaiting',
    });
    expect(confirmed).toEqual({ ...created, sequence: 2, type: 'confirmed', status: 'Created' });
    expect(cancelled).toMatchObject({ ...common, sequence: 3, type: 'cancelled', status: 'Cancelled' });
    expect(remainder).toMatchObject({ ...common, sequence: 1, type: 'created', status: 'Created' });
    expect(String(remainder.shipmentPackageId)).toBe(cancel.headers['koli-new-package']);
  });

  test('sellers get their own packages, operators all or those of one seller', async () => {
    await using world = await startWorld();
    const [one, other] = [await world.newSeller(), await world.newSeller()];
    await using mine = await listen(world, own, { as: one });
    await using everything = await listen(world, all, { as: 'operator' });
    await using half = await listen(world, `${all}?sellerId=${other.seller_id}`, { as: 'operator' });
    await packageIn(world, one);
    await packageIn(world, other);
    await everything.until('package', 4);
    await half.until('package', 2);
    const sellers = (heard: Heard[]) =>
      new Set(heard.filter(({ event }) => event === 'package').map(({ data }) => data.sellerId));
    expect(sellers(mine.heard)).toEqual(new Set([one.seller_id]));
    expect(sellers(everything.heard)).toEqual(new Set([one.seller_id, other.seller_id]));
    expect(sellers(half.heard)).toEqual(new Set([other.seller_id]));
  });

  test('a client that lost its connection resumes without a gap, by header or by parameter', async () => {
    await using world = await startWorld();
    const seller = await world.newSeller();
    const first = await listen(world, own, { as: seller });
    const before = await packageIn(world, seller);
    const [, last] = await first.until('package', 2);
    await first[Symbol.asyncDispose]();
    world.clock.advance(60_000);
    const missed = await packageIn(world, seller, 'Picking');
    world.clock.advance(60_000);
    await pick(world, seller, before.path);
    // What was told in the last ten seconds comes again: it may have been the first part of something.
    const expected = [before, missed].flatMap(({ package_id }) =>
      [1, 2, 3].map((sequence) => `${seller.seller_id}/${package_id}/${sequence}`),
    );
    for (const resumed of [
      await listen(world, own, { as: seller, headers: { 'last-event-id': String(last!.id) } }),
      await listen(world, `${own}?since=${last!.id}`, { as: seller }),
    ]) {
      const heard = await resumed.until('package', expected.length);
      expect(namesOf(heard).sort()).toEqual(expected.sort());
      const picked = heard.find(({ data }) => data.shipmentPackageId === missed.package_id && data.sequence === 2);
      // The status that the event brought, not that of today.
      expect(picked!.data.status).toBe('Created');
      await resumed[Symbol.asyncDispose]();
    }
  });

  test('a client that missed too much, or was away too long, is told to read again', async () => {
    await using world = await startWorld();
    const seller = await world.newSeller();
    const since = world.clock.now();
    for (let call = 0; call < 3; call++) {
      const orders = Array.from({ length: 1_000 }, () => sampleOrder(seller));
      expect((await world.call('POST', '/api/v1/orders', { as: 'operator', body: { orders } })).status).toBe(200);
    }
    await using much = await listen(world, `${own}?since=${since}`, { as: seller });
    await much.until('lost');
    world.clock.advance(16 * 60_000);
    await using long = await listen(world, `${own}?since=${since}`, { as: seller });
    await long.until('lost');
    for (const { heard } of [much, long]) expect(heard.some(({ event }) => event === 'package')).toBe(false);
  });

  test('a seller has a limited number of listeners', async () => {
    await using world = await startWorld();
    const [seller, other] = [await world.newSeller(), await world.newSeller()];
    await using stack = new AsyncDisposableStack();
    const listeners = [];
    for (let count = 0; count < listeners_per_seller; count++)
      listeners.push(stack.use(await listen(world, own, { as: seller })));
    const refused = await world.call('GET', own, { as: seller });
    expect([refused.status, refused.json.errors[0].key]).toEqual([429, 'koli.listeners.full']);
    expect(refused.headers['retry-after']).toBe('10');
    stack.use(await listen(world, own, { as: other }));
    await listeners[0]![Symbol.asyncDispose]();
    // The server hears a moment later that it is gone.
    await expect
      .poll(async () => {
        const again = await listen(world, own, { as: seller });
        await again[Symbol.asyncDispose]();
        return again.status;
      })
      .toBe(200);
  });

  test('a server that stops ends its streams', async () => {
    await using database = await newDatabase();
    await using world = await startWorld({ env: database.env });
    const read = readSettings(
      { ...database.env, PORT: '0', KOLI_LOG_LEVEL: 'error' },
      inject('start').kind === 'pglite' ? { memory: true } : {},
    );
    if ('mistakes' in read) throw new Error(read.mistakes.join('\n'));
    await using other = await serve(read.settings, { seed: false, load: database.load });
    await using listener = await listen(world, all, { as: 'operator', at: other.url });
    await listener.until('hello');
    await other.close();
    await listener.ended;
  });

  onServer('what another node commits is told, once', async () => {
    await using database = await newDatabase();
    await using world = await startWorld({ env: database.env });
    const read = readSettings({ ...database.env, PORT: '0', KOLI_LOG_LEVEL: 'error', KOLI_RATE_LIMITS: 'off' });
    if ('mistakes' in read) throw new Error(read.mistakes.join('\n'));
    await using other = await serve(read.settings, { seed: false, world: { clock: world.clock } });
    const seller = await world.newSeller();
    await using here = await listen(world, own, { as: seller });
    await using there = await listen(world, all, { as: 'operator', at: other.url });
    const { path } = await packageIn(world, seller);
    await pick(world, seller, path, other.url);
    // Each of the two committed a part of it.
    await here.until('package', 3);
    await there.until('package', 3);
    // One more look of both, which finds all of it once more.
    world.clock.advance(1_000);
    const { package_id } = await packageIn(world, seller);
    for (const { heard, until } of [here, there]) {
      await until('package', 5);
      const told = heard.filter(({ event }) => event === 'package');
      expect(namesOf(told)).toHaveLength(told.length);
      expect(told.filter(({ data }) => data.shipmentPackageId === package_id)).toHaveLength(2);
    }
  });

  test.each(['since=soon', 'since=-1', 'sellerId=1', 'other=1'])('%s is refused with the reason', async (query) => {
    await using world = await startWorld();
    const seller = await world.newSeller();
    expectRefused(await world.call('GET', `${own}?${query}`, { as: seller }), 'query');
  });
});
