import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { createSeal } from '../src/core/seal.ts';
import { resealAll } from '../src/maintenance/reseal.ts';
import { startWorld } from './world.ts';

const seal = createSeal(randomBytes(32));

test('a sealed text opens again', () => {
  for (const plain of ['', 'geheim', 'ğüşiöç 🔑', 'x'.repeat(10_000)]) expect(seal.open(seal.seal(plain))).toBe(plain);
});

test('a sealed text does not show that two texts are equal', () => {
  expect(seal.seal('geheim')).not.toContain('geheim');
  expect(seal.seal('geheim')).not.toBe(seal.seal('geheim'));
});

test('a sealed text names its version and key, so that another key can say so', () => {
  expect(seal.seal('x')).toMatch(/^v1\.[0-9a-f]{8}\.[\w-]+$/);
  expect(() => createSeal(randomBytes(32)).open(seal.seal('x'))).toThrow('another KOLI_SECRET_KEY');
});

test('a changed text does not open', () => {
  const sealed = seal.seal('geheim');
  for (let index = sealed.lastIndexOf('.') + 1; index < sealed.length - 1; index += 7) {
    const other = sealed[index] === 'A' ? 'B' : 'A';
    expect(() => seal.open(sealed.slice(0, index) + other + sealed.slice(index + 1))).toThrow();
  }
  expect(() => seal.open(sealed.slice(0, 30))).toThrow();
});

test('every key opens, the newest one seals', () => {
  const [first, second, third] = [randomBytes(32), randomBytes(32), randomBytes(32)];
  const old = createSeal(first).seal('x');
  const turned = createSeal(second, [third, first]);
  expect(turned.open(old)).toBe('x');
  expect([turned.isNewest(old), turned.isNewest(turned.seal('x'))]).toEqual([false, true]);
  expect(createSeal(second).open(turned.seal('y'))).toBe('y');
  expect(() => createSeal(second, [third]).open(old)).toThrow('another KOLI_SECRET_KEY');
});

test('all sealed texts move to the newest key; those that no key opens are named and stay', async () => {
  const [before, after] = [randomBytes(32), randomBytes(32)];
  await using world = await startWorld({ env: { KOLI_SECRET_KEY: before.toString('hex') } });
  const seller = await world.newSeller();
  const call = (path: string, body?: object, headers = {}) =>
    world.call('POST', `/api/v1/seller${path}`, { as: seller, body, headers });
  const ids: string[] = [];
  for (let count = 0; count < 3; count++) {
    const body = { url: 'http://127.0.0.1:1/', authenticationType: 'API_KEY', apiKey: `key-${count}` };
    ids.push((await call('/webhooks', body)).json.id);
  }
  const { secret } = (await call(`/webhooks/${ids[0]}/signing-secret`, {}, { 'idempotency-key': 'r' })).json;
  await call(`/webhooks/${ids[0]}/signing-secret`);
  await world.sql('update webhooks set secret = $1 where webhook_id = $2', [createSeal(after).seal('new'), ids[1]]);
  const foreign = createSeal(randomBytes(32)).seal('lost');
  await world.sql('update webhooks set secret = $1 where webhook_id = $2', [foreign, ids[2]]);

  const seals = createSeal(after, [before]);
  const { db } = world.world;
  const lost = [{ seller_id: seller.seller_id, webhook_id: ids[2] }];
  expect(await resealAll(db, seals)).toEqual({ webhooks: 1, replies: 1, closed: lost });
  expect(await resealAll(db, seals)).toEqual({ webhooks: 0, replies: 0, closed: lost });
  const only = createSeal(after);
  const rows = await world.sql('select webhook_id, secret, signing from webhooks');
  const row = (id?: string) => rows.find(({ webhook_id }) => webhook_id === id)!;
  expect([only.open(row(ids[0])['secret']), only.open(row(ids[1])['secret'])]).toEqual(['key-0', 'new']);
  const signing: { secret: string; until: number | null }[] = JSON.parse(row(ids[0])['signing']);
  expect(signing.map((one) => only.open(one.secret))[1]).toBe(secret);
  expect(signing.map(({ until }) => until)).toEqual([null, world.clock.now() + 86_400_000]);
  expect(row(ids[2])['secret']).toBe(foreign);
  const [reply] = await world.sql(`select body from replies where key = 'r' and body like 'v1.%'`);
  expect(JSON.parse(only.open(reply!['body']))).toEqual({ secret });
});

test('a webhook whose secret does not open reports it, can be repaired, and is reported when it is tested', async () => {
  await using world = await startWorld();
  const seller = await world.newSeller();
  const call = (method: string, path: string, body?: object) =>
    world.call(method, `/api/v1/seller${path}`, { as: seller, body });
  const given = { url: 'http://127.0.0.1:1/', authenticationType: 'API_KEY', apiKey: 'k' };
  const path = `/webhooks/${(await call('POST', '/webhooks', given)).json.id}`;
  await world.sql('update webhooks set secret = $1', [createSeal(randomBytes(32)).seal('k')]);
  expect((await call('GET', path)).json).toMatchObject({ status: 'ACTIVE', waiting: 'secret-unreadable' });
  for (const answer of [await call('POST', `${path}/test`), await call('PATCH', path, { profile: 'standard' })])
    expect([answer.status, answer.json.errors[0].key]).toEqual([409, 'koli.webhook.sealed']);
  expect((await call('PATCH', path, { apiKey: 'again' })).json).toMatchObject({ waiting: null });
});
