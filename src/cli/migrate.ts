import type { Settings } from '../config.ts';
import { openDatabase } from '../postgres/database.ts';
import { migrate } from '../postgres/migrate.ts';

export async function migrateVerb(settings: Settings): Promise<void> {
  const db = await openDatabase(settings);
  try {
    const applied = await migrate(db);
    for (const name of applied) console.log(`applied ${name}`);
    if (applied.length === 0) console.log('nothing to do: the database has the schema of this koli');
  } finally {
    await db.close();
  }
}
