import type { PoolClient } from 'pg';
import { schemaVersion } from '../core/postgres/migrate.ts';
import { inDryRun, inTransaction } from '../core/postgres/transaction.ts';
import type { World } from '../core/world.ts';
import { readState, type StateFile, Unreadable, writeState } from './file.ts';
import type { Ground, Summary } from './ground.ts';
import { findSnapshot, type SnapshotInfo, saveClock, saveSnapshot } from './postgres/sandbox.ts';
import type { Tell } from './work.ts';

/** The whole state as a file, to take along or to put aside, and back. */
export type States = {
  export(): Promise<StateFile>;
  /** A file, in parts. */
  import(file: Buffer[]): Promise<Summary>;
  snapshot(name: string): Promise<SnapshotInfo>;
  /** Null: there is no such snapshot. */
  restore(name: string): Promise<Summary | null>;
};

export function createStates(ground: Ground): States {
  const { world, clock, real, alone, work, cut } = ground;
  const { pool } = world.db;
  const written = (tell: Tell) => write(ground, tell);
  return {
    export: () => alone('all', () => work.during('export', written)),
    import(file) {
      cut();
      return alone('all', () => work.during('import', (tell) => takeIn(ground, file, tell)));
    },
    snapshot: (name) =>
      alone('all', async () => {
        const { parts, bytes, packages } = await work.during('snapshot', written);
        const row = { name, taken_at: clock.now(), created_at: real(), packages };
        await saveSnapshot(pool, { ...row, content: Buffer.concat(parts) });
        return { ...row, bytes };
      }),
    async restore(name) {
      const content = await findSnapshot(pool, name);
      if (content === null) return null;
      cut();
      return alone('all', () => work.during('restore', (tell) => takeIn(ground, [content], tell)));
    },
  };
}

const contextOf = async ({ seal, files, db }: World) => ({ seal, files, schema: (await schemaVersion(db)).program });

/** Ids that are in memory go back first, so that the file tells which come next. */
async function write({ world, clock, tidy }: Ground, tell: Tell): Promise<StateFile> {
  const { pool } = world.db;
  await world.ids.giveBack(pool);
  // Else it would hang on the minutes of real time whether something old is still in it.
  await tidy();
  const now = clock.now();
  const rate = clock.state()?.rate ?? 1;
  const context = await contextOf(world);
  const work = async (client: PoolClient) => {
    await saveClock(client, { at: now, since: null, rate });
    return writeState(client, context, now, tell);
  };
  return inDryRun(pool, work);
}

async function takeIn({ world, replaced, summary }: Ground, parts: Buffer[], tell: Tell): Promise<Summary> {
  const context = await contextOf(world);
  try {
    await inTransaction(world.db.pool, (client) => readState(client, context, parts, tell));
  } catch (error) {
    if (/^2[23]/.test(String((error as { code?: unknown }).code)))
      throw new Unreadable({ rule: 'export.foreign', problem: (error as Error).message });
    throw error;
  }
  await replaced('all');
  return summary();
}
