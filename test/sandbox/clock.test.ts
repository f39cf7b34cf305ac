import { once } from 'node:events';
import { describe, expect, test } from 'vitest';
import { VirtualClock } from '../../src/sandbox/clock.ts';
import { Gate } from '../../src/sandbox/gate.ts';
import { CutShort, Moves } from '../../src/sandbox/moves.ts';
import { Seeds } from '../../src/sandbox/tenants.ts';
import { loadClock } from '../../src/sandbox/virtual.ts';
import { expectRefused, packagePath } from '../http/lab.ts';
import { day_ms, frozen, hour_ms, minute_ms, nine, startSandbox } from './lab.ts';

describe('R17 the clock', () => {
  test('is real until it is moved, and continues from where it was set', async () => {
    await using world = await startSandbox();
    const real = world.clock.now();
    expect(await world.done('GET', '/clock')).toMatchObject({ now: real, frozen: false, rate: 1, real: true });
    expect(await world.done('PUT', '/clock', { advance: 'PT2H' })).toMatchObject({
      now: real + 2 * hour_ms,
      real: false,
    });
    world.clock.advance(1_000);
    expect(await world.done('GET', '/clock')).toMatchObject({ now: real + 2 * hour_ms + 1_000 });
    expect(await world.done('PUT', '/clock', { rate: 60 })).toMatchObject({ rate: 60 });
    world.clock.advance(1_000);
    expect(await world.done('PUT', '/clock', { frozen: true })).toMatchObject({
      now: real + 2 * hour_ms + 61_000,
      time: new Date(real + 2 * hour_ms + 61_000).toISOString(),
      frozen: true,
      rate: 0,
    });
    world.clock.advance(day_ms);
    const stood = await world.done('GET', '/clock');
    expect(stood.now).toBe(real + 2 * hour_ms + 61_000);
    expect(await world.done('PUT', '/clock', { at: stood.now + 5, frozen: false })).toMatchObject({
      now: stood.now + 5,
      rate: 1,
    });
  });

  test('moves forward only', async () => {
    await using world = await startSandbox();
    await world.done('PUT', '/clock', frozen);
    const back = await world.ask('PUT', '/clock', { at: nine - 1 });
    expect(expectRefused(back, 'field')).toContain('forward only');
    expect(await world.done('PUT', '/clock', { at: nine })).toMatchObject({ now: nine });
    const { now } = await world.done('POST', '/reset', { to: 'empty', clock: { at: '2020-01-01T00:00:00+03:00' } });
    expect(now).toBe(Date.UTC(2019, 11, 31, 21));
  });

  test.each([
    { at: 'tomorrow' },
    { at: '2026-11-23' },
    { at: '2026-13-23T09:00:00Z' },
    { at: '2027-02-30T09:00:00Z' },
    { at: '2027-01-02T24:00:00Z' },
    { at: '2027-01-02T09:00:00+99:00' },
    { at: '02.01.2027' },
    { at: 5_000_000_000_000 },
    { advance: 'PT' },
    { advance: 'P1M' },
    { advance: -1 },
    { advance: 'P99999W' },
    { at: nine, advance: 5 },
    { rate: 0 },
    { rate: 3_601 },
    { rate: 2, frozen: true },
    { speed: 2 },
  ])('%j is refused, and the clock stays as it is', async (asked) => {
    await using world = await startSandbox();
    const before = await world.done('GET', '/clock');
    expectRefused(await world.ask('PUT', '/clock', asked), 'field');
    expect(await world.done('GET', '/clock')).toEqual(before);
  });

  test('stamps each write one millisecond after the last write of its package while it stands still, and shows them all', async () => {
    await using world = await startSandbox();
    await world.done('PUT', '/clock', frozen);
    const seller = await world.tenant();
    const { shipmentPackageId } = await world.order(seller, { status: 'Delivered' });
    const [document] = JSON.parse(await world.list(seller)).content;
    expect(document.packageHistories).toEqual(
      ['Awaiting', 'Created', 'Picking', 'Invoiced', 'Shipped', 'Delivered'].map((status, at) => ({
        createdDate: nine + Math.max(0, at - 1),
        status,
      })),
    );
    const path = `/integration/order/sellers/${seller.seller_id}/orders/stream`;
    const { content } = (await world.call('GET', path, { as: seller })).json;
    expect(content).toMatchObject([{ shipmentPackageId, status: 'Delivered', lastModifiedDate: nine + 4 }]);
    expect(await world.done('GET', '/clock')).toMatchObject({ now: nine + 4, frozen: true });
  });
});

describe('R17 what follows the clock', () => {
  test('all retries of a dead receiver, in order, within 65 minutes', async () => {
    await using world = await startSandbox();
    await world.done('PUT', '/clock', frozen);
    const receiver = await world.receiver();
    const seller = await world.tenant({ webhook: { url: receiver.url } });
    receiver.answerAlways(500);
    const { shipmentPackageId } = await world.order(seller);
    await world.settle();
    expect(receiver.requests).toHaveLength(1);
    await world.done('PUT', '/clock', { advance: 'PT12M' });
    expect(receiver.requests).toHaveLength(3);
    const due = 'select due_at from deliveries where package_id = $1 and sequence = 1';
    expect(await world.sql(due, [shipmentPackageId])).toEqual([{ due_at: nine + 15 * minute_ms }]);
    await world.done('PUT', '/clock', { advance: 'PT53M' });
    // Thirteen failures, the last after an hour; then it is PASSIVE, and what follows is held.
    expect(receiver.requests).toHaveLength(13);
    const notices = await world.sql('select kind, at from webhook_notices order by at');
    expect(notices).toEqual([
      { kind: 'first-failure', at: nine },
      { kind: 'passive', at: nine + hour_ms },
    ]);
    expect(await world.sql('select state, settled_at from deliveries order by sequence')).toEqual([
      { state: 'given-up', settled_at: nine + hour_ms },
      { state: 'held', settled_at: nine + hour_ms },
    ]);
    expect(await world.done('GET', '/clock')).toMatchObject({ now: nine + 65 * minute_ms });
  });

  test('a receiver that recovers gets everything in order', async () => {
    await using world = await startSandbox();
    await world.done('PUT', '/clock', frozen);
    const receiver = await world.receiver();
    const seller = await world.tenant({ webhook: { url: receiver.url } });
    receiver.answer(500, 500, 500);
    const { shipmentPackageId } = await world.order(seller);
    await world.settle();
    await world.done('POST', `/sellers/${seller.seller_id}/packages/${shipmentPackageId}/status`, {
      status: 'Picking',
    });
    await world.done('PUT', '/clock', { advance: 3 * hour_ms });
    const told = receiver.requests.slice(3).map(({ json }) => json.status);
    expect(told).toEqual(['Awaiting', 'Created', 'Picking']);
    const settled = await world.sql('select state, settled_at from deliveries order by sequence');
    expect(settled).toEqual(Array(3).fill({ state: 'delivered', settled_at: nine + 15 * minute_ms }));
  });

  test('orders with a later payment are paid when it is due, and sent then', async () => {
    await using world = await startSandbox();
    await world.done('PUT', '/clock', frozen);
    const receiver = await world.receiver();
    const seller = await world.tenant({ webhook: { url: receiver.url } });
    const late = await world.order(seller, { paymentDelay: 'PT30M' });
    const early = await world.order(seller, { paymentDelay: 'PT10M' });
    expect(late.status).toBe('Awaiting');
    await world.done('PUT', '/clock', { advance: 'PT9M59S' });
    expect(JSON.parse(await world.list(seller, 'status=Awaiting')).totalElements).toBe(2);
    await world.done('PUT', '/clock', { advance: 'PT1H' });
    const found = JSON.parse(await world.list(seller)).content;
    expect(
      found.map((one: { shipmentPackageId: number; lastModifiedDate: number }) => [
        one.shipmentPackageId,
        one.lastModifiedDate - nine,
      ]),
    ).toEqual([
      [late.shipmentPackageId, 30 * minute_ms],
      [early.shipmentPackageId, 10 * minute_ms],
    ]);
    expect(receiver.requests.slice(2).map(({ json }) => json.shipmentPackageId)).toEqual([
      early.shipmentPackageId,
      late.shipmentPackageId,
    ]);
    expect(await world.sql(`select * from moments where kind = 'payment'`)).toEqual([]);
  });

  test('an order that is cancelled before its payment stays cancelled', async () => {
    await using world = await startSandbox();
    await world.done('PUT', '/clock', frozen);
    const seller = await world.tenant();
    const { shipmentPackageId } = await world.order(seller, { paymentDelay: 1_000 });
    await world.done('POST', `/sellers/${seller.seller_id}/packages/${shipmentPackageId}/status`, {
      status: 'Cancelled',
    });
    await world.done('PUT', '/clock', { advance: 5_000 });
    expect(JSON.parse(await world.list(seller)).content).toMatchObject([{ status: 'Cancelled' }]);
    expect(await world.sql(`select * from moments where kind = 'payment'`)).toEqual([]);
  });

  test('orders of the test services wait as long as the setting says', async () => {
    await using world = await startSandbox({ env: { KOLI_PAYMENT_DELAY_MS: '60000' }, seed: true });
    await world.done('POST', '/reset', { to: 'empty', clock: frozen });
    const address = { addressText: 'A 1', city: 'B', district: 'C', email: 'd@mail.example', phone: '5550000000' };
    const body = {
      customer: { customerFirstName: 'Ada', customerLastName: 'Kaya' },
      invoiceAddress: { invoiceFirstName: 'Ada', invoiceLastName: 'Kaya', ...address },
      shippingAddress: { shippingFirstName: 'Ada', shippingLastName: 'Kaya', ...address },
      lines: [{ barcode: 'x', quantity: 1 }],
      seller: { sellerId: 2738 },
    };
    const as = { seller_id: 2738, key: 'sandbox-key', secret: 'sandbox-secret' };
    const headers = { SellerID: '2738' };
    await world.call('POST', '/integration/test/order/orders/core', { as, body, headers });
    expect(JSON.parse(await world.list(as)).content).toMatchObject([{ status: 'Awaiting', customerFirstName: '***' }]);
    await world.done('PUT', '/clock', { advance: 60_000 });
    expect(JSON.parse(await world.list(as)).content).toMatchObject([
      { status: 'Created', customerFirstName: 'Ada', lastModifiedDate: nine + 60_000 },
    ]);
  });

  test('running time pays orders and calls webhooks too', async () => {
    await using world = await startSandbox();
    await world.done('PUT', '/clock', { ...frozen, frozen: false });
    const seller = await world.tenant();
    await world.order(seller, { paymentDelay: 'PT1M' });
    world.clock.advance(60_000);
    await expect.poll(async () => JSON.parse(await world.list(seller, 'status=Created')).totalElements).toBe(1);
  });

  test('windows of lists, idempotency keys and the wait between two providers', async () => {
    await using world = await startSandbox();
    await world.done('PUT', '/clock', frozen);
    const seller = await world.tenant();
    const { shipmentPackageId } = await world.order(seller);
    const path = packagePath(seller, shipmentPackageId);
    const change = (cargoProvider: string) =>
      world.call('PUT', `${path}/cargo-providers`, { as: seller, body: { cargoProvider } });
    expect((await change('YKMP')).status).toBe(200);
    expect((await change('ARASMP')).status).toBe(429);
    await world.done('PUT', '/clock', { advance: 5 * minute_ms });
    expect((await change('ARASMP')).status).toBe(200);

    const pick = () =>
      world.call('PUT', path, { as: seller, body: { status: 'Picking' }, headers: { 'idempotency-key': 'k' } });
    expect((await pick()).status).toBe(200);
    await world.done('PUT', '/clock', { advance: day_ms - 1 });
    expect((await pick()).headers['idempotent-replayed']).toBe('true');
    await world.done('PUT', '/clock', { advance: 2 });
    expectRefused(await pick(), 'status');

    await world.done('PUT', '/clock', { advance: 'P6D' });
    expect(JSON.parse(await world.list(seller, '')).totalElements).toBe(0);
  });

  test('the timestamp of a webhook call and the request limits do not follow it', async () => {
    await using world = await startSandbox({ env: { KOLI_RATE_LIMITS: 'on' } });
    await world.done('PUT', '/clock', { at: '2031-01-01T00:00:00Z', frozen: true });
    const receiver = await world.receiver();
    const seller = await world.tenant({ webhook: { url: receiver.url } });
    await world.order(seller);
    await world.settle();
    const stamp = Number(receiver.requests[0]!.headers['webhook-timestamp']) * 1_000;
    expect(Math.abs(stamp - Date.now())).toBeLessThan(hour_ms);
    const list = () => world.call('GET', `/integration/order/sellers/${seller.seller_id}/v2/orders`, { as: seller });
    const statuses = async () => (await Promise.all(Array.from({ length: 51 }, list))).map(({ status }) => status);
    expect(await statuses()).toContain(429);
    await world.done('PUT', '/clock', { advance: day_ms });
    expect((await list()).status).toBe(429);
  });
});

describe('R17 the clock when koli stops', () => {
  test('the current move ends, and so do those that wait behind it', async () => {
    await using world = await startSandbox();
    const begun = Promise.withResolvers<void>();
    // Receivers that do not answer.
    const worker = {
      settle: async (signal?: AbortSignal) => {
        begun.resolve();
        await once(signal!, 'abort');
      },
      nextDue: async () => null,
      wake: () => {},
    };
    const moments = { settle: async () => {}, next: async () => null };
    const parts = { clock: new VirtualClock(world.clock.now), moments, worker, gate: new Gate() };
    const moves = new Moves({ world: world.world, ...parts });
    const asked = [moves.move(nine + hour_ms, 0), moves.move(nine + day_ms, 0)];
    await begun.promise;
    moves.end();
    for (const move of asked) await expect(move).rejects.toBeInstanceOf(CutShort);
    await moves.close();
  });
});

describe('R17 the clock as data', () => {
  test('is stored, and never behind a stamp', async () => {
    await using world = await startSandbox();
    await world.done('PUT', '/clock', frozen);
    const seller = await world.tenant();
    await world.order(seller, { status: 'Shipped' });
    const real = () => world.clock.now() + day_ms;
    const raise = () => {};
    const clock = new VirtualClock(real);
    const { pool } = world.world.db;
    await loadClock(pool, { clock, seeds: new Seeds(), real, raise });
    expect([clock.now(), clock.state()?.rate]).toEqual([nine + 3, 0]);
    await world.done('PUT', '/clock', { rate: 2 });
    await loadClock(pool, { clock, seeds: new Seeds(), real, raise });
    expect(clock.now()).toBe(nine + 3 + 2 * day_ms);
  });

  test('is not before its stamps when the clock of the machine was set back while koli was stopped', async () => {
    await using world = await startSandbox();
    const seller = await world.tenant();
    await world.order(seller, { status: 'Shipped' });
    const [{ at }] = (await world.sql('select max(modified_at) as at from packages')) as [{ at: unknown }];
    const raised: number[] = [];
    const real = () => world.clock.now() - day_ms;
    const parts = { clock: new VirtualClock(real), seeds: new Seeds(), real, raise: (to: number) => raised.push(to) };
    await loadClock(world.world.db.pool, parts);
    expect(raised).toEqual([Number(at)]);
    await world.done('PUT', '/clock', { rate: 2 });
    await loadClock(world.world.db.pool, parts);
    expect(parts.clock.now()).toBe(Number(at));
  });

  test('moves back only when a snapshot is restored', async () => {
    await using world = await startSandbox();
    await world.done('PUT', '/clock', frozen);
    await world.done('PUT', '/snapshots/before');
    await world.done('PUT', '/clock', { advance: 'P2D' });
    expectRefused(await world.ask('PUT', '/clock', { at: nine }), 'field');
    expect(await world.done('POST', '/snapshots/before/restore')).toMatchObject({ now: nine });
    expect(await world.done('GET', '/clock')).toMatchObject({ now: nine, frozen: true });
  });
});
