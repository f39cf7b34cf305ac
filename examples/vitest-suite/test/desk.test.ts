import { createSeller } from '@koli/client';
import { type Koli, startKoli } from '@koli/testing';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createDesk, type Desk } from '../src/desk.ts';

let koli: Koli;
let desk: Desk;
let shelf: Map<string, number>;

// One koli for the file. Each test starts with an empty one.
beforeAll(async () => {
  koli = await startKoli({ at: '2026-11-23T09:00:00Z' });
});
afterAll(() => koli.close());
beforeEach(async () => {
  await koli.reset();
  shelf = new Map([
    ['mug', 5],
    ['plate', 1],
  ]);
  // As in production, except for host, clock and key.
  const { url: baseUrl, sellerId, apiKey, apiSecret, clock } = koli;
  desk = createDesk(createSeller({ baseUrl, sellerId, apiKey, apiSecret, now: clock.now }), shelf);
});

const mugs = (quantity: number) => ({ lines: [{ barcode: 'mug', quantity }] });

test('packs what is there', async () => {
  const { shipmentPackageId } = await koli.order(mugs(2));
  expect(await desk.round()).toEqual({ packed: [shipmentPackageId], cancelled: [] });
  expect(shelf.get('mug')).toBe(3);
  expect(await desk.round()).toEqual({ packed: [], cancelled: [] });
});

test('cancels what is missing, and packs the rest under its new id', async () => {
  const receiver = await koli.receiver({ statuses: ['CANCELLED', 'PICKING'] });
  const order = await koli.order({
    lines: [
      { barcode: 'mug', quantity: 1 },
      { barcode: 'plate', quantity: 3 },
    ],
  });
  expect(await desk.round()).toEqual({ packed: [], cancelled: [order.shipmentPackageId] });
  const [rest] = (await desk.round()).packed;
  expect(rest).not.toBe(order.shipmentPackageId);
  expect(Object.fromEntries(shelf)).toEqual({ mug: 4, plate: 0 });
  await koli.settle();
  expect(receiver.statusesOf(order.shipmentPackageId)).toEqual(['Cancelled']);
  expect(receiver.statusesOf(rest!)).toEqual(['Picking']);
});

test('an answer that is lost cancels nothing twice', async () => {
  const { orderNumber } = await koli.order(mugs(7));
  await koli.operator.createFault({ operation: 'cancelItems', times: 1, do: { outcome: 'dropped-after' } });
  await desk.round();
  await desk.round();
  const { content } = await koli.seller.listOrdersV2({ orderNumber });
  const units = content.map(({ status, lines }) => [status, lines[0]!.quantity]);
  expect(units.sort()).toEqual([
    ['Cancelled', 2],
    ['Picking', 5],
  ]);
  expect((await koli.operator.listFaults()).content[0]!.fired).toBe(1);
});

test('leaves unpaid orders alone, until they are paid', async () => {
  await koli.order({ ...mugs(1), paymentDelay: 'PT2H' });
  expect((await desk.round()).packed).toEqual([]);
  await koli.clock.advance('2h');
  expect((await desk.round()).packed).toHaveLength(1);
});

test('does not pack what the customer has cancelled', async () => {
  const { shipmentPackageId } = await koli.order(mugs(1));
  await koli.walk(shipmentPackageId, 'Cancelled', { reason: 'Changed my mind' });
  expect(await desk.round()).toEqual({ packed: [], cancelled: [] });
  expect(shelf.get('mug')).toBe(5);
});
