import { describe, expect, test } from 'vitest';
import { tiers } from '../../src/core/domain/seller.ts';
import { burst, perMinute, type RateClass } from '../../src/http/contract/rates.ts';
import { createRates } from '../../src/http/server/rates.ts';
import { startWorld } from '../world.ts';
import { expectRefused } from './lab.ts';

describe('over the wire', () => {
  test('the 51st request within ten seconds is refused, for this endpoint and this seller only', async () => {
    await using world = await startWorld({ env: { KOLI_RATE_LIMITS: 'on' } });
    const [one, other] = [await world.newSeller(), await world.newSeller()];
    const orders = (as = one, list = 'v2/orders') =>
      world.call('GET', `/integration/order/sellers/${as.seller_id}/${list}?size=1`, { as });
    const answers = await Promise.all(Array.from({ length: 60 }, () => orders()));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(50);
    for (const answer of answers.filter(({ status }) => status !== 200)) {
      expectRefused(answer, 'rate');
      expect(answer.headers['retry-after']).toMatch(/^([1-9]|10)$/);
    }
    // The virtual clock does not shorten the wait.
    world.clock.advance(3_600_000);
    expectRefused(await orders(), 'rate');

    expect((await orders(one, 'orders/stream')).status).toBe(200);
    expect((await orders(other)).status).toBe(200);
    expect(
      (await world.call('GET', `/integration/webhook/sellers/${one.seller_id}/webhooks`, { as: one })).status,
    ).toBe(200);
    // Whoever does not come in is not counted and gets no hint.
    expectRefused(
      await world.call('GET', `/integration/order/sellers/${one.seller_id}/v2/orders`, { as: other }),
      'mismatch',
    );
  });

  test('refusals count, and the limit is checked before the body', async () => {
    await using world = await startWorld({ env: { KOLI_RATE_LIMITS: 'on' } });
    const as = await world.newSeller();
    const path = `/integration/order/sellers/${as.seller_id}/shipment-packages/1/split`;
    const answers = await Promise.all(
      Array.from({ length: 51 }, () =>
        world.call('POST', path, { as, body: 'x', headers: { 'content-type': 'text/plain' } }),
      ),
    );
    expect(answers.filter(({ status }) => status === 415)).toHaveLength(50);
    expectRefused(answers.find(({ status }) => status !== 415)!, 'rate');
    const elsewhere = path.replace('/1/', '/2/');
    expectRefused(await world.call('POST', elsewhere, { as, body: {} }), 'rate');
  });

  test('the operator has no limit, a seller has the burst on its own addresses, and the setting turns all limits off', async () => {
    await using world = await startWorld({ env: { KOLI_RATE_LIMITS: 'on' } });
    const as = await world.newSeller();
    const own = await Promise.all(Array.from({ length: 60 }, () => world.call('GET', '/api/v1/seller', { as })));
    const operators = await Promise.all(
      Array.from({ length: 60 }, () => world.call('GET', '/api/v1/sellers?size=1', { as: 'operator' })),
    );
    expect(operators.every(({ status }) => status === 200)).toBe(true);
    expect(own.filter(({ status }) => status === 200)).toHaveLength(50);
    expectRefused(own.find(({ status }) => status !== 200)!, 'rate');

    await using free = await startWorld();
    const someone = await free.newSeller();
    const path = `/integration/order/sellers/${someone.seller_id}/v2/orders?size=1`;
    const all = await Promise.all(Array.from({ length: 60 }, () => free.call('GET', path, { as: someone })));
    expect(all.every(({ status }) => status === 200)).toBe(true);
  });
});

/** Rates under a clock of the test's. */
function counted() {
  let now = 1_000;
  const rates = createRates(() => now);
  const ask = (given: { seller?: number; operation?: string; tier?: (typeof tiers)[number]; rate?: RateClass } = {}) =>
    rates.check(given.seller ?? 1, given.operation ?? 'list', given.tier ?? 'unlimited', given.rate);
  return { ask, advance: (ms: number) => (now += ms) };
}

describe('sliding windows', () => {
  test('fifty in any ten seconds, to the millisecond', () => {
    const { ask, advance } = counted();
    for (let count = 0; count < 50; count++) {
      expect(ask()).toBeNull();
      advance(100);
    }
    // 5 s have gone by; the first of the fifty leaves the window 5 s from now.
    expect(ask()).toEqual({ limit: 50, window_s: 10, retry_after_s: 5 });
    advance(4_999);
    expect(ask()).toEqual({ limit: 50, window_s: 10, retry_after_s: 1 });
    advance(1);
    expect(ask()).toBeNull();
    expect(ask()).toEqual({ limit: 50, window_s: 10, retry_after_s: 1 });
    advance(100);
    expect(ask()).toBeNull();
  });

  test('no window of ten seconds exceeds the limit, at any pace', () => {
    const { ask, advance } = counted();
    const passed: number[] = [];
    let at = 0;
    for (let count = 0; count < 5_000; count++) {
      const pause = (count * 7919) % 331;
      advance(pause);
      at += pause;
      if (ask() === null) passed.push(at);
    }
    expect(passed.length).toBeGreaterThan(1_000);
    for (let index = burst.limit; index < passed.length; index++)
      expect(passed[index]! - passed[index - burst.limit]!).toBeGreaterThanOrEqual(burst.window_ms);
  });

  test('a client that waits as long as Retry-After says is accepted', () => {
    const { ask, advance } = counted();
    for (let count = 0; count < 500; count++) {
      const limited = ask({ tier: '50k', rate: 'list' });
      if (limited === null) continue;
      expect(limited.retry_after_s).toBeGreaterThanOrEqual(1);
      advance(limited.retry_after_s * 1000);
      expect(ask({ tier: '50k', rate: 'list' })).toBeNull();
    }
  });

  test('sellers and operations are counted separately', () => {
    const { ask } = counted();
    for (let count = 0; count < 50; count++) ask();
    expect(ask()).not.toBeNull();
    expect(ask({ seller: 2 })).toBeNull();
    expect(ask({ operation: 'other' })).toBeNull();
  });

  const wanted: Record<RateClass, (number | null)[]> = {
    list: [30, 40, 50, 100, 100],
    status: [300, 300, 500, null, null],
    cancel: [100, 100, 200, null, null],
    manual: [1000, 1000, 1500, null, null],
    label: [100, 100, 100, 100, 100],
  };
  const rows = Object.entries(wanted).flatMap(([rate, limits]) =>
    limits.map((limit, index) => [rate as RateClass, tiers[index]!, limit] as const),
  );
  test.each(rows)('%s at tier %s: %s a minute', (rate, tier, limit) => {
    expect(Object.keys(perMinute).sort()).toEqual(Object.keys(wanted).sort());
    const { ask, advance } = counted();
    let passed = 0;
    for (let elapsed = 0; elapsed < 60_000; elapsed += 10_000) {
      for (let count = 0; count < 50; count++) if (ask({ tier, rate }) === null) passed++;
      advance(10_000);
    }
    // Six bursts of fifty is all that the burst rule lets through in a minute.
    expect(passed).toBe(Math.min(limit ?? Number.POSITIVE_INFINITY, 300));
    // A minute later the window is empty again.
    expect(ask({ tier, rate })).toBeNull();
  });

  test('a change of tier applies at once', () => {
    const { ask } = counted();
    for (let count = 0; count < 30; count++) expect(ask({ tier: '50k', rate: 'list' })).toBeNull();
    expect(ask({ tier: '50k', rate: 'list' })).toMatchObject({ limit: 30, window_s: 60 });
    expect(ask({ tier: '75k', rate: 'list' })).toBeNull();
  });
});
