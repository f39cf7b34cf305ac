import { describe, expect, test } from 'vitest';
import { readSettings } from '../src/app/config.ts';
import { serve } from '../src/app/serve.ts';
import { forwardTime } from '../src/core/time.ts';
import { newDatabase } from './databases.ts';
import { packageIn } from './http/lab.ts';
import { openLog } from './log.ts';
import { onServer } from './only.ts';
import { start_of_time, startWorld, type TestWorld } from './world.ts';

const minute_ms = 60_000;
const hour_ms = 60 * minute_ms;

/** The clock of a machine, and the time that passes whatever the clock says. */
function machine(at = start_of_time) {
  let [clock, passed_ms] = [at, 0];
  return {
    pass(ms: number) {
      clock += ms;
      passed_ms += ms;
    },
    step(ms: number) {
      clock += ms;
    },
    time: () =>
      forwardTime(
        () => clock,
        () => passed_ms,
      ),
  };
}

describe('the time of a node', () => {
  test('is that of its machine', () => {
    const { pass, step, time } = machine();
    const { now } = time();
    pass(5);
    expect(now()).toBe(start_of_time + 5);
    step(hour_ms);
    expect(now()).toBe(start_of_time + hour_ms + 5);
  });

  test.each([1, 2 * minute_ms, 3 * hour_ms])('goes on at half speed when the clock was set back by %i ms', (back) => {
    const { pass, step, time } = machine();
    const { now } = time();
    step(-back);
    expect(now()).toBe(start_of_time);
    for (let passed = 1; passed <= 10; passed++) {
      pass(back / 10);
      expect(now()).toBe(Math.floor(start_of_time + Math.max((passed * back) / 20, (passed - 10) * (back / 10))));
    }
    pass(back);
    expect(now()).toBe(start_of_time + back);
    pass(7);
    expect(now()).toBe(start_of_time + back + 7);
  });

  test('is as late as it was elsewhere', () => {
    const { pass, time } = machine();
    const { now, raise } = time();
    raise(start_of_time + hour_ms);
    expect(now()).toBe(start_of_time + hour_ms);
    pass(10);
    expect(now()).toBe(start_of_time + hour_ms + 5);
    raise(start_of_time);
    expect(now()).toBe(start_of_time + hour_ms + 5);
  });
});

const stampOf = async (world: TestWorld): Promise<number> =>
  Number((await world.sql('select max(modified_at) as at from packages'))[0]!['at']);

test('a clock that is set back brings no stamp before the last one', async () => {
  const { step, time } = machine();
  await using world = await startWorld({ world: { clock: time() } });
  const advance = { ...world, clock: { ...world.clock, advance: () => {} } };
  const seller = await world.newSeller();
  await packageIn(advance, seller);
  const first = await stampOf(world);
  step(-2 * minute_ms);
  await packageIn(advance, seller);
  expect(await stampOf(world)).toBeGreaterThanOrEqual(first);
  const [{ count }] = (await world.sql('select count(*) as count from packages where modified_at < $1', [first])) as [
    { count: unknown },
  ];
  expect(Number(count)).toBe(0);
});

/** A node of a marketplace, on a machine whose clock is off by so much. */
async function startNode(env: Record<string, string>, log: ReturnType<typeof openLog>, off_ms: number) {
  const settings = readSettings({
    ...env,
    PORT: '0',
    KOLI_MODE: 'core',
    KOLI_OPERATOR_TOKEN: 'a-token-of-several-nodes',
    KOLI_SECRET_KEY: Buffer.alloc(32, 7).toString('base64'),
  });
  if ('mistakes' in settings) throw new Error(settings.mistakes.join('\n'));
  return serve(settings.settings, { world: { clock: forwardTime(() => Date.now() + off_ms), log: log.log } });
}

onServer('nodes whose clocks differ, and one that starts again, only go forward together', async () => {
  await using database = await newDatabase();
  using log = openLog();
  const env = database.env as Record<string, string>;
  await using ahead = await startNode(env, log, 0);
  await using behind = await startNode(env, log, -3 * hour_ms);
  const ask = async (url: string, method: string, path: string, body?: object) => {
    const headers = { authorization: 'Bearer a-token-of-several-nodes', 'content-type': 'application/json' };
    const answer = await fetch(url + path, { method, headers, body: body && JSON.stringify(body) });
    expect([path, answer.ok]).toEqual([path, true]);
    // biome-ignore lint/suspicious/noExplicitAny: a test looks into whatever came
    return (await answer.json()) as any;
  };
  await ask(ahead.url, 'POST', '/api/v1/sellers', { sellerId: 7, name: 'Seven' });
  // Told by the node that is ahead, within a second or so.
  await expect.poll(() => behind.world.clock.now(), { timeout: 30_000 }).toBeGreaterThan(Date.now() - minute_ms);
  let orders = 0;
  const stamp = async (url: string): Promise<number> => {
    const line = { sellerId: 7, barcode: 'a', quantity: 1, lineGrossAmount: 10 };
    const customer = { id: 7, firstName: 'Deniz', lastName: 'Ornek' };
    const order = { orderNumber: `T-${++orders}`, customer, shipmentAddress: { city: 'İzmir' }, lines: [line] };
    await ask(url, 'POST', '/api/v1/orders', { orders: [order] });
    const { rows } = await ahead.world.db.pool.query('select modified_at as at from packages where order_number = $1', [
      order.orderNumber,
    ]);
    return Number(rows[0].at);
  };
  const first = await stamp(ahead.url);
  // Followers look ten seconds back.
  expect(await stamp(behind.url)).toBeGreaterThan(first - 10_000);
  const latest = Math.max(first, await stamp(ahead.url));
  await using again = await startNode(env, log, -3 * hour_ms);
  expect(await stamp(again.url)).toBeGreaterThanOrEqual(latest);
});
