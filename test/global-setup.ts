import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';
import { openDatabase } from '../src/postgres/database.ts';
import { migrate } from '../src/postgres/migrate.ts';
import { administer, databaseUrl } from './databases.ts';

/** What every test's database starts as: a dump for the embedded one, a template on a server. */
export type Start = { kind: 'pglite'; dump: string } | { kind: 'postgres'; url: string; template: string };

declare module 'vitest' {
  interface ProvidedContext {
    start: Start;
  }
}

export default async function setup({ provide }: TestProject): Promise<(() => Promise<void>) | undefined> {
  const url = process.env['KOLI_TEST_DATABASE_URL'];
  if (url === undefined) {
    provide('start', { kind: 'pglite', dump: await migratedDump() });
    return undefined;
  }
  const template = `koli_template_${randomUUID().slice(0, 8)}`;
  await administer(url, `create database ${template}`);
  const db = await openDatabase({ database_url: databaseUrl(url, template), data_folder: '', memory: false, pool: 2 });
  await migrate(db);
  await db.close();
  provide('start', { kind: 'postgres', url, template });
  return () => administer(url, `drop database ${template} with (force)`);
}

/** Making a database takes three seconds, so it is kept until a migration or PGlite changes. */
async function migratedDump(): Promise<string> {
  const folder = fileURLToPath(new URL('../node_modules/.cache/koli/', import.meta.url));
  const path = `${folder}${ingredients()}.tar`;
  if (existsSync(path)) return path;
  const db = await openDatabase({ database_url: undefined, data_folder: '', memory: true, pool: 1 });
  await migrate(db);
  const dump = Buffer.from(await (await db.dump!()).arrayBuffer());
  await db.close();
  mkdirSync(folder, { recursive: true });
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, dump);
  renameSync(draft, path);
  for (const name of readdirSync(folder)) if (isOld(folder + name)) rmSync(folder + name, { force: true });
  return path;
}

/** A day: other branches of the repository may be in use beside this one. */
const isOld = (path: string): boolean => Date.now() - statSync(path).mtimeMs > 86_400_000;

function ingredients(): string {
  const folder = new URL('../src/postgres/migrations/', import.meta.url);
  const hash = createHash('sha256');
  for (const name of readdirSync(folder).sort()) hash.update(name).update(readFileSync(new URL(name, folder)));
  hash.update(readFileSync(new URL('../node_modules/@electric-sql/pglite/package.json', import.meta.url)));
  return hash.digest('hex').slice(0, 16);
}
