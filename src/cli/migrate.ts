import type { Settings } from '../app/config.ts';
import { openDatabase } from '../core/postgres/database.ts';
import { migrate } from '../core/postgres/migrate.ts';
import { processTerminal } from './terminal.ts';

export async function migrateVerb(settings: Settings): Promise<number> {
  const { live, draw } = processTerminal;
  const db = await openDatabase(settings);
  try {
    // A migration of a large table may take long and cannot report its progress.
    const applied = await migrate(db, (name) => live && draw(`applying ${name} …`));
    if (live) draw('');
    for (const name of applied) console.log(`applied ${name}`);
    if (applied.length === 0) console.log('nothing to do: the database already has the schema of this koli');
    return 0;
  } finally {
    await db.close();
  }
}
