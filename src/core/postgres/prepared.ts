import { existsSync } from 'node:fs';
import { type Database, openDatabase } from './database.ts';
import type { Image } from './image.ts';
import { migrate } from './migrate.ts';
import { findPrepared, keepImage, our_images, preparedFile } from './prepared-file.ts';

/** Keeps a database for the next new one. */
export async function keepPrepared(db: Database, folder = our_images): Promise<void> {
  if (db.image === undefined || existsSync(preparedFile(folder))) return;
  await dropTemplates(db);
  keepImage(await db.image(), folder);
}

/** A migrated database in any case: the kept one, or one that is made now. */
export async function prepared(): Promise<Image> {
  const found = findPrepared();
  if (found !== undefined) return found;
  const image = await made();
  keepImage(image, our_images);
  return image;
}

/** Where it lies, for those who read it often. */
export async function preparedPath(): Promise<string> {
  const path = preparedFile(our_images);
  if (!existsSync(path)) keepImage(await made(), our_images);
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

/** Two thirds of the files of a new PostgreSQL are templates for further databases, which koli never creates. */
async function dropTemplates({ pool }: Database): Promise<void> {
  await pool.query(`update pg_database set datistemplate = false where datname <> current_database()`);
  for (const name of ['template0', 'template1']) await pool.query(`drop database if exists ${name}`);
  // The log of all this is not needed any more: the rest of a new segment of 16 MB is zeros, which an image leaves out.
  await pool.query('set wal_recycle = off');
  await pool.query('select pg_switch_wal()');
  await pool.query('checkpoint');
}
