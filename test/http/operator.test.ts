import { expect, test } from 'vitest';
import { startWorld, type TestSeller, type TestWorld } from '../world.ts';

const address = { firstName: 'Ada', lastName: 'Yılmaz', address1: 'Moda Cd. 1', city: 'İstanbul', district: 'Kadıköy' };
const customer = { id: 7, firstName: 'Ada', lastName: 'Yılmaz', taxNumber: '1234567890' };
const line = ({ seller_id }: TestSeller, barcode = 'mug') => ({
  sellerId: seller_id,
  barcode,
  quantity: 3,
  lineGrossAmount: 129.9,
  sellerDiscount: 20,
});
const order = (orderNumber: string, lines: object[], more: object = {}) => ({
  orderNumber,
  customer,
  shipmentAddress: address,
  lines,
  ...more,
});
const post = (world: TestWorld, path: string, body: unknown, method = 'POST') =>
  world.call(method, `/api/v1${path}`, { as: 'operator', body });
const listOf = async (world: TestWorld, seller: TestSeller) =>
  (await world.call('GET', `/integration/order/sellers/${seller.seller_id}/v2/orders`, { as: seller })).json;

test('lines of several sellers become one package for each under one number; a repetition is recognised, a contradiction refused', async () => {
  await using world = await startWorld();
  const [one, two] = [await world.newSeller(), await world.newSeller()];
  const shared = order('A-1', [line(one), line(two), line(one, 'spoon')]);
  const first = await post(world, '/orders', { orders: [shared, order('A-2', [line(one)])] });
  expect(first.status).toBe(200);
  expect(first.json.results[0]).toMatchObject({
    orderNumber: 'A-1',
    packages: [
      { sellerId: one.seller_id, lines: [{ barcode: 'mug' }, { barcode: 'spoon' }] },
      { sellerId: two.seller_id, lines: [{ barcode: 'mug' }] },
    ],
  });
  const contradiction = order('A-2', [{ ...line(one), quantity: 4 }]);
  const again = await post(world, '/orders', { orders: [shared, contradiction, order('A-3', [line(two)])] });
  expect(again.json.results[0]).toEqual(first.json.results[0]);
  expect(again.json.results[1]).toMatchObject({
    orderNumber: 'A-2',
    error: { key: 'koli.order.conflict', errorCode: '409' },
  });
  expect(again.json.results[2].packages).toHaveLength(1);
  expect((await listOf(world, one)).totalElements).toBe(2);
  expect((await listOf(world, two)).totalElements).toBe(2);
});

test('a mistake in one order, or an unknown seller, refuses that order alone', async () => {
  await using world = await startWorld();
  const seller = await world.newSeller();
  const orders = [
    order('B-1', [{ ...line(seller), quantity: 0 }]),
    order('B-2', [{ ...line(seller), sellerId: 99 }, line(seller)]),
    order('B-3', [line(seller)], { colour: 'red' }),
    order('B-4', [line(seller)]),
  ];
  const { json } = await post(world, '/orders', { orders });
  expect(json.results.map((one: { error?: { key: string } }) => one.error?.key)).toEqual([
    'koli.field.invalid',
    'koli.seller.unknown',
    'koli.field.invalid',
    undefined,
  ]);
  expect(json.results[0].error.message).toContain('lines[0].quantity');
  expect((await listOf(world, seller)).totalElements).toBe(1);
});

test('a thousand orders in a call are accepted once; one more refuses the call', async () => {
  await using world = await startWorld();
  const seller = await world.newSeller();
  const orders = Array.from({ length: 1000 }, (_, n) => order(`C-${n}`, [line(seller)]));
  const { json } = await post(world, '/orders', { orders });
  const ids = json.results.map(
    (one: { packages: { shipmentPackageId: number }[] }) => one.packages[0]!.shipmentPackageId,
  );
  expect(new Set(ids).size).toBe(1000);
  expect((await listOf(world, seller)).totalElements).toBe(1000);
  const tooMany = await post(world, '/orders', { orders: [...orders, order('C-1000', [line(seller)])] });
  expect(tooMany.status).toBe(400);
  expect((await listOf(world, seller)).totalElements).toBe(1000);
});

test('payment: masked while pending, shown when confirmed, masked for ever when failed', async () => {
  await using world = await startWorld();
  const seller = await world.newSeller();
  const orders = ['D-1', 'D-2'].map((number) => order(number, [line(seller)], { payment: 'pending' }));
  await post(world, '/orders', { orders });
  for (const found of (await listOf(world, seller)).content)
    expect(found).toMatchObject({
      status: 'Awaiting',
      customerFirstName: '***',
      customerId: 0,
      cargoTrackingNumber: 0,
    });
  const confirmed = await post(world, '/orders/D-1/payment', { status: 'confirmed' });
  expect(confirmed.json.results).toMatchObject([{ sellerId: seller.seller_id, result: 'confirmed' }]);
  expect((await post(world, '/orders/D-2/payment', { status: 'failed', reason: 'declined' })).status).toBe(200);
  const found = (await listOf(world, seller)).content.toSorted(
    (a: { orderNumber: string }, b: { orderNumber: string }) => (a.orderNumber < b.orderNumber ? -1 : 1),
  );
  expect(found[0]).toMatchObject({
    status: 'Created',
    customerFirstName: 'Ada',
    customerId: 7,
    taxNumber: '1234567890',
  });
  expect(found[1]).toMatchObject({ status: 'Cancelled', customerFirstName: '***' });
  expect(found[1].lines[0]).toMatchObject({
    cancelledBy: 'System',
    cancelReason: 'declined',
    orderLineItemStatusName: 'Cancelled',
  });
  expect((await post(world, '/orders/D-1/payment', { status: 'confirmed' })).status).toBe(409);
  expect((await post(world, '/orders/D-9/payment', { status: 'confirmed' })).status).toBe(404);
});

test('carrier events by package id and tracking number are independent of each other', async () => {
  await using world = await startWorld();
  const seller = await world.newSeller();
  await post(world, '/orders', { orders: [order('E-1', [line(seller)]), order('E-2', [line(seller)])] });
  const { content } = await listOf(world, seller);
  const sellerId = seller.seller_id;
  const events = [
    { sellerId, packageId: content[0].shipmentPackageId, status: 'Shipped' },
    { sellerId, trackingNumber: content[1].cargoTrackingNumber, status: 'Shipped' },
    { sellerId, trackingNumber: 1_234_567, status: 'Shipped' },
    { sellerId, packageId: content[0].shipmentPackageId, status: 'Returned' },
  ];
  const { json } = await post(world, '/carrier-events', { events });
  expect(
    json.results.map((one: { result?: string; error?: { errorCode: string } }) => one.result ?? one.error?.errorCode),
  ).toEqual(['shipped', 'shipped', '401', '409']);
  expect((await listOf(world, seller)).content.map(({ status }: { status: string }) => status)).toEqual([
    'Shipped',
    'Shipped',
  ]);
  expect(json.results[2]).toEqual({
    sellerId,
    trackingNumber: 1_234_567,
    error: { key: 'koli.package.unknown', message: expect.stringContaining('1234567'), errorCode: '401' },
  });
  const alone = await post(world, '/carrier-events', { events: [events[2]] });
  expect([alone.status, alone.json.errors[0].message]).toEqual([401, expect.stringContaining('number 1234567.')]);
  const vague = await post(world, '/carrier-events', { events: [{ sellerId, status: 'Shipped' }] });
  expect([vague.status, vague.json.errors[0].message]).toEqual([400, expect.stringContaining('events[0]')]);
});

test('sellers and keys: created, changed, used at once, revoked at once', async () => {
  await using world = await startWorld();
  const created = await post(world, '/sellers', { sellerId: 4711, name: 'Çınar', settings: { tier: '50k' } });
  expect([created.status, created.json.settings.tier]).toEqual([201, '50k']);
  expect((await post(world, '/sellers', { sellerId: 4711, name: 'Other' })).status).toBe(409);
  expect((await post(world, '/sellers', { name: 'Next' })).json.sellerId).toBe(4712);
  const changed = await post(world, '/sellers/4711', { settings: { cargoProvider: 'ARASMP' } }, 'PATCH');
  expect(changed.json.settings).toMatchObject({ tier: '50k', cargoProvider: 'ARASMP' });

  const { apiKey, apiSecret } = (await post(world, '/sellers/4711/keys', {})).json;
  const seller = { seller_id: 4711, key: apiKey, secret: apiSecret };
  await post(world, '/orders', { orders: [order('F-1', [line(seller)])] });
  expect((await listOf(world, seller)).content[0].cargoProviderName).toBe('Aras Kargo Marketplace');
  const stored = JSON.stringify(await world.sql('select * from api_keys'));
  expect(stored).toContain(apiKey);
  expect(stored).not.toContain(apiSecret);
  expect((await world.call('DELETE', `/api/v1/sellers/4711/keys/${apiKey}`, { as: 'operator' })).status).toBe(200);
  const refused = await world.call('GET', '/integration/order/sellers/4711/v2/orders', { as: seller });
  expect([refused.status, refused.json.errors[0].key]).toEqual([401, 'authentication.error']);
  expect((await world.call('DELETE', `/api/v1/sellers/4711/keys/${apiKey}`, { as: 'operator' })).status).toBe(404);
});

test('a key works at once, also when it was tried before it existed', async () => {
  await using world = await startWorld();
  const seller = { seller_id: 4711, key: 'early-key', secret: 'early-secret' };
  await post(world, '/sellers', { sellerId: 4711, name: 'Çınar' });
  const read = () => world.call('GET', '/api/v1/seller', { as: seller });
  expect((await read()).status).toBe(401);
  await post(world, '/sellers/4711/keys', { apiKey: seller.key, apiSecret: seller.secret });
  expect((await read()).status).toBe(200);
});

test('a seller with the largest id leaves the next seller a number', async () => {
  await using world = await startWorld();
  await world.newSeller();
  const largest = await post(world, '/sellers', { sellerId: Number.MAX_SAFE_INTEGER, name: 'Largest' });
  expect(largest.json.sellerId).toBe(Number.MAX_SAFE_INTEGER);
  expect((await post(world, '/sellers', { name: 'Next' })).json.sellerId).toBe(1002);
});

test('a seller whose id is out of range has no packages, in any lane', async () => {
  await using world = await startWorld({ env: { KOLI_LANES: '3' } });
  for (const id of ['abc', '0', '-5', '1.5', '99999999999999999', '4711'])
    for (const package_id of ['1', '2', '3', 'x']) {
      const { status, json } = await post(world, `/sellers/${id}/packages/${package_id}/customer-cancel`, {});
      expect([id, package_id, status, json.errors[0].key]).toEqual([id, package_id, 401, 'koli.package.unknown']);
    }
});
