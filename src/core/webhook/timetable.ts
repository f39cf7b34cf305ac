import { createHash } from 'node:crypto';

/** When a failed call is tried again, when koli gives up on it, and when it switches a webhook off. All times in ms. */
export type Profile = {
  /** Waits after the first, second, … failure of a delivery; after one more it is given up. */
  waits_ms: readonly number[];
  /** How much longer a wait may be, as a share of it: deliveries that failed together need not come back together. */
  jitter: number;
  /** Failures closer together than this count once, so that a burst of packages cannot switch a webhook off. */
  count_every_ms: number;
  /** The webhook is switched off at this many counted failures in a row, over all its packages, */
  passive_at_failures: number;
  /** or when it has failed for so long without a success in between. */
  passive_after_ms: number;
  /** 410 switches the webhook off at once; on 429 and 503 nothing is sent before `Retry-After` is over. */
  heeds_answers: boolean;
};

export type ProfileName = 'trendyol' | 'standard';
type TimetableSettings = { retry_ms: number; standard_divisor: number };
export type Profiles = Record<ProfileName, Profile>;

const second_ms = 1_000;
const minute_ms = 60 * second_ms;
const hour_ms = 60 * minute_ms;
const day_ms = 24 * hour_ms;

/** No receiver can ask for a longer pause. */
export const retry_after_most_ms = day_ms;

/** The schedule that Standard Webhooks proposes. */
const standard_waits_ms = [
  5 * second_ms,
  5 * minute_ms,
  30 * minute_ms,
  ...[2, 5, 10, 14, 20, 24].map((hours) => hours * hour_ms),
];

export const profilesOf = ({ retry_ms, standard_divisor }: TimetableSettings): Profiles => ({
  trendyol: {
    waits_ms: Array(12).fill(retry_ms),
    jitter: 0,
    count_every_ms: retry_ms,
    passive_at_failures: 13,
    passive_after_ms: Number.POSITIVE_INFINITY,
    heeds_answers: false,
  },
  standard: {
    waits_ms: standard_waits_ms.map((wait_ms) => Math.ceil(wait_ms / standard_divisor)),
    jitter: 0.1,
    count_every_ms: Math.ceil((5 * second_ms) / standard_divisor),
    passive_at_failures: Number.POSITIVE_INFINITY,
    passive_after_ms: Math.ceil((5 * day_ms) / standard_divisor),
    heeds_answers: true,
  },
});

/** A number in 0..1 that is the same for the same words: each attempt of a delivery has one jitter. */
export const chanceOf = (...words: (string | number)[]): number =>
  createHash('sha256').update(words.join('/')).digest().readUInt32BE() / 2 ** 32;

/** What becomes of a delivery at its `attempts`-th failure. `chance`, in 0..1, says how much of the jitter is used. */
export function afterFailure(
  profile: Profile,
  attempts: number,
  at: number,
  chance: number,
): { due_at: number } | 'given-up' {
  const wait_ms = profile.waits_ms[attempts - 1];
  return wait_ms === undefined ? 'given-up' : { due_at: at + Math.floor(wait_ms * (1 + profile.jitter * chance)) };
}

/** A webhook's failures since its last success, update or activation. */
export type Streak = { failures: number; failure_counted_at: number | null; failing_since: number | null };

export const calm: Streak = { failures: 0, failure_counted_at: null, failing_since: null };

/** One more failure of a webhook: its streak, and what the owner is to be told. */
export function countFailure(profile: Profile, streak: Streak, at: number): Streak & { news: News | null } {
  const { failures, failure_counted_at, failing_since } = streak;
  if (failure_counted_at !== null && at - failure_counted_at < profile.count_every_ms) return { ...streak, news: null };
  const counted = { failures: failures + 1, failure_counted_at: at, failing_since: failing_since ?? at };
  const too_many = counted.failures >= profile.passive_at_failures;
  const too_long = at - counted.failing_since >= profile.passive_after_ms;
  if (too_many || too_long) return { ...counted, news: 'passive' };
  return { ...counted, news: counted.failures === 1 ? 'first-failure' : null };
}

export type News = 'first-failure' | 'passive';

/** When a webhook that failed first at `at` will be switched off, if it goes on failing. */
export const passiveAt = (profile: Profile, at: number): number =>
  at + Math.min((profile.passive_at_failures - 1) * profile.count_every_ms, profile.passive_after_ms);
