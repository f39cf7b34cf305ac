import { Socket } from 'node:net';
import pg from 'pg';
import { StartError } from '../errors/start-error.ts';
import { trackIdle } from './connections.ts';
import { embedded } from './embedded.ts';
import { type OpenedFiles, openEmbedded } from './engine.ts';
import type { Image } from './image.ts';
import { beginSession, statementPatience, withConnection } from './transaction.ts';
import { types } from './types.ts';

export { StartError };

export type Database = {
  kind: 'pglite' | 'postgres';
  pool: pg.Pool;
  /** Embedded only: the whole database, for `load`. */
  image?(): Promise<Image>;
  /** Whether it works: on a server, whether a connection can be had that answers, to a server that takes writes. */
  isAnswering(): Promise<boolean>;
  close(): Promise<void>;
};

export type DatabaseSettings = {
  database_url: string | undefined;
  /** Of the embedded database, unless it is in memory. */
  data_folder: string;
  memory: boolean;
  /** Most connections to PostgreSQL. */
  pool: number;
};

export type OpenOptions = {
  /** What the embedded database begins as, in memory: ten times faster than making a new one. */
  load?: Image;
  /** Asked for what an embedded database begins as when there is none yet. */
  fresh?(): Image | undefined;
  /** The embedded database, if it is being opened already. */
  files?: Promise<OpenedFiles>;
  /** Called for connections that broke while idle; the pool replaces them. */
  onBroken?(error: Error): void;
};

export async function openDatabase(settings: DatabaseSettings, options: OpenOptions = {}): Promise<Database> {
  if (settings.database_url !== undefined) return openPostgres(settings.database_url, settings.pool, options);
  return embedded(await (options.files ?? openEmbedded(settings, options)));
}

/** For the answer to a probe. */
const answer_probe_ms = 1_900;

const takesWrites = `select not pg_is_in_recovery() and current_setting('transaction_read_only') = 'off' as takes_writes`;

/** For a connection from the pool, or a new one. A write takes no longer. */
const connect_ms = 5_000;

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
    // A host that is gone is noticed within half a minute also where koli only waits.
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    connectionTimeoutMillis: connect_ms,
    query_timeout: statementPatience.usual_ms,
    // A koli that hangs within a transaction may not keep packages locked for the others.
    idle_in_transaction_session_timeout: 30_000,
    onConnect: beginSession,
  });
  trackIdle(pool);
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
    // A client without a password leaves the connection open. The server waits a minute for the password, and drops no
    // database meanwhile.
    first?.destroy();
    throw error instanceof StartError ? error : connectError(url, error);
  }
  const isAnswering = () =>
    withConnection(pool, (client) => client.query(takesWrites), { until: performance.now() + answer_probe_ms }).then(
      ({ rows }) => rows[0].takes_writes as boolean,
      () => false,
    );
  return { kind: 'postgres', pool, isAnswering, close: () => pool.end() };
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
