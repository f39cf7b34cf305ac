import type { Static, TObject, TSchema } from 'typebox';
import { type BrokenRule, type ExpectedForm, isRefusal, type Refusal, refuse } from '../../core/domain/refusal.ts';

/** The parameters of a query string: all values of each name, in their order. An empty value counts as none. */
type Query = Map<string, string[]>;

/** Other names of a parameter: put under this key of its schema. */
export const aliases_key = 'x-aliases';

/** Words that a list of words still accepts and no message or page names: put under this key of its schema. */
export const old_words_key = 'x-old-words';

type Field = {
  type?: string;
  enum?: string[];
  items?: Field;
  minimum?: number;
  maximum?: number;
  maxItems?: number;
  default?: unknown;
  [aliases_key]?: string[];
  [old_words_key]?: readonly string[];
};

/** Parses a query string by its schema, or returns the first refusal in the order of the schema. */
export function parseQuery<T extends TObject>(raw: string, schema: T): Static<T> | Refusal {
  const query = splitQuery(raw);
  if (isRefusal(query)) return query;
  const unknown = 'additionalProperties' in schema ? unknownName(query, schema) : null;
  if (unknown !== null) return unknown;
  const parsed: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(schema.properties as Record<string, Field>)) {
    const value = readField(query, name, field);
    if (isRefusal(value)) return value;
    parsed[name] = value;
  }
  return parsed as Static<T>;
}

export const invalidQuery = (field: string, broken: BrokenRule): Refusal =>
  // An unknown name is shown as it was sent, up to this length.
  refuse({ code: 'query.invalid', field: field.slice(0, 64), broken });

/** Reads names and values as browsers write forms: `+` is a blank, too. */
function splitQuery(raw: string): Query | Refusal {
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

/** Null if the text has a percent sign that is not the beginning of an escape. */
function decoded(text: string): string | null {
  const plain = text.includes('+') ? text.replaceAll('+', ' ') : text;
  if (!plain.includes('%')) return plain;
  try {
    return decodeURIComponent(plain);
  } catch {
    return null;
  }
}

/** A schema with `additionalProperties` refuses names that it does not have. Lists may come as `name[0]=`. */
function unknownName(query: Query, { properties }: TObject): Refusal | null {
  const fields = properties as Record<string, TSchema & Field>;
  const isKnown = (name: string) =>
    Object.hasOwn(fields, name) || fields[name.replace(/\[\d*\]$/, '')]?.type === 'array';
  const unknown = query.keys().find((name) => !isKnown(name));
  return unknown === undefined ? null : invalidQuery(unknown, { rule: 'query.names', names: Object.keys(fields) });
}

function readField(query: Query, name: string, field: Field): unknown {
  if (field.type === 'array') return listValues(query, [name, ...(field[aliases_key] ?? [])], field);
  const value = textValue(query, name);
  if (value === undefined) return field.default;
  return isRefusal(value) ? value : oneValue(value, name, field);
}

/** One value. A name that is given twice must have the same value: it is not known which one is meant. */
function textValue(query: Query, field: string): string | Refusal | undefined {
  const values = query.get(field);
  if (values === undefined) return undefined;
  const [value] = values as [string];
  if (values.some((other) => other !== value)) return invalidQuery(field, { rule: 'query.twice' });
  // PostgreSQL does not store texts with a NUL.
  return value.includes('\0') ? invalidQuery(field, { rule: 'query.nul' }) : value;
}

/** The distinct values of a list; undefined if it has none. */
function listValues(
  query: Query,
  names: string[],
  { items: each = {}, maxItems = Infinity }: Field,
): unknown[] | Refusal | undefined {
  const read = names.flatMap((name) => items(query, name)).map(({ name, value }) => oneValue(value, name, each));
  const refused = read.find(isRefusal);
  if (refused !== undefined) return refused;
  const distinct = [...new Set(read)];
  if (distinct.length > maxItems) return invalidQuery(names[0]!, { rule: 'query.many', limit: maxItems });
  return distinct.length === 0 ? undefined : distinct;
}

/** Several values, each with the name under which it came: a repeated key, `name[]=`, `name[0]=`, each a comma list. */
function items(query: Query, field: string): { name: string; value: string }[] {
  const found: { name: string; value: string }[] = [];
  for (const [name, values] of query) {
    if (name !== field && !(name.startsWith(field) && /^\[\d*\]$/.test(name.slice(field.length)))) continue;
    for (const value of values.flatMap((list) => list.split(',')))
      if (value.trim() !== '') found.push({ name, value: value.trim() });
  }
  return found;
}

function oneValue(value: string, name: string, field: Field): string | number | Refusal {
  if (field[old_words_key]?.includes(value)) return value;
  if (field.enum !== undefined) return enumValue(value, name, field.enum);
  return field.type === 'integer' ? wholeNumber(value, name, field.minimum, field.maximum) : value;
}

function wholeNumber(value: string, field: string, min = 0, max = Number.MAX_SAFE_INTEGER): number | Refusal {
  const number = /^\d{1,16}$/.test(value.trim()) ? Number(value) : Number.NaN;
  if (number >= min && number <= max) return number;
  const expected: ExpectedForm =
    max === Number.MAX_SAFE_INTEGER ? { form: 'integer.least', min } : { form: 'integer.range', min, max };
  return invalidQuery(field, { rule: 'range', expected });
}

const enumValue = (value: string, field: string, choices: readonly string[]): string | Refusal =>
  choices.includes(value) ? value : invalidQuery(field, { rule: 'allowed', allowed: [...choices] });
