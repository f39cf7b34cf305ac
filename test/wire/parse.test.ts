import { Type } from 'typebox';
import { describe, expect, test } from 'vitest';
import { isRefusal } from '../../src/core/domain/refusal.ts';
import { blank_key, fieldPath, form_key, parser } from '../../src/core/wire/parse.ts';
import { en } from '../../src/http/language/en.ts';
import { refusalText } from '../../src/http/language/language.ts';
import { tr } from '../../src/http/language/tr.ts';

const Circle = Type.Object({ kind: Type.Literal('circle'), radius: Type.Number({ exclusiveMinimum: 0, maximum: 9 }) });
const Square = Type.Object({ kind: Type.Literal('square'), side: Type.Integer({ minimum: 1, maximum: 9 }) });

const parse = parser(
  Type.Object({
    count: Type.Integer({ minimum: 1 }),
    ratio: Type.Optional(Type.Number({ exclusiveMinimum: 0 })),
    flag: Type.Optional(Type.Boolean()),
    kind: Type.Optional(Type.Union([Type.Literal('a'), Type.Literal('b'), Type.Null()])),
    code: Type.Optional(Type.String({ pattern: '^[0-9]+$', [form_key]: { form: 'digits', min: 1, max: 9 } })),
    even: Type.Optional(Type.Refine(Type.Integer({ [form_key]: { form: 'amount' } }), (value) => value % 2 === 0)),
    map: Type.Optional(Type.Record(Type.String(), Type.String())),
    list: Type.Optional(Type.Array(Type.Object({ id: Type.Integer() }), { maxItems: 2 })),
    words: Type.Optional(Type.Union([Type.Array(Type.Enum(['x', 'y']), { maxItems: 2 }), Type.Null()])),
    id: Type.Optional(Type.Union([Type.String({ minLength: 2, maxLength: 3 }), Type.Integer({ minimum: 5 })])),
    shape: Type.Optional(Type.Union([Circle, Square])),
    note: Type.Optional(Type.String({ minLength: 1, maxLength: 4, [blank_key]: true })),
    strict: Type.Optional(Type.Object({ a: Type.Optional(Type.Integer()) }, { additionalProperties: false })),
  }),
);

const textsOf = (value: unknown) => {
  const refusal = parse(value);
  if (!isRefusal(refusal)) throw new Error('was taken');
  return [refusalText(en, refusal), refusalText(tr, refusal)];
};

describe('accepted', () => {
  test('a value that fits is returned as it is, unknown keys included', () => {
    const value = { count: 1, other: [1], unknown: null };
    expect(parse(value)).toBe(value);
  });

  test('a member that is null is absent, at any depth, and so is a blank one where its schema says so', () => {
    const value = { count: 1, flag: null, list: [{ id: 1, x: null }], map: { a: null, b: 'c' }, note: '', shape: null };
    expect(parse(value)).toEqual({ count: 1, list: [{ id: 1, x: null }], map: { b: 'c' } });
    expect(parse({ count: 1, strict: { a: null } })).toEqual({ count: 1, strict: {} });
    expect(parse({ count: 1, shape: { kind: 'square', side: 3 }, ratio: null })).toEqual({
      count: 1,
      shape: { kind: 'square', side: 3 },
    });
  });

  test('null is a value where a schema allows it', () => {
    expect(parse({ count: 1, kind: null, words: null, flag: null })).toEqual({ count: 1, kind: null, words: null });
  });

  test('a key of a body is never mistaken for a refusal', () => {
    const value = { count: 1, refused: true, code: '1', field: 'count', broken: { rule: 'type' } };
    expect(parse(value)).toBe(value);
    expect(isRefusal(value)).toBe(false);
  });
});

describe('the broken rule, with its place', () => {
  test.each<[unknown, string, string, string]>([
    [null, 'type', 'body must be an object.', 'body bir nesne olmalı.'],
    [[], 'type', 'body must be an object.', 'body bir nesne olmalı.'],
    [
      {},
      'required',
      'count is missing: an integer of at least 1 is expected.',
      'count eksik: en az 1 olan bir tam sayı bekleniyor.',
    ],
    [
      { count: null },
      'required',
      'count is missing: an integer of at least 1 is expected.',
      'count eksik: en az 1 olan bir tam sayı bekleniyor.',
    ],
    [{ count: '1' }, 'type', 'count must be an integer of at least 1.', 'count en az 1 olan bir tam sayı olmalı.'],
    [{ count: 1.5 }, 'type', 'count must be an integer of at least 1.', 'count en az 1 olan bir tam sayı olmalı.'],
    [{ count: 0 }, 'range', 'count must be an integer of at least 1.', 'count en az 1 olan bir tam sayı olmalı.'],
    [{ count: 1, ratio: 0 }, 'range', 'ratio must be a number above 0.', 'ratio 0 değerinden büyük bir sayı olmalı.'],
    [{ count: 1, flag: 'true' }, 'type', 'flag must be true or false.', 'flag true veya false olmalı.'],
    [{ count: 1, kind: 'c' }, 'allowed', 'kind must be one of a, b, null.', 'kind şunlardan biri olmalı: a, b, null.'],
    [
      { count: 1, code: 'x' },
      'form',
      'code must be text of 1 to 9 digits.',
      'code 1 ile 9 arasında rakamdan oluşan bir metin olmalı.',
    ],
    [
      { count: 1, code: 5 },
      'type',
      'code must be text of 1 to 9 digits.',
      'code 1 ile 9 arasında rakamdan oluşan bir metin olmalı.',
    ],
    [
      { count: 1, even: 3 },
      'form',
      'even must be an amount of money: a number of at least 0 with at most two decimals.',
      'even en çok iki ondalık basamaklı, negatif olmayan bir tutar olmalı.',
    ],
    [{ count: 1, map: { 'a/b': 1 } }, 'type', 'map.a/b must be text.', 'map.a/b bir metin olmalı.'],
    [
      { count: 1, list: [{ id: 1 }, {}] },
      'required',
      'list[1].id is missing: an integer is expected.',
      'list[1].id eksik: bir tam sayı bekleniyor.',
    ],
    [{ count: 1, list: [null] }, 'type', 'list[0] must be an object.', 'list[0] bir nesne olmalı.'],
    [
      { count: 1, list: [{ id: 1 }, { id: 2 }, { id: 3 }] },
      'length',
      'list must be a list of at most 2 entries.',
      'list en çok 2 öğe içeren bir liste olmalı.',
    ],
    [
      { count: 1, strict: { b: null } },
      'unknown',
      'strict.b is not a known field.',
      'strict.b bilinen bir alan değil.',
    ],
    // A union: the rule is one of the branch that the value is meant for.
    [
      { count: 1, words: ['x', 'z'] },
      'allowed',
      'words[1] must be one of x, y.',
      'words[1] şunlardan biri olmalı: x, y.',
    ],
    [
      { count: 1, words: ['x', 'y', 'x'] },
      'length',
      'words must be a list of at most 2 entries or null.',
      'words en çok 2 öğe içeren bir liste veya null olmalı.',
    ],
    [
      { count: 1, words: 'x' },
      'type',
      'words must be a list of at most 2 entries or null.',
      'words en çok 2 öğe içeren bir liste veya null olmalı.',
    ],
    [
      { count: 1, id: 'abcd' },
      'length',
      'id must be text of 2 to 3 characters or an integer of at least 5.',
      'id 2 ile 3 arasında karakter içeren bir metin veya en az 5 olan bir tam sayı olmalı.',
    ],
    [
      { count: 1, id: 4 },
      'range',
      'id must be text of 2 to 3 characters or an integer of at least 5.',
      'id 2 ile 3 arasında karakter içeren bir metin veya en az 5 olan bir tam sayı olmalı.',
    ],
    [
      { count: 1, shape: { kind: 'circle', radius: 10 } },
      'range',
      'shape.radius must be a number above 0 and at most 9.',
      'shape.radius 0 değerinden büyük ve en çok 9 olan bir sayı olmalı.',
    ],
    [
      { count: 1, shape: { kind: 'oval' } },
      'allowed',
      'shape.kind must be one of circle, square.',
      'shape.kind şunlardan biri olmalı: circle, square.',
    ],
    [
      { count: 1, shape: { side: 3 } },
      'required',
      'shape.kind is missing: one of circle, square is expected.',
      'shape.kind eksik: şunlardan biri (circle, square) bekleniyor.',
    ],
  ])('%j breaks %s', (value, rule, english, turkish) => {
    expect(parse(value)).toMatchObject({ code: 'field.invalid', broken: { rule } });
    expect(textsOf(value)).toEqual([english, turkish]);
  });

  test('only the first one is reported', () => {
    expect(parse({ count: 0, flag: 1 })).toMatchObject({ field: 'count' });
  });

  test('an unknown name is reported as it came, but not at any length', () => {
    const found = parse({ count: 1, strict: { ['x'.repeat(900)]: 1 } });
    expect(found).toMatchObject({ field: `strict.${'x'.repeat(64)}` });
  });
});

test('paths are written as in JavaScript', () => {
  expect(fieldPath([])).toBe('body');
  expect(fieldPath([0, 'id'])).toBe('[0].id');
  expect(fieldPath(['lines', 2, 'quantity'])).toBe('lines[2].quantity');
});
