import { inject, test } from 'vitest';

// A test that makes sense on one database alone is defined on that one alone, so that no run tells of skipped tests.

const none: typeof test = Object.assign(() => {}, test);
const { kind } = inject('start');

/** Where the suite runs on a PostgreSQL server. */
export const onServer = kind === 'postgres' ? test : none;
/** Where it runs on the embedded database. */
export const onEmbedded = kind === 'pglite' ? test : none;
