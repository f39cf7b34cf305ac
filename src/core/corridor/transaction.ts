import type pg from 'pg';
import { childrenOf, trackingNumbersOf } from '../domain/command.ts';
import { isRefusal, refuse } from '../domain/refusal.ts';
import type { FeedEntry } from '../feed.ts';
import { commit, ReplyTaken, type Writes } from '../postgres/commit.ts';
import type { IdNeed } from '../postgres/ids.ts';
import { findReplies, insertReplies } from '../postgres/replies.ts';
import { beginWrite, commitInTime, rollback, withConnection } from '../postgres/transaction.ts';
import type { World } from '../world.ts';
import type { Answer, Ask, CommandAsk, OrderAsk, WorkAsk } from './ask.ts';
import { answer, openDraft, writesOf } from './draft.ts';
import { isStored, stored_ms, storedAnswer, storedRow } from './idempotency.ts';
import { load } from './load.ts';

export type Committed = { answers: Answer[]; owed: { seller_id: number }[]; happened: FeedEntry[] };

/**
 * One transaction for a batch: load and lock what the asks name, decide each in order, write all, commit.
 * @param until the end of the time of its oldest ask, as `performance.now()` tells it
 * @param share of the time that is left, for the server: what it does not get is left for trying again
 */
export const transact = (world: World, batch: Ask[], until: number, share: number): Promise<Committed> =>
  withConnection(
    world.db.pool,
    async (client) => {
      const first = batch[0]!;
      const limit_ms = serverLimitOf(world, until, share);
      if (first.kind !== 'work') return decideAll(world, client, batch as (CommandAsk | OrderAsk)[], limit_ms);
      const done = await doWork(world, client, first, limit_ms);
      // A webhook may have been switched on, switched off or deleted.
      return { answers: [done], owed: [{ seller_id: first.wakes ?? first.seller_id }], happened: [] };
    },
    world.db.kind === 'postgres' ? { until } : {},
  );

/** In the embedded database, nothing else holds a lock, and a statement cannot be interrupted. */
const serverLimitOf = ({ db, settings }: World, until: number, share: number): number =>
  db.kind === 'postgres' ? Math.max(1, Math.floor(share * (until - performance.now()))) : settings.write_limit_ms;

async function decideAll(
  world: World,
  client: pg.PoolClient,
  batch: (CommandAsk | OrderAsk)[],
  limit_ms: number,
): Promise<Committed> {
  await world.ids.ensure(client, batch.flatMap(needs));
  const loaded = await load(world, client, batch, limit_ms);
  const now = world.clock.now();
  const draft = openDraft(world, loaded, now);
  const answers = batch.map((ask) => answer(draft, ask));
  const writes = writesOf(draft);
  if (batch[0]!.dry_run) {
    await rollback(client);
    return { answers, owed: [], happened: [] };
  }
  if (Object.values(writes).every((rows) => rows.length === 0)) await rollback(client);
  else {
    await storeFiles(world, writes);
    await commit(client, writes, { now, kept_since: now - stored_ms, limit_ms });
  }
  world.clock.stamped(writes.events.reduce((last, { at }) => Math.max(last, at), 0));
  return { answers, owed: writes.deliveries, happened: draft.happened };
}

/** Into the folder, where one is set, before the commit: a file that no package refers to is harmless. */
async function storeFiles({ files }: World, writes: Writes): Promise<void> {
  if (files === null) return;
  for (const file of writes.invoice_files) {
    await files.keep(file, file.content!);
    file.content = null;
  }
}

async function doWork(world: World, client: pg.PoolClient, ask: WorkAsk, limit_ms: number): Promise<Answer> {
  const key = ask.idempotency;
  await beginWrite(client, limit_ms);
  const now = world.clock.now();
  const [stored] = key === null ? [] : await findReplies(client, [key], now - stored_ms);
  if (stored !== undefined) {
    await rollback(client);
    const again = storedAnswer(key!, stored);
    if (again === null) return ask.refused(refuse({ code: 'idempotency.reused' }), now);
    return ask.secret ? { ...again, body: world.seal.open(again.body) } : again;
  }
  const done = await ask.work(client, now);
  if (ask.dry_run) {
    await rollback(client);
    return done;
  }
  if (key !== null && isStored(done)) {
    const body = ask.secret ? world.seal.seal(done.body) : done.body;
    const count = await insertReplies(client, [storedRow(key, { ...done, body }, now)], now - stored_ms);
    if (count < 1) throw new ReplyTaken('another node stored an answer under this key');
  }
  await commitInTime(client, limit_ms);
  return done;
}

/** Ids that an ask draws at most. */
function needs(ask: CommandAsk | OrderAsk): IdNeed[] {
  const { seller_id } = ask;
  if (ask.kind === 'order')
    return [
      { seller_id, kind: 'package', count: 1 },
      { seller_id, kind: 'tracking', count: 1 },
      { seller_id, kind: 'line', count: ask.order.lines.length },
    ];
  if (isRefusal(ask.command)) return [];
  const ids: IdNeed[] = [
    { seller_id, kind: 'package', count: childrenOf(ask.command) },
    { seller_id, kind: 'tracking', count: trackingNumbersOf(ask.command) },
  ];
  return ids.filter(({ count }) => count > 0);
}
