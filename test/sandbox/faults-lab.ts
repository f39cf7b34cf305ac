import { expect } from 'vitest';
import type { FaultInput } from '../../src/sandbox/wire/fault.ts';
import type { Answer, TestSeller, TestWorld } from '../world.ts';

export const path = '/api/v1/sandbox/faults';

/** Makes a fault; its id. */
export async function makeFault(world: TestWorld, input: FaultInput): Promise<string> {
  const answer = await world.call('POST', path, { as: 'operator', body: input });
  expect([answer.status, answer.body]).toEqual([201, expect.any(String)]);
  return answer.json.id;
}

export async function faultsOf(world: TestWorld, query = '') {
  const answer = await world.call('GET', path + query, { as: 'operator' });
  expect(answer.status, answer.body).toBe(200);
  return answer.json.content;
}

export async function takeOff(world: TestWorld, rest = ''): Promise<void> {
  const answer = await world.call('DELETE', path + rest, { as: 'operator' });
  expect([answer.status, answer.body]).toEqual([200, '']);
}

export const listPath = (seller: TestSeller, query = '', version = '/v2'): string =>
  `/integration/order/sellers/${seller.seller_id}${version}/orders${query}`;

export const list = (world: TestWorld, as: TestSeller, query = ''): Promise<Answer> =>
  world.call('GET', listPath(as, query), { as });

export const stream = (world: TestWorld, as: TestSeller, query = ''): Promise<Answer> =>
  world.call('GET', listPath(as, `/stream${query}`, ''), { as });

/** The status, or what became of the connection. */
export const ending = (call: Promise<Answer>): Promise<number | 'gone'> =>
  call.then(
    ({ status }) => status,
    () => 'gone' as const,
  );

export const repeat = async <T>(count: number, work: (index: number) => Promise<T>): Promise<T[]> => {
  const results: T[] = [];
  for (let index = 0; index < count; index++) results.push(await work(index));
  return results;
};

/** Ids of a page's packages. */
export const idsOf = (answer: Answer): number[] =>
  answer.json.content.map((one: { shipmentPackageId: number }) => one.shipmentPackageId);
