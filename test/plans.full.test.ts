import { expect, test } from 'vitest';
import { judgePlans } from './plans.ts';

test('one process grows from nothing to 20,000 packages by small lots, with a webhook that answers and one that fails', async () => {
  expect(await judgePlans(20_000, false)).toEqual({ unseen: [], failed: [], bad: [] });
});
