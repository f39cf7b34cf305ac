import { randomBytes } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { Webhook as SvixWebhook } from 'svix';
import { describe, expect, test } from 'vitest';
import { packageIn } from '../http/lab.ts';
import type { Received } from '../receiver.ts';
import { startWorld } from '../world.ts';
import { keyOf, minute_ms, open } from './owner.ts';

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

  test('verifiers of standardwebhooks and svix accept them: without a secret, with one, both during a rotation, and the new one afterwards', async () => {
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

  test('a retry has the same id and body, its own real time, and its own signature', async () => {
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

  test('after several rotations the latest four secrets sign', async () => {
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

  test('a secret is shown once: never listed, sealed in the database and in the stored answer', async () => {
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
  ];
  test.each(bad)('%j is refused as a signing secret', async (secret) => {
    await using world = await startWorld();
    const { own, path } = await open(world, 'http://127.0.0.1:1/');
    const answer = await own('POST', `${path}/signing-secret`, { secret });
    expect(keyOf(answer)).toEqual([400, 'koli.webhook.invalid']);
    expect(answer.json.errors[0].message).toContain('whsec_');
    expect((await own('GET', path)).json.signing.on).toBe(false);
  });
});
