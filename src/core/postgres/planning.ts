/**
 * Settings of every session. koli has an index for every question that it asks while somebody waits. A plan that reads a
 * table whole, or hashes it, is never right there, whatever the statistics say: a plan that was made for sixty rows is kept
 * while a table grows to sixty thousand. So plans are nested loops over indexes. None is compiled, which takes longer
 * than running any of them.
 */
export const planning = {
  enable_seqscan: 'off',
  enable_hashjoin: 'off',
  enable_mergejoin: 'off',
  jit: 'off',
};

/** For statements that read whole tables: `set local` within their transaction. */
export const wholeTables =
  'set local enable_seqscan = on; set local enable_hashjoin = on; set local enable_mergejoin = on';
