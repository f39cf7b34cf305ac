import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { expect } from 'vitest';
import { readSettings } from '../../../src/app/config.ts';
import { type Database, openDatabase } from '../../../src/core/postgres/database.ts';
import { eventId } from '../../../src/core/webhook/attempt.ts';
import { verify } from '../../../src/maintenance/verify.ts';
import { onEmbedded, onServer } from '../../only.ts';
import { type PostgresServer, startPostgres } from '../../postgres-server.ts';
import { chance, type Running, startKoli } from '../process.ts';
import { type Call, type Crash, type Findings, judge, keyOf } from './judge.ts';
import { sellers, send, startLoad } from './load.ts';
import { type ChaosReceiver, startChaosReceiver, tempers } from './receivers.ts';

/** How often all of `plan` is done: once in a build, more often for a longer look. */
const times = Number(process.env['KOLI_CHAOS'] ?? 1);

const embedded_kills = 5;

const settings = {
  PORT: '0',
  KOLI_RATE_LIMITS: 'off',
  KOLI_LOG_LEVEL: 'fatal',
  KOLI_WEBHOOK_TIMEOUT_MS: '1500',
  KOLI_WEBHOOK_RETRY_MS: '200',
};

/** What all that happens is written down in, and in which order it did. */
class Story {
  readonly calls: Call[] = [];
  readonly crashes: Crash[] = [];
  readonly noted = new Map<string, number>();
  #ticks = 0;
  readonly tick = (): number => ++this.#ticks;

  async crash(of: Crash['of'], work: () => Promise<unknown>): Promise<void> {
    const crash: Crash = { of, from: this.tick(), to: Number.POSITIVE_INFINITY };
    this.crashes.push(crash);
    await work();
    crash.to = this.tick();
  }
}

/** One koli that is killed and started again. */
class Node {
  readonly #env: Record<string, string>;
  #running: Running | null = null;
  /** The start under way, or the last one. */
  started: Promise<void> = Promise.resolve();
  constructor(env: Record<string, string>) {
    this.#env = { ...env, ...settings };
  }
  get urls(): string[] {
    return this.#running === null ? [] : [this.#running.url];
  }
  start(): Promise<void> {
    this.started = startKoli(this.#env).then((running) => {
      this.#running = running;
    });
    // Whoever waits for it hears of a failure; until then nobody may.
    this.started.catch(() => {});
    return this.started;
  }
  async stop(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const running = this.#running;
    this.#running = null;
    running?.child.kill(signal);
    await running?.ended;
  }
}

type Row = { seller_id: number; package_id: number; sequence: number; webhook_id: string };
const deliveries = 'select seller_id, package_id, sequence, webhook_id from deliveries';

/** Names of the webhooks by their ids, each with its seller. */
type Webhooks = Map<string, { name: string; seller_id: number }>;

const named = (webhooks: Webhooks, row: Row) => ({ webhook: webhooks.get(row.webhook_id)!.name, id: eventId(row) });

async function subscribe(url: string, receivers: ChaosReceiver[]): Promise<Webhooks> {
  const webhooks: Webhooks = new Map();
  // The second seller reads old names in a page: other bytes of the same facts.
  const changed = { settings: { webhookEnvelope: 'page', legacyFields: true } };
  const patched = await send(url, 'PATCH', `/api/v1/sellers/${sellers[1].seller_id}`, changed, 'sandbox-operator');
  expect(patched.status).toBe(200);
  for (const [index, receiver] of receivers.entries()) {
    const { seller_id, basic } = sellers[index % sellers.length]!;
    const body = { url: receiver.url, authenticationType: 'API_KEY', apiKey: 'key-1' };
    const answer = await send(url, 'POST', `/integration/webhook/sellers/${seller_id}/webhooks`, body, basic);
    expect(answer.status).toBe(200);
    webhooks.set(JSON.parse(answer.text).id, { name: receiver.name, seller_id });
  }
  return webhooks;
}

/**
 * Deliveries that are written down as made, and cannot be forgotten: the mark is committed after they were seen and
 * waits for the disk, so the log of the database is there at least up to it.
 */
async function note(story: Story, url: string, webhooks: Webhooks, since: number): Promise<void> {
  const client = new pg.Client(url);
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query(`${deliveries} where state = 'delivered' and settled_at >= $1`, [since]);
    await client.query("select pg_logical_emit_message(true, 'chaos', 'seen')");
    const at = story.tick();
    for (const row of rows) {
      const key = keyOf(
        named(webhooks, { ...row, seller_id: Number(row.seller_id), package_id: Number(row.package_id) }),
      );
      if (!story.noted.has(key)) story.noted.set(key, at);
    }
  } catch {
    // The database is away.
  } finally {
    await client.end().catch(() => {});
  }
}

/** Looks every quarter of a second until it is stopped. */
function startNoting(story: Story, url: string, webhooks: Webhooks) {
  let stopped = false;
  const run = async () => {
    let since = 0;
    while (!stopped) {
      const started = Date.now();
      await note(story, url, webhooks, since);
      since = started - 5_000;
      await sleep(250);
    }
  };
  const running = run();
  return async () => {
    stopped = true;
    await running;
  };
}

/** Waits until so many more calls came: whatever is struck next is struck in the middle of them. */
async function moreCalls({ calls }: Story, count: number): Promise<void> {
  for (const enough = calls.length + count; calls.length < enough; ) await sleep(10);
}

type Strike = 'kill first' | 'kill second' | 'kill both' | 'crash database' | 'restart database';
const plan: Strike[] = [
  ...Array(5).fill('kill first'),
  ...Array(5).fill('kill second'),
  'kill both',
  'crash database',
  'crash database',
  'restart database',
];

function shuffled<T>(items: T[], draw: (below: number) => number): T[] {
  return items
    .map((item) => ({ item, at: draw(2 ** 31) }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}

/** A killed node starts again beside what follows; a database is struck only where all nodes live to see it. */
async function strike(what: Strike, story: Story, nodes: Node[], server: PostgresServer): Promise<void> {
  const is_of_database = what.endsWith('database');
  const victims = nodes.filter((_, index) => is_of_database || what !== (index === 0 ? 'kill second' : 'kill first'));
  await Promise.all(victims.map(({ started }) => started));
  if (what === 'restart database') return server.restart('fast');
  if (what === 'crash database') return story.crash('database', () => server.restart('immediate'));
  await story.crash('koli', () => Promise.all(victims.map((node) => node.stop('SIGKILL'))));
  for (const node of victims) void node.start();
}

async function openAt(env: Record<string, string>): Promise<Database> {
  const read = readSettings(env);
  if ('mistakes' in read) throw new Error(read.mistakes.join('\n'));
  return openDatabase(read.settings);
}

type Owed = { webhook: string; id: string }[];

/** What was owed, once nothing is any more; null as long as something is. The laws hold either way. */
async function owedIn(db: Database, webhooks: Webhooks): Promise<Owed | null> {
  const { rows: open } = await db.pool.query(
    'select count(*)::integer as count from deliveries where settled_at is null',
  );
  if (open[0].count > 0) return null;
  const { rows: other } = await db.pool.query("select * from deliveries where state <> 'delivered'");
  expect(other).toEqual([]);
  expect((await verify(db)).broken).toEqual([]);
  const { rows } = await db.pool.query<Row>(deliveries);
  return rows.map((row) => named(webhooks, row));
}

function findingsOf(story: Story, webhooks: Webhooks, owed: Owed, load: ReturnType<typeof startLoad>): Findings {
  const promised = load.promised.flatMap(({ seller_id, ...one }) =>
    [...webhooks.values()]
      .filter((each) => each.seller_id === seller_id)
      .map(({ name }) => ({ webhook: name, ...one })),
  );
  return judge({ ...story, promised, owed });
}

/** What receivers did to koli, each often enough to have been met in every state. */
function expectMet({ tally }: Findings, least: number): void {
  const rare = ['hangs', 'answers too late', 'answers without end'];
  for (const { first, later } of tempers)
    for (const manner of [...first, ...later])
      expect([manner, tally[manner] ?? 0]).toEqual([
        manner,
        expect.toSatisfy((count) => count >= (rare.includes(manner) ? 1 : least)),
      ]);
}

/** Receivers and the story of what they see. */
async function openStage() {
  await using opened = new AsyncDisposableStack();
  const story = new Story();
  const options = { tick: story.tick, calls: story.calls };
  const receivers = await Promise.all(tempers.map((temper) => startChaosReceiver(temper, options)));
  for (const receiver of receivers) opened.use(receiver);
  const open = opened.move();
  const use = (node: Node) => {
    open.defer(() => node.stop('SIGKILL'));
    return node;
  };
  return { story, receivers, use, [Symbol.asyncDispose]: () => open.disposeAsync() };
}

const limit_ms = { timeout: 120_000 * (1 + times) };

onServer('webhooks under chaos: two nodes, PostgreSQL', limit_ms, async () => {
  await using server = await startPostgres();
  await using stage = await openStage();
  const { story } = stage;
  const env = { DATABASE_URL: server.url };
  const nodes = [stage.use(new Node(env)), stage.use(new Node(env))];
  // One after the other: the first makes the tables.
  for (const node of nodes) await node.start();
  const webhooks = await subscribe(nodes[0]!.urls[0]!, stage.receivers);
  const stopNoting = startNoting(story, server.url, webhooks);
  const draw = chance(4_261_123);
  const load = startLoad({ clients: 6, draw: chance(1), nodes: () => nodes.flatMap(({ urls }) => urls), rest_ms: 100 });

  // Faults of receivers alone come first: without a crash nothing that was heard may come again.
  await moreCalls(story, 600);
  for (const what of shuffled(Array.from({ length: times }, () => plan).flat(), draw)) {
    await strike(what, story, nodes, server);
    await moreCalls(story, 30 + draw(150));
  }
  await Promise.all(nodes.map(({ started }) => started));
  await load.stop();
  const owed = await untilSettled(env, webhooks);
  await stopNoting();
  for (const node of nodes) await node.stop('SIGTERM');

  const findings = findingsOf(story, webhooks, owed, load);
  console.log({ ...findings.tally, ...load.tally, noted: story.noted.size, crashes: story.crashes.length });
  expect(findings.broken).toEqual([]);
  expect(story.crashes).toHaveLength(plan.filter((what) => what !== 'restart database').length * times);
  expect(findings.tally['received']).toBeGreaterThan(2_000);
  expect(findings.tally['promised']).toBeGreaterThan(1_500);
  expect(findings.tally['repeated after a crash']).toBeGreaterThan(plan.length);
  expect(load.tally.unanswered).toBeGreaterThan(plan.length / 2);
  expect(story.noted.size).toBeGreaterThan(1_500);
  expectMet(findings, 5);
});

async function untilSettled(env: Record<string, string>, webhooks: Webhooks): Promise<Owed> {
  const db = await openAt(env);
  try {
    for (;;) {
      const owed = await owedIn(db, webhooks);
      if (owed !== null) return owed;
      await sleep(100);
    }
  } finally {
    await db.close();
  }
}

onEmbedded('webhooks under chaos: one node, embedded database', limit_ms, async () => {
  await using stage = await openStage();
  const { story } = stage;
  await using folder = temporaryFolder();
  const env = { KOLI_DATA: join(folder.path, 'data') };
  const node = stage.use(new Node(env));
  await node.start();
  const webhooks = await subscribe(node.urls[0]!, stage.receivers);
  const draw = chance(5_261_123);
  const load = startLoad({ clients: 2, draw: chance(2), nodes: () => node.urls, rest_ms: 60 });
  for (let kill = 0; kill < embedded_kills * times; kill++) {
    await moreCalls(story, 20 + draw(80));
    await story.crash('koli', () => node.stop('SIGKILL'));
    await node.start();
  }
  await load.stop();

  const findings = findingsOf(story, webhooks, await lookNowAndThen(node, story, env, webhooks), load);
  console.log({ ...findings.tally, ...load.tally, crashes: story.crashes.length });
  expect(findings.broken).toEqual([]);
  expect(story.crashes).toHaveLength(embedded_kills * times);
  expect(findings.tally['received']).toBeGreaterThan(200);
});

function temporaryFolder() {
  const path = mkdtempSync(join(tmpdir(), 'koli-chaos-'));
  return { path, [Symbol.asyncDispose]: async () => rmSync(path, { recursive: true, force: true }) };
}

/** Its folder is koli's alone while it runs: so it is stopped when it has gone quiet, and looked at. */
async function lookNowAndThen(node: Node, { calls }: Story, env: Record<string, string>, webhooks: Webhooks) {
  for (;;) {
    for (let seen = -1; seen !== calls.length; await sleep(1_500)) seen = calls.length;
    await node.stop('SIGTERM');
    const db = await openAt(env);
    const owed = await owedIn(db, webhooks).finally(() => db.close());
    if (owed !== null) return owed;
    await node.start();
  }
}
