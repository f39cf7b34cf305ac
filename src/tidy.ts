import { replies_kept_ms } from './batch.ts';
import { isAway } from './lanes.ts';
import {
  type Prune,
  pruneAttempts,
  pruneDeliveries,
  pruneNotices,
  pruneReplays,
  raiseWatermarks,
  webhooksAfter,
} from './postgres/attempts.ts';
import { pruneReplies } from './postgres/replies.ts';
import type { WebhookKey } from './postgres/webhooks.ts';
import type { World } from './world.ts';

const pause_ms = 60_000;
/** Rows per statement: some milliseconds, so that no write waits for it. */
const step = 1_000;
/** Webhooks looked at by one statement: 100 thousand of them with nothing to throw away take half a second. */
const webhooks_per_step = 500;
const day_ms = 86_400_000;

/** Throws away, every minute and in small steps, what nobody may ask for any more. */
export function startTidy(world: World): { close(): Promise<void> } {
  let running = Promise.resolve();
  const timer = setInterval(() => {
    running = running.then(() => tidy(world)).catch((error) => report(world, error));
  }, pause_ms);
  timer.unref();
  return {
    close: async () => {
      clearInterval(timer);
      await running;
    },
  };
}

export async function tidy(world: World): Promise<void> {
  const kept_since = world.clock.now() - replies_kept_ms;
  while ((await pruneReplies(world.db.pool, kept_since, step)) === step);
  await tidyLog(world);
}

/** The log of webhook calls: what is older than the setting says, except for what was not delivered. */
async function tidyLog({ db: { pool }, clock, settings }: World): Promise<void> {
  const before = clock.now() - settings.webhook.log_days * day_ms;
  // Said before the first row goes, so that the laws never miss one that may be missing.
  await raiseWatermarks(pool, before);
  let after: WebhookKey = { seller_id: -1, webhook_id: '00000000-0000-0000-0000-000000000000' };
  for (;;) {
    const keys = await webhooksAfter(pool, after, webhooks_per_step);
    if (keys.length === 0) return;
    const prune: Prune = { keys, before, limit: step };
    for (const work of [pruneDeliveries, pruneAttempts, pruneNotices, pruneReplays])
      while ((await work(pool, prune)) === step);
    after = keys.at(-1)!;
  }
}

const report = (world: World, error: unknown): void =>
  isAway(error)
    ? world.log.warn({ err: error }, 'the database is away: tidying waits')
    : world.log.error({ err: error }, 'tidying failed');
