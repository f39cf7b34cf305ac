import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { readSettings } from '../../src/app/config.ts';
import { openDatabase } from '../../src/core/postgres/database.ts';
import { migrate } from '../../src/core/postgres/migrate.ts';
import { newDatabase } from '../databases.ts';

const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'koli-verify-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function verifyVerb(env: Record<string, string>, ...args: string[]) {
  const child = spawn(process.execPath, [main, 'verify', ...args], {
    cwd: folder,
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = { out: '', err: '' };
  child.stdout.on('data', (data) => {
    output.out += data;
  });
  child.stderr.on('data', (data) => {
    output.err += data;
  });
  await once(child, 'close');
  return { status: child.exitCode, ...output };
}

test('koli verify: refused while a koli runs on the folder, 0 when every law holds, 1 when one is broken', async () => {
  await using database = await newDatabase();
  const on_server = 'DATABASE_URL' in database.env;
  const env: Record<string, string> = on_server ? database.env : { KOLI_DATA: join(folder, 'data') };
  const read = readSettings(env);
  if ('mistakes' in read) throw new Error(read.mistakes.join('\n'));
  const db = await openDatabase(read.settings);
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
  const again = await openDatabase(read.settings);
  await again.pool.query(`insert into events values (2738, 3500000000, 1, 'created', 0, '{}', 0)`);
  await again.close();
  const { status, out } = await verifyVerb(env);
  expect(status).toBe(1);
  expect(out).toMatch(/1 violation:\nbelonging +seller 2738 {2}package 3500000000 {2}event 1 belongs to no package/);
  const json = await verifyVerb(env, '--json');
  expect([json.status, JSON.parse(json.out).broken_count]).toEqual([1, 1]);
});

test('koli verify makes no database where there is none', async () => {
  const { status, err } = await verifyVerb({ KOLI_DATA: join(folder, 'nothing') });
  expect(status).toBe(1);
  expect(err).toMatch(/^koli: There is no database in \S+nothing: set its folder with KOLI_DATA/);
});
