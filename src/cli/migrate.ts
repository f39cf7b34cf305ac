import type { Settings } from '../app/config.ts';
import { openDatabase } from '../core/postgres/database.ts';
import { migrate } from '../core/postgres/migrate.ts';
import { processTerminal } from './terminal.ts';

export async function migrateVerb(settings: Settings): Promise<void> {
  const { live, draw } = processTerminal;
  const db = await openDatabase(settings);
  try {
    // Each may take as long as a table is large, and none can tell how far it is.
    const applied = await migrate(db, (name) => live && draw(`applying ${name} …`));
    if (live) draw('');
    for (const name of applied) console.log(`applied ${name}`);
    if (applied.length === 0) console.log('nothing to do: the database has the schema of this koli');
  } finally {
    await db.close();
  }
}
