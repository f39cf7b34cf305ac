import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import pino from 'pino';
import { Lanes, type OnCommitted } from '../core/corridor/lanes.ts';
import { createFeed } from '../core/feed.ts';
import { openFiles } from '../core/files.ts';
import { type Database, openDatabase } from '../core/postgres/database.ts';
import { countOwedToAll } from '../core/postgres/deliveries.ts';
import { createIdBlocks } from '../core/postgres/ids.ts';
import { migrate, requireSchema } from '../core/postgres/migrate.ts';
import { findPrepared, keepPrepared } from '../core/postgres/prepared.ts';
import { hasSellers } from '../core/postgres/sellers.ts';
import { createSeal } from '../core/seal.ts';
import { StartError } from '../core/start-error.ts';
import { startWorker, type Worker } from '../core/webhook/worker.ts';
import type { Alarm, Clock, Drawn, Random, World } from '../core/world.ts';
import { buildServer } from '../http/server/server.ts';
import { startTidy, tidy } from '../maintenance/prune.ts';
import { createVirtualClock } from '../sandbox/clock.ts';
import { createFaults } from '../sandbox/faults.ts';
import { Unreadable } from '../sandbox/file.ts';
import { loadSandbox } from '../sandbox/ground.ts';
import { createSandbox, type Sandbox } from '../sandbox/sandbox.ts';
import { createStories, type Stories } from '../sandbox/story/stories.ts';
import { createSeeds } from '../sandbox/tenants.ts';
import type { Settings } from './config.ts';
import { createMetrics } from './metrics.ts';

export type ServeOptions = {
  /** Parts of the world to put in place of the usual ones. */
  world?: Partial<World>;
  /** A migrated dump to start an embedded database in memory from. */
  load?: Blob;
  /** A migrated database that is open already, and stays open afterwards. */
  db?: Database;
  /** Whether an empty sandbox gets its first sellers and orders; on unless said otherwise. */
  seed?: boolean;
};

export type Served = AsyncDisposable & {
  world: World;
  url: string;
  server: FastifyInstance;
  lanes: Lanes;
  worker: Worker;
  /** Lets requests and webhook calls under way end, then gives everything back. */
  close(): Promise<void>;
};

/** World, lanes, webhook worker and HTTP server, started in this order and stopped in the opposite one. */
export async function serve(settings: Settings, options: ServeOptions = {}): Promise<Served> {
  await using opened = new AsyncDisposableStack();
  // Read first: who mistyped its name need not wait for a database.
  const file = settings.from === undefined ? null : await readStart(settings.from);
  const log = options.world?.log ?? createLog(settings);
  const onBroken = (error: Error) => log.warn({ err: error }, 'a database connection broke');
  const { load } = options;
  const fresh = settings.mode === 'sandbox' && load === undefined ? findPrepared : undefined;
  const db = options.db ?? opened.adopt(await openDatabase(settings, { load, fresh, onBroken }), (db) => db.close());
  if (settings.mode === 'core') await requireSchema(db);
  else if (load === undefined && options.db === undefined) await bringUp(db);

  const virtual = settings.mode === 'sandbox' ? await openVirtual(settings, db, options.world) : null;
  const world = createWorld(settings, db, { ...options.world, ...virtual?.parts, log });
  await world.faults?.load();
  const worker = opened.adopt(startWorker(world), (worker) => worker.close());
  const feed = opened.adopt(createFeed(world), (feed) => feed.close());
  const onCommitted: OnCommitted = (owed, happened) => {
    for (const { seller_id } of owed) worker.wake(seller_id);
    feed.committed(happened);
  };
  const lanes = opened.adopt(new Lanes(world, onCommitted), (lanes) => lanes.close());
  addGauges(world, lanes);
  const sandbox = virtual && opened.use(createSandbox({ world, lanes, worker, tidy: () => tidy(world), ...virtual }));
  sandbox?.onReplaced(feed.restart);
  if (sandbox !== null) await fill(sandbox, file, db, options.seed !== false);

  opened.adopt(startTidy(world), (tidy) => tidy.close());
  const stories: Stories | null = sandbox && createStories(world, sandbox, () => within(addressOf(server)));
  const server: FastifyInstance = opened.adopt(buildServer(world, lanes, feed, sandbox, stories), (server) =>
    server.close(),
  );
  if (stories !== null) opened.defer(stories.close);
  await listen(server, settings);
  const url = addressOf(server);

  const open = opened.move();
  const close = () => open.disposeAsync();
  return { world, url, server, lanes, worker, close, [Symbol.asyncDispose]: close };
}

/** What is counted when somebody reads the metrics. Counting stops where a backlog is plain. */
function addGauges({ metrics, db: { pool } }: World, lanes: Lanes): void {
  const most = 100_000;
  const busy = () => pool.totalCount - pool.idleCount;
  metrics.gauge('koli_asks_waiting', 'Writes that no transaction has taken yet', () => lanes.waiting());
  metrics.gauge('koli_connections_busy', 'Database connections in use', busy);
  metrics.gauge('koli_connections_wanted', 'Who waits for a database connection', () => pool.waitingCount);
  metrics.gauge('koli_deliveries_owed', `Webhook deliveries not settled yet, all sellers, at most ${most}`, () =>
    countOwedToAll(pool, most),
  );
}

/** Migrated; one that had nothing in it is kept, so that the next new one need not be made. */
async function bringUp(db: Database): Promise<void> {
  const [first] = await migrate(db);
  if (first?.startsWith('001')) await keepPrepared(db);
}

/** Clock and chance of a sandbox, as its database tells. Whatever clock is handed in counts as the real one. */
async function openVirtual(settings: Settings, db: Database, given: Partial<World> = {}) {
  const real = given.clock ?? machineClock;
  const clock = createVirtualClock(real);
  const seeds = createSeeds();
  await loadSandbox(db.pool, clock, seeds, real.now());
  const random = given.random ?? createRandom(settings.seed, seeds.of);
  return { clock, seeds, real: () => real.now(), parts: { clock, random } };
}

/** What a sandbox starts with: a file that somebody gave, what is there, or else the usual sellers and orders. */
async function fill(sandbox: Sandbox, file: StartFile | null, db: Database, wanted: boolean): Promise<void> {
  const empty = !(await hasSellers(db.pool));
  if (file !== null && !empty)
    throw new StartError(
      `--from ${file.path} would replace the sandbox that is there: use --memory or another --data folder, or import the file while koli runs.`,
    );
  if (file !== null) await startFrom(sandbox, file);
  else if (empty && wanted) await sandbox.reset('shop', null, null);
}

type StartFile = { path: string; content: Buffer };

async function readStart(path: string): Promise<StartFile> {
  try {
    return { path, content: await readFile(path) };
  } catch {
    throw new StartError(`${path} cannot be read: give --from the file of an export.`);
  }
}

async function startFrom(sandbox: Sandbox, { path, content }: StartFile): Promise<void> {
  try {
    await sandbox.import([content]);
  } catch (error) {
    throw error instanceof Unreadable ? new StartError(`${path} ${error.message}.`) : error;
  }
}

const machineClock: Clock = { now: () => Date.now() };

const machineAlarm: Alarm = (after_ms, work) => {
  const timer = setTimeout(work, after_ms).unref();
  return { stop: () => clearTimeout(timer) };
};

export function createWorld(settings: Settings, db: Database, overrides: Partial<World> = {}): World {
  // A lane may ensure its next batch while it writes one.
  const callers = 2 * settings.lanes;
  const world: World = {
    settings,
    limits: settings.limits,
    db,
    clock: machineClock,
    alarm: machineAlarm,
    ids:
      settings.mode === 'core'
        ? createIdBlocks({ scope: 'shared', block: 1_000, callers })
        : createIdBlocks({ scope: 'per-seller', block: 100, callers }),
    random: createRandom(settings.seed),
    files: settings.invoice_folder === undefined ? null : openFiles(settings.invoice_folder),
    seal: createSeal(settings.secret_key, settings.previous_secret_keys),
    log: overrides.log ?? createLog(settings),
    metrics: createMetrics(),
    ...overrides,
  };
  return settings.mode === 'sandbox' ? { faults: createFaults(world), receivers: new Map(), ...world } : world;
}

export const createLog = (settings: Settings) => pino({ level: settings.log_level }, pino.destination(2));

/**
 * With a seed the same bytes come again: nothing to protect real secrets with. They follow from seed and name alone. A
 * seller may have a seed of its own.
 */
export function createRandom(
  given: number | undefined,
  seedOf: (seller_id: number) => number | null = () => null,
): Random {
  const source = ({ seller_id, what }: Drawn): string | null => {
    const own = seedOf(seller_id);
    const seed = seedOf(0) ?? given;
    if (own !== null) return `koli/own/${own}/${what}`;
    return seed === undefined ? null : `koli/${seed}/${seller_id}/${what}`;
  };
  const bytes = (count: number, name: Drawn): Buffer => {
    const from = source(name);
    if (from === null) return randomBytes(count);
    const parts: Buffer[] = [];
    for (let made = 0, block = 0; made < count; made += 32, block++)
      parts.push(createHash('sha256').update(`${from}/${block}`).digest());
    return Buffer.concat(parts).subarray(0, count);
  };
  const uuid = (name: Drawn): string => {
    if (source(name) === null) return randomUUID();
    const raw = bytes(16, name);
    raw[6] = (raw[6]! & 0x0f) | 0x40;
    raw[8] = (raw[8]! & 0x3f) | 0x80;
    return raw.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  };
  const text = (name: Drawn): string => source(name) ?? `koli/${name.seller_id}/${name.what}`;
  return { bytes, uuid, text };
}

function addressOf(server: FastifyInstance): string {
  const { address, family, port } = server.server.address() as AddressInfo;
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
}

/** How koli calls itself: what listens everywhere listens here, too. */
const within = (url: string): string => url.replace('//0.0.0.0:', '//127.0.0.1:').replace('//[::]:', '//[::1]:');

async function listen(server: FastifyInstance, { port, host }: Settings): Promise<void> {
  try {
    await server.listen({ port, host });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE')
      throw new StartError(
        `Port ${port} on ${host} is taken by another program: stop it, or choose another with PORT or --port.`,
      );
    if (code === 'EACCES')
      throw new StartError(`Port ${port} is reserved for administrators: choose one above 1023 with PORT or --port.`);
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' || code === 'EAI_AGAIN')
      throw new StartError(`${host} is no address of this machine: correct HOST or --host.`);
    throw error;
  }
}
