import pino from 'pino';
import { describe, expect, test } from 'vitest';
import { Options } from '../../src/cli/options.ts';
import { requestsVerb } from '../../src/cli/requests.ts';
import { journal_limit } from '../../src/sandbox/http/journal.ts';
import { operatorClient } from '../client/lab.ts';
import { packageIn } from '../http/lab.ts';
import { startWorld, type TestWorld } from '../world.ts';

const journalOf = async (world: TestWorld, query = '') =>
  (await world.call('GET', `/api/v1/sandbox/requests?${query}`, { as: 'operator' })).json.content;

describe('the journal of requests', () => {
  test('has each request with its answer, also what was refused and what nobody serves', async () => {
    await using world = await startWorld();
    const seller = await world.newSeller();
    const { path } = await packageIn(world, seller);
    const wrong = { ...seller, secret: 'a-wrong-secret' };
    const asked = [
      ['PUT', path, { as: seller, body: { status: 'Picking' } }],
      ['PUT', `${path}/items/unsupplied`, { as: seller, body: { lines: [], reasonId: 9 } }],
      ['GET', `/integration/order/sellers/${seller.seller_id}/v2/orders`, { as: wrong }],
      ['GET', '/api/v1/nothing?a=1', {}],
    ] as const;
    const before = (await journalOf(world)).at(-1).number;
    const ids: string[] = [];
    for (const [method, to, options] of asked)
      ids.push((await world.call(method, to, options)).headers['x-request-id']!);
    const entries = await journalOf(world, `after=${before}`);
    expect(entries.map((one: { requestId: string }) => one.requestId)).toEqual(ids);
    expect(entries).toMatchObject([
      { method: 'PUT', path, operation: 'updatePackage', sellerId: seller.seller_id, status: 200, refusal: null },
      { operation: 'cancelItems', status: 400, refusal: expect.stringMatching(/^koli\./) },
      { operation: expect.any(String), sellerId: null, status: 401, refusal: expect.any(String) },
      { path: '/api/v1/nothing', query: 'a=1', operation: null, sellerId: null, status: 556 },
    ]);
    expect(JSON.parse(entries[0].request.body)).toEqual({ status: 'Picking' });
    expect(entries[1].request.body).toBe('{"lines":[],"reasonId":9}');
    expect(JSON.parse(entries[1].answer.body).errors[0].key).toBe(entries[1].refusal);
    expect(entries[0].request.headers['authorization']).toBe(`Basic ${seller.key}:***`);
    for (const secret of [
      seller.secret,
      'a-wrong-secret',
      Buffer.from(`${seller.key}:${seller.secret}`).toString('base64'),
    ])
      expect(JSON.stringify(entries)).not.toContain(secret);
  });

  test('is filtered, and followed by numbers', async () => {
    await using world = await startWorld();
    const seller = await world.newSeller();
    await packageIn(world, seller);
    await world.call('GET', '/api/v1/packages?size=0', { as: 'operator' });
    const numbers = async (query: string) =>
      (await journalOf(world, query)).map((one: { number: number }) => one.number);
    const all = await numbers('');
    expect(all).toEqual(all.map((_: number, index: number) => index + 1));
    expect(await numbers('statusFrom=400')).toEqual([all.at(-1)]);
    expect(await numbers('status=400&sellerId=0&method=GET&path=/packages&operation=searchPackages')).toEqual([
      all.at(-1),
    ]);
    expect(await numbers(`sellerId=${seller.seller_id}`)).toEqual([]);
    expect(await numbers('after=0&size=1')).toEqual([1]);
    expect(await numbers('size=1')).toEqual([all.at(-1)]);
    expect(await numbers(`after=${all.at(-1)}`)).toEqual([]);
    const refused = await world.call('GET', '/api/v1/sandbox/requests?colour=red', { as: 'operator' });
    expect(refused.status).toBe(400);
  });

  test('shows no secret of a body, however it is written', async () => {
    await using world = await startWorld();
    const seller = await world.newSeller();
    const path = `/integration/webhook/sellers/${seller.seller_id}/webhooks`;
    const secret = 'a-very-secret-key';
    const hook = `{"url":"https://shop.example/","authenticationType":"API_KEY","api\\u004bey":"${secret}"}`;
    expect((await world.call('POST', path, { as: seller, body: hook })).status).toBe(200);
    const large = `{"apiKey":"${secret}","filler":"${'x'.repeat(20_000)}"}`;
    await world.call('POST', path, { as: seller, body: large });
    const made = await world.call('POST', '/api/v1/sandbox/sellers', { as: 'operator', body: {} });
    const entries = await journalOf(world);
    for (const text of [secret, made.json.apiSecret, world.authorization('operator')])
      expect(JSON.stringify(entries)).not.toContain(text);
    const [, cut] = entries.filter((one: { operation: string }) => one.operation === 'createWebhook');
    expect([cut.request.bytes, cut.request.cut]).toEqual([large.length, true]);
    expect(cut.request.body.length).toBeLessThanOrEqual(16 << 10);
  });

  test('holds the latest only', async () => {
    await using world = await startWorld();
    for (let call = 0; call < journal_limit + 5; call++) await world.call('GET', '/api/v1/nothing');
    const entries = await journalOf(world, 'size=1000');
    expect([entries.length, entries[0].number, entries.at(-1).number]).toEqual([journal_limit, 6, journal_limit + 5]);
  });

  test('is printed by the command line without what a terminal would act on', async () => {
    await using world = await startWorld();
    const seller = await world.newSeller();
    const path = `/integration/order/sellers/${seller.seller_id}/nothing`;
    await world.call('GET', path, { as: seller });
    await world.call('POST', '/api/v1/orders', { as: 'operator', body: '{"\u009b31m":"\u202e"}' });
    const lines: string[] = [];
    const terminal = { out: (text: string) => void lines.push(text) };
    const koli = { operator: operatorClient(world), json: false, terminal } as never;
    await requestsVerb(koli, [], new Options({ refused: true, bodies: true, limit: '5' }));
    const text = lines.join('\n');
    expect(text).toContain(path);
    expect(text).toMatch(/POST {4}400 {2}operator/);
    expect(text).toContain('→ {"\ufffd31m":"\ufffd"}');
  });
});

test('each request has a line in the log, without query, body and secret', async () => {
  const lines: string[] = [];
  const log = pino({ level: 'info' }, { write: (line) => void lines.push(line) });
  await using world = await startWorld({ world: { log } });
  const seller = await world.newSeller();
  const at = `/integration/order/sellers/${seller.seller_id}/v2/orders`;
  const wrong = { ...seller, secret: 'a-wrong-secret' };
  const answers = [
    await world.call('GET', `${at}?orderNumber=Ada`, { as: seller }),
    await world.call('GET', at, { as: wrong }),
    await world.call('GET', '/api/v1/nothing', {}),
  ];
  const logged = answers.map(({ headers }) => lines.filter((line) => line.includes(headers['x-request-id']!)));
  expect(logged.map((some) => some.length)).toEqual([1, 1, 1]);
  expect(logged.map(([line]) => JSON.parse(line!))).toMatchObject([
    { method: 'GET', path: at, status: 200, seller_id: seller.seller_id, duration_ms: expect.any(Number) },
    { status: 401, refusal: 'authentication.error' },
    { path: '/api/v1/nothing', status: 556 },
  ]);
  expect(lines.join('\n')).not.toMatch(/Ada|a-wrong-secret|secret-\d|Basic /);
});
