import { randomUUID } from 'node:crypto';
import type { TestProject } from 'vitest/node';
import { openDatabase } from '../src/core/postgres/database.ts';
import { migrate } from '../src/core/postgres/migrate.ts';
import { preparedPath } from '../src/core/postgres/prepared.ts';
import { administer, databaseUrl } from './databases.ts';

/** What every test's database starts as: an image for the embedded one, a template on a server. */
export type Start =
  | { kind: 'pglite'; image: string }
  | { kind: 'postgres'; url: string; run: string; template: string };

declare module 'vitest' {
  interface ProvidedContext {
    start: Start;
  }
}

/** npm hands a SIGTERM to its shell alone; a run without anybody who reads it ends. */
function endWithParent(): void {
  const parent = process.ppid;
  setInterval(() => process.ppid === parent || process.kill(process.pid, 'SIGTERM'), 1_000).unref();
}

export default async function setup({ provide }: TestProject): Promise<(() => Promise<void>) | undefined> {
  endWithParent();
  const url = process.env['KOLI_TEST_DATABASE_URL'];
  if (url === undefined) {
    provide('start', { kind: 'pglite', image: await preparedPath() });
    return undefined;
  }
  const run = `koli_test_${randomUUID().slice(0, 8)}`;
  const template = `${run}_template`;
  await administer(url, `create database ${template}`);
  const db = await openDatabase({ database_url: databaseUrl(url, template), data_folder: '', memory: false, pool: 2 });
  await migrate(db);
  await db.close();
  provide('start', { kind: 'postgres', url, run, template });
  // Those too that a worker could not drop any more.
  return async () => {
    const names = await administer(url, `select datname from pg_database where starts_with(datname, '${run}_')`);
    for (const { datname } of names) await administer(url, `drop database ${datname} with (force)`);
  };
}
