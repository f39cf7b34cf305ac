import type { PoolClient } from 'pg';
import { schemaVersion } from '../core/postgres/migrate.ts';
import { inDryRun, inTransaction } from '../core/postgres/transaction.ts';
import type { World } from '../core/world.ts';
import { checkFile, readState, type StateFile, Unreadable, writeState } from './file.ts';
import { saveClock } from './postgres/clock.ts';
import { findSnapshot, type SnapshotInfo, saveSnapshot } from './postgres/snapshots.ts';
import type { Sandbox, Summary } from './sandbox.ts';
import type { Tell } from './work.ts';

// The whole state as a file, or under a name in the database, and back.

export const exportState = (sandbox: Sandbox): Promise<StateFile> =>
  sandbox.alone('all', () => sandbox.progress.during('export', (tell) => exportFile(sandbox, tell)));

/** `file`: in parts. */
export async function importState(sandbox: Sandbox, file: Buffer[]): Promise<Summary> {
  await checkFile(file, (await contextOf(sandbox.world)).schema);
  sandbox.cut();
  return sandbox.alone('all', () => sandbox.progress.during('import', (tell) => replaceState(sandbox, file, tell)));
}

export const takeSnapshot = (sandbox: Sandbox, name: string): Promise<SnapshotInfo> =>
  sandbox.alone('all', async () => {
    const { world, virtual, progress } = sandbox;
    const { parts, bytes, packages } = await progress.during('snapshot', (tell) => exportFile(sandbox, tell));
    const row = { name, taken_at: world.clock.now(), created_at: virtual.real(), packages };
    await saveSnapshot(world.db.pool, { ...row, content: Buffer.concat(parts) });
    return { ...row, bytes };
  });

/** Null: the snapshot does not exist. */
export async function restoreSnapshot(sandbox: Sandbox, name: string): Promise<Summary | null> {
  const content = await findSnapshot(sandbox.world.db.pool, name);
  if (content === null) return null;
  sandbox.cut();
  return sandbox.alone('all', () =>
    sandbox.progress.during('restore', (tell) => replaceState(sandbox, [content], tell)),
  );
}

const contextOf = async ({ seal, files, db }: World) => ({ seal, files, schema: (await schemaVersion(db)).program });

/** Ids that are in memory go back first, so that the file tells which come next. */
async function exportFile({ world, virtual, tidy }: Sandbox, tell: Tell): Promise<StateFile> {
  const { pool } = world.db;
  await world.ids.giveBack(pool);
  // Else it would hang on the minutes of real time whether something old is still in it.
  await tidy();
  const now = virtual.clock.now();
  const rate = virtual.clock.state()?.rate ?? 1;
  const context = await contextOf(world);
  const work = async (client: PoolClient) => {
    await saveClock(client, { at: now, since: null, rate });
    return writeState(client, context, now, tell);
  };
  return inDryRun(pool, work);
}

async function replaceState(sandbox: Sandbox, parts: Buffer[], tell: Tell): Promise<Summary> {
  const { world } = sandbox;
  const context = await contextOf(world);
  try {
    await inTransaction(world.db.pool, (client) => readState(client, context, parts, tell));
  } catch (error) {
    // 54: PostgreSQL gives up on what goes too deep.
    if (/^(2[23]|54)/.test(String((error as { code?: unknown }).code)))
      throw new Unreadable({ rule: 'export.foreign', problem: (error as Error).message });
    throw error;
  }
  await sandbox.replaced('all');
  return sandbox.summary();
}
