import { Value } from 'typebox/value';
import type { ExpectedForm, FieldForm } from '../../src/core/domain/refusal.ts';
import { blank_key, form_key } from '../../src/core/wire/parse.ts';

// A body that fits, and every way in which one of its fields can break a rule of its schema. Nothing here is shared with
// the parser: what a message must say follows from the mutation.

// biome-ignore lint/suspicious/noExplicitAny: schemas as they come
export type Schema = any;
type Words = { en: RegExp[]; tr: RegExp[] };

export type Mutation = {
  field: string;
  what: string;
  body: unknown;
  says: Words;
};

/** A value for each form that a schema names, and what a message must say of it beside the field. */
const forms: Partial<Record<FieldForm, { value: unknown; bad: unknown; says: Words }>> = {
  amount: { value: 1.5, bad: 1.005, says: { en: [/two decimals/], tr: [/iki ondalık/] } },
  percent: { value: 5, bad: 0.125, says: { en: [/100/, /two decimals/], tr: [/100/, /iki ondalık/] } },
  'country.code': { value: 'TR', bad: 'tr', says: { en: [/two capital/], tr: [/iki büyük/] } },
  'country.codes': { value: 'AZ,RO', bad: 'AZ;RO', says: { en: [/country codes/], tr: [/ülke kod/] } },
  'currency.code': { value: 'TRY', bad: 'try', says: { en: [/three capital/], tr: [/üç büyük/] } },
  'epoch.ms': { value: 1_795_000_000_000, bad: 1_795_000_000, says: { en: [/milliseconds/], tr: [/milisaniye/] } },
  'epoch.digits': { value: 1_795_000_000, bad: 5, says: { en: [/10 or 13/], tr: [/10 veya 13/] } },
  header: { value: 'abc', bad: 'ş', says: { en: [/4096/, /header/], tr: [/4096/, /başlı/] } },
  'invoice.number': { value: 'ABC2026000000001', bad: 'ABC1', says: { en: [/2020 to 2099/], tr: [/2020-2099/] } },
  ipv4: { value: '203.0.113.10', bad: '203.0.113', says: { en: [/IPv4/], tr: [/IPv4/] } },
  length: { value: 'PT5M', bad: 'soon', says: { en: [/PT65M/], tr: [/PT65M/] } },
  link: {
    value: 'https://shop.example/1',
    bad: 'ftp://x',
    says: { en: [/http or https/, /2048/], tr: [/http veya https/] },
  },
  moment: { value: 1_795_000_000_000, bad: 'tomorrow', says: { en: [/UTC/], tr: [/UTC/] } },
  'media.type': { value: 'text/plain', bad: 'ş', says: { en: [/media type/], tr: [/medya türü/] } },
  name: { value: 'a-1', bad: 'a b', says: { en: [/1 to 64/, /dashes/], tr: [/64/, /tire/] } },
  network: { value: '10.0.0.0/8', bad: '10.0.0', says: { en: [/network/], tr: [/bir ağ/] } },
  'package.digits': { value: '1', bad: '0', says: { en: [/package id/], tr: [/paket numarası/] } },
  'phone.ten': { value: '5550001122', bad: '1', says: { en: [/10 digits/], tr: [/10 haneli/] } },
  'scenario.name': { value: 'p', bad: '9!', says: { en: [/letters/], tr: [/harf/] } },
  'scenario.lines': { value: '1=1', bad: 'one', says: { en: [/lines like/], tr: [/gibi satırlar/] } },
  'scenario.length': { value: '3h', bad: 'soon', says: { en: [/3h/], tr: [/3h/] } },
  'signing.secret': {
    value: `whsec_${Buffer.alloc(32, 1).toString('base64')}`,
    bad: 'whsec_x',
    says: { en: [/whsec_/, /24 to 64/], tr: [/whsec_/, /24-64/] },
  },
  token: { value: 'abcdefgh', bad: 'a:b:c:d:e', says: { en: [/8 to 128/, /colon/], tr: [/8 ile 128/, /iki nokta/] } },
  'tracking.digits': { value: '73', bad: '0', says: { en: [/digits/, /9007199254740991/], tr: [/rakam/] } },
  'traffic.rate': { value: '5/s', bad: '5/h', says: { en: [/"5\/s"/], tr: [/"5\/s"/] } },
  url: { value: 'https://shop.example/hook', bad: '', says: { en: [/absolute address/], tr: [/tam bir adres/] } },
  visible: { value: 'abc', bad: 'a\u0007', says: { en: [/control characters/], tr: [/kontrol karakteri/] } },
  'order.number': { value: 'A-1', bad: '..', says: { en: [/ASCII/, /dots/], tr: [/ASCII/, /nokta/] } },
  'visible.ascii': { value: 'A-1', bad: 'a b', says: { en: [/ASCII/, /blanks/], tr: [/ASCII/, /boşluk/] } },
  'webhook.id': {
    value: '00000000-0000-4000-8000-000000000000',
    bad: 'x',
    says: { en: [/id of a webhook/], tr: [/webhook/] },
  },
};

const formOf = (schema: Schema) => {
  const named = schema[form_key] as ExpectedForm | undefined;
  if (named === undefined) return undefined;
  const known = forms[named.form];
  if (known === undefined) throw new Error(`the form ${named.form} has no example in test/http/mutations.ts`);
  return known;
};

/** Null beside one other schema says no more than that it may be absent. */
const other = (schema: Schema): Schema => {
  const branches = schema.anyOf?.filter((one: Schema) => one.type !== 'null');
  return schema[form_key] === undefined && branches?.length === 1 ? branches[0] : schema;
};

const literals = (schema: Schema): unknown[] | undefined => {
  if (schema.const !== undefined) return [schema.const];
  if (schema.enum !== undefined) return schema.enum;
  const each = schema.anyOf?.map((one: Schema) => (one.type === 'null' ? [null] : literals(one)));
  return each === undefined || each.includes(undefined) ? undefined : each.flat();
};

/** A value that fits, with every field that there is. */
export function sample(schema: Schema): unknown {
  const form = formOf(schema);
  if (form !== undefined) return schema.type === 'string' ? String(form.value) : form.value;
  const known = literals(schema);
  if (known !== undefined) return known[0];
  if (schema.anyOf !== undefined) return sample(schema.anyOf[0]);
  switch (schema.type) {
    case 'object': {
      const named = Object.entries(schema.properties ?? {}).map(([name, inner]) => [name, sample(inner as Schema)]);
      const free = Object.values(schema.patternProperties ?? {}).map((inner) => ['any', sample(inner as Schema)]);
      return Object.fromEntries([...named, ...free]);
    }
    case 'array':
      return Array.from({ length: Math.max(1, schema.minItems ?? 0) }, () => sample(schema.items));
    case 'integer':
    case 'number':
      return Math.max(schema.minimum ?? 1, (schema.exclusiveMinimum ?? 0) + 1 <= (schema.maximum ?? 2) ? 1 : 0.5);
    case 'string':
      return 'x'.repeat(Math.max(1, schema.minLength ?? 1));
    case 'boolean':
      return true;
    default:
      return {};
  }
}

const kindWords: Record<string, Words> = {
  object: { en: [/an object/], tr: [/bir nesne/] },
  array: { en: [/a list/], tr: [/liste/] },
  string: { en: [/text/], tr: [/metin/] },
  integer: { en: [/an integer/], tr: [/tam sayı/] },
  number: { en: [/a number/], tr: [/sayı/] },
  boolean: { en: [/true or false/], tr: [/true veya false/] },
};
const escaped = (value: unknown): RegExp =>
  new RegExp((value === '' ? '""' : String(value)).replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));

/** What the message of a value of the wrong kind must say. */
function kindOf(schema: Schema): Words {
  const form = formOf(schema);
  if (form !== undefined) return form.says;
  const known = literals(schema)?.map(escaped);
  if (known !== undefined) return { en: known, tr: known };
  if (schema.anyOf === undefined) return kindWords[schema.type] ?? { en: [], tr: [] };
  const each: Words[] = schema.anyOf.filter((one: Schema) => one.type !== 'null').map(kindOf);
  return { en: each.flatMap(({ en }) => en), tr: each.flatMap(({ tr }) => tr) };
}

type Change = (put: (value: unknown) => unknown) => unknown;
type Broken = { what: string; value: unknown; says: Words };

const limit = (value: number, en: RegExp, tr: RegExp): Words => ({
  en: [escaped(value), en],
  tr: [escaped(value), tr],
});

/** Values that break one rule of the schema itself. */
function brokenValues(schema: Schema): Broken[] {
  const found: Broken[] = [];
  const kind = kindOf(schema);
  const strange = ['x', { strange: 1 }, [[[1]]], true].find((value) => !fitsKind(schema, value));
  if (strange !== undefined && Object.keys(schema).some((key) => !key.startsWith('~')))
    found.push({ what: 'of another kind', value: strange, says: kind });
  const form = formOf(schema);
  if (form !== undefined) return [...found, { what: 'not of its form', value: form.bad, says: form.says }];
  const known = literals(schema);
  if (known !== undefined) {
    const value = typeof known[0] === 'number' ? 987_654 : 'nonsense';
    return [...found, { what: 'a word that is not allowed', value, says: kind }];
  }
  const { minimum, maximum, exclusiveMinimum, minLength, maxLength, minItems, maxItems } = schema;
  const text = (length: number) => 'x'.repeat(length);
  if (minimum !== undefined)
    found.push({ what: 'too small', value: minimum - 1, says: limit(minimum, /at least|from/, /en az|ile/) });
  if (maximum !== undefined)
    found.push({ what: 'too large', value: maximum * 2 + 2, says: limit(maximum, /at most|to/, /en çok|ile/) });
  if (exclusiveMinimum !== undefined)
    found.push({ what: 'not above', value: exclusiveMinimum, says: limit(exclusiveMinimum, /above/, /büyük/) });
  if (minLength > 0 && schema[blank_key] !== true)
    found.push({ what: 'too short', value: text(minLength - 1), says: limit(minLength, /character/, /karakter/) });
  if (maxLength !== undefined)
    found.push({ what: 'too long', value: text(maxLength + 1), says: limit(maxLength, /characters/, /karakter/) });
  if (minItems > 0) found.push({ what: 'too few', value: [], says: limit(minItems, /list/, /liste/) });
  if (maxItems <= 1_000) {
    const value = Array.from({ length: maxItems + 1 }, () => sample(schema.items));
    found.push({ what: 'too many', value, says: limit(maxItems, /entries/, /öğe/) });
  }
  return found;
}

function fitsKind(schema: Schema, value: unknown): boolean {
  if (schema.anyOf !== undefined) return schema.anyOf.some((one: Schema) => fitsKind(one, value));
  if (schema.enum !== undefined) return schema.enum.some((each: unknown) => typeof each === typeof value);
  return schema.type === undefined || Value.Check({ type: schema.type } as never, value);
}

const fieldAt = (place: string, name: string): string => (place === '' ? name : `${place}.${name}`);

/** Every mutation of a schema at a place of a body; `change` puts a value there. */
export function mutationsOf(given: Schema, place: string, change: Change): Mutation[] {
  const schema = other(given);
  const field = place === '' ? 'body' : place;
  const branches: Schema[] =
    schema[form_key] === undefined && literals(schema) === undefined ? (schema.anyOf ?? []) : [];
  const broken = [
    ...brokenValues(schema),
    ...branches
      .filter((one) => literals(one) === undefined)
      .flatMap(brokenValues)
      .filter(({ what }) => what !== 'of another kind'),
  ];
  const own = broken.map(({ what, value, says }) => ({ field, what, says, body: change(() => value) }));
  return [...own, ...innerMutations(schema, place, change)];
}

function innerMutations(schema: Schema, place: string, change: Change): Mutation[] {
  if (schema[form_key] !== undefined) return [];
  if (schema.anyOf !== undefined)
    // Within each branch, as if the value were of that one.
    return schema.anyOf.flatMap((branch: Schema) =>
      innerMutations(branch, place, (put) => change(() => put(sample(branch)))),
    );
  if (schema.type === 'array')
    return mutationsOf(schema.items, `${place}[0]`, (put) =>
      change((list) => [
        put((list as unknown[] | undefined)?.[0] ?? sample(schema.items)),
        ...((list as unknown[]) ?? []).slice(1),
      ]),
    );
  if (schema.type !== 'object') return [];
  const members = Object.entries<Schema>(schema.properties ?? {});
  return [
    ...(schema.additionalProperties === false ? [strangeMember(place, change)] : []),
    ...members.flatMap(([name, inner]) => {
      const at = fieldAt(place, name);
      const missing = schema.required?.includes(name) ? missingMember(at, name, inner, change) : [];
      const within: Change = (put) =>
        change((value) => ({ ...(value as object), [name]: put((value as Record<string, unknown>)[name]) }));
      return [...missing, ...mutationsOf(inner, at, within)];
    }),
  ];
}

const strangeMember = (place: string, change: Change): Mutation => ({
  field: fieldAt(place, 'strange'),
  what: 'unknown',
  body: change((value) => ({ ...(value as object), strange: 1 })),
  says: { en: [/is not a known field/], tr: [/bilinen bir alan değil/] },
});

function missingMember(field: string, name: string, schema: Schema, change: Change): Mutation[] {
  const { en, tr } = kindOf(other(schema));
  const says = { en: [/is missing/, ...en], tr: [/eksik/, ...tr] };
  const without = change((value) => {
    const { [name]: _, ...rest } = value as Record<string, unknown>;
    return rest;
  });
  const asNull = change((value) => ({ ...(value as object), [name]: null }));
  return [
    { field, what: 'missing', body: without, says },
    { field, what: 'null', body: asNull, says },
  ];
}
