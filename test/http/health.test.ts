import { expect, test } from 'vitest';
import { step_size } from '../../src/core/webhook/replay.ts';
import type { TestWorld } from '../world.ts';
import { startWorld } from '../world.ts';
import { packageIn } from './lab.ts';

/** The value of one line of the metrics; 0 where there is none yet. */
async function metric(world: TestWorld, line: string): Promise<number> {
  const { status, headers, body } = await world.call('GET', '/api/v1/metrics', { as: 'operator' });
  expect([status, headers['content-type']]).toEqual([200, 'text/plain; version=0.0.4; charset=utf-8']);
  const found = body.split('\n').find((one) => one.startsWith(`${line} `));
  return found === undefined ? 0 : Number(found.slice(line.length + 1));
}

test('a node reports that it is alive and that its database answers', async () => {
  await using world = await startWorld();
  const { kind } = world.world.db;
  for (const path of ['/api/v1/health/live', '/api/v1/health/ready']) {
    const { status, json } = await world.call('GET', path);
    expect([status, json]).toEqual([
      200,
      { status: 'ok', version: expect.any(String), mode: 'sandbox', database: kind },
    ]);
  }
});

test('without its database a node is alive and not ready', async () => {
  await using world = await startWorld();
  const { db } = world.world;
  const { pool, isAnswering } = db;
  const { query } = pool;
  pool.query = () => Promise.reject(new Error('Connection terminated')) as never;
  db.isAnswering = async () => false;
  expect((await world.call('GET', '/api/v1/health/live')).status).toBe(200);
  const { status, json } = await world.call('GET', '/api/v1/health/ready');
  expect([status, json.errors[0].key]).toEqual([503, 'koli.unavailable']);
  expect(await metric(world, 'koli_deliveries_owed')).toBeNaN();
  pool.query = query;
  db.isAnswering = isAnswering;
  expect((await world.call('GET', '/api/v1/health/ready')).status).toBe(200);
});

test('a node says so while its database works on one statement', async () => {
  await using world = await startWorld();
  let is_done = false;
  const work = world.sql('select count(*) from generate_series(1, 2000000)').finally(() => {
    is_done = true;
  });
  let turns = 0;
  for (; !is_done; turns++) await new Promise(setImmediate);
  await work;
  // A database that works in the thread of the event loop leaves it the turns before and after a statement alone.
  expect(turns).toBeGreaterThan(10);
  const again = world.sql('select count(*) from generate_series(1, 2000000)');
  for (const path of ['/api/v1/health/live', '/api/v1/health/ready'])
    expect((await world.call('GET', path)).status).toBe(200);
  await again;
});

test('metrics count requests, writes that share a transaction, events and webhook calls', async () => {
  await using world = await startWorld();
  const seller = await world.newSeller();
  const receiver = await world.receiver();
  const hook = { url: receiver.url, authenticationType: 'API_KEY', apiKey: 'key' };
  await world.call('POST', `/integration/webhook/sellers/${seller.seller_id}/webhooks`, { as: seller, body: hook });
  const before = await metric(world, 'koli_batch_asks_sum');
  await packageIn(world, seller);
  expect(await metric(world, 'koli_deliveries_owed')).toBeGreaterThan(0);
  await world.settle();
  expect(await metric(world, 'koli_deliveries_owed')).toBe(0);
  expect(await metric(world, 'koli_batch_asks_sum')).toBe(before + 1);
  expect(await metric(world, 'koli_events_total{type="created"}')).toBe(1);
  expect(await metric(world, 'koli_webhook_calls_total{outcome="ok"}')).toBe(receiver.requests.length);
  expect(await metric(world, 'koli_requests_total{operation="takeOrders",status="200"}')).toBe(1);
  expect(await metric(world, 'koli_request_seconds_count{operation="takeOrders"}')).toBe(1);
  expect(await metric(world, 'koli_asks_waiting')).toBe(0);

  receiver.answerAlways(503);
  await packageIn(world, seller);
  await world.settle();
  expect(await metric(world, 'koli_webhook_calls_total{outcome="503"}')).toBeGreaterThan(0);
  await world.call('GET', '/nowhere', { as: seller });
  expect(await metric(world, 'koli_requests_total{operation="none",status="556"}')).toBe(1);
});

test('metrics and then a large replay: one connection prepares the statements of both', async () => {
  // Copies of one delivery are no history that the laws allow.
  await using world = await startWorld({ verify: false });
  const seller = await world.newSeller();
  const receiver = await world.receiver();
  const hook = { url: receiver.url, authenticationType: 'API_KEY', apiKey: 'key', subscribedStatuses: ['CREATED'] };
  await world.call('POST', '/api/v1/seller/webhooks', { as: seller, body: hook });
  await packageIn(world, seller);
  await world.settle();
  for (const table of ['packages', 'events', 'deliveries'])
    await world.sql(
      `insert into ${table} select copy.* from ${table} as one cross join generate_series(1, ${step_size}) as n
        cross join lateral json_populate_record(one, json_build_object('package_id', one.package_id + n)) as copy`,
    );

  expect(await metric(world, 'koli_deliveries_owed')).toBe(0);
  const asked = await world.call('POST', '/api/v1/seller/webhook-replays', { as: seller, body: { startDate: 0 } });
  expect([asked.status, asked.json.total]).toEqual([202, step_size + 1]);
  await world.settle();
  const { json } = await world.call('GET', `/api/v1/seller/webhook-replays/${asked.json.id}`, { as: seller });
  expect(json).toMatchObject({ state: 'done', replayed: step_size + 1 });
  expect(await metric(world, 'koli_deliveries_owed')).toBe(0);
});

test('metrics are for the operator alone and name no seller', async () => {
  await using world = await startWorld();
  const seller = await world.newSeller();
  expect((await world.call('GET', '/api/v1/metrics', { as: seller })).status).toBe(401);
  await world.call('GET', `/integration/order/sellers/${seller.seller_id}/v2/orders`, { as: seller });
  const { body } = await world.call('GET', '/api/v1/metrics', { as: 'operator' });
  expect(body).not.toMatch(new RegExp(`"[^"\n]*${seller.seller_id}[^"\n]*"`));
});
