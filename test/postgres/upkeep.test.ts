import { expect, test } from 'vitest';
import { type Session, Upkeep } from '../../src/core/postgres/upkeep.ts';
import { onEmbedded } from '../only.ts';
import { startWorld, type TestWorld } from '../world.ts';

/** How many rows PostgreSQL expects in a table; -1: it was never analysed. */
const expected = async (world: TestWorld, table: string): Promise<number> => {
  const [row] = await world.sql('select reltuples from pg_class where oid = $1::regclass', [table]);
  return row!['reltuples'];
};

const insert = (from: number, to: number) =>
  `insert into replies select 1, g::text, 0, '', 200, '{}', '', 0 from generate_series(${from}, ${to}) g`;

onEmbedded('the embedded database gets statistics as it grows', async () => {
  await using world = await startWorld({ verify: false });
  for (const [from, to] of [
    [1, 100],
    [101, 1_000],
    [1_001, 5_000],
  ] as const) {
    await world.sql(insert(from, to));
    await expect.poll(() => expected(world, 'replies')).toBe(to);
  }
  const stats = await world.sql(`select attname from pg_stats where tablename = 'replies'`);
  expect(stats.map(({ attname }) => attname)).toContain('created_at');
  await world.sql('delete from replies');
});

onEmbedded('rows that died leave room for new ones', async () => {
  await using world = await startWorld({ verify: false });
  const vacuums = async () => {
    const [row] = await world.sql(`select pg_stat_get_vacuum_count('replies'::regclass) as count`);
    return row!['count'];
  };
  const already = await vacuums();
  await world.sql(insert(1, 3_000));
  await world.sql('update replies set created_at = 1');
  await expect.poll(vacuums).toBeGreaterThan(already);
  const size = async () => (await world.sql(`select pg_relation_size('replies') as size`))[0]!['size'];
  const before = await size();
  await world.sql('update replies set created_at = 2');
  expect(await size()).toBe(before);
  await world.sql('delete from replies');
});

onEmbedded('statistics follow a restored state', async () => {
  await using world = await startWorld({ seed: true });
  const orders = { as: 'operator', body: { count: 200, silent: true } } as const;
  expect((await world.call('POST', '/api/v1/sandbox/orders', orders)).status).toBe(200);
  await world.call('PUT', '/api/v1/sandbox/snapshots/many', { as: 'operator' });
  await world.call('POST', '/api/v1/sandbox/reset', { as: 'operator', body: { to: 'empty' } });
  await world.call('POST', '/api/v1/sandbox/snapshots/many/restore', { as: 'operator' });
  const [{ count }] = (await world.sql('select count(*) from packages')) as [{ count: number }];
  expect(count).toBeGreaterThan(200);
  await expect.poll(() => expected(world, 'packages')).toBe(count);
});

type Told = { sql: string[]; needs: { name: string; vacuum: boolean }[]; transaction: boolean };

const sessionOf = (told: Told): Session => ({
  query: async <Row>() => ({ rows: told.needs.splice(0, 1) as Row[] }),
  exec: async (sql) => void told.sql.push(sql),
  isInTransaction: () => told.transaction,
});

test('one table per look, and no look within a transaction', async () => {
  const needs = ['orders', 'packages'].map((name) => ({ name, vacuum: name === 'packages' }));
  const told: Told = { sql: [], needs, transaction: true };
  const upkeep = new Upkeep(sessionOf(told), 0);
  expect(upkeep.wait()).toBeNull();
  told.transaction = false;
  expect(upkeep.wait()).toBe(0);
  expect([await upkeep.look(), await upkeep.look(), await upkeep.look()]).toEqual([true, true, false]);
  expect(told.sql).toEqual(['analyze "orders"', 'vacuum (analyze) "packages"']);
});
