import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { PGlite, type PGliteOptions } from '@electric-sql/pglite';
import { createPgConfig } from '@electric-sql/pglite/node-postgres';
import pg from 'pg';
import { StartError } from '../errors/start-error.ts';
import type { Database, OpenOptions } from './database.ts';
import { lockFolder } from './folder-lock.ts';
import { ImageFs, imageOf, writeImage } from './image.ts';
import { beginEmbeddedSession } from './transaction.ts';
import { types } from './types.ts';

export async function openInMemory({ load, fresh }: OpenOptions): Promise<Database> {
  const image = load ?? fresh?.();
  if (image === undefined) return embedded(await open({ dataDir: 'memory://' }), () => {});
  return embedded(await open({ fs: new ImageFs(image) }), () => {});
}

/** All of it is cleared at every start: 10 ms; the 128 MB that PGlite takes unless told cost 75. */
const buffers = '16MB';

async function open(where: Pick<PGliteOptions, 'dataDir' | 'fs'>): Promise<PGlite> {
  const startParams = [...PGlite.defaultStartParams, '-c', `shared_buffers=${buffers}`];
  const pglite = new Embedded({ ...where, startParams });
  await pglite.waitReady;
  return pglite;
}

/** Asked through pg alone, which has types of its own: PGlite's cost a fifth of a start. */
class Embedded extends PGlite {
  override async _initArrayTypes(): Promise<void> {}
}

export async function openFolder(folder: string, { fresh }: OpenOptions): Promise<Database> {
  const lock = await lockFolder(folder);
  const files = join(folder, 'pgdata');
  // Stands while a new database is being made. Who finds it at the start finds half a database with nothing in it.
  const unfinished = join(folder, 'unfinished');
  try {
    if (existsSync(unfinished)) rmSync(files, { recursive: true, force: true });
    if (!existsSync(files)) {
      writeFileSync(unfinished, '');
      const image = fresh?.();
      if (image !== undefined) writeImage(image, files);
    }
    const pglite = await open({ dataDir: files });
    rmSync(unfinished, { force: true });
    return embedded(pglite, lock.release);
  } catch (error) {
    lock.release();
    throw new StartError(
      `The embedded database in ${resolve(folder)} does not open (${(error as Error).message}): move the folder away to start with an empty one.`,
    );
  }
}

/** pg speaks to the database in this process as to any server; it has one session, so one client at a time. */
function embedded(pglite: PGlite, afterwards: () => void): Database {
  class EmbeddedClient extends pg.Client {
    constructor() {
      // A connection for each client: the end of a client that was thrown away would reach the next one on a shared one.
      super({ ...createPgConfig(pglite), types, pipeline: true });
    }
  }
  const pool = new pg.Pool({
    Client: EmbeddedClient,
    max: 1,
    idleTimeoutMillis: 0,
    onConnect: beginEmbeddedSession,
  });
  pool.on('error', () => {});
  return {
    kind: 'pglite',
    pool,
    image: () => imageOf(pglite),
    async close() {
      await pool.end();
      await pglite.close();
      afterwards();
    },
  };
}
