import type pg from 'pg';
import { childrenOf, trackingNumbersOf } from '../domain/command.ts';
import { isRefusal, refuse } from '../domain/refusal.ts';
import type { Change } from '../feed.ts';
import { beginWrite, type Changes, commit, commitInTime, ReplyTaken } from '../postgres/commit.ts';
import type { IdNeed } from '../postgres/ids.ts';
import { findReplies, insertReplies } from '../postgres/replies.ts';
import type { World } from '../world.ts';
import { answer, changesOf, openDraft } from './draft.ts';
import { isKept, replay, replies_kept_ms } from './kept.ts';
import { load } from './load.ts';
import type { Answer, Ask, ChangeAsk, OrderAsk, PackageAsk } from './perform.ts';

export type BatchResult = { answers: Answer[]; owed: { seller_id: number }[]; happened: Change[] };

/** One transaction: lock and load what the asks speak of, decide each in order, write all, commit. */
export async function runBatch(world: World, asks: Ask[]): Promise<BatchResult> {
  const client = await world.db.pool.connect();
  let broken: Error | undefined;
  const onBroken = (error: Error) => {
    broken = error;
  };
  client.on('error', onBroken);
  try {
    const first = asks[0]!;
    if (first.kind === 'change') {
      const answer = await runChange(world, client, first);
      // It may have been a webhook that was switched on, off or deleted.
      return { answers: [answer], owed: [{ seller_id: first.wakes ?? first.seller_id }], happened: [] };
    }
    return await runShared(world, client, asks as (PackageAsk | OrderAsk)[]);
  } catch (error) {
    await client.query('rollback').catch(onBroken);
    throw error;
  } finally {
    client.off('error', onBroken);
    client.release(broken);
  }
}

async function runShared(world: World, client: pg.PoolClient, asks: (PackageAsk | OrderAsk)[]): Promise<BatchResult> {
  await world.ids.ensure(client, asks.flatMap(needs));
  const loaded = await load(world, client, asks);
  const now = world.clock.now();
  const draft = openDraft(world, loaded, now);
  const answers = asks.map((ask) => answer(draft, ask));
  const changes = changesOf(draft);
  if (asks[0]!.twist?.undone) {
    await client.query('rollback');
    return { answers, owed: [], happened: [] };
  }
  if (changes.events.length === 0 && changes.replies.length === 0) await client.query('rollback');
  else {
    await keepFiles(world, changes);
    await commit(client, changes, { now, kept_since: now - replies_kept_ms, limit_ms: world.settings.write_limit_ms });
  }
  world.clock.reached?.(changes.events.reduce((last, { at }) => Math.max(last, at), 0));
  return { answers, owed: changes.deliveries, happened: draft.happened };
}

/** Into the folder before the commit, where one is set: a file that no package knows of is harmless. */
async function keepFiles({ files }: World, changes: Changes): Promise<void> {
  if (files === null) return;
  for (const file of changes.invoice_files) {
    await files.keep(file, file.content!);
    file.content = null;
  }
}

async function runChange(world: World, client: pg.PoolClient, ask: ChangeAsk): Promise<Answer> {
  const { write_limit_ms } = world.settings;
  await beginWrite(client, write_limit_ms);
  const now = world.clock.now();
  const keys = ask.reply === null ? [] : [ask.reply];
  const kept = keys.length === 0 ? [] : await findReplies(client, keys, now - replies_kept_ms);
  if (kept[0] !== undefined) {
    await client.query('rollback');
    const again = replay(ask.reply!, kept[0]);
    if (again === null) return ask.refused(refuse({ code: 'idempotency.reused' }));
    return ask.secret ? { ...again, body: world.seal.open(again.body) } : again;
  }
  const answer = await ask.change(client, now);
  if (ask.twist?.undone) {
    await client.query('rollback');
    return answer;
  }
  if (ask.reply !== null && isKept(answer)) {
    const body = ask.secret ? world.seal.seal(answer.body) : answer.body;
    const row = { ...ask.reply, ...answer, headers: JSON.stringify(answer.headers), body, created_at: now };
    if ((await insertReplies(client, [row], now - replies_kept_ms)) < 1) throw new ReplyTaken('kept elsewhere');
  }
  await commitInTime(client, write_limit_ms);
  return answer;
}

/** Ids that the asks may draw at most. */
function needs(ask: PackageAsk | OrderAsk): IdNeed[] {
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
