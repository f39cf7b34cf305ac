import { expect, test } from 'vitest';
import { judgePlans } from './plans.ts';

// The rows that a statement touches follow its keys, whatever PostgreSQL knows of the tables and whichever plan it keeps.

test.each([
  ['without statistics', false],
  ['with statistics', true],
])('every statement is driven by its keys, %s', async (_, analyzed) => {
  expect(await judgePlans(200, analyzed)).toEqual({ unseen: [], failed: [], bad: [] });
});
