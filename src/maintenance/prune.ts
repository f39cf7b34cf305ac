import { stored_ms } from '../core/corridor/idempotency.ts';
import type { Files } from '../core/files.ts';
import { sortOf } from '../core/postgres/failures.ts';
import type { FileKey } from '../core/postgres/invoices.ts';
import { knownFiles } from '../core/postgres/invoices.ts';
import { lockPackages } from '../core/postgres/packages.ts';
import {
  type Prune,
  pruneAttempts,
  pruneDeliveries,
  pruneNotices,
  pruneReplays,
  raiseWatermarks,
  webhooksAfter,
} from '../core/postgres/pruning.ts';
import { pruneReplies } from '../core/postgres/replies.ts';
import { beginWrite, rollback, withConnection } from '../core/postgres/transaction.ts';
import type { WebhookKey } from '../core/postgres/webhooks.ts';
import type { World } from '../core/world.ts';

const pause_ms = 60_000;
/** Rows per statement. It takes some milliseconds, so that no write waits for it. */
const rows_per_step = 1_000;
/** Reading a folder of a million files takes some seconds, and only crashes leave orphans. */
const files_pause_ms = 3_600_000;
/** Much longer than any write takes. In real time, like the times of files. */
const orphan_ms = 3_600_000;
/** Webhooks per statement. 100,000 webhooks with nothing to delete take half a second. */
const webhooks_per_step = 500;
const day_ms = 86_400_000;

/** Deletes what is older than its retention time, every minute and in small steps. */
export function startTidy(world: World): { close(): Promise<void> } {
  let running = Promise.resolve();
  const closing = new AbortController();
  const every = (ms: number, work: (world: World, over: AbortSignal) => Promise<void>): NodeJS.Timeout =>
    setInterval(() => {
      running = running.then(() => work(world, closing.signal)).catch((error) => reportError(world, error));
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

/** A million rows take minutes, so a stop ends the work between two steps. */
export async function tidy(world: World, over = never): Promise<void> {
  const kept_since = world.clock.now() - stored_ms;
  while (!over.aborted && (await pruneReplies(world.db.pool, kept_since, rows_per_step)) === rows_per_step);
  await tidyLog(world, over);
}

/** Deletes the old part of the webhook log. What was not delivered stays. */
async function tidyLog({ db: { pool }, clock, settings }: World, over: AbortSignal): Promise<void> {
  const before = clock.now() - settings.webhook.log_days * day_ms;
  // Raised before the first row is deleted, so that the laws never report a pruned row as missing.
  await raiseWatermarks(pool, before);
  let after: WebhookKey = { seller_id: -1, webhook_id: '00000000-0000-0000-0000-000000000000' };
  while (!over.aborted) {
    const keys = await webhooksAfter(pool, after, webhooks_per_step);
    if (keys.length === 0) return;
    const prune: Prune = { keys, before, limit: rows_per_step };
    for (const work of [pruneDeliveries, pruneAttempts, pruneNotices, pruneReplays])
      while (!over.aborted && (await work(pool, prune)) === rows_per_step);
    after = keys.at(-1)!;
  }
}

/** Deletes files whose transaction was never committed. */
export async function tidyFiles(world: World, over = never): Promise<void> {
  const { files, db } = world;
  if (files === null) return;
  for await (const some of files.olderThan(Date.now() - orphan_ms)) {
    if (over.aborted) return;
    const known = new Set((await knownFiles(db.pool, some)).map(invoiceFileName));
    for (const file of some) if (!known.has(invoiceFileName(file))) await dropOrphan(world, files, file);
  }
}

const invoiceFileName = ({ seller_id, package_id, sha256 }: FileKey): string => `${seller_id}/${package_id}-${sha256}`;

/** Checks again with the package locked, because then no other transaction can be writing the same file. */
const dropOrphan = ({ db, settings }: World, files: Files, file: FileKey): Promise<void> =>
  withConnection(db.pool, async (client) => {
    await beginWrite(client, settings.write_limit_ms);
    await lockPackages(client, [file]);
    if ((await knownFiles(client, [file])).length === 0) await files.drop(file);
    await rollback(client);
  });

const reportError = (world: World, error: unknown): void =>
  sortOf(error) === 'again'
    ? world.log.warn({ err: error }, 'the database is away: pruning waits')
    : world.log.error({ err: error }, 'pruning failed');
