import { expect, test } from 'vitest';
import { orderInput } from '../wire/example.ts';
import { startWorld, type TestSeller, type TestWorld } from '../world.ts';

const base = (seller: TestSeller) => `/integration/webhook/sellers/${seller.seller_id}/webhooks`;
const basic = { authenticationType: 'BASIC_AUTHENTICATION', username: 'ali', password: 'gizli' };
const key = { authenticationType: 'API_KEY', apiKey: 'k-1' };
const unknown_id = '00000000-0000-4000-8000-000000000000';

async function create(world: TestWorld, as: TestSeller, body: object = {}): Promise<string> {
  const answer = await world.call('POST', base(as), {
    as,
    body: { url: 'https://shop.example/hook', ...key, ...body },
  });
  expect(answer.status).toBe(200);
  expect(answer.json).toEqual({ id: expect.stringMatching(/^[0-9a-f-]{36}$/) });
  return answer.json.id;
}

const list = async (world: TestWorld, as: TestSeller) => (await world.call('GET', base(as), { as })).json;

const problemOf = (answer: {
  status: number;
  json: { exception: string; errors: { key: string; message: string }[] };
}) => [answer.status, answer.json.errors[0]!.key];

test('create and list return what the owner gave, never the secret, which is sealed', async () => {
  await using world = await startWorld();
  const seller = await world.newSeller();
  const first = await create(world, seller, basic);
  world.clock.advance(1);
  const second = await create(world, seller, {
    username: 'veli',
    subscribedStatuses: ['CREATED', 'PICKING', 'CREATED'],
  });
  const created_at = world.clock.now();
  const answer = await world.call('GET', base(seller), { as: seller });
  expect(answer.headers['content-type']).toMatch(/^application\/json/);
  expect(answer.json).toEqual([
    {
      id: first,
      createdDate: created_at - 1,
      lastModifiedDate: null,
      url: 'https://shop.example/hook',
      username: 'ali',
      authenticationType: 'BASIC_AUTHENTICATION',
      status: 'ACTIVE',
      subscribedStatuses: null,
      countryCodes: null,
    },
    {
      id: second,
      createdDate: created_at,
      lastModifiedDate: null,
      url: 'https://shop.example/hook',
      username: 'veli',
      authenticationType: 'API_KEY',
      status: 'ACTIVE',
      subscribedStatuses: ['CREATED', 'PICKING'],
      countryCodes: null,
    },
  ]);
  const stored = await world.sql('select secret from webhooks order by created_at');
  expect(JSON.stringify(stored)).not.toMatch(/gizli|k-1/);
  expect(stored.map((row) => world.world.seal.open(row['secret']))).toEqual(['gizli', 'k-1']);
});

test('an update keeps what it leaves out, and the status', async () => {
  await using world = await startWorld();
  const seller = await world.newSeller();
  const id = await create(world, seller, { ...basic, subscribedStatuses: ['CREATED'] });
  await world.call('PUT', `${base(seller)}/${id}/deactivate`, { as: seller });
  world.clock.advance(5);
  const body = { url: 'http://127.0.0.1:1/new', authenticationType: 'API_KEY', apiKey: 'k-2' };
  const answer = await world.call('PUT', `${base(seller)}/${id}`, { as: seller, body });
  expect([answer.status, answer.body]).toEqual([200, '200 OK']);
  expect(answer.headers['content-type']).toMatch(/^text\/plain/);
  expect(await list(world, seller)).toMatchObject([
    {
      id,
      lastModifiedDate: world.clock.now(),
      url: body.url,
      username: 'ali',
      authenticationType: 'API_KEY',
      status: 'PASSIVE',
      subscribedStatuses: ['CREATED'],
      countryCodes: null,
    },
  ]);
  const [row] = await world.sql('select secret from webhooks');
  expect(world.world.seal.open(row!['secret'])).toBe('k-2');
});

test('activate and deactivate, also without a change, with no body or an empty one', async () => {
  await using world = await startWorld();
  const seller = await world.newSeller();
  const id = await create(world, seller);
  const put = async (word: string, body?: object) => {
    world.clock.advance(1);
    const answer = await world.call('PUT', `${base(seller)}/${id}/${word}`, { as: seller, body });
    expect([answer.status, answer.body]).toEqual([200, '200 OK']);
    const [{ status, lastModifiedDate }] = await list(world, seller);
    return [status, lastModifiedDate];
  };
  const start = world.clock.now();
  expect(await put('activate')).toEqual(['ACTIVE', null]);
  expect(await put('deactivate', {})).toEqual(['PASSIVE', start + 2]);
  expect(await put('deactivate')).toEqual(['PASSIVE', start + 2]);
  expect(await put('activate', {})).toEqual(['ACTIVE', start + 4]);
  expect(await put('activate')).toEqual(['ACTIVE', start + 4]);
  expect((await world.sql('select epoch from webhooks'))[0]).toEqual({ epoch: 1 });
});

test('an unknown, malformed, foreign or deleted id is 404 everywhere', async () => {
  await using world = await startWorld();
  const seller = await world.newSeller();
  const foreign = await create(world, await world.newSeller());
  const deleted = await create(world, seller);
  await world.call('DELETE', `${base(seller)}/${deleted}`, { as: seller });
  expect(await list(world, seller)).toEqual([]);
  const body = { url: 'https://shop.example/', ...key };
  for (const id of [unknown_id, '12', 'not-a-uuid', foreign, deleted]) {
    const calls = [
      world.call('PUT', `${base(seller)}/${id}`, { as: seller, body }),
      world.call('PUT', `${base(seller)}/${id}`, { as: seller, body: { url: 1 } }),
      world.call('PUT', `${base(seller)}/${id}/activate`, { as: seller }),
      world.call('PUT', `${base(seller)}/${id}/deactivate`, { as: seller }),
      world.call('DELETE', `${base(seller)}/${id}`, { as: seller }),
    ];
    for (const answer of await Promise.all(calls)) expect(problemOf(answer)).toEqual([404, 'koli.webhook.unknown']);
  }
});

test('a wrong value is 400 and names the field', async () => {
  await using world = await startWorld();
  const seller = await world.newSeller();
  const post = (body: unknown) => world.call('POST', base(seller), { as: seller, body });
  const refused = await post({ url: 'shop.example', ...key });
  expect(problemOf(refused)).toEqual([400, 'koli.webhook.invalid']);
  expect(refused.json.errors[0].message).toContain('url');
  expect(problemOf(await post({ url: 'https://shop.example' }))).toEqual([400, 'koli.webhook.invalid']);
  expect(problemOf(await post([]))).toEqual([400, 'koli.body.malformed']);
  const id = await create(world, seller);
  const update = await world.call('PUT', `${base(seller)}/${id}`, {
    as: seller,
    body: { ...key, url: 'ftp://x.example' },
  });
  expect(problemOf(update)).toEqual([400, 'koli.webhook.invalid']);
  expect(await list(world, seller)).toHaveLength(1);
});

test('15 webhooks a seller, PASSIVE ones included, also with thirty simultaneous requests', async () => {
  await using world = await startWorld();
  const [seller, other] = [await world.newSeller(), await world.newSeller()];
  const body = { url: 'https://shop.example/hook', ...key };
  const answers = await Promise.all(
    Array.from({ length: 30 }, () => world.call('POST', base(seller), { as: seller, body })),
  );
  expect(answers.filter((answer) => answer.status === 200)).toHaveLength(15);
  for (const answer of answers.filter(({ status }) => status !== 200))
    expect(problemOf(answer)).toEqual([400, 'koli.webhook.limit']);
  const [{ id }] = await list(world, seller);
  await world.call('PUT', `${base(seller)}/${id}/deactivate`, { as: seller });
  expect((await world.call('POST', base(seller), { as: seller, body })).status).toBe(400);
  await create(world, other);
  await world.call('DELETE', `${base(seller)}/${id}`, { as: seller });
  await create(world, seller);
});

test('a repeated create with its key returns the same id and makes no second webhook', async () => {
  await using world = await startWorld();
  const seller = await world.newSeller();
  const ask = { as: seller, body: { url: 'https://shop.example/', ...key }, headers: { 'idempotency-key': 'once' } };
  const first = await world.call('POST', base(seller), ask);
  const again = await world.call('POST', base(seller), ask);
  expect([again.status, again.body, again.headers['idempotent-replayed']]).toEqual([200, first.body, 'true']);
  expect(await list(world, seller)).toHaveLength(1);
  const other = await world.call('POST', base(seller), { ...ask, body: { ...ask.body, apiKey: 'k-2' } });
  expect(other.status).toBe(422);
  expect(JSON.stringify(await world.sql('select * from replies'))).not.toContain('k-1');
});

test('deliveries follow changes: a new address, deactivated, activated, deleted', async () => {
  await using world = await startWorld();
  const seller = await world.newSeller();
  const [first, second] = [await world.receiver(), await world.receiver()];
  const id = await create(world, seller, { url: first.url, ...basic, subscribedStatuses: ['CREATED', 'PICKING'] });
  let orders = 0;
  const order = async (): Promise<number> => {
    const lines = orderInput.lines.map((line) => ({ ...line, sellerId: seller.seller_id }));
    const orderNumber = `${10900000300 + ++orders}`;
    const body = { orders: [{ ...orderInput, orderNumber, payment: 'confirmed', lines }] };
    expect((await world.call('POST', '/api/v1/orders', { as: 'operator', body })).status).toBe(200);
    await world.settle();
    const [row] = await world.sql('select root_id from orders where order_number = $1', [orderNumber]);
    return row!['root_id'];
  };
  const put = (path: string, body?: object) => world.call('PUT', `${base(seller)}/${id}${path}`, { as: seller, body });
  const ids = () => [first, second].map(({ requests }) => requests.map(({ headers }) => headers['webhook-id']));
  const named = (package_id: number, sequence: number) => `evt_${seller.seller_id}_${package_id}_${sequence}`;

  const one = await order();
  expect(ids()).toEqual([[named(one, 2)], []]);
  expect(first.requests[0]!.headers['authorization']).toBe(`Basic ${btoa('ali:gizli')}`);
  expect(first.requests[0]!.json).toMatchObject({ shipmentPackageId: one, status: 'Created' });

  await put('', { url: second.url, ...key, subscribedStatuses: null });
  const two = await order();
  expect(ids()).toEqual([[named(one, 2)], [named(two, 1), named(two, 2)]]);
  expect(second.requests[1]!.headers).toMatchObject({ 'x-api-key': 'k-1', 'webhook-id': named(two, 2) });

  await put('/deactivate');
  await order();
  await put('/activate');
  const four = await order();
  expect(ids()[1]!.slice(2)).toEqual([named(four, 1), named(four, 2)]);
  second.answerAlways(500);
  await order();
  await world.call('DELETE', `${base(seller)}/${id}`, { as: seller });
  await order();
  const states = await world.sql('select state, count(*)::integer from deliveries group by state order by state');
  expect(states).toEqual([
    { state: 'delivered', count: 5 },
    { state: 'dropped', count: 2 },
    { state: 'held', count: 2 },
  ]);
});
