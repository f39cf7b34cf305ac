/**
 * Settings of every session. koli has an index for every question that it asks while a caller waits. A plan that reads a
 * table whole, hashes it, or collects all matches before it takes the first of them, is never right there, whatever the
 * statistics say: a plan that was made for sixty rows is kept while a table grows to sixty thousand. So plans are nested
 * loops over indexes, in the order of the index, with one look into the index per key. None is compiled, which takes
 * longer than running any of them.
 */
const forbiddenPlans = [
  'enable_seqscan',
  'enable_hashjoin',
  'enable_mergejoin',
  'enable_bitmapscan',
  'enable_material',
  'jit',
];

/**
 * The price of a plan is the number of rows that it touches. With the usual price of pages, a plan that compares each of a
 * hundred rows with each of forty keys looks cheaper than forty looks into the index.
 */
const pageCosts = ['seq_page_cost', 'random_page_cost'];

export const planning = Object.fromEntries([
  ...forbiddenPlans.map((name) => [name, 'off'] as const),
  ...pageCosts.map((name) => [name, '0'] as const),
]);

/** For statements that read whole tables: `set local` within their transaction. */
export const wholeTables = [
  ...forbiddenPlans.filter((name) => name !== 'jit').map((name) => `set local ${name} = on`),
  'set local seq_page_cost = 1',
  'set local random_page_cost = 4',
].join('; ');
