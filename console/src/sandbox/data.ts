import { KoliError, type OperatorClient, type Result, type Schema } from '@koli/client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { asOperator, isAway, isRefused, newKey } from '../api.ts';
import { useText } from '../language/index.ts';

/** `heard`: when the page heard of it, by a watch that is never set. */
export type Clock = Result<'readClock'> & { heard: number };
export type Fault = Schema<'Fault'>;
export type NewFault = Schema<'NewFault'>;
export type Snapshot = Result<'listSnapshots'>['snapshots'][number];
export type MadeOrder = Result<'createSandboxOrders'>['orders'][number];

/** What falls due on a way through time, or fills a busy shop, takes longer than a read. */
export const long_ms = 600_000;
const clock_again_ms = 10_000;
const faults_again_ms = 2_000;

/** What the sandbox's clock shows, as far as the page can tell without asking. */
export const timeOf = ({ now, rate, heard }: Clock): number => now + Math.round((performance.now() - heard) * rate);

const heardNow = (clock: Result<'readClock'>): Clock => ({ ...clock, heard: performance.now() });

export const useClock = () =>
  useQuery({
    queryKey: ['sandbox', 'clock'],
    queryFn: async ({ signal }) => heardNow(await asOperator((operator) => operator.readClock({ signal }))),
    refetchInterval: clock_again_ms,
    staleTime: 0,
  });

export const useFaults = () =>
  useQuery({
    queryKey: ['sandbox', 'faults'],
    queryFn: ({ signal }) => asOperator((operator) => operator.listFaults({}, { signal })),
    refetchInterval: faults_again_ms,
    staleTime: 0,
  });

export const useSnapshots = () =>
  useQuery({
    queryKey: ['sandbox', 'snapshots'],
    queryFn: ({ signal }) => asOperator((operator) => operator.listSnapshots({ signal })),
    staleTime: 0,
  });

/** To choose from; whoever is not among so many is typed. */
const sellers_offered = 100;

export const useSellers = () =>
  useQuery({
    queryKey: ['sandbox', 'sellers'],
    queryFn: ({ signal }) => asOperator((operator) => operator.listSellers({ size: sellers_offered }, { signal })),
    staleTime: 0,
  });

type What<I, O> = {
  call(operator: OperatorClient, input: I): Promise<O>;
  /** What is read again afterwards: part of this page, or everything there is. */
  changes: 'clock' | 'faults' | 'snapshots' | 'orders' | 'everything';
};

/** Something that is asked of the sandbox, and what to say when it does not come to pass. */
export function useWork<I, O>({ call, changes }: What<I, O>) {
  const text = useText();
  const queries = useQueryClient();
  const work = useMutation({
    mutationFn: (input: I) => asOperator((operator) => call(operator, input)),
    onSuccess: async () => {
      if (changes !== 'everything') return queries.invalidateQueries({ queryKey: ['sandbox', changes] });
      // Nothing that was read of the state before is true any more.
      queries.removeQueries({ predicate: ({ queryKey: [first] }) => first !== 'sandbox' && first !== 'ready' });
      await queries.invalidateQueries({ queryKey: ['sandbox'] });
    },
  });
  const { error } = work;
  // A koli that is busy with its own state says so itself.
  const told = error instanceof KoliError && error.key !== null;
  const problem = error === null ? null : isAway(error) && !told ? text.away.banner : error.message;
  return { ...work, problem };
}

/**
 * What a form sends, under one key for one intention: sent again after a broken connection it is the same call, and done
 * once. `settled` is told when koli has answered.
 */
export function useIntent<F, B>(form: F, make: (form: F) => B) {
  const kept = useRef<{ form: F; body: B; idempotencyKey: string } | null>(null);
  return {
    get() {
      if (kept.current?.form !== form) kept.current = { form, body: make(form), idempotencyKey: newKey() };
      return kept.current;
    },
    settled(error: unknown) {
      if (error === null || isRefused(error)) kept.current = null;
    },
  };
}
