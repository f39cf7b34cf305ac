import { findReplies, type ReplyKey, type ReplyRow } from '../postgres/replies.ts';
import type { Client } from '../postgres/statement.ts';
import type { World } from '../world.ts';
import type { Answer } from './ask.ts';

/** How long an answer is stored under its idempotency key. */
export const stored_ms = 24 * 3_600_000;

/** Answers about the request are stored. Answers about the caller or the moment are not. */
export const isStored = ({ status }: Answer): boolean => [200, 201, 202, 400, 404, 409].includes(status);

export const storedRow = (key: ReplyKey, { status, headers, body }: Answer, now: number): ReplyRow => ({
  ...key,
  status,
  headers,
  body,
  created_at: now,
});

/** The stored answer again; null when the key was used for another request. */
export function storedAnswer(key: ReplyKey, stored: ReplyRow): Answer | null {
  if (stored.fingerprint !== key.fingerprint) return null;
  const headers = { ...stored.headers, 'idempotent-replayed': 'true' };
  return { status: stored.status, headers, body: stored.body };
}

/** Whether the answer to another request is stored under the key. */
export async function isReused(client: Client, key: ReplyKey, now: number): Promise<boolean> {
  const [stored] = await findReplies(client, [key], now - stored_ms);
  return stored !== undefined && stored.fingerprint !== key.fingerprint;
}

/** For callers that do their work in several transactions. */
export async function findStored(world: World, key: ReplyKey): Promise<Answer | null> {
  const [stored] = await findReplies(world.db.pool, [key], world.clock.now() - stored_ms);
  return stored === undefined ? null : storedAnswer(key, stored);
}
