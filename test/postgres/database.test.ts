import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { type Database, openDatabase, StartError } from '../../src/core/postgres/database.ts';
import { findPrepared } from '../../src/core/postgres/prepared-file.ts';
import { databaseUrl, newDatabase } from '../databases.ts';
import { onEmbedded, onServer } from '../only.ts';

const start = inject('start');

async function withDatabase(use: (db: Database) => Promise<void>): Promise<void> {
  await using database = await newDatabase();
  const settings = { database_url: database.env['DATABASE_URL'], data_folder: '', memory: true, pool: 4 };
  const db = await openDatabase(settings, { load: database.load });
  try {
    await use(db);
  } finally {
    await db.close();
  }
}

const opening = (database_url: string) =>
  openDatabase({ database_url, data_folder: '', memory: false, pool: 2 }).then(
    async (db) => {
      await db.close();
      return null;
    },
    (error: unknown) => error as Error,
  );

test('bigints are numbers', () =>
  withDatabase(async ({ pool }) => {
    const { rows } = await pool.query(
      'select 9007199254740991::bigint as id, null::bigint as none, count(*) from sellers',
    );
    expect(rows).toEqual([{ id: Number.MAX_SAFE_INTEGER, none: null, count: 0 }]);
  }));

test('statements sent in one batch answer separately', () =>
  withDatabase(async ({ pool }) => {
    const client = await pool.connect();
    const named = (value: number) => client.query({ name: 'named', text: 'select $1::int as value', values: [value] });
    const sent = [
      client.query('begin'),
      named(1),
      client.query('select nonsense'),
      named(2),
      client.query('rollback'),
      named(3),
    ];
    const states = (await Promise.allSettled(sent)).map((result) =>
      result.status === 'fulfilled' ? (result.value.rows[0]?.value ?? null) : result.reason.code,
    );
    client.release();
    expect(states).toEqual([null, 1, '42703', '25P02', null, 3]);
  }));

test('a discarded connection leaves nothing behind', () =>
  withDatabase(async ({ pool }) => {
    for (let round = 0; round < 3; round++) {
      const client = await pool.connect();
      await client.query('begin');
      await client.query({ name: 'named', text: 'create table left_behind (id int)' });
      client.release(true);
      const { rows } = await pool.query({ name: 'look', text: `select to_regclass('left_behind') as found` });
      expect(rows).toEqual([{ found: null }]);
    }
  }));

test('a server that does not answer and an unknown host are told apart, and the password is not shown', async () => {
  const refused = await opening('postgres://koli:geheim@127.0.0.1:1/koli');
  expect(refused).toBeInstanceOf(StartError);
  expect(refused?.message).toBe('No PostgreSQL answers at 127.0.0.1:1: start it, or correct DATABASE_URL.');
  const unknown = await opening('postgres://koli:geheim@no-such-host.invalid/koli');
  expect(unknown).toBeInstanceOf(StartError);
  expect(`${unknown?.message}`).not.toContain('geheim');
});

onServer('a wrong password, a missing one and an unknown database are told apart', async () => {
  if (start.kind !== 'postgres') return;
  const wrong = new URL(start.url);
  wrong.password = 'geheim';
  const missing = new URL(start.url);
  missing.password = '';
  for (const url of [wrong, missing]) {
    const error = await opening(url.href);
    expect(error).toBeInstanceOf(StartError);
    expect(error?.message).toMatch(/does not let postgres in: correct user and password in DATABASE_URL/);
    expect(error?.message).not.toContain('geheim');
  }
  const error = await opening(databaseUrl(start.url, 'no_such_database'));
  expect(error?.message).toMatch(/There is no database no_such_database at /);
});

onEmbedded('a folder keeps its database, and one that was left half made is made again', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'koli-folder-'));
  const settings = { database_url: undefined, data_folder: folder, memory: false, pool: 1 };
  try {
    const first = await openDatabase(settings, { fresh: findPrepared });
    await first.pool.query('create table kept (id int)');
    await expect(openDatabase(settings)).rejects.toThrow('in use by another koli');
    await first.close();
    const second = await openDatabase(settings, { fresh: findPrepared });
    expect((await second.pool.query('select count(*) from kept')).rows).toEqual([{ count: 0 }]);
    await second.close();

    rmSync(join(folder, 'pgdata', 'global', 'pg_control'));
    await expect(openDatabase(settings)).rejects.toThrow(StartError);
    writeFileSync(join(folder, 'unfinished'), '');
    const third = await openDatabase(settings, { fresh: findPrepared });
    expect((await third.pool.query("select to_regclass('kept') as kept")).rows).toEqual([{ kept: null }]);
    await third.close();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
