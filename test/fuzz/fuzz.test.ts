import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, inject, test } from 'vitest';
import type { Status } from '../conformance/format.ts';
import { packageIn } from '../http/lab.ts';
import { lengthOf } from '../length.ts';
import { startWorld, type TestSeller, type TestWorld } from '../world.ts';
import { type Draw, drawFrom, highest_number } from './draw.ts';
import { operationsOf, type Request, requestOf, type Target } from './requests.ts';

const reference = JSON.parse(readFileSync(new URL('../../openapi.json', import.meta.url), 'utf8'));
// A seller who is shut out by its own settings would hear nothing else for the rest of the run, and sparse bodies are
// what the reference does not tell of.
for (const name of ['allowedNetworks', 'ipAllowList', 'rateLimits', 'v1', 'sparseBodies'])
  delete reference.components.schemas.SellerSettingsChange.properties[name];
const all_operations = operationsOf(reference);

/** Asked in a world of their own: they take away the sellers, the time or the peace that the others need. */
const apart = new Set([
  // The world is another one after these.
  ...['resetSandbox', 'restoreSnapshot', 'importSandbox', 'resetSeller', 'deleteSeller'],
  // Time goes on by itself, or away from where the rest of the run is.
  'changeClock',
  // Whoever is struck by a fault is answered with anything.
  ...['createFault', 'deleteFault', 'deleteFaults'],
  // All others wait while these read a world that grows.
  ...['takeSnapshot', 'exportSandbox'],
  // Finds nothing where no snapshot is taken.
  'deleteSnapshot',
]);
/** They go on after their answer, with sellers, clock and packages of others: test/story asks them. */
const left_out = new Set(['startScenarioRun', 'startTraffic']);
const operations = all_operations.filter(({ name }) => !apart.has(name) && !left_out.has(name));

/** `KOLI_FUZZ=200000` asks more. A server of its own only has to show that it answers alike. */
const usual = lengthOf(500, inject('start').kind === 'postgres' ? 2_000 : 20_000);
const requests_asked = Number(process.env['KOLI_FUZZ'] ?? usual);
const at_once = 50;
/** Most of those that are asked apart are heavy. */
const apart_asked = lengthOf(60, 400);
const apart_at_once = 4;

/**
 * Requests made from the reference, most with something wrong, many at once. `call` holds every answer against the
 * reference: its status, its headers and its body; the end of the world holds the database against the laws.
 */
test(`${requests_asked} requests: every answer is documented, and every law holds`, async () => {
  await using world = await startWorld({ env: { KOLI_V1: 'on' } });
  const receiver = await world.receiver();
  const urls = [`${receiver.url}/hook`, 'https://hooks.example.invalid/koli'];
  const sellers = [
    await world.newSeller(),
    await world.newSeller({ legacy_fields: true, who_pays: 1, cargo_provider: 'HOROZMP' }),
  ];
  const tally = new Map(operations.map(({ name }) => [name, { done: 0, refused: 0 }]));

  const ask = async (name: string, { method, path, options }: Request) => {
    const answer = await world.call(method, path, options);
    const is_unlisted = answer.status === 503 && answer.body.includes('allowedNetworks');
    if (answer.status >= 500 && answer.status !== 556 && !is_unlisted)
      throw new Error(`${answer.status} ${answer.body}: ${method} ${path} ${JSON.stringify(options).slice(0, 2_000)}`);
    tally.get(name)![answer.status < 300 ? 'done' : 'refused']++;
  };

  const numbers = fc.infiniteStream(fc.nat(highest_number), { noHistory: true });
  const round = fc.asyncProperty(numbers, async (stream) => {
    const draw = drawFrom(stream);
    world.clock.advance(draw.nat(3_600_000));
    const targets = await freshTargets(world, sellers, draw);
    const asked = Array.from({ length: at_once }, () => {
      const target = draw.pick(targets);
      const other = sellers.find((seller) => seller !== target.seller)!;
      const operation = draw.pick(operations);
      const context = { target, other, schemas: reference.components.schemas, urls };
      return [operation.name, requestOf(operation, context, draw)] as const;
    });
    await Promise.all(asked.map(([name, request]) => ask(name, request)));
  });
  await fc.assert(round, { numRuns: Math.ceil(requests_asked / at_once), endOnFailure: true });

  const all = [...tally.values()];
  expect(all.reduce((sum, { done, refused }) => sum + done + refused, 0)).toBeGreaterThanOrEqual(requests_asked);
  expect(all.reduce((sum, { done }) => sum + done, 0)).toBeGreaterThan(requests_asked / 20);
  const told = JSON.stringify(Object.fromEntries(tally));
  const asked_enough = all.filter(({ done, refused }) => done + refused >= telling);
  expect(
    asked_enough.filter(({ refused }) => refused === 0),
    told,
  ).toEqual([]);
  expect(asked_enough.filter(({ done }) => done === 0).length, told).toBeLessThanOrEqual(asked_enough.length / 8);
});

/**
 * So many requests of one operation have some that are right and some that are wrong; a shorter run says less. Of a few,
 * like the label of a package that another request asked a label for, all may be wrong by chance.
 */
const telling = 100;

test(`${apart_asked} requests that reset the sandbox: every answer is documented, and every law holds`, async () => {
  await using world = await startWorld({ seed: true });
  const asked_for = all_operations.filter(({ name }) => apart.has(name));
  expect(asked_for).toHaveLength(apart.size);
  const tally = new Map([...apart].map((name) => [name, { done: 0, refused: 0 }]));
  const other = { seller_id: 2738, key: 'sandbox-key', secret: 'sandbox-secret' };

  const numbers = fc.infiniteStream(fc.nat(highest_number), { noHistory: true });
  const round = fc.asyncProperty(numbers, async (stream) => {
    const draw = drawFrom(stream);
    const target = await throwAway(world);
    await putFault(world);
    const { bytes: file } = await world.call('GET', '/api/v1/sandbox/export', { as: 'operator' });
    const context = { target, other, schemas: reference.components.schemas, urls: [], file };
    const asked = Array.from({ length: apart_at_once }, () => {
      const operation = draw.pick(asked_for);
      return [operation.name, requestOf(operation, context, draw)] as const;
    });
    await Promise.all(
      asked.map(async ([name, { method, path, options }]) => {
        const answer = await world.call(method, path, options);
        // A move of the clock is cut short by a reset, and may be asked for again.
        const is_cut = answer.status === 503 && answer.headers['retry-after'] !== undefined;
        if (answer.status >= 500 && answer.status !== 556 && !is_cut)
          throw new Error(`${answer.status} ${answer.body}: ${method} ${path}`);
        tally.get(name)![answer.status < 300 ? 'done' : 'refused']++;
      }),
    );
    await world.verify();
  });
  await fc.assert(round, { numRuns: apart_asked / apart_at_once, endOnFailure: true });
  const one_sided = [...tally].filter(([, { done, refused }]) => done === 0 || refused === 0);
  expect(one_sided.length, JSON.stringify(Object.fromEntries(tally))).toBeLessThanOrEqual(lengthOf(apart.size / 2, 0));
});

/** There is one to be deleted, unless it is still there from before. */
const putFault = (world: TestWorld) =>
  world.call('POST', '/api/v1/sandbox/faults', {
    as: 'operator',
    body: { id: 'f1', operation: 'cancelItems', do: { outcome: 'failed-after' } },
  });

/** A seller with one package, whatever became of the world before. */
async function throwAway(world: TestWorld): Promise<Target> {
  const path = '/api/v1/sandbox';
  const made = await world.call('POST', `${path}/sellers`, { as: 'operator' });
  const { sellerId, apiKey, apiSecret } = made.json;
  const ordered = await world.call('POST', `${path}/orders`, { as: 'operator', body: { sellerId } });
  const [order] = ordered.json.orders;
  return {
    seller: { seller_id: sellerId, key: apiKey, secret: apiSecret },
    package_id: order.shipmentPackageId,
    order_number: order.orderNumber,
    tracking_number: order.cargoTrackingNumber,
    lines: order.lines.map((line: { lineId: number; quantity: number }) => ({
      line_id: line.lineId,
      quantity: line.quantity,
    })),
    webhook_ids: [],
    replay_ids: [],
  };
}

type Newcomer = (world: TestWorld, seller: TestSeller) => Promise<unknown>;

const inStatus =
  (status: Status): Newcomer =>
  (world, seller) =>
    packageIn(world, seller, status);

const digital: Newcomer = (world, seller) =>
  packageIn(world, seller, 'Created', [{ barcode: 'game', quantity: 2, businessUnit: 'Digital Goods' }]);

const alternative: Newcomer = async (world, seller) => {
  const { path } = await packageIn(world, seller, 'Picking');
  const body = { isPhoneNumber: true, trackingInfo: '5550000000', params: {} };
  await world.call('PUT', `${path}/alternative-delivery`, { as: seller, body });
};

const newcomers: Newcomer[][] = [
  [inStatus('Created'), inStatus('Picking'), inStatus('Invoiced')],
  [inStatus('Created'), inStatus('Picking'), inStatus('Shipped')],
  [inStatus('Created'), inStatus('Picking'), inStatus('Awaiting')],
  [digital, digital, inStatus('UnDelivered')],
  [alternative, alternative, alternative],
];

/** Some new packages, and some of those that earlier rounds have left in whatever state. */
async function freshTargets(world: TestWorld, sellers: TestSeller[], draw: Draw): Promise<Target[]> {
  const seller = draw.pick(sellers);
  for (const newcomer of draw.pick(newcomers)) await newcomer(world, seller);
  const rows = await world.sql(
    `select seller_id, package_id, order_number, state from packages
      where seller_id = any ($1)
      order by modified_at desc, status in ('Created', 'Picking', 'Invoiced', 'Shipped') desc, package_id desc limit 10`,
    [sellers.map(({ seller_id }) => seller_id)],
  );
  const webhooks = await world.sql('select seller_id, webhook_id from webhooks where deleted_at is null');
  const replays = await world.sql('select seller_id, replay_id from replays order by created_at desc limit 20');
  return rows.map((row) => {
    const { lines, tracking_number } = JSON.parse(row['state']);
    const owner = sellers.find(({ seller_id }) => seller_id === row['seller_id'])!;
    const mine = webhooks.filter(({ seller_id }) => seller_id === owner.seller_id);
    return {
      seller: owner,
      package_id: row['package_id'],
      order_number: row['order_number'],
      tracking_number,
      lines,
      webhook_ids: mine.map(({ webhook_id }) => webhook_id),
      replay_ids: replays.filter(({ seller_id }) => seller_id === owner.seller_id).map(({ replay_id }) => replay_id),
    };
  });
}
