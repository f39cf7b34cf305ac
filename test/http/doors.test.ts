import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Performer } from '../../src/core/corridor/ask.ts';
import { none } from '../../src/core/extension.ts';
import { createFeed } from '../../src/core/feed.ts';
import type { Operation } from '../../src/http/contract/operation.ts';
import { routes } from '../../src/http/routes.ts';
import { buildServer } from '../../src/http/server/server.ts';
import { withSandbox } from '../../src/sandbox/http/operations.ts';
import { type CallOptions, startWorld, type TestSeller, type TestWorld } from '../world.ts';
import { type Case, changingNothing, expectRefused, packageIn, packagePath, type RefusalName } from './lab.ts';

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

describe('who may come in', () => {
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
  test.each(fromAbroad)('%s: no User-Agent is refused before the key is looked at', async (_, operation) => {
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

  test('any User-Agent will do', async () => {
    const path = `/integration/order/sellers/${seller.seller_id}/orders`;
    for (const agent of ['2738 - SelfIntegration', '2738-SelfIntegration', 'axios/1.7.2', 'x', 'a'.repeat(2000)]) {
      const answer = await world.call('GET', path, { as: seller, headers: { 'user-agent': agent } });
      expect(answer.status).toBe(200);
    }
  });

  test('Basic is read in any case of letters', async () => {
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
  test('there is something to try', () => expect(commands.length).toBeGreaterThanOrEqual(7));

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
  const unknown: [method: string, path: string][] = [
    ['GET', '/'],
    ['GET', '/integration'],
    ['GET', '/favicon.ico'],
    ['GET', '/integration/order/sellers'],
    ['GET', '/integration/order/sellers/1001/claims'],
    ['GET', '/integration/order/sellers/1001/orders/'],
    ['GET', '/integration/order/sellers/1001//orders'],
    ['GET', '/Integration/order/sellers/1001/orders'],
    ['POST', '/integration/test/order/orders/eu'],
    ['PUT', '/integration/test/order/sellers/1001/claims/waiting-in-action'],
    ['GET', '/integration/member/countries'],
    ['GET', '/api/v1/nothing'],
    ['GET', '/api/v2/packages'],
    ['GET', '/integration/order/sellers/%ff/orders'],
    ['GET', '/integration/order/sellers/%/orders'],
    ['PUT', '/../../etc/passwd'],
  ];
  test.each(unknown)('%s %s: no such route', async (method, path) => {
    for (const options of [{}, { as: seller }, { as: 'operator' as const, headers: { 'user-agent': undefined } }]) {
      const answer = await world.call(method, path, options);
      expect([answer.status, answer.body]).toEqual([556, '{"message":"Service Unavailable"}']);
      expect(answer.headers['content-type']).toBe('application/json; charset=utf-8');
      expect(answer.headers['x-request-id']).toBeTruthy();
    }
  });

  const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'];
  test.each([...new Set(table.map(({ path }) => path))])('%s tells which methods it serves', async (path) => {
    const here = table.filter((operation) => operation.path === path);
    const served = here.map(({ method }) => method as string);
    for (const method of methods.filter((one) => !served.includes(one))) {
      // Before User-Agent and key.
      const answer = await world.call(method, addressOf(here[0]!), { headers: { 'user-agent': undefined } });
      expect([method, answer.status]).toEqual([method, 405]);
      expect(answer.headers['allow']!.split(', ').sort()).toEqual([...served].sort());
      if (method !== 'HEAD') expectRefused(answer, 'method');
    }
  });

  test('in core mode there are no test services', async () => {
    const core_world = { ...world.world, extension: none };
    await using core = buildServer({ world: core_world, lanes: {} as Performer, feed: createFeed(core_world) });
    for (const { method, path } of table.filter(({ sandbox }) => sandbox)) {
      const answer = await core.inject({ method: method as 'PUT', url: path.replace(/:\w+/g, '1') });
      expect(answer.statusCode).toBe(556);
    }
    expect((await core.inject({ method: 'GET', url: '/api/v1/seller' })).statusCode).toBe(401);
  });
});

describe('headers', () => {
  const list = () => `/integration/order/sellers/${seller.seller_id}/orders`;

  const echoed = ['a', '!', '~', 'x'.repeat(64), '0198-77aa/…'.slice(0, 9), '{"id":1}'];
  test.each(echoed)('X-Request-ID %s comes back', async (id) => {
    const answer = await world.call('GET', list(), { as: seller, headers: { 'x-request-id': id } });
    expect(answer.headers['x-request-id']).toBe(id);
    const refused = await world.call('GET', '/nowhere', { headers: { 'x-request-id': id } });
    expect(refused.headers['x-request-id']).toBe(id);
  });

  test.each([undefined, '', 'x'.repeat(65), 'two words', 'tab\tbed', 'ö'])(
    'X-Request-ID %j is replaced',
    async (id) => {
      const answers = await Promise.all(
        [1, 2].map(() => world.call('GET', list(), { as: seller, headers: { 'x-request-id': id } })),
      );
      const [first, second] = answers.map((answer) => answer.headers['x-request-id']);
      expect(first).toMatch(/^[0-9a-f-]{36}$/);
      expect(first).not.toBe(second);
    },
  );

  const languages: [string | undefined, 'tr' | 'en'][] = [
    ['tr', 'tr'],
    ['tr-TR', 'tr'],
    ['TR', 'tr'],
    ['tr-TR,tr;q=0.9,en;q=0.8', 'tr'],
    [undefined, 'en'],
    ['en', 'en'],
    ['de', 'en'],
    ['', 'en'],
    ['truk', 'en'],
  ];
  test.each(languages)('Accept-Language %s speaks %s', async (language, spoken) => {
    const headers = { 'accept-language': language };
    const sentences: [Promise<Parameters<typeof expectRefused>[0]>, RefusalName, RegExp, RegExp][] = [
      [world.call('GET', list(), { headers }), 'key', /credentials/, /Kimlik/],
      [world.call('PATCH', list(), { headers }), 'method', /not possible/, /Bu adreste/],
      [world.call('PUT', mine.path, { as: seller, body: '{', headers }), 'malformed', /The body/, /İstek gövdesi/],
      [world.call('PUT', mine.path, { as: seller, body: {}, headers }), 'field', /status is missing/, /eksik/],
      [
        world.call('PUT', mine.path, { as: seller, body: { status: 'Invoiced' }, headers }),
        'status',
        /is Created/,
        /durumu Created/,
      ],
      [
        world.call('PUT', packagePath(seller, 5), { as: seller, body: {}, headers }),
        'package',
        /does not belong/,
        /paketi değil/,
      ],
    ];
    for (const [answer, name, en, tr] of sentences)
      expect(expectRefused(await answer, name)).toMatch(spoken === 'tr' ? tr : en);
  });
});

describe('the order of checks', () => {
  const large = Buffer.alloc((1 << 20) + 1, 0x20);
  const text = { 'content-type': 'text/plain' };
  const unknownPackage = () => packagePath(seller, 3_599_999_999);
  const cancelled = { lines: [{ lineId: 1, quantity: 1 }], reasonId: 500 };
  type Row = [name: string, refusal: RefusalName, method: string, path: () => string, options: () => CallOptions];
  const rows: Row[] = [
    ['address before User-Agent', 'method', 'PATCH', () => mine.path, () => ({ headers: { 'user-agent': undefined } })],
    ['User-Agent before key', 'agent', 'PUT', () => mine.path, () => ({ headers: { 'user-agent': undefined } })],
    ['key before seller', 'key', 'PUT', () => packagePath(stranger, 5), () => ({ body: large, headers: text })],
    [
      'seller before media type',
      'mismatch',
      'PUT',
      () => packagePath(stranger, 5),
      () => ({ as: seller, body: large, headers: text }),
    ],
    ['media type before size', 'media', 'PUT', () => mine.path, () => ({ as: seller, body: large, headers: text })],
    ['media type before JSON', 'media', 'PUT', () => mine.path, () => ({ as: seller, body: '{', headers: text })],
    ['media type before package', 'media', 'PUT', unknownPackage, () => ({ as: seller, body: '{}', headers: text })],
    ['size before JSON', 'large', 'PUT', () => mine.path, () => ({ as: seller, body: large })],
    ['size before package', 'large', 'PUT', unknownPackage, () => ({ as: seller, body: large })],
    ['JSON before package', 'malformed', 'PUT', unknownPackage, () => ({ as: seller, body: '{' })],
    ['package before shape', 'package', 'PUT', unknownPackage, () => ({ as: seller, body: {} })],
    ['package before shape, no body', 'package', 'PUT', unknownPackage, () => ({ as: seller })],
    [
      'package before shape, cancel',
      'package',
      'PUT',
      () => `${unknownPackage()}/items/unsupplied`,
      () => ({ as: seller, body: { lines: 7 } }),
    ],
    [
      'package before the form of a split',
      'package',
      'POST',
      () => `${unknownPackage()}/split`,
      () => ({ as: seller, body: { splitGroups: [] } }),
    ],
    [
      'shape before status',
      'field',
      'PUT',
      () => mine.path,
      () => ({ as: seller, body: { status: 'Invoiced', params: 1 } }),
    ],
    [
      'status before lines',
      'status',
      'PUT',
      () => mine.path,
      () => ({ as: seller, body: { status: 'Invoiced', lines: [{ lineId: 1, quantity: 1 }] } }),
    ],
    [
      'reason before lines',
      'reason',
      'PUT',
      () => `${mine.path}/items/unsupplied`,
      () => ({ as: seller, body: { ...cancelled, reasonId: 0 } }),
    ],
    [
      'line before quantity',
      'line',
      'PUT',
      () => `${mine.path}/items/unsupplied`,
      () => ({
        as: seller,
        body: { ...cancelled, lines: [{ lineId: mine.line['a'], quantity: 99 }, ...cancelled.lines] },
      }),
    ],
  ];
  test.each(rows)('%s', async (_, refusal, method, path, options) => {
    expectRefused(await changingNothing(world, () => world.call(method, path(), options())), refusal);
  });

  const types: [type: string | undefined, ok: boolean][] = [
    ['application/json', true],
    ['application/json; charset=utf-8', true],
    ['application/json;charset=UTF-8', true],
    ['Application/JSON', true],
    ['application/json ; charset=utf-8', true],
    ['text/plain', false],
    ['application/jsonx', false],
    ['application/x-www-form-urlencoded', false],
    ['multipart/form-data; boundary=x', false],
    ['', false],
    [undefined, false],
  ];
  test.each(types)('a body as %s', async (type, ok) => {
    const options = { as: seller, body: '{"status":"Nothing"}', headers: { 'content-type': type } };
    expectRefused(await world.call('PUT', mine.path, options), ok ? 'field' : 'media');
  });

  test('without a body the media type is ignored', async () => {
    const path = `/integration/webhook/sellers/${seller.seller_id}/webhooks`;
    for (const type of [undefined, 'application/json', 'text/plain', 'multipart/form-data']) {
      const headers = { 'content-type': type };
      expectRefused(await world.call('PUT', `${path}/${uuid}/activate`, { as: seller, headers }), 'noWebhook');
      expectRefused(await world.call('PUT', mine.path, { as: seller, headers }), 'field');
      expect((await world.call('GET', path, { as: seller, headers })).status).toBe(200);
    }
    expectRefused(await world.call('PUT', `${path}/${uuid}/deactivate`, { as: seller, body: {} }), 'noWebhook');
  });
});
