import { describe, expect, test } from 'vitest';
import { day_ms, frozen, hour_ms, nine, startSandbox } from './lab.ts';

const happened = (world: Awaited<ReturnType<typeof startSandbox>>, package_id: number) =>
  world.sql('select type, at from events where package_id = $1 order by sequence', [package_id]);

const send = async (
  world: Awaited<ReturnType<typeof startSandbox>>,
  seller: Awaited<ReturnType<typeof world.tenant>>,
  package_id: number,
) => {
  const path = `/integration/order/sellers/${seller.seller_id}/shipment-packages/${package_id}`;
  const body = { isPhoneNumber: true, trackingInfo: '5550000000', params: {} };
  const sent = await world.call('PUT', `${path}/alternative-delivery`, { as: seller, body });
  expect(sent.status, sent.body).toBe(200);
  return (end: string) => world.call('PUT', `${path}/${end}`, { as: seller });
};

describe('deadlines on the clock of the sandbox', () => {
  test('one jump: everything happens in order, each stamped with its own time', async () => {
    await using world = await startSandbox();
    await world.done('PUT', '/clock', frozen);
    const [one, other] = [await world.tenant({ settings: { cancelOverdue: true } }), await world.tenant()];
    const soon = await world.order(one, { agreedDeliveryDate: nine + 10 * hour_ms });
    const late = await world.order(other, { agreedDeliveryDate: nine + 30 * hour_ms });
    const unpaid = await world.order(other, { paymentDelay: 'PT20H', agreedDeliveryDate: nine + 25 * hour_ms });
    const paid_late = await world.order(one, { paymentDelay: 'PT12H', agreedDeliveryDate: nine + 11 * hour_ms });
    await world.done('PUT', '/clock', { advance: 'P5D' });
    const told = await world.sql(
      `select package_id, type, at from events where type not in ('created') and at > $1 order by at, package_id, sequence`,
      [nine + hour_ms],
    );
    expect(told.map(({ package_id, type, at }) => [package_id, type, (at - nine) / hour_ms])).toEqual([
      [soon.shipmentPackageId, 'becameOverdue', 10],
      [soon.shipmentPackageId, 'cancelled', 10],
      // Its date had passed before it was paid: that is no news.
      [paid_late.shipmentPackageId, 'confirmed', 12],
      [unpaid.shipmentPackageId, 'confirmed', 20],
      [unpaid.shipmentPackageId, 'becameOverdue', 25],
      [late.shipmentPackageId, 'becameOverdue', 30],
    ]);
    const { content } = (await world.call('GET', '/api/v1/packages?overdue=true', { as: 'operator' })).json;
    expect(content.map((found: { shipmentPackageId: number }) => found.shipmentPackageId)).toEqual([
      paid_late.shipmentPackageId,
      unpaid.shipmentPackageId,
      late.shipmentPackageId,
    ]);
  });

  test.each([
    // From Monday 09:00 UTC on: over a weekend, and from within one.
    [0, 3],
    [3, 8],
    [4, 9],
    [5, 9],
    [6, 9],
  ])('a delivery that is reported on day %i counts as confirmed on day %i', async (from, until) => {
    await using world = await startSandbox();
    await world.done('PUT', '/clock', { ...frozen, at: nine + from * day_ms });
    const seller = await world.tenant();
    const { shipmentPackageId } = await world.order(seller);
    const end = await send(world, seller, shipmentPackageId);
    expect((await end('manual-deliver')).status).toBe(200);
    const reported_at = (await happened(world, shipmentPackageId)).at(-1)!['at'];
    await world.done('PUT', '/clock', { at: nine + until * day_ms });
    await world.done('PUT', '/clock', { advance: 1_000 });
    expect((await happened(world, shipmentPackageId)).slice(-2)).toEqual([
      { type: 'deliveryReported', at: reported_at },
      { type: 'delivered', at: reported_at + (until - from) * day_ms },
    ]);
  });

  test('a return counts as confirmed alike, and a report in its place gives the customer new time', async () => {
    await using world = await startSandbox();
    await world.done('PUT', '/clock', frozen);
    const seller = await world.tenant();
    const { shipmentPackageId } = await world.order(seller);
    const end = await send(world, seller, shipmentPackageId);
    await end('manual-deliver');
    await world.done('PUT', '/clock', { advance: 'P2D' });
    await end('manual-return');
    await world.done('PUT', '/clock', { advance: 'P2D' });
    expect((await happened(world, shipmentPackageId)).at(-1)!['type']).toBe('returnReported');
    await world.done('PUT', '/clock', { advance: 'P4D' });
    expect((await happened(world, shipmentPackageId)).slice(-2).map(({ type }) => type)).toEqual([
      'undelivered',
      'returned',
    ]);
  });

  test('a date that was extended passes later', async () => {
    await using world = await startSandbox();
    await world.done('PUT', '/clock', frozen);
    const seller = await world.tenant();
    const { shipmentPackageId } = await world.order(seller, { agreedDeliveryDate: nine + hour_ms });
    const path = `/integration/order/sellers/${seller.seller_id}/shipment-packages/${shipmentPackageId}`;
    const body = { extendedDayCount: 1 };
    await world.call('PUT', `${path}/extended-agreed-delivery-date`, { as: seller, body });
    await world.done('PUT', '/clock', { advance: 'PT24H' });
    expect((await happened(world, shipmentPackageId)).at(-1)!['type']).toBe('dateExtended');
    await world.done('PUT', '/clock', { advance: 'PT1H' });
    expect((await happened(world, shipmentPackageId)).at(-1)).toEqual({
      type: 'becameOverdue',
      at: nine + hour_ms + day_ms,
    });
  });

  test('what is due is part of a snapshot and of a reset', async () => {
    await using world = await startSandbox();
    await world.done('PUT', '/clock', frozen);
    const seller = await world.tenant();
    const { shipmentPackageId } = await world.order(seller, { agreedDeliveryDate: nine + hour_ms });
    await world.done('PUT', '/snapshots/before');
    await world.done('PUT', '/clock', { advance: 'PT2H' });
    expect(await happened(world, shipmentPackageId)).toHaveLength(3);
    await world.done('POST', '/snapshots/before/restore');
    expect(await happened(world, shipmentPackageId)).toHaveLength(2);
    await world.done('PUT', '/clock', { advance: 'PT2H' });
    expect((await happened(world, shipmentPackageId)).at(-1)).toEqual({ type: 'becameOverdue', at: nine + hour_ms });
    await world.done('POST', '/reset', { to: 'empty', clock: frozen });
    expect(await world.sql('select * from moments')).toEqual([]);
  });
});
