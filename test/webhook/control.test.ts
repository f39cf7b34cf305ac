import { randomBytes } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { Webhook as SvixWebhook } from 'svix';
import { describe, expect, test } from 'vitest';
import { packageIn } from '../http/lab.ts';
import type { Received } from '../receiver.ts';
import { type Answer, type CallOptions, startWorld, type TestSeller, type TestWorld } from '../world.ts';

const hour_ms = 3_600_000;
const minute_ms = 60_000;

/** Koli's own API for one seller, by the operator's door or by the seller's. */
const doors = (world: TestWorld, seller: TestSeller) => ({
  own: (method: string, path: string, body?: unknown, headers: CallOptions['headers'] = {}) =>
    world.call(method, `/api/v1/seller${path}`, { as: seller, body, headers }),
  operator: (method: string, path: string, body?: unknown, headers: CallOptions['headers'] = {}) =>
    world.call(method, `/api/v1/sellers/${seller.seller_id}${path}`, { as: 'operator', body, headers }),
});

async function open(world: TestWorld, url: string, fields: object = {}) {
  const seller = await world.newSeller();
  const { own, operator } = doors(world, seller);
  const answer = await own('POST', '/webhooks', { url, authenticationType: 'API_KEY', apiKey: 'key-1', ...fields });
  expect([answer.status, answer.body]).toEqual([201, expect.any(String)]);
  const id: string = answer.json.id;
  return { seller, own, operator, id, path: `/webhooks/${id}` };
}

const keyOf = (answer: Answer) => [answer.status, answer.json.errors?.[0].key];
const idsOf = (requests: Received[]) => requests.map(({ headers }) => String(headers['webhook-id']));
const states = async (world: TestWorld) =>
  Object.fromEntries(
    (await world.sql('select state, count(*)::integer as count from deliveries group by state')).map((row) => [
      row['state'],
      row['count'],
    ]),
  );

describe('signatures', () => {
  /** Which of some secrets verify a call, by both verifiers. */
  const verifying = ({ headers, body }: Received, secrets: string[]) =>
    secrets.map((secret) =>
      [Webhook, SvixWebhook].map((Verifier) => {
        try {
          new Verifier(secret).verify(body, headers as Record<string, string>);
          return true;
        } catch {
          return false;
        }
      }),
    );
  const yes = [true, true];
  const no = [false, false];

  test('verifiers of standardwebhooks and svix accept them: no secret, one, both during a rotation, the new one after', async () => {
    await using world = await startWorld();
    const receiver = await world.receiver();
    const { seller, own, path } = await open(world, receiver.url, { subscribedStatuses: ['CREATED'] });
    const last = async () => {
      await packageIn(world, seller);
      await world.settle();
      return receiver.requests.at(-1)!;
    };
    expect((await last()).headers).not.toHaveProperty('webhook-signature');

    const given = `whsec_${randomBytes(24).toString('base64')}`;
    const first = await own('POST', `${path}/signing-secret`, { secret: given });
    expect([first.status, first.json]).toEqual([201, { secret: given }]);
    const wrong = `whsec_${randomBytes(32).toString('base64')}`;
    expect(verifying(await last(), [given, wrong])).toEqual([yes, no]);

    const made: string = (await own('POST', `${path}/signing-secret`)).json.secret;
    expect(made).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    const rotating = await last();
    expect(rotating.headers['webhook-signature']).toMatch(/^v1,\S{44} v1,\S{44}$/);
    expect(verifying(rotating, [given, made, wrong])).toEqual([yes, yes, no]);
    const { signing } = (await own('GET', path)).json;
    expect(signing).toEqual({ on: true, secrets: 2, rotationEndDate: expect.any(Number) });

    world.clock.set(signing.rotationEndDate - 2 * minute_ms);
    expect(verifying(await last(), [given, made])).toEqual([yes, yes]);
    world.clock.set(signing.rotationEndDate);
    expect(verifying(await last(), [given, made])).toEqual([no, yes]);
    expect((await own('GET', path)).json.signing).toEqual({ on: true, secrets: 1, rotationEndDate: null });

    expect((await own('DELETE', `${path}/signing-secret`)).status).toBe(200);
    expect((await last()).headers).not.toHaveProperty('webhook-signature');
  });

  test('a retry has the same id and body, its own real time, and a signature over these', async () => {
    await using world = await startWorld();
    const receiver = await world.receiver();
    const { seller, own, path } = await open(world, receiver.url);
    const { secret } = (await own('POST', `${path}/signing-secret`)).json;
    await packageIn(world, seller, 'Awaiting');
    receiver.answer(500);
    await world.settle();
    world.clock.advance(5 * minute_ms);
    await world.settle();
    const [one, two] = receiver.requests as [Received, Received];
    expect([two.headers['webhook-id'], two.body]).toEqual([one.headers['webhook-id'], one.body]);
    for (const call of [one, two]) {
      expect(Math.abs(Number(call.headers['webhook-timestamp']) - Date.now() / 1000)).toBeLessThan(60);
      expect(verifying(call, [secret])).toEqual([yes]);
      expect(call.headers).not.toHaveProperty('koli-replay');
    }
  });

  test('rotated again and again, the latest four sign', async () => {
    await using world = await startWorld();
    const receiver = await world.receiver();
    const { seller, operator, path } = await open(world, receiver.url, { subscribedStatuses: ['CREATED'] });
    const secrets: string[] = [];
    for (let round = 0; round < 5; round++)
      secrets.push((await operator('POST', `${path}/signing-secret`)).json.secret);
    await packageIn(world, seller);
    await world.settle();
    expect(verifying(receiver.requests[0]!, secrets)).toEqual([no, yes, yes, yes, yes]);
  });

  test('a secret is shown once: never listed, sealed in the database, in the kept answer too', async () => {
    await using world = await startWorld();
    const { own, path } = await open(world, 'http://127.0.0.1:1/');
    const headers = { 'idempotency-key': 'rotate-1' };
    const answer = await own('POST', `${path}/signing-secret`, {}, headers);
    const again = await own('POST', `${path}/signing-secret`, {}, headers);
    expect([again.body, again.headers['idempotent-replayed']]).toEqual([answer.body, 'true']);
    const { secret } = answer.json;
    expect((await own('GET', '/webhooks')).body).not.toContain(secret.slice(6));
    const stored = await world.sql('select w.signing, r.body from webhooks w cross join replies r');
    expect(JSON.stringify(stored)).not.toContain(secret.slice(6));
    expect(JSON.parse(stored[0]!['signing'])).toHaveLength(1);
  });

  const bad = [
    '',
    'whsec_',
    'secret',
    Buffer.alloc(32).toString('base64'),
    `whsec_${Buffer.alloc(23).toString('base64')}`,
    `whsec_${Buffer.alloc(65).toString('base64')}`,
    `whsec_${Buffer.alloc(32).toString('base64').slice(0, -1)}`,
    `whsec_${Buffer.alloc(32).toString('hex').slice(0, 41)}`,
    `whsec_${'!'.repeat(44)}`,
    5,
    null,
  ];
  test.each(bad)('%j is no signing secret', async (secret) => {
    await using world = await startWorld();
    const { own, path } = await open(world, 'http://127.0.0.1:1/');
    const answer = await own('POST', `${path}/signing-secret`, { secret });
    expect(keyOf(answer)).toEqual([400, 'koli.webhook.invalid']);
    expect(answer.json.errors[0].message).toContain('whsec_');
    expect((await own('GET', path)).json.signing.on).toBe(false);
  });
});

describe('editing', () => {
  test('what is left out of a change stays, credentials too; what is given is used from then on', async () => {
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

  test("a seller's setting decides the envelope of webhooks that have none of their own", async () => {
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

  test('on, off and gone; the limit and idempotency of every write', async () => {
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

  test("another seller's webhook, one that never was and a malformed id are unknown to everything", async () => {
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

describe('the log', () => {
  test('every attempt: when, where to, how long, what came; the health of the webhook from it', async () => {
    await using world = await startWorld();
    const receiver = await world.receiver();
    const { seller, own, operator, path } = await open(world, receiver.url);
    const { package_id } = await packageIn(world, seller, 'Awaiting');
    receiver.answer(500, 503);
    await world.settle();
    const first_at = world.clock.now();
    for (let round = 0; round < 2; round++) {
      world.clock.advance(5 * minute_ms);
      await world.settle();
    }
    const eventId = `evt_${seller.seller_id}_${package_id}_1`;
    const one = (await own('GET', `${path}/deliveries/${eventId}`)).json;
    expect(one).toMatchObject({
      eventId,
      shipmentPackageId: package_id,
      sequence: 1,
      status: 'Awaiting',
      state: 'delivered',
      envelope: 'flat',
      attempts: 3,
      nextAttemptDate: null,
      settledDate: world.clock.now(),
      replay: null,
    });
    expect(one.log).toEqual(
      [500, 503, 200].map((status, index) => ({
        number: index + 1,
        date: first_at + index * 5 * minute_ms,
        durationMs: expect.any(Number),
        ok: status === 200,
        status,
        errorClass: null,
        url: receiver.url,
        answer: '',
      })),
    );
    const [view] = (await operator('GET', '/webhooks')).json.content;
    expect(view.health).toEqual({
      owed: 0,
      held: 0,
      givenUp: 0,
      lastSuccessDate: world.clock.now(),
      lastFailureDate: first_at + 5 * minute_ms,
      consecutiveFailures: 0,
      failingSinceDate: null,
      recent: { attempts: 3, successRate: 1 / 3, p50Ms: expect.any(Number), p95Ms: expect.any(Number) },
    });
    expect(view.notices).toEqual([
      {
        date: first_at,
        kind: 'first-failure',
        event: eventId,
        status: 500,
        errorClass: null,
        failures: 1,
        failingSinceDate: first_at,
        passiveDate: first_at + hour_ms,
      },
    ]);
    const unknown = await own('GET', `${path}/deliveries/evt_${seller.seller_id}_${package_id}_9`);
    expect(keyOf(unknown)).toEqual([404, 'koli.delivery.unknown']);
    expect(keyOf(await own('GET', `${path}/deliveries/nothing`))).toEqual([404, 'koli.delivery.unknown']);
  });

  test('an error without an answer is told by its class', async () => {
    await using world = await startWorld();
    const { seller, own, path } = await open(world, 'http://127.0.0.1:1/');
    const { package_id } = await packageIn(world, seller, 'Awaiting');
    await world.settle();
    const { log } = (await own('GET', `${path}/deliveries/evt_${seller.seller_id}_${package_id}_1`)).json;
    expect(log).toEqual([
      expect.objectContaining({
        number: 1,
        ok: false,
        status: null,
        errorClass: 'network',
        answer: expect.stringMatching(/\S/),
      }),
    ]);
  });

  test('deliveries by state, package and time, page after page, none twice and none left out', async () => {
    await using world = await startWorld();
    const receiver = await world.receiver();
    const { seller, own, path } = await open(world, receiver.url);
    const cases = [];
    for (let count = 0; count < 6; count++) cases.push(await packageIn(world, seller));
    await world.settle();
    const mark = world.clock.now();
    await own('POST', `${path}/deactivate`);
    for (let count = 0; count < 3; count++) cases.push(await packageIn(world, seller, 'Awaiting'));
    const walk = async (query: string) => {
      const seen: { eventId: string; createdDate: number; state: string }[] = [];
      let cursor: string | null = '';
      while (cursor !== null) {
        const answer: Answer = await own('GET', `${path}/deliveries?size=4&${query}&cursor=${cursor}`);
        expect(answer.status, answer.body).toBe(200);
        expect(answer.json.content.length).toBeLessThanOrEqual(4);
        seen.push(...answer.json.content);
        cursor = answer.json.nextCursor;
      }
      expect(new Set(seen.map(({ eventId }) => eventId)).size).toBe(seen.length);
      const times = seen.map(({ createdDate }) => createdDate);
      expect(times).toEqual(times.toSorted((a, b) => b - a));
      return seen;
    };
    expect(await walk('')).toHaveLength(15);
    expect(await walk('state=delivered')).toHaveLength(12);
    expect((await walk('state=held,owed')).map(({ state }) => state)).toEqual(Array(3).fill('held'));
    expect(await walk(`packageId=${cases[2]!.package_id}`)).toHaveLength(2);
    expect(await walk(`packageId=${cases[2]!.package_id}&state=held`)).toHaveLength(0);
    expect(await walk(`startDate=${mark}`)).toHaveLength(3);
    expect(await walk(`endDate=${mark - 1}`)).toHaveLength(12);
    const { nextCursor } = (await own('GET', `${path}/deliveries?size=1`)).json;
    expect(keyOf(await own('GET', `${path}/deliveries?size=1&state=held&cursor=${nextCursor}`))).toEqual([
      400,
      'koli.cursor.invalid',
    ]);
    for (const query of ['state=sent', 'size=0', 'packageId=x', 'webhook=1'])
      expect([query, ...keyOf(await own('GET', `${path}/deliveries?${query}`))]).toEqual([
        query,
        400,
        'koli.query.invalid',
      ]);
  });
});

describe('the attempts of a webhook', () => {
  test('newest first, by outcome and time, page after page, none twice and none left out', async () => {
    await using world = await startWorld();
    const receiver = await world.receiver();
    const { seller, own, operator, path } = await open(world, receiver.url);
    receiver.answerAlways(503);
    // The clock stands still: many attempts end in the same millisecond.
    for (let count = 0; count < 4; count++) await packageIn(world, seller, 'Awaiting');
    await world.settle();
    receiver.answerAlways(200);
    world.clock.advance(hour_ms);
    const mark = world.clock.now();
    await packageIn(world, seller);
    await world.settle();
    const walk = async (query: string, door = own) => {
      const seen: { eventId: string; number: number; date: number; ok: boolean }[] = [];
      for (let cursor: string | null = ''; cursor !== null; ) {
        const answer: Answer = await door('GET', `${path}/attempts?size=3&${query}&cursor=${cursor}`);
        expect(answer.status, answer.body).toBe(200);
        expect(answer.json.content.length).toBeLessThanOrEqual(3);
        seen.push(...answer.json.content);
        cursor = answer.json.nextCursor;
      }
      expect(new Set(seen.map(({ eventId, number }) => `${eventId} ${number}`)).size).toBe(seen.length);
      const times = seen.map(({ date }) => date);
      expect(times).toEqual(times.toSorted((a, b) => b - a));
      return seen;
    };
    const all = await walk('');
    // Four that failed and were tried again, and two events of the fifth package.
    expect(all).toHaveLength(10);
    expect(await walk('', operator)).toEqual(all);
    expect(await walk('outcome=failed')).toEqual(all.filter(({ ok }) => !ok));
    expect(await walk('outcome=succeeded')).toEqual(all.filter(({ ok }) => ok));
    expect((await walk('outcome=failed')).length).toBe(4);
    expect(await walk(`startDate=${mark}`)).toEqual(all.filter(({ date }) => date >= mark));
    expect(await walk(`endDate=${mark - 1}`)).toHaveLength(4);
    const [last] = (await own('GET', `${path}/attempts?size=1`)).json.content;
    expect(last).toEqual({
      eventId: expect.stringMatching(/^evt_/),
      shipmentPackageId: expect.any(Number),
      number: expect.any(Number),
      date: expect.any(Number),
      durationMs: expect.any(Number),
      ok: true,
      status: 200,
      errorClass: null,
    });
    const { nextCursor } = (await own('GET', `${path}/attempts?size=1`)).json;
    expect(keyOf(await own('GET', `${path}/attempts?size=1&outcome=failed&cursor=${nextCursor}`))).toEqual([
      400,
      'koli.cursor.invalid',
    ]);
    expect(keyOf(await own('GET', `${path}/attempts?outcome=perhaps`))).toEqual([400, 'koli.query.invalid']);
    const other = await open(world, receiver.url);
    expect(keyOf(await other.own('GET', `${path}/attempts`))).toEqual([404, 'koli.webhook.unknown']);
    expect((await other.own('GET', `${other.path}/attempts`)).json).toEqual({ content: [], nextCursor: null });
  });
});

describe('a test event', () => {
  test('says what the receiver said, is marked and signed, and changes nothing', async () => {
    await using world = await startWorld();
    const receiver = await world.receiver();
    const { seller, own, operator, path } = await open(world, receiver.url, { envelope: 'page' });
    const { secret } = (await own('POST', `${path}/signing-secret`)).json;
    const before = await states(world);
    const answer = await own('POST', `${path}/test`);
    const [call] = receiver.requests as [Received];
    expect(answer.json).toEqual({
      eventId: call.headers['webhook-id'],
      url: receiver.url,
      ok: true,
      status: 200,
      errorClass: null,
      durationMs: expect.any(Number),
      answer: '',
      signed: true,
    });
    expect(answer.json.eventId).toMatch(new RegExp(`^test_${seller.seller_id}_[0-9a-f-]{36}$`));
    expect(call.headers).toMatchObject({ 'koli-test': 'true', 'x-api-key': 'key-1' });
    expect(call.json.content[0]).toMatchObject({ koliTest: true, orderNumber: 'KOLI-TEST', status: 'Created' });
    new Webhook(secret).verify(call.body, call.headers as Record<string, string>);

    // A receiver that refuses, and a webhook that is off: it may be tried all the same, and nothing is counted.
    await own('POST', `${path}/deactivate`);
    receiver.answer(418);
    expect((await operator('POST', `${path}/test`)).json).toMatchObject({ ok: false, status: 418 });
    expect((await own('GET', path)).json.health).toMatchObject({ consecutiveFailures: 0, lastFailureDate: null });
    expect(await states(world)).toEqual(before);

    const headers = { 'idempotency-key': 'test-1' };
    const first = await own('POST', `${path}/test`, undefined, headers);
    expect((await own('POST', `${path}/test`, undefined, headers)).body).toBe(first.body);
    expect(receiver.requests).toHaveLength(3);
  });

  test('an address that may not be called is told so', async () => {
    await using world = await startWorld();
    const { own, path } = await open(world, 'http://10.0.0.1/hook');
    expect((await own('POST', `${path}/test`)).json).toMatchObject({
      ok: false,
      status: null,
      errorClass: 'address-refused',
    });
  });
});

describe('replay', () => {
  /** A webhook with a package of three deliveries, and the requests that made them. */
  async function told(world: TestWorld) {
    const receiver = await world.receiver();
    const opened = await open(world, receiver.url);
    const one = await packageIn(world, opened.seller, 'Picking');
    await world.settle();
    const before = [...receiver.requests];
    receiver.requests.length = 0;
    expect(before).toHaveLength(3);
    return { ...opened, receiver, one, before };
  }

  test('one delivery: same id and body, new time, marked', async () => {
    await using world = await startWorld();
    const { own, path, id, receiver, before } = await told(world);
    const [, second] = before as [Received, Received];
    const eventId = second.headers['webhook-id'];
    const dry = await own('POST', '/webhook-replays', { eventId, dryRun: true });
    expect([dry.status, dry.json]).toEqual([200, { dryRun: true, total: 1, webhooks: [{ webhookId: id, total: 1 }] }]);
    const answer = await own('POST', '/webhook-replays', { webhookId: id, eventId });
    expect(answer.status).toBe(202);
    expect(answer.json).toMatchObject({ state: 'done', total: 1, replayed: 1, eventId });
    await world.settle();
    expect(receiver.requests).toHaveLength(1);
    const [again] = receiver.requests as [Received];
    expect([again.headers['webhook-id'], again.body]).toEqual([eventId, second.body]);
    expect(again.headers['koli-replay']).toBe('true');
    expect(second.headers).not.toHaveProperty('koli-replay');
    const delivery = (await own('GET', `${path}/deliveries/${eventId}`)).json;
    expect(delivery).toMatchObject({
      state: 'delivered',
      attempts: 2,
      replay: { id: answer.json.id, from: 'delivered', url: null },
    });
    expect((await own('GET', `/webhook-replays/${answer.json.id}`)).json).toEqual(answer.json);
  });

  test("a package's events come in order; a range of time holds what became owed in it", async () => {
    await using world = await startWorld();
    const { own, operator, seller, receiver, one, before } = await told(world);
    const other = await packageIn(world, seller, 'Created');
    await world.settle();
    receiver.requests.length = 0;
    await own('POST', '/webhook-replays', { packageId: one.package_id });
    await world.settle();
    expect(idsOf(receiver.requests)).toEqual(idsOf(before));
    receiver.requests.length = 0;
    const rows = await world.sql('select created_at from deliveries where package_id = $1', [other.package_id]);
    const startDate = rows[0]!['created_at'];
    const range = { startDate, endDate: startDate };
    expect((await operator('POST', '/webhook-replays', { ...range, dryRun: true })).json.total).toBe(2);
    await operator('POST', '/webhook-replays', range);
    await world.settle();
    expect(idsOf(receiver.requests)).toEqual([1, 2].map((n) => `evt_${seller.seller_id}_${other.package_id}_${n}`));
  });

  test('all that was not delivered since a time: given up, and held while PASSIVE', async () => {
    await using world = await startWorld({ env: { KOLI_WEBHOOK_RETRY_MS: '1000' } });
    const { own, path, id, seller, receiver } = await told(world);
    const since = world.clock.now();
    receiver.answerAlways(500);
    const lost = await packageIn(world, seller, 'Awaiting');
    for (let round = 0; round < 13; round++) {
      await world.settle();
      world.clock.advance(1_000);
    }
    expect((await own('GET', path)).json).toMatchObject({ status: 'PASSIVE', waiting: 'passive' });
    const missed = await packageIn(world, seller, 'Picking');
    await world.settle();
    expect(await states(world)).toEqual({ delivered: 3, 'given-up': 1, held: 3 });
    expect((await own('GET', path)).json.health).toMatchObject({ givenUp: 1, held: 3 });

    const ask = { webhookId: id, notDeliveredSince: since };
    expect(keyOf(await own('POST', '/webhook-replays', ask))).toEqual([409, 'koli.webhook.passive']);
    expect(keyOf(await own('POST', '/webhook-replays', { notDeliveredSince: since }))).toEqual([
      409,
      'koli.webhook.passive',
    ]);
    receiver.answerAlways(200);
    receiver.requests.length = 0;
    await own('POST', `${path}/activate`);
    await world.settle();
    expect(receiver.requests).toEqual([]);
    expect((await own('POST', '/webhook-replays', { ...ask, dryRun: true })).json.total).toBe(4);
    expect(receiver.requests).toEqual([]);
    await own('POST', '/webhook-replays', ask);
    await world.settle();
    const names = (package_id: number, ...sequences: number[]) =>
      sequences.map((n) => `evt_${seller.seller_id}_${package_id}_${n}`);
    expect(idsOf(receiver.requests).filter((name) => name.includes(`_${missed.package_id}_`))).toEqual(
      names(missed.package_id, 1, 2, 3),
    );
    expect(idsOf(receiver.requests).toSorted()).toEqual(
      [...names(lost.package_id, 1), ...names(missed.package_id, 1, 2, 3)].toSorted(),
    );
    expect(await states(world)).toEqual({ delivered: 7 });
    // Nothing is left of it: the same again finds nothing.
    expect((await own('POST', '/webhook-replays', ask)).json).toMatchObject({ state: 'done', total: 0, replayed: 0 });
  });

  test('of all webhooks of the seller, those that are ACTIVE; of no other seller', async () => {
    await using world = await startWorld();
    const { own, seller, receiver } = await told(world);
    const { before } = await told(world);
    const body = { url: receiver.url, authenticationType: 'API_KEY', apiKey: 'k' };
    const second = (await own('POST', '/webhooks', body)).json.id;
    const third = (await own('POST', '/webhooks', body)).json.id;
    await packageIn(world, seller, 'Awaiting');
    await world.settle();
    await own('POST', `/webhooks/${third}/deactivate`);
    receiver.requests.length = 0;
    const answer = await own('POST', '/webhook-replays', { startDate: 0 });
    expect(answer.json).toMatchObject({ state: 'done', total: 5, replayed: 5 });
    expect(answer.json.webhooks).toHaveLength(2);
    expect(answer.json.webhooks.find(({ webhookId }: { webhookId: string }) => webhookId === second)).toMatchObject({
      total: 1,
    });
    await world.settle();
    expect(receiver.requests).toHaveLength(5);
    const foreign = await own('POST', '/webhook-replays', { eventId: before[0]!.headers['webhook-id'] });
    expect(keyOf(foreign)).toEqual([404, 'koli.delivery.unknown']);
    expect((await own('GET', '/webhook-replays')).json.content).toEqual([answer.json]);
  });

  test('a replay that fails is tried like anything else; what was delivered before stays delivered', async () => {
    await using world = await startWorld({ env: { KOLI_WEBHOOK_RETRY_MS: '1000' } });
    const { own, path, receiver, before } = await told(world);
    const eventId = before[0]!.headers['webhook-id'];
    receiver.answer(...Array(13).fill(500));
    await own('POST', '/webhook-replays', { eventId });
    for (let round = 0; round < 14; round++) {
      await world.settle();
      world.clock.advance(1_000);
    }
    expect(receiver.requests).toHaveLength(13);
    const { state, attempts, log } = (await own('GET', `${path}/deliveries/${eventId}`)).json;
    expect([state, attempts, log.length]).toEqual(['delivered', 14, 14]);
  });

  test('in the sandbox to another address, which leaves state and health as they were', async () => {
    await using world = await startWorld();
    const { own, path, id, seller, receiver, before } = await told(world);
    const elsewhere = await world.receiver();
    await own('POST', `${path}/deactivate`);
    const held = await packageIn(world, seller, 'Awaiting');
    await own('POST', `${path}/activate`);
    const health = (await own('GET', path)).json.health;
    elsewhere.answer(500);
    const { packageId: _, ...row } = (
      await own('POST', '/webhook-replays', { webhookId: id, startDate: 0, url: elsewhere.url })
    ).json;
    expect(row).toMatchObject({ total: 4, replayed: 4, url: elsewhere.url });
    await world.settle();
    world.clock.advance(5 * minute_ms);
    await world.settle();
    expect(receiver.requests).toEqual([]);
    expect([...new Set(idsOf(elsewhere.requests))].toSorted()).toEqual(
      [...idsOf(before), `evt_${seller.seller_id}_${held.package_id}_1`].toSorted(),
    );
    expect(elsewhere.requests).toHaveLength(5);
    expect(await states(world)).toEqual({ delivered: 3, held: 1 });
    expect((await own('GET', path)).json.health).toMatchObject({ held: health.held, consecutiveFailures: 0 });
  });

  test.each([
    [{}, 'body'],
    [{ eventId: 'evt_1_1_1', packageId: 5 }, 'body'],
    [{ packageId: 5, endDate: 5 }, 'body'],
    [{ endDate: 5 }, 'body'],
    [{ startDate: 6, endDate: 5 }, 'startDate'],
    [{ notDeliveredSince: -1 }, 'notDeliveredSince'],
    [{ notDeliveredSince: 'yesterday' }, 'notDeliveredSince'],
    [{ startDate: 0, url: 'ftp://x' }, 'url'],
    [{ startDate: 0, speed: 9 }, 'speed'],
  ])('%j is refused and names %s', async (body, field) => {
    await using world = await startWorld();
    const { own } = await open(world, 'http://127.0.0.1:1/');
    for (const dryRun of [true, false]) {
      const answer = await own('POST', '/webhook-replays', { ...body, dryRun });
      expect([...keyOf(answer), answer.json.errors[0].message.split(' ')[0]]).toEqual([
        400,
        'koli.field.invalid',
        field,
      ]);
    }
  });

  test('unknown replays, and webhooks that are not there', async () => {
    await using world = await startWorld();
    const { own } = await open(world, 'http://127.0.0.1:1/');
    for (const id of ['00000000-0000-4000-8000-000000000000', 'x']) {
      expect(keyOf(await own('GET', `/webhook-replays/${id}`))).toEqual([404, 'koli.replay.unknown']);
      expect(keyOf(await own('POST', `/webhook-replays/${id}/stop`))).toEqual([404, 'koli.replay.unknown']);
      expect(keyOf(await own('POST', '/webhook-replays', { startDate: 0, webhookId: id }))).toEqual([
        404,
        'koli.webhook.unknown',
      ]);
    }
  });
});
