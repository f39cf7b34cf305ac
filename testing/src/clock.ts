import type { OperatorClient } from '../../client/src/index.ts';

/** The clock of the koli under test. It is frozen unless you start it. */
export type Clock = {
  /** UTC milliseconds. Pass it to code that would call `Date.now`. */
  now(): number;
  /** Moves forward by milliseconds or a duration like `'65m'`. What falls due on the way happens in order before it returns. */
  advance(by: number | string): Promise<void>;
  /** Moves forward to a time, in UTC milliseconds or like `'2026-11-23T09:00:00Z'`. */
  set(to: number | string): Promise<void>;
};

const units_ms: Record<string, number> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

/** Milliseconds of a duration: `'90s'`, `'65m'`, `'1d 2h'`. */
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
