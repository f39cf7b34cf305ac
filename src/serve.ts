import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import pino from 'pino';
import type { Settings } from './config.ts';
import { openFiles } from './files.ts';
import { buildServer } from './http/server.ts';
import { createLanes, type Lanes } from './perform.ts';
import { type Database, openDatabase } from './postgres/database.ts';
import { hasSellers } from './postgres/first-start.ts';
import { createIdBlocks } from './postgres/ids.ts';
import { migrate, requireSchema } from './postgres/migrate.ts';
import { findPrepared, keepPrepared } from './postgres/prepared.ts';
import { createFaults } from './sandbox/faults.ts';
import { seed } from './sandbox/seed.ts';
import { createSeal } from './seal.ts';
import { StartError } from './start-error.ts';
import { startTidy } from './tidy.ts';
import { startWorker, type Worker } from './webhook/worker.ts';
import type { Random, World } from './world.ts';

export type ServeOptions = {
  /** Parts of the world to put in place of the usual ones. */
  world?: Partial<World>;
  /** A migrated dump to start an embedded database in memory from. */
  load?: Blob;
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
  const log = options.world?.log ?? createLog(settings);
  const onBroken = (error: Error) => log.warn({ err: error }, 'a database connection broke');
  const { load } = options;
  const fresh = settings.mode === 'sandbox' && load === undefined ? findPrepared() : undefined;
  const db = opened.adopt(await openDatabase(settings, { load, fresh, onBroken }), (db) => db.close());
  if (settings.mode === 'core') await requireSchema(db);
  else if (load === undefined) await bringUp(db);

  const world = createWorld(settings, db, { ...options.world, log });
  await world.faults?.load();
  const worker = opened.adopt(startWorker(world), (worker) => worker.close());
  const wake = (owed: { seller_id: number }[]) => {
    for (const { seller_id } of owed) worker.wake(seller_id);
  };
  const lanes = opened.adopt(createLanes(world, { onCommitted: wake }), (lanes) => lanes.close());
  if (settings.mode === 'sandbox' && options.seed !== false && !(await hasSellers(db.pool))) await seed(world, lanes);

  opened.adopt(startTidy(world), (tidy) => tidy.close());
  const server = opened.adopt(buildServer(world, lanes), (server) => server.close());
  await listen(server, settings);
  const { address, family, port } = server.server.address() as AddressInfo;
  const url = `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;

  const open = opened.move();
  const close = () => open.disposeAsync();
  return { world, url, server, lanes, worker, close, [Symbol.asyncDispose]: close };
}

/** Migrated; one that had nothing in it is kept, so that the next new one need not be made. */
async function bringUp(db: Database): Promise<void> {
  const [first] = await migrate(db);
  if (first?.startsWith('001')) await keepPrepared(db);
}

export function createWorld(settings: Settings, db: Database, overrides: Partial<World> = {}): World {
  // A lane may ensure its next batch while it writes one.
  const callers = 2 * settings.lanes;
  const world: World = {
    settings,
    limits: settings.limits,
    db,
    clock: { now: () => Date.now() },
    ids:
      settings.mode === 'core'
        ? createIdBlocks({ scope: 'shared', block: 1_000, callers })
        : createIdBlocks({ scope: 'per-seller', block: 100, callers }),
    random: createRandom(settings.seed),
    files: settings.invoice_folder === undefined ? null : openFiles(settings.invoice_folder),
    seal: createSeal(settings.secret_key, settings.previous_secret_keys),
    log: overrides.log ?? createLog(settings),
    ...overrides,
  };
  return settings.mode === 'sandbox' ? { faults: createFaults(world), ...world } : world;
}

export const createLog = (settings: Settings) => pino({ level: settings.log_level }, pino.destination(2));

/** With a seed the same bytes come in the same order again: nothing to protect real secrets with. */
export function createRandom(seed: number | undefined): Random {
  if (seed === undefined) return { bytes: randomBytes, uuid: randomUUID };
  let blocks = 0;
  const bytes = (count: number): Buffer => {
    const parts: Buffer[] = [];
    for (let made = 0; made < count; made += 32)
      parts.push(createHash('sha256').update(`koli/${seed}/${blocks++}`).digest());
    return Buffer.concat(parts).subarray(0, count);
  };
  const uuid = (): string => {
    const raw = bytes(16);
    raw[6] = (raw[6]! & 0x0f) | 0x40;
    raw[8] = (raw[8]! & 0x3f) | 0x80;
    return raw.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  };
  return { bytes, uuid };
}

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
