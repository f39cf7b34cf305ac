import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Receiver } from '../receiver.ts';
import type { TestSeller } from '../world.ts';
import { frozen, minute_ms, type Sandbox, startSandbox } from './lab.ts';

/** What came, as far as a receiver tells events apart: their names and their bytes. */
const told = ({ requests }: Receiver) => requests.map(({ headers, body }) => ({ id: headers['webhook-id'], body }));

const byName = (one: { id?: unknown }, other: { id?: unknown }) => (String(one.id) < String(other.id) ? -1 : 1);

describe('R4 replay', () => {
  let world: Sandbox;
  let usual: Receiver;
  /** Somebody's laptop: no webhook leads there. */
  let here: Receiver;
  let seller: TestSeller;
  beforeEach(async () => {
    world = await startSandbox();
    await world.done('PUT', '/clock', frozen);
    usual = await world.receiver();
    here = await world.receiver();
    seller = await world.tenant({ webhook: { url: usual.url } });
  });
  afterEach(() => world[Symbol.asyncDispose]());

  const orders = async (count: number): Promise<void> => {
    for (let made = 0; made < count; made++) {
      await world.order(seller, { status: 'Picking' });
      await world.settle();
      await world.done('PUT', '/clock', { advance: minute_ms });
    }
  };

  async function replay(what: object): Promise<void> {
    const path = `/api/v1/sellers/${seller.seller_id}/webhook-replays`;
    const answer = await world.call('POST', path, { as: 'operator', body: { ...what, url: here.url } });
    expect([answer.status, answer.body]).toEqual([202, expect.any(String)]);
    await world.settle();
  }

  test('one delivery is sent to the given port, with its webhook-id and its bytes', async () => {
    await orders(2);
    const [, , , , fifth] = told(usual);
    await replay({ eventId: fifth!.id });
    expect(told(here)).toEqual([fifth]);
    expect(here.requests[0]!.headers['koli-replay']).toBe('true');
  });

  test('a period is sent complete, each package in its order', async () => {
    await orders(4);
    const all = told(usual);
    expect(all).toHaveLength(12);
    const start = Date.parse(frozen.at) + minute_ms;
    await replay({ startDate: start, endDate: start + 2 * minute_ms - 1 });
    const expected = all.slice(3, 9);
    expect(told(here).toSorted(byName)).toEqual(expected.toSorted(byName));
    const of = (deliveries: { body: string }[]) => Map.groupBy(deliveries, ({ body }) => JSON.parse(body).orderNumber);
    for (const [order, deliveries] of of(expected)) expect(of(told(here)).get(order)).toEqual(deliveries);
  });

  test('all missed deliveries are sent: given up, lost, and unanswered ones', async () => {
    await orders(1);
    usual.answerAlways(500);
    await world.order(seller);
    await world.settle();
    await world.done('PUT', '/clock', { advance: 'PT65M' });
    const path = `/api/v1/sellers/${seller.seller_id}/webhooks`;
    const [{ id }] = (await world.call('GET', path, { as: 'operator' })).json.content;
    const missed = await world.sql("select package_id, sequence from deliveries where state <> 'delivered'");
    expect(missed).toHaveLength(2);
    // It was answered with 500 each time, and its body is known all the same.
    const failed = told(usual).at(-1)!;
    usual.answerAlways(200);
    expect((await world.call('POST', `${path}/${id}/activate`, { as: 'operator' })).status).toBe(200);
    const before = told(usual).length;
    await replay({ notDeliveredSince: 0 });
    expect(told(here).map(({ id }) => id)).toEqual(
      missed.map(({ package_id, sequence }) => `evt_${seller.seller_id}_${package_id}_${sequence}`),
    );
    expect(told(here)[0]).toEqual(failed);
    expect(told(usual)).toHaveLength(before);
  });
});
