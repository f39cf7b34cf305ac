import { describe, expect, test } from 'vitest';
import { packageIn } from '../http/lab.ts';
import type { Received } from '../receiver.ts';
import { startWorld, type TestWorld } from '../world.ts';
import { idsOf, keyOf, minute_ms, open, states } from './owner.ts';

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

  test('events of a package come in order; a period holds what became owed in it', async () => {
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

  test('everything undelivered since a time: given up, and held while PASSIVE', async () => {
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

  test('of all ACTIVE webhooks of the seller, and of no other seller', async () => {
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

  test('a failed replay is retried like any delivery; what was delivered before stays delivered', async () => {
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

  test('unknown replays and webhooks are refused', async () => {
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
