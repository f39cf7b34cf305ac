import { describe, expect, test } from 'vitest';
import { packageIn } from '../http/lab.ts';
import { type Answer, startWorld } from '../world.ts';
import { hour_ms, keyOf, minute_ms, open } from './owner.ts';

describe('the log', () => {
  test('lists every attempt: time, address, duration and answer; the health of the webhook follows from it', async () => {
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

  test('names the class of an error without an answer', async () => {
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

  test('lists deliveries by state, package and time, page by page, without duplicates or gaps', async () => {
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
  test('newest first, by outcome and time, page by page, without duplicates or gaps', async () => {
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
