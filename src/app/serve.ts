import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { Lanes, type OnCommitted } from '../core/corridor/lanes.ts';
import { Moments, startMoments } from '../core/corridor/moments.ts';
import { StartError } from '../core/errors/start-error.ts';
import { Feed } from '../core/feed.ts';
import { type Database, openDatabase } from '../core/postgres/database.ts';
import { countOwedToAll } from '../core/postgres/deliveries.ts';
import type { OpenedFiles } from '../core/postgres/engine.ts';
import type { Image } from '../core/postgres/image.ts';
import { migrate, requireSchema } from '../core/postgres/migrate.ts';
import { countOverdue } from '../core/postgres/package-lists.ts';
import { keepPrepared } from '../core/postgres/prepared.ts';
import { findPrepared } from '../core/postgres/prepared-file.ts';
import { forwardTime, keepTime } from '../core/time.ts';
import { startWorker, type Worker } from '../core/webhook/worker.ts';
import { runningClock, type World } from '../core/world.ts';
import { routes } from '../http/routes.ts';
import { createAuth } from '../http/server/auth.ts';
import { buildServer } from '../http/server/server.ts';
import { startTidy, tidy } from '../maintenance/prune.ts';
import type { Settings } from './config.ts';
import type { Ring } from './ring.ts';
import { createLog, createWorld, type GivenParts } from './world.ts';

const drain_look_ms = 50;

type ServeOptions = {
  world?: GivenParts;
  /** A migrated dump to start an embedded database in memory from. */
  load?: Image;
  /** The files of the embedded database, if they are being opened already. */
  files?: Promise<OpenedFiles>;
  /** A migrated database that is open already, and stays open afterwards. */
  db?: Database;
  /** Whether an empty sandbox gets its first sellers and orders. They are there unless it is false. */
  seed?: boolean;
};

export type Served = AsyncDisposable & {
  world: World;
  url: string;
  server: FastifyInstance;
  lanes: Lanes;
  worker: Worker;
  /** The sandbox around the core; null in core mode. */
  ring: Ring | null;
  /** For so long koli still answers, says that it is not ready, and ends each connection with its next answer. */
  drain(wait_ms: number): Promise<void>;
  /** Lets requests and webhook calls under way end, then gives everything back. */
  close(): Promise<void>;
};

/** World, webhook worker, lanes and HTTP server, started in this order and stopped in the opposite one. */
export async function serve(settings: Settings, options: ServeOptions = {}): Promise<Served> {
  await using opened = new AsyncDisposableStack();
  performance.mark('koli:loaded');
  const ring = settings.mode === 'sandbox' ? await (await import('./ring.ts')).Ring.prepare(settings) : null;
  const log = options.world?.log ?? createLog(settings);
  const db = options.db ?? opened.adopt(await openFor(settings, options, log), (db) => db.close());
  performance.mark('koli:database');
  if (ring === null) await requireSchema(db);
  else if (options.load === undefined && options.db === undefined) await bringUp(db);
  const { clock: time = forwardTime(), ...given } = options.world ?? {};
  const parts = { ...given, clock: runningClock(() => time.now()) };
  const world = createWorld(settings, db, { ...parts, ...(await ring?.parts(db, { ...given, clock: time })), log });
  if (ring === null) opened.adopt(await keepTime(world, time), (keeper) => keeper.close());
  const worker = opened.adopt(startWorker(world), (worker) => worker.close());
  const feed = opened.adopt(new Feed(world), (feed) => feed.close());
  const onCommitted: OnCommitted = (owed, happened) => {
    for (const { seller_id } of owed) worker.wake(seller_id);
    feed.committed(happened);
  };
  const moments = new Moments(world, onCommitted);
  const lanes = opened.adopt(new Lanes(world, onCommitted), (lanes) => lanes.close());
  const auth = createAuth(world);
  addGauges(world, lanes);
  if (ring !== null) {
    const forget = () => {
      auth.forget();
      feed.restart();
    };
    const url = () => localUrl(listeningAddress(server));
    const around = { world, lanes, worker, moments, tidy: () => tidy(world), url, forget };
    opened.use(ring.open(around));
  } else opened.adopt(startMoments(world, moments), (moments) => moments.close());
  performance.mark('koli:world');
  // The database works in another thread: meanwhile this one builds the server.
  const filled = ring?.fill(options.seed !== false);
  filled?.catch(() => {});
  const draining = new AbortController();
  const house = { world, lanes, feed, operations: routes(), auth, host: ring?.host(), draining: draining.signal };
  const server: FastifyInstance = opened.adopt(buildServer(house), (server) => server.close());
  // They end by calls, so koli must still answer.
  if (ring !== null) opened.defer(() => ring.stories.close());
  performance.mark('koli:server');
  await filled;
  performance.mark('koli:filled');
  opened.adopt(startTidy(world), (tidy) => tidy.close());
  await listen(server, settings);
  performance.mark('koli:listening');
  const url = listeningAddress(server);

  const started = opened.move();
  const close = () => started.disposeAsync();
  const drain = (wait_ms: number) => {
    draining.abort();
    return drained(server, wait_ms, ring !== null);
  };
  return { world, url, server, lanes, worker, ring, drain, close, [Symbol.asyncDispose]: close };
}

/** A new embedded database of a sandbox begins as the prepared one. */
function openFor(settings: Settings, { load, files }: ServeOptions, log: World['log']): Promise<Database> {
  const fresh = settings.mode === 'sandbox' && load === undefined ? findPrepared : undefined;
  const onBroken = (error: Error) => log.warn({ err: error }, 'a database connection broke');
  return openDatabase(settings, { load, files, fresh, onBroken });
}

/** Load balancers need the time to see that a node is not ready. A sandbox has none in front of it as a rule. */
async function drained({ server }: FastifyInstance, wait_ms: number, ends_early: boolean): Promise<void> {
  const until = performance.now() + wait_ms;
  const connections = () =>
    new Promise<number>((resolve) => server.getConnections((_, count) => resolve(ends_early ? count : 1)));
  while (performance.now() < until && (await connections()) > 0) await sleep(Math.min(wait_ms, drain_look_ms));
}

/** One series per seller would be too many for a collector, so only the sellers with the most overdue packages have one. */
const overdue_sellers = 20;
const overdue_each = 10_000;

/** Gauges that are counted when the metrics are read. Counting stops at a number that is clearly a backlog. */
function addGauges({ metrics, db: { pool }, clock }: World, lanes: Lanes): void {
  const most = 100_000;
  const busy = () => pool.totalCount - pool.idleCount;
  metrics.gauge('koli_asks_waiting', 'Writes that no transaction has taken yet', () => lanes.waiting());
  metrics.gauge('koli_connections_busy', 'Database connections in use', busy);
  metrics.gauge('koli_connections_wanted', 'Who waits for a database connection', () => pool.waitingCount);
  metrics.gauge('koli_deliveries_owed', `Webhook deliveries not settled yet, all sellers, at most ${most}`, () =>
    countOwedToAll(pool, most),
  );
  metrics.gauges(
    'koli_packages_overdue',
    `Packages whose date has passed and that have not left, of the ${overdue_sellers} sellers with the most, at most ${overdue_each} each`,
    'seller',
    async () => {
      const counts = await countOverdue(pool, clock.now(), overdue_each, overdue_sellers);
      return new Map(counts.map(({ seller_id, count }) => [String(seller_id), count]));
    },
  );
}

/** Migrated; one that had nothing in it is kept, so that the next new one need not be made. */
async function bringUp(db: Database): Promise<void> {
  const [first] = await migrate(db);
  if (first?.startsWith('001')) await keepPrepared(db);
}

function listeningAddress(server: FastifyInstance): string {
  const { address, family, port } = server.server.address() as AddressInfo;
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
}

/** How koli calls itself: what listens everywhere listens here, too. */
const localUrl = (url: string): string => url.replace('//0.0.0.0:', '//127.0.0.1:').replace('//[::]:', '//[::1]:');

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
