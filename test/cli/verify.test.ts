import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readSettings } from '../../src/app/config.ts';
import { openDatabase } from '../../src/core/postgres/database.ts';
import { migrate } from '../../src/core/postgres/migrate.ts';
import { findPrepared } from '../../src/core/postgres/prepared-file.ts';
import { koli } from '../child.ts';
import { newDatabase } from '../databases.ts';

const folder = mkdtempSync(join(tmpdir(), 'koli-verify-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function verifyVerb(env: Record<string, string>, ...args: string[]) {
  const { status, out, err } = await koli(['verify', ...args], env, folder).ended;
  return { status, out, err };
}

test('koli verify: refused while koli uses the folder, status 0 when every law holds, 1 when one is broken', async () => {
  await using database = await newDatabase();
  const on_server = 'DATABASE_URL' in database.env;
  const env: Record<string, string> = on_server ? database.env : { KOLI_DATA: join(folder, 'data') };
  const read = readSettings(env);
  if ('mistakes' in read) throw new Error(read.mistakes.join('\n'));
  const db = await openDatabase(read.settings, { fresh: findPrepared });
  await migrate(db);
  if (!on_server) {
    const { status, err } = await verifyVerb(env);
    expect([status, err]).toEqual([1, expect.stringMatching(/^koli: The folder \S+ is in use by another koli/)]);
  }
  await db.close();
  expect(await verifyVerb(env)).toEqual({
    status: 0,
    out: 'orders     0\npackages   0\nevents     0\ndeliveries 0\nfiles      0\nreplies    0\n\nAll laws hold.\n',
    err: '',
  });
  const again = await openDatabase(read.settings, { fresh: findPrepared });
  await again.pool.query(`insert into events values (2738, 3500000000, 1, 'created', 0, '{}', 0)`);
  await again.close();
  const { status, out } = await verifyVerb(env);
  expect(status).toBe(1);
  expect(out).toMatch(/1 violation:\nbelonging +seller 2738 {2}package 3500000000 {2}event 1 belongs to no package/);
  const json = await verifyVerb(env, '--json');
  expect([json.status, JSON.parse(json.out).broken_count]).toEqual([1, 1]);
});

test('koli verify does not create a database', async () => {
  const { status, err } = await verifyVerb({ KOLI_DATA: join(folder, 'nothing') });
  expect(status).toBe(1);
  expect(err).toMatch(/^koli: There is no database in \S+nothing: set its folder with KOLI_DATA/);
});
