import { afterAll, beforeAll, expect, test } from 'vitest';
import { columns } from '../../src/core/postgres/columns.ts';
import { type Database, openDatabase } from '../../src/core/postgres/database.ts';
import { newDatabase } from '../databases.ts';

let database: Awaited<ReturnType<typeof newDatabase>>;
let db: Database;

beforeAll(async () => {
  database = await newDatabase();
  const settings = { database_url: database.env['DATABASE_URL'], data_folder: '', memory: true, pool: 1 };
  db = await openDatabase(settings, { load: database.load });
});
afterAll(async () => {
  await db.close();
  await database[Symbol.asyncDispose]();
});

const all = columns({
  a: 'bigint',
  b: 'integer',
  c: 'double precision',
  d: 'boolean',
  e: 'text',
  f: 'uuid',
  g: 'bytea',
});
const rows = [
  {
    a: Number.MAX_SAFE_INTEGER,
    b: -2_147_483_648,
    c: 0.1,
    d: true,
    e: '"ğ\\{},\n',
    f: '0f0e0d0c-0b0a-4908-8706-050403020100',
    g: Buffer.from([0, 255]),
  },
  { a: -1, b: 0, c: -1e300, d: false, e: '', f: '00000000-0000-0000-0000-000000000000', g: Buffer.alloc(0) },
  { a: null, b: null, c: null, d: null, e: null, f: null, g: null },
];

test('rows arrive as they were sent, every type and null', async () => {
  const { rows: found } = await db.pool.query(`select $1::text as before, k.* from ${all.as('k', 2)}`, [
    'first',
    ...all.arrays(rows),
  ]);
  expect(found).toEqual(rows.map((row) => ({ before: 'first', ...row })));
});

test('no rows are possible', async () => {
  expect((await db.pool.query(`select * from ${all.as('k')}`, all.arrays([]))).rows).toEqual([]);
});

test('columns can be read as one row', async () => {
  const two = columns({ b: 'integer', a: 'text' });
  const { rows: found } = await db.pool.query(
    `select * from (values (${two.parameters})) as one (${two.names})`,
    two.values({ a: 'x', b: 1 }),
  );
  expect(found).toEqual([{ a: 'x', b: '1' }]);
});
