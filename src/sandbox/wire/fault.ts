import { type Static, Type } from 'typebox';
import { type FieldRefusal, invalid, isRefusal } from '../../core/domain/refusal.ts';
import { form_key, parser } from '../../core/wire/parse.ts';
import { count, id as idOf, ms as msOf, orNull, text } from '../../core/wire/terms.ts';
import { type IncidentName, incidentNames, incidents } from './incidents.ts';

// The faults of a sandbox, as they are requested and read.

/** The outcomes of a request or a delivery. docs/faults.md shows them as a table. */
export const outcomes = {
  passed: { of: 'any', takes: [], needs: [], says: 'none; in a sequence, lets one match pass' },
  delayed: { of: 'request', takes: ['delayMs'], needs: ['delayMs'], says: 'done at once, answered late' },
  refused: {
    of: 'request',
    takes: ['status', 'retryAfterS', 'body', 'contentType', 'delayMs'],
    needs: [],
    says: 'not done; answered with `status` (503)',
  },
  closed: { of: 'request', takes: [], needs: [], says: 'not done; the connection is reset at once' },
  'dropped-before': {
    of: 'request',
    takes: ['delayMs'],
    needs: [],
    says: 'not done; the connection ends without an answer',
  },
  'dropped-after': {
    of: 'request',
    takes: ['delayMs'],
    needs: [],
    says: 'done and committed; the connection ends without an answer',
  },
  'failed-after': {
    of: 'request',
    takes: ['status', 'retryAfterS', 'body', 'contentType', 'delayMs'],
    needs: [],
    says: 'done and committed; answered with `status` (500)',
  },
  'not-done': {
    of: 'request',
    takes: ['delayMs'],
    needs: [],
    says: 'rolled back, but answered as if it were done; the announced ids never appear',
  },
  stale: {
    of: 'request',
    takes: ['delayMs'],
    needs: [],
    only: 'lists',
    says: 'lists and stream omit what changed since the window began (without `from`: since the fault was created)',
  },
  'children-late': {
    of: 'request',
    takes: ['laterMs', 'delayMs'],
    needs: ['laterMs'],
    only: 'openers',
    says: 'done; the packages that it opens are hidden from their seller for `laterMs`',
  },
  'status-omitted': {
    of: 'request',
    takes: ['delayMs'],
    needs: [],
    only: 'lists',
    says: 'lists and stream with a filter by status omit `shipmentPackageStatus`',
  },
  'held-back': { of: 'delivery', takes: [], needs: [], says: 'sent at the end of the window, in order' },
  lost: { of: 'delivery', takes: [], needs: [], says: 'never sent; given up without an attempt' },
  late: {
    of: 'delivery',
    takes: ['laterMs'],
    needs: ['laterMs'],
    says: 'sent `laterMs` later; later deliveries do not wait for it',
  },
  reordered: {
    of: 'delivery',
    takes: ['laterMs'],
    needs: [],
    says: 'sent right after the next delivery of its package, at the latest after `laterMs` (one hour)',
  },
  duplicated: {
    of: 'delivery',
    takes: ['laterMs'],
    needs: [],
    says: 'sent twice: again right after its success, or `laterMs` later',
  },
} as const satisfies Record<string, OutcomeRow>;

export type OutcomeRow = {
  of: 'request' | 'delivery' | 'any';
  takes: readonly Detail[];
  needs: readonly Detail[];
  /** The operations that it applies to; absent: every call of the marketplace API. */
  only?: OperationGroup;
  says: string;
};
export type FaultOutcome = keyof typeof outcomes;
type Detail = 'status' | 'retryAfterS' | 'body' | 'contentType' | 'delayMs' | 'laterMs';

/** Names for several operations at once. */
export const operationGroups = {
  '*': 'every call of the marketplace API',
  lists: 'the lists and the stream',
  reads: 'all GET requests',
  writes: 'all requests but GET',
  openers:
    'calls that open packages: cancel and the splits, and two of the operator: the customer cancel and setting a status',
} as const;
export type OperationGroup = keyof typeof operationGroups;

/** Real time that an answer may be kept waiting: longer than the patience of HTTP clients, shorter than that of people. */
const delay_limit_ms = 60_000;
/** By the sandbox's clock. The lists reach one day less. */
const later_limit_ms = 31 * 86_400_000;
const sequence_limit = 1_000;
const fault_body_limit = 65_536;
const count_limit = 1_000_000;

const strict = { additionalProperties: false };
const id = () => Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER });
const ms = () => Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER });

const FaultStep = Type.Object(
  {
    outcome: Type.Enum(Object.keys(outcomes) as FaultOutcome[]),
    status: Type.Optional(Type.Integer({ minimum: 400, maximum: 599 })),
    retryAfterS: Type.Optional(Type.Integer({ minimum: 0, maximum: 86_400 })),
    body: Type.Optional(Type.String({ maxLength: fault_body_limit })),
    contentType: Type.Optional(Type.String({ pattern: '^[\\x20-\\x7e]{1,128}$', [form_key]: { form: 'media.type' } })),
    delayMs: Type.Optional(Type.Integer({ minimum: 0, maximum: delay_limit_ms })),
    laterMs: Type.Optional(Type.Integer({ minimum: 0, maximum: later_limit_ms })),
  },
  { ...strict, title: 'FaultStep', description: 'The outcome of one request or delivery.' },
);
export type FaultStep = Static<typeof FaultStep>;

const operationName = () => Type.String({ minLength: 1, maxLength: 64 });

export const FaultInput = Type.Object(
  {
    id: Type.Optional(
      Type.String({
        pattern: '^[A-Za-z0-9._-]{1,64}$',
        [form_key]: { form: 'name', min: 1, max: 64 },
      }),
    ),
    sellerId: Type.Optional(id()),
    operation: Type.Optional(
      Type.Union([operationName(), Type.Array(operationName(), { minItems: 1, maxItems: 100 })]),
    ),
    packageId: Type.Optional(id()),
    webhookId: Type.Optional(
      Type.String({
        pattern: '^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$',
        [form_key]: { form: 'webhook.id' },
      }),
    ),
    incident: Type.Optional(
      Type.Enum([...incidentNames], {
        description: 'An outage that the marketplace announced, in place of `do` and `operation`',
      }),
    ),
    do: Type.Optional(FaultStep),
    sequence: Type.Optional(Type.Array(FaultStep, { minItems: 1, maxItems: sequence_limit })),
    per: Type.Optional(Type.Enum(['all', 'seller', 'package', 'webhook'])),
    after: Type.Optional(Type.Integer({ minimum: 0, maximum: count_limit })),
    times: Type.Optional(Type.Integer({ minimum: 1, maximum: count_limit })),
    rate: Type.Optional(Type.Number({ exclusiveMinimum: 0, maximum: 1 })),
    seed: Type.Optional(Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER })),
    from: Type.Optional(ms()),
    until: Type.Optional(ms()),
  },
  {
    ...strict,
    title: 'NewFault',
    description: 'A fault: which requests or deliveries it affects, how often, and what it does.',
  },
);
export type FaultInput = Static<typeof FaultInput>;

const parse = parser(FaultInput);

/** An operation as faults know it. */
export type FaultTarget = {
  operation: string;
  groups: readonly string[];
  /** None of the marketplace's: struck by nothing but what was made for its group. */
  own: boolean;
};

const canStrike = (steps: FaultStep[], { groups, own }: FaultTarget): boolean =>
  steps.every(({ outcome }) => {
    const { only }: OutcomeRow = outcomes[outcome];
    return outcome === 'passed' || (only === undefined ? !own : groups.includes(only));
  });

/** Whether a fault of requests strikes an operation. */
export const isTarget = (input: FaultInput, target: FaultTarget): boolean =>
  operationsOf(input).some((name) => isNamed(target, name)) && canStrike(faultSteps(input), target);

/**
 * A fault as it was asked for, or what is wrong with it. `targets` are all operations that faults may name; an incident
 * begins now unless it says when.
 */
export function parseFault(value: unknown, targets: readonly FaultTarget[], now: number): FaultInput | FieldRefusal {
  const asked = parse(value);
  if (isRefusal(asked)) return asked;
  const beside = besideIncident(asked);
  if (beside !== null) return beside;
  const input = isIncident(asked) ? incidentFault(asked, now) : asked;
  return wrongSteps(input) ?? wrongTarget(input, targets) ?? wrongTiming(input) ?? input;
}

const isIncident = (input: FaultInput): input is FaultInput & { incident: IncidentName } =>
  input.incident !== undefined;

/** The fault of an incident: whom it affects, and until when, can be chosen. */
function incidentFault(input: FaultInput & { incident: IncidentName }, now: number): FaultInput {
  const { fault, lasts_ms } = incidents[input.incident];
  return { until: (input.from ?? now) + lasts_ms, ...input, ...fault };
}

/** What an incident says itself. */
function besideIncident(input: FaultInput): FieldRefusal | null {
  if (!isIncident(input)) return null;
  const told = (['do', 'sequence', 'operation'] as const).find((name) => input[name] !== undefined);
  return told === undefined ? null : invalid(told, { rule: 'fault.incident', incident: input.incident });
}

export const faultSteps = (input: FaultInput): FaultStep[] => input.sequence ?? [input.do!];

/** Requests or deliveries: a fault strikes one of them. */
export const kindOf = (input: FaultInput): 'request' | 'delivery' =>
  faultSteps(input)
    .map((step) => outcomes[step.outcome].of)
    .find((kind) => kind !== 'any') ?? 'request';

function wrongSteps(input: FaultInput): FieldRefusal | null {
  if ((input.do === undefined) === (input.sequence === undefined))
    return invalid('body', { rule: 'one.of', names: ['do', 'sequence'] });
  const kind = kindOf(input);
  for (const [index, step] of faultSteps(input).entries()) {
    const field = input.sequence === undefined ? 'do' : `sequence[${index}]`;
    const { of, takes, needs }: OutcomeRow = outcomes[step.outcome];
    if (of !== 'any' && of !== kind) return invalid(`${field}.outcome`, { rule: 'fault.kind' });
    const stranger = Object.keys(step).find((name) => name !== 'outcome' && !takes.includes(name as Detail));
    if (stranger !== undefined)
      return invalid(
        `${field}.${stranger}`,
        takes.length === 0
          ? { rule: 'fault.no.detail', outcome: step.outcome }
          : { rule: 'fault.detail', outcome: step.outcome, takes: [...takes] },
      );
    const missing = needs.find((name) => step[name] === undefined);
    if (missing !== undefined) return invalid(`${field}.${missing}`, { rule: 'fault.needs', outcome: step.outcome });
    if (step.outcome === 'held-back' && input.until === undefined)
      return invalid('until', { rule: 'fault.needs', outcome: step.outcome });
  }
  if (faultSteps(input).every((step) => step.outcome === 'passed'))
    return invalid(input.do === undefined ? 'sequence' : 'do.outcome', { rule: 'fault.nothing' });
  return null;
}

function wrongTarget(input: FaultInput, targets: readonly FaultTarget[]): FieldRefusal | null {
  if (kindOf(input) === 'delivery') {
    if (input.operation === undefined) return null;
    return invalid('operation', { rule: 'fault.requests.only' });
  }
  if (input.webhookId !== undefined || input.per === 'webhook')
    return invalid(input.webhookId === undefined ? 'per' : 'webhookId', { rule: 'fault.webhook' });
  const within = targets.filter((target) => canStrike(faultSteps(input), target));
  const unknown = operationsOf(input).find((name) => !within.some((target) => isNamed(target, name)));
  if (unknown === undefined) return null;
  const names = [...new Set(within.flatMap(({ operation, groups }) => [...groups, operation]))].sort();
  return invalid('operation', { rule: 'fault.operation', name: unknown, names });
}

const isNamed = ({ operation, groups }: FaultTarget, name: string): boolean =>
  name === operation || groups.includes(name);

/** Names and groups; all when none is given. */
const operationsOf = ({ operation = '*' }: FaultInput): string[] =>
  typeof operation === 'string' ? [operation] : operation;

function wrongTiming({ sequence, times, rate, seed, from, until }: FaultInput): FieldRefusal | null {
  if (sequence !== undefined && (times !== undefined || rate !== undefined))
    return invalid(times === undefined ? 'rate' : 'times', { rule: 'fault.sequence' });
  if (seed !== undefined && rate === undefined) return invalid('seed', { rule: 'fault.seed' });
  if (from !== undefined && until !== undefined && from >= until) return invalid('until', { rule: 'fault.until' });
  return null;
}

export const IncidentList = Type.Object(
  {
    content: Type.Array(
      Type.Object({
        name: Type.Enum([...incidentNames]),
        dates: Type.Array(text('A day, as in 2026-10-06'), { description: 'When it happened' }),
        says: text('What happened, in the language of the request'),
        lastsMs: count('How long it lasts unless `until` says otherwise'),
      }),
    ),
  },
  { title: 'Incidents', description: 'Outages that the marketplace announced, the latest first.' },
);

export const incidentList = (locale: 'en' | 'tr') => ({
  content: incidentNames.map((name) => {
    const { dates, says, lasts_ms } = incidents[name];
    return { name, dates: [...dates], says: says[locale], lastsMs: lasts_ms };
  }),
});

export type FaultStanding = {
  seller_id: number;
  fault_id: string;
  created_at: number;
  /** How often it was asked, and how often it struck, all counters together. */
  seen: number;
  fired: number;
  /** Number of times it can still fire; null: without a limit. */
  remaining: number | null;
  state: 'waiting' | 'on' | 'over';
  /** By package, seller or webhook, the busiest first; empty when all count together. */
  counters: { counter: string; seen: number; fired: number }[];
};

export const FaultDocument = Type.Object(
  {
    ...FaultInput.properties,
    id: text('Its id, unique per seller'),
    sellerId: orNull(idOf('The seller whose calls it affects'), 'Null: every seller'),
    createdDate: msOf('Time of its creation'),
    state: Type.Enum(['waiting', 'on', 'over']),
    seen: count('Number of requests or deliveries that matched'),
    fired: count('Number of times it fired'),
    remaining: orNull(count('Number of times it can still fire'), 'Null: without a limit, or counted separately'),
    counters: Type.Array(
      Type.Object({ counter: text('Package, seller or webhook'), seen: count('Matched'), fired: count('Fired') }),
      { description: 'For separate counts: the busiest, at most 100' },
    ),
  },
  { title: 'Fault', description: 'A fault and what became of it.' },
);

export const faultDocument = (input: FaultInput, standing: FaultStanding) => ({
  ...input,
  id: standing.fault_id,
  sellerId: standing.seller_id === 0 ? null : standing.seller_id,
  createdDate: standing.created_at,
  state: standing.state,
  seen: standing.seen,
  fired: standing.fired,
  remaining: standing.remaining,
  counters: standing.counters,
});
