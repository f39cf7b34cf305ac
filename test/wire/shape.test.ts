import { Type } from 'typebox';
import { expect, test } from 'vitest';
import { fieldPath, says_key, shape } from '../../src/core/wire/shape.ts';

const check = shape(
  Type.Object({
    count: Type.Integer({ minimum: 1 }),
    ratio: Type.Optional(Type.Number({ exclusiveMinimum: 0 })),
    flag: Type.Optional(Type.Boolean()),
    kind: Type.Optional(Type.Union([Type.Literal('a'), Type.Literal('b'), Type.Null()])),
    code: Type.Optional(Type.String({ pattern: '^[0-9]+$', [says_key]: { en: 'digits', tr: 'rakamlar' } })),
    map: Type.Optional(Type.Record(Type.String(), Type.String())),
    list: Type.Optional(Type.Array(Type.Object({ id: Type.Integer() }), { maxItems: 2 })),
  }),
);

test('a value that fits comes back as it is, unknown keys included', () => {
  const value = { count: 1, other: [1] };
  const checked = check(value);
  expect(checked.ok && checked.value).toBe(value);
});

test.each([
  [null, 'body', 'type', 'must be an object', 'bir nesne olmalı'],
  [[], 'body', 'type', 'must be an object', 'bir nesne olmalı'],
  [
    {},
    'count',
    'required',
    'is missing: an integer of at least 1 is expected',
    'eksik: en az 1 olan bir tam sayı bekleniyor',
  ],
  [{ count: '1' }, 'count', 'type', 'must be an integer of at least 1', 'en az 1 olan bir tam sayı olmalı'],
  [{ count: 1.5 }, 'count', 'type', 'must be an integer of at least 1', 'en az 1 olan bir tam sayı olmalı'],
  [{ count: 1, ratio: 0 }, 'ratio', 'exclusiveMinimum', 'must be a number above 0', '0 üstünde bir sayı olmalı'],
  [{ count: 1, flag: 'true' }, 'flag', 'type', 'must be true or false', 'true veya false olmalı'],
  [{ count: 1, kind: 'c' }, 'kind', 'anyOf', 'must be "a", "b" or null', '"a", "b" veya null olmalı'],
  [{ count: 1, code: 'x' }, 'code', 'pattern', 'must be digits', 'rakamlar olmalı'],
  [{ count: 1, map: { 'a/b': 1 } }, 'map.a/b', 'type', 'must be text', 'bir metin olmalı'],
  [
    { count: 1, list: [{ id: 1 }, {}] },
    'list[1].id',
    'required',
    'is missing: an integer is expected',
    'eksik: bir tam sayı bekleniyor',
  ],
  [
    { count: 1, list: [{ id: 1 }, { id: 2 }, { id: 3 }] },
    'list',
    'maxItems',
    'must be a list of at most 2 entries',
    'en çok 2 öğe içeren bir liste olmalı',
  ],
])('%j: %s breaks %s', (value, field, rule, problem, problem_tr) => {
  expect(check(value)).toEqual({ ok: false, field, rule, problem, problem_tr });
});

test('only the first mistake is told', () => {
  expect(check({ count: 0, flag: 1 })).toMatchObject({ field: 'count' });
});

test('paths are written as in JavaScript', () => {
  expect(fieldPath([])).toBe('body');
  expect(fieldPath([0, 'id'])).toBe('[0].id');
  expect(fieldPath(['lines', '2', 'quantity'])).toBe('lines[2].quantity');
});
