import { expect, test } from 'vitest';
import { laws } from '../../src/maintenance/laws.ts';
import { startWorld, type TestWorld } from '../world.ts';
import { packageIn } from './lab.ts';
import { listen } from './listen.ts';

const path = '/api/v1/verify';

const verdictOf = async (world: TestWorld) => {
  await using stream = await listen(world, path, { as: 'operator', method: 'POST' });
  expect(stream.status).toBe(200);
  const [verdict] = await stream.until('verdict');
  expect(stream.heard.filter(({ event }) => event === 'progress').length).toBeGreaterThan(0);
  await stream.ended;
  return verdict!.data;
};

test('keeps every law on a sound database, and reports what it read', async () => {
  await using world = await startWorld();
  await packageIn(world, await world.newSeller(), 'Cancelled');
  const verdict = await verdictOf(world);
  expect(verdict).toMatchObject({ brokenCount: 0, broken: [], checked: { orders: 1, packages: 1, events: 3 } });
  expect(verdict.laws).toEqual(Object.entries(laws).map(([law, promise]) => ({ law, promise, broken: false })));
});

test('names a broken law with its package', async () => {
  await using world = await startWorld({ verify: false });
  const seller = await world.newSeller();
  const { package_id, order_number } = await packageIn(world, seller);
  await world.sql(`update packages set status = 'Shipped' where package_id = $1`, [package_id]);
  const verdict = await verdictOf(world);
  expect(verdict.brokenCount).toBeGreaterThan(0);
  expect(verdict.broken).toContainEqual({
    law: 'state',
    sellerId: seller.seller_id,
    orderNumber: order_number,
    shipmentPackageId: package_id,
    detail: expect.any(String),
  });
  expect(verdict.laws).toContainEqual({ law: 'state', promise: laws.state, broken: true });
});

test('runs once at a time, and again after one was abandoned', async () => {
  await using world = await startWorld();
  const client = await world.world.db.pool.connect();
  // Nobody reads orders until this is given back: the first run has to wait.
  await client.query('begin; lock table orders in access exclusive mode');
  const first = await listen(world, path, { as: 'operator', method: 'POST' });
  const second = await world.call('POST', path, { as: 'operator' });
  expect([second.status, second.json.errors[0].key]).toEqual([409, 'koli.verify.running']);
  await first[Symbol.asyncDispose]();
  await client.query('rollback');
  client.release();
  await expect
    .poll(async () => {
      const again = await listen(world, path, { as: 'operator', method: 'POST' });
      if (again.status === 200) await again.until('verdict');
      await again[Symbol.asyncDispose]();
      return again.status;
    })
    .toBe(200);
});
