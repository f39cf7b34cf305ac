import type { TSchema } from 'typebox';
import { blank_key, form_key } from '../../core/wire/parse.ts';
import { expectedText } from '../language/language.ts';
import { aliases_key, old_words_key } from './query.ts';
import { languages } from './refusals.ts';

// biome-ignore lint/suspicious/noExplicitAny: a JSON object of any form
export type Json = Record<string, any>;

type Kind = 'schemas' | 'responses' | 'parameters' | 'headers' | 'examples';
type Ref = { $ref: string };

export type Parts = ReturnType<typeof createParts>;

/**
 * The named parts of a reference. Whatever has a name is written once and pointed at; two things of one name must be
 * the same, else the name would lie.
 */
export function createParts() {
  const parts: Record<Kind, Map<string, string>> = {
    schemas: new Map(),
    responses: new Map(),
    parameters: new Map(),
    headers: new Map(),
    examples: new Map(),
  };
  const examples = new Map<string, unknown>();

  function put(kind: Kind, name: string, value: Json): Ref {
    const text = JSON.stringify(value);
    const known = parts[kind].get(name);
    if (known !== undefined && known !== text) throw new Error(`Two different ${kind} are called ${name}: rename one`);
    parts[kind].set(name, text);
    return { $ref: `#/components/${kind}/${name}` };
  }

  function named(schema: Json): Json {
    const { title, ...rest } = schema;
    if (title === undefined) return rest;
    const example = examples.get(title);
    return put('schemas', title, { title, ...rest, ...(example !== undefined && { examples: [example] }) });
  }

  return {
    schema: (schema: TSchema): Json => plainSchema(schema, named),
    response: (name: string, value: Json) => put('responses', name, value),
    parameter: (name: string, value: Json) => put('parameters', name, value),
    header: (name: string, value: Json) => put('headers', name, value),
    exampleOf: (name: string, value: Json) => put('examples', name, value),
    /** An example for a schema with a title. */
    example: (schema: TSchema, value: unknown) => examples.set((schema as Json)['title'], value),
    all: (): Json =>
      Object.fromEntries(
        Object.entries(parts).map(([kind, values]) => [
          kind,
          Object.fromEntries([...values].map(([name, text]) => [name, JSON.parse(text)])),
        ]),
      ),
  };
}

/**
 * A schema as readers and generators like it: the checks' own words become descriptions, literals of one type an enum.
 * `named` gets each schema, the inner ones first, and may put another in its place.
 */
export function plainSchema(schema: TSchema, named: (schema: Json) => Json = (one) => one): Json {
  const one = JSON.parse(JSON.stringify(schema)) as Json;
  return plainOf(one, named);
}

function plainOf(schema: Json, named: (schema: Json) => Json): Json {
  const { [form_key]: form, [blank_key]: _, [aliases_key]: aliases, [old_words_key]: __, ...rest } = schema;
  const inner = (value: Json) => plainOf(value, named);
  const result: Json = { ...rest };
  if (result['description'] === undefined && form !== undefined)
    result['description'] = expectedText(languages.en, form);
  if (aliases !== undefined) result['description'] = `${result['description']} Also as \`${aliases.join('`, `')}\`.`;
  for (const key of ['properties', 'patternProperties']) {
    if (result[key] === undefined) continue;
    result[key] = Object.fromEntries(Object.entries(result[key] as Json).map(([name, value]) => [name, inner(value)]));
  }
  if (result['items'] !== undefined) result['items'] = inner(result['items']);
  if (result['anyOf'] !== undefined) result['anyOf'] = result['anyOf'].map(inner);
  return named(withType(literalsJoined(result)));
}

/** `anyOf` of literals says in many words what `enum` says in one. */
function literalsJoined({ anyOf, ...rest }: Json): Json {
  if (anyOf === undefined) return rest;
  const literals = anyOf.filter((one: Json) => 'const' in one || one['type'] === 'null');
  if (literals.length < anyOf.length) return { ...rest, anyOf };
  return { ...rest, enum: anyOf.map((one: Json) => one['const'] ?? null) };
}

function withType(schema: Json): Json {
  if (schema['enum'] === undefined || schema['type'] !== undefined) return schema;
  const types = new Set(schema['enum'].map((value: unknown) => (value === null ? 'null' : typeof value)));
  if (types.has('number')) {
    types.delete('number');
    types.add('integer');
  }
  return { type: types.size === 1 ? [...types][0] : [...types], ...schema };
}
