import { describe, expect, test } from 'vitest';
import { readSettings } from '../src/app/config.ts';
import { serve } from '../src/app/serve.ts';
import { Moments } from '../src/core/corridor/moments.ts';
import { newDatabase } from './databases.ts';
import { takeOrder } from './http/orders.ts';
import { onServer } from './only.ts';
import { startWorld, type TestSeller, type TestWorld } from './world.ts';

const hour_ms = 3_600_000;
const line = [{ barcode: 'plain', quantity: 1 }];

/** An order whose package must leave within some hours. */
async function due(world: TestWorld, seller: TestSeller, hours: number): Promise<number> {
  const agreedDeliveryDate = world.clock.now() + hours * hour_ms;
  return (await takeOrder(world, seller, line, { agreedDeliveryDate })).shipmentPackageId;
}

const momentsOf = (world: TestWorld): Moments => new Moments(world.world, () => {});

const overdue = (world: TestWorld) =>
  world.sql(`select package_id, at from events where type = 'becameOverdue' order by at, package_id`);

const ship = async (world: TestWorld, seller: TestSeller, packageId: number) => {
  const events = [{ sellerId: seller.seller_id, packageId, status: 'Shipped' }];
  expect((await world.call('POST', '/api/v1/carrier-events', { as: 'operator', body: { events } })).status).toBe(200);
};

describe('what falls due', () => {
  test('happens once, when its time has come, to what is still there', async () => {
    await using world = await startWorld();
    const [one, other] = [await world.newSeller(), await world.newSeller()];
    const [soon, later] = [await due(world, one, 1), await due(world, one, 2)];
    const foreign = await due(world, other, 1);
    await ship(world, other, await due(world, other, 1));
    const moments = momentsOf(world);
    await moments.settle();
    expect(await overdue(world)).toEqual([]);
    expect(await moments.next()).toBe(world.clock.now() + hour_ms);
    world.clock.advance(hour_ms);
    await moments.settle();
    await moments.settle();
    expect((await overdue(world)).map(({ package_id }) => package_id)).toEqual(
      [soon, foreign].toSorted((a, b) => a - b),
    );
    world.clock.advance(hour_ms);
    await moments.settle();
    expect((await overdue(world)).map(({ package_id }) => package_id)).toContain(later);
    expect(await moments.next()).toBeNull();
  });

  test('leaves what readers of the list see as it was', async () => {
    await using world = await startWorld();
    const seller = await world.newSeller();
    const package_id = await due(world, seller, 1);
    const path = `/integration/order/sellers/${seller.seller_id}/v2/orders?shipmentPackageIds=${package_id}`;
    const before = (await world.call('GET', path, { as: seller })).body;
    world.clock.advance(hour_ms);
    await momentsOf(world).settle();
    expect(await overdue(world)).toHaveLength(1);
    expect((await world.call('GET', path, { as: seller })).body).toBe(before);
  });

  test('cancels what is overdue for a seller who wants it so', async () => {
    await using world = await startWorld();
    const seller = await world.newSeller({ cancel_overdue: true });
    const receiver = await world.receiver();
    const body = { url: receiver.url, authenticationType: 'API_KEY', apiKey: 'k', subscribedStatuses: ['CANCELLED'] };
    await world.call('POST', `/integration/webhook/sellers/${seller.seller_id}/webhooks`, { as: seller, body });
    const package_id = await due(world, seller, 1);
    world.clock.advance(hour_ms);
    await momentsOf(world).settle();
    await world.settle();
    expect(await world.sql('select type from events where package_id = $1 order by sequence', [package_id])).toEqual([
      { type: 'created' },
      { type: 'confirmed' },
      { type: 'becameOverdue' },
      { type: 'cancelled' },
    ]);
    expect(receiver.requests.map(({ json }) => [json.status, json.lines[0].cancelledBy])).toEqual([
      ['Cancelled', 'System'],
    ]);
  });

  test('is put off where it cannot be done, and does not hold up the rest', async () => {
    await using world = await startWorld({ verify: false, expectErrors: [/what fell due could not be done/] });
    const seller = await world.newSeller();
    const [broken, whole] = [await due(world, seller, 1), await due(world, seller, 2)];
    const [{ state }] = (await world.sql('select state from packages where package_id = $1', [broken])) as [
      { state: string },
    ];
    await world.sql(`update packages set state = '{' where package_id = $1`, [broken]);
    world.clock.advance(2 * hour_ms);
    await momentsOf(world).settle();
    expect((await overdue(world)).map(({ package_id }) => package_id)).toEqual([whole]);
    await world.sql('update packages set state = $2 where package_id = $1', [broken, state]);
    await momentsOf(world).settle();
    expect(await overdue(world)).toHaveLength(1);
    world.clock.advance(60_000);
    await momentsOf(world).settle();
    expect((await overdue(world)).map(({ package_id }) => package_id)).toEqual([whole, broken]);
  });

  test('is counted by seller for the metrics', async () => {
    await using world = await startWorld();
    const [one, other] = [await world.newSeller(), await world.newSeller()];
    await due(world, one, 1);
    await due(world, one, 1);
    await due(world, other, 48);
    world.clock.advance(hour_ms);
    const { body } = await world.call('GET', '/api/v1/metrics', { as: 'operator' });
    const lines = body.split('\n').filter((text) => text.startsWith('koli_packages_overdue{'));
    expect(lines).toEqual([`koli_packages_overdue{seller="${one.seller_id}"} 2`]);
  });

  onServer('happens once on two nodes', async () => {
    await using database = await newDatabase();
    await using world = await startWorld({ env: database.env });
    const read = readSettings({ ...database.env, PORT: '0', KOLI_LOG_LEVEL: 'error' });
    if ('mistakes' in read) throw new Error(read.mistakes.join('\n'));
    const still = () => ({ stop() {} });
    await using other = await serve(read.settings, { seed: false, world: { clock: world.clock, alarm: still } });
    const sellers = [await world.newSeller(), await world.newSeller({ cancel_overdue: true }), await world.newSeller()];
    const placed = await Promise.all(
      Array.from({ length: 300 }, (_, at) => due(world, sellers[at % 3]!, 1 + (at % 5))),
    );
    world.clock.advance(6 * hour_ms);
    const nodes = [momentsOf(world), new Moments(other.world, () => {})];
    await Promise.all(nodes.flatMap((node) => [node.settle(), node.settle()]));
    expect((await overdue(world)).map(({ package_id }) => package_id).toSorted((a, b) => a - b)).toEqual(
      placed.toSorted((a, b) => a - b),
    );
    const cancelled = await world.sql(`select count(*)::integer as count from events where type = 'cancelled'`);
    expect(cancelled).toEqual([{ count: 100 }]);
    expect(await world.sql('select count(*)::integer as count from moments')).toEqual([{ count: 0 }]);
  });
});
