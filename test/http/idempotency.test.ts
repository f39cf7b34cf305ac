import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OrderInput } from '../../src/core/wire/order-input.ts';
import { lengthOf } from '../length.ts';
import { sampleOrder } from '../order.ts';
import type { Answer, CallOptions } from '../world.ts';
import { startWorld, type TestSeller, type TestWorld } from '../world.ts';
import {
  type Case,
  changingNothing,
  documentOf,
  expectRefused,
  packageIn,
  packagePath,
  type RefusalName,
  stored,
} from './lab.ts';

let world: TestWorld;
let seller: TestSeller;
let stranger: TestSeller;

beforeAll(async () => {
  world = await startWorld({ env: { KOLI_WEBHOOK_LIMIT_PER_SELLER: '200' } });
  seller = await world.newSeller();
  stranger = await world.newSeller();
});
afterAll(() => world?.[Symbol.asyncDispose]());

let keys = 0;
const newKey = () => `key-${++keys}`;

type Request = { method: string; path: string; as: TestSeller | 'operator'; body?: unknown };
const send = ({ method, path, ...options }: Request, key: string, more: Record<string, string> = {}) =>
  world.call(method, path, { ...options, headers: { 'Idempotency-Key': key, ...more } } satisfies CallOptions);

/** What must come again: status, body and the headers of koli's own, but not the id of the request. */
const told = ({ status, body, headers }: Answer) => ({
  status,
  body,
  type: headers['content-type'],
  own: Object.fromEntries(Object.entries(headers).filter(([name]) => name.startsWith('koli-'))),
});

async function expectReplayed(first: Answer, request: Request, key: string): Promise<Answer> {
  expect(first.headers).not.toHaveProperty('idempotent-replayed');
  world.clock.advance(1000);
  const again = await changingNothing(world, () => send(request, key));
  expect(told(again)).toEqual(told(first));
  expect(again.headers['idempotent-replayed']).toBe('true');
  expect(again.headers['x-request-id']).not.toBe(first.headers['x-request-id']);
  return again;
}

const webhook = (name: string) => ({
  url: `https://hooks.example/${name}`,
  authenticationType: 'API_KEY',
  apiKey: 'a-key-of-the-receiver',
  subscribedStatuses: ['CREATED'],
});
const webhooks = () => `/integration/webhook/sellers/${seller.seller_id}/webhooks`;

async function newWebhook(): Promise<string> {
  const answer = await world.call('POST', webhooks(), { as: seller, body: webhook(newKey()) });
  if (answer.status !== 200) throw new Error(answer.body);
  return answer.json.id;
}

const links = () => `/integration/sellers/${seller.seller_id}/seller-invoice-links`;

async function newLink() {
  const { package_id } = await packageIn(world, seller);
  return { shipmentPackageId: package_id, invoiceLink: `https://invoices.example/${package_id}` };
}

const order = (given: Partial<OrderInput> = {}) => sampleOrder(seller, undefined, given);
const carrier = (at: Case, status = 'Shipped') => ({ sellerId: seller.seller_id, packageId: at.package_id, status });

type Kind = { name: string; status: number; request(): Promise<Request> };
const onPackage = (
  name: string,
  method: string,
  path: string,
  body: (line: Record<string, number>) => unknown,
): Kind => ({
  name,
  status: 200,
  request: async () => {
    const at = await packageIn(world, seller);
    return { method, path: at.path + path, as: seller, body: body(at.line) };
  },
});
const asOperator = (
  name: string,
  method: string,
  status: number,
  ask: () => Promise<[path: string, body?: unknown]>,
): Kind => ({
  name,
  status,
  request: async () => {
    const [path, body] = await ask();
    return { method, path, as: 'operator', ...(body === undefined ? {} : { body }) };
  },
});

/** Every kind of write, in a form that is performed. */
const kinds: Kind[] = [
  onPackage('status update', 'PUT', '', () => ({ status: 'Picking' })),
  onPackage('cancel of a part', 'PUT', '/items/unsupplied', ({ a }) => ({
    lines: [{ lineId: a, quantity: 1 }],
    reasonId: 500,
  })),
  onPackage('split', 'POST', '/split', ({ a }) => ({ orderLineIds: [a] })),
  onPackage('multi-split', 'POST', '/multi-split', ({ a }) => ({ splitGroups: [{ orderLineIds: [a] }] })),
  onPackage('quantity-split', 'POST', '/quantity-split', ({ a }) => ({
    quantitySplit: [{ orderLineId: a, quantities: [1, 2] }],
  })),
  onPackage('split-packages', 'POST', '/split-packages', ({ a }) => ({
    splitPackages: [{ packageDetails: [{ orderLineId: a, quantities: 1 }] }],
  })),
  {
    name: 'link invoice',
    status: 201,
    request: async () => ({ method: 'POST', path: links(), as: seller, body: await newLink() }),
  },
  {
    name: 'unlink invoice',
    status: 202,
    request: async () => {
      const body = await newLink();
      await world.call('POST', links(), { as: seller, body });
      const unlinked = { serviceSourceId: body.shipmentPackageId, channelId: 1, customerId: 7 };
      return { method: 'POST', path: `${links()}/delete`, as: seller, body: unlinked };
    },
  },
  {
    name: 'request label',
    status: 200,
    request: async () => {
      const { package_id } = await packageIn(world, seller);
      const { cargoTrackingNumber } = await documentOf(world, seller, package_id);
      const path = `/integration/sellers/${seller.seller_id}/common-label/${cargoTrackingNumber}`;
      return { method: 'POST', path, as: seller, body: { format: 'ZPL' } };
    },
  },
  {
    name: 'create webhook',
    status: 200,
    request: async () => ({ method: 'POST', path: webhooks(), as: seller, body: webhook(newKey()) }),
  },
  {
    name: 'change webhook',
    status: 200,
    request: async () => ({
      method: 'PUT',
      path: `${webhooks()}/${await newWebhook()}`,
      as: seller,
      body: webhook('other'),
    }),
  },
  {
    name: 'switch webhook off',
    status: 200,
    request: async () => ({ method: 'PUT', path: `${webhooks()}/${await newWebhook()}/deactivate`, as: seller }),
  },
  {
    name: 'switch webhook on',
    status: 200,
    request: async () => ({ method: 'PUT', path: `${webhooks()}/${await newWebhook()}/activate`, as: seller }),
  },
  {
    name: 'delete webhook',
    status: 200,
    request: async () => ({ method: 'DELETE', path: `${webhooks()}/${await newWebhook()}`, as: seller }),
  },
  asOperator('create seller', 'POST', 201, async () => ['/api/v1/sellers', { name: 'New' }]),
  asOperator('change seller', 'PATCH', 200, async () => [`/api/v1/sellers/${stranger.seller_id}`, { name: 'Renamed' }]),
  asOperator('create key', 'POST', 201, async () => [`/api/v1/sellers/${stranger.seller_id}/keys`, {}]),
  asOperator('create key without a body', 'POST', 201, async () => [`/api/v1/sellers/${stranger.seller_id}/keys`]),
  asOperator('revoke key', 'DELETE', 200, async () => {
    const path = `/api/v1/sellers/${stranger.seller_id}/keys`;
    const { apiKey } = (await world.call('POST', path, { as: 'operator', body: {} })).json;
    return [`${path}/${apiKey}`];
  }),
  asOperator('orders', 'POST', 200, async () => [
    '/api/v1/orders',
    { orders: [order({ orderNumber: newKey() }), order({ orderNumber: newKey() })] },
  ]),
  asOperator('orders without numbers', 'POST', 200, async () => [
    '/api/v1/orders',
    { orders: [order(), order(), { lines: [] }] },
  ]),
  asOperator('payment', 'POST', 200, async () => [
    `/api/v1/orders/${(await packageIn(world, seller, 'Awaiting')).order_number}/payment`,
    { status: 'confirmed' },
  ]),
  asOperator('carrier events', 'POST', 200, async () => [
    '/api/v1/carrier-events',
    { events: [carrier(await packageIn(world, seller)), carrier(await packageIn(world, seller, 'Returned'))] },
  ]),
  asOperator('customer cancel', 'POST', 200, async () => [
    `/api/v1/sellers/${seller.seller_id}/packages/${(await packageIn(world, seller)).package_id}/customer-cancel`,
  ]),
];

describe('every kind of write', () => {
  test.each(kinds)(
    '$name: a repetition gets the same answer, another request is refused',
    async ({ request, status }) => {
      const asked = await request();
      const key = newKey();
      const first = await send(asked, key);
      expect([first.status, first.body]).toEqual([status, expect.any(String)]);
      await expectReplayed(first, asked, key);

      // The order of keys is no difference, everything else is.
      const { body } = asked;
      if (typeof body === 'object' && body !== null)
        expect(told(await send({ ...asked, body: Object.fromEntries(Object.entries(body).reverse()) }, key))).toEqual(
          told(first),
        );
      const others: [Request, Record<string, string>?][] = [
        [{ ...asked, body: { ...(body as object), other: 1 } }],
        [{ ...asked, body: [] }],
        [asked, { storeFrontCode: 'DE' }],
        // A query is no part of what these requests say, the path is.
        [
          {
            ...asked,
            path: asked.path.replace(/[^/]+$/, (last) => `%${last.charCodeAt(0).toString(16)}${last.slice(1)}`),
          },
        ],
      ];
      for (const [other, headers] of others)
        expectRefused(await changingNothing(world, () => send(other, key, headers)), 'reused');
      await expectReplayed(first, asked, key);
    },
  );

  test.each(kinds)('$name: the key is free again after a day', async ({ request }) => {
    const asked = await request();
    const key = newKey();
    const first = await send(asked, key);
    world.clock.advance(24 * 3_600_000 - 2000);
    await expectReplayed(first, asked, key);
    world.clock.advance(1001);
    const late = await send(asked, key);
    expect(late.headers).not.toHaveProperty('idempotent-replayed');
    expect(late.status).not.toBe(422);
  });

  test.each(['two words', 'ö', 'x'.repeat(256), '', '\t'])('the key %j is refused', async (key) => {
    for (const { request } of kinds) {
      const asked = await request();
      expectRefused(await changingNothing(world, () => send(asked, key)), 'field');
    }
  });

  test('keys of 1 and of 255 characters are accepted', async () => {
    for (const key of ['~', '!'.repeat(255)]) {
      const asked = await kinds[1]!.request();
      await expectReplayed(await send(asked, key), asked, key);
    }
  });
});

describe('one key, two kinds of request', () => {
  test('the second kind is refused and does nothing', async () => {
    // Never performed, so one of each serves all.
    const seconds = await Promise.all(kinds.map(({ request }) => request()));
    for (const { request } of kinds.filter((_, at) => at % lengthOf(5, 1) === 0)) {
      const first = await request();
      const key = newKey();
      const answer = await send(first, key);
      expect(answer.status).toBeLessThan(300);
      const before = await stored(world);
      for (const second of seconds) {
        const is_same = first.path === second.path && first.method === second.method;
        if (first.as === second.as && !is_same) expectRefused(await send(second, key), 'reused');
      }
      expect(await stored(world)).toBe(before);
      await expectReplayed(answer, first, key);
    }
  });

  test('sellers and the operator have separate keys', async () => {
    const key = newKey();
    const one = await kinds[0]!.request();
    expect((await send(one, key)).status).toBe(200);
    const theirs = await packageIn(world, stranger);
    expect((await send({ ...one, path: theirs.path, as: stranger }, key)).status).toBe(200);
    expect((await send(await kinds.at(-1)!.request(), key)).status).toBe(200);
    const rows = await world.sql('select seller_id from replies where key = $1 and part = 0 order by seller_id', [key]);
    expect(rows.map((row) => row['seller_id'])).toEqual([0, seller.seller_id, stranger.seller_id]);
  });
});

describe('refusals', () => {
  const kept: [name: string, refusal: RefusalName, request: () => Promise<Request>][] = [
    [
      'a wrong field',
      'field',
      async () => ({ method: 'PUT', path: (await packageIn(world, seller)).path, as: seller, body: { status: 'x' } }),
    ],
    ['no body', 'field', async () => ({ method: 'PUT', path: (await packageIn(world, seller)).path, as: seller })],
    [
      'a stranger line',
      'line',
      async () => ({
        method: 'POST',
        path: `${(await packageIn(world, seller)).path}/split`,
        as: seller,
        body: { orderLineIds: [1] },
      }),
    ],
    [
      'a wrong status',
      'status',
      async () => ({
        method: 'PUT',
        path: (await packageIn(world, seller)).path,
        as: seller,
        body: { status: 'Invoiced' },
      }),
    ],
    [
      'a wrong webhook',
      'webhook',
      async () => ({ method: 'POST', path: webhooks(), as: seller, body: { url: 'https://hooks.example' } }),
    ],
    ['no such webhook', 'noWebhook', async () => ({ method: 'DELETE', path: `${webhooks()}/${newKey()}`, as: seller })],
    [
      'a seller without a name',
      'field',
      async () => ({ method: 'POST', path: '/api/v1/sellers', as: 'operator', body: {} }),
    ],
    [
      'a seller that is there',
      'sellerThere',
      async () => ({
        method: 'POST',
        path: '/api/v1/sellers',
        as: 'operator',
        body: { sellerId: seller.seller_id, name: 'x' },
      }),
    ],
    [
      'a key that is there',
      'keyThere',
      async () => ({
        method: 'POST',
        path: `/api/v1/sellers/${seller.seller_id}/keys`,
        as: 'operator',
        body: { apiKey: seller.key, apiSecret: 'a-secret-of-mine' },
      }),
    ],
    ['a key of nobody', 'noSeller', async () => ({ method: 'POST', path: '/api/v1/sellers/77/keys', as: 'operator' })],
    [
      'no such key',
      'noKey',
      async () => ({ method: 'DELETE', path: `/api/v1/sellers/${seller.seller_id}/keys/none`, as: 'operator' }),
    ],
    [
      'no orders',
      'field',
      async () => ({ method: 'POST', path: '/api/v1/orders', as: 'operator', body: { orders: [] } }),
    ],
    [
      'no such order',
      'noOrder',
      async () => ({
        method: 'POST',
        path: `/api/v1/orders/${newKey()}/payment`,
        as: 'operator',
        body: { status: 'failed' },
      }),
    ],
    [
      'a payment twice',
      'status',
      async () => ({
        method: 'POST',
        path: `/api/v1/orders/${(await packageIn(world, seller)).order_number}/payment`,
        as: 'operator',
        body: { status: 'confirmed' },
      }),
    ],
    [
      'a carrier too late',
      'status',
      async () => ({
        method: 'POST',
        path: '/api/v1/carrier-events',
        as: 'operator',
        body: { events: [carrier(await packageIn(world, seller, 'Returned'))] },
      }),
    ],
    [
      'a customer too late',
      'status',
      async () => ({
        method: 'POST',
        path: `/api/v1/sellers/${seller.seller_id}/packages/${(await packageIn(world, seller, 'Shipped')).package_id}/customer-cancel`,
        as: 'operator',
      }),
    ],
  ];
  test.each(kept)('%s is stored and repeated', async (_, refusal, request) => {
    const asked = await request();
    const key = newKey();
    const first = await changingNothing(world, () => send(asked, key));
    expectRefused(first, refusal);
    await expectReplayed(first, asked, key);
    expectRefused(await changingNothing(world, () => send({ ...asked, body: { other: 2 } }, key)), 'reused');
  });

  test('answers that depend on the caller or the moment are not stored', async () => {
    const key = newKey();
    const at = await packageIn(world, seller);
    const body = { status: 'Picking' };
    const headers = { 'Idempotency-Key': key };
    const attempts: [RefusalName, Promise<Answer>][] = [
      ['package', send({ method: 'PUT', path: packagePath(seller, 3_599_999_999), as: seller, body }, key)],
      ['package', send({ method: 'PUT', path: packagePath(seller, 'abc'), as: seller, body: {} }, key)],
      ['malformed', world.call('PUT', at.path, { as: seller, body: '{', headers })],
      [
        'media',
        world.call('PUT', at.path, { as: seller, body: '{}', headers: { ...headers, 'content-type': 'text/plain' } }),
      ],
      ['large', world.call('PUT', at.path, { as: seller, body: ' '.repeat(2 << 20), headers })],
      ['key', world.call('PUT', at.path, { body, headers })],
      ['mismatch', world.call('PUT', at.path, { as: stranger, body, headers })],
      ['agent', world.call('PUT', at.path, { as: seller, body, headers: { ...headers, 'user-agent': undefined } })],
    ];
    for (const [refusal, answer] of attempts) expectRefused(await answer, refusal);
    expect(await world.sql('select * from replies where key = $1', [key])).toEqual([]);
    expect((await send({ method: 'PUT', path: at.path, as: seller, body }, key)).status).toBe(200);
  });
});

test('the secret of a new key is repeated, but cannot be read in the database', async () => {
  const path = `/api/v1/sellers/${stranger.seller_id}/keys`;
  const key = newKey();
  for (const body of [undefined, { apiKey: 'chosen-key', apiSecret: 'chosen-secret-of-mine' }]) {
    const asked: Request = { method: 'POST', path, as: 'operator', ...(body === undefined ? {} : { body }) };
    const first = await send(asked, key + (body === undefined));
    const again = await expectReplayed(first, asked, key + (body === undefined));
    const { apiKey, apiSecret } = again.json;
    const tables = await world.sql(
      "select table_name as name from information_schema.tables where table_schema = current_schema() and table_type = 'BASE TABLE'",
    );
    for (const { name } of tables)
      expect([name, await world.sql(`select 1 from ${name} t where strpos(t::text, $1) > 0`, [apiSecret])]).toEqual([
        name,
        [],
      ]);
    const own = await world.call('GET', '/api/v1/seller', {
      as: { seller_id: stranger.seller_id, key: apiKey, secret: apiSecret },
    });
    expect(own.json.sellerId).toBe(stranger.seller_id);
  }
});

test('of simultaneous requests under one key one is performed, and all get its answer', async () => {
  for (const kind of kinds) {
    const asked = await kind.request();
    const key = newKey();
    const answers = await Promise.all(Array.from({ length: 5 }, () => send(asked, key)));
    expect(new Set(answers.map((answer) => JSON.stringify(told(answer)))).size).toBe(1);
    expect(answers[0]!.status).toBe(kind.status);
    expect(answers.filter((answer) => !('idempotent-replayed' in answer.headers)).length).toBeGreaterThanOrEqual(1);
  }
});

describe('orders of which a part was lost', () => {
  test.each(['with', 'without'])(
    '%s numbers: a repetition completes them and gets the same answer',
    async (numbers) => {
      const given = () => (numbers === 'with' ? { orderNumber: newKey() } : {});
      const ofBoth = [seller, stranger].map(({ seller_id }) => ({ sellerId: seller_id, barcode: 'x', quantity: 2 }));
      const shared = (extra: Partial<OrderInput>) => sampleOrder(seller, ofBoth, extra);
      const asked: Request = {
        method: 'POST',
        path: '/api/v1/orders',
        as: 'operator',
        body: { orders: [shared(given()), shared(given()), order(given())] },
      };
      const key = newKey();
      const first = await send(asked, key);
      const { results } = first.json;
      expect(results.map((one: { packages: unknown[] }) => one.packages.length)).toEqual([2, 2, 1]);

      // As if koli had been killed after half of it: no whole answer, and two shares are not there.
      const lost = [
        [stranger.seller_id, results[1].orderNumber],
        [seller.seller_id, results[2].orderNumber],
      ];
      for (const values of lost) {
        for (const table of ['deliveries', 'events', 'tracking_numbers'])
          await world.sql(
            `delete from ${table} where (seller_id, package_id) in (select seller_id, root_id from orders where seller_id = $1 and order_number = $2)`,
            values,
          );
        for (const table of ['packages', 'order_barcodes', 'orders'])
          await world.sql(`delete from ${table} where seller_id = $1 and order_number = $2`, values);
      }
      await world.sql('delete from replies where key = $1 and part >= 0', [key]);

      const again = await send(asked, key);
      expect(again.json.results.map((one: { orderNumber: string }) => one.orderNumber)).toEqual(
        results.map((one: { orderNumber: string }) => one.orderNumber),
      );
      // What was there is told as it was; what was lost has new ids.
      expect(again.json.results[0]).toEqual(results[0]);
      expect(again.json.results[1].packages[0]).toEqual(results[1].packages[0]);
      const counts = await world.sql('select count(*) as n from orders where order_number = any($1)', [
        results.map((one: { orderNumber: string }) => one.orderNumber),
      ]);
      expect(counts[0]!['n']).toBe(5);
      await expectReplayed(again, asked, key);
    },
  );
});

test('the test services have no keys', async () => {
  const headers = { 'Idempotency-Key': 'not even a key', SellerID: String(seller.seller_id) };
  const address = {
    addressText: 'Sk. 1',
    city: 'İzmir',
    district: 'Bornova',
    phone: '5001234567',
    email: 'a@b.example',
  };
  const body = {
    customer: { customerFirstName: 'Deniz', customerLastName: 'Ornek' },
    invoiceAddress: { ...address, invoiceFirstName: 'D', invoiceLastName: 'O' },
    shippingAddress: { ...address, shippingFirstName: 'D', shippingLastName: 'O' },
    lines: [{ barcode: 'x', quantity: 1 }],
    seller: { sellerId: seller.seller_id },
  };
  const before = await world.sql('select * from replies');
  const ask = () => world.call('POST', '/integration/test/order/orders/core', { as: seller, body, headers });
  const [one, other] = [await ask(), await ask()];
  expect([one.status, other.status]).toEqual([200, 200]);
  expect(one.body).not.toBe(other.body);

  const at = await packageIn(world, seller);
  const path = `/integration/test/order/sellers/${seller.seller_id}/shipment-packages/${at.package_id}/status`;
  const ship = () => world.call('PUT', path, { as: seller, body: { status: 'Shipped', params: {} }, headers });
  expect((await ship()).status).toBe(200);
  expectRefused(await ship(), 'status');
  expect(await world.sql('select * from replies')).toEqual(before);
});
