import { createRequire } from 'node:module';
import { Trendyol } from '@rexven-tech/trendyol-api';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startWorld, type TestSeller, type TestWorld } from '../world.ts';

/** The axios that the client itself loads. Its host is fixed in its code, so requests are turned to koli on the way. */
const require = createRequire(createRequire(import.meta.url).resolve('@rexven-tech/trendyol-api'));
const axios = require('axios');

let world: TestWorld;
let seller: TestSeller;
let client: Trendyol;
let turned: number;

beforeAll(async () => {
  // The client asks for the list at its old address.
  world = await startWorld({ env: { KOLI_V1: 'on' } });
  seller = await world.newSeller();
  client = new Trendyol(seller.seller_id, seller.key, seller.secret);
  turned = axios.interceptors.request.use((config: { url: string }) => {
    config.url = config.url.replace('https://apigw.trendyol.com', world.url);
    return config;
  });
});

afterAll(async () => {
  axios.interceptors.request.eject(turned);
  await world[Symbol.asyncDispose]();
});

async function order(orderNumber: string): Promise<void> {
  const lines = [{ sellerId: seller.seller_id, barcode: '8680000000017', quantity: 3, lineGrossAmount: 129.9 }];
  const address = {
    firstName: 'Ada',
    lastName: 'Yılmaz',
    address1: 'Moda Cd. 1',
    city: 'İstanbul',
    district: 'Kadıköy',
  };
  const customer = { id: 1, firstName: 'Ada', lastName: 'Yılmaz' };
  const answer = await world.call('POST', '/api/v1/orders', {
    as: 'operator',
    body: { orders: [{ orderNumber, customer, shipmentAddress: address, lines }] },
  });
  expect(answer.json.results[0].error).toBeUndefined();
}

test('lists orders', async () => {
  await order('20000000001');
  world.clock.advance(1_000);
  await order('20000000002');
  const endDate = world.clock.now();
  const page = await client.getOrders({ page: 0, size: 1, startDate: endDate - 3_600_000, endDate });
  expect(page).toMatchObject({ totalElements: 2, totalPages: 2, page: 0, size: 1 });
  expect(page.content[0]).toMatchObject({
    orderNumber: '20000000002',
    status: 'Created',
    supplierId: seller.seller_id,
  });
  const created = await client.getOrders({
    page: 0,
    size: 50,
    status: 'Picking',
    startDate: endDate - 3_600_000,
    endDate,
  });
  expect(created.content).toEqual([]);
});

test('manages webhooks and hears of a split through one', async () => {
  const receiver = await world.receiver();
  const { id } = await client.registerWebhook({ url: receiver.url, subscribedStatuses: ['CREATED', 'CANCELLED'] });
  expect(await client.getWebhooks()).toMatchObject([
    { id, url: receiver.url, username: seller.key, status: 'ACTIVE', subscribedStatuses: ['CREATED', 'CANCELLED'] },
  ]);
  await order('20000000003');
  const endDate = world.clock.now();
  const { content } = await client.getOrders({ page: 0, size: 1, startDate: endDate - 3_600_000, endDate });
  const { shipmentPackageId, lines } = content[0] as unknown as {
    shipmentPackageId: number;
    lines: { lineId: number }[];
  };
  const path = `/integration/order/sellers/${seller.seller_id}/shipment-packages/${shipmentPackageId}/items/unsupplied`;
  const body = { lines: [{ lineId: lines[0]!.lineId, quantity: 1 }], reasonId: 500 };
  expect((await world.call('PUT', path, { as: seller, body })).status).toBe(200);
  await world.settle();
  expect(receiver.requests.map(({ json }) => json.status).toSorted()).toEqual(['Cancelled', 'Created', 'Created']);
  const basic = `Basic ${Buffer.from(`${seller.key}:${seller.secret}`).toString('base64')}`;
  expect(receiver.requests.every(({ headers }) => headers.authorization === basic)).toBe(true);

  await client.deleteWebhook(id);
  expect(await client.getWebhooks()).toEqual([]);
});
