import { describe, expect, test } from 'vitest';
import type { FaultInput } from '../../src/sandbox/wire/fault.ts';
import { type Case, documentOf, packageIn } from '../http/lab.ts';
import { type StartOptions, startWorld, type TestSeller, type TestWorld } from '../world.ts';
import { faultsOf, list, makeFault, repeat, takeOff } from './faults-lab.ts';

const minute_ms = 60_000;

type Shop = AsyncDisposable & {
  world: TestWorld;
  seller: TestSeller;
  /** `status of package n` in the order in which they came; packages are numbered as they were made. */
  came(): string[];
  make(status?: string): Promise<Case>;
  /** Picks, invoices, ships, delivers. */
  next(which: Case, ...statuses: string[]): Promise<void>;
  ids(): string[];
  answer(...statuses: (number | 'hang')[]): void;
};

/** A seller with a webhook and a receiver that writes down what came. */
async function openShop(options: StartOptions = {}): Promise<Shop> {
  await using opened = new AsyncDisposableStack();
  const world = opened.use(await startWorld(options));
  const seller = await world.newSeller();
  const receiver = await world.receiver();
  const terms = { url: receiver.url, authenticationType: 'API_KEY', apiKey: 'k' };
  const hooks = `/integration/webhook/sellers/${seller.seller_id}/webhooks`;
  expect((await world.call('POST', hooks, { as: seller, body: terms })).status).toBe(200);
  const made: number[] = [];
  const open = opened.move();
  const write = async (method: string, path: string, as: TestSeller | 'operator', body: unknown) => {
    world.clock.advance(1);
    const answer = await world.call(method, path, { as, body });
    expect([answer.status, answer.body]).toEqual([200, expect.any(String)]);
    await world.settle();
  };
  return {
    world,
    seller,
    came: () => receiver.requests.map(({ json }) => `${json.status} ${made.indexOf(json.shipmentPackageId) + 1}`),
    async make(status = 'Created') {
      const one = await packageIn(world, seller, status, [{ barcode: 'x', quantity: 2 }]);
      made.push(one.package_id);
      await world.settle();
      return one;
    },
    async next({ path, package_id }, ...statuses) {
      for (const status of statuses) {
        if (status === 'Picking' || status === 'Invoiced') await write('PUT', path, seller, { status });
        else {
          const event = { sellerId: seller.seller_id, packageId: package_id, status };
          await write('POST', '/api/v1/carrier-events', 'operator', { events: [event] });
        }
      }
    },
    ids: () => receiver.requests.map(({ headers }) => String(headers['webhook-id'])),
    answer: receiver.answer,
    [Symbol.asyncDispose]: () => open.disposeAsync(),
  };
}

const states = async ({ world }: Shop) =>
  Object.fromEntries(
    (await world.sql('select state, count(*)::integer as count from deliveries group by state')).map((row) => [
      row['state'],
      row['count'],
    ]),
  );

describe('R14 outages of webhooks', () => {
  test('hold: nothing is sent until the end, then everything, in the order of each package', async () => {
    await using shop = await openShop();
    const { world, seller } = shop;
    const until = world.clock.now() + 30 * minute_ms;
    await makeFault(world, { sellerId: seller.seller_id, until, do: { outcome: 'held-back' } });
    const one = await shop.make();
    const two = await shop.make();
    await shop.next(one, 'Picking', 'Invoiced', 'Shipped', 'Delivered');
    await shop.next(two, 'Picking');
    world.clock.set(until - 1);
    await world.settle();
    expect(shop.came()).toEqual([]);
    expect(await states(shop)).toEqual({ owed: 9 });
    world.clock.set(until);
    await world.settle();
    const of = (number: number) => shop.came().filter((each) => each.endsWith(` ${number}`));
    expect(of(1)).toEqual(['Awaiting 1', 'Created 1', 'Picking 1', 'Invoiced 1', 'Shipped 1', 'Delivered 1']);
    expect(of(2)).toEqual(['Awaiting 2', 'Created 2', 'Picking 2']);
    expect(await states(shop)).toEqual({ delivered: 9 });
  });

  test('hold, deleted before its end: everything is sent at once', async () => {
    await using shop = await openShop();
    const { world } = shop;
    await makeFault(world, { until: world.clock.now() + 30 * minute_ms, do: { outcome: 'held-back' } });
    const one = await shop.make();
    await shop.next(one, 'Picking');
    expect(shop.came()).toEqual([]);
    await takeOff(world, '/f1');
    await world.settle();
    expect(shop.came()).toEqual(['Awaiting 1', 'Created 1', 'Picking 1']);
  });

  test('lose: only polling finds the events; later ones are sent', async () => {
    await using shop = await openShop();
    const { world, seller } = shop;
    const one = await shop.make();
    const until = world.clock.now() + 30 * minute_ms;
    await makeFault(world, { until, do: { outcome: 'lost' } });
    await shop.next(one, 'Picking', 'Invoiced');
    const two = await shop.make();
    expect(shop.came()).toEqual(['Awaiting 1', 'Created 1']);
    expect(await states(shop)).toEqual({ delivered: 2, 'given-up': 4 });
    expect((await documentOf(world, seller, one.package_id)).status).toBe('Invoiced');
    expect((await list(world, seller)).json.totalElements).toBe(2);
    await world.verify();
    world.clock.set(until);
    await world.settle();
    expect(shop.came()).toHaveLength(2);
    await shop.next(one, 'Shipped');
    await shop.next(two, 'Picking');
    expect(shop.came().slice(2)).toEqual(['Shipped 1', 'Picking 2']);
    const [row] = await world.sql("select * from deliveries where state = 'given-up' limit 1");
    expect(row).toMatchObject({ attempts: 0, settled_at: expect.any(Number), leased_until: null });

    // A replay finds them, in the order of each package, and no fault meets it.
    await makeFault(world, { do: { outcome: 'lost' } });
    const body = { notDeliveredSince: 0 };
    const path = `/api/v1/sellers/${seller.seller_id}/webhook-replays`;
    const replay = await world.call('POST', path, { as: 'operator', body });
    expect([replay.status, replay.body]).toEqual([202, expect.any(String)]);
    await world.settle();
    const of = (number: number) => shop.came().filter((each) => each.endsWith(` ${number}`));
    expect(of(1)).toEqual(['Awaiting 1', 'Created 1', 'Shipped 1', 'Picking 1', 'Invoiced 1']);
    expect(of(2)).toEqual(['Picking 2', 'Awaiting 2', 'Created 2']);
    expect(await states(shop)).toEqual({ delivered: 8 });
  });

  test('of one webhook, one package or one seller only', async () => {
    await using shop = await openShop();
    const { world, seller } = shop;
    const other = await world.newSeller();
    const until = world.clock.now() + 30 * minute_ms;
    const [{ webhook_id }] = (await world.sql('select webhook_id from webhooks')) as [{ webhook_id: string }];
    const one = await shop.make();
    const two = await shop.make();
    const during = async (input: Omit<FaultInput, 'do'>) => {
      const before = shop.came().length;
      await makeFault(world, { ...input, until, do: { outcome: 'lost' } });
      await shop.next(one, ...steps.splice(0, 1));
      await shop.next(two, ...others.splice(0, 1));
      await takeOff(world);
      return shop.came().slice(before);
    };
    const steps = ['Picking', 'Invoiced', 'Shipped', 'Delivered'];
    const others = [...steps];
    expect(await during({ packageId: one.package_id })).toEqual(['Picking 2']);
    expect(await during({ sellerId: other.seller_id })).toEqual(['Invoiced 1', 'Invoiced 2']);
    expect(await during({ webhookId: webhook_id.toUpperCase() })).toEqual([]);
    expect(await during({ sellerId: seller.seller_id, packageId: two.package_id })).toEqual(['Delivered 1']);
  });
});

describe('R15 duplicates, delays and disorder', () => {
  test('duplicate: sent twice with one webhook-id and the same bytes, before the next event', async () => {
    await using shop = await openShop();
    const { world } = shop;
    await makeFault(world, { after: 1, times: 2, do: { outcome: 'duplicated' } });
    const one = await shop.make();
    await shop.next(one, 'Picking', 'Invoiced');
    expect(shop.came()).toEqual(['Awaiting 1', 'Created 1', 'Created 1', 'Picking 1', 'Picking 1', 'Invoiced 1']);
    const ids = shop.ids();
    expect(ids[1]).toBe(ids[2]);
    expect(new Set(ids).size).toBe(4);
    expect(await states(shop)).toEqual({ delivered: 4 });
    expect(await faultsOf(world)).toMatchObject([{ fired: 2, remaining: 0 }]);
  });

  test('duplicate later: sent again after events that followed meanwhile', async () => {
    await using shop = await openShop();
    const { world } = shop;
    await makeFault(world, { times: 1, after: 1, do: { outcome: 'duplicated', laterMs: 10 * minute_ms } });
    const one = await shop.make();
    await shop.next(one, 'Picking');
    expect(shop.came()).toEqual(['Awaiting 1', 'Created 1', 'Picking 1']);
    world.clock.advance(10 * minute_ms);
    await world.settle();
    expect(shop.came()).toEqual(['Awaiting 1', 'Created 1', 'Picking 1', 'Created 1']);
    expect(shop.ids()[3]).toBe(shop.ids()[1]);
  });

  test('reorder: right after the next event of its package, and later events as usual', async () => {
    await using shop = await openShop();
    const { world } = shop;
    const one = await shop.make();
    await makeFault(world, { times: 1, do: { outcome: 'reordered' } });
    await shop.next(one, 'Picking');
    expect(shop.came()).toEqual(['Awaiting 1', 'Created 1']);
    await shop.next(one, 'Invoiced', 'Shipped');
    expect(shop.came().slice(2)).toEqual(['Invoiced 1', 'Picking 1', 'Shipped 1']);
    // Where nothing follows it comes by itself.
    await makeFault(world, { times: 1, do: { outcome: 'reordered', laterMs: minute_ms } });
    await shop.next(one, 'Delivered');
    world.clock.advance(minute_ms);
    await world.settle();
    expect(shop.came().slice(5)).toEqual(['Delivered 1']);
    expect(await states(shop)).toEqual({ delivered: 6 });
  });

  test('delay: other events of the package do not wait, and a failure is retried', async () => {
    await using shop = await openShop();
    const { world } = shop;
    const one = await shop.make();
    await makeFault(world, { times: 1, do: { outcome: 'late', laterMs: 10 * minute_ms } });
    await shop.next(one, 'Picking', 'Invoiced');
    expect(shop.came().slice(2)).toEqual(['Invoiced 1']);
    shop.answer(500);
    world.clock.advance(10 * minute_ms);
    await world.settle();
    await shop.next(one, 'Shipped');
    world.clock.advance(5 * minute_ms);
    await world.settle();
    expect(shop.came().slice(3)).toEqual(['Picking 1', 'Shipped 1', 'Picking 1']);
    expect(await states(shop)).toEqual({ delivered: 5 });
  });

  test('a script for each package: the receivers get exactly what it says', async () => {
    await using shop = await openShop();
    const { world } = shop;
    await makeFault(world, {
      sequence: [
        { outcome: 'passed' },
        { outcome: 'reordered' },
        { outcome: 'duplicated' },
        { outcome: 'lost' },
        { outcome: 'late', laterMs: minute_ms },
      ],
    });
    const [one, two] = [await shop.make(), await shop.make()];
    for (const which of [one, two]) await shop.next(which, 'Picking', 'Invoiced', 'Shipped', 'Delivered');
    world.clock.advance(minute_ms);
    await world.settle();
    for (const number of [1, 2])
      expect(shop.came().filter((each) => each.endsWith(` ${number}`))).toEqual(
        ['Awaiting', 'Picking', 'Created', 'Picking', 'Delivered', 'Shipped'].map((status) => `${status} ${number}`),
      );
  });

  test('by chance: the same seed gives the same sequence, on any database', async () => {
    const story = async (seed: number) => {
      await using shop = await openShop();
      const { world } = shop;
      await makeFault(world, { rate: 0.3, seed, do: { outcome: 'duplicated' } });
      await makeFault(world, { rate: 0.3, seed, do: { outcome: 'reordered' } });
      await makeFault(world, { rate: 0.2, seed, do: { outcome: 'lost' } });
      await repeat(4, async () => shop.next(await shop.make(), 'Picking', 'Invoiced', 'Shipped', 'Delivered'));
      world.clock.advance(60 * minute_ms);
      await world.settle();
      return shop.came();
    };
    const first = await story(7);
    expect(await story(7)).toEqual(first);
    expect(await story(8)).not.toEqual(first);
    expect(new Set(first).size).toBeLessThan(24);
    expect(first.length).toBeGreaterThan(new Set(first).size);
  });

  test('many packages and many faults at once: in the end every change was sent', async () => {
    await using shop = await openShop();
    const { world } = shop;
    for (const outcome of ['duplicated', 'reordered', 'late'] as const)
      await makeFault(world, { rate: 0.3, do: outcome === 'late' ? { outcome, laterMs: 1_000 } : { outcome } });
    const packages = await Promise.all(Array.from({ length: 8 }, () => shop.make()));
    await Promise.all(packages.map((one) => shop.next(one, 'Picking', 'Invoiced', 'Shipped', 'Delivered')));
    await takeOff(world);
    await world.settle();
    expect(new Set(shop.ids()).size).toBe(8 * 6);
    expect(shop.ids().length).toBeGreaterThan(8 * 6);
    expect(await states(shop)).toEqual({ delivered: 8 * 6 });
  });
});
