import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { start_of_time, startWorld, type TestSeller, type TestWorld } from '../world.ts';
import { chunked, rows } from './rows/clients.ts';
import { conform } from './run/conform.ts';
import type { Document } from './run/documents.ts';
import { placeOrder, prepare, type Stage } from './run/stage.ts';

conform([...rows, ...chunked]);

const day = 86_400_000;

async function stageIn(world: TestWorld): Promise<Stage> {
  const [seller, stranger] = [await world.newSeller(), await world.newSeller()];
  return { world, seller, stranger, names: { seller: seller.seller_id, stranger: stranger.seller_id }, given: {} };
}

describe('a poller', () => {
  let world: TestWorld;
  let seller: TestSeller;
  const placed: number[] = [];

  beforeAll(async () => {
    world = await startWorld({ env: { KOLI_V1: 'on' } });
    const stage = await stageIn(world);
    seller = stage.seller;
    // Evenly, and crowded where windows of 13 and 14 days meet.
    const even = Array.from({ length: 30 }, (_, index) => index * day);
    const edges = [13, 14, 26, 28].flatMap((days) => [-1, 0, 1].map((ms) => days * day + ms));
    for (const age of [...even, ...edges, ...edges].toSorted((one, two) => two - one)) {
      world.clock.set(start_of_time - age - 1_000);
      await placeOrder(stage, { lines: [{ barcode: 'a', quantity: 1 }] });
      placed.push(stage.names['package'] as number);
    }
    world.clock.set(start_of_time);
  });
  afterAll(() => world?.[Symbol.asyncDispose]());

  type Page = { content: Document[]; totalPages: number };
  const stops: [name: string, isLast: (page: Page, asked: number, size: number) => boolean][] = [
    ['until totalPages', ({ totalPages }, asked) => asked + 1 >= totalPages],
    ['until a page is short', ({ content }, _, size) => content.length < size],
  ];
  const ways = [13, 14].flatMap((days) =>
    ['/orders', '/v2/orders'].flatMap((path) =>
      stops.flatMap(([stop, isLast]) => [7, 200].map((size) => ({ days, path, stop, isLast, size }))),
    ),
  );

  test.each(ways)(
    'finds every package in windows of $days days over $path, $stop, by $size',
    async ({ days, path, isLast, size }) => {
      const seen: number[] = [];
      for (let start = start_of_time - 31 * day; start <= start_of_time; start += days * day + 1) {
        for (let page = 0; ; page++) {
          const window = `startDate=${start}&endDate=${start + days * day}`;
          const query = `${window}&page=${page}&size=${size}&orderByField=PackageLastModifiedDate&orderByDirection=ASC`;
          const answer = await world.call('GET', `/integration/order/sellers/${seller.seller_id}${path}?${query}`, {
            as: seller,
          });
          expect([answer.status, answer.body]).toEqual([200, expect.any(String)]);
          seen.push(...answer.json.content.map((one: Document) => one.shipmentPackageId));
          if (isLast(answer.json, page, size)) break;
        }
      }
      expect(seen.toSorted((one, two) => one - two)).toEqual(placed);
    },
  );
});

describe('a retry', () => {
  test('of a read waits as long as 429 says, and succeeds', async () => {
    await using world = await startWorld({ env: { KOLI_RATE_LIMITS: 'on' } });
    const seller = await world.newSeller({ tier: '50k' });
    vi.useFakeTimers({ toFake: ['performance'] });
    try {
      const path = `/integration/order/sellers/${seller.seller_id}/v2/orders`;
      const waits: number[] = [];
      for (let call = 0; call < 40; call++) {
        const answer = await world.call('GET', path, { as: seller });
        if (answer.status === 200) continue;
        expect(answer.status).toBe(429);
        waits.push(Number(answer.headers['retry-after']));
        vi.advanceTimersByTime(waits.at(-1)! * 1_000);
        expect((await world.call('GET', path, { as: seller })).status).toBe(200);
      }
      expect(waits).toEqual([60]);
    } finally {
      vi.useRealTimers();
    }
  });

  test('of a write after 429 performs it once', async () => {
    await using world = await startWorld();
    const stage = await stageIn(world);
    await placeOrder(stage, {});
    const change = (cargoProvider: string) => ({ call: 'PUT P/cargo-providers', body: { cargoProvider } });
    await prepare(stage, change('YKMP'));
    const early = await prepare(stage, { ...change('PTTMP'), refused: true });
    expect(early.status).toBe(429);
    const wait = `${early.headers['retry-after']}s`;
    await prepare(stage, { ...change('PTTMP'), wait });
    const path = `/api/v1/sellers/${stage.seller.seller_id}/packages/${stage.names['package']}`;
    const { events } = (await world.call('GET', path, { as: 'operator' })).json;
    expect(events.map(({ type }: Document) => type)).toEqual([
      'created',
      'confirmed',
      'cargoProviderChanged',
      'cargoProviderChanged',
    ]);
  });
});

/** What receivers in the field know two calls of one event by. */
const recognised: ((body: string, told: Document) => string)[] = [
  (body) => createHash('sha256').update(body).digest('hex'),
  (_, { shipmentPackageId, status, lastModifiedDate }) => `${shipmentPackageId} ${status} ${lastModifiedDate}`,
];

test.each(['flat', 'page'])('receivers of %s bodies recognise repeated calls', async (envelope) => {
  await using world = await startWorld({ env: { KOLI_WEBHOOK_ENVELOPE: envelope } });
  const stage = await stageIn(world);
  const receiver = await world.receiver();
  const key = { url: receiver.url, authenticationType: 'API_KEY', apiKey: 'k' };
  await prepare(stage, { call: 'POST W', body: key });
  // The first two calls fail and come again.
  receiver.answer(500, 500);
  await placeOrder(stage, {});
  await prepare(stage, {
    call: 'PUT P/items/unsupplied',
    body: { lines: [{ lineId: '{a}', quantity: 1 }], reasonId: 500 },
    keep: { rest: 'header:koli-new-package' },
  });
  for (let round = 0; round < 4; round++) {
    await world.settle();
    world.clock.advance(300_000);
  }
  const told = receiver.requests.map(({ body, json }) => ({
    body,
    package: 'content' in json ? json.content[0] : json,
  }));
  expect(told.length).toBeGreaterThan(4);
  const { package: first, rest } = stage.names;
  const wanted = [`${first} Awaiting`, `${first} Created`, `${first} Cancelled`, `${rest} Created`].toSorted();
  for (const keyOf of recognised) {
    const events = new Map(told.map((call) => [keyOf(call.body, call.package), call.package]));
    const statuses = [...events.values()].map(({ shipmentPackageId, status }) => `${shipmentPackageId} ${status}`);
    expect(statuses.toSorted()).toEqual(wanted);
  }
  expect(receiver.requests.every(({ headers }) => headers['x-api-key'] === 'k')).toBe(true);
});
