import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import {
  accessSync,
  chownSync,
  closeSync,
  constants,
  existsSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { leash } from './leash.ts';

export type PostgresServer = AsyncDisposable & {
  /** Of the database `postgres`, as its owner. */
  url: string;
  /** Where psql, pgbench and the others are. */
  bin: string;
  port: number;
  /** `immediate`: it leaves without tidying up and recovers from its log at the start, as after a crash. */
  restart(how?: 'fast' | 'immediate'): Promise<void>;
  /** Ends it as a crash does: nothing is flushed, nobody is told. */
  kill(): Promise<void>;
  /** Ends it and deletes its data. */
  stop(): Promise<void>;
};

export type PostgresOptions = {
  /** Settings for the server's command line. */
  settings?: Record<string, string>;
  /** Major version of the programs to use where there are several. */
  version?: number;
};

const password = 'koli';

/** A PostgreSQL of one's own: data in a temporary folder, a free port of the loopback interface. */
export async function startPostgres({ settings = {}, version }: PostgresOptions = {}): Promise<PostgresServer> {
  const bin = findPrograms(version);
  const user = runAs();
  const folder = mkdtempSync(join(tmpdir(), 'koli-postgres-'));
  const data = join(folder, 'data');
  const port = await freePort();
  const log = join(folder, 'log');
  const url = `postgres://postgres:${password}@127.0.0.1:${port}/postgres`;
  let server: ChildProcess | null = null;

  const start = async () => {
    const all = { port, listen_addresses: '127.0.0.1', unix_socket_directories: folder, ...settings };
    const options = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    const output = openSync(log, 'a');
    server = spawn(join(bin, 'postgres'), ['-D', data, ...options], { ...user, stdio: ['ignore', output, output] });
    closeSync(output);
    leash(server, folder);
    await untilReady(server, url, log);
  };
  const end = async (signal: 'SIGINT' | 'SIGQUIT' | 'SIGKILL') => {
    const running = server;
    server = null;
    if (running === null || running.exitCode !== null || running.signalCode !== null) return;
    const gone = new Promise((resolve) => running.once('exit', resolve));
    const backends = signal === 'SIGKILL' ? childrenOf(running.pid!) : [];
    running.kill(signal);
    for (const pid of backends) tryKill(pid);
    await gone;
    while (backends.some((pid) => existsSync(`/proc/${pid}`))) await sleep(10);
  };
  const stop = async () => {
    await end('SIGINT');
    rmSync(folder, { recursive: true, force: true });
  };

  try {
    initialise(bin, folder, data, user);
    await start();
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    url,
    bin,
    port,
    restart: async (how = 'fast') => {
      await end(how === 'fast' ? 'SIGINT' : 'SIGQUIT');
      await start();
    },
    kill: () => end('SIGKILL'),
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

function findPrograms(version?: number): string {
  const debian = '/usr/lib/postgresql';
  const installed = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  const chosen = version === undefined ? installed : installed.filter((name) => Number(name) === version);
  const folders = [
    ...(version === undefined ? (process.env['PATH'] ?? '').split(delimiter) : []),
    ...chosen.map((name) => join(debian, name, 'bin')),
  ];
  const found = folders.find(
    (folder) => isExecutable(join(folder, 'postgres')) && isExecutable(join(folder, 'initdb')),
  );
  if (found === undefined) throw new Error('PostgreSQL is not installed: neither in PATH nor in /usr/lib/postgresql');
  return found;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

type User = { uid?: number; gid?: number };

/** PostgreSQL refuses to run as root; Debian has a user for it. */
function runAs(): User {
  if (process.getuid?.() !== 0) return {};
  const id = (option: string) => Number(execFileSync('id', [option, 'postgres'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

function initialise(bin: string, folder: string, data: string, user: User): void {
  const secret = join(folder, 'password');
  writeFileSync(secret, password, { mode: 0o600 });
  if (user.uid !== undefined) for (const path of [folder, secret]) chownSync(path, user.uid, user.gid!);
  const options = ['--auth-host=scram-sha-256', '--auth-local=trust', '--encoding=UTF8', '--locale=C.UTF-8'];
  execFileSync(join(bin, 'initdb'), ['-D', data, '-U', 'postgres', `--pwfile=${secret}`, ...options], {
    ...user,
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function untilReady(server: ChildProcess, url: string, log: string): Promise<void> {
  for (let tries = 0; tries < 600 && server.exitCode === null; tries++) {
    const client = new pg.Client({ connectionString: url });
    client.on('error', () => {});
    try {
      await client.connect();
      return await client.end();
    } catch {
      await sleep(100);
    }
  }
  throw new Error(`PostgreSQL does not start:\n${readFileSync(log, 'utf8')}`);
}

/** Backends outlive a killed postmaster for a moment; a crash takes them along. */
function childrenOf(pid: number): number[] {
  const children = execFileSync('ps', ['-o', 'pid=', '--ppid', String(pid)], { encoding: 'utf8' });
  return children.split('\n').filter(Boolean).map(Number);
}

function tryKill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It was gone before.
  }
}
