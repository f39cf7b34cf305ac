import { isDeepStrictEqual } from 'node:util';
import type { Arguments, Result } from '@koli/client';
import { KoliError } from '@koli/client';
import { type Koli, startKoli } from '@koli/testing';
import { expect, test } from 'vitest';
import type { Heard } from '../src/keeper.ts';
import { mirrorOf, openShop, type Shop, truthOf } from './lab.ts';

/** `SHOPS=100` tries so many that all of the trouble below happens. */
const scenarios = Number(process.env['SHOPS'] ?? 10);
const enough_for_all = 100;
const steps = 7;

const hour_ms = 3_600_000;
const start = Date.parse('2026-11-23T09:00:00Z');

/** Seeded random numbers from 0 to below 1 (mulberry32). */
function drawFrom(seed: number) {
  let state = seed;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  return {
    chance: (of: number): boolean => next() < of,
    upTo: (most: number): number => 1 + Math.floor(next() * most),
    one: <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)]!,
  };
}
type Draw = ReturnType<typeof drawFrom>;

type FaultInput = Arguments<'createFault'>[0];

/** Random faults for all shops. */
const faults: FaultInput[] = [
  { id: 'slow', rate: 0.1, do: { outcome: 'delayed', delayMs: 2 } },
  { id: 'too-many', rate: 0.08, do: { outcome: 'refused', status: 429, retryAfterS: 1 } },
  { id: 'away', rate: 0.08, do: { outcome: 'refused', status: 503 } },
  { id: 'reset', rate: 0.05, do: { outcome: 'closed' } },
  { id: 'lost-before', operation: 'writes', rate: 0.1, do: { outcome: 'dropped-before' } },
  { id: 'lost-after', operation: 'writes', rate: 0.15, do: { outcome: 'dropped-after' } },
  { id: 'failed-after', operation: 'writes', rate: 0.1, do: { outcome: 'failed-after' } },
  { id: 'not-done', operation: 'writes', rate: 0.1, do: { outcome: 'not-done' } },
  { id: 'late-children', operation: 'openers', rate: 0.4, do: { outcome: 'children-late', laterMs: 3 * hour_ms } },
  { id: 'lost', rate: 0.1, do: { outcome: 'lost' } },
  { id: 'late', rate: 0.1, do: { outcome: 'late', laterMs: 2 * hour_ms } },
  { id: 'reordered', rate: 0.15, do: { outcome: 'reordered' } },
  { id: 'duplicated', rate: 0.15, do: { outcome: 'duplicated' } },
];

/** Outages of one shop for half an hour. */
const outages = (now: number): FaultInput[] => [
  { id: 'lists-away', operation: 'lists', until: now + hour_ms / 2, do: { outcome: 'refused', status: 503 } },
  { id: 'lists-stale', operation: 'lists', until: now + hour_ms / 2, do: { outcome: 'stale' } },
  { id: 'webhooks-held', until: now + hour_ms / 2, do: { outcome: 'held-back' } },
  { id: 'webhooks-lost', until: now + hour_ms / 2, do: { outcome: 'lost' } },
];

type Summary = Result<'searchPackages'>['content'][number];
type Action = [name: string, go: () => Promise<unknown>];

/** What seller, customer and carrier do to a package, possible or not. */
async function actionsOn(koli: Koli, { seller, sellerId }: Shop, draw: Draw, found: Summary): Promise<Action[]> {
  const { shipmentPackageId: id, orderNumber, status } = found;
  const { lines } = (await koli.operator.readPackage(sellerId, id)).package;
  const { lineId, quantity } = draw.one(lines);
  const some = [{ lineId, quantity: draw.upTo(quantity) }];
  const { operator } = koli;
  const carried = (to: 'Shipped' | 'Delivered' | 'UnDelivered' | 'Returned'): Action => [
    to,
    () => operator.tellCarrierEvents({ events: [{ sellerId, packageId: id, status: to }] }),
  ];
  const open: Action[] = [
    ['cancel', () => seller.cancelItems(id, { lines: some, reasonId: 500 })],
    ['customer cancels', () => operator.customerCancel(sellerId, id, draw.chance(0.5) ? { lines: some } : {})],
    [
      'split',
      () => seller.quantitySplit(id, { quantitySplit: [{ orderLineId: lineId, quantities: [draw.upTo(quantity)] }] }),
    ],
    carried('Shipped'),
  ];
  switch (status) {
    case 'Awaiting': {
      const paid = draw.chance(0.7) ? 'confirmed' : 'failed';
      return [[paid, () => operator.settlePayment(orderNumber, { status: paid })]];
    }
    case 'Created':
      return [...open, ['pick', () => seller.updatePackage(id, { status: 'Picking' })]];
    case 'Picking':
      return [
        ...open,
        ['invoice', () => seller.updatePackage(id, { status: 'Invoiced', params: { invoiceNumber: `I-${id}` } })],
      ];
    case 'Invoiced':
      return open;
    case 'Shipped':
      return [carried('Delivered'), carried('UnDelivered')];
    case 'UnDelivered':
      return [carried('Returned')];
    default:
      return [];
  }
}

type Counts = Record<string, number>;
const count = (counts: Counts, name: string, by = 1): void => {
  counts[name] = (counts[name] ?? 0) + by;
};

/** Counts what was done, refused or lost. Everything else fails the test. */
async function tried(counts: Counts, name: string, go: () => Promise<unknown>): Promise<void> {
  try {
    await go();
    count(counts, name);
  } catch (error) {
    if (!(error instanceof KoliError)) throw error;
    count(counts, `${name}, in vain`);
  }
}

async function order(koli: Koli, draw: Draw, sellerId: number): Promise<void> {
  const barcodes = ['mug', 'plate', 'bowl'].filter(() => draw.chance(0.6));
  const lines = (barcodes.length === 0 ? ['mug'] : barcodes).map((barcode) => ({ barcode, quantity: draw.upTo(4) }));
  await koli.order({ sellerId, lines, status: draw.chance(0.3) ? 'Awaiting' : 'Created' });
}

/** One period of a shop. */
async function live(koli: Koli, draw: Draw, shop: Shop, done: Counts): Promise<void> {
  for (let step = 0; step < steps; step++) {
    if (step < 1 || draw.chance(0.2)) await order(koli, draw, shop.sellerId);
    if (step === 3) {
      const outage = draw.one(outages(koli.clock.now()));
      await koli.operator.createFault({ ...outage, sellerId: shop.sellerId });
    }
    const { content } = await koli.operator.searchPackages({ sellerId: shop.sellerId });
    const options = await actionsOn(koli, shop, draw, draw.one(content));
    if (options.length > 0) await tried(done, ...draw.one(options));
    if (draw.chance(0.5)) await koli.clock.advance(draw.upTo(20) * 60_000);
    if (draw.chance(0.4)) await tried(done, 'poll', () => shop.keeper.poll());
  }
}

/** The shop's own failures: before or after it has stored a call. */
const failing = (draw: Draw) => async (go: () => Promise<Heard>) => {
  if (draw.chance(0.05)) throw new Error('the database is away');
  const heard = await go();
  if (draw.chance(0.05)) throw new Error('the connection is away');
  return heard;
};

test(`${scenarios} shops keep their stock right, whatever goes wrong`, async () => {
  await using koli = await startKoli({ at: start, seed: 1 });
  await using opened = new AsyncDisposableStack();
  for (const [index, fault] of faults.entries()) await koli.operator.createFault({ ...fault, seed: index });
  const done: Counts = {};
  const shops: Shop[] = [];
  let trouble = true;
  for (let scenario = 1; scenario <= scenarios; scenario++) {
    const draw = drawFrom(scenario);
    const fails = failing(drawFrom(-scenario));
    const hear = (go: () => Promise<Heard>) => (trouble ? fails(go) : go());
    const tenant = await koli.newSeller({ seed: scenario });
    const shop = opened.use(await openShop(koli, tenant, draw.one(['flat', 'page']), hear));
    shops.push(shop);
    await live(koli, draw, shop, done);
  }

  const struck: Counts = {};
  for (const { id, fired } of (await koli.operator.listFaults()).content) count(struck, id, fired);
  trouble = false;
  await koli.operator.deleteFaults();
  await koli.clock.advance('1d');

  let wrong_before = 0;
  for (const shop of shops) {
    const truth = await truthOf(koli, shop.sellerId);
    if (!isDeepStrictEqual(mirrorOf(shop), truth)) wrong_before++;
    await shop.keeper.sweep();
    expect(mirrorOf(shop), `shop ${shop.sellerId}`).toEqual(truth);
  }

  // Lost calls are replayed: old news after everything is known.
  for (const { sellerId } of shops) await koli.operator.startSellerReplay(sellerId, { notDeliveredSince: start });
  await koli.clock.advance('1h');
  for (const shop of shops)
    expect(mirrorOf(shop), `shop ${shop.sellerId}, replayed`).toEqual(await truthOf(koli, shop.sellerId));

  const heard: Counts = {};
  for (const shop of shops) for (const became of shop.heard) count(heard, became);
  console.log(JSON.stringify({ done, struck, heard, wrong_before }));
  if (scenarios < enough_for_all) return;
  // Every kind of action, refusal, loss and fault occurred.
  for (const name of expected.done) expect(done[name], name).toBeGreaterThan(3);
  for (const name of expected.struck) expect(struck[name], name).toBeGreaterThan(3);
  for (const became of expected.heard) expect(heard[became], became).toBeGreaterThan(30);
  // Webhooks and polls alone are not enough; the sweep is needed.
  expect(wrong_before).toBeGreaterThan(3);
});

const expected = {
  done: ['pick', 'invoice', 'cancel', 'split', 'customer cancels', 'Shipped', 'Delivered', 'Returned', 'failed'].concat(
    ['poll', 'poll, in vain', 'pick, in vain', 'split, in vain'],
  ),
  struck: [...faults, ...outages(0)].map(({ id }) => id!),
  heard: ['applied', 'known', 'repeated'],
};
