import type { Tier } from '../../core/domain/seller.ts';

/** Every endpoint and seller: so many requests in any ten seconds. */
export const burst = { limit: 50, window_ms: 10_000 };

/** Requests per minute by listing tier; a tier that is not named has no limit beside the burst. */
export const perMinute = {
  list: { '50k': 30, '75k': 40, '150k': 50, '500k': 100, unlimited: 100 },
  status: { '50k': 300, '75k': 300, '150k': 500 },
  cancel: { '50k': 100, '75k': 100, '150k': 200 },
  manual: { '50k': 1000, '75k': 1000, '150k': 1500 },
  label: { '50k': 100, '75k': 100, '150k': 100, '500k': 100, unlimited: 100 },
} satisfies Record<string, Partial<Record<Tier, number>>>;

export type RateClass = keyof typeof perMinute;
