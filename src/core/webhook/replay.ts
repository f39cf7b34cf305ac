import {
  countOwedTo,
  lockReplay,
  nextReplayable,
  type ReplayKey,
  type ReplayPosition,
  type ReplayRow,
  replayDeliveries,
  updateReplay,
} from '../postgres/replays.ts';
import type { Client } from '../postgres/statement.ts';
import { type ListedWebhook, lockWebhook } from '../postgres/webhooks.ts';

/** Deliveries of one step: some 20 ms of work, within a round that settles and claims as well. */
export const step_size = 500;
/** A replay adds to what is owed only below this: what happens meanwhile need not wait behind all of it. */
const backlog_most = 1_000;

type ReplayProgress = {
  /** How many became owed. */
  count: number;
  /** It has ended, or another node works on it. */
  ended: boolean;
};

/** One step of a replay of many deliveries. */
export async function replayStep(client: Client, key: ReplayKey, now: number): Promise<ReplayProgress> {
  const [row] = await lockReplay(client, key);
  if (row === undefined) return { count: 0, ended: true };
  const [webhook] = await lockWebhook(client, row);
  const reason = stopReason(webhook);
  if (reason !== null) {
    await updateReplay(client, { ...row, state: 'stopped', reason, ended_at: now });
    return { count: 0, ended: true };
  }
  if ((await countOwedTo(client, row, backlog_most)) >= backlog_most) return { count: 0, ended: false };
  const { count, after } = await advance(client, row, webhook!, now);
  await updateReplay(client, after);
  return { count, ended: after.state === 'done' };
}

const stopReason = (webhook: ListedWebhook | undefined): 'deleted' | 'passive' | null => {
  if (webhook === undefined) return 'deleted';
  return webhook.status === 'ACTIVE' ? null : 'passive';
};

/** The replay, so many deliveries further. */
export async function advance(
  client: Client,
  row: ReplayRow,
  { epoch }: Pick<ListedWebhook, 'epoch'>,
  now: number,
): Promise<{ count: number; after: ReplayRow }> {
  if (row.package_id !== null) {
    const count = await replayDeliveries(client, { ...row, package_ids: [row.package_id], epoch, now });
    return { count, after: { ...row, replayed: count, state: 'done', ended_at: now } };
  }
  const found = await nextReplayable(client, row, step_size);
  const package_ids = [...new Set(found.map(({ package_id }) => package_id))];
  const count =
    found.length === 0 ? 0 : await replayDeliveries(client, { ...row, package_ids, sequence: null, epoch, now });
  const replayed = row.replayed + count;
  if (found.length < step_size) return { count, after: { ...row, replayed, state: 'done', ended_at: now } };
  const { created_at, package_id, sequence } = found.at(-1)!;
  const place: ReplayPosition = [created_at, package_id, sequence];
  return { count, after: { ...row, replayed, place } };
}
