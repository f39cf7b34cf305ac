import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { assets } from '../../assets/assets.ts';
import { type Database, openDatabase } from './database.ts';
import { type Image, isWhole } from './image.ts';
import { migrate } from './migrate.ts';

// A migrated database with nothing in it, kept as a file. Making one takes 2.1 s, beginning with this 0.2 s, in memory
// and in a folder. It lies beside koli's own files, where nobody else can put one of his. `npm ci` makes it; where it could
// not, or migrations have changed since, the first start does.

const ours = fileURLToPath(new URL('../../../node_modules/.cache/koli/', import.meta.url));

/** Of 6 MB each: other versions of koli may be in use beside this one. */
const kept_at_most = 4;

/** What a new database may begin as, if it was kept before. */
export function findPrepared(folder = ours): Image | undefined {
  const path = preparedFile(folder);
  const image = existsSync(path) ? readFileSync(path) : undefined;
  return image !== undefined && isWhole(image) ? image : undefined;
}

/** Keeps a database for the next new one. */
export async function keepPrepared(db: Database, folder = ours): Promise<void> {
  if (db.image === undefined || existsSync(preparedFile(folder))) return;
  await dropTemplates(db);
  keepImage(await db.image(), folder);
}

/** A migrated database in any case: the kept one, or one that is made now. */
export async function prepared(): Promise<Image> {
  const found = findPrepared();
  if (found !== undefined) return found;
  const image = await made();
  keepImage(image, ours);
  return image;
}

/** Where it lies, for those who read it often. */
export async function preparedPath(): Promise<string> {
  const path = preparedFile(ours);
  if (!existsSync(path)) keepImage(await made(), ours);
  return path;
}

async function made(): Promise<Image> {
  const db = await openDatabase({ database_url: undefined, data_folder: '', memory: true, pool: 1 });
  try {
    await migrate(db);
    await dropTemplates(db);
    return await db.image!();
  } finally {
    await db.close();
  }
}

/** Two thirds of the files of a new PostgreSQL are templates for further databases, which nobody makes in a koli. */
async function dropTemplates({ pool }: Database): Promise<void> {
  await pool.query(`update pg_database set datistemplate = false where datname <> current_database()`);
  for (const name of ['template0', 'template1']) await pool.query(`drop database if exists ${name}`);
  // The log of all this is not needed any more: the rest of a new segment of 16 MB is zeros, which an image leaves out.
  await pool.query('set wal_recycle = off');
  await pool.query('select pg_switch_wal()');
  await pool.query('checkpoint');
}

/** Whole or not at all, whoever else makes one at the same time. Where the folder cannot be written, nothing is kept. */
function keepImage(image: Image, folder: string): void {
  const path = preparedFile(folder);
  const draft = `${path}.${process.pid}`;
  try {
    mkdirSync(folder, { recursive: true });
    try {
      writeFileSync(draft, image);
      renameSync(draft, path);
    } finally {
      rmSync(draft, { force: true });
    }
    for (const old of dumpsIn(folder).slice(kept_at_most)) rmSync(old, { force: true });
  } catch {}
}

/** Newest first. */
function dumpsIn(folder: string): string[] {
  const paths = readdirSync(folder).map((name) => join(folder, name));
  const times = paths.map((path) => ({ path, at: statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0 }));
  return times.sort((a, b) => b.at - a.at).map(({ path }) => path);
}

let name: string | undefined;

/** Named by what it is made of and how: migrations, PGlite, this file. */
function preparedFile(folder: string): string {
  if (assets.firstDatabase !== null) return assets.firstDatabase;
  name ??= `${ingredients()}.image`;
  return join(folder, name);
}

function ingredients(): string {
  const migrations = new URL('./migrations/', import.meta.url);
  const hash = createHash('sha256');
  for (const name of readdirSync(migrations).sort()) hash.update(name).update(readFileSync(new URL(name, migrations)));
  const entry = createRequire(import.meta.url).resolve('@electric-sql/pglite');
  // The manifest is not among what the package exports; it stands beside the folder of its entry.
  hash.update(readFileSync(join(dirname(entry), '../package.json')));
  hash.update(readFileSync(new URL(import.meta.url)));
  return hash.digest('hex').slice(0, 16);
}
