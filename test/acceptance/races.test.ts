import { describe, expect, test } from 'vitest';
import { readSettings } from '../../src/app/config.ts';
import { serve } from '../../src/app/serve.ts';
import { newDatabase } from '../databases.ts';
import { lengthOf } from '../length.ts';
import { onServer } from '../only.ts';
import { type Answer, type CallOptions, startWorld, type TestSeller, type TestWorld } from '../world.ts';
import { packagePath, pairOf, type TakenPackage } from './shop.ts';

const rounds = lengthOf(20, 200);
const units = 10;

/** Asks of the nodes in turn, so that every race has both of them in it. */
type Market = {
  world: TestWorld;
  seller: TestSeller;
  call(method: string, path: string, options: CallOptions): Promise<Answer>;
};

type Tally = Record<string, number>;

/** One package for each of the four races of a round. */
async function place({ call, seller }: Market, round: number): Promise<Package[]> {
  const names = ['cancels', 'split', 'shipped', 'key'];
  const orders = names.map((name) => pairOf(seller.seller_id, `${name}-${round}`, units));
  const answer = await call('POST', '/api/v1/orders', { as: 'operator', body: { orders } });
  expect(answer.status).toBe(200);
  return answer.json.results.map(({ packages }: { packages: TakenPackage[] }) => {
    const { shipmentPackageId, lines } = packages[0]!;
    return { path: packagePath(seller.seller_id, shipmentPackageId), id: shipmentPackageId, line: lines[0]!.lineId };
  });
}
type Package = { path: string; id: number; line: number };

const cancelOne = ({ line }: Package) => ({ lines: [{ lineId: line, quantity: 1 }], reasonId: 500 });

const statusesOf = (answers: Answer[]) => answers.map(({ status }) => status).sort();
const winnerOf = (answers: Answer[]) => answers.findIndex(({ status }) => status === 200);
const refused = 'fulfillment.api.shipment.package.item.status.cannot.be.changed';

function expectOneWinner(answers: Answer[]): number {
  expect(statusesOf(answers)).toEqual([200, ...Array(answers.length - 1).fill(409)]);
  for (const { status, json } of answers.filter(({ status }) => status === 409))
    expect([status, json.errors[0].key]).toEqual([409, refused]);
  return winnerOf(answers);
}

async function tenCancels({ call, seller }: Market, target: Package, tally: Tally): Promise<number[]> {
  const body = cancelOne(target);
  const answers = await Promise.all(
    Array.from({ length: 10 }, () => call('PUT', `${target.path}/items/unsupplied`, { as: seller, body })),
  );
  const winner = answers[expectOneWinner(answers)]!;
  for (const { status } of answers) count(tally, `cancels ${status}`);
  expect(winner.headers['koli-cancelled-package']).toBe(String(target.id));
  return [Number(winner.headers['koli-new-package'])];
}

/** Who is sent first changes from round to round: both must win sometimes. */
async function inTurn(round: number, sends: [() => Promise<Answer>, () => Promise<Answer>]): Promise<Answer[]> {
  const first = round % 2;
  const sent = [sends[first]!(), sends[1 - first]!()];
  const answers = await Promise.all(sent);
  return first === 0 ? answers : answers.reverse();
}

async function cancelAgainstSplit(market: Market, target: Package, round: number, tally: Tally): Promise<number[]> {
  const { call, seller: as } = market;
  const answers = await inTurn(round, [
    () => call('PUT', `${target.path}/items/unsupplied`, { as, body: cancelOne(target) }),
    () => call('POST', `${target.path}/split`, { as, body: { orderLineIds: [target.line] } }),
  ]);
  const winner = expectOneWinner(answers);
  count(tally, winner === 0 ? 'cancel before split' : 'split before cancel');
  const { headers } = answers[winner]!;
  return String(headers['koli-new-packages'] ?? headers['koli-new-package'])
    .split(',')
    .map(Number);
}

async function cancelAgainstShipped(market: Market, target: Package, round: number, tally: Tally): Promise<number[]> {
  const { call, seller: as } = market;
  const events = [{ sellerId: as.seller_id, packageId: target.id, status: 'Shipped' }];
  const answers = await inTurn(round, [
    () => call('PUT', `${target.path}/items/unsupplied`, { as, body: cancelOne(target) }),
    () => call('POST', '/api/v1/carrier-events', { as: 'operator', body: { events } }),
  ]);
  const winner = expectOneWinner(answers);
  count(tally, winner === 0 ? 'cancel before shipped' : 'shipped before cancel');
  return winner === 0 ? [Number(answers[0]!.headers['koli-new-package'])] : [];
}

async function oneKeyTwentyTimes({ call, seller }: Market, target: Package, tally: Tally): Promise<number[]> {
  const headers = { 'Idempotency-Key': `cancel-${target.id}` };
  const body = cancelOne(target);
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => call('PUT', `${target.path}/items/unsupplied`, { as: seller, body, headers })),
  );
  const told = answers.map(({ status, body, headers }) =>
    JSON.stringify([status, body, headers['koli-cancelled-package'], headers['koli-new-package']]),
  );
  expect(new Set(told).size).toBe(1);
  expect(answers[0]!.status).toBe(200);
  const replayed = answers.filter((answer) => answer.headers['idempotent-replayed'] === 'true');
  expect(replayed).toHaveLength(19);
  count(tally, 'replayed', replayed.length);
  count(tally, 'first of a key', answers.length - replayed.length);
  return [Number(answers[0]!.headers['koli-new-package'])];
}

function count(tally: Tally, name: string, by = 1): void {
  tally[name] = (tally[name] ?? 0) + by;
}

type Row = { package_id: number; parent_id: number | null; status: string; units: number; types: string };

/** What became of the packages: each with its units and the facts that followed its birth. */
async function packagesOf(world: TestWorld, round: number): Promise<Map<string, Row[]>> {
  const rows = await world.sql(
    `select p.order_number, p.package_id, p.state,
            (select string_agg(e.type, ' ' order by e.sequence) from events e
              where e.seller_id = p.seller_id and e.package_id = p.package_id) as types
       from packages p where p.order_number like '%-' || $1 order by p.package_id`,
    [String(round)],
  );
  const read = rows.map(({ order_number, package_id, state, types }) => {
    const { status, parent_id, lines } = JSON.parse(state);
    const units = lines.reduce((sum: number, line: { quantity: number }) => sum + line.quantity, 0);
    return { name: order_number.split('-')[0] as string, package_id, parent_id, status, units, types };
  });
  return Map.groupBy(read, ({ name }) => name);
}

const cancelled = [
  { status: 'Cancelled', units: 1, types: 'created confirmed cancelled' },
  { status: 'Created', units, types: 'created' },
];
const split = [
  { status: 'UnPacked', units: units + 1, types: 'created confirmed unpacked' },
  { status: 'Created', units, types: 'created' },
  { status: 'Created', units: 1, types: 'created' },
];
const shipped = [{ status: 'Shipped', units: units + 1, types: 'created confirmed shipped' }];

async function runRound(market: Market, round: number, tally: Tally): Promise<void> {
  const targets = await place(market, round);
  const opened = await Promise.all([
    tenCancels(market, targets[0]!, tally),
    cancelAgainstSplit(market, targets[1]!, round, tally),
    cancelAgainstShipped(market, targets[2]!, round, tally),
    oneKeyTwentyTimes(market, targets[3]!, tally),
  ]);
  const found = await packagesOf(market.world, round);
  const expected = [
    cancelled,
    opened[1].length === 2 ? split : cancelled,
    opened[2].length === 0 ? shipped : cancelled,
  ];
  for (const [index, name] of ['cancels', 'split', 'shipped', 'key'].entries()) {
    // Two nodes draw ids from different blocks: the answers tell the order.
    const announced = [targets[index]!.id, ...opened[index]!];
    const rows = found.get(name)!.sort((a, b) => announced.indexOf(a.package_id) - announced.indexOf(b.package_id));
    expect(rows.map(({ package_id }) => package_id)).toEqual(announced);
    expect(rows.map(({ status, units, types }) => ({ status, units, types }))).toEqual(expected[index] ?? cancelled);
    for (const { parent_id, package_id } of rows)
      expect(parent_id).toBe(package_id === targets[index]!.id ? null : targets[index]!.id);
  }
}

async function runAll(market: Market): Promise<void> {
  const tally: Tally = {};
  for (let round = 0; round < rounds; round++) await runRound(market, round, tally);
  expect(tally).toEqual({
    'cancels 200': rounds,
    'cancels 409': 9 * rounds,
    'cancel before split': expect.any(Number),
    'split before cancel': expect.any(Number),
    'cancel before shipped': expect.any(Number),
    'shipped before cancel': expect.any(Number),
    replayed: 19 * rounds,
    'first of a key': rounds,
  });
  expect(tally['cancel before split']! + tally['split before cancel']!).toBe(rounds);
  expect(tally['cancel before shipped']! + tally['shipped before cancel']!).toBe(rounds);
  const verdict = await market.world.verify();
  expect(verdict.checked.orders).toBe(4 * rounds);
  console.log(tally, verdict.checked);
}

/** Somebody listens, so that deliveries are owed and written down while the races run. */
async function subscribe(world: TestWorld, as: TestSeller): Promise<void> {
  const { url } = await world.receiver();
  const body = { url, authenticationType: 'API_KEY', apiKey: 'key-1' };
  const path = `/integration/webhook/sellers/${as.seller_id}/webhooks`;
  expect((await world.call('POST', path, { as, body })).status).toBe(200);
}

describe(`races, ${rounds} rounds`, () => {
  test('on one node', async () => {
    await using world = await startWorld();
    const seller = await world.newSeller();
    await subscribe(world, seller);
    await runAll({ world, seller, call: world.call });
    await world.settle();
  });

  onServer('on two nodes', async () => {
    await using database = await newDatabase();
    await using world = await startWorld({ env: database.env });
    const read = readSettings({ ...database.env, PORT: '0', KOLI_LOG_LEVEL: 'error', KOLI_RATE_LIMITS: 'off' });
    if ('mistakes' in read) throw new Error(read.mistakes.join('\n'));
    await using other = await serve(read.settings, { seed: false, world: { clock: world.clock } });
    const seller = await world.newSeller();
    await subscribe(world, seller);
    let calls = 0;
    const call: Market['call'] = (method, path, options) =>
      world.call(method, path, { ...options, at: calls++ % 2 === 0 ? world.url : other.url });
    await runAll({ world, seller, call });
    await world.settle();
  });
});
