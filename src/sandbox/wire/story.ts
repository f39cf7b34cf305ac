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

/** A step in one word, and as it is written. */
const step_fields = {
  step: text('Its word: order, cancel, expect …'),
  words: text('The whole step, as one line of YAML'),
};

const listed_fields = {
  name: LibraryName(),
  title: text('What it tells'),
  seed: Type.Integer({ minimum: 0, description: 'From what orders and races are drawn unless a run says otherwise' }),
  steps: Type.Array(strict(step_fields), { description: 'What will be done, one after another' }),
};

export const LibraryScenario = strict(
  { ...listed_fields, scenario: ScenarioDocument },
  { title: 'LibraryScenario', description: 'A scenario that koli brings along; `scenario` may be changed and played.' },
);

export const Library = strict(
  { content: Type.Array(strict(listed_fields)) },
  { title: 'ScenarioLibrary', description: 'The scenarios that koli brings along, by name.' },
);

// Runs

export const RunInput = strict(
  {
    scenario: Type.Union(
      [Type.String({ minLength: 1, maxLength: 64, description: 'The name of one of the library' }), ScenarioDocument],
      { description: 'A name of the library, or a scenario' },
    ),
    seed: Type.Optional(seedField("The scenario's own unless told")),
    keep: Type.Optional(
      Type.Boolean({ description: 'Whether its seller and packages stay when it ends; true unless told' }),
    ),
  },
  { title: 'NewScenarioRun', description: 'What is to be played.' },
);

/** Without a look into the scenario, whose mistakes are told by their place in it. */
export const RunWish = strict({ ...RunInput.properties, scenario: Type.Unknown({ [form_key]: { form: 'scenario' } }) });

export const runStates = ['waiting', 'running', 'passed', 'failed', 'stopped'] as const;
export type RunState = (typeof runStates)[number];

export const runReasons = ['asked', 'replaced', 'seller-gone', 'closing', 'broken'] as const;
export type RunReason = (typeof runReasons)[number];

export const stepStates = ['waiting', 'running', 'passed', 'failed', 'stopped', 'skipped'] as const;
export type StepState = (typeof stepStates)[number];

const PackageName = strict({
  name: text('How the scenario calls it'),
  shipmentPackageId: id('Its id within the seller'),
});

const run_fields = {
  id: Type.String({ format: 'uuid', description: 'Names the run' }),
  name: orNull(LibraryName(), 'Null: it was sent along'),
  title: text('What it tells'),
  seed: Type.Integer({ minimum: 0, description: 'From what it draws' }),
  state: oneOf(runStates, 'Runs go one after another; passed, failed and stopped are ends'),
  reason: orNull(
    oneOf(
      runReasons,
      'asked: it was stopped; replaced: a reset, restore or import came in between; seller-gone: its seller was reset or ' +
        'deleted; closing: koli ends; broken: koli could not go on, and its log says why',
    ),
    'Null: it went to its end, or to the step that failed',
  ),
  says: orNull(text('The same in a sentence'), 'Null: the steps say it'),
  sellerId: orNull(id('Its seller'), 'Null: it has none yet'),
  keep: flag('Its seller is to stay'),
  kept: flag('Its seller is there'),
  stepsTotal: count('Steps that it has'),
  stepsDone: count('Steps that passed or failed'),
  createdDate: ms('When it was asked for, in real time'),
  startedDate: orNull(ms('When it began, in real time'), 'Null: it waits'),
  endedDate: orNull(ms('When it ended, in real time'), 'Null: it has not'),
};

export const RunAnswer = strict(
  {
    ...run_fields,
    steps: Type.Array(
      strict({
        ...step_fields,
        state: oneOf(stepStates, 'stopped: it was under way when the run was ended'),
        says: orNull(text('What came of it'), 'Null: it has not ended'),
        won: orNull(
          text('Of a race: the step that came first, as it is written'),
          'Null: it is none, or nobody has won',
        ),
        packages: Type.Array(PackageName, {
          description: 'That it touched: the one that it names, then those it opened',
        }),
      }),
    ),
    packages: Type.Array(PackageName, { description: 'All that have a name so far' }),
  },
  { title: 'ScenarioRun', description: 'A run, step by step.' },
);
export type RunAnswer = Static<typeof RunAnswer>;

export const RunsAnswer = strict(
  { content: Type.Array(strict(run_fields)) },
  { title: 'ScenarioRuns', description: 'Runs that koli remembers, newest first.' },
);

// Traffic

/** More than one koli can make, one call after another. */
const per_s_most = 1_000;

const Rate = () =>
  Type.Refine(
    Type.String({
      description: 'New orders a second or a minute',
      [form_key]: { form: 'traffic.rate', max: per_s_most },
    }),
    (text) => {
      const every_ms = paceOf(text);
      return every_ms !== null && every_ms >= 1_000 / per_s_most && every_ms <= 86_400_000;
    },
  );

/** Milliseconds from one order to the next; null when it is no rate. */
export function paceOf(text: string): number | null {
  const [, number, unit] = /^(\d{1,6}(?:\.\d{1,6})?)\/([sm])$/.exec(text) ?? [];
  return Number(number) > 0 ? (unit === 's' ? 1_000 : 60_000) / Number(number) : null;
}

export const TrafficInput = strict(
  {
    sellerId: Type.Optional(id('Whose packages; 2738 unless told')),
    rate: Type.Optional(Rate()),
    seed: Type.Optional(seedField('The same number makes the same stream; 1 unless told')),
    for: Type.Optional(Length()),
  },
  {
    title: 'TrafficWish',
    description: 'A stream of orders, 1/s unless told, until it is switched off or `for` so long.',
  },
);

export const trafficReasons = ['asked', 'through', 'again', 'replaced', 'seller-gone', 'closing', 'broken'] as const;
export type TrafficReason = (typeof trafficReasons)[number];

export const TrafficAnswer = strict(
  {
    id: Type.Integer({ minimum: 1, description: 'Tells it from other streams of its seller' }),
    sellerId: id('Whose packages'),
    rate: text('New orders a second or a minute'),
    seed: Type.Integer({ minimum: 0, description: 'From what it is drawn' }),
    on: flag('It goes on'),
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
    startedDate: ms('Since when, in real time'),
    endedDate: orNull(ms('When it ended, in real time'), 'Null: it has not'),
    ordersTotal: orNull(count('Orders after which it ends'), 'Null: without end'),
    orders: count('Orders so far'),
    steps: count('Steps of packages so far'),
    cancels: count('Customer cancels so far'),
    refused: count('Steps that were refused, since somebody else had moved the package'),
  },
  { title: 'Traffic', description: 'The stream of a seller, on or over.' },
);
export type TrafficAnswer = Static<typeof TrafficAnswer>;

export const TrafficList = strict(
  { content: Type.Array(TrafficAnswer) },
  { title: 'TrafficList', description: "Each seller's latest stream, newest first." },
);
