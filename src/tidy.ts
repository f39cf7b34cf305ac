import { replies_kept_ms } from './batch.ts';
import { isAway } from './lanes.ts';
import { pruneReplies } from './postgres/replies.ts';
import type { World } from './world.ts';

const pause_ms = 60_000;
/** Rows per statement: some milliseconds, so that no write waits for it. */
const step = 1_000;

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
}

const report = (world: World, error: unknown): void =>
  isAway(error)
    ? world.log.warn({ err: error }, 'the database is away: tidying waits')
    : world.log.error({ err: error }, 'tidying failed');
