import { randomUUID } from 'node:crypto';
import { openAsBlob } from 'node:fs';
import pg from 'pg';
import { inject } from 'vitest';
import type { Start } from './global-setup.ts';

/** The same server, another database. */
export function databaseUrl(url: string, database: string): string {
  const other = new URL(url);
  other.pathname = `/${database}`;
  return other.href;
}

/** Runs one statement that no transaction may hold, such as `create database`. */
export async function administer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** A migrated database of one's own, embedded or on the server that the tests run against. */
export type TestDatabase = AsyncDisposable & {
  /** For `readSettings`. */
  env: { DATABASE_URL: string } | Record<string, never>;
  /** For `openDatabase` and `serve`. */
  load?: Blob;
};

export async function newDatabase(start: Start = inject('start')): Promise<TestDatabase> {
  if (start.kind === 'pglite')
    return { env: {}, load: await openAsBlob(start.dump), [Symbol.asyncDispose]: () => Promise.resolve() };
  const name = `koli_test_${randomUUID().replaceAll('-', '')}`;
  await administer(start.url, `create database ${name} template ${start.template}`);
  return {
    env: { DATABASE_URL: databaseUrl(start.url, name) },
    [Symbol.asyncDispose]: () => administer(start.url, `drop database ${name} with (force)`),
  };
}
