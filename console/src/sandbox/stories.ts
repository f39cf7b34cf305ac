import type { Result } from '@koli/client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { asOperator } from '../api.ts';

// Queries of scenarios, runs and traffic.

export type Known = Result<'listScenarios'>['content'][number];
export type RunRow = Result<'listScenarioRuns'>['content'][number];
export type Run = Result<'readScenarioRun'>;
export type RunStep = Run['steps'][number];
export type Stream = Result<'listTraffic'>['content'][number];

const soon_ms = 1_000;
const later_ms = 2_000;
/** Pause before the next question; the answer itself waits for news. */
const at_once_ms = 20;
const patience_ms = 10_000;
/** The start of a run is not news for a waiting question, so it is polled. */
const begins_ms = 300;

export const isOver = ({ endedDate }: Pick<RunRow, 'endedDate'>): boolean => endedDate !== null;

/** The library does not change while koli runs. */
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

/** A run in progress. Each question is answered when something has happened. */
export function useRun(id: string) {
  const queries = useQueryClient();
  const queryKey = ['sandbox', 'run', id];
  return useQuery({
    queryKey,
    queryFn: ({ signal }) => {
      const { data: known, fetchFailureCount = 0 } = queries.getQueryState<Run>(queryKey) ?? {};
      const seen = known?.stepsDone ?? 0;
      // After koli was away, its return is news enough.
      const waitMs = known === undefined || fetchFailureCount > 0 ? 0 : seen === 0 ? begins_ms : patience_ms;
      return asOperator((operator) => operator.readScenarioRun(id, { seen, waitMs }, { signal }));
    },
    // The seller of a run that has ended may still be deleted.
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

// The address says what is shown.

export type Choice = { run: string } | { scenario: string } | { own: string };

/** A new scenario. No scenario of the library has this name. */
export const blank = '.';
const first_to_see = 'plain-day';

/** Without a choice in the address: the last one that ran, or a plain day. */
export function useChoice(library: Known[], runs: RunRow[]): Choice {
  const { run, scenario, own } = useSearch({ strict: false }) as Record<string, string | undefined>;
  if (run !== undefined) return { run };
  if (own !== undefined) return { own };
  if (scenario !== undefined) return { scenario };
  if (runs.length > 0) return { run: runs[0]!.id };
  return { scenario: library.find(({ name }) => name === first_to_see)?.name ?? library[0]?.name ?? '' };
}

// koli stores the result of a run, not a scenario that was sent with it. This tab stores it.

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
    // The browser's storage is full. The scenario can be run again where it was written.
  }
}

/** The scenario of a run, to run it again. Null if this tab does not have it. */
export const scenarioOf = ({ id, name }: Pick<Run, 'id' | 'name'>): string | object | null =>
  name ?? kept().find(([known]) => known === id)?.[1] ?? null;
