import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { openDatabase } from '../../src/core/postgres/database.ts';
import { type Client, statements } from '../../src/core/postgres/statement.ts';
import { newDatabase } from '../databases.ts';

/** A registry of its own: the statements of these tests are none of koli's. */
const another = '../../src/core/postgres/statement.ts?another';
const own = (await import(another)) as typeof import('../../src/core/postgres/statement.ts');
const { family, first, only, rows, scalar, statement, touched } = own;

type Asked = { name: string; text: string; values: unknown[] };

/** Answers every statement with the same rows, and notes what it was asked. */
function client(found: object[] = []): { client: Client; asked: Asked[] } {
  const asked: Asked[] = [];
  const query = async (one: Asked) => {
    asked.push(one);
    return { rows: found, rowCount: found.length };
  };
  return { client: { query } as unknown as Client, asked };
}

test('a name in use is refused when the module loads, for statements and families', () => {
  statement('testTaken', 'select 1', () => [], touched);
  family('testTakenFamily', touched);
  for (const make of [
    () => statement('testTaken', 'select 2', () => [], touched),
    () => family('testTaken', touched),
    () => statement('testTakenFamily', 'select 1', () => [], touched),
    () => family('testTakenFamily', touched),
  ])
    expect(make).toThrow(/two statements have the name testTaken/);
});

test('no statement can have the name of a variant', () => {
  expect(() => statement('testVariant_1', 'select 1', () => [], touched)).toThrow('is not a name for a statement');
});

test('a family gives each text a name of its own, and the same text the same name', async () => {
  const { client: one, asked } = client();
  const find = family('testFamily', touched);
  for (const text of ['select 1', 'select 2', 'select 1']) await find(one, text, []);
  expect(asked.map(({ name, text }) => [name, text])).toEqual([
    ['testFamily_1', 'select 1'],
    ['testFamily_2', 'select 2'],
    ['testFamily_1', 'select 1'],
  ]);
  expect([...own.statements].filter(([name]) => name.startsWith('testFamily_'))).toEqual([
    ['testFamily_1', 'select 1'],
    ['testFamily_2', 'select 2'],
  ]);
});

test('arguments become parameters, and results are decoded', async () => {
  const { client: one, asked } = client([{ count: '7' }]);
  const decode = ({ count }: { count: string }) => Number(count);
  const values = (a: number, b: number) => [b, a];
  expect(await statement('testRows', 'select', values, rows(decode))(one, 1, 2)).toEqual([7]);
  expect(await statement('testPlainRows', 'select', values, rows())(one, 1, 2)).toEqual([{ count: '7' }]);
  expect(await statement('testFirst', 'select', values, first(decode))(one, 1, 2)).toBe(7);
  expect(await statement('testOnly', 'select', values, only())(one, 1, 2)).toEqual({ count: '7' });
  expect(await statement('testScalar', 'select', values, scalar())(one, 1, 2)).toBe('7');
  expect(await statement('testTouched', 'update', values, touched)(one, 1, 2)).toBe(1);
  expect(asked.map(({ values }) => values)).toEqual(Array(6).fill([2, 1]));
  expect(await statement('testNone', 'select', () => [], first(decode))(client().client)).toBeNull();
});

test('every statement of koli is registered under its name, and the database understands it', async () => {
  for (const folder of ['core/postgres/', 'sandbox/postgres/']) {
    const path = fileURLToPath(new URL(`../../src/${folder}`, import.meta.url));
    for (const file of readdirSync(path).filter((file) => file.endsWith('.ts'))) await import(path + file);
  }
  expect(statements.size).toBeGreaterThan(110);
  await using database = await newDatabase();
  const settings = { database_url: database.env['DATABASE_URL'], data_folder: '', memory: true, pool: 1 };
  const db = await openDatabase(settings, { load: database.load });
  try {
    for (const sql of statements.values()) await db.pool.query(`prepare known as ${sql}; deallocate known`);
  } finally {
    await db.close();
  }
});
