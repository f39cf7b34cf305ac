import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Performer } from '../../src/core/corridor/ask.ts';
import { none } from '../../src/core/extension.ts';
import { Feed } from '../../src/core/feed.ts';
import type { Operation } from '../../src/http/contract/operation.ts';
import { routes } from '../../src/http/routes.ts';
import { buildServer } from '../../src/http/server/server.ts';
import { withSandbox } from '../../src/sandbox/http/operations.ts';
import { type CallOptions, startWorld, type TestSeller, type TestWorld } from '../world.ts';
import { type Case, changingNothing, expectRefused, packageIn } from './lab.ts';

let world: TestWorld;
let seller: TestSeller;
let stranger: TestSeller;
let mine: Case;

beforeAll(async () => {
  world = await startWorld();
  seller = await world.newSeller();
  stranger = await world.newSeller();
  mine = await packageIn(world, seller);
});
afterAll(() => world?.[Symbol.asyncDispose]());

/** Only to name the tests: what is served does not depend on who may come in. */
const table: Operation[] = withSandbox(routes());
const open_to = (...callers: Operation['access'][]) =>
  table.filter(({ access }) => callers.includes(access)).map((operation) => [operation.name, operation] as const);

const uuid = '00000000-0000-4000-8000-000000000000';
/** An address of the operation as somebody would call it. */
const addressOf = ({ path }: Operation, of: TestSeller = seller, package_id: number | string = mine.package_id) =>
  path
    .replace(':sellerId', String(of.seller_id))
    .replace(':packageId', String(package_id))
    .replace(':webhookId', uuid)
    .replace(':orderNumber', 'nobody')
    .replace(':apiKey', 'nobody');

const ask = (operation: Operation, address: string, options: CallOptions = {}) =>
  changingNothing(world, () => world.call(operation.method, address, options));

const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;

/** Everything is wrong with this request but its address: the first check answers. */
const hopeless = { body: '{', headers: { 'content-type': 'text/plain' } };

describe('authentication', () => {
  const wrongKeys: [name: string, authorization: () => string | undefined][] = [
    ['none', () => undefined],
    ['empty', () => ''],
    ['another kind', () => 'Bearer sandbox-operator'],
    ['no base64', () => 'Basic ***'],
    ['no colon', () => basic(seller.key)],
    ['no key', () => basic(`:${seller.secret}`)],
    ['no secret', () => basic(`${seller.key}:`)],
    ['a wrong secret', () => basic(`${seller.key}:${seller.secret}x`)],
    ['a key nobody has', () => basic(`nobody:${seller.secret}`)],
    ["a key with another's secret", () => basic(`${seller.key}:${stranger.secret}`)],
    ['a NUL', () => basic(`${seller.key}\0:${seller.secret}`)],
  ];
  test.each(open_to('seller', 'self'))('%s: a wrong key is refused', async (_, operation) => {
    for (const [, authorization] of wrongKeys) {
      const headers = { ...hopeless.headers, authorization: authorization() };
      expectRefused(await ask(operation, addressOf(operation), { ...hopeless, headers }), 'key');
    }
  });

  const fromAbroad = open_to('seller', 'self').filter(([, { path }]) => path.startsWith('/integration/'));
  test.each(fromAbroad)('%s: a missing User-Agent is refused before the key is checked', async (_, operation) => {
    for (const agent of [undefined, '', ' ']) {
      const headers = { ...hopeless.headers, 'user-agent': agent };
      expectRefused(await ask(operation, addressOf(operation), { ...hopeless, headers }), 'agent');
    }
  });

  test.each(open_to('seller'))("%s: another seller's address is refused", async (_, operation) => {
    for (const id of [stranger.seller_id, 1, 'abc', '0', `0${seller.seller_id}`, '-1', '99999999999999999999', '%20']) {
      const address = operation.path.replace(':sellerId', String(id)).replace(':packageId', String(mine.package_id));
      const as = seller;
      expectRefused(await ask(operation, address.replace(':webhookId', uuid), { ...hopeless, as }), 'mismatch');
    }
  });

  const wrongTokens: [string, string | undefined][] = [
    ['none', undefined],
    ['empty', ''],
    ['a scheme only', 'Bearer '],
    ['a wrong token', 'Bearer sandbox-operatox'],
    ['a longer token', 'Bearer sandbox-operator-x'],
    ['another kind', 'Basic sandbox-operator'],
    ['as Basic', basic('operator:sandbox-operator')],
  ];
  test.each(open_to('operator'))('%s: a wrong token is refused', async (_, operation) => {
    for (const [, authorization] of wrongTokens) {
      const headers = { ...hopeless.headers, authorization };
      expectRefused(await ask(operation, addressOf(operation), { ...hopeless, headers }), 'key');
    }
    expectRefused(await ask(operation, addressOf(operation), { ...hopeless, as: seller }), 'key');
  });

  test('any User-Agent is accepted', async () => {
    const path = `/integration/order/sellers/${seller.seller_id}/v2/orders`;
    for (const agent of ['2738 - SelfIntegration', '2738-SelfIntegration', 'axios/1.7.2', 'x', 'a'.repeat(2000)]) {
      const answer = await world.call('GET', path, { as: seller, headers: { 'user-agent': agent } });
      expect(answer.status).toBe(200);
    }
  });

  test('the scheme Basic is read in any case of letters', async () => {
    const authorization = basic(`${seller.key}:${seller.secret}`);
    for (const given of [
      authorization,
      authorization.replace('Basic', 'basic'),
      authorization.replace('Basic', 'BASIC'),
    ]) {
      const answer = await world.call('GET', '/api/v1/seller', { headers: { authorization: given } });
      expect(answer.status).toBe(200);
    }
  });
});

/** Nothing is owned by whoever asks: on each command of a package another's key gets the same answer as for no package. */
describe('across sellers', () => {
  const commands = open_to('seller').filter(([, { path }]) => path.includes(':packageId'));
  const bodies: Record<string, unknown> = {
    updatePackage: { status: 'Picking' },
    setTestStatus: { status: 'Shipped', params: {} },
  };
  test('the list of operations is not empty', () => expect(commands.length).toBeGreaterThanOrEqual(7));

  test.each(commands)("%s: seller B's key on seller A's package", async (name, operation) => {
    const lineId = mine.line['a']!;
    const body = bodies[name] ?? {
      lines: [{ lineId, quantity: 1 }],
      reasonId: 500,
      ...({
        split: { orderLineIds: [lineId] },
        multiSplit: { splitGroups: [{ orderLineIds: [lineId] }] },
        quantitySplit: { quantitySplit: [{ orderLineId: lineId, quantities: [1] }] },
        splitPackages: { splitPackages: [{ packageDetails: [{ orderLineId: lineId, quantities: 1 }] }] },
      }[name] ?? {}),
    };
    const headers = { SellerID: String(stranger.seller_id) };
    // Through its own door: a package of another is no package.
    const foreign = await ask(operation, addressOf(operation, stranger), { as: stranger, body, headers });
    const unknown = await ask(operation, addressOf(operation, stranger, 3_599_999_999), {
      as: stranger,
      body,
      headers,
    });
    expect(expectRefused(foreign, 'package')).toBe(
      expectRefused(unknown, 'package').replace('3599999999', String(mine.package_id)),
    );
    // Through the owner's door it does not come in.
    expectRefused(await ask(operation, addressOf(operation), { as: stranger, body, headers }), 'mismatch');
    // Malformed ids are ids of no package, too.
    for (const id of ['0', 'abc', '-1', '1.5', '0x1', '99999999999999999', '%00', '1'.repeat(200), '1'.repeat(2000)])
      expectRefused(
        await ask(operation, addressOf(operation, seller, id), {
          as: seller,
          body,
          headers: { SellerID: String(seller.seller_id) },
        }),
        'package',
      );
  });
});

describe('addresses', () => {
  const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'];
  test.each([...new Set(table.map(({ path }) => path))])('%s names the methods that it serves', async (path) => {
    const here = table.filter((operation) => operation.path === path);
    // HEAD is answered wherever GET is.
    const served = here.flatMap(({ method }) => (method === 'GET' ? ['GET', 'HEAD'] : [method]));
    for (const method of methods.filter((one) => !(served as string[]).includes(one))) {
      // Before User-Agent and key.
      const answer = await world.call(method, addressOf(here[0]!), { headers: { 'user-agent': undefined } });
      expect([method, answer.status]).toEqual([method, 405]);
      expect(answer.headers['allow']!.split(', ').sort()).toEqual([...served].sort());
      if (method !== 'HEAD') expectRefused(answer, 'method');
    }
  });

  test('in core mode there are no test services', async () => {
    const core_world = { ...world.world, extension: none };
    await using core = buildServer({
      world: core_world,
      lanes: {} as Performer,
      feed: new Feed(core_world),
      operations: routes(),
    });
    for (const { method, path } of table.filter(({ marks }) => marks?.['x-sandbox-only'])) {
      const answer = await core.inject({ method: method as 'PUT', url: path.replace(/:\w+/g, '1') });
      expect(answer.statusCode).toBe(556);
    }
    expect((await core.inject({ method: 'GET', url: '/api/v1/seller' })).statusCode).toBe(401);
  });
});
