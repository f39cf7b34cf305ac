/** When a failed call is tried again, when koli gives up on it, and when it switches a webhook off. All times in ms. */
export type Profile = {
  /** Waits after the first, second, … failure of a delivery; after one more it is given up. */
  waits_ms: readonly number[];
  /** Failures closer together than this count once, so that a burst of packages cannot switch a webhook off. */
  count_every_ms: number;
  /** The webhook is switched off at this many counted failures in a row, over all its packages. */
  passive_at_failures: number;
};

export type TimetableSettings = { retry_ms: number };

export const profiles = {
  trendyol: ({ retry_ms }: TimetableSettings): Profile => ({
    waits_ms: Array(12).fill(retry_ms),
    count_every_ms: retry_ms,
    passive_at_failures: 13,
  }),
} as const;

/** What becomes of a delivery at its `attempts`-th failure. */
export function afterFailure(profile: Profile, attempts: number, at: number): { due_at: number } | 'given-up' {
  const wait_ms = profile.waits_ms[attempts - 1];
  return wait_ms === undefined ? 'given-up' : { due_at: at + wait_ms };
}

/** A webhook's failures since its last success, update or activation. */
export type Streak = { failures: number; failure_counted_at: number | null; failing_since: number | null };

export const calm: Streak = { failures: 0, failure_counted_at: null, failing_since: null };

/** One more failure of a webhook: its streak, and what the owner is to be told. */
export function countFailure(profile: Profile, streak: Streak, at: number): Streak & { news: News | null } {
  const { failures, failure_counted_at, failing_since } = streak;
  if (failure_counted_at !== null && at - failure_counted_at < profile.count_every_ms) return { ...streak, news: null };
  const counted = { failures: failures + 1, failure_counted_at: at, failing_since: failing_since ?? at };
  if (counted.failures >= profile.passive_at_failures) return { ...counted, news: 'passive' };
  return { ...counted, news: counted.failures === 1 ? 'first-failure' : null };
}

export type News = 'first-failure' | 'passive';

/** When a webhook that failed first at `at` will be switched off, if it goes on failing. */
export const passiveAt = (profile: Profile, at: number): number =>
  at + (profile.passive_at_failures - 1) * profile.count_every_ms;
