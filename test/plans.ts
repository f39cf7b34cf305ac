import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import * as deliveries from '../src/core/postgres/deliveries.ts';
import { eventsSince } from '../src/core/postgres/events.ts';
import { createIdBlocks } from '../src/core/postgres/ids.ts';
import * as invoices from '../src/core/postgres/invoices.ts';
import { countOrders } from '../src/core/postgres/laws.ts';
import * as moments from '../src/core/postgres/moments.ts';
import type { PackageKey } from '../src/core/postgres/packages.ts';
import * as replays from '../src/core/postgres/replays.ts';
import * as replies from '../src/core/postgres/replies.ts';
import { hasSellers } from '../src/core/postgres/sellers.ts';
import { type Client, statements } from '../src/core/postgres/statement.ts';
import { latestChangeOfAll, raiseTime } from '../src/core/postgres/time.ts';
import { inDryRun } from '../src/core/postgres/transaction.ts';
import * as webhooks from '../src/core/postgres/webhooks.ts';
import { tidy } from '../src/maintenance/prune.ts';
import * as diverted from '../src/sandbox/postgres/deliveries.ts';
import * as faults from '../src/sandbox/postgres/faults.ts';
import * as given from '../src/sandbox/postgres/given-ids.ts';
import * as hidden from '../src/sandbox/postgres/hidden-packages.ts';
import { doEverything, type Grown } from './client/everything.ts';
import { outline, type Touched, Watch } from './touched.ts';
import { startWorld, type TestWorld } from './world.ts';

/** Statements that read a table, or the part of a seller, on purpose. Each with its reason. */
const whole: Record<string, string> = {
  ...Object.fromEntries(
    [
      ...['attemptsWithoutDelivery', 'barcodesMissing', 'packagesWithoutOrder', 'eventsWithoutPackage'],
      ...['deliveriesWithoutEvent', 'trackingWithoutPackage', 'linksWithoutPackage', 'filesWithoutPackage'],
      ...['labelsWithoutPackage', 'warrantiesWithoutPackage', 'lineIdsTwice', 'countOrders'],
    ].map((name) => [name, 'a law: a pass over the whole database']),
  ),
  countList: 'counts a list',
  countOpened: 'counts a time window',
  countChanged: 'counts a time window',
  countPackages: 'counts the packages of a state for its summary',
  countMatching: 'counts what a replay will send',
  countOwedTo: 'counts up to a limit',
  countOwedToAll: 'counts up to a limit',
  stateTables: 'reads the catalog',
  sealedReplies: 'koli reseal, by hand: all stored answers of a day',
  releaseHeldBack: 'a fault is deleted: all that is owed',
  releaseOutOfOrder: 'a fault is deleted: all that is owed',
  latestChangeOfAll: 'once per start, and when the clock is moved back',
};

export type Judged = { unseen: string[]; failed: string[]; bad: string[] };

/** Without a family's number. */
const nameOf = (name: string): string => name.replace(/_\d+$/, '');

/** Looks at the head of a queue pass over what the node has claimed and not written down yet. */
const most_claimed = 256;
const heads = ['claimDue', 'postponeBlocked', 'setAside'];

/** Rows that a statement may touch: some for each key, row that comes out, or row that a limit lets pass. */
const isBad = ({ name, touched, keys, rows, limited }: Touched): boolean =>
  !(nameOf(name) in whole) &&
  touched > 20 + (heads.includes(name) ? 2 * most_claimed : 0) + 12 * Math.max(keys, rows, limited);

/**
 * A sandbox grows by small lots, with a webhook that answers and one that fails; then every operation and the statements
 * that none of them reaches are run on it. `analyzed`: with statistics of the beginning and of the end, or with none.
 */
export async function judgePlans(size: number, analyzed: boolean): Promise<Judged> {
  await using world = await startWorld({ env: { KOLI_V1: 'on' } });
  const tables = await world.sql(
    `select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace`,
  );
  for (const { name } of tables) await world.sql(`alter table ${name} set (autovacuum_enabled = false)`);
  await forgetStatistics(world);
  using watch = new Watch();
  await doEverything(world, async (grown) => {
    const ids = await grow(world, grown, size, async () => void (analyzed && (await world.sql('analyze'))));
    await runTheRest(world, grown.sellerId, ids);
    for (const id of ids) await grown.seller.deleteWebhook(id);
    await world.settle();
    return size;
  });
  await watch.done();
  const seen = new Set([...watch.worst.values()].map(({ name }) => nameOf(name)));
  return {
    unseen: [...new Set([...statements.keys()].map(nameOf))].filter((name) => !seen.has(name)),
    failed: [...watch.failed].map(([name, reason]) => `${name}: ${reason}`),
    bad: [...watch.worst.values()].filter(isBad).map(toldOf),
  };
}

/** The database may have served another test before. */
async function forgetStatistics(world: TestWorld): Promise<void> {
  const ours = `relnamespace = 'public'::regnamespace and relkind in ('r', 'i')`;
  await world.sql(`delete from pg_statistic where starelid in (select oid from pg_class where ${ours})`);
  await world.sql(`update pg_class set reltuples = -1, relpages = 0 where ${ours}`);
}

const toldOf = (one: Touched): string =>
  `${one.name} (${one.kind} plan) touched ${one.touched} rows for ${one.keys} keys, ${one.rows} rows\n${outline(one.plan)}`;

/** Ids of the webhooks. */
async function grow(world: TestWorld, { sellerId, seller }: Grown, size: number, analyze: () => Promise<void>) {
  const good = await world.receiver();
  const failing = await world.receiver();
  failing.answerAlways(500);
  const ids: string[] = [];
  for (const { url } of [good, failing])
    ids.push((await seller.createWebhook({ url, authenticationType: 'API_KEY', apiKey: 'k' })).id);
  let lot = 1;
  for (let made = 0; made < size; lot = Math.min(lot + 7, 200)) {
    const count = Math.min(lot, size - made);
    const body = { sellerId, count, status: ['Shipped', 'Delivered', 'Invoiced'][lot % 3] };
    expect((await world.call('POST', '/api/v1/sandbox/orders', { as: 'operator', body })).status).toBe(200);
    made += count;
    if (lot < 20 || made === size) await analyze();
    await world.settle();
    world.clock.advance(20_000);
    expect((await seller.listOrdersV2({ size: 50 })).content.length).toBe(Math.min(made, 50));
    await seller.streamOrders();
  }
  await tidy(world.world);
  return ids;
}

/** What no operation reaches in this test, on rows that are there; nothing of it stays. */
async function runTheRest(world: TestWorld, seller_id: number, webhook_ids: string[]): Promise<void> {
  const { pool } = world.world.db;
  const now = world.clock.now();
  const found = await world.sql('select package_id from packages where seller_id = $1 order by 1 limit 50', [
    seller_id,
  ]);
  const packages = found.map(({ package_id }) => ({ seller_id, package_id: Number(package_id) }));
  const webhook_id = webhook_ids[1]!;
  const some = packages.map((key) => ({ ...key, webhook_id, sequence: 1, leased_until: now, due_at: now, at: now }));
  const ids = packages.map(({ package_id }) => ({ seller_id, kind: 'package' as const, id: package_id }));
  await inDryRun(pool, async (client) => {
    await runOfDeliveries(client, { seller_id, webhook_id }, some, now);
    await given.findUsedIds(
      client,
      ids.map((id) => ({ ...id, in_memory: false })),
    );
    await given.insertGivenIds(client, ids);
    await given.insertGivenLines(client, [{ seller_id, kind: 'line', id: 1 }]);
    await hidden.hiddenAmong(client, packages, now);
    const of_fault = { fault_id: 'f', fault_of: seller_id, until_at: now };
    await hidden.hidePackages(
      client,
      packages.map((key) => ({ ...key, ...of_fault })),
    );
    await runOfMoments(client, seller_id, packages, now);
    await faults.countSeen(client, { seller_id, fault_id: 'f' }, 'all');
    await faults.countFired(client, { seller_id, fault_id: 'f' }, 'all', 1);
    const files = packages.map((key) => ({ ...key, sha256: '00'.repeat(32) }));
    await invoices.knownFiles(client, files);
    await invoices.deleteInvoiceFiles(client, packages);
    await createIdBlocks({ scope: 'shared', block: 10, callers: 1 }).ensure(client, [
      { seller_id, kind: 'package', count: 1 },
    ]);
    await latestChangeOfAll(client);
    // A watcher asks once a second, which may be longer than this test takes.
    for (const seller_ids of [null, [seller_id]]) await eventsSince(client, { seller_ids, from: now, limit: 10 });
    await raiseTime(client, 0);
    await hasSellers(client);
    await countOrders(client);
  });
}

async function runOfMoments(client: Client, seller_id: number, packages: PackageKey[], now: number) {
  await moments.insertMoments(
    client,
    packages.map((key) => ({ ...key, kind: 'hand-over', due_at: now })),
  );
  await moments.nextMoment(client);
  await moments.dueSellers(client, now, 10);
  await moments.postponeMoment(client, seller_id, now, now + 1);
  await moments.takeMoments(client, seller_id, now, 10);
}

type Delivery = deliveries.DeliveryKey & { leased_until: number; due_at: number; at: number };

async function runOfDeliveries(client: Client, key: webhooks.WebhookKey, some: Delivery[], now: number) {
  await deliveries.releaseDeliveries(client, some);
  const none = { settled_at: null, out_of_order: null, state: 'owed' as const };
  await diverted.divertDeliveries(
    client,
    some.map((one) => ({ ...one, ...none })),
  );
  await diverted.sendAgain(client, some);
  await diverted.releaseHeldBack(client, key.seller_id, now + 1, now);
  await diverted.releaseOutOfOrder(client, key.seller_id, now);
  await diverted.releaseOvertaken(client, some);
  const replay = { ...key, replay_id: randomUUID() };
  await replays.lockReplay(client, replay);
  await replays.updateReplay(client, {
    ...{ ...replay, package_id: null, sequence: null, url: null, states: ['delivered'], from_at: 0, to_at: now },
    ...{ state: 'done', reason: null, total: 0, replayed: 0, place: [0, 0, 0], created_at: now, ended_at: now },
  });
  await replays.countOwedTo(client, key, 1_000);
  const after = { seller_id: -1, webhook_id: randomUUID() };
  const [sealed] = await webhooks.sealedAfter(client, after, 10);
  await webhooks.reseal(client, sealed!, sealed!);
  await replies.sealedReplies(client);
  await replies.resealReply(client, { seller_id: key.seller_id, key: 'k', part: 0, body: 'b' }, 'c');
}
