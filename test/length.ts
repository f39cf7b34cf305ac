import { test } from 'vitest';

// Long runs: `npm test` does a little of each, `npm run test:full` all of it. Each file that imports this one is part of
// the full run.

export const is_full = process.env['KOLI_TESTS'] === 'full';

/** How much of a long run to do. */
export const lengthOf = (short: number, full: number): number => (is_full ? full : short);

const none: typeof test = Object.assign(() => {}, test);

/** A test of the full run alone, for a law that a short run cannot show. */
export const inFull = is_full ? test : none;
