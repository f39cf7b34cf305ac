import type { Operation } from '../../http/contract/operation.ts';

type Row = Omit<Operation, 'access' | 'refusals'> & Partial<Operation>;

/**
 * The operator's, in a sandbox, and not behind its gate: it sees by itself to it that nobody else is there, or does not
 * mind. No idempotency key: kept answers are part of what is replaced, and a restart forgets what a key would name.
 */
export const unguarded = (operation: Row): Operation => ({
  access: 'operator',
  sandbox: true,
  alone: true,
  refusals: [],
  ...(operation.method !== 'GET' && { keyless: true }),
  ...operation,
});
