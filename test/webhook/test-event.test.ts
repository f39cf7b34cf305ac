import { Webhook } from 'standardwebhooks';
import { describe, expect, test } from 'vitest';
import type { Received } from '../receiver.ts';
import { startWorld } from '../world.ts';
import { open, states } from './owner.ts';

describe('a test event', () => {
  test("returns the receiver's answer, is marked and signed, and changes nothing", async () => {
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

  test('a forbidden address is reported', async () => {
    await using world = await startWorld();
    const { own, path } = await open(world, 'https://shop.example/hook');
    // Such as a state that was imported brings along.
    await world.sql("update webhooks set url = 'http://10.0.0.1/hook'");
    expect((await own('POST', `${path}/test`)).json).toMatchObject({
      ok: false,
      status: null,
      errorClass: 'address-refused',
      answer: expect.stringContaining('KOLI_WEBHOOK_ALLOWED_NETWORKS'),
    });
  });
});
