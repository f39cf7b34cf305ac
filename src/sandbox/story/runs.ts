import type { World } from '../../core/world.ts';
import type { Scenario } from '../wire/scenario.ts';
import type { RunReason, RunState, StepState } from '../wire/story.ts';
import { type ApiParts, openApi } from './api.ts';
import { Cut } from './cut.ts';
import { lineOf, stepsOf } from './library.ts';
import { perform, type Told } from './run.ts';

export type RunStep = {
  step: string;
  words: string;
  state: StepState;
  says: string | null;
  /** Of a race: who came first, as it is written. */
  won: string | null;
  packages: [name: string, id: number][];
};

export type Run = {
  id: string;
  /** In the library. */
  name: string | null;
  scenario: Scenario;
  seed: number;
  keep: boolean;
  state: RunState;
  reason: RunReason | null;
  says: string | null;
  seller_id: number | null;
  /** Its seller is there. */
  kept: boolean;
  steps: RunStep[];
  created_at: number;
  started_at: number | null;
  ended_at: number | null;
};

export type Wish = Pick<Run, 'name' | 'scenario' | 'seed' | 'keep'>;

export type Runs = {
  /** Null: too many wait already. */
  begin(wish: Wish): Run | null;
  find(id: string): Run | undefined;
  /** Newest first. */
  list(): Run[];
  /** When more than `seen` steps have ended, or the run has, or after a time. */
  watch(run: Run, seen: number, wait_ms: number): Promise<void>;
  stop(run: Run): Promise<void>;
  /** A reset, restore or import begins. */
  cut(): void;
  /** The data of a seller, or of all, was replaced, or is gone. */
  replaced(of: number | 'all'): void;
  close(): Promise<void>;
};

/** The library twice over; whoever plays more is better served by a koli of his own. */
export const waiting_limit = 50;
/** In memory, each with its scenario and what came of it: some 50 MB when all are as large as they may be. */
export const remembered_limit = 100;

const sentences: Record<Exclude<RunReason, 'broken'>, string> = {
  asked: 'it was stopped',
  replaced: 'a reset, restore or import of the sandbox came in between',
  'seller-gone': 'its seller was reset or deleted meanwhile',
  closing: 'koli ends',
};

type Held = Run & { cut: AbortController; over: Promise<void>; change: PromiseWithResolvers<void> };

export type RunsParts = ApiParts & { world: World; real(): number };

export const isOver = ({ state }: Run): boolean => state !== 'waiting' && state !== 'running';
export const stepsDone = ({ steps }: Run): number =>
  steps.filter(({ state }) => state === 'passed' || state === 'failed').length;

/** There is one clock, and a scenario may move it: so they are played one after another. */
export function createRuns({ world, real, ...parts }: RunsParts): Runs {
  const runs = new Map<string, Held>();
  let number = 0;
  let turn: Promise<void> = Promise.resolve();

  function told(run: Held): void {
    run.change.resolve();
    run.change = Promise.withResolvers();
  }

  async function play(run: Held): Promise<void> {
    if (!isOver(run)) await go(run);
    forget();
  }

  async function go(run: Held): Promise<void> {
    Object.assign(run, { state: 'running', started_at: real() });
    const { signal } = run.cut;
    const { scenario, seed, keep } = run;
    const api = openApi(parts, signal);
    try {
      const passed = await perform({ api, receivers: world.receivers!, scenario, seed, keep, signal }, audience(run));
      end(run, passed ? 'passed' : 'failed');
    } catch (error) {
      if (error instanceof Cut) return end(run, error.reason === 'asked' ? 'stopped' : 'failed', error);
      world.log.error({ err: error, run: run.id }, 'a scenario could not be played on');
      end(run, 'failed', { reason: 'broken', message: (error as Error).message });
    }
  }

  const audience = (run: Held) => ({
    opened(seller_id: number) {
      Object.assign(run, { seller_id, kept: true });
    },
    begins(at: number) {
      run.steps[at]!.state = 'running';
      told(run);
    },
    told(at: number, { ok, says, won }: Told, packages: RunStep['packages']) {
      const { race } = run.scenario.told.steps[at] as { race?: unknown[] };
      const first = won === undefined ? null : lineOf(race![won]);
      Object.assign(run.steps[at]!, { state: ok ? 'passed' : 'failed', says, won: first, packages });
      told(run);
    },
  });

  function end(run: Held, state: RunState, why?: { reason: RunReason; message: string }): void {
    for (const step of run.steps) if (step.says === null) step.state = step.state === 'running' ? 'stopped' : 'skipped';
    const { reason = null, message: says = null } = why ?? {};
    Object.assign(run, { state, reason, says, ended_at: real(), kept: run.kept && run.keep });
    told(run);
  }

  /** The oldest that have ended. */
  function forget(): void {
    const over = [...runs.values()].filter(isOver);
    for (const { id } of over.slice(0, Math.max(0, over.length - remembered_limit))) runs.delete(id);
  }

  function cut(run: Held, reason: Exclude<RunReason, 'broken'>): void {
    if (isOver(run)) return;
    const why = new Cut(reason, sentences[reason]);
    if (run.state === 'waiting') end(run, reason === 'asked' ? 'stopped' : 'failed', why);
    else run.cut.abort(why);
  }

  return {
    begin({ name, scenario, seed, keep }) {
      if ([...runs.values()].filter(({ state }) => state === 'waiting').length >= waiting_limit) return null;
      const id = world.random.uuid({ seller_id: 0, what: `scenario run ${++number}` });
      const run: Held = {
        ...{ id, name, scenario, seed, keep, state: 'waiting', reason: null, says: null, seller_id: null, kept: false },
        steps: stepsOf(scenario).map((step) => ({ ...step, state: 'waiting', says: null, won: null, packages: [] })),
        ...{ created_at: real(), started_at: null, ended_at: null },
        ...{ cut: new AbortController(), over: Promise.resolve(), change: Promise.withResolvers() },
      };
      runs.set(id, run);
      turn = turn.then(() => play(run));
      run.over = turn;
      return run;
    },
    find: (id) => runs.get(id),
    list: () => [...runs.values()].reverse(),
    async watch(run, seen, wait_ms) {
      const late = AbortSignal.timeout(wait_ms);
      const late_too = new Promise<void>((resolve) => late.addEventListener('abort', () => resolve()));
      while (!isOver(run) && stepsDone(run) <= seen && !late.aborted)
        await Promise.race([(run as Held).change.promise, late_too]);
    },
    async stop(run) {
      cut(run as Held, 'asked');
      if ((run as Held).state === 'running') await (run as Held).over;
    },
    cut() {
      for (const run of runs.values()) cut(run, 'replaced');
    },
    replaced(of) {
      for (const run of runs.values()) {
        if (of !== 'all' && run.seller_id !== of) continue;
        cut(run, of === 'all' ? 'replaced' : 'seller-gone');
        run.kept = false;
      }
    },
    async close() {
      for (const run of runs.values()) cut(run, 'closing');
      await turn;
    },
  };
}
