import { describe, expect, test } from 'vitest';
import { packagePath } from '../http/lab.ts';
import { sampleOrder } from '../order.ts';
import type { Answer } from '../world.ts';
import { expectSame, frozen, type Sandbox, startSandbox } from './lab.ts';

/** A day of everything, one call after another; the answers, request ids aside. */
async function day(world: Sandbox): Promise<string[]> {
  const answers: string[] = [];
  const note = (answer: Answer) => {
    const { 'x-request-id': _, date: __, 'keep-alive': ___, ...headers } = answer.headers;
    answers.push(JSON.stringify([answer.status, headers, answer.body]));
    return answer;
  };
  const ask = async (method: string, path: string, body?: unknown) =>
    note(await world.call(method, path, { as: 'operator', body }));
  await ask('POST', '/api/v1/sandbox/reset', { to: 'shop', seed: 11, clock: frozen });
  const made = (await ask('POST', '/api/v1/sandbox/sellers', { seed: 4, to: 'shop' })).json;
  await ask('POST', '/api/v1/sellers', { sellerId: 77, name: 'By hand' });
  await ask('POST', '/api/v1/sellers/77/keys');
  const seller = { seller_id: made.sellerId, key: made.apiKey, secret: made.apiSecret };
  const call = async (method: string, path: string, body?: unknown, headers = {}) =>
    note(await world.call(method, path, { as: seller, body, headers }));
  const hook = { url: 'http://127.0.0.1:9/hook', authenticationType: 'API_KEY', apiKey: 'k' };
  await call('POST', `/integration/webhook/sellers/${seller.seller_id}/webhooks`, {
    ...hook,
    subscribedStatuses: ['RETURNED'],
  });
  const orders = [];
  for (const given of [{}, { count: 40, silent: true }, { paymentDelay: 'PT1H' }, { status: 'Returned', silent: true }])
    orders.push(...(await ask('POST', '/api/v1/sandbox/orders', { sellerId: seller.seller_id, ...given })).json.orders);
  // Orders without a number, of two sellers, many at once.
  const line = (sellerId: number) => ({ sellerId, barcode: 'b', quantity: 2 });
  const many = Array.from({ length: 30 }, () => sampleOrder(seller, [line(77), line(seller.seller_id)]));
  await ask('POST', '/api/v1/orders', { orders: many });
  const [first] = orders;
  const path = packagePath(seller, first.shipmentPackageId);
  await call('PUT', path, { status: 'Picking' }, { 'idempotency-key': 'pick' });
  const lines = [{ lineId: first.lines[0].lineId, quantity: 1 }];
  await call('PUT', `${path}/items/unsupplied`, { lines, reasonId: 500 });
  await call('PUT', `${path}/items/unsupplied`, { lines, reasonId: 500 });
  await ask('PUT', '/api/v1/sandbox/clock', { advance: 'P1DT1H' });
  for (const { shipmentPackageId } of orders.slice(1, 9))
    await call('PUT', packagePath(seller, shipmentPackageId), { status: 'Picking' });
  await call('GET', `/integration/order/sellers/${seller.seller_id}/v2/orders?size=200`);
  await call('GET', `/integration/order/sellers/${seller.seller_id}/orders/stream?size=200`);
  return answers;
}

describe('R9 repetition', () => {
  test('the same seed, the same calls and a clock that stands still give the same bytes, on either database', async () => {
    await using one = await startSandbox({ seed: true });
    await using other = await startSandbox({ embedded: true, env: { KOLI_LANES: undefined } });
    const [answers, others] = [await day(one), await day(other)];
    expect(answers.length).toBeGreaterThan(20);
    expect(others).toEqual(answers);
    const file = await one.export();
    expectSame(await other.export(), file);
    // And once more in the same sandbox, after its reset.
    expect(await day(one)).toEqual(answers);
    expectSame(await one.export(), file);
  });

  test('another seed makes other customers, keys and webhooks', async () => {
    await using world = await startSandbox();
    const made = async (seed: number) => {
      await world.done('POST', '/reset', { to: 'empty', seed, clock: frozen });
      const seller = await world.tenant();
      await world.order(seller);
      return [seller.key, JSON.parse(await world.list(seller)).content[0].customerEmail];
    };
    const [first, other, again] = [await made(1), await made(2), await made(1)];
    expect(again).toEqual(first);
    expect(other[0]).not.toBe(first[0]);
    expect(other[1]).not.toBe(first[1]);
  });
});
