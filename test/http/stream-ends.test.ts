import { connect, type Socket } from 'node:net';
import { describe, expect, test } from 'vitest';
import { listeners_per_seller } from '../../src/core/feed.ts';
import { life_ms, waiting_limit_bytes } from '../../src/http/doors/own/events.ts';
import { inFull } from '../length.ts';
import { sampleOrder } from '../order.ts';
import { startWorld, type TestSeller, type TestWorld } from '../world.ts';
import { startAlarms } from './alarms.ts';
import { packageIn } from './lab.ts';
import { listen } from './listen.ts';

const own = '/api/v1/seller/events';

/** Somebody who asks for the stream and then reads nothing of it. */
async function asleep(world: TestWorld, seller: TestSeller): Promise<Socket> {
  const socket = connect(Number(new URL(world.url).port), '127.0.0.1');
  socket.on('error', () => {});
  socket.write(`GET ${own} HTTP/1.1\r\nhost: localhost\r\nauthorization: ${world.authorization(seller)}\r\n\r\n`);
  await new Promise((resolve) => socket.once('readable', resolve));
  return socket;
}

/** Of one change, at least. */
const least_bytes = 200;

/** Many changes, and long ones: an order number may have 50 characters. */
async function muchHappens(world: TestWorld, seller: TestSeller, call: number): Promise<void> {
  const orders = Array.from({ length: 1_000 }, (_, at) => {
    const orderNumber = `${String(call).padStart(25, '0')}${String(at).padStart(25, '0')}`;
    return sampleOrder(seller, undefined, { orderNumber });
  });
  expect((await world.call('POST', '/api/v1/orders', { as: 'operator', body: { orders } })).status).toBe(200);
}

describe('a stream of changes', () => {
  test('beats every 15 seconds and ends after ten minutes; a client that returns resumes without a gap', async () => {
    const alarms = startAlarms();
    await using world = await startWorld({ world: { alarm: alarms.alarm } });
    const seller = await world.newSeller();
    await using first = await listen(world, own, { as: seller });
    await first.until('hello');
    alarms.pass(15_000);
    await first.until('beat', 1);
    alarms.pass(life_ms - 15_001);
    const [beat] = (await first.until('beat', 39)).slice(-1);
    const before = await packageIn(world, seller);
    await first.until('package', 2);
    alarms.pass(1);
    await first.ended;
    // What happens after its end is no word to it, and nothing of it is left.
    const missed = await packageIn(world, seller);
    await using again = await listen(world, `${own}?since=${beat!.id}`, { as: seller });
    const heard = await again.until('package', 4);
    expect(new Set(heard.map(({ data }) => data.shipmentPackageId))).toEqual(
      new Set([before.package_id, missed.package_id]),
    );
    expect(first.heard.filter(({ event }) => event === 'package')).toHaveLength(2);
  });

  test('puts its bookmark after everything that is sent together', async () => {
    await using world = await startWorld();
    const seller = await world.newSeller();
    await using listener = await listen(world, own, { as: seller });
    await listener.until('hello');
    const from = world.clock.now();
    await muchHappens(world, seller, 1);
    const told = await listener.until('package', 2_000);
    // Told by the commit, many at once: whoever is cut off in their midst must be told them again.
    expect(told.filter(({ id }) => id !== null).length).toBeLessThan(200);
    expect(told.at(-1)!.id).not.toBe(null);
    // Of what was missed none has one: a change that is committed meanwhile is told in between.
    world.clock.advance(60_000);
    await using resumed = await listen(world, `${own}?since=${from}`, { as: seller });
    const missed = await resumed.until('package', 2_000);
    expect(missed.every(({ id }) => id === null)).toBe(true);
    await packageIn(world, seller);
    expect((await resumed.until('package', 2_002)).at(-1)!.id).toEqual(expect.any(Number));
  });

  inFull('a reader who is too slow is cut off, its place is free again, and nothing is lost to it', async () => {
    const alarms = startAlarms();
    await using world = await startWorld({ world: { alarm: alarms.alarm } });
    await using stack = new AsyncDisposableStack();
    const seller = await world.newSeller();
    const before = alarms.count();
    const socket = await asleep(world, seller);
    expect(alarms.count()).toBe(before + 1);
    // What the two ends of the connection hold for it comes on top of the limit.
    let bytes = 0;
    for (let call = 1; alarms.count() > before && call < 40; call++) {
      await muchHappens(world, seller, call);
      bytes += 2_000 * least_bytes;
    }
    expect(alarms.count()).toBe(before);
    expect(bytes).toBeGreaterThan(waiting_limit_bytes);
    for (let count = 0; count < listeners_per_seller; count++) stack.use(await listen(world, own, { as: seller }));
    await stack.disposeAsync();
    // It finds the end in the midst of what it had not read.
    const closed = new Promise((resolve) => socket.once('close', resolve));
    let text = '';
    socket.on('data', (chunk) => {
      text += chunk;
    });
    await closed;
    expect(text).not.toMatch(/\r\n0\r\n\r\n$/);
    const ids = [...text.matchAll(/^id: (\d+)$/gm)].map(([, id]) => id);
    await using again = await listen(world, `${own}?since=${ids.at(-1)}`, { as: seller });
    // More was missed than is told: it is to read the lists again.
    await expect.poll(() => again.heard.some(({ event }) => event === 'lost' || event === 'package')).toBe(true);
    expect(again.status).toBe(200);
  });
});
