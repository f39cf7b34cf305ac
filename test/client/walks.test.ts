import { describe, expect, test } from 'vitest';
import type { SellerClient } from '../../client/src/index.ts';
import { takeOrder } from '../http/orders.ts';
import { start_of_time, startWorld, type TestSeller, type TestWorld } from '../world.ts';
import { checkedFetch, operatorClient, sellerClient } from './lab.ts';

const day_ms = 86_400_000;

/** Orders over time, `gap_ms` apart: their package ids, oldest first. */
async function ordersOver(world: TestWorld, seller: TestSeller, count: number, gap_ms: number): Promise<number[]> {
  const ids: number[] = [];
  for (let made = 0; made < count; made++) {
    ids.push((await takeOrder(world, seller)).shipmentPackageId);
    world.clock.advance(gap_ms);
  }
  return ids;
}

/** The queries that a client asked. */
function asking() {
  const queries: Record<string, string>[] = [];
  const fetcher: typeof fetch = (input, init) => {
    queries.push(Object.fromEntries(new URL(String(input)).searchParams));
    return checkedFetch(input, init);
  };
  return { fetch: fetcher, queries };
}

async function idsOf(items: AsyncIterable<{ shipmentPackageId: number }>): Promise<number[]> {
  const ids: number[] = [];
  for await (const { shipmentPackageId } of items) ids.push(shipmentPackageId);
  return ids;
}

const setWarehouse = async (client: SellerClient, world: TestWorld, id: number, warehouseId = 5) => {
  world.clock.advance(1_000);
  await client.setWarehouse(id, { warehouseId });
};

describe('a walk over the list', () => {
  test('finds everything over many fortnights, in steps that the list allows', async () => {
    await using world = await startWorld({ env: { KOLI_V1: 'on' } });
    const seller = await world.newSeller();
    const ids = await ordersOver(world, seller, 10, 3 * day_ms - 1);
    const { fetch, queries } = asking();
    const client = sellerClient(world, seller, { fetch });
    expect(await idsOf(client.each.listOrdersV2({ startDate: start_of_time, size: 2 }))).toEqual(ids);
    expect(new Set(queries.map((query) => query['endDate'])).size).toBe(3);
    for (const { startDate, endDate } of queries)
      expect(Number(endDate) - Number(startDate)).toBeLessThanOrEqual(13 * day_ms);
    expect(await idsOf(client.each.listOrders({ startDate: start_of_time }))).toEqual(ids);
    const middle = { startDate: start_of_time + 6 * day_ms, endDate: start_of_time + 21 * day_ms };
    expect(await idsOf(client.each.listOrdersV2(middle))).toEqual(ids.slice(3, 8));
  });

  test('misses nothing when packages change meanwhile; changed ones come again', async () => {
    await using world = await startWorld();
    const seller = await world.newSeller();
    const ids = await ordersOver(world, seller, 12, 60_000);
    const client = sellerClient(world, seller);
    const seen: [number, number][] = [];
    const end = world.clock.now() + day_ms;
    for await (const one of client.each.listOrdersV2({ startDate: start_of_time, endDate: end, size: 3 })) {
      seen.push([one.shipmentPackageId, one.warehouseId]);
      // One that was handed out and one that was not, so that the rest moves up a page.
      if (seen.length === 4) for (const at of [0, 2, 9]) await setWarehouse(client, world, ids[at]!);
    }
    expect(new Set(seen.map(([id]) => id))).toEqual(new Set(ids));
    for (const at of [0, 2, 9]) expect(seen).toContainEqual([ids[at], 5]);
    expect(seen).toHaveLength(12 + 2);
  });

  test('passes over many packages of one millisecond', async () => {
    await using world = await startWorld();
    const seller = await world.newSeller();
    const before = await ordersOver(world, seller, 2, 1);
    const same = await ordersOver(world, seller, 8, 0);
    world.clock.advance(1);
    const after = await ordersOver(world, seller, 3, 1);
    const client = sellerClient(world, seller);
    for (const size of [1, 2, 3, 4, 200]) {
      const found = await idsOf(client.each.listOrdersV2({ startDate: start_of_time, size }));
      expect([size, found]).toEqual([size, [...before, ...same, ...after]]);
    }
  });

  test('of one order needs no window; of a week needs one', async () => {
    await using world = await startWorld();
    const seller = await world.newSeller();
    const old = await takeOrder(world, seller);
    world.clock.advance(20 * day_ms);
    const recent = await takeOrder(world, seller);
    const { fetch, queries } = asking();
    const client = sellerClient(world, seller, { fetch });
    expect(await idsOf(client.each.listOrdersV2({ orderNumber: old.orderNumber }))).toEqual([old.shipmentPackageId]);
    expect(queries).toEqual([{ orderNumber: old.orderNumber, size: '200', page: '0' }]);
    const named = [old, recent].map((one) => one.shipmentPackageId);
    expect((await idsOf(client.each.listOrdersV2({ shipmentPackageIds: named, size: 1 }))).sort()).toEqual(named);
    expect(await idsOf(client.each.listOrdersV2())).toEqual([recent.shipmentPackageId]);
    expect(await idsOf(client.each.listOrdersV2({ status: ['Shipped'] }))).toEqual([]);
  });
});

describe('a scan of the stream', () => {
  test('returns each package once, also over many fortnights', async () => {
    await using world = await startWorld();
    const seller = await world.newSeller();
    const ids = await ordersOver(world, seller, 12, 4 * day_ms);
    const client = sellerClient(world, seller);
    const all = client.each.streamOrders({ lastModifiedStartDate: start_of_time, size: 2 });
    expect(await idsOf(all)).toEqual(ids.toReversed());
    expect(await idsOf(client.each.streamOrders({ size: 1 }))).toEqual(ids.slice(-3).toReversed());
  });
});

describe('a follower', () => {
  test('hears every change once, resumes from its bookmark, and ends on request', async () => {
    await using world = await startWorld();
    const seller = await world.newSeller();
    const [first, second, third] = (await ordersOver(world, seller, 3, 60_000)) as [number, number, number];
    const writer = sellerClient(world, seller);
    const controller = new AbortController();
    const bookmarks: number[] = [];
    const later: number[] = [];
    // What happens between the scans, one after another.
    const happenings = [
      () => setWarehouse(writer, world, second),
      async () => {},
      async () => {
        later.push((await takeOrder(world, seller)).shipmentPackageId);
        await setWarehouse(writer, world, first);
        await setWarehouse(writer, world, first, 6);
      },
      async () => world.clock.advance(40 * day_ms),
      async () => {
        later.push((await takeOrder(world, seller)).shipmentPackageId);
      },
      async () => controller.abort(new Error('enough')),
    ];
    const sleep = async (ms: number, signal?: AbortSignal) => {
      expect(ms).toBe(1_000);
      await happenings.shift()!();
      signal?.throwIfAborted();
    };
    const client = sellerClient(world, seller, { sleep });
    const heard: [number, number][] = [];
    const listen = async () => {
      const onScan = (since: number) => bookmarks.push(since);
      for await (const one of client.follow({ every_ms: 1_000, size: 2, onScan }, { signal: controller.signal }))
        heard.push([one.shipmentPackageId, one.warehouseId]);
    };
    await expect(listen()).rejects.toThrow('enough');
    expect(heard).toEqual([
      [third, 0],
      [second, 0],
      [first, 0],
      [second, 5],
      [first, 6],
      [later[0], 0],
      [later[1], 0],
    ]);
    expect(bookmarks).toEqual(bookmarks.toSorted());

    const again: number[] = [];
    const stop = new AbortController();
    const restarted = sellerClient(world, seller, { sleep: async () => stop.abort(new Error('stop')) });
    await expect(async () => {
      for await (const one of restarted.follow({ since: bookmarks[2] }, { signal: stop.signal }))
        again.push(one.shipmentPackageId);
    }).rejects.toThrow('stop');
    expect(again).toEqual([later[1], first, later[0], second]);
  });

  test('hears of a change that was stamped before a scan and committed after it', async () => {
    await using world = await startWorld();
    const seller = await world.newSeller();
    const [late, early] = (await ordersOver(world, seller, 2, 1_000)) as [number, number];
    // As if the first transaction had taken its stamp, and committed seconds after a later one.
    const hide = (seller_id: number) =>
      world.sql('update packages set seller_id = $1 where package_id = $2', [seller_id, late]);
    const controller = new AbortController();
    const happenings = [() => hide(seller.seller_id), async () => controller.abort(new Error('enough'))];
    const sleep = async (_ms: number, signal?: AbortSignal) => {
      await happenings.shift()!();
      signal?.throwIfAborted();
    };
    await hide(9);
    const heard: number[] = [];
    const client = sellerClient(world, seller, { sleep });
    await expect(async () => {
      for await (const one of client.follow({}, { signal: controller.signal })) heard.push(one.shipmentPackageId);
    }).rejects.toThrow('enough');
    expect(heard).toEqual([early, late]);
  });
});

describe('pages with a cursor', () => {
  test('come item by item', async () => {
    await using world = await startWorld();
    const operator = operatorClient(world);
    const sellers = [await world.newSeller(), await world.newSeller(), await world.newSeller()];
    const found: number[] = [];
    for await (const one of operator.each.listSellers({ size: 2 })) found.push(one.sellerId);
    expect(found).toEqual(sellers.map((seller) => seller.seller_id));
    const ids = await ordersOver(world, sellers[0]!, 5, 1_000);
    await ordersOver(world, sellers[1]!, 2, 1_000);
    const query = { sellerId: sellers[0]!.seller_id, size: 2 };
    expect(await idsOf(operator.each.searchPackages(query))).toEqual(ids.toReversed());
    expect(await idsOf(sellerClient(world, sellers[0]!).each.searchOwnPackages())).toEqual(ids.toReversed());
  });
});
