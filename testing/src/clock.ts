import type { OperatorClient } from '../../client/src/index.ts';

/** The clock of a koli that is tested against. It stands still unless it is told to go. */
export type Clock = {
  /** UTC milliseconds: hand it to code that would ask `Date.now`. */
  now(): number;
  /** Goes forward by milliseconds or by a length like `'65m'`; what falls due on the way is done in order, then it returns. */
  advance(by: number | string): Promise<void>;
  /** Goes forward to a time, in UTC milliseconds or like `'2026-11-23T09:00:00Z'`. */
  set(to: number | string): Promise<void>;
};

const units_ms: Record<string, number> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

/** Milliseconds of a length of time: `'90s'`, `'65m'`, `'1d 2h'`. */
export function lengthOf(text: string): number {
  const parts = text.trim().split(/\s+/);
  return parts.reduce((sum, part) => {
    const [, count, unit] = /^(\d+(?:\.\d+)?)(ms|s|m|h|d|w)$/.exec(part) ?? [];
    if (count === undefined)
      throw new RangeError(`"${text}" is no length of time: write milliseconds, or like "90s", "65m", "3h", "1d 2h"`);
    return sum + Math.round(Number(count) * units_ms[unit!]!);
  }, 0);
}

export const clockOf = (operator: OperatorClient, now: () => number): Clock => ({
  now,
  async advance(by) {
    await operator.changeClock({ advance: typeof by === 'number' ? by : lengthOf(by) });
  },
  async set(at) {
    await operator.changeClock({ at });
  },
});
