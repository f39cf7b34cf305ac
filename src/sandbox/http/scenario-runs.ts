import { type Static, Type } from 'typebox';
import { isRefusal, type Refusal, type RefusalFacts, refuse } from '../../core/domain/refusal.ts';
import { parser } from '../../core/wire/parse.ts';
import { gives } from '../../http/contract/answers.ts';
import { type Call, json, type Operation, refusal } from '../../http/contract/operation.ts';
import { parseQuery } from '../../http/contract/query.ts';
import { type Run, type Runs, stepsDone, waiting_limit } from '../story/runs.ts';
import type { Stories } from '../story/stories.ts';
import { readScenario, type Scenario } from '../wire/scenario.ts';
import { RunAnswer, RunInput, RunsAnswer, RunWish } from '../wire/story.ts';
import { unguarded } from './row.ts';
import { findScenario, unknownScenario } from './scenarios.ts';

const path = '/api/v1/sandbox/scenario-runs';

/** A thousand steps of a hundred characters: what a person could still read. */
const scenario_limit = 128 << 10;
/** Shorter than the time limits of clients, which then ask again. */
const wait_limit_ms = 20_000;

const WatchQuery = Type.Object(
  {
    seen: Type.Optional(
      Type.Integer({ minimum: 0, maximum: 10_000, description: '`stepsDone` that the caller knows of' }),
    ),
    waitMs: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: wait_limit_ms,
        description: 'Wait until more steps than `seen` are done or the run has ended, at most this long',
      }),
    ),
  },
  { additionalProperties: false },
);

const parseWish = parser(RunWish);

const packagesOf = (packages: Iterable<[name: string, id: number]>) =>
  [...packages].map(([name, shipmentPackageId]) => ({ name, shipmentPackageId }));

const runListed = (run: Run) => ({
  id: run.id,
  name: run.name,
  title: run.scenario.title,
  seed: run.seed,
  state: run.state,
  reason: run.reason,
  says: run.says,
  sellerId: run.seller_id,
  keep: run.keep,
  kept: run.kept,
  stepsTotal: run.steps.length,
  stepsDone: stepsDone(run),
  createdDate: run.created_at,
  startedDate: run.started_at,
  endedDate: run.ended_at,
});

const runDocument = (run: Run) => ({
  ...runListed(run),
  steps: run.steps.map((step) => ({ ...step, packages: packagesOf(step.packages) })),
  packages: packagesOf(new Map(run.steps.flatMap(({ packages }) => packages))),
});

/** A name of the library, or a scenario that was sent along. */
async function chosenScenario(wish: unknown): Promise<{ name: string | null; scenario: Scenario } | Refusal> {
  if (typeof wish === 'string') return (await findScenario(wish)) ?? unknownScenario(wish);
  const scenario = readScenario(wish);
  if (!isRefusal(scenario)) return { name: null, scenario };
  return refuse({ ...scenario, code: 'scenario.invalid' });
}

async function startRun(call: Call, runs: Runs) {
  const body = parseWish(call.body);
  if (isRefusal(body)) return refusal(call, body);
  const { scenario: wish, seed, keep = true } = body as Static<typeof RunWish>;
  const found = await chosenScenario(wish);
  if (isRefusal(found)) return refusal(call, found);
  const run = runs.begin({ ...found, seed: seed ?? found.scenario.seed, keep });
  if (run === null) return refusal(call, { code: 'run.limit', limit: waiting_limit });
  return json(runDocument(run), {}, 202);
}

const unknownRun = ({ params }: Call): RefusalFacts => ({ code: 'run.unknown', run_id: params['runId']!.slice(0, 64) });

export const runOperations = (stories: () => Stories): Operation[] => [
  unguarded({
    name: 'startScenarioRun',
    method: 'POST',
    path,
    summary: 'Play a scenario with a seller of its own; runs go one after another',
    description: `At most ${waiting_limit} wait: there is one clock, and a scenario may move it.`,
    body: RunInput,
    body_limit: scenario_limit,
    answers: { 202: gives(RunAnswer) },
    refusals: ['scenario.invalid', 'scenario.unknown', 'run.limit'],
    handle: (call) => startRun(call, stories().runs),
  }),
  unguarded({
    name: 'listScenarioRuns',
    method: 'GET',
    path,
    summary: 'List the runs that wait or go on, and the latest that have ended',
    answers: { 200: gives(RunsAnswer) },
    handle: async () => json({ content: stories().runs.list().map(runListed) }),
  }),
  unguarded({
    name: 'readScenarioRun',
    method: 'GET',
    path: `${path}/:runId`,
    summary: 'Read a run, step by step; may wait for the next step',
    query: WatchQuery,
    answers: { 200: gives(RunAnswer) },
    async handle(call) {
      const asked = parseQuery(call.query, WatchQuery);
      if (isRefusal(asked)) return refusal(call, asked);
      const { runs } = stories();
      const run = runs.find(call.params['runId']!);
      if (run === undefined) return refusal(call, unknownRun(call));
      await runs.watch(run, asked.seen ?? 0, asked.waitMs ?? 0);
      return json(runDocument(run));
    },
  }),
  unguarded({
    name: 'stopScenarioRun',
    method: 'DELETE',
    path: `${path}/:runId`,
    summary: 'Stop a run; a run that has ended does not change',
    answers: { 200: gives(RunAnswer) },
    async handle(call) {
      const { runs } = stories();
      const run = runs.find(call.params['runId']!);
      if (run === undefined) return refusal(call, unknownRun(call));
      await runs.stop(run);
      return json(runDocument(run));
    },
  }),
];
