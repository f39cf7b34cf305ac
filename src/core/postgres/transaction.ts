import type pg from 'pg';
import { breakIdle, breakOff, connectWithin, setPatience } from './connections.ts';
import type { Database } from './database.ts';
import { fellSilent } from './failures.ts';
import { planning, wholeTables } from './planning.ts';
import { statement, touched } from './statement.ts';

// How transactions begin, how long they may last, and how they end. No other file says so.

type Work<T> = (client: pg.PoolClient) => Promise<T>;

/** All of the work, or nothing of it. */
export const inTransaction = <T>(pool: pg.Pool, work: Work<T>): Promise<T> =>
  inTransactionOf(pool, 'begin', work, 'commit');

/** What the work writes, only the work sees. */
export const inDryRun = <T>(pool: pg.Pool, work: Work<T>): Promise<T> =>
  inTransactionOf(pool, 'begin', work, 'rollback');

/** Every statement sees the database as it was at the first one, while others write. */
export const inSnapshot = <T>(pool: pg.Pool, work: Work<T>): Promise<T> =>
  inTransactionOf(pool, 'begin isolation level repeatable read read only', work, 'rollback');

/** The same for statements that read whole tables, which koli does not do otherwise. */
export const inPass = <T>(pool: pg.Pool, work: Work<T>): Promise<T> =>
  inSnapshot(pool, async (client) => {
    await client.query(wholeTables);
    return work(client);
  });

const inTransactionOf = <T>(pool: pg.Pool, begin: string, work: Work<T>, end: 'commit' | 'rollback'): Promise<T> =>
  withConnection(
    pool,
    async (client) => {
      await client.query(begin);
      const result = await work(client);
      await client.query(end);
      return result;
    },
    { patience_ms: statementPatience.pass_ms },
  );

/**
 * A transaction that does not wait for the disk. A crash of the database server makes it forget at worst that a webhook
 * was called: the call is made once more, which receivers must expect anyway. A server writes such transactions to disk
 * within a second. The embedded database never waits for the disk; there, this setting would keep the transaction in
 * memory until the next one, and the end of the process would lose it.
 */
export const inRelaxedTransaction = <T>({ kind, pool }: Database, work: Work<T>): Promise<T> =>
  withConnection(pool, async (client) => {
    const begun = client.query(kind === 'postgres' ? 'begin; set local synchronous_commit = off' : 'begin');
    const [result] = await together([work(client), begun]);
    await client.query('commit');
    return result;
  });

/** How long koli waits for the answer to a statement before it breaks the connection off. */
export const statementPatience = {
  usual_ms: 10_000,
  /** For work on whole states: laws, resets, imports. */
  pass_ms: 600_000,
};

export type Terms = {
  /** Until when all of the work must be done, as `performance.now()` tells it; then the connection is broken off. */
  until?: number;
  /** For each statement; 0: without an end. */
  patience_ms?: number;
};

/** A connection for work that begins and ends its transaction itself. A failure rolls it back. */
export async function withConnection<T>(pool: pg.Pool, work: Work<T>, { until, patience_ms }: Terms = {}): Promise<T> {
  const left_ms = () => (until === undefined ? undefined : Math.max(1, until - performance.now()));
  const client = await connectWithin(pool, left_ms());
  // A connection that breaks also fails its statements, and these failures are enough.
  const ignore = () => {};
  client.on('error', ignore);
  const before_ms = patience_ms === undefined ? undefined : setPatience(client, patience_ms);
  let broken = false;
  const giveUp = () => {
    broken = true;
    breakOff(client);
    breakIdle(pool);
  };
  const timer = until === undefined ? undefined : setTimeout(giveUp, left_ms());
  try {
    return await work(client);
  } catch (error) {
    if (fellSilent(error)) giveUp();
    if (!broken)
      await rollback(client).catch(() => {
        broken = true;
      });
    throw error;
  } finally {
    clearTimeout(timer);
    client.off('error', ignore);
    if (before_ms !== undefined) setPatience(client, before_ms);
    client.release(broken);
  }
}

/** Begins a transaction none of whose statements may hang. The limit is in the same message: it costs no round trip. */
export const beginWrite = (client: pg.PoolClient, limit_ms: number): Promise<unknown> =>
  client.query(`begin; set local statement_timeout = ${limit_ms}`);

export const rollback = (client: pg.ClientBase): Promise<unknown> => client.query('rollback');

/** A write took longer than it may, and was rolled back. */
class TooLate extends Error {
  code = 'too.late';
}

/**
 * Commits, unless the transaction is older than it may be: readers of the stream rely on every change to be there soon
 * after the time of its stamp. The server judges, right before the commit: statements travel without waiting for each
 * other, and only the server knows when each of them ran. It compares its own clock with itself since the begin, which
 * is before the stamp. When a statement fails, the commit behind it becomes a rollback. This adds 25 µs.
 */
export async function commitInTime(client: pg.PoolClient, limit_ms: number): Promise<void> {
  await together([inTime(client, limit_ms), client.query('commit')]);
}

const divideByInTime = statement(
  'divideByInTime',
  'select 1 / (extract(epoch from clock_timestamp() - transaction_timestamp()) * 1000 <= $1)::integer',
  (limit_ms: number) => [limit_ms],
  touched,
);

async function inTime(client: pg.PoolClient, limit_ms: number): Promise<void> {
  try {
    await divideByInTime(client, limit_ms);
  } catch (error) {
    if ((error as { code?: string }).code !== '22012') throw error;
    throw new TooLate(`a write took longer than ${limit_ms} ms`);
  }
}

export async function beginSession(client: pg.ClientBase): Promise<void> {
  const settings = Object.entries(planning).map(([name, value]) => `set ${name} = ${value}`);
  await client.query(settings.join('; '));
}

/** A new client continues the session of the one before: with its transaction and statements. */
export async function beginEmbeddedSession(client: pg.ClientBase): Promise<void> {
  await rollback(client);
  await client.query('discard all');
}

/**
 * Waits for statements that were sent without waiting for each other. It waits for all of them before it throws: a
 * connection may not be released while answers are on their way. The first failure is the cause; later ones only say
 * that the transaction is aborted.
 */
export async function together<const P extends readonly Promise<unknown>[]>(
  sent: P,
): Promise<{ -readonly [K in keyof P]: Awaited<P[K]> }> {
  const results = await Promise.allSettled(sent);
  for (const result of results) if (result.status === 'rejected') throw result.reason;
  return results.map((result) => (result as PromiseFulfilledResult<unknown>).value) as never;
}
