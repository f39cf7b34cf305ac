import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { is_full } from '../length.ts';
import { startWorld, type TestSeller, type TestWorld } from '../world.ts';
import type { RateRow } from './format.ts';
import { rows } from './rows/rates.ts';
import { checkAnswer } from './run/conform.ts';
import { address } from './run/stage.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await startWorld({ env: { KOLI_RATE_LIMITS: 'on', KOLI_V1: 'on' } });
});
afterAll(() => world?.[Symbol.asyncDispose]());
// Limits run on real time, which stands still here.
beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }));
afterEach(() => void vi.useRealTimers());

const burst = 50;
const text = { 'content-type': 'text/plain' };

/** Refused for another reason, which comes after the limit and needs no database; it counts like any other. */
const cheap = { list: { query: '?size=0', status: 400 }, write: { status: 415 } };

async function ask(call: string, as: TestSeller) {
  const [method, path] = address(call, { seller: as.seller_id, package: 1 });
  if (call === 'GET W') return world.call(method, path, { as });
  if (method === 'GET') return world.call(method, path + cheap.list.query, { as });
  return world.call(method, path, { as, body: 'x', headers: text });
}

async function pass(call: string, as: TestSeller, count: number): Promise<void> {
  const answers = await Promise.all(Array.from({ length: count }, () => ask(call, as)));
  const status = call === 'GET W' ? 200 : call.startsWith('GET') ? cheap.list.status : cheap.write.status;
  expect(answers.map((answer) => answer.status)).toEqual(Array(count).fill(status));
}

/** Three tiers in between have no limit that differs, and to see that there is none takes 300 calls. */
const played = rows.filter(
  ({ wait_s, tier }) => is_full || wait_s !== undefined || ['50k', 'unlimited'].includes(tier),
);

test.each(played.map((row) => [row.id, row] as const))('%s', async (_, { tier, call, passes, wait_s }: RateRow) => {
  const seller = await world.newSeller({ tier: tier as 'unlimited' });
  for (let left = passes; left > 0; left -= burst) {
    if (left < passes) vi.advanceTimersByTime(10_000);
    await pass(call, seller, Math.min(left, burst));
  }
  // A full burst has to be ten seconds old before the limit of the minute can be seen.
  const full = passes % burst === 0 && wait_s !== 10;
  vi.advanceTimersByTime(full ? 10_000 : 0);
  if (wait_s === undefined) return pass(call, seller, 1);
  checkAnswer(
    await ask(call, seller),
    { refused: 'too.many.requests', headers: { 'retry-after': String(wait_s) } },
    {},
  );
  // Whoever waits as long as told gets in.
  vi.advanceTimersByTime(wait_s * 1_000);
  await pass(call, seller, 1);
});
