import { type Schema, signWebhook } from '@koli/client';
import { type Koli, startKoli } from '@koli/testing';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createKeeper } from '../src/keeper.ts';
import { openShop, type Shop, shelf, truthOf } from './lab.ts';

type Package = Schema<'Package'>;

let koli: Koli;
let shop: Shop;

beforeAll(async () => {
  koli = await startKoli({ at: '2026-11-23T09:00:00Z' });
});
afterAll(() => koli.close());
beforeEach(async () => {
  await koli.reset();
  shop = await openShop(koli, koli);
  return () => shop[Symbol.asyncDispose]();
});

const mugs = (quantity: number) => ({ lines: [{ barcode: 'mug', quantity }] });
const left = () => shop.store.stock()['mug'];
const listed = async () => (await koli.seller.listOrdersV2()).content;
/** From now on the shop hears only what the test sends. */
async function unhook(): Promise<void> {
  await koli.settle();
  for (const { id } of await koli.seller.listWebhooks()) await koli.seller.deleteWebhook(id);
}
const told = (package_: Package, id: string) =>
  shop.keeper.hear({
    headers: { 'x-api-key': 'stock-keeper-key', 'webhook-id': id },
    body: JSON.stringify(package_),
  });

test('the old package stays listed, and counts no second time', async () => {
  const { shipmentPackageId, lines } = await koli.order(mugs(5));
  await koli.seller.cancelItems(shipmentPackageId, {
    lines: [{ lineId: lines[0]!.lineId, quantity: 2 }],
    reasonId: 500,
  });
  expect((await listed()).map(({ status }) => status).sort()).toEqual(['Cancelled', 'Created']);
  await shop.keeper.poll();
  expect(left()).toBe(shelf.mug - 3);
  await shop.keeper.sweep();
  expect(left()).toBe(shelf.mug - 3);
});

test('what comes of a split has new ids, and no unit is free while its package is not known yet', async () => {
  const { shipmentPackageId, lines } = await koli.order(mugs(5));
  await shop.keeper.poll();
  await unhook();
  const { lineId: orderLineId } = lines[0]!;
  await koli.seller.quantitySplit(shipmentPackageId, { quantitySplit: [{ orderLineId, quantities: [2, 2] }] });
  const [parent, ...children] = (await listed()).sort((a, b) => a.shipmentPackageId - b.shipmentPackageId);
  expect(parent!.status).toBe('UnPacked');
  expect(children).toHaveLength(3);
  for (const one of [parent!, ...children]) {
    await told(one, `evt-${one.shipmentPackageId}`);
    expect(left()).toBe(shelf.mug - 5);
  }
  expect((await truthOf(koli, koli.sellerId)).stock).toEqual(shop.store.stock());
});

test('many packages of one millisecond are all seen, also when the bookmark stands on it', async () => {
  await koli.orders(3, mugs(1));
  await unhook();
  await shop.keeper.poll();
  const bookmark = shop.store.bookmark();
  // The clock is frozen, so these have exactly the time of the bookmark.
  const later = await koli.orders(2, mugs(1));
  expect(new Set((await listed()).map(({ lastModifiedDate }) => lastModifiedDate)).size).toBeLessThan(5);
  await shop.keeper.poll();
  expect(shop.store.bookmark()).toBe(bookmark);
  const seen = shop.store.packages().map(({ package_id }) => package_id);
  expect(seen).toEqual(expect.arrayContaining(later.map(({ shipmentPackageId }) => shipmentPackageId)));
  expect(left()).toBe(shelf.mug - 5);
});

test('an unpaid package takes stock, has no customer and no tracking number, and gives the stock back', async () => {
  const paid = await koli.order({ ...mugs(2), status: 'Awaiting', customer: { firstName: 'Ada', lastName: 'Yılmaz' } });
  const unpaid = await koli.order({ ...mugs(3), status: 'Awaiting' });
  await shop.keeper.poll();
  expect(left()).toBe(shelf.mug - 5);
  expect(shop.store.packages()).toMatchObject([
    { customer: null, tracking_number: null },
    { customer: null, tracking_number: null },
  ]);
  await koli.walk(paid.shipmentPackageId, 'Created');
  await koli.walk(unpaid.shipmentPackageId, 'Cancelled');
  await shop.keeper.poll();
  expect(left()).toBe(shelf.mug - 2);
  const [first, second] = shop.store.packages();
  expect(first).toMatchObject({ customer: 'Ada Yılmaz', tracking_number: expect.stringMatching(/^\d{16}$/) });
  expect(second).toMatchObject({ customer: null, status: 'Cancelled' });
});

test('the time of an order is kept as it was', async () => {
  await koli.order({ ...mugs(1), orderDate: Date.parse('2026-11-23T08:30:00Z') });
  await shop.keeper.poll();
  const [only] = shop.store.packages();
  expect(new Date(only!.ordered_at).toISOString()).toBe('2026-11-23T08:30:00.000Z');
});

test('a call is heard once, an older one changes nothing, and a stranger is refused', async () => {
  const { shipmentPackageId } = await koli.order(mugs(1));
  const [webhook] = await koli.seller.listWebhooks();
  expect(await koli.operator.testSellerWebhook(koli.sellerId, webhook!.id)).toMatchObject({ ok: true });
  expect(shop.heard).toContain('test');
  await unhook();
  const [before] = await listed();
  await koli.clock.advance('1m');
  await koli.walk(shipmentPackageId, 'Picking');
  const [after] = await listed();
  expect(await told(after!, 'evt-2')).toEqual({ status: 200, became: 'applied' });
  expect(await told(after!, 'evt-2')).toEqual({ status: 200, became: 'repeated' });
  expect(await told(before!, 'evt-1')).toEqual({ status: 200, became: 'known' });
  expect(shop.store.packages()).toMatchObject([{ status: 'Picking' }]);
  expect(await shop.keeper.hear({ headers: {}, body: '{}' })).toEqual({ status: 401, became: 'refused' });
  const headers = { 'x-api-key': 'stock-keeper-key' };
  expect(await shop.keeper.hear({ headers, body: '{' })).toEqual({ status: 400, became: 'refused' });
});

test('where calls are signed, an unsigned one is refused', async () => {
  const secret = `whsec_${btoa('a secret of at least 24 bytes')}`;
  const keeper = createKeeper({ ...shop, apiKey: 'stock-keeper-key', signingSecret: secret });
  await koli.order(mugs(2));
  await unhook();
  const body = JSON.stringify((await listed())[0]);
  const headers = { 'x-api-key': 'stock-keeper-key', 'webhook-id': 'evt-1' };
  expect(await keeper.hear({ headers, body })).toEqual({ status: 401, became: 'refused' });
  const signed = { ...headers, ...(await signWebhook({ body, secret, id: 'evt-2' })) };
  expect(await keeper.hear({ headers: signed, body: body.replace('"quantity":2', '"quantity":1') })).toMatchObject({
    status: 401,
  });
  expect(await keeper.hear({ headers: signed, body })).toMatchObject({ status: 200 });
});
