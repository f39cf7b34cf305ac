import type { Result } from '@koli/client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { asOperator } from '../api.ts';

// Scenarios, what is played of them, and traffic, as koli tells of them.

export type Known = Result<'listScenarios'>['content'][number];
export type RunRow = Result<'listScenarioRuns'>['content'][number];
export type Run = Result<'readScenarioRun'>;
export type RunStep = Run['steps'][number];
export type Stream = Result<'listTraffic'>['content'][number];

const soon_ms = 1_000;
const later_ms = 2_000;
/** From one answer to the next question: the answer itself has waited for something to happen. */
const at_once_ms = 20;
const patience_ms = 10_000;
/** That a run has begun is no step that ended, so nobody is told: it is looked for. */
const begins_ms = 300;

export const isOver = ({ endedDate }: Pick<RunRow, 'endedDate'>): boolean => endedDate !== null;

/** They come with koli, and stay as they are while it runs. */
export const useLibrary = () =>
  useQuery({
    queryKey: ['sandbox', 'scenarios'],
    queryFn: ({ signal }) => asOperator((operator) => operator.listScenarios({ signal })),
    select: ({ content }) => content,
  });

export const useScenario = (name: string | null) =>
  useQuery({
    queryKey: ['sandbox', 'scenarios', name],
    queryFn: ({ signal }) => asOperator((operator) => operator.readScenario(name!, { signal })),
    enabled: name !== null,
  });

export const useRuns = () =>
  useQuery({
    queryKey: ['sandbox', 'runs'],
    queryFn: ({ signal }) => asOperator((operator) => operator.listScenarioRuns({ signal })),
    select: ({ content }) => content,
    refetchInterval: ({ state: { data } }) => (data?.content.every(isOver) === false ? soon_ms : later_ms),
    staleTime: 0,
  });

/** A run as it goes: each question is answered when something has happened. */
export function useRun(id: string) {
  const queries = useQueryClient();
  const queryKey = ['sandbox', 'run', id];
  return useQuery({
    queryKey,
    queryFn: ({ signal }) => {
      const { data: known, fetchFailureCount = 0 } = queries.getQueryState<Run>(queryKey) ?? {};
      const seen = known?.stepsDone ?? 0;
      // After koli was away, that it is back is news enough.
      const waitMs = known === undefined || fetchFailureCount > 0 ? 0 : seen === 0 ? begins_ms : patience_ms;
      return asOperator((operator) => operator.readScenarioRun(id, { seen, waitMs }, { signal }));
    },
    // Also of one that is over the seller may be deleted.
    refetchInterval: ({ state: { data, status } }) =>
      status !== 'success' ? false : isOver(data!) ? later_ms : at_once_ms,
    staleTime: 0,
  });
}

export const useTraffic = () =>
  useQuery({
    queryKey: ['sandbox', 'traffic'],
    queryFn: ({ signal }) => asOperator((operator) => operator.listTraffic({}, { signal })),
    select: ({ content }) => content,
    refetchInterval: ({ state: { data } }) => (data?.content.some(({ on }) => on) ? soon_ms : later_ms),
    staleTime: 0,
  });

// What is looked at stands in the address.

export type Choice = { run: string } | { scenario: string } | { own: string };

/** Written from nothing; no scenario of the library is called so. */
export const blank = '.';
const first_to_see = 'plain-day';

/** Without a word in the address: what was played last, or else a plain day. */
export function useChoice(library: Known[], runs: RunRow[]): Choice {
  const { run, scenario, own } = useSearch({ strict: false }) as Record<string, string | undefined>;
  if (run !== undefined) return { run };
  if (own !== undefined) return { own };
  if (scenario !== undefined) return { scenario };
  if (runs.length > 0) return { run: runs[0]!.id };
  return { scenario: library.find(({ name }) => name === first_to_see)?.name ?? library[0]?.name ?? '' };
}

// What was sent along is kept by whoever sent it: koli tells what came of it, and not what it was.

const kept_key = 'koli.played';
const kept_limit = 10;

function kept(): [id: string, scenario: object][] {
  try {
    return JSON.parse(sessionStorage.getItem(kept_key) ?? '[]');
  } catch {
    return [];
  }
}

export function keepScenario(id: string, scenario: object): void {
  const next = [[id, scenario], ...kept()].slice(0, kept_limit);
  try {
    sessionStorage.setItem(kept_key, JSON.stringify(next));
  } catch {
    // The browser has no room left; it can be run again where it was written.
  }
}

/** What a run plays, so that it can be played again; null when this tab does not know. */
export const scenarioOf = ({ id, name }: Pick<Run, 'id' | 'name'>): string | object | null =>
  name ?? kept().find(([known]) => known === id)?.[1] ?? null;
