import { expect, test } from 'vitest';
import type { Standing } from '../../src/postgres/webhooks.ts';
import { judge, type Result } from '../../src/webhook/settle.ts';
import { afterFailure, calm, countFailure, passiveAt, profiles, type Streak } from '../../src/webhook/timetable.ts';

const minute_ms = 60_000;
const profile = profiles.trendyol({ retry_ms: 5 * minute_ms });

test('twelve more attempts, five minutes apart, then a delivery is given up', () => {
  for (let attempts = 1; attempts <= 12; attempts++)
    expect(afterFailure(profile, attempts, 1_000)).toEqual({ due_at: 1_000 + 5 * minute_ms });
  expect(afterFailure(profile, 13, 1_000)).toBe('given-up');
});

test('failures every minute count every fifth minute; the 13th that counts is news, after an hour as foretold', () => {
  let streak: Streak = calm;
  const news: [string, number][] = [];
  for (let minute = 0; streak.failures < 13; minute++) {
    const { news: told, ...next } = countFailure(profile, streak, minute * minute_ms);
    streak = next;
    if (told !== null) news.push([told, minute]);
  }
  expect(news).toEqual([
    ['first-failure', 0],
    ['passive', 60],
  ]);
  expect(passiveAt(profile, 0)).toBe(60 * minute_ms);
  expect(streak).toEqual({ failures: 13, failure_counted_at: 60 * minute_ms, failing_since: 0 });
});

const at = 1_000_000_000;
const healthy: Standing = {
  seller_id: 1,
  webhook_id: 'w',
  status: 'ACTIVE',
  epoch: 0,
  deleted_at: null,
  ...calm,
};

const result = (package_id: number, ok: boolean, fields: object = {}): Result => ({
  delivery: {
    seller_id: 1,
    webhook_id: 'w',
    package_id,
    sequence: 1,
    envelope: 'flat',
    legacy: false,
    sparse: false,
    stray: null,
    attempts: 0,
    epoch: 0,
    leased_until: 5,
    ...fields,
  },
  outcome: { ok, duration_ms: 1, status: ok ? 200 : 500, error_class: null, excerpt: '' },
  at,
});

test('results count in the order in which they ended', () => {
  const failing = {
    ...healthy,
    failures: 12,
    failure_counted_at: at - 5 * minute_ms,
    failing_since: at - 60 * minute_ms,
  };
  const saved = judge([result(1, true), result(2, false)], [failing], profile);
  expect(saved.standings).toMatchObject([{ status: 'ACTIVE', failures: 1 }]);
  expect(saved.notices.map((notice) => notice.kind)).toEqual(['first-failure']);
  const lost = judge([result(2, false), result(1, true), result(3, false)], [failing], profile);
  expect(lost.standings).toMatchObject([{ status: 'PASSIVE', epoch: 1, failures: 0 }]);
  expect(lost.notices.map((notice) => notice.kind)).toEqual(['passive']);
  expect(lost.settled.map((row) => row.state)).toEqual(['held', 'delivered', 'held']);
});

test('a failure of a time before the webhook was switched off counts for nothing', () => {
  const switched = { ...healthy, epoch: 1 };
  const verdict = judge([result(1, false)], [switched], profile);
  expect(verdict).toMatchObject({ standings: [], notices: [], settled: [{ state: 'held', attempts: 1 }] });
  const deleted = { ...healthy, epoch: 1, deleted_at: 1 };
  expect(judge([result(1, false)], [deleted], profile).settled).toMatchObject([{ state: 'dropped' }]);
  expect(judge([result(1, false, { attempts: 12 })], [deleted], profile).settled).toMatchObject([
    { state: 'given-up' },
  ]);
});

test('a webhook that is gone altogether is passed over', () => {
  expect(judge([result(1, false)], [], profile)).toEqual({ settled: [], standings: [], notices: [] });
});
