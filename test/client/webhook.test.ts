import { readFileSync } from 'node:fs';
import { Webhook } from 'standardwebhooks';
import { describe, expect, test } from 'vitest';
import { checkCredentials, parseWebhook, signWebhook, verifyWebhook, WebhookError } from '../../client/src/index.ts';
import { takeOrder } from '../http/orders.ts';
import { startWorld } from '../world.ts';
import { sellerClient } from './lab.ts';

const openapi = JSON.parse(readFileSync(new URL('../../openapi.json', import.meta.url), 'utf8'));
const [document] = openapi.components.schemas.Package.examples;
const flat = JSON.stringify(document);
const page = JSON.stringify({ totalElements: 1, totalPages: 1, page: 0, size: 1, content: [document] });

const secretOf = (fill: string, bytes = 32) => `whsec_${Buffer.alloc(bytes, fill).toString('base64')}`;
const secret = secretOf('a');
const at = Date.UTC(2026, 10, 23, 9);
const now = () => at;

describe('a signed call', () => {
  test.each([
    ['flat', flat],
    ['page', page],
  ])('returns its package: %s', async (_envelope, body) => {
    const headers = await signWebhook({ body, secret, id: 'evt_1_2_3', now });
    const found = await verifyWebhook({ headers, body, secret, now });
    expect(found).toEqual({ id: 'evt_1_2_3', timestamp: new Date(at), package: document, packages: [document] });
    const bytes = new TextEncoder().encode(body);
    expect(await verifyWebhook({ headers: new Headers(headers), body: bytes, secret, now })).toEqual(found);
    const shouted = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toUpperCase(), [value]]));
    expect(
      await verifyWebhook({ headers: shouted, body: Buffer.from(body), secret: [secretOf('b'), secret], now }),
    ).toEqual(found);
  });

  test.each([24, 32, 64])(
    'is verified alike by the library of the standard, with a secret of %i bytes',
    async (bytes) => {
      const shared = secretOf('k', bytes);
      const library = new Webhook(shared);
      const ours = await signWebhook({ body: flat, secret: shared });
      expect(library.verify(flat, ours)).toEqual(document);
      const sent = new Date();
      const theirs = {
        'webhook-id': 'evt_4',
        'webhook-timestamp': String(Math.floor(sent.getTime() / 1000)),
        'webhook-signature': library.sign('evt_4', sent, flat),
      };
      expect((await verifyWebhook({ headers: theirs, body: flat, secret: shared })).id).toBe('evt_4');
    },
  );

  test('during a rotation is valid under either secret', async () => {
    const [old, fresh] = [secretOf('o'), secretOf('f')];
    const headers = await signWebhook({ body: flat, secret: [old, fresh], now });
    expect(headers['webhook-signature'].split(' ')).toHaveLength(2);
    for (const known of [old, fresh]) await verifyWebhook({ headers, body: flat, secret: known, now });
    const mixed = { ...headers, 'webhook-signature': `v1a,abc v1,!!! v2,x ${headers['webhook-signature']}` };
    await verifyWebhook({ headers: mixed, body: flat, secret: fresh, now });
  });

  test('gets an id when none is given', async () => {
    const [one, two] = await Promise.all([signWebhook({ body: flat, secret }), signWebhook({ body: flat, secret })]);
    expect(one['webhook-id']).toMatch(/^evt_test_/);
    expect(one['webhook-id']).not.toBe(two['webhook-id']);
  });
});

describe('a call that is not valid', () => {
  const signed = () => signWebhook({ body: flat, secret, id: 'evt_1', now });
  type Given = { headers?: Record<string, string | undefined>; body?: string; secret?: string; at?: number };
  const cases: [name: string, given: Given, reason: string][] = [
    ['without an id', { headers: { 'webhook-id': undefined } }, 'headers'],
    ['without a time', { headers: { 'webhook-timestamp': undefined } }, 'headers'],
    ['without a signature', { headers: { 'webhook-signature': undefined } }, 'headers'],
    ['of another id', { headers: { 'webhook-id': 'evt_2' } }, 'signature'],
    ['with another body', { body: flat.replace('Created', 'Shipped') }, 'signature'],
    ['with another secret', { secret: secretOf('z') }, 'signature'],
    ['with no signature that is known', { headers: { 'webhook-signature': 'v1a,abc' } }, 'signature'],
    ['with an empty signature', { headers: { 'webhook-signature': 'v1,' } }, 'signature'],
    ['of another time', { headers: { 'webhook-timestamp': String(at / 1000 - 60) } }, 'signature'],
    ['from six minutes ago', { at: at + 301_000 }, 'timestamp'],
    ['from the future', { at: at - 301_000 }, 'timestamp'],
    ['with a time that is none', { headers: { 'webhook-timestamp': '1e9' } }, 'timestamp'],
    ['with a secret that is none', { secret: 'a-password' }, 'secret'],
    ['with an empty secret', { secret: 'whsec_' }, 'secret'],
    ['with a secret that is not base64', { secret: 'whsec_!!' }, 'secret'],
  ];
  test.each(cases)('%s', async (_name, given, reason) => {
    const headers = { ...(await signed()), ...given.headers };
    const ask = { headers, body: given.body ?? flat, secret: given.secret ?? secret, now: () => given.at ?? at };
    const error = await verifyWebhook(ask).catch((error: unknown) => error);
    expect(error).toBeInstanceOf(WebhookError);
    expect(error).toMatchObject({ reason, name: 'WebhookError', message: expect.stringMatching(/\w/) });
  });

  test('is refused after five minutes, or after the limit that is given', async () => {
    const headers = await signed();
    for (const off_ms of [299_000, -299_000])
      await verifyWebhook({ headers, body: flat, secret, now: () => at + off_ms });
    await verifyWebhook({ headers, body: flat, secret, now: () => at + 3_000_000, tolerance_s: 3_600 });
  });

  test.each([
    ['no JSON', '{'],
    ['no UTF-8', new Uint8Array([0x22, 0xff, 0x22])],
    ['no package', '{"hello":1}'],
    ['an empty page', '{"content":[]}'],
    ['nothing', 'null'],
  ])('whose body is %s', async (_name, body) => {
    const headers = await signWebhook({ body, secret, now });
    await expect(verifyWebhook({ headers, body, secret, now })).rejects.toMatchObject({ reason: 'body' });
    expect(() => parseWebhook(body)).toThrow(WebhookError);
  });
});

describe('credentials', () => {
  const basic = (text: string) => ({ authorization: `Basic ${Buffer.from(text).toString('base64')}` });
  const wanted = { username: 'kâmil', password: 'p:w' };

  test.each([
    ['right', basic('kâmil:p:w'), wanted, true],
    [
      'another word for Basic',
      { Authorization: basic('kâmil:p:w').authorization.replace('Basic', 'BASIC') },
      wanted,
      true,
    ],
    ['wrong password', basic('kâmil:p'), wanted, false],
    ['wrong name', basic('kamil:p:w'), wanted, false],
    ['none', {}, wanted, false],
    ['a token', { authorization: 'Bearer x' }, wanted, false],
    ['a key', { 'X-Api-Key': 'k1' }, { apiKey: 'k1' }, true],
    ['another key', { 'x-api-key': 'k2' }, { apiKey: 'k1' }, false],
    ['no key', basic('kâmil:p:w'), { apiKey: 'k1' }, false],
  ] as const)('%s', async (_name, headers, expected, good) => {
    expect(await checkCredentials(headers, expected)).toBe(good);
    expect(await checkCredentials(new Headers(headers as Record<string, string>), expected)).toBe(good);
  });
});

test.each(['flat', 'page'] as const)('verifies what koli sends: %s', async (webhookEnvelope) => {
  await using world = await startWorld();
  const seller = await world.newSeller({ webhook_envelope: webhookEnvelope });
  await using receiver = await world.receiver();
  const client = sellerClient(world, seller);
  const { url } = receiver;
  const credentials = { username: 'kâmil', password: 'gizli' };
  const created = { url, subscribedStatuses: ['CREATED' as const] };
  await client.createWebhook({ ...created, authenticationType: 'BASIC_AUTHENTICATION', ...credentials });
  await client.createWebhook({ ...created, authenticationType: 'API_KEY', apiKey: 'my-key' });
  const { shipmentPackageId } = await takeOrder(world, seller);
  await world.settle();
  expect(receiver.requests).toHaveLength(2);
  const good = { basic: 0, key: 0 };
  for (const { headers, body } of receiver.requests) {
    expect(parseWebhook(body).map((one) => one.shipmentPackageId)).toEqual([shipmentPackageId]);
    if (await checkCredentials(headers, credentials)) good.basic++;
    if (await checkCredentials(headers, { apiKey: 'my-key' })) good.key++;
  }
  expect(good).toEqual({ basic: 1, key: 1 });
});
