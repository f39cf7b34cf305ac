import { type Static, type TProperties, type TSchemaOptions, Type } from 'typebox';
import { form_key } from '../../core/wire/parse.ts';
import { count, flag, id, ms, orNull, text } from '../../core/wire/terms.ts';
import { Length } from '../../core/wire/time.ts';
import { ScenarioDocument } from './scenario.ts';

// Scenarios that are played and traffic that is on: what the sandbox is asked for, and what it answers.

const strict = <P extends TProperties>(properties: P, told: TSchemaOptions = {}) =>
  Type.Object(properties, { additionalProperties: false, ...told });
const seedField = (description: string) => Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER, description });
const oneOf = <const V extends string>(values: readonly V[], description: string) =>
  Type.Enum([...values] as V[], { description });

// The library

export const scenarioName = /^[a-z0-9-]{1,64}$/;
const LibraryName = () => text('Its name in the library');

/** A step: its word, and its text. */
const step_fields = {
  step: text('Word of the step: order, cancel, expect …'),
  words: text('The whole step, as one line of YAML'),
};

const listed_fields = {
  name: LibraryName(),
  title: text('What it shows'),
  seed: Type.Integer({ minimum: 0, description: 'Seed of orders and races, unless a run has its own' }),
  steps: Type.Array(strict(step_fields), { description: 'The steps, in their order' }),
};

export const LibraryScenario = strict(
  { ...listed_fields, scenario: ScenarioDocument },
  { title: 'LibraryScenario', description: 'A scenario of the library. A changed `scenario` can be played, too.' },
);

export const Library = strict(
  { content: Type.Array(strict(listed_fields)) },
  { title: 'ScenarioLibrary', description: 'The scenarios of the library, by name.' },
);

// Runs

export const RunInput = strict(
  {
    scenario: Type.Union(
      [
        Type.String({ minLength: 1, maxLength: 64, description: 'The name of a scenario of the library' }),
        ScenarioDocument,
      ],
      { description: 'A name of the library, or a scenario' },
    ),
    seed: Type.Optional(seedField('Default: the seed of the scenario')),
    keep: Type.Optional(
      Type.Boolean({ description: 'Whether its seller and packages stay after the end; default: true' }),
    ),
  },
  { title: 'NewScenarioRun', description: 'The scenario to play.' },
);

/** The scenario itself is checked separately, so that refusals name places in it. */
export const RunWish = strict({ ...RunInput.properties, scenario: Type.Unknown({ [form_key]: { form: 'scenario' } }) });

export const runStates = ['waiting', 'running', 'passed', 'failed', 'stopped'] as const;
export type RunState = (typeof runStates)[number];

export const runReasons = ['asked', 'replaced', 'seller-gone', 'closing', 'broken'] as const;
export type RunReason = (typeof runReasons)[number];

export const stepStates = ['waiting', 'running', 'passed', 'failed', 'stopped', 'skipped'] as const;
export type StepState = (typeof stepStates)[number];

const PackageName = strict({
  name: text('Its name in the scenario'),
  shipmentPackageId: id('Its id within the seller'),
});

const run_fields = {
  id: Type.String({ format: 'uuid', description: 'Id of the run' }),
  name: orNull(LibraryName(), 'Null: the scenario was part of the request'),
  title: text('What it shows'),
  seed: Type.Integer({ minimum: 0, description: 'Its seed' }),
  state: oneOf(runStates, 'Runs go one after another. `passed`, `failed` and `stopped` are final.'),
  reason: orNull(
    oneOf(
      runReasons,
      'asked: it was stopped; replaced: a reset, restore or import came in between; seller-gone: its seller was reset or ' +
        'deleted; closing: koli ends; broken: koli could not go on, and its log says why',
    ),
    'Null: it ended by itself, or at a step that failed',
  ),
  says: orNull(text('The same in a sentence'), 'Null: the steps show it'),
  sellerId: orNull(id('Its seller'), 'Null: it has none yet'),
  keep: flag('Whether its seller is to stay'),
  kept: flag('Whether its seller exists'),
  stepsTotal: count('Number of steps'),
  stepsDone: count('Number of steps that passed or failed'),
  createdDate: ms('Time of the request, in real time'),
  startedDate: orNull(ms('Time of its beginning, in real time'), 'Null: it has not begun'),
  endedDate: orNull(ms('Time of its end, in real time'), 'Null: it has not ended'),
};

export const RunAnswer = strict(
  {
    ...run_fields,
    steps: Type.Array(
      strict({
        ...step_fields,
        state: oneOf(stepStates, 'stopped: it was running when the run was ended'),
        says: orNull(text('Result in a sentence'), 'Null: it has not ended'),
        won: orNull(
          text('Of a race: the text of the step that came first'),
          'Null: it is not a race, or has no winner',
        ),
        packages: Type.Array(PackageName, {
          description: 'Packages of the step: the one that it names, then new ones',
        }),
      }),
    ),
    packages: Type.Array(PackageName, { description: 'All packages with a name so far' }),
  },
  { title: 'ScenarioRun', description: 'A run, step by step.' },
);
export type RunAnswer = Static<typeof RunAnswer>;

export const RunsAnswer = strict(
  { content: Type.Array(strict(run_fields)) },
  { title: 'ScenarioRuns', description: 'The runs in memory, newest first.' },
);

// Traffic

/** More than one koli can make, one call after another. */
const per_s_most = 1_000;

const Rate = () =>
  Type.Refine(
    Type.String({
      description: 'New orders per second or minute',
      [form_key]: { form: 'traffic.rate', max: per_s_most },
    }),
    (text) => {
      const every_ms = paceOf(text);
      return every_ms !== null && every_ms >= 1_000 / per_s_most && every_ms <= 86_400_000;
    },
  );

/** Milliseconds from one order to the next; null if the text is not a rate. */
export function paceOf(text: string): number | null {
  const [, number, unit] = /^(\d{1,6}(?:\.\d{1,6})?)\/([sm])$/.exec(text) ?? [];
  return Number(number) > 0 ? (unit === 's' ? 1_000 : 60_000) / Number(number) : null;
}

export const TrafficInput = strict(
  {
    sellerId: Type.Optional(id('The seller; default: 2738')),
    rate: Type.Optional(Rate()),
    seed: Type.Optional(seedField('Seed: the same number makes the same stream; default: 1')),
    for: Type.Optional(Length()),
  },
  {
    title: 'TrafficWish',
    description: 'A stream of orders, 1/s by default, until it is stopped or the time in `for` is over.',
  },
);

export const trafficReasons = ['asked', 'through', 'again', 'replaced', 'seller-gone', 'closing', 'broken'] as const;
export type TrafficReason = (typeof trafficReasons)[number];

export const TrafficAnswer = strict(
  {
    id: Type.Integer({ minimum: 1, description: 'Id of the stream' }),
    sellerId: id('The seller'),
    rate: text('New orders per second or minute'),
    seed: Type.Integer({ minimum: 0, description: 'Its seed' }),
    on: flag('Whether it goes on'),
    reason: orNull(
      oneOf(
        trafficReasons,
        'asked: it was switched off; through: its time is over; again: it was switched on anew; replaced: a reset, ' +
          'restore or import came in between; seller-gone: its seller was reset or deleted; closing: koli ends; broken: koli could ' +
          'not go on',
      ),
      'Null: it goes on',
    ),
    says: orNull(text('The same in a sentence'), 'Null: it goes on'),
    startedDate: ms('Time of its beginning, in real time'),
    endedDate: orNull(ms('Time of its end, in real time'), 'Null: it has not ended'),
    ordersTotal: orNull(count('Number of orders after which it ends'), 'Null: without an end'),
    orders: count('Number of orders so far'),
    steps: count('Number of package steps so far'),
    cancels: count('Number of customer cancels so far'),
    refused: count('Number of refused steps: another caller had moved the package'),
  },
  { title: 'Traffic', description: 'The stream of a seller.' },
);
export type TrafficAnswer = Static<typeof TrafficAnswer>;

export const TrafficList = strict(
  { content: Type.Array(TrafficAnswer) },
  { title: 'TrafficList', description: 'The latest stream of each seller, newest first.' },
);
