import { afterAll, beforeAll, expect, test } from 'vitest';
import { startWorld, type TestSeller, type TestWorld } from '../world.ts';
import { documentOf, packageIn } from './lab.ts';

// What each command does in each state is written down in test/conformance; here is what takes more than one of them.

let world: TestWorld;
let seller: TestSeller;
let stranger: TestSeller;

beforeAll(async () => {
  world = await startWorld();
  seller = await world.newSeller();
  stranger = await world.newSeller();
});
afterAll(() => world?.[Symbol.asyncDispose]());

const cancelPath = '/items/unsupplied';
const oneA = ({ a }: Record<string, number>) => ({ lines: [{ lineId: a, quantity: 1 }], reasonId: 500 });

test('other packages of the order stay as they were', async () => {
  const orderNumber = 'PAIR-1';
  const mine = await packageIn(world, seller, 'Created', undefined, { orderNumber });
  const theirs = await packageIn(world, stranger, 'Created', undefined, { orderNumber });
  const before = await documentOf(world, stranger, theirs.package_id);
  const body = oneA(mine.line);
  expect((await world.call('PUT', mine.path + cancelPath, { as: seller, body })).status).toBe(200);
  expect(await documentOf(world, stranger, theirs.package_id)).toEqual(before);
});

test('two writes in one millisecond are stamped one after another', async () => {
  const at = await packageIn(world, seller);
  await world.call('PUT', at.path, { as: seller, body: { status: 'Picking' } });
  const answer = await world.call('PUT', at.path + cancelPath, { as: seller, body: oneA(at.line) });
  const [old, opened] = [at.package_id, Number(answer.headers['koli-new-package'])];
  const dates = await Promise.all(
    [old, opened].map(async (id) => (await documentOf(world, seller, id)).lastModifiedDate),
  );
  expect(dates).toEqual([world.clock.now() + 1, world.clock.now() + 1]);
});

test('of two at the same time one succeeds', async () => {
  const at = await packageIn(world, seller);
  const both = await Promise.all(
    [1, 2].map(() => world.call('PUT', at.path + cancelPath, { as: seller, body: oneA(at.line) })),
  );
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
});
