import { expect, inject, test } from 'vitest';
import { judgePlans } from './plans.ts';

/** On a server, a quarter of it shows the same: what is not driven by its keys passes its bound from some thousands on. */
const size = inject('start').kind === 'postgres' ? 5_000 : 20_000;

test(`one process grows from nothing to ${size} packages by small lots, with a webhook that answers and one that fails`, async () => {
  expect(await judgePlans(size, false)).toEqual({ unseen: [], failed: [], bad: [] });
});
