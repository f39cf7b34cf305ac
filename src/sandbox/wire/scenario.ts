import { type Static, type TSchema, Type } from 'typebox';
import { factTypes } from '../../core/domain/event.ts';
import { invoiceStatuses, statuses } from '../../core/domain/package.ts';
import { type FieldRefusal, invalid, isRefusal, within } from '../../core/domain/refusal.ts';
import { form_key, parser } from '../../core/wire/parse.ts';
import { SellerSettingsInput, wrongSettings } from '../../core/wire/seller.ts';
import { readLength } from '../../core/wire/time.ts';
import { walks } from '../../core/wire/words.ts';
import { FaultInput } from './fault.ts';
import { SandboxOrders } from './sandbox.ts';

// Scenarios: stories of packages. A step is one of these words with its details.

const strict = { additionalProperties: false };
const name_pattern = '^[A-Za-z][\\w-]{0,31}$';
const PackageNameField = (description = 'A package, by the name that the scenario gave it') =>
  Type.String({
    pattern: name_pattern,
    description,
    [form_key]: { form: 'scenario.name' },
  });
const package_name = Type.Optional(PackageNameField('The package; default: `p`'));
const Units = Type.String({
  pattern: '^\\d+(=\\d+)?( *, *\\d+(=\\d+)?)*$',
  description: 'Lines: `2` is all of the second line, `2=1` one unit of it; `1=1, 2` is both',
  [form_key]: { form: 'scenario.lines' },
});
const count = () => Type.Integer({ minimum: 0, maximum: 1_000_000 });
const StatusSchema = Type.Enum([...statuses]);
const someOf = <S extends TSchema>(one: S) => Type.Union([one, Type.Array(one, { minItems: 1, maxItems: 100 })]);

const { sellerId: _, count: __, ...orderFields } = SandboxOrders.properties;
const { sellerId: ___, packageId: ____, webhookId: _____, ...faultFields } = FaultInput.properties;

const Walk = Type.Union([
  PackageNameField(),
  Type.Object(
    {
      package: package_name,
      invoiceNumber: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
      silent: Type.Optional(Type.Boolean()),
    },
    strict,
  ),
]);

const keepStatus = Type.Optional(Type.Boolean({ description: 'New packages start with the status of this one' }));

const own_fields = {
  order: Type.Object(
    { as: Type.Optional(PackageNameField('Name of the package; default: `p`')), ...orderFields },
    { ...strict, description: 'Creates an order; the seed decides what is not given' },
  ),
  failPayment: Type.Union([PackageNameField(), Type.Object({ package: package_name }, strict)]),
  cancel: Type.Object(
    {
      package: package_name,
      lines: Type.Optional(Units),
      reason: Type.Optional(Type.Integer({ minimum: 500, maximum: 506 })),
      keepStatus,
      rest: Type.Optional(PackageNameField('Name of the package with the rest')),
    },
    { ...strict, description: 'The seller cancels units; all without `lines`' },
  ),
  customerCancel: Type.Object(
    {
      package: package_name,
      lines: Type.Optional(Units),
      reason: Type.Optional(Type.String({ maxLength: 256 })),
      rest: Type.Optional(PackageNameField('Name of the package with the rest')),
    },
    { ...strict, description: 'The customer cancels units; all without `lines`' },
  ),
  confirmDelivery: Type.Union([PackageNameField(), Type.Object({ package: package_name }, strict)], {
    description: 'The customer confirms that an alternative delivery has arrived',
  }),
  confirmReturn: Type.Union([PackageNameField(), Type.Object({ package: package_name }, strict)], {
    description: 'The customer confirms that an alternative delivery went back',
  }),
  review: Type.Union([
    PackageNameField(),
    Type.Object(
      {
        package: package_name,
        reject: Type.Optional(
          Type.Array(Type.String({ minLength: 1, maxLength: 100 }), { minItems: 1, maxItems: 20, description: 'Why' }),
        ),
      },
      { ...strict, description: 'The marketplace reviews the invoice: accepts it, or rejects it for reasons' },
    ),
  ]),
  split: Type.Object(
    {
      package: package_name,
      into: Type.Record(Type.String({ pattern: name_pattern }), Units, { description: 'The new packages by name' }),
      rest: Type.Optional(PackageNameField('Name of the package with the rest')),
      keepStatus,
    },
    strict,
  ),
  call: Type.Object(
    {
      operation: Type.String({ description: "An operation of the seller's API on a package, by its name in /docs" }),
      package: package_name,
      storeFrontCode: Type.Optional(Type.String({ maxLength: 8, description: 'The storefront that the call names' })),
      body: Type.Optional(Type.Unknown()),
    },
    { ...strict, description: 'Another write of the seller: setBoxInfo, updateTrackingNumber, manualDeliver …' },
  ),
  wait: Type.Refine(
    Type.String({
      description: 'Moves the clock of the sandbox: 90s, 3h, 1d2h, PT65M',
      [form_key]: { form: 'scenario.length' },
    }),
    (text) => readLength(text) !== null,
  ),
  fault: Type.Object(
    { package: Type.Optional(PackageNameField()), ...faultFields },
    { ...strict, description: "As in docs/faults.md, for the scenario's seller alone" },
  ),
  clearFaults: Type.Literal(true, { description: 'Deletes the faults of the seller' }),
  webhook: Type.Object(
    { answers: Type.Integer({ minimum: 200, maximum: 599 }) },
    { ...strict, description: 'Sets the answers of a receiver within koli; the first use registers it as a webhook' },
  ),
  activate: Type.Literal(true, { description: 'Activates the webhook' }),
  replay: Type.Enum(['missed', 'all'], { description: 'Sends deliveries again' }),
  expect: Type.Object(
    {
      package: package_name,
      status: Type.Optional(someOf(StatusSchema)),
      invoiceStatus: Type.Optional(Type.Enum([...invoiceStatuses])),
      units: Type.Optional(Type.Array(count(), { maxItems: 200, description: 'Of each line' })),
      lines: Type.Optional(count()),
      overdue: Type.Optional(Type.Boolean({ description: 'Its date has passed, and it has not left' })),
      tracking: Type.Optional(Type.Integer({ minimum: 0, description: 'Its tracking number' })),
      trackingNot: Type.Optional(Type.Integer({ minimum: 0 })),
      events: Type.Optional(Type.Array(Type.Enum([...factTypes]), { description: 'All of them, in order' })),
      from: Type.Optional(PackageNameField('The package that it came from')),
      packages: Type.Optional(Type.Integer({ minimum: 0, description: 'How many the seller has' })),
      webhook: Type.Optional(Type.Enum(['ACTIVE', 'PASSIVE'])),
      held: Type.Optional(count()),
      heard: Type.Optional(
        Type.Array(StatusSchema, { description: 'Events of this package that the receiver accepted, in order' }),
      ),
      heardInAll: Type.Optional(count()),
    },
    { ...strict, minProperties: 1, description: 'Checks that must hold now' },
  ),
};

const walkNames = Object.keys(walks) as (keyof typeof walks)[];
const word_forms = {
  ...own_fields,
  ...(Object.fromEntries(walkNames.map((name) => [name, Walk])) as Record<keyof typeof walks, typeof Walk>),
};

export type Words = { [W in keyof typeof word_forms]: Static<(typeof word_forms)[W]> };
export type Word = keyof Words;

const RefusedField = Type.Optional(
  Type.Union([Type.Integer({ minimum: 400, maximum: 599 }), Type.String({ minLength: 1 })], {
    description:
      'The step must be refused with this status or with this key of docs/errors.md, or get no answer (`unanswered`)',
  }),
);

const stepForm = (word: Word) =>
  Type.Object({ [word]: word_forms[word], refused: RefusedField }, { ...strict, required: [word] });

const word_names = Object.keys(word_forms) as Word[];

/** `of`: what a plain step is. */
const raceOf = <S extends TSchema>(of: S) =>
  Type.Object(
    {
      race: Type.Array(of, {
        minItems: 2,
        maxItems: 2,
        description: 'Two steps at once: the seed decides which comes first, and the other must be refused',
      }),
    },
    strict,
  );

const head = {
  title: Type.String({ minLength: 1, maxLength: 200 }),
  seed: Type.Optional(Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER, description: 'Default: 1' })),
  settings: Type.Optional(SellerSettingsInput),
};
const step_bounds = { minItems: 1, maxItems: 1_000 };
const scenario_description = 'A story of packages: steps, and checks between them.';

const Plain = Type.Ref('#/$defs/step');

/** Published as docs/scenario.schema.json. */
export const ScenarioFile = Type.Object(
  { ...head, steps: Type.Array(Type.Union([Plain, raceOf(Plain)]), step_bounds) },
  {
    ...strict,
    title: 'Scenario',
    description: scenario_description,
    $defs: { step: Type.Union(word_names.map(stepForm)) },
  },
);

const ScenarioStep = Type.Union(word_names.map(stepForm), {
  title: 'ScenarioStep',
  description: 'One word with its details.',
});

/** The same, as the reference of the API has it. */
export const ScenarioDocument = Type.Object(
  { ...head, steps: Type.Array(Type.Union([ScenarioStep, raceOf(ScenarioStep)]), step_bounds) },
  { ...strict, title: 'Scenario', description: scenario_description },
);

export type ScenarioStep = { word: Word; details: Words[Word]; refused?: number | string };
export type Scenario = {
  title: string;
  seed: number;
  settings: Static<typeof SellerSettingsInput> | undefined;
  steps: (ScenarioStep | { race: ScenarioStep[] })[];
  /** As it was told. */
  told: Static<typeof scenario_form>;
};

const scenario_form = Type.Object({ ...head, steps: Type.Array(Type.Unknown(), step_bounds) }, strict);
const parseHead = parser(scenario_form);
const step_parsers = Object.fromEntries(
  word_names.map((word) => [word, parser(Type.Object({ [word]: word_forms[word], refused: RefusedField }, strict))]),
);

/** Parses a scenario. A refusal names the place of the mistake. */
export function readScenario(value: unknown): Scenario | FieldRefusal {
  const input = parseHead(value);
  if (isRefusal(input)) return input.field === 'body' ? { ...input, field: 'scenario' } : input;
  const { title, seed = 1, settings } = input;
  const wrong = wrongSettings(settings, true);
  if (wrong !== null) return wrong;
  const steps = [];
  for (const [at, step] of input.steps.entries()) {
    const read = readStep(step, `steps[${at}]`);
    if (isRefusal(read)) return read;
    steps.push(read);
  }
  return { title, seed, settings, steps, told: input };
}

function readStep(value: unknown, place: string): ScenarioStep | { race: ScenarioStep[] } | FieldRefusal {
  const race = (value as { race?: unknown } | null)?.race;
  if (race === undefined) return readPlain(value, place);
  if (!Array.isArray(race) || race.length !== 2 || Object.keys(value as object).length !== 1)
    return invalid(`${place}.race`, { rule: 'race.two' });
  const read = race.map((step, at) => readPlain(step, `${place}.race[${at}]`));
  return read.find((step) => isRefusal(step)) ?? { race: read as ScenarioStep[] };
}

function readPlain(value: unknown, place: string): ScenarioStep | FieldRefusal {
  const names =
    typeof value === 'object' && value !== null ? Object.keys(value).filter((key) => key !== 'refused') : [];
  const [word] = names as [Word];
  if (names.length > 1) return invalid(place, { rule: 'step.words', names });
  if (word === undefined) return invalid(place, { rule: 'step.none', words: [...word_names, 'race'] });
  if (!Object.hasOwn(step_parsers, word))
    return invalid(place, { rule: 'step.word', name: word, words: [...word_names, 'race'] });
  const parsed = step_parsers[word]!(value);
  if (isRefusal(parsed)) return within(place, parsed as FieldRefusal);
  const { refused, ...rest } = parsed as { refused?: ScenarioStep['refused'] } & Record<string, Words[Word]>;
  return { word, details: rest[word]!, ...(refused === undefined ? {} : { refused }) };
}
