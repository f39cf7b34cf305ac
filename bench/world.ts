import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { realpathSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { readSettings } from '../src/app/config.ts';
import { openDatabase } from '../src/core/postgres/database.ts';
import { migrate } from '../src/core/postgres/migrate.ts';
import { startPostgres } from '../test/postgres-server.ts';
import type { Job, LoadResult } from './load.ts';
import { operator_token } from './scenarios.ts';
import { seedPackages, seedSeller } from './seed.ts';
import type { Template } from './template.ts';

export type Side = 'koli' | 'rival';

export type BenchOptions = { packages: number; lanes?: number; profile?: string };

export type Bench = AsyncDisposable & {
  bin: string;
  version: string;
  packages: number;
  /** Address of koli. */
  port(): number;
  url(side: Side): string;
  /** On a connection of its own, to neither side's database. */
  sql<Row>(text: string, values?: unknown[]): Promise<Row[]>;
  load(job: Job): Promise<LoadResult>;
  /** Restores both databases to the seed, and starts a new koli. */
  reset(): Promise<void>;
};

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));
const load_file = fileURLToPath(new URL('load.ts', import.meta.url));

/** One PostgreSQL with default, durable settings, two equal databases in it, koli, and the load. */
export async function openBench(template: Template, options: BenchOptions): Promise<Bench> {
  await using opened = new AsyncDisposableStack();
  const server = opened.use(await startPostgres({ settings: { shared_preload_libraries: 'pg_stat_statements' } }));
  const urlOf = (database: string) => Object.assign(new URL(server.url), { pathname: `/${database}` }).href;
  const admin = opened.adopt(new pg.Client(server.url), (client) => client.end());
  await admin.connect();
  await admin.query('create extension pg_stat_statements');
  // Loaded for all; counts only if a run asks for it.
  await admin.query(`alter system set pg_stat_statements.track = 'none'`);
  await admin.query('select pg_reload_conf()');
  await makeSeed(admin, urlOf('seed'), template, options.packages);
  const load = opened.adopt(fork(load_file), (child) => void child.kill());
  let koli: Koli | null = null;
  opened.defer(() => koli?.stop());

  const reset = async () => {
    await koli?.stop();
    for (const side of ['koli', 'rival']) {
      await admin.query(`drop database if exists ${side} with (force)`);
      await admin.query(`create database ${side} template seed strategy file_copy`);
    }
    koli = await startKoli(urlOf('koli'), options);
  };
  await reset();
  const { rows } = await admin.query('show server_version');
  const open = opened.move();
  return {
    // If the server is a link, pgbench is beside its target.
    bin: dirname(realpathSync(join(server.bin, 'postgres'))),
    version: rows[0].server_version,
    packages: options.packages,
    port: () => koli!.port,
    url: urlOf,
    sql: async (text, values) => (await admin.query(text, values)).rows,
    load: (job) => runLoad(load, job),
    reset,
    [Symbol.asyncDispose]: () => open.disposeAsync(),
  };
}

export async function makeSeed(admin: pg.Client, url: string, template: Template, packages: number): Promise<void> {
  await admin.query('create database seed');
  const result = readSettings({ DATABASE_URL: url });
  if ('mistakes' in result) throw new Error(result.mistakes.join('\n'));
  const db = await openDatabase(result.settings);
  await migrate(db);
  await db.close();
  const client = new pg.Client(url);
  await client.connect();
  const now = Date.now();
  await seedSeller(client, now);
  await seedPackages(client, template, packages, now);
  await client.query('vacuum (freeze, analyze)');
  await client.end();
}

export type Koli = { port: number; stop(): Promise<void> };
type KoliOptions = Pick<BenchOptions, 'lanes' | 'profile'> & { env?: Record<string, string> };

export const secret_key = Buffer.alloc(32, 7);

export async function startKoli(url: string, { lanes, profile, env }: KoliOptions): Promise<Koli> {
  const port = await freePort();
  const flags = profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profile}`];
  const child = spawn(process.execPath, [...flags, main, 'serve'], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: {
      ...process.env,
      PORT: String(port),
      DATABASE_URL: url,
      KOLI_MODE: 'core',
      KOLI_OPERATOR_TOKEN: operator_token,
      KOLI_SECRET_KEY: secret_key.toString('base64'),
      KOLI_RATE_LIMITS: 'off',
      KOLI_LOG_LEVEL: 'error',
      ...(lanes === undefined ? {} : { KOLI_LANES: String(lanes) }),
      ...env,
    },
  });
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGTERM');
    await gone;
  };
  await untilListening(child, port);
  return { port, stop };
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  return port;
}

async function untilListening(child: ChildProcess, port: number): Promise<void> {
  for (let tries = 0; tries < 300 && child.exitCode === null; tries++) {
    const socket = connect({ port, host: '127.0.0.1' });
    const answered = await Promise.race([
      once(socket, 'connect').then(
        () => true,
        () => false,
      ),
      sleep(1_000, false),
    ]);
    socket.destroy();
    if (answered) return;
    await sleep(50);
  }
  throw new Error('koli does not start');
}

export async function runLoad(child: ChildProcess, job: Job): Promise<LoadResult> {
  const answered = once(child, 'message');
  child.send(job);
  const [result] = (await answered) as [LoadResult | { failed: string }];
  if ('failed' in result) throw new Error(`the load failed: ${result.failed}`);
  if (result.wrong !== null) throw new Error(`koli answered:\n${result.wrong}`);
  return result;
}
