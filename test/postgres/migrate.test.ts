import { afterEach, beforeEach, expect, test } from 'vitest';
import { StartError } from '../../src/core/errors/start-error.ts';
import { type Database, openDatabase } from '../../src/core/postgres/database.ts';
import { migrate, requireSchema, schemaVersion } from '../../src/core/postgres/migrate.ts';
import { newDatabase, type TestDatabase } from '../databases.ts';

let database: TestDatabase;
let db: Database;

beforeEach(async () => {
  database = await newDatabase();
  const settings = { database_url: database.env['DATABASE_URL'], data_folder: '', memory: true, pool: 4 };
  db = await openDatabase(settings, { load: database.load });
});
afterEach(async () => {
  await db.close();
  await database[Symbol.asyncDispose]();
});

const empty = () => db.pool.query('drop schema public cascade; create schema public');

test('an empty database gets every migration, and no migration a second time', async () => {
  await empty();
  const { program } = await schemaVersion(db);
  expect(await schemaVersion(db)).toEqual({ database: 0, program });
  expect(await migrate(db)).toHaveLength(program);
  expect(await schemaVersion(db)).toEqual({ database: program, program });
  expect(await migrate(db)).toEqual([]);
});

test('two nodes migrate at the same time', async () => {
  await empty();
  const applied = await Promise.all([migrate(db), migrate(db), migrate(db)]);
  expect(applied.map((names) => names.length).sort()).toEqual([0, 0, (await schemaVersion(db)).program]);
});

test('a database of a newer koli is refused and not changed', async () => {
  await db.pool.query("insert into schema_version (version, name) values (9999, 'future')");
  for (const attempt of [migrate, requireSchema]) {
    await expect(attempt(db)).rejects.toThrow(StartError);
    await expect(attempt(db)).rejects.toThrow(/has schema 9999 and this koli knows only \d+/);
  }
});

test('core mode refuses an older database and names the command to run', async () => {
  await requireSchema(db);
  await empty();
  await expect(requireSchema(db)).rejects.toThrow('run `koli migrate`');
  expect((await schemaVersion(db)).database).toBe(0);
});

test('a migration that was changed later is refused', async () => {
  await db.pool.query("update schema_version set md5 = 'other' where version = 1");
  await expect(migrate(db)).rejects.toThrow(StartError);
});

test('a failure leaves nothing behind', async () => {
  await empty();
  await db.pool.query('create table webhooks (in_the_way int)');
  await expect(migrate(db)).rejects.toThrow('already exists');
  expect((await schemaVersion(db)).database).toBe(0);
  const { rows } = await db.pool.query("select to_regclass('public.packages') as packages");
  expect(rows[0].packages).toBeNull();
});
