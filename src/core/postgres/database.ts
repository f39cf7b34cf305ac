import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { Socket } from 'node:net';
import { join, resolve } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { createPgConfig } from '@electric-sql/pglite/node-postgres';
import pg from 'pg';
import { StartError } from '../start-error.ts';
import { lockFolder } from './folder-lock.ts';
import { beginEmbeddedSession, beginSession } from './transaction.ts';

export { StartError };

export type Database = {
  kind: 'pglite' | 'postgres';
  pool: pg.Pool;
  /** Embedded only: the whole database as one file that `load` starts from. */
  dump?(): Promise<Blob>;
  close(): Promise<void>;
};

/** Whether it answers the smallest question; false where a connection cannot be had. */
export const isAnswering = ({ pool }: Database): Promise<boolean> =>
  pool.query('select 1').then(
    () => true,
    () => false,
  );

export type DatabaseSettings = {
  database_url: string | undefined;
  /** Of the embedded database, unless it is in memory. */
  data_folder: string;
  memory: boolean;
  /** Most connections to PostgreSQL. */
  pool: number;
};

export type OpenOptions = {
  /** A dump to start the embedded database from, in memory: ten times faster than making a new one. */
  load?: Blob;
  /** Asked for a dump that an embedded database begins as when there is none yet. */
  fresh?(): Blob | undefined;
  /** Told of connections that broke while idle; the pool replaces them. */
  onBroken?(error: Error): void;
};

export function openDatabase(settings: DatabaseSettings, options: OpenOptions = {}): Promise<Database> {
  if (settings.database_url !== undefined) return openPostgres(settings.database_url, settings.pool, options);
  return settings.memory || options.load !== undefined
    ? openInMemory(options)
    : openFolder(settings.data_folder, options);
}

const int8_oid = 20;

/** Our bigints (ids, times, money) stay below 2^53; everything else as pg reads it. */
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) => (oid === int8_oid ? Number : pg.types.getTypeParser(oid, format as 'text')),
};

async function openPostgres(url: string, max: number, options: OpenOptions): Promise<Database> {
  let first: Socket | undefined;
  const pool = new pg.Pool({
    connectionString: url,
    stream: () => {
      const socket = new Socket();
      first ??= socket;
      return socket;
    },
    max,
    types,
    pipeline: true,
    application_name: 'koli',
    keepAlive: true,
    connectionTimeoutMillis: 10_000,
    // A koli that hangs within a transaction may not keep packages locked for the others.
    idle_in_transaction_session_timeout: 30_000,
    onConnect: beginSession,
  });
  pool.on('error', (error) => options.onBroken?.(error));
  try {
    const { rows } = await pool.query('show server_version_num');
    const version = Number(rows[0].server_version_num);
    if (version < 150_000)
      throw new StartError(
        `The database is PostgreSQL ${Math.floor(version / 10_000)}, and koli needs 15 or newer: upgrade it, or correct DATABASE_URL.`,
      );
  } catch (error) {
    await pool.end();
    // Whoever has no password to give leaves it open, and for a minute the server drops no database while it waits for one.
    first?.destroy();
    throw error instanceof StartError ? error : connectError(url, error);
  }
  return { kind: 'postgres', pool, close: () => pool.end() };
}

/** Why a connection failed, without the password that stands in the url. */
function connectError(url: string, error: unknown): StartError {
  const { hostname, port, username, pathname, searchParams } = new URL(url);
  const user = decodeURIComponent(username) || 'the default user';
  const where = `${hostname || searchParams.get('host') || 'localhost'}:${port || 5432}`;
  const { code = '', message } = error as { code?: string; message: string };
  const sentence = (): string => {
    if (code === '28P01' || code === '28000' || message.startsWith('SASL'))
      return `PostgreSQL at ${where} does not let ${user} in: correct user and password in DATABASE_URL.`;
    if (code === '3D000')
      return `There is no database ${decodeURIComponent(pathname.slice(1)) || user} at ${where}: create it, or correct DATABASE_URL.`;
    if (code === '57P03') return `PostgreSQL at ${where} is still starting or stopping: try again in a moment.`;
    if (code === '53300')
      return `PostgreSQL at ${where} has no connection left: lower KOLI_POOL or raise its max_connections.`;
    if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
      return `The database host ${hostname} is unknown: correct DATABASE_URL.`;
    if (code === 'ECONNREFUSED' || code === 'ENOENT')
      return `No PostgreSQL answers at ${where}: start it, or correct DATABASE_URL.`;
    return `Cannot connect to PostgreSQL at ${where} (${code || message}): correct DATABASE_URL, or see what the server says.`;
  };
  return new StartError(sentence());
}

async function openInMemory(options: OpenOptions): Promise<Database> {
  if (options.load === undefined) return embedded(await create('memory://', options.fresh?.()), () => {});
  return embedded(await open('memory://', options.load), () => {});
}

/** A new database. A dump that cannot be read is only a way that was not shorter. */
async function create(files: string, fresh: Blob | undefined): Promise<PGlite> {
  if (fresh === undefined) return open(files);
  try {
    return await open(files, fresh);
  } catch {
    rmSync(files, { recursive: true, force: true });
    return open(files);
  }
}

/** All of it is cleared at every start: 10 ms; the 128 MB that PGlite takes unless told cost 75. */
const buffers = '16MB';

const open = (files: string, load?: Blob): Promise<PGlite> =>
  PGlite.create(files, {
    ...(load && { loadDataDir: load }),
    startParams: [...PGlite.defaultStartParams, '-c', `shared_buffers=${buffers}`],
  });

async function openFolder(folder: string, { fresh }: OpenOptions): Promise<Database> {
  const lock = await lockFolder(folder);
  const files = join(folder, 'pgdata');
  // Stands while a new database is being made. Who finds it at the start finds half a database with nothing in it.
  const unfinished = join(folder, 'unfinished');
  try {
    if (existsSync(unfinished)) rmSync(files, { recursive: true, force: true });
    const is_new = !existsSync(files);
    if (is_new) writeFileSync(unfinished, '');
    const pglite = await (is_new ? create(files, fresh?.()) : open(files));
    rmSync(unfinished, { force: true });
    return embedded(pglite, lock.release);
  } catch (error) {
    lock.release();
    throw new StartError(
      `The embedded database in ${resolve(folder)} does not open (${(error as Error).message}): move the folder away to start with an empty one.`,
    );
  }
}

/** pg speaks to the database in this process as to any server; it has one session, so one client at a time. */
function embedded(pglite: PGlite, afterwards: () => void): Database {
  class EmbeddedClient extends pg.Client {
    constructor() {
      // A connection for each client: the end of a client that was thrown away would reach the next one on a shared one.
      super({ ...createPgConfig(pglite), types, pipeline: true });
    }
  }
  const pool = new pg.Pool({
    Client: EmbeddedClient,
    max: 1,
    idleTimeoutMillis: 0,
    onConnect: beginEmbeddedSession,
  });
  pool.on('error', () => {});
  return {
    kind: 'pglite',
    pool,
    dump: () => pglite.dumpDataDir('none'),
    async close() {
      await pool.end();
      await pglite.close();
      afterwards();
    },
  };
}
