import type { Answer } from '../../core/corridor/ask.ts';
import { type Call, type Operation, refusal } from '../../http/contract/operation.ts';

/** An operation that only a sandbox has. */
export type SandboxOperation = Operation & {
  /** It may run while a reset waits for other calls to end: it locks the sandbox itself, or does not touch its data. */
  unguarded?: true;
};

type UnguardedRow = Omit<Operation, 'access' | 'refusals'> & Partial<Operation>;

/**
 * An unguarded operation of the operator. It takes no idempotency key: stored answers are part of what is replaced, and a
 * restart forgets what a key would name.
 */
export const unguarded = (operation: UnguardedRow): SandboxOperation => ({
  access: 'operator',
  unguarded: true,
  refusals: [],
  ...(operation.method !== 'GET' && { keyless: true }),
  ...operation,
});

export const isUnguarded = (operation: SandboxOperation): boolean => operation.unguarded === true;

const note = '**Sandbox only**: elsewhere this address does not exist.';

/** The operation as the reference shows it. */
export const markedSandbox = (operation: SandboxOperation): SandboxOperation => ({
  ...operation,
  description: [operation.description, note].filter(Boolean).join('\n\n'),
  marks: { 'x-sandbox-only': true },
});

/** The answer to a call that came in while the sandbox was being reset. */
export function resting(call: Pick<Call, 'world' | 'locale'>): Answer {
  const answer = refusal(call, { code: 'unavailable' });
  return { ...answer, headers: { ...answer.headers, 'retry-after': '1' } };
}
