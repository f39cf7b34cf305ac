import { describe, expect, test } from 'vitest';
import { lengthOf } from '../length.ts';
import { expectSame, frozen, type Sandbox, startSandbox } from '../sandbox/lab.ts';
import { until } from './lab.ts';

const path = '/traffic';
const listed = async (world: Sandbox) => (await world.done('GET', path)).content;
const orders = (count: number) => (world: Sandbox) => until(async () => (await listed(world))[0].orders >= count);

describe('traffic', () => {
  test('is started, counted and stopped', async () => {
    await using world = await startSandbox({ seed: true });
    const [before] = await world.sql('select count(*)::integer as count from orders');
    const on = await world.done('PUT', path, { rate: '200/s', seed: 3 });
    expect(on).toMatchObject({ sellerId: 2738, rate: '200/s', seed: 3, on: true, reason: null, ordersTotal: null });
    await orders(20)(world);
    const { content } = await world.done('DELETE', path);
    expect(content).toMatchObject([{ id: on.id, on: false, reason: 'asked', says: 'it was switched off' }]);
    expect(content[0].steps).toBeGreaterThan(10);
    const [after] = await world.sql('select count(*)::integer as count from orders');
    expect(after!['count'] - before!['count']).toBe(content[0].orders);
    expect(await listed(world)).toEqual(content);
  });

  test('ends when its duration is over, whatever the clock of the sandbox shows', async () => {
    await using world = await startSandbox({ seed: true });
    await world.done('PUT', '/clock', frozen);
    expect(await world.done('PUT', path, { rate: '6000/m', for: 'PT0.2S' })).toMatchObject({ ordersTotal: 20 });
    await until(async () => !(await listed(world))[0].on);
    expect((await listed(world))[0]).toMatchObject({
      orders: 20,
      refused: 0,
      reason: 'through',
      says: 'its time is over',
    });
  });

  test('that is started again replaces the former one', async () => {
    await using world = await startSandbox({ seed: true });
    const first = await world.done('PUT', path, { rate: '200/s' });
    await orders(3)(world);
    const many = await Promise.all([1, 2, 3].map((seed) => world.done('PUT', path, { rate: '100/s', seed })));
    expect(many.every(({ id }) => id > first.id)).toBe(true);
    const on = (await listed(world)).filter((one: { on: boolean }) => one.on);
    expect(on).toHaveLength(1);
    expect(on[0].orders).toBeLessThan(100);
    await world.done('DELETE', path);
    const [{ count }] = (await world.sql('select count(*)::integer as count from orders')) as [{ count: number }];
    await world.settle();
    expect(await world.sql('select count(*)::integer as count from orders')).toEqual([{ count }]);
  });

  test('is separate for each seller, on at most eight of them', async () => {
    await using world = await startSandbox();
    const sellers = [];
    for (let at = 0; at < 9; at++) sellers.push((await world.tenant()).seller_id);
    for (const sellerId of sellers.slice(0, 8)) await world.done('PUT', path, { sellerId, rate: '1/m' });
    const full = await world.ask('PUT', path, { sellerId: sellers[8], rate: '1/m' });
    expect([full.status, full.json.errors[0]]).toMatchObject([
      409,
      { key: 'koli.traffic.limit', message: 'There is already traffic on 8 sellers: switch one of them off.' },
    ]);
    // Its own is none of the others.
    await world.done('PUT', path, { sellerId: sellers[0], rate: '2/m' });
    const off = await world.done('DELETE', `${path}?sellerId=${sellers[1]}`);
    expect(off.content.map((one: { sellerId: number }) => one.sellerId)).toEqual([sellers[1]]);
    await world.done('PUT', path, { sellerId: sellers[8], rate: '1/m' });
    expect((await listed(world)).map((one: { sellerId: number }) => one.sellerId).slice(0, 2)).toEqual([
      sellers[8],
      sellers[0],
    ]);
    expect((await world.done('GET', `${path}?sellerId=${sellers[0]}`)).content).toMatchObject([
      { rate: '2/m', on: true },
    ]);
  });

  test.each([
    [{ rate: 'lots' }, /^rate must be orders per second or minute like "5\/s" or "30\/m", at most 1000 per second\.$/],
    [{ rate: '0/s' }, /^rate must be /],
    [{ rate: '1001/s' }, /^rate must be /],
    [{ rate: '0.0001/m' }, /^rate must be /],
    [{ rate: 5 }, /^rate must be /],
    [{ for: 'PT' }, /^for must be a length of time/],
    [{ for: 'soon' }, /^for must be a length of time/],
    [{ seed: 0.5 }, /^seed must be an integer/],
    [{ color: 'red' }, /^color is not a known field/],
  ])('is refused with %j', async (body, sentence) => {
    await using world = await startSandbox({ seed: true });
    const answer = await world.ask('PUT', path, body);
    expect([answer.status, answer.json.errors[0].message]).toEqual([400, expect.stringMatching(sentence)]);
    expect(await listed(world)).toEqual([]);
  });

  test('is refused for an unknown seller', async () => {
    await using world = await startSandbox();
    expect(await world.ask('PUT', path, { sellerId: 7 })).toMatchObject({ status: 404 });
  });

  test('continues beside an export, and ends when its seller is reset or deleted, or everything is replaced', async () => {
    await using world = await startSandbox();
    const { seller_id } = await world.tenant();
    const begin = async () => {
      await world.done('PUT', path, { sellerId: seller_id, rate: '300/s' });
      await orders(5)(world);
    };
    await begin();
    await world.done('PUT', '/snapshots/before');
    const { orders: before } = (await listed(world))[0];
    await orders(before + 5)(world);
    await world.done('POST', `/sellers/${seller_id}/reset`);
    expect((await listed(world))[0]).toMatchObject({
      on: false,
      reason: 'seller-gone',
      says: 'its seller was reset or deleted',
    });
    expect(await world.sql('select 1 from orders')).toEqual([]);
    await begin();
    await world.done('POST', '/snapshots/before/restore');
    expect((await listed(world))[0]).toMatchObject({ on: false, reason: 'replaced' });
    await begin();
    await world.done('DELETE', `/sellers/${seller_id}`);
    expect((await listed(world))[0]).toMatchObject({ on: false, reason: 'seller-gone' });
  });

  test('leaves nothing after a reset, however often', async () => {
    await using world = await startSandbox({ seed: true });
    const reset = () => world.done('POST', '/reset', { to: 'shop', seed: 4, clock: frozen });
    await reset();
    const file = await world.export();
    for (let turn = 0; turn < lengthOf(3, 12); turn++) {
      await world.done('PUT', path, { rate: '1000/s', seed: turn });
      await orders(1 + turn)(world);
      await reset();
      expect((await listed(world))[0]).toMatchObject({ on: false, reason: 'replaced' });
      expectSame(await world.export(), file);
    }
  });

  test('counts packages that another caller cancels, and goes on', async () => {
    await using world = await startSandbox({ seed: true });
    await world.done('PUT', path, { rate: '100/s', seed: 2 });
    await until(async () => {
      const rows = await world.sql(
        `select package_id from packages where status in ('Created', 'Picking', 'Invoiced')`,
      );
      await Promise.all(
        rows.map((row) =>
          world.ask('POST', `/sellers/2738/packages/${row['package_id']}/status`, { status: 'Cancelled' }),
        ),
      );
      return (await listed(world))[0].refused > 2;
    });
    expect((await listed(world))[0]).toMatchObject({ on: true });
  });

  test('ends with koli, without an error', async () => {
    const world = await startSandbox({ seed: true });
    await world.done('PUT', path, { rate: '200/s' });
    await orders(5)(world);
    await world[Symbol.asyncDispose]();
  });
});
