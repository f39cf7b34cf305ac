import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startWorld, type TestSeller, type TestWorld } from '../world.ts';
import { documentOf, packagePath } from './lab.ts';
import { pick, takeOrder } from './orders.ts';

// What each delivery write does in each state is written down in test/conformance; here is what takes several packages.

let world: TestWorld;
const sellers = {} as { own: TestSeller; other: TestSeller };

beforeAll(async () => {
  world = await startWorld();
  for (const name of ['own', 'other'] as const) sellers[name] = await world.newSeller({ who_pays: 1 });
});
afterAll(() => world?.[Symbol.asyncDispose]());

const put = (as: TestSeller, package_id: number, at: string, body: unknown) =>
  world.call('PUT', `${packagePath(as, package_id)}/${at}`, { as, body });

describe('a tracking number in use', () => {
  const feed = (seller: TestSeller, package_id: number, number: unknown) =>
    put(seller, package_id, 'update-tracking-number', { trackingNumber: String(number) });

  test('by a package of the seller, now or before, is refused; another seller may use it', async () => {
    const { own, other: rival } = sellers;
    const [one, other] = [await takeOrder(world, own), await takeOrder(world, own)];
    const before = (await documentOf(world, own, one.shipmentPackageId)).cargoTrackingNumber;
    expect((await feed(own, one.shipmentPackageId, '60001')).status).toBe(200);
    for (const number of [before, '60001', '060001']) {
      const answer = await feed(own, other.shipmentPackageId, number);
      expect([answer.status, answer.json.errors[0].key]).toEqual([400, 'koli.field.invalid']);
    }
    const foreign = await takeOrder(world, rival);
    expect((await feed(rival, foreign.shipmentPackageId, '60001')).status).toBe(200);
  });

  test('goes to one of many simultaneous requests', async () => {
    const { own } = sellers;
    const taken = await Promise.all(Array.from({ length: 8 }, () => takeOrder(world, own)));
    const answers = await Promise.all(taken.map(({ shipmentPackageId }) => feed(own, shipmentPackageId, '60002')));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(7).fill(400)]);
  });
});

test('of a return is for the operator', async () => {
  const seller = sellers.own;
  const { shipmentPackageId: package_id } = await takeOrder(world, seller);
  await pick(world, seller, package_id);
  const details = { cargoSenderNumber: 'S-1', providerCode: 'YKMP', returnTrackingNumber: 'R-7' };
  expect((await put(seller, package_id, 'tracking-details', details)).status).toBe(200);
  const path = `/api/v1/sellers/${seller.seller_id}/packages/${package_id}`;
  expect((await world.call('GET', path, { as: 'operator' })).json.returnTrackingNumber).toBe('R-7');
  expect((await world.call('GET', `/api/v1/seller/packages/${package_id}`, { as: seller })).json).not.toHaveProperty(
    'returnTrackingNumber',
  );
});
