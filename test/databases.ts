import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import pg from 'pg';
import { inject } from 'vitest';
import { type Database, openDatabase } from '../src/core/postgres/database.ts';
import type { Image } from '../src/core/postgres/image.ts';
import type { Start } from './global-setup.ts';

/** The same server, another database. */
export function databaseUrl(url: string, database: string): string {
  const other = new URL(url);
  other.pathname = `/${database}`;
  return other.href;
}

/** Runs one statement that no transaction may hold, such as `create database`. */
export async function administer(url: string, statement: string): Promise<Record<string, string>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}

/** A migrated database of one's own, embedded or on the server that the tests run against. */
export type TestDatabase = AsyncDisposable & {
  /** For `readSettings`. */
  env: { DATABASE_URL: string } | Record<string, never>;
  /** Embedded: what it starts from, for `openDatabase` and `serve`. */
  load?: Image;
  /** Embedded: an open one. It is emptied afterwards and serves the next test. */
  open?(): Promise<Database>;
};

export async function newDatabase(start: Start = inject('start')): Promise<TestDatabase> {
  if (start.kind === 'pglite') return embedded(readFileSync(start.image));
  const name = `${start.run}_${randomUUID().replaceAll('-', '')}`;
  await administer(start.url, `create database ${name} template ${start.template}`);
  return {
    env: { DATABASE_URL: databaseUrl(start.url, name) },
    [Symbol.asyncDispose]: async () => void (await administer(start.url, `drop database ${name} with (force)`)),
  };
}

function embedded(load: Image): TestDatabase {
  const taken: Kept[] = [];
  return {
    env: {},
    load,
    async open() {
      const one = idle.pop() ?? (await open(load));
      taken.push(one);
      return one.db;
    },
    async [Symbol.asyncDispose]() {
      for (const one of taken) await giveBack(one);
    },
  };
}

// A new embedded database costs 200 ms of CPU, an emptied one 10: a worker keeps those that its tests gave back. The
// schema is compared before one is used again, and one that had many rows or many users goes.

type Kept = { db: Database; tables: string[]; schema: string; users: number };

const idle: Kept[] = [];
const most_users = 40;
const most_rows = 5_000;

async function open(load: Image): Promise<Kept> {
  const db = await openDatabase({ database_url: undefined, data_folder: '', memory: true, pool: 1 }, { load });
  const { rows } = await db.pool.query(`select tablename from pg_tables where schemaname = 'public' order by 1`);
  const tables = rows.map(({ tablename }) => tablename).filter((name) => name !== 'schema_version');
  return { db, tables, schema: await schemaOf(db), users: 0 };
}

async function giveBack(one: Kept): Promise<void> {
  one.users++;
  const is_good = one.users < most_users && (await empty(one).catch(() => false));
  if (is_good) idle.push(one);
  else await one.db.close();
}

async function empty({ db: { pool }, db, tables, schema }: Kept): Promise<boolean> {
  // A test that replaced a method of the pool keeps it. An ended pool rejects, and so does an open transaction.
  if (Object.hasOwn(pool, 'connect') || Object.hasOwn(pool, 'query')) return false;
  if ((await schemaOf(db)) !== schema) return false;
  let count = 0;
  for (const table of tables) {
    const first = table === 'watermarks' ? 'update watermarks set at = 0' : `delete from ${table}`;
    count += (await pool.query(first)).rowCount ?? 0;
  }
  await pool.query('reset all; unlisten *');
  return count < most_rows;
}

/** Of all that a migration or a test makes: tables with their columns, indexes, constraints and triggers. */
async function schemaOf({ pool }: Database): Promise<string> {
  const { rows } = await pool.query(`
    select md5(string_agg(text, ';' order by text)) as hash from (
      select concat_ws(' ', relname, relkind, relnatts, relchecks, reloptions) from pg_class
       where relnamespace = 'public'::regnamespace
      union all
      select concat_ws(' ', conname, pg_get_constraintdef(oid)) from pg_constraint
       where connamespace = 'public'::regnamespace
      union all
      select concat_ws(' ', tgname, tgenabled) from pg_trigger) as things (text)`);
  return rows[0].hash;
}
