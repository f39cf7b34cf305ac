import { type Static, type TSchema, Type } from 'typebox';
import { factTypes } from '../../core/domain/event.ts';
import { statuses } from '../../core/domain/package.ts';
import { SellerSettingsInput, wrongSettings } from '../../core/wire/seller.ts';
import { type Problem, says_key, shape } from '../../core/wire/shape.ts';
import { readLength } from '../../core/wire/time.ts';
import { walks } from '../../core/wire/words.ts';
import { FaultInput } from './fault.ts';
import { SandboxOrders } from './sandbox.ts';

// Scenarios: stories of packages. A step is one of these words with its details.

const strict = { additionalProperties: false };
const name_pattern = '^[A-Za-z][\\w-]{0,31}$';
const Name = (description = 'A package, by the name that the scenario gave it') =>
  Type.String({
    pattern: name_pattern,
    description,
    [says_key]: { en: 'a name of letters, digits and dashes', tr: 'harf, rakam ve tirelerden oluşan bir ad' },
  });
const package_name = Type.Optional(Name('The package; `p` unless told'));
const Units = Type.String({
  pattern: '^\\d+(=\\d+)?( *, *\\d+(=\\d+)?)*$',
  description: 'Lines: `2` is all of the second line, `2=1` one unit of it; `1=1, 2` is both',
  [says_key]: { en: 'lines like "2" or "1=1, 2"', tr: '"2" veya "1=1, 2" gibi satırlar' },
});
const count = () => Type.Integer({ minimum: 0, maximum: 1_000_000 });
const Status = Type.Enum([...statuses]);
const someOf = <S extends TSchema>(one: S) => Type.Union([one, Type.Array(one, { minItems: 1, maxItems: 100 })]);

const { sellerId: _, count: __, ...orderFields } = SandboxOrders.properties;
const { sellerId: ___, packageId: ____, webhookId: _____, ...faultFields } = FaultInput.properties;

const Walk = Type.Union([
  Name(),
  Type.Object(
    {
      package: package_name,
      invoiceNumber: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
      silent: Type.Optional(Type.Boolean()),
    },
    strict,
  ),
]);

const keepStatus = Type.Optional(Type.Boolean({ description: 'New packages begin with the status of this one' }));

const own = {
  order: Type.Object(
    { as: Type.Optional(Name('How the package is called; `p` unless told')), ...orderFields },
    { ...strict, description: 'An order; whatever is not told is drawn by the seed' },
  ),
  failPayment: Type.Union([Name(), Type.Object({ package: package_name }, strict)]),
  cancel: Type.Object(
    {
      package: package_name,
      lines: Type.Optional(Units),
      reason: Type.Optional(Type.Integer({ minimum: 500, maximum: 506 })),
      keepStatus,
      rest: Type.Optional(Name('How the package of what is left is called')),
    },
    { ...strict, description: 'The seller cancels units; all without `lines`' },
  ),
  customerCancel: Type.Object(
    {
      package: package_name,
      lines: Type.Optional(Units),
      reason: Type.Optional(Type.String({ maxLength: 256 })),
      rest: Type.Optional(Name('How the package of what is left is called')),
    },
    { ...strict, description: 'The customer cancels units; all without `lines`' },
  ),
  split: Type.Object(
    {
      package: package_name,
      into: Type.Record(Type.String({ pattern: name_pattern }), Units, { description: 'The new packages by name' }),
      rest: Type.Optional(Name('How the package of what is left is called')),
      keepStatus,
    },
    strict,
  ),
  call: Type.Object(
    {
      operation: Type.String({ description: "An operation of the seller's API on a package, by its name in /docs" }),
      package: package_name,
      body: Type.Optional(Type.Unknown()),
    },
    { ...strict, description: 'Any other write of the seller: setBoxInfo, updateTrackingNumber, manualDeliver …' },
  ),
  wait: Type.Refine(
    Type.String({
      description: 'Moves the clock of the sandbox: 90s, 3h, 1d2h, PT65M',
      [says_key]: { en: 'a length of time like 3h or PT65M', tr: '3h veya PT65M gibi bir süre' },
    }),
    (text) => readLength(text) !== null,
  ),
  fault: Type.Object(
    { package: Type.Optional(Name()), ...faultFields },
    { ...strict, description: "As in docs/faults.md, for the scenario's seller alone" },
  ),
  clearFaults: Type.Literal(true, { description: "Takes the seller's faults off" }),
  webhook: Type.Object(
    { answers: Type.Integer({ minimum: 200, maximum: 599 }) },
    { ...strict, description: 'A receiver within koli: registered the first time, and what it answers from now on' },
  ),
  activate: Type.Literal(true, { description: 'Activates the webhook' }),
  replay: Type.Enum(['missed', 'all'], { description: 'Sends deliveries again' }),
  expect: Type.Object(
    {
      package: package_name,
      status: Type.Optional(someOf(Status)),
      units: Type.Optional(Type.Array(count(), { maxItems: 200, description: 'Of each line' })),
      lines: Type.Optional(count()),
      tracking: Type.Optional(Type.Integer({ minimum: 0, description: 'Its tracking number' })),
      trackingNot: Type.Optional(Type.Integer({ minimum: 0 })),
      events: Type.Optional(Type.Array(Type.Enum([...factTypes]), { description: 'All of them, in order' })),
      from: Type.Optional(Name('The package that it came from')),
      packages: Type.Optional(Type.Integer({ minimum: 0, description: 'How many the seller has' })),
      webhook: Type.Optional(Type.Enum(['ACTIVE', 'PASSIVE'])),
      held: Type.Optional(count()),
      heard: Type.Optional(Type.Array(Status, { description: 'What the receiver took of this package, in order' })),
      heardInAll: Type.Optional(count()),
    },
    { ...strict, minProperties: 1, description: 'What must be true now' },
  ),
};

const walkNames = Object.keys(walks) as (keyof typeof walks)[];
const plain = {
  ...own,
  ...(Object.fromEntries(walkNames.map((name) => [name, Walk])) as Record<keyof typeof walks, typeof Walk>),
};

export type Words = { [W in keyof typeof plain]: Static<(typeof plain)[W]> };
export type Word = keyof Words;

const Refused = Type.Optional(
  Type.Union([Type.Integer({ minimum: 400, maximum: 599 }), Type.String({ minLength: 1 })], {
    description:
      'The step must be refused: with this status, with this key of docs/errors.md, or not be answered (`unanswered`)',
  }),
);

const stepOf = (word: Word) => Type.Object({ [word]: plain[word], refused: Refused }, { ...strict, required: [word] });

const words = Object.keys(plain) as Word[];

/** `of`: what a plain step is. */
const raceOf = <S extends TSchema>(of: S) =>
  Type.Object(
    {
      race: Type.Array(of, {
        minItems: 2,
        maxItems: 2,
        description: 'Two steps against each other: the seed draws who comes first, the other must be refused',
      }),
    },
    strict,
  );

const head = {
  title: Type.String({ minLength: 1, maxLength: 200 }),
  seed: Type.Optional(Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER, description: '1 unless told' })),
  settings: Type.Optional(SellerSettingsInput),
};
const steps_limit = { minItems: 1, maxItems: 1_000 };
const about = 'A story of packages: steps, and what must be true between them.';

const Plain = Type.Ref('#/$defs/step');

/** Published as docs/scenario.schema.json. */
export const ScenarioFile = Type.Object(
  { ...head, steps: Type.Array(Type.Union([Plain, raceOf(Plain)]), steps_limit) },
  { ...strict, title: 'Scenario', description: about, $defs: { step: Type.Union(words.map(stepOf)) } },
);

const Step = Type.Union(words.map(stepOf), {
  title: 'ScenarioStep',
  description: 'One word with its details.',
});

/** The same, as the reference of the API has it. */
export const ScenarioDocument = Type.Object(
  { ...head, steps: Type.Array(Type.Union([Step, raceOf(Step)]), steps_limit) },
  { ...strict, title: 'Scenario', description: about },
);

export type Step = { word: Word; details: Words[Word]; refused?: number | string };
export type Scenario = {
  title: string;
  seed: number;
  settings: Static<typeof SellerSettingsInput> | undefined;
  steps: (Step | { race: Step[] })[];
  /** As it was told. */
  told: Static<typeof told>;
};

const told = Type.Object({ ...head, steps: Type.Array(Type.Unknown(), steps_limit) }, strict);
const checkHead = shape(told);
const checkers = Object.fromEntries(
  words.map((word) => [word, shape(Type.Object({ [word]: plain[word], refused: Refused }, strict))]),
);

const wrong = (field: string, problem: string, problem_tr: string): Problem => ({
  field,
  rule: 'scenario',
  problem,
  problem_tr,
});

export const isMistaken = (value: object): value is Problem => 'problem_tr' in value;

/** A scenario; a mistake is told with its place. */
export function readScenario(value: unknown): Scenario | Problem {
  const checked = checkHead(value);
  if (!checked.ok) return checked.field === 'body' ? { ...checked, field: 'scenario' } : checked;
  const { title, seed = 1, settings } = checked.value;
  const mistaken = wrongSettings(settings, true);
  if (mistaken !== null) return mistaken;
  const steps = [];
  for (const [at, step] of checked.value.steps.entries()) {
    const read = readStep(step, `steps[${at}]`);
    if (isMistaken(read)) return read;
    steps.push(read);
  }
  return { title, seed, settings, steps, told: checked.value };
}

function readStep(value: unknown, place: string): Step | { race: Step[] } | Problem {
  const race = (value as { race?: unknown } | null)?.race;
  if (race === undefined) return readPlain(value, place);
  if (!Array.isArray(race) || race.length !== 2 || Object.keys(value as object).length !== 1)
    return wrong(`${place}.race`, 'must be two steps', 'iki adım olmalı');
  const read = race.map((step, at) => readPlain(step, `${place}.race[${at}]`));
  return read.find(isMistaken) ?? { race: read as Step[] };
}

const all_words = [...words, 'race'].join(', ');

function readPlain(value: unknown, place: string): Step | Problem {
  const named =
    typeof value === 'object' && value !== null ? Object.keys(value).filter((key) => key !== 'refused') : [];
  const [word] = named as [Word];
  if (named.length > 1)
    return wrong(
      place,
      `must be one word with its details, not ${named.join(' and ')}: make them two steps`,
      `tek bir söz ve ayrıntıları olmalı, ${named.join(' ve ')} değil: iki adım yapın`,
    );
  if (!Object.hasOwn(checkers, word)) {
    const found = word === undefined ? null : JSON.stringify(word);
    return wrong(
      place,
      `${found === null ? 'must be' : `cannot be ${found}, but must be`} one of ${all_words}, with its details`,
      `${found === null ? '' : `${found} olamaz; `}ayrıntılarıyla birlikte şunlardan biri olmalı: ${all_words}`,
    );
  }
  const checked = checkers[word]!(value);
  if (!checked.ok) return { ...checked, field: `${place}.${checked.field}` };
  const { refused, ...rest } = checked.value as { refused?: Step['refused'] } & Record<string, Words[Word]>;
  return { word, details: rest[word]!, ...(refused === undefined ? {} : { refused }) };
}
