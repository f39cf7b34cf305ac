import { describe, expect, test } from 'vitest';
import { packageIn } from '../http/lab.ts';
import { startWorld } from '../world.ts';
import { doors, keyOf, open } from './owner.ts';

describe('editing', () => {
  test('absent members stay, credentials too; given ones are used from then on', async () => {
    await using world = await startWorld({ env: { KOLI_WEBHOOK_PROFILE: 'standard' } });
    const [first, second] = [await world.receiver(), await world.receiver()];
    const { seller, own, operator, path } = await open(world, first.url, {
      subscribedStatuses: ['CREATED', 'PICKING'],
    });
    expect((await own('GET', path)).json).toMatchObject({ envelope: 'flat', profile: 'standard', url: first.url });
    const changed = await operator('PATCH', path, { url: second.url, envelope: 'page', profile: 'trendyol' });
    expect([changed.status, changed.json]).toEqual([
      200,
      expect.objectContaining({
        url: second.url,
        envelope: 'page',
        profile: 'trendyol',
        authenticationType: 'API_KEY',
        subscribedStatuses: ['CREATED', 'PICKING'],
      }),
    ]);
    await packageIn(world, seller);
    await world.settle();
    expect([first.requests.length, second.requests.length]).toEqual([0, 1]);
    expect(second.requests[0]!.headers['x-api-key']).toBe('key-1');
    expect(second.requests[0]!.json).toMatchObject({ totalElements: 1, content: [{ status: 'Created' }] });

    const basic = { authenticationType: 'BASIC_AUTHENTICATION', username: 'ali', password: 'gizli' };
    expect(
      (await own('PATCH', path, { ...basic, envelope: null, profile: null, subscribedStatuses: null })).json,
    ).toMatchObject({ envelope: 'flat', profile: 'standard', username: 'ali', subscribedStatuses: null });
    await packageIn(world, seller, 'Awaiting');
    await world.settle();
    expect(second.requests[1]!.headers['authorization']).toBe(`Basic ${btoa('ali:gizli')}`);
    // The marketplace's own call replaces its own terms, and leaves what it does not know.
    await own('PATCH', path, { envelope: 'page' });
    const old = `/integration/webhook/sellers/${seller.seller_id}${path}`;
    const body = { url: first.url, authenticationType: 'API_KEY', apiKey: 'key-2' };
    expect((await world.call('PUT', old, { as: seller, body })).status).toBe(200);
    expect((await own('GET', path)).json).toMatchObject({ url: first.url, envelope: 'page' });
  });

  test("the seller's setting decides the envelope of webhooks without their own", async () => {
    await using world = await startWorld();
    const receiver = await world.receiver();
    const seller = await world.newSeller({ webhook_envelope: 'page' });
    const { own } = doors(world, seller);
    const body = { url: receiver.url, authenticationType: 'API_KEY', apiKey: 'k', subscribedStatuses: ['AWAITING'] };
    expect((await own('POST', '/webhooks', body)).json).toMatchObject({ envelope: 'page' });
    await own('POST', '/webhooks', { ...body, envelope: 'flat' });
    await packageIn(world, seller, 'Awaiting');
    await world.settle();
    expect(receiver.requests.map(({ json }) => 'content' in json).sort()).toEqual([false, true]);
  });

  test.each([
    ['POST', {}, 'url'],
    ['POST', { url: 'http://127.0.0.1:1/', authenticationType: 'API_KEY' }, 'apiKey'],
    ['POST', { url: 'http://127.0.0.1:1/', authenticationType: 'API_KEY', apiKey: 'k', retries: 3 }, 'retries'],
    ['PATCH', { profile: 'svix' }, 'profile'],
    ['PATCH', { envelope: 'xml' }, 'envelope'],
    ['PATCH', { url: 'ftp://shop.example' }, 'url'],
    ['PATCH', { authenticationType: 'BASIC_AUTHENTICATION', username: 'ali' }, 'password'],
    ['PATCH', { subscribedStatuses: ['PACKED'] }, 'subscribedStatuses[0]'],
    ['PATCH', { apiKey: '' }, 'apiKey'],
  ])('%s %j is refused and names %s', async (method, body, field) => {
    await using world = await startWorld();
    const { own, path } = await open(world, 'http://127.0.0.1:1/');
    const before = (await own('GET', '/webhooks')).body;
    const answer = await own(method, method === 'POST' ? '/webhooks' : path, body);
    expect(keyOf(answer)).toEqual([400, 'koli.webhook.invalid']);
    expect(answer.json.errors[0].message.startsWith(`${field} `)).toBe(true);
    expect((await own('GET', '/webhooks')).body).toBe(before);
  });

  test('activate, deactivate and delete; the limit, and idempotency of every write', async () => {
    await using world = await startWorld();
    const { own, operator, path } = await open(world, 'http://127.0.0.1:1/');
    expect((await own('POST', `${path}/deactivate`)).json).toMatchObject({ status: 'PASSIVE', waiting: 'passive' });
    expect((await operator('POST', `${path}/activate`)).json).toMatchObject({ status: 'ACTIVE', waiting: null });
    const body = { url: 'http://127.0.0.1:1/', authenticationType: 'API_KEY', apiKey: 'k' };
    const key = { 'idempotency-key': 'create-1' };
    const made = await own('POST', '/webhooks', body, key);
    expect((await own('POST', '/webhooks', body, key)).body).toBe(made.body);
    for (let count = 2; count < 15; count++) await own('POST', '/webhooks', body);
    expect(keyOf(await operator('POST', '/webhooks', body))).toEqual([400, 'koli.webhook.limit']);
    expect([(await own('DELETE', path)).status, (await own('DELETE', path)).status]).toEqual([200, 404]);
    expect((await own('GET', '/webhooks')).json.content).toHaveLength(14);
  });

  test("another seller's webhook, an unknown one and a malformed id are unknown to every operation", async () => {
    await using world = await startWorld();
    const { id } = await open(world, 'http://127.0.0.1:1/');
    const { own, operator } = doors(world, await world.newSeller());
    const calls = [
      ['GET', ''],
      ['PATCH', ''],
      ['DELETE', ''],
      ['POST', '/activate'],
      ['POST', '/deactivate'],
      ['POST', '/signing-secret'],
      ['DELETE', '/signing-secret'],
      ['POST', '/test'],
      ['GET', '/deliveries'],
      ['GET', '/attempts'],
      ['GET', '/deliveries/evt_1_2_3'],
    ] as const;
    for (const webhook of [id, '00000000-0000-4000-8000-000000000000', 'x', '%00'])
      for (const door of [own, operator])
        for (const [method, rest] of calls) {
          const answer = await door(method, `/webhooks/${webhook}${rest}`);
          expect([method, rest, ...keyOf(answer)]).toEqual([method, rest, 404, 'koli.webhook.unknown']);
        }
    const stranger = await world.call('GET', '/api/v1/sellers/99999/webhooks', { as: 'operator' });
    expect(keyOf(stranger)).toEqual([404, 'koli.seller.unknown']);
  });
});
