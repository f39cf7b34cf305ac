import { describe, expect, test } from 'vitest';
import type { Standing } from '../../src/core/postgres/webhooks.ts';
import { judge, type Result, type Rules } from '../../src/core/webhook/settle.ts';
import {
  afterFailure,
  calm,
  chanceOf,
  countFailure,
  passiveAt,
  profilesOf,
  type Streak,
} from '../../src/core/webhook/timetable.ts';

const minute_ms = 60_000;
const hour_ms = 60 * minute_ms;
const profiles = profilesOf({ retry_ms: 5 * minute_ms, standard_divisor: 1 });
const { trendyol, standard } = profiles;
const rules: Rules = { profiles, profile: 'trendyol' };

test('twelve further attempts, five minutes apart, then a delivery is given up', () => {
  for (let attempts = 1; attempts <= 12; attempts++)
    expect(afterFailure(trendyol, attempts, 1_000, 0.9)).toEqual({ due_at: 1_000 + 5 * minute_ms });
  expect(afterFailure(trendyol, 13, 1_000, 0.9)).toBe('given-up');
});

test('of failures every minute every fifth minute counts; the 13th that counts sends the notice, after an hour', () => {
  let streak: Streak = calm;
  const news: [string, number][] = [];
  for (let minute = 0; streak.failures < 13; minute++) {
    const { news: told, ...next } = countFailure(trendyol, streak, minute * minute_ms);
    streak = next;
    if (told !== null) news.push([told, minute]);
  }
  expect(news).toEqual([
    ['first-failure', 0],
    ['passive', 60],
  ]);
  expect(passiveAt(trendyol, 0)).toBe(60 * minute_ms);
  expect(streak).toEqual({ failures: 13, failure_counted_at: 60 * minute_ms, failing_since: 0 });
});

const at = 1_000_000_000;
const healthy: Standing = {
  seller_id: 1,
  webhook_id: 'w',
  status: 'ACTIVE',
  epoch: 0,
  profile: null,
  paused_until: null,
  deleted_at: null,
  ...calm,
};

const result = (package_id: number, ok: boolean, fields: object = {}, answer: object = {}): Result => ({
  delivery: {
    seller_id: 1,
    webhook_id: 'w',
    package_id,
    sequence: 1,
    envelope: 'flat',
    legacy: false,
    sparse: false,
    live: false,
    out_of_order: null,
    due_at: 0,
    attempts: 0,
    attempts_before: 0,
    replayed_from: null,
    replay_url: null,
    epoch: 0,
    leased_until: 5,
    ...fields,
  },
  url: 'https://shop.example/hook',
  outcome: {
    ok,
    duration_ms: 1,
    status: ok ? 200 : 500,
    error_class: null,
    retry_after_ms: null,
    excerpt: '',
    ...answer,
  },
  at,
});

test('results count in the order in which they ended', () => {
  const failing = {
    ...healthy,
    failures: 12,
    failure_counted_at: at - 5 * minute_ms,
    failing_since: at - 60 * minute_ms,
  };
  const saved = judge([result(1, true), result(2, false)], [failing], rules);
  expect(saved.standings).toMatchObject([{ status: 'ACTIVE', failures: 1 }]);
  expect(saved.notices.map((notice) => notice.kind)).toEqual(['first-failure']);
  const lost = judge([result(2, false), result(1, true), result(3, false)], [failing], rules);
  expect(lost.standings).toMatchObject([{ status: 'PASSIVE', epoch: 1, failures: 0 }]);
  expect(lost.notices.map((notice) => notice.kind)).toEqual(['passive']);
  expect(lost.settled.map((row) => row.state)).toEqual(['held', 'delivered', 'held']);
});

test('a failure from before the deactivation does not count', () => {
  const switched = { ...healthy, epoch: 1 };
  const verdict = judge([result(1, false)], [switched], rules);
  expect(verdict).toMatchObject({ standings: [], notices: [], settled: [{ state: 'held', attempts: 1 }] });
  const deleted = { ...healthy, epoch: 1, deleted_at: 1 };
  expect(judge([result(1, false)], [deleted], rules).settled).toMatchObject([{ state: 'dropped' }]);
  expect(judge([result(1, false, { attempts: 12 })], [deleted], rules).settled).toMatchObject([{ state: 'given-up' }]);
});

test('a deleted webhook is skipped', () => {
  expect(judge([result(1, false)], [], rules)).toEqual({ settled: [], waiting: [], standings: [], notices: [] });
});

describe('profile standard', () => {
  const waits_ms = [5_000, 5 * minute_ms, 30 * minute_ms, ...[2, 5, 10, 14, 20, 24].map((hours) => hours * hour_ms)];
  const failing = { ...healthy, profile: 'standard' as const };
  const due = (results: Result[], standing: Standing = failing) => judge(results, [standing], rules).settled[0]!;

  test('its waits, up to a tenth longer, then given up', () => {
    for (const [index, wait_ms] of waits_ms.entries()) {
      expect(afterFailure(standard, index + 1, 1_000, 0)).toEqual({ due_at: 1_000 + wait_ms });
      expect(afterFailure(standard, index + 1, 1_000, 0.9999999)).toEqual({
        due_at: 1_000 + Math.floor(wait_ms * 1.09999999),
      });
    }
    expect(afterFailure(standard, 10, 1_000, 0)).toBe('given-up');
  });

  test('the jitter is the same for one attempt, and differs between deliveries', () => {
    const first = due([result(1, false)]);
    expect(due([result(1, false)])).toEqual(first);
    const others = [result(2, false), result(1, false, { attempts: 1, attempts_before: 1 }), result(3, false)];
    const times = [first, ...others.map((one) => due([one]))].map(({ due_at }) => due_at!);
    expect(new Set(times).size).toBe(4);
    for (const time of times) expect([time >= at + 5_000, time <= at + 5_500]).toEqual([true, true]);
    const chances = Array.from({ length: 1_000 }, (_, index) => chanceOf(1, index));
    expect(Math.min(...chances)).toBeLessThan(0.01);
    expect(Math.max(...chances)).toBeGreaterThan(0.99);
  });

  test('five days of failures only deactivate a webhook, however many there were', () => {
    let streak: Streak = calm;
    let passive_at: number | null = null;
    for (let time = 0; passive_at === null; time += 4_000) {
      const { news, ...next } = countFailure(standard, streak, time);
      streak = next;
      if (news === 'passive') passive_at = time;
    }
    expect(passive_at).toBe(5 * 24 * hour_ms);
    expect(passiveAt(standard, 7)).toBe(7 + 5 * 24 * hour_ms);
    expect(streak.failures).toBeGreaterThan(13);
  });

  test('410 deactivates it at once, with its notice; in trendyol it is an ordinary failure', () => {
    const gone = result(1, false, {}, { status: 410 });
    const verdict = judge([gone, result(2, false)], [failing], rules);
    expect(verdict.standings).toMatchObject([{ status: 'PASSIVE', epoch: 1, failures: 1 }]);
    expect(verdict.notices.map(({ kind }) => kind)).toEqual(['passive']);
    expect(verdict.settled.map(({ state }) => state)).toEqual(['held', 'held']);
    const ordinary = judge([gone], [healthy], rules);
    expect(ordinary.standings).toMatchObject([{ status: 'ACTIVE', failures: 1 }]);
    expect(ordinary.settled).toMatchObject([{ state: 'owed', due_at: at + 5 * minute_ms }]);
  });

  test.each([429, 503])('Retry-After on %i delays the whole webhook, by at most a day', (status) => {
    const asks = (retry_after_ms: number) => result(1, false, {}, { status, retry_after_ms });
    const minute = judge([asks(minute_ms)], [failing], rules);
    expect(minute.standings).toMatchObject([{ status: 'ACTIVE', paused_until: at + minute_ms }]);
    expect(minute.settled).toMatchObject([{ state: 'owed', due_at: at + minute_ms }]);
    expect(judge([asks(90 * 24 * hour_ms)], [failing], rules).standings).toMatchObject([
      { paused_until: at + 24 * hour_ms },
    ]);
    // Its own turn would come later than the receiver asks for: that is when it comes.
    expect(due([asks(1)]).due_at).toBeGreaterThanOrEqual(at + 5_000);
    // A pause is not cut short by one that ends sooner, nor by a failure that counts nothing.
    const paused = { ...failing, failures: 1, failure_counted_at: at, failing_since: at, paused_until: at + hour_ms };
    expect(judge([asks(minute_ms)], [paused], rules).standings).toEqual([]);
    expect(judge([asks(2 * hour_ms)], [paused], rules).standings).toMatchObject([
      { failures: 1, paused_until: at + 2 * hour_ms },
    ]);
    expect(judge([asks(minute_ms)], [healthy], rules).standings).toMatchObject([{ paused_until: null }]);
    const other = result(1, false, {}, { status: 500, retry_after_ms: hour_ms });
    expect(judge([other], [failing], rules).standings).toMatchObject([{ paused_until: null }]);
  });
});

describe('replays', () => {
  const replayed = (from: string, fields: object = {}) => ({
    attempts: 13,
    attempts_before: 13,
    replayed_from: from,
    ...fields,
  });
  const end = (ok: boolean, fields: object, standing: Standing = healthy) =>
    judge([result(1, ok, fields)], [standing], rules);

  test('a replay has all its attempts again; the log continues its count', () => {
    expect(end(false, replayed('given-up')).settled).toMatchObject([{ state: 'owed', attempts: 14 }]);
    expect(end(false, replayed('given-up', { attempts: 25 })).settled).toMatchObject([
      { state: 'given-up', attempts: 26 },
    ]);
    expect(end(true, replayed('held')).settled).toMatchObject([{ state: 'delivered', attempts: 14 }]);
  });

  test('a delivered event stays delivered, whatever its replay does', () => {
    const passive = { ...healthy, status: 'PASSIVE' as const, epoch: 1 };
    expect(end(false, replayed('delivered', { attempts: 25 })).settled).toMatchObject([{ state: 'delivered' }]);
    expect(end(false, replayed('delivered'), passive).settled).toMatchObject([{ state: 'delivered' }]);
    expect(end(false, replayed('held'), passive).settled).toMatchObject([{ state: 'held' }]);
  });

  test('a replay to another address leaves the webhook and the state as they were', () => {
    const elsewhere = { replay_url: 'http://127.0.0.1:9/' };
    const streak = { ...healthy, failures: 3, failure_counted_at: 1, failing_since: 1 };
    expect(end(true, replayed('held', elsewhere), streak)).toMatchObject({
      settled: [{ state: 'held' }],
      standings: [],
    });
    expect(end(false, replayed('held', elsewhere), streak)).toMatchObject({
      settled: [{ state: 'owed', due_at: at + 5 * minute_ms }],
      standings: [],
      notices: [],
    });
    expect(end(false, replayed('held', { ...elsewhere, attempts: 25 })).settled).toMatchObject([{ state: 'held' }]);
  });
});
