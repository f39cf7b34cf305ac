import type { Settings } from '../app/config.ts';
import { openDatabase } from '../core/postgres/database.ts';
import { requireSchema } from '../core/postgres/migrate.ts';
import { createSeal } from '../core/seal.ts';
import { resealAll } from '../maintenance/reseal.ts';
import { requireDatabase } from './verify.ts';

/** After a new KOLI_SECRET_KEY: when this ends with status 0, the former key is not needed any more. */
export async function resealVerb(settings: Settings): Promise<number> {
  requireDatabase(settings, 'reseal');
  const db = await openDatabase(settings);
  try {
    await requireSchema(db);
    const seal = createSeal(settings.secret_key, settings.previous_secret_keys);
    const { webhooks, replies, closed } = await resealAll(db, seal);
    console.log(`resealed ${webhooks} webhooks and ${replies} kept answers`);
    for (const one of closed)
      console.log(
        'webhook_id' in one
          ? `does not open: webhook ${one.webhook_id} of seller ${one.seller_id}`
          : `does not open: the answer kept for ${JSON.stringify(one.key)} of seller ${one.seller_id}`,
      );
    return closed.length === 0 ? 0 : 1;
  } finally {
    await db.close();
  }
}
