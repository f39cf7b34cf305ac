import { expect, inject, test } from 'vitest';
import { judgePlans } from './plans.ts';

/** A quarter on a server, where the whole took two minutes: `.ci/run` must end within thirty. */
const size = inject('start').kind === 'postgres' ? 5_000 : 20_000;

test(`one process grows from nothing to ${size} packages by small lots, with a webhook that answers and one that fails`, async () => {
  expect(await judgePlans(size, false)).toEqual({ unseen: [], failed: [], bad: [] });
});
