import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type pg from 'pg';
import Postgrator from 'postgrator';
import { assets } from '../../assets/assets.ts';
import { StartError } from '../errors/start-error.ts';
import type { Database } from './database.ts';
import { inTransaction } from './transaction.ts';

/** Any number that no other program's lock on this database has. */
const migration_lock = 5_641_543_210;

type NamedMigration = { version: number; name: string };

const migrationName = ({ version, name }: NamedMigration): string => `${String(version).padStart(3, '0')} ${name}`;

/**
 * Brings the database to this program's schema; returns the names of the migrations that it ran. All of them run in one
 * transaction: a failure leaves the schema as it was. A second node waits at the lock and then finds nothing to do.
 */
export async function migrate({ pool }: Database, onBegin: (name: string) => void = () => {}): Promise<string[]> {
  try {
    return await inTransaction(pool, (client) => migrateOn(client, onBegin));
  } catch (error) {
    if (error instanceof Error && error.message.startsWith('MD5 checksum failed'))
      throw new StartError(
        'The database was made by other migrations than this koli has: run the koli that made it, or start with an empty database.',
      );
    throw error;
  }
}

async function migrateOn(client: pg.PoolClient, onBegin: (name: string) => void): Promise<string[]> {
  await client.query('select pg_advisory_xact_lock($1)', [migration_lock]);
  if (await isCurrent(client)) return [];
  const migrator = migratorOn(client);
  refuseNewer(await versions(migrator));
  migrator.on('migration-started', (migration: NamedMigration) => onBegin(migrationName(migration)));
  const applied = await migrator.migrate();
  return applied.map(migrationName);
}

/** Whether all of this program's migrations have run, and no others: what nearly every start finds, at a tenth of the cost. */
async function isCurrent(client: pg.PoolClient): Promise<boolean> {
  const known = await client.query(`select to_regclass('schema_version') is not null as is_there`);
  if (!known.rows[0].is_there) return false;
  const { rows } = await client.query('select md5 from schema_version where version > 0 order by version');
  const files = readdirSync(assets.migrations).sort();
  const expected = files.map((file) => checksumOf(readFileSync(join(assets.migrations, file), 'utf8')));
  return isDeepStrictEqual(
    rows.map(({ md5 }) => md5),
    expected,
  );
}

/** As Postgrator makes it. */
const checksumOf = (text: string): string =>
  createHash('md5')
    .update(text.replace(/\r\n|\r/g, '\n'))
    .digest('hex');

/**
 * Migrations after a version that change rows and not the schema. The rows of an older export enter the present schema
 * without having been through them.
 */
export const rowMigrationsAfter = (version: number): string[] =>
  readdirSync(assets.migrations)
    .sort()
    .filter((file) => /^\d+\.do\.data-/.test(file) && Number.parseInt(file, 10) > version)
    .map((file) => readFileSync(join(assets.migrations, file), 'utf8'));

type SchemaVersion = { database: number; program: number };

export async function schemaVersion(db: Database): Promise<SchemaVersion> {
  const client = await db.pool.connect();
  try {
    return await versions(migratorOn(client));
  } finally {
    client.release();
  }
}

/** Core mode migrates only when told to: which of several nodes would, and when, should be no accident. */
export async function requireSchema(db: Database): Promise<void> {
  const found = await schemaVersion(db);
  refuseNewer(found);
  if (found.database < found.program)
    throw new StartError(
      `The database has schema ${found.database} and this koli needs ${found.program}: run \`koli migrate\`.`,
    );
}

function refuseNewer({ database, program }: SchemaVersion): void {
  if (database > program)
    throw new StartError(
      `The database has schema ${database} and this koli knows only ${program}: start the newer koli that migrated it.`,
    );
}

const versions = async (migrator: Postgrator): Promise<SchemaVersion> => ({
  database: await migrator.getDatabaseVersion(),
  program: await migrator.getMaxVersion(),
});

/** Signs that the pattern of a path would read as wildcards. */
const literal = (path: string): string => path.replaceAll('\\', '/').replace(/[*?[\](){}!+@]/g, '[$&]');

const migratorOn = (client: pg.PoolClient): Postgrator =>
  new Postgrator({
    driver: 'pg',
    migrationPattern: `${literal(assets.migrations)}*.sql`,
    schemaTable: 'schema_version',
    newline: 'LF',
    execQuery: (query) => client.query(query),
  });
