import type { World } from '../../core/world.ts';
import type { Scenario } from '../wire/scenario.ts';
import type { RunReason, RunState, StepState } from '../wire/story.ts';
import { type ApiParts, openApi } from './api.ts';
import { Cut } from './cut.ts';
import { stepLine, stepsInWords } from './library.ts';
import { playScenario, type StepResult } from './run.ts';
import type { Receivers } from './stage.ts';

export type RunStep = {
  step: string;
  words: string;
  state: StepState;
  says: string | null;
  /** Of a race: the text of the step that came first. */
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

type WantedRun = Pick<Run, 'name' | 'scenario' | 'seed' | 'keep'>;

/** Twice the size of the library. */
export const waiting_limit = 50;
/** In memory, each with its scenario and what came of it: some 50 MB when all are as large as they may be. */
const remembered_limit = 100;

const run_sentences: Record<Exclude<RunReason, 'broken'>, string> = {
  asked: 'it was stopped',
  replaced: 'a reset, restore or import of the sandbox came in between',
  'seller-gone': 'its seller was reset or deleted meanwhile',
  closing: 'koli ends',
};

type HeldRun = Run & { cut: AbortController; over: Promise<void>; change: PromiseWithResolvers<void> };

type RunsParts = ApiParts & { world: World; receivers: Receivers; real(): number };

const isOver = ({ state }: Run): boolean => state !== 'waiting' && state !== 'running';
export const stepsDone = ({ steps }: Run): number =>
  steps.filter(({ state }) => state === 'passed' || state === 'failed').length;

/** Scenarios are played one after another: there is one clock, and a scenario may move it. */
export class Runs {
  readonly #parts: RunsParts;
  readonly #runs = new Map<string, HeldRun>();
  #number = 0;
  #turn: Promise<void> = Promise.resolve();

  constructor(parts: RunsParts) {
    this.#parts = parts;
  }

  /** Null: too many runs wait already. */
  begin({ name, scenario, seed, keep }: WantedRun): Run | null {
    if ([...this.#runs.values()].filter(({ state }) => state === 'waiting').length >= waiting_limit) return null;
    const { world, real } = this.#parts;
    const id = world.random.uuid({ seller_id: 0, what: `scenario run ${++this.#number}` });
    const run: HeldRun = {
      ...{ id, name, scenario, seed, keep, state: 'waiting', reason: null, says: null, seller_id: null, kept: false },
      steps: stepsInWords(scenario).map((step) => ({ ...step, state: 'waiting', says: null, won: null, packages: [] })),
      ...{ created_at: real(), started_at: null, ended_at: null },
      ...{ cut: new AbortController(), over: Promise.resolve(), change: Promise.withResolvers() },
    };
    this.#runs.set(id, run);
    this.#turn = this.#turn.then(() => this.#play(run));
    run.over = this.#turn;
    return run;
  }

  find(id: string): Run | undefined {
    return this.#runs.get(id);
  }

  /** Newest first. */
  list(): Run[] {
    return [...this.#runs.values()].reverse();
  }

  /** Returns when more than `seen` steps have ended, or the run has, or after a time. */
  async watch({ id }: Run, seen: number, wait_ms: number): Promise<void> {
    const run = this.#runs.get(id);
    if (run === undefined) return;
    const late = AbortSignal.timeout(wait_ms);
    const late_too = new Promise<void>((resolve) => late.addEventListener('abort', () => resolve()));
    while (!isOver(run) && stepsDone(run) <= seen && !late.aborted) await Promise.race([run.change.promise, late_too]);
  }

  async stop({ id }: Run): Promise<void> {
    const run = this.#runs.get(id);
    if (run === undefined) return;
    this.#cut(run, 'asked');
    if (run.state === 'running') await run.over;
  }

  /** A reset, restore or import begins. */
  cut(): void {
    for (const run of this.#runs.values()) this.#cut(run, 'replaced');
  }

  /** The data of a seller, or of all, was replaced or deleted. */
  replaced(of: number | 'all'): void {
    for (const run of this.#runs.values()) {
      if (of !== 'all' && run.seller_id !== of) continue;
      this.#cut(run, of === 'all' ? 'replaced' : 'seller-gone');
      run.kept = false;
    }
  }

  async close(): Promise<void> {
    for (const run of this.#runs.values()) this.#cut(run, 'closing');
    await this.#turn;
  }

  async #play(run: HeldRun): Promise<void> {
    if (!isOver(run)) await this.#go(run);
    this.#forget();
  }

  async #go(run: HeldRun): Promise<void> {
    const { world, receivers, real, ...parts } = this.#parts;
    Object.assign(run, { state: 'running', started_at: real() });
    const { signal } = run.cut;
    const { scenario, seed, keep } = run;
    const api = openApi(parts, signal);
    try {
      const passed = await playScenario({ api, receivers, scenario, seed, keep, signal }, audienceOf(run));
      this.#end(run, passed ? 'passed' : 'failed');
    } catch (error) {
      if (error instanceof Cut) return this.#end(run, error.reason === 'asked' ? 'stopped' : 'failed', error);
      world.log.error({ err: error, run: run.id }, 'a scenario could not be played on');
      this.#end(run, 'failed', { reason: 'broken', message: (error as Error).message });
    }
  }

  #end(run: HeldRun, state: RunState, why?: { reason: RunReason; message: string }): void {
    for (const step of run.steps) if (step.says === null) step.state = step.state === 'running' ? 'stopped' : 'skipped';
    const { reason = null, message: says = null } = why ?? {};
    Object.assign(run, { state, reason, says, ended_at: this.#parts.real(), kept: run.kept && run.keep });
    announce(run);
  }

  /** Drops the oldest runs that have ended. */
  #forget(): void {
    const over = [...this.#runs.values()].filter(isOver);
    for (const { id } of over.slice(0, Math.max(0, over.length - remembered_limit))) this.#runs.delete(id);
  }

  #cut(run: HeldRun, reason: Exclude<RunReason, 'broken'>): void {
    if (isOver(run)) return;
    const why = new Cut(reason, run_sentences[reason]);
    if (run.state === 'waiting') this.#end(run, reason === 'asked' ? 'stopped' : 'failed', why);
    else run.cut.abort(why);
  }
}

/** Wakes the watchers of a run. */
function announce(run: HeldRun): void {
  run.change.resolve();
  run.change = Promise.withResolvers();
}

const audienceOf = (run: HeldRun) => ({
  opened(seller_id: number) {
    Object.assign(run, { seller_id, kept: true });
  },
  begins(at: number) {
    run.steps[at]!.state = 'running';
    announce(run);
  },
  told(at: number, { ok, says, won }: StepResult, packages: RunStep['packages']) {
    const { race } = run.scenario.told.steps[at] as { race?: unknown[] };
    const first = won === undefined ? null : stepLine(race![won]);
    Object.assign(run.steps[at]!, { state: ok ? 'passed' : 'failed', says, won: first, packages });
    announce(run);
  },
});
