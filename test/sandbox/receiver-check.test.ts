import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { startSandbox } from './lab.ts';

const path = '/api/v1/sandbox/receiver-check';
const promised = [
  'flat',
  'page',
  'sparse',
  'duplicate',
  'out-of-order',
  'unknown-field',
  'unknown-status',
  'slow',
  'redirect',
];

type Case = { name: string; verdict: string; statuses: number[] };

describe('R20 receiver check', () => {
  test('one call returns a report of each case', async () => {
    await using world = await startSandbox();
    const receiver = await world.receiver();
    const { status, json } = await world.call('POST', path, { as: 'operator', body: { url: receiver.url } });
    expect(status).toBe(200);
    expect(json.cases.map(({ name }: Case) => name)).toEqual(expect.arrayContaining(promised));
    // It lets anybody in, and that is told; the rest is as it should be.
    const flaws = json.cases.filter(({ verdict }: Case) => verdict === 'fail').map(({ name }: Case) => name);
    expect([json.verdict, flaws]).toEqual(['fail', ['wrong-credentials']]);
    const made = json.cases.flatMap(({ statuses }: Case) => statuses);
    expect(receiver.requests).toHaveLength(made.length);
    // Nothing is kept of it: no package, no delivery.
    expect(await world.sql('select package_id from packages')).toEqual([]);
    expect(await world.sql('select package_id from deliveries')).toEqual([]);
  });

  test('a reset does not wait for it, and the report still comes', async () => {
    await using world = await startSandbox({ seed: true });
    const receiver = await world.receiver();
    receiver.answer('hang');
    const body = { url: receiver.url };
    const headers = { 'idempotency-key': 'check' };
    const report = world.call('POST', path, { as: 'operator', body, headers });
    while (receiver.requests.length === 0) await turn();
    expect(await world.done('POST', '/reset', { to: 'empty' })).toMatchObject({ packages: 0 });
    // Whoever hangs up here ends the first call, and with it the rest.
    await receiver[Symbol.asyncDispose]();
    expect(await report).toMatchObject({ status: 200, json: { reached: false } });
    // The new sandbox knows nothing of what was asked of the old one.
    expect(await world.sql('select key from replies')).toEqual([]);
  });

  test('a key repeats its report within one state of the sandbox', async () => {
    await using world = await startSandbox();
    const receiver = await world.receiver();
    const ask = () =>
      world.call('POST', path, { as: 'operator', body: { url: receiver.url }, headers: { 'idempotency-key': 'k' } });
    const first = await ask();
    const calls = receiver.requests.length;
    const again = await ask();
    expect([again.body, again.headers['idempotent-replayed']]).toEqual([first.body, 'true']);
    expect(receiver.requests).toHaveLength(calls);
    await world.done('POST', '/reset', { to: 'empty' });
    expect((await ask()).headers['idempotent-replayed']).toBeUndefined();
    expect(receiver.requests).toHaveLength(2 * calls);
  });
});
