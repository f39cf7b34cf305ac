import { expect } from 'vitest';
import type { Received } from '../receiver.ts';
import type { Answer, CallOptions, TestSeller, TestWorld } from '../world.ts';

// Webhooks as their owners manage them, over HTTP.

export const minute_ms = 60_000;
export const hour_ms = 3_600_000;

/** Koli's own API for one seller, by the operator's door or by the seller's. */
export const doors = (world: TestWorld, seller: TestSeller) => ({
  own: (method: string, path: string, body?: unknown, headers: CallOptions['headers'] = {}) =>
    world.call(method, `/api/v1/seller${path}`, { as: seller, body, headers }),
  operator: (method: string, path: string, body?: unknown, headers: CallOptions['headers'] = {}) =>
    world.call(method, `/api/v1/sellers/${seller.seller_id}${path}`, { as: 'operator', body, headers }),
});

export async function open(world: TestWorld, url: string, fields: object = {}) {
  const seller = await world.newSeller();
  const { own, operator } = doors(world, seller);
  const answer = await own('POST', '/webhooks', { url, authenticationType: 'API_KEY', apiKey: 'key-1', ...fields });
  expect([answer.status, answer.body]).toEqual([201, expect.any(String)]);
  const id: string = answer.json.id;
  return { seller, own, operator, id, path: `/webhooks/${id}` };
}

export const keyOf = (answer: Answer) => [answer.status, answer.json.errors?.[0].key];
export const idsOf = (requests: Received[]) => requests.map(({ headers }) => String(headers['webhook-id']));
export const states = async (world: TestWorld) =>
  Object.fromEntries(
    (await world.sql('select state, count(*)::integer as count from deliveries group by state')).map((row) => [
      row['state'],
      row['count'],
    ]),
  );
