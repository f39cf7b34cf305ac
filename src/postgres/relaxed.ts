import type pg from 'pg';
import { together } from './sql.ts';

/**
 * A transaction that does not wait for the disk. What a crash of the database server makes it forget is at worst that a
 * call was made: it is made once more, which receivers must expect anyway.
 */
export async function relaxed<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  // A connection that breaks while it is lent out says so twice; its statements' failures are the ones heard.
  const ignore = () => {};
  client.on('error', ignore);
  let broken = false;
  try {
    const begin = [client.query('begin'), client.query('set local synchronous_commit = off')] as const;
    const [result] = await together([work(client), ...begin]);
    await client.query('commit');
    return result;
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
