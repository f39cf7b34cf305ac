import type { Static, TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import { Value as Typed } from 'typebox/value';
import {
  type BrokenRule,
  type Expected,
  type ExpectedForm,
  type FieldRefusal,
  invalid,
  type Value,
} from '../domain/refusal.ts';

/** Key of a schema: what it takes, where its other keywords do not say it well. */
export const form_key = 'x-form';
/** Key of a schema of text: an empty text counts as absent. */
export const blank_key = 'x-blank-is-absent';

/**
 * The parser of a schema: a value that fits comes back as it is. A member that is null counts as absent, unless its schema
 * takes null; such members are left out of the value.
 */
export function parser<T extends TSchema>(schema: T): (value: unknown) => Static<T> | FieldRefusal {
  const compiled = Compile(schema);
  return (value) => {
    if (compiled.Check(value)) return value as Static<T>;
    const found = firstBroken(schema, value, []);
    if (found !== null) return invalid(fieldPath(found.path), found.broken);
    const present = withoutAbsent(schema, value);
    if (!compiled.Check(present)) throw new Error(`no rule is broken, but ${JSON.stringify(schema)} is not met`);
    return present as Static<T>;
  };
}

/** `['lines', 2, 'quantity']` → `lines[2].quantity`; the whole value is called `body`. */
export function fieldPath(path: (string | number)[]): string {
  if (path.length === 0) return 'body';
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`;
    return text === '' ? part : `${text}.${part}`;
  }, '');
}

type JsonSchema = {
  [form_key]?: ExpectedForm;
  [blank_key]?: true;
  type?: string;
  const?: Value;
  enum?: Value[];
  anyOf?: JsonSchema[];
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  minLength?: number;
  maxLength?: number;
  pattern?: string;
  '~refine'?: unknown;
  items?: JsonSchema;
  minItems?: number;
  maxItems?: number;
  properties?: Record<string, JsonSchema>;
  patternProperties?: Record<string, JsonSchema>;
  additionalProperties?: boolean;
  required?: string[];
  minProperties?: number;
};

type Path = (string | number)[];
type FoundFlaw = { path: Path; broken: BrokenRule };
type Members = Record<string, unknown>;

const isObject = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether a member counts as absent. */
const isAbsent = (schema: JsonSchema, members: Members, name: string): boolean => {
  const value = Object.hasOwn(members, name) ? members[name] : undefined;
  return value === undefined || (value === null && !takesNull(schema)) || (value === '' && schema[blank_key] === true);
};

const takesNull = ({ type, anyOf, enum: values }: JsonSchema): boolean =>
  type === 'null' || values?.includes(null) || anyOf?.some(takesNull) || (type ?? anyOf ?? values) === undefined;

/** The first rule that a value breaks. Only one is reported, so the search ends there. */
function firstBroken(schema: JsonSchema, value: unknown, path: Path): FoundFlaw | null {
  if (schema.anyOf !== undefined) return firstOfUnion(schema, schema.anyOf, value, path);
  if (schema.type === 'object' && isObject(value)) return firstOfMembers(schema, value, path);
  if (schema.type === 'array' && Array.isArray(value)) return firstOfEntries(schema, value, path);
  return Typed.Check(schema, value) ? null : { path, broken: brokenRule(schema, value) };
}

function firstOfMembers(schema: JsonSchema, value: Members, path: Path): FoundFlaw | null {
  const { properties = {}, required = [], patternProperties = {}, minProperties = 0 } = schema;
  const missing = required.find((name) => isAbsent(properties[name]!, value, name));
  if (missing !== undefined)
    return { path: [...path, missing], broken: { rule: 'required', expected: expectedOf(properties[missing]!) } };
  if (schema.additionalProperties === false) {
    for (const name in value)
      if (!Object.hasOwn(properties, name)) return { path: [...path, name.slice(0, 64)], broken: { rule: 'unknown' } };
  }
  for (const [name, inner] of Object.entries(properties)) {
    const found = isAbsent(inner, value, name) ? null : firstBroken(inner, value[name], [...path, name]);
    if (found !== null) return found;
  }
  for (const [pattern, inner] of Object.entries(patternProperties)) {
    const names = Object.keys(value).filter((name) => new RegExp(pattern, 'u').test(name));
    for (const name of names) {
      const found = isAbsent(inner, value, name) ? null : firstBroken(inner, value[name], [...path, name]);
      if (found !== null) return found;
    }
  }
  const few = Object.keys(value).length < minProperties;
  return few ? { path, broken: { rule: 'length', expected: expectedOf(schema) } } : null;
}

function firstOfEntries(schema: JsonSchema, value: unknown[], path: Path): FoundFlaw | null {
  const { items = {}, minItems = 0, maxItems = Infinity } = schema;
  if (value.length < minItems || value.length > maxItems)
    return { path, broken: { rule: 'length', expected: expectedOf(schema) } };
  for (const [at, entry] of value.entries()) {
    const found = firstBroken(items, entry, [...path, at]);
    if (found !== null) return found;
  }
  return null;
}

/** The rule that is broken is one of the branch that the value is meant for. */
function firstOfUnion(schema: JsonSchema, branches: JsonSchema[], value: unknown, path: Path): FoundFlaw | null {
  const fitting = branches.filter((branch) => isOfKind(branch, value));
  const tag = isObject(value) ? tagOf(fitting) : undefined;
  if (tag !== undefined) return firstOfTagged(fitting, tag, value as Members, path);
  const found = fitting.map((branch) => firstBroken(branch, value, path));
  if (found.includes(null)) return null;
  const deepest = found.toSorted((a, b) => b!.path.length - a!.path.length)[0];
  if (deepest !== undefined && deepest!.path.length > path.length) return deepest;
  const literals = literalsOf(schema);
  if (literals !== null && schema[form_key] === undefined)
    return { path, broken: { rule: 'allowed', allowed: literals } };
  const rule = deepest === undefined || deepest?.broken.rule === 'allowed' ? 'type' : deepest!.broken.rule;
  return { path, broken: { rule: rule as 'type', expected: expectedOf(schema) } };
}

/** The member whose one value tells objects of a union apart. */
const tagOf = (branches: JsonSchema[]): string | undefined =>
  branches.length < 2
    ? undefined
    : Object.keys(branches[0]!.properties ?? {}).find((name) =>
        branches.every(({ properties }) => properties?.[name]?.const !== undefined),
      );

function firstOfTagged(branches: JsonSchema[], tag: string, value: Members, path: Path): FoundFlaw | null {
  const meant = branches.find(({ properties }) => properties![tag]!.const === value[tag]);
  if (meant !== undefined) return firstBroken(meant, value, path);
  const allowed = branches.map(({ properties }) => properties![tag]!.const!);
  const missing = isAbsent({ enum: allowed }, value, tag);
  const broken: BrokenRule = missing
    ? { rule: 'required', expected: { form: 'values', values: allowed } }
    : { rule: 'allowed', allowed };
  return { path: [...path, tag], broken };
}

const isOfKind = ({ type, anyOf, const: one, enum: values }: JsonSchema, value: unknown): boolean => {
  if (anyOf !== undefined) return anyOf.some((branch) => isOfKind(branch, value));
  if (type === undefined)
    return values === undefined ? one === undefined : values.some((each) => typeof each === typeof value);
  if (value === null) return type === 'null';
  if (type === 'array') return Array.isArray(value);
  if (type === 'object') return isObject(value);
  return type === 'integer' ? Number.isInteger(value) : typeof value === type;
};

/** The rule that a value breaks, where the value or the schema is not a list or an object. */
function brokenRule(schema: JsonSchema, value: unknown): BrokenRule {
  const asked = expectedOf(schema);
  const literals = literalsOf(schema);
  if (literals !== null && literals.length > 1) return { rule: 'allowed', allowed: literals };
  if (!isOfKind(schema, value)) return { rule: 'type', expected: asked };
  if (schema[form_key] !== undefined || schema.pattern !== undefined || literals !== null)
    return { rule: 'form', expected: asked };
  return { rule: typeof value === 'number' ? 'range' : 'length', expected: asked };
}

/** The values of a schema that takes nothing but some values; null for any other. */
function literalsOf(schema: JsonSchema): Value[] | null {
  if (schema.const !== undefined) return [schema.const];
  if (schema.enum !== undefined) return schema.enum;
  if (schema.type === 'null') return [null];
  const each = schema.anyOf?.map(literalsOf);
  return each === undefined || each.includes(null) ? null : (each as Value[][]).flat();
}

/** What a schema takes. */
function expectedOf(schema: JsonSchema): Expected {
  if (schema[form_key] !== undefined) return schema[form_key];
  const literals = literalsOf(schema);
  if (literals !== null) return ofValues(literals);
  if (schema.anyOf !== undefined) return schema.anyOf.flatMap(expectedOf);
  switch (schema.type) {
    case 'integer':
    case 'number':
      return ofNumber(schema.type, schema);
    case 'string':
      return ofLength('text', schema.minLength, schema.maxLength);
    case 'array':
      return ofLength('list', schema.minItems, schema.maxItems);
    case 'boolean':
      return { form: 'boolean' };
    case 'object':
      return { form: schema.minProperties === undefined ? 'object' : 'object.filled' };
    default:
      return { form: 'anything' };
  }
}

function ofValues(values: Value[]): ExpectedForm {
  if (values.length > 1) return { form: 'values', values };
  return values[0] === null ? { form: 'null' } : { form: 'value', value: values[0]! };
}

function ofNumber(
  kind: 'integer' | 'number',
  { minimum: min, maximum: max, exclusiveMinimum: above }: JsonSchema,
): ExpectedForm {
  if (above !== undefined)
    return max === undefined ? { form: 'number.above', above } : { form: 'number.above.most', above, max };
  if (min !== undefined && max !== undefined) return { form: `${kind}.range`, min, max };
  if (min !== undefined) return { form: `${kind}.least`, min };
  return max === undefined ? { form: kind } : { form: `${kind}.most`, max };
}

function ofLength(kind: 'text' | 'list', min: number | undefined, max: number | undefined): ExpectedForm {
  if (min !== undefined && min === max) return { form: `${kind}.exact`, min };
  if (min !== undefined && max !== undefined) return { form: `${kind}.range`, min, max };
  if (max !== undefined) return { form: `${kind}.most`, max };
  if (min === undefined) return { form: kind };
  return min === 1 ? { form: `${kind}.filled` } : { form: `${kind}.least`, min };
}

/** The value without the members that count as absent; the same value where there are none. */
function withoutAbsent(schema: JsonSchema, value: unknown): unknown {
  if (schema.anyOf !== undefined) {
    const meant = schema.anyOf.find((branch) => isOfKind(branch, value) && firstBroken(branch, value, []) === null);
    return meant === undefined ? value : withoutAbsent(meant, value);
  }
  if (Array.isArray(value)) return value.map((entry) => withoutAbsent(schema.items ?? {}, entry));
  if (!isObject(value)) return value;
  const { properties = {}, patternProperties = {} } = schema;
  const [of_record] = Object.values(patternProperties);
  const members = Object.entries(value).flatMap(([name, inner]) => {
    const own = Object.hasOwn(properties, name) ? properties[name] : of_record;
    if (own === undefined) return [[name, inner]];
    return isAbsent(own, value, name) ? [] : [[name, withoutAbsent(own, inner)]];
  });
  return Object.fromEntries(members);
}
