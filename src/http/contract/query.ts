import type { Static, TObject, TSchema } from 'typebox';
import type { BrokenRule, ExpectedForm, RefusalFacts } from '../../core/domain/refusal.ts';

/** The parameters of a query string: every value given under each name, in order. Empty ones count as not given. */
export type Query = Map<string, string[]>;

export const isErrorFacts = (value: object): value is RefusalFacts => 'code' in value;

export const invalidQuery = (field: string, broken: BrokenRule): RefusalFacts => ({
  code: 'query.invalid',
  // A name that is not known here is told as it was sent, but not at any length.
  field: field.slice(0, 64),
  broken,
});

/** As browsers write forms: `+` is a blank, too. Half a percent sign is a mistake of the caller, not a character. */
export function parseQuery(raw: string): Query | RefusalFacts {
  const query: Query = new Map();
  if (raw === '') return query;
  for (const pair of raw.split('&')) {
    const equals = pair.indexOf('=');
    const name = decoded(equals === -1 ? pair : pair.slice(0, equals));
    const value = equals === -1 ? '' : decoded(pair.slice(equals + 1));
    if (name === null || value === null) return invalidQuery(name ?? 'The query string', { rule: 'query.encoding' });
    if (name === '' || value === '') continue;
    const given = query.get(name);
    if (given === undefined) query.set(name, [value]);
    else given.push(value);
  }
  return query;
}

function decoded(text: string): string | null {
  const plain = text.includes('+') ? text.replaceAll('+', ' ') : text;
  if (!plain.includes('%')) return plain;
  try {
    return decodeURIComponent(plain);
  } catch {
    return null;
  }
}

/** Thrown while parameters are read one after another, and caught by `reading`. */
class Mistake extends Error {
  readonly facts: RefusalFacts;
  constructor(facts: RefusalFacts) {
    super(facts.code);
    this.facts = facts;
  }
}

export function mistake(facts: RefusalFacts): never {
  throw new Mistake(facts);
}

/** What `read` makes of the query string, or the first thing that is wrong with it. */
export function reading<T extends object>(raw: string, read: (query: Query) => T): T | RefusalFacts {
  const query = parseQuery(raw);
  if (!(query instanceof Map)) return query;
  try {
    return read(query);
  } catch (error) {
    if (error instanceof Mistake) return error.facts;
    throw error;
  }
}

/** One value. Given twice, both must say the same: nobody can know which one was meant. */
function textValue(query: Query, field: string): string | undefined {
  const values = query.get(field);
  if (values === undefined) return undefined;
  const [value] = values as [string];
  if (values.some((other) => other !== value)) mistake(invalidQuery(field, { rule: 'query.twice' }));
  // PostgreSQL knows no text with a NUL in it.
  if (value.includes('\0')) mistake(invalidQuery(field, { rule: 'query.nul' }));
  return value;
}

function wholeNumber(value: string, field: string, min = 0, max = Number.MAX_SAFE_INTEGER): number {
  const number = /^\d{1,16}$/.test(value.trim()) ? Number(value) : Number.NaN;
  if (number >= min && number <= max) return number;
  const expected: ExpectedForm =
    max === Number.MAX_SAFE_INTEGER ? { form: 'integer.least', min } : { form: 'integer.range', min, max };
  return mistake(invalidQuery(field, { rule: 'range', expected }));
}

function enumValue(value: string, field: string, choices: readonly string[]): string {
  const found = choices.find((one) => one === value);
  return found ?? mistake(invalidQuery(field, { rule: 'allowed', allowed: [...choices] }));
}

/** Several values, with the name under which each came: a repeated key, `name[]=`, `name[0]=`, each a comma list. */
function items(query: Query, field: string): { name: string; value: string }[] {
  const found: { name: string; value: string }[] = [];
  for (const [name, values] of query) {
    if (name !== field && !(name.startsWith(field) && /^\[\d*\]$/.test(name.slice(field.length)))) continue;
    for (const value of values.flatMap((list) => list.split(',')))
      if (value.trim() !== '') found.push({ name, value: value.trim() });
  }
  return found;
}

/** Other names of a parameter: put under this key of its schema. */
export const aliases_key = 'x-aliases';

type Field = {
  type?: string;
  enum?: string[];
  items?: Field;
  minimum?: number;
  maximum?: number;
  maxItems?: number;
  default?: unknown;
  [aliases_key]?: string[];
};

/** The parameters that a schema names, read as it says. Its order is that in which mistakes are told. */
export function readFields<T extends TObject>(query: Query, schema: T): Static<T> {
  if ('additionalProperties' in schema) noOthers(query, schema);
  const fields = Object.entries(schema.properties as Record<string, Field>);
  return Object.fromEntries(fields.map(([name, field]) => [name, readField(query, name, field)])) as Static<T>;
}

function readField(query: Query, name: string, field: Field): unknown {
  if (field.type === 'array') return listValues(query, [name, ...(field[aliases_key] ?? [])], field);
  const value = textValue(query, name);
  return value === undefined ? field.default : oneValue(value, name, field);
}

/** Values of a list, each once; undefined when none is given. */
function listValues(
  query: Query,
  names: string[],
  { items: each = {}, maxItems = Infinity }: Field,
): unknown[] | undefined {
  const found = names.flatMap((name) => items(query, name)).map(({ name, value }) => oneValue(value, name, each));
  const distinct = [...new Set(found)];
  if (distinct.length > maxItems) mistake(invalidQuery(names[0]!, { rule: 'query.many', limit: maxItems }));
  return distinct.length === 0 ? undefined : distinct;
}

function oneValue(value: string, name: string, field: Field): string | number {
  if (field.enum !== undefined) return enumValue(value, name, field.enum);
  return field.type === 'integer' ? wholeNumber(value, name, field.minimum, field.maximum) : value;
}

/** A list that answers to nothing but what it knows says so in its schema. Lists may come as `name[0]=`. */
function noOthers(query: Query, { properties }: TObject): void {
  const fields = properties as Record<string, TSchema & Field>;
  for (const name of query.keys()) {
    const list = fields[name.replace(/\[\d*\]$/, '')];
    if (Object.hasOwn(fields, name) || list?.type === 'array') continue;
    mistake(invalidQuery(name, { rule: 'query.names', names: Object.keys(fields) }));
  }
}
