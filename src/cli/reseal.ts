import type { Settings } from '../app/config.ts';
import { openDatabase } from '../core/postgres/database.ts';
import { requireSchema } from '../core/postgres/migrate.ts';
import { createSeal } from '../core/seal.ts';
import { resealAll } from '../maintenance/reseal.ts';
import { plural } from './text.ts';
import { requireDatabase } from './verify.ts';

/** Encrypts all secrets with the newest KOLI_SECRET_KEY. After status 0, the former key is no longer needed. */
export async function resealVerb(settings: Settings): Promise<number> {
  requireDatabase(settings, 'reseal');
  const db = await openDatabase(settings);
  try {
    await requireSchema(db);
    const seal = createSeal(settings.secret_key, settings.previous_secret_keys);
    const { webhooks, replies, closed } = await resealAll(db, seal);
    console.log(`encrypted anew: ${plural(webhooks, 'webhook')}, ${plural(replies, 'stored answer')}`);
    for (const one of closed)
      console.log(
        'webhook_id' in one
          ? `cannot be decrypted: webhook ${one.webhook_id} of seller ${one.seller_id}`
          : `cannot be decrypted: the answer stored for ${JSON.stringify(one.key)} of seller ${one.seller_id}`,
      );
    return closed.length === 0 ? 0 : 1;
  } finally {
    await db.close();
  }
}
