import type { Draw } from './draw.ts';

/** As much of a JSON Schema as the reference uses. */
export type Schema = {
  $ref?: string;
  type?: string;
  enum?: unknown[];
  const?: unknown;
  anyOf?: Schema[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  minItems?: number;
  maxItems?: number;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
};

/** Values that mean something under a name: without them nearly every request would stop at the first check. */
export type Hints = Record<string, (draw: Draw) => unknown>;

export type Schemas = Record<string, Schema>;

/** A value of the schema, with a known one where the name has a hint. Limits of lists are not exhausted: see `mutated`. */
export function valueFor(schema: Schema, name: string, draw: Draw, hints: Hints, schemas: Schemas): unknown {
  const hint = hints[name];
  if (hint !== undefined && !draw.rarely(8)) return hint(draw);
  const inner = (inner: Schema, name: string) => valueFor(inner, name, draw, hints, schemas);
  if (schema.$ref !== undefined) return inner(schemas[schema.$ref.split('/').at(-1)!]!, name);
  if (schema.anyOf !== undefined) return inner(draw.pick(schema.anyOf), name);
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return draw.pick(schema.enum);
  const lowest = Math.ceil(schema.minimum ?? schema.exclusiveMinimum ?? 0);
  const highest = Math.max(lowest, Math.min(schema.maximum ?? 100, lowest + 10_000));
  switch (schema.type) {
    case 'object':
      return objectOf(schema, draw, inner);
    case 'array':
      return Array.from({ length: (schema.minItems ?? 0) + draw.pick([0, 0, 0, 1, 2]) }, () =>
        inner(schema.items ?? {}, name),
      );
    case 'integer':
      return draw.integer(lowest, highest);
    case 'number':
      return draw.integer(lowest * 100, highest * 100) / 100;
    case 'string':
      return draw.text(schema.minLength ?? 0, Math.min(schema.maxLength ?? 20, 20));
    case 'boolean':
      return draw.rarely(2);
    case 'null':
      return null;
    default:
      return draw.pick(oddValues);
  }
}

function objectOf(schema: Schema, draw: Draw, inner: (schema: Schema, name: string) => unknown) {
  const names = Object.keys(schema.properties ?? {});
  const wanted = names.filter((name) => schema.required?.includes(name) || draw.rarely(2));
  return Object.fromEntries(wanted.map((name) => [name, inner(schema.properties![name]!, name)]));
}

/** What has broken servers before: zero bytes, lone surrogates, numbers at every edge, names of prototypes. */
export const oddValues: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1.5,
  1e308,
  -0.000_000_1,
  2 ** 31,
  2 ** 53 - 1,
  2 ** 53,
  2 ** 63,
  '',
  ' ',
  '0',
  '1',
  'null',
  '\0',
  'a\0b',
  '\ud800',
  '\ufeff',
  '\u202eabc',
  'İıŞş',
  '😀'.repeat(40),
  "'; drop table packages; --",
  '%s%n',
  '<script>alert(1)</script>',
  '../../etc/passwd',
  '1e5',
  'x'.repeat(70_000),
  [],
  [null],
  [[[[[]]]]],
  {},
  { __proto__: null },
  { constructor: { prototype: 1 } },
  { length: 1e9 },
];

/** The value with one thing wrong somewhere in it. */
export function mutated(value: unknown, draw: Draw): unknown {
  const whole = typeof value !== 'object' || value === null || draw.rarely(8);
  if (whole) return draw.pick(oddValues);
  if (Array.isArray(value)) return mutatedList(value, draw);
  const entries = Object.entries(value);
  const chosen = draw.nat(Math.max(entries.length - 1, 0));
  switch (draw.nat(4)) {
    case 0:
      return Object.fromEntries(entries.filter((_, index) => index !== chosen));
    case 1:
      return { ...value, [draw.pick(oddNames)]: draw.pick(oddValues) };
    default:
      return Object.fromEntries(
        entries.map(([name, inner], index) => [name, index === chosen ? mutated(inner, draw) : inner]),
      );
  }
}

function mutatedList(list: unknown[], draw: Draw): unknown[] {
  const chosen = draw.nat(Math.max(list.length - 1, 0));
  switch (draw.nat(4)) {
    case 0:
      return [];
    case 1:
      return [...list, ...list];
    case 2:
      return Array.from({ length: draw.pick([51, 201, 1_001, 5_000]) }, () => list[chosen]);
    default:
      return list.map((inner, index) => (index === chosen ? mutated(inner, draw) : inner));
  }
}

const oddNames = ['__proto__', 'constructor', 'toString', '', 'lines', 'status', 'x'.repeat(3_000), '\0', 'seller_id'];
