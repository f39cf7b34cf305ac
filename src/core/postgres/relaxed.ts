import type pg from 'pg';
import type { Database } from './database.ts';
import { lend, together } from './sql.ts';

/**
 * A transaction that does not wait for the disk. What a crash of the database server makes it forget is at worst that a
 * call was made: it is made once more, which receivers must expect anyway. A server writes such transactions down within
 * a second all the same. The embedded database has nobody who does: there they would wait in memory for the next change,
 * and be forgotten by the end of the process. It never waits for the disk anyway.
 */
export const relaxed = <T>({ kind, pool }: Database, work: (client: pg.PoolClient) => Promise<T>): Promise<T> =>
  lend(pool, async (client) => {
    const begin = [client.query('begin')];
    if (kind === 'postgres') begin.push(client.query('set local synchronous_commit = off'));
    const [result] = await together([work(client), ...begin]);
    await client.query('commit');
    return result;
  });
