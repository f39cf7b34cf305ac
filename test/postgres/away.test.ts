import pg from 'pg';
import { expect } from 'vitest';
import { newDatabase } from '../databases.ts';
import { onServer } from '../only.ts';
import { startProxy } from '../proxy.ts';
import { startWorld, type TestSeller, type TestWorld } from '../world.ts';

const env = { KOLI_WRITE_LIMIT_MS: '1000' };
/** Or, where its round came first, the worker of the webhooks. */
const expectErrors = [/the database is away or too slow|webhooks wait/];

async function place(world: TestWorld, { seller_id }: TestSeller) {
  const lines = [{ sellerId: seller_id, barcode: 'A', quantity: 1, lineGrossAmount: 10 }];
  const customer = { id: 7, firstName: 'Deniz', lastName: 'Ornek' };
  const orders = [{ customer, shipmentAddress: {}, lines }];
  const { json } = await world.call('POST', '/api/v1/orders', { as: 'operator', body: { orders } });
  return Number(json.results[0].packages[0].shipmentPackageId);
}

const pick = (world: TestWorld, as: TestSeller, id: number) =>
  world.call('PUT', `/integration/order/sellers/${as.seller_id}/shipment-packages/${id}`, {
    as,
    body: { status: 'Picking' },
  });

const ready = async (world: TestWorld) => (await world.call('GET', '/api/v1/health/ready')).status;

const packagesIn = (world: TestWorld, seller: TestSeller) =>
  Promise.all(Array.from({ length: 20 }, () => place(world, seller)));

onServer('writes to a database that falls silent end in time, and go on with new connections', async () => {
  await using database = await newDatabase();
  await using proxy = await startProxy(database.env.DATABASE_URL!);
  await using world = await startWorld({
    env: { ...env, DATABASE_URL: proxy.url },
    expectErrors,
  });
  const seller = await world.newSeller();
  const ids = await packagesIn(world, seller);
  proxy.silence();
  const answers = await Promise.all(ids.map((id) => pick(world, seller, id)));
  for (const { status, headers } of answers) expect([status, headers['retry-after']]).toEqual([503, '1']);
  expect(await ready(world)).toBe(503);
  proxy.resume();
  await expect.poll(async () => (await pick(world, seller, ids[0]!)).status).toBe(200);
  expect(await ready(world)).toBe(200);
});

onServer('the time of a write counts from its arrival, locks and lanes included', async () => {
  await using database = await newDatabase();
  await using world = await startWorld({ env: { ...env, ...database.env }, expectErrors });
  const seller = await world.newSeller();
  const ids = await packagesIn(world, seller);
  const holder = new pg.Client(database.env.DATABASE_URL);
  await holder.connect();
  await holder.query('begin; lock table packages in exclusive mode');
  const began = performance.now();
  const answers = await Promise.all(ids.map((id) => pick(world, seller, id)));
  // Twenty tries one after the other, each with a time of its own, would take 20 s.
  const took_ms = performance.now() - began;
  expect(answers.map(({ status }) => status)).toEqual(ids.map(() => 503));
  expect(took_ms).toBeLessThan(10_000);
  await holder.end();
  expect((await pick(world, seller, ids[0]!)).status).toBe(200);
});

onServer('a database that takes no writes for a while is unavailable, not broken', async () => {
  await using database = await newDatabase();
  await using world = await startWorld({
    env: { ...env, ...database.env },
    expectErrors,
  });
  const seller = await world.newSeller();
  const id = await place(world, seller);
  const holder = new pg.Client(database.env.DATABASE_URL);
  await holder.connect();
  const name = new URL(database.env.DATABASE_URL!).pathname.slice(1);
  const become = async (setting: string) => {
    await holder.query(`alter database ${name} ${setting}`);
    await holder.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and pid <> pg_backend_pid()`,
      [name],
    );
  };
  await become('set default_transaction_read_only = on');
  await expect.poll(async () => (await pick(world, seller, id)).status).toBe(503);
  expect(await ready(world)).toBe(503);
  const list = await world.call('GET', `/integration/order/sellers/${seller.seller_id}/v2/orders`, { as: seller });
  expect(list.status).toBe(200);
  await holder.query('set default_transaction_read_only = off');
  await become('reset default_transaction_read_only');
  await expect.poll(async () => (await pick(world, seller, id)).status).toBe(200);
  expect(await ready(world)).toBe(200);
  await holder.end();
});
