import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isRefusal } from '../../src/core/domain/refusal.ts';
import { parser } from '../../src/core/wire/parse.ts';
import type { Operation } from '../../src/http/contract/operation.ts';
import { operations } from '../documented.ts';
import { type Answer, type CallOptions, startWorld, type TestSeller, type TestWorld } from '../world.ts';
import { form, packageIn } from './lab.ts';
import { type Mutation, mutationsOf, sample } from './mutations.ts';

let world: TestWorld;
let seller: TestSeller;
let path: Record<string, string>;

beforeAll(async () => {
  world = await startWorld();
  seller = await world.newSeller();
  const mine = await packageIn(world, seller);
  const hook = { url: 'http://127.0.0.1:9/h', authenticationType: 'API_KEY', apiKey: 'k-1' };
  const webhooks = `/integration/webhook/sellers/${seller.seller_id}/webhooks`;
  const { id } = (await world.call('POST', webhooks, { as: seller, body: hook })).json;
  const [row] = await world.sql('select tracking_number from tracking_numbers');
  path = {
    sellerId: String(seller.seller_id),
    packageId: String(mine.package_id),
    cargoTrackingNumber: String(row!['tracking_number']),
    webhookId: id,
    orderNumber: mine.order_number,
  };
});
afterAll(() => world?.[Symbol.asyncDispose]());

const withBody = operations.filter(({ body, body_type }) => body !== undefined && body_type !== 'application/gzip');

/** Where a message counts from: an order of many, and a scenario that is sent along, are told by their own fields. */
const within: Record<string, (mutation: Mutation) => Mutation | null> = {
  // The body is optional, because the address may be in the query.
  removeIp: (mutation) => (mutation.field === 'body' ? null : mutation),
  takeOrders: (mutation) => ({ ...mutation, field: mutation.field.replace(/^orders\[0\]\.?/, '') || 'body' }),
  // A step as a whole has rules of its own, tried in test/story/scenarios.test.ts.
  startScenarioRun(mutation) {
    const inner = mutation.field.replace(/^scenario\./, '');
    if (
      mutation.field === 'scenario' ||
      mutation.what === 'too many' ||
      /^steps\[0\](\.\w+)?$|^steps\[0\]\.race/.test(inner)
    )
      return null;
    return { ...mutation, field: inner };
  },
};

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

const mutationsFor = ({ name, body }: Operation): Mutation[] =>
  mutationsOf(body, '', (put) => put(sample(body!))).flatMap(
    (one) => within[name]?.(one) ?? (name in within ? [] : [one]),
  );

/** Operations that exist only abroad need the header. */
const storefronts: Record<string, string> = { createTestOrderInEurope: 'DE', createTestOrderInGulf: 'AE' };

async function ask({ name, method, path: pattern, access, body_type }: Operation, body: unknown, language: string) {
  const address = pattern.replaceAll(/:(\w+)/g, (_, name: string) => path[name]!);
  const headers = {
    'accept-language': language,
    SellerID: String(seller.seller_id),
    ...(name in storefronts ? { storeFrontCode: storefronts[name] } : {}),
  };
  const sent: CallOptions =
    body_type === 'multipart/form-data' ? await form(body as Record<string, string>) : { body: JSON.stringify(body) };
  const as = access === 'operator' ? 'operator' : seller;
  return world.call(method, address, { as, ...sent, headers: { ...headers, ...sent.headers } });
}

const messageOf = ({ status, json, body }: Answer): string =>
  (status === 400 ? json.errors : json?.results?.map((one: { error: unknown }) => one.error))?.[0]?.message ?? body;

describe('a refusal names the field and the rule that its value breaks', () => {
  test('every body has rows', () => {
    expect(withBody.length).toBeGreaterThan(40);
  });

  test.each(withBody)('$name', async (operation) => {
    const { body, body_type } = operation;
    expect(isRefusal(parser(body!)(sample(body!)))).toBe(false);
    // What is sent in a form is text, and whether there is a file is judged later.
    const can_be_sent = ({ body, field }: Mutation) =>
      body_type !== 'multipart/form-data' ||
      (field !== 'file' && isObject(body) && Object.values(body).every((one) => typeof one === 'string'));
    const mutations = mutationsFor(operation).filter(can_be_sent);
    expect(mutations.length).toBeGreaterThan(0);
    const untrue: string[] = [];
    const wait = [...mutations];
    const worker = async () => {
      for (let one = wait.pop(); one !== undefined; one = wait.pop())
        for (const language of ['en', 'tr'] as const) {
          const told = messageOf(await ask(operation, one.body, language));
          const names = one.field === 'body' ? /body|gövde/.test(told) : told.startsWith(one.field);
          const says = one.says[language].every((word) => word.test(told));
          if (!names || !says) untrue.push(`${one.field} ${one.what}: ${told}`);
        }
    };
    await Promise.all(Array.from({ length: 8 }, worker));
    expect(untrue).toEqual([]);
  });
});
