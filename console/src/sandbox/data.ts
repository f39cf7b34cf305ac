import type { Result, Schema } from '@koli/client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { asOperator } from '../api.ts';

/** `heard` is when the page received it, by a monotonic clock. */
export type Clock = Result<'readClock'> & { heard: number };
export type Fault = Schema<'Fault'>;
export type NewFault = Schema<'NewFault'>;
export type Snapshot = Result<'listSnapshots'>['snapshots'][number];
export type Seller = Result<'listSellers'>['content'][number];
export type MadeOrder = Result<'createSandboxOrders'>['orders'][number];

const clock_again_ms = 10_000;
const faults_again_ms = 2_000;

/** The sandbox's time, computed without a request. */
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

/** Sellers to choose from. Others can be typed. */
export const sellers_offered = 100;

export const useSellers = () =>
  useQuery({
    queryKey: ['sandbox', 'sellers'],
    queryFn: ({ signal }) => asOperator((operator) => operator.listSellers({ size: sellers_offered }, { signal })),
    staleTime: 0,
  });

export type Part = 'clock' | 'faults' | 'snapshots' | 'sellers' | 'runs' | 'traffic' | 'everything';

/** The queries to repeat after an action: part of this page, or all. */
export function useChanged(): (part: Part) => Promise<void> {
  const queries = useQueryClient();
  return async (part) => {
    if (part !== 'everything') return queries.invalidateQueries({ queryKey: ['sandbox', part] });
    // Nothing that was read before is valid any more.
    queries.removeQueries({ predicate: ({ queryKey: [first] }) => first !== 'sandbox' && first !== 'ready' });
    await queries.invalidateQueries({ queryKey: ['sandbox'] });
  };
}
