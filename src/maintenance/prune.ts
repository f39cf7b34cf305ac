import { stored_ms } from '../core/corridor/idempotency.ts';
import { isAway } from '../core/corridor/lanes.ts';
import type { FileKey, Files } from '../core/files.ts';
import {
  type Prune,
  pruneAttempts,
  pruneDeliveries,
  pruneNotices,
  pruneReplays,
  raiseWatermarks,
  webhooksAfter,
} from '../core/postgres/attempts.ts';
import { knownFiles } from '../core/postgres/invoices.ts';
import { lockPackages } from '../core/postgres/packages.ts';
import { pruneReplies } from '../core/postgres/replies.ts';
import { beginWrite, rollback, withConnection } from '../core/postgres/transaction.ts';
import type { WebhookKey } from '../core/postgres/webhooks.ts';
import type { World } from '../core/world.ts';

const pause_ms = 60_000;
/** Rows per statement: some milliseconds, so that no write waits for it. */
const step = 1_000;
/** A walk over a folder of a million files takes some seconds, and what it looks for comes of crashes only. */
const files_pause_ms = 3_600_000;
/** Much longer than any write lasts. Real time, like that of files. */
const orphan_ms = 3_600_000;
/** Webhooks looked at by one statement: 100 thousand of them with nothing to throw away take half a second. */
const webhooks_per_step = 500;
const day_ms = 86_400_000;

/** Throws away, every minute and in small steps, what nobody may ask for any more. */
export function startTidy(world: World): { close(): Promise<void> } {
  let running = Promise.resolve();
  const closing = new AbortController();
  const every = (ms: number, work: (world: World, over: AbortSignal) => Promise<void>): NodeJS.Timeout =>
    setInterval(() => {
      running = running.then(() => work(world, closing.signal)).catch((error) => report(world, error));
    }, ms).unref();
  const timers = [every(pause_ms, tidy), every(files_pause_ms, tidyFiles)];
  return {
    close: async () => {
      for (const timer of timers) clearInterval(timer);
      closing.abort();
      await running;
    },
  };
}

const never = new AbortController().signal;

/** A million rows take minutes: who stops koli need not wait for them. */
export async function tidy(world: World, over = never): Promise<void> {
  const kept_since = world.clock.now() - stored_ms;
  while (!over.aborted && (await pruneReplies(world.db.pool, kept_since, step)) === step);
  await tidyLog(world, over);
}

/** The log of webhook calls: what is older than the setting says, except for what was not delivered. */
async function tidyLog({ db: { pool }, clock, settings }: World, over: AbortSignal): Promise<void> {
  const before = clock.now() - settings.webhook.log_days * day_ms;
  // Said before the first row goes, so that the laws never miss one that may be missing.
  await raiseWatermarks(pool, before);
  let after: WebhookKey = { seller_id: -1, webhook_id: '00000000-0000-0000-0000-000000000000' };
  while (!over.aborted) {
    const keys = await webhooksAfter(pool, after, webhooks_per_step);
    if (keys.length === 0) return;
    const prune: Prune = { keys, before, limit: step };
    for (const work of [pruneDeliveries, pruneAttempts, pruneNotices, pruneReplays])
      while (!over.aborted && (await work(pool, prune)) === step);
    after = keys.at(-1)!;
  }
}

/** Drops files that were written for a transaction that never came to its commit. */
export async function tidyFiles(world: World, over = never): Promise<void> {
  const { files, db } = world;
  if (files === null) return;
  for await (const some of files.olderThan(Date.now() - orphan_ms)) {
    if (over.aborted) return;
    const known = new Set((await knownFiles(db.pool, some)).map(nameOf));
    for (const file of some) if (!known.has(nameOf(file))) await dropOrphan(world, files, file);
  }
}

const nameOf = ({ seller_id, package_id, sha256 }: FileKey): string => `${seller_id}/${package_id}-${sha256}`;

/** Looks again with the package locked: nobody else can be writing the same file then. */
const dropOrphan = ({ db, settings }: World, files: Files, file: FileKey): Promise<void> =>
  withConnection(db.pool, async (client) => {
    await beginWrite(client, settings.write_limit_ms);
    await lockPackages(client, [file]);
    if ((await knownFiles(client, [file])).length === 0) await files.drop(file);
    await rollback(client);
  });

const report = (world: World, error: unknown): void =>
  isAway(error)
    ? world.log.warn({ err: error }, 'the database is away: tidying waits')
    : world.log.error({ err: error }, 'tidying failed');
