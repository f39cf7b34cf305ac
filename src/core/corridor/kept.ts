import { findReplies, type ReplyKey, type ReplyRow } from '../postgres/replies.ts';
import type { World } from '../world.ts';
import type { Answer } from './perform.ts';

/** How long an answer is kept for its idempotency key. */
export const replies_kept_ms = 24 * 3_600_000;

/** The same answer again; null when the key was used for another request. */
export function replay(key: ReplyKey, kept: ReplyRow): Answer | null {
  if (kept.fingerprint !== key.fingerprint) return null;
  const headers = { ...JSON.parse(kept.headers), 'idempotent-replayed': 'true' };
  return { status: kept.status, headers, body: kept.body };
}

/** The answer that was kept under a key, for callers that do their work in several transactions. */
export async function findReply(world: World, key: ReplyKey): Promise<Answer | null> {
  const [kept] = await findReplies(world.db.pool, [key], world.clock.now() - replies_kept_ms);
  return kept === undefined ? null : replay(key, kept);
}

/** Answers that speak of the request are kept; those that speak of the caller or of the moment are not. */
export const isKept = ({ status }: Answer): boolean => [200, 201, 202, 400, 404, 409].includes(status);
