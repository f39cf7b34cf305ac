import type pg from 'pg';

export type Client = pg.PoolClient | pg.Pool;

/**
 * Runs one statement under its name: the server parses it once per connection. The name is the exported function's.
 */
export async function query<Row>(client: Client, name: string, text: string, values: unknown[] = []): Promise<Row[]> {
  const result = await client.query({ name, text, values });
  return result.rows as Row[];
}

/** Like `query`, for statements of which only the number of touched rows matters. */
export async function execute(client: Client, name: string, text: string, values: unknown[] = []): Promise<number> {
  const result = await client.query({ name, text, values });
  return result.rowCount ?? 0;
}

/**
 * Waits for statements that were sent without waiting for each other, all of them, before it speaks of a failure:
 * a connection may not be given back while answers are still on their way. The first failure is the cause; those after
 * it only say that the transaction is aborted.
 */
export async function together<const P extends readonly Promise<unknown>[]>(
  statements: P,
): Promise<{ -readonly [K in keyof P]: Awaited<P[K]> }> {
  const results = await Promise.allSettled(statements);
  for (const result of results) if (result.status === 'rejected') throw result.reason;
  return results.map((result) => (result as PromiseFulfilledResult<unknown>).value) as never;
}

// Arrays travel in PostgreSQL's binary form. The text form of a text[] escapes every quote of a JSON document on the way
// out and unescapes it on the way in; for batches of 64 documents of 2 KB that cost more than writing the rows.

const text_oid = 25;
const int8_oid = 20;
const int4_oid = 23;
const header_bytes = 20;

function header(buffer: Buffer, oid: number, count: number): void {
  buffer.writeInt32BE(1, 0); // dimensions
  buffer.writeInt32BE(1, 4); // may hold nulls
  buffer.writeInt32BE(oid, 8);
  buffer.writeInt32BE(count, 12);
  buffer.writeInt32BE(1, 16); // lower bound
}

export function texts(values: readonly (string | null)[]): Buffer {
  let bytes = header_bytes;
  for (const value of values) bytes += 4 + (value === null ? 0 : Buffer.byteLength(value));
  const buffer = Buffer.allocUnsafe(bytes);
  header(buffer, text_oid, values.length);
  let at = header_bytes;
  for (const value of values) {
    const length = value === null ? -1 : buffer.write(value, at + 4);
    buffer.writeInt32BE(length, at);
    at += 4 + Math.max(length, 0);
  }
  return buffer;
}

export function bigints(values: readonly (number | null)[]): Buffer {
  const buffer = Buffer.allocUnsafe(header_bytes + values.reduce<number>((sum, v) => sum + (v === null ? 4 : 12), 0));
  header(buffer, int8_oid, values.length);
  let at = header_bytes;
  for (const value of values) {
    at = buffer.writeInt32BE(value === null ? -1 : 8, at);
    if (value !== null) at = buffer.writeBigInt64BE(BigInt(value), at);
  }
  return buffer;
}

export function ints(values: readonly number[]): Buffer {
  const buffer = Buffer.allocUnsafe(header_bytes + 8 * values.length);
  header(buffer, int4_oid, values.length);
  let at = header_bytes;
  for (const value of values) at = buffer.writeInt32BE(value, buffer.writeInt32BE(4, at));
  return buffer;
}

/** One transaction: all of the work, or nothing of it; nothing either when it is to end with a rollback. */
export const transaction = <T>(
  pool: pg.Pool,
  work: (client: pg.PoolClient) => Promise<T>,
  end: 'commit' | 'rollback' = 'commit',
): Promise<T> =>
  lend(pool, async (client) => {
    await client.query('begin');
    const result = await work(client);
    await client.query(end);
    return result;
  });

/** A connection for work that begins and ends a transaction by itself. What fails is rolled back. */
export async function lend<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  // A connection that breaks while it is lent out says so twice; its statements' failures are the ones heard.
  const ignore = () => {};
  client.on('error', ignore);
  let broken = false;
  try {
    return await work(client);
  } catch (error) {
    await client.query('rollback').catch(() => {
      broken = true;
    });
    throw error;
  } finally {
    client.off('error', ignore);
    client.release(broken);
  }
}
