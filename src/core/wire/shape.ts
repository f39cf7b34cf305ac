import type { Static, TSchema } from 'typebox';
import { Compile } from 'typebox/compile';

/** What is wrong with one field, in both languages, with the rule it breaks. The sentences follow the field's name. */
export type Problem = { field: string; rule: string; problem: string; problem_tr: string };

export type Shaped<T> = { ok: true; value: T } | ({ ok: false } & Problem);

/** What a pattern or any other hard-to-read schema asks for, in words: put under this key of the schema. */
export const says_key = 'x-says';
export type Says = { en: string; tr: string };

/** A compiled check of one shape. The value that passes is the value that came: nothing is converted or dropped. */
export function shape<T extends TSchema>(schema: T): (value: unknown) => Shaped<Static<T>> {
  const compiled = Compile(schema);
  return (value) => {
    if (compiled.Check(value)) return { ok: true, value: value as Static<T> };
    return { ok: false, ...firstProblem(schema, errorsIn(value, compiled.Errors.bind(compiled))) };
  };
}

type SchemaError = { keyword: string; schemaPath: string; instancePath: string; params: object };

/**
 * Errors are searched item by item, through a list of millions for many seconds; its beginning is enough to tell one.
 * The second length is beyond the limit of every list that has one.
 */
const beginnings = [16, 10_001];

function errorsIn(value: unknown, search: (value: unknown) => SchemaError[]): SchemaError[] {
  for (const length of beginnings) {
    const errors = search(beginning(value, length));
    if (errors.length > 0) return errors;
  }
  return search(value);
}

/** The value with its lists cut off; safe to recurse, since no body is nested deeply. */
function beginning(value: unknown, length: number): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.slice(0, length).map((item) => beginning(item, length));
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, beginning(inner, length)]));
}

/** Only the first is told: whoever mends it asks again. */
function firstProblem(schema: TSchema, errors: SchemaError[]): Problem {
  const error = errors[0]!;
  const path = error.instancePath.split('/').slice(1).map(unescapePointer);
  if (error.keyword === 'boolean' && error.schemaPath.endsWith('/additionalProperties')) {
    return { field: fieldPath(path), rule: 'unknown', problem: 'is not known here', problem_tr: 'burada bilinmiyor' };
  }
  // A union fails branch by branch; what was expected is said of the union as a whole.
  const schema_path = error.schemaPath.split('/anyOf/')[0]!;
  const failed = schemaAt(schema, schema_path);
  if (error.keyword === 'required') {
    const name = (error.params as { requiredProperties: string[] }).requiredProperties[0]!;
    const wanted = expected(schemaAt(failed, `#/properties/${escapePointer(name)}`));
    const problem = `is missing: ${wanted.en} is expected`;
    return {
      field: fieldPath([...path, name]),
      rule: 'required',
      problem,
      problem_tr: `eksik: ${wanted.tr} bekleniyor`,
    };
  }
  const wanted = expected(failed);
  const rule = schema_path === error.schemaPath ? error.keyword : 'anyOf';
  return { field: fieldPath(path), rule, problem: `must be ${wanted.en}`, problem_tr: `${wanted.tr} olmalı` };
}

const unescapePointer = (part: string): string => part.replaceAll('~1', '/').replaceAll('~0', '~');
const escapePointer = (part: string): string => part.replaceAll('~', '~0').replaceAll('/', '~1');

/** `['lines', '2', 'quantity']` → `lines[2].quantity`; the whole value is called `body`. */
export function fieldPath(path: (string | number)[]): string {
  if (path.length === 0) return 'body';
  return path.reduce<string>((text, part) => {
    if (/^\d+$/.test(String(part))) return `${text}[${part}]`;
    return text === '' ? String(part) : `${text}.${part}`;
  }, '');
}

type JsonSchema = { [key: string]: unknown; type?: string; minimum?: number; maximum?: number };

function schemaAt(schema: object, schema_path: string): JsonSchema {
  const parts = schema_path.split('/').slice(1).map(unescapePointer);
  return parts.reduce((at, part) => at[part] as JsonSchema, schema as JsonSchema);
}

/** What a schema asks for, as a noun phrase. */
function expected(schema: JsonSchema): Says {
  const said = schema[says_key] as Says | undefined;
  if (said !== undefined) return said;
  if ('anyOf' in schema) return oneOf((schema['anyOf'] as JsonSchema[]).map(expected));
  if ('enum' in schema) return oneOf((schema['enum'] as unknown[]).map(quoted));
  if ('const' in schema) return quoted(schema['const']);
  switch (schema.type) {
    case 'integer':
      return { en: `an integer${range(schema).en}`, tr: `${range(schema).tr}tam sayı` };
    case 'number':
      return { en: `a number${range(schema).en}`, tr: `${range(schema).tr}sayı` };
    case 'string':
      return size(schema, 'minLength', 'maxLength', { en: 'text', tr: 'metin' }, { en: 'character', tr: 'karakter' });
    case 'array':
      return size(schema, 'minItems', 'maxItems', { en: 'a list', tr: 'liste' }, { en: 'entry', tr: 'öğe' });
    case 'boolean':
      return { en: 'true or false', tr: 'true veya false' };
    case 'null':
      return { en: 'null', tr: 'null' };
    default:
      return { en: 'an object', tr: 'bir nesne' };
  }
}

const quoted = (value: unknown): Says => ({ en: JSON.stringify(value), tr: JSON.stringify(value) });

function oneOf(options: Says[]): Says {
  const join = (words: string[], or: string) =>
    words.length < 2 ? words.join() : `${words.slice(0, -1).join(', ')} ${or} ${words.at(-1)}`;
  return {
    en: join(
      options.map((option) => option.en),
      'or',
    ),
    tr: join(
      options.map((option) => option.tr),
      'veya',
    ),
  };
}

function range({ minimum, maximum, exclusiveMinimum }: JsonSchema): Says {
  if (exclusiveMinimum !== undefined)
    return { en: ` above ${exclusiveMinimum}`, tr: `${exclusiveMinimum} üstünde bir ` };
  if (minimum !== undefined && maximum !== undefined)
    return { en: ` from ${minimum} to ${maximum}`, tr: `${minimum} ile ${maximum} arasında bir ` };
  if (minimum !== undefined) return { en: ` of at least ${minimum}`, tr: `en az ${minimum} olan bir ` };
  if (maximum !== undefined) return { en: ` of at most ${maximum}`, tr: `en çok ${maximum} olan bir ` };
  return { en: '', tr: 'bir ' };
}

function size(schema: JsonSchema, min_key: string, max_key: string, noun: Says, unit: Says): Says {
  const min = schema[min_key] as number | undefined;
  const max = schema[max_key] as number | undefined;
  const units = (count: number) => (count === 1 ? unit.en : unit.en === 'entry' ? 'entries' : `${unit.en}s`);
  if (min !== undefined && min === max)
    return { en: `${noun.en} of exactly ${min} ${units(min)}`, tr: `tam ${min} ${unit.tr} içeren bir ${noun.tr}` };
  if (min !== undefined && max !== undefined)
    return {
      en: `${noun.en} of ${min} to ${max} ${units(max)}`,
      tr: `${min} ile ${max} arasında ${unit.tr} içeren bir ${noun.tr}`,
    };
  if (min !== undefined)
    return { en: `${noun.en} of at least ${min} ${units(min)}`, tr: `en az ${min} ${unit.tr} içeren bir ${noun.tr}` };
  if (max !== undefined)
    return { en: `${noun.en} of at most ${max} ${units(max)}`, tr: `en çok ${max} ${unit.tr} içeren bir ${noun.tr}` };
  return { en: noun.en, tr: `bir ${noun.tr}` };
}
