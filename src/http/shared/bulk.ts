import type { PoolClient } from 'pg';
import type { Answer } from '../../core/corridor/ask.ts';
import { findStored, stored_ms } from '../../core/corridor/idempotency.ts';
import { isRefusal } from '../../core/domain/refusal.ts';
import { findReplies } from '../../core/postgres/replies.ts';
import { type Call, empty, refusal } from '../contract/operation.ts';
import { change, replyKey } from '../contract/write.ts';

/**
 * A call of many items, each in a transaction of its own. With an idempotency key: the key is claimed for this request
 * first (another request under it is refused before anything is done), every item is idempotent by itself, and the
 * answer to the whole is kept last. A call that broke off half way is completed by its repetition.
 */
export async function bulk(call: Call, work: () => Promise<Answer>): Promise<Answer> {
  const reply = replyKey(call);
  if (reply === null) return work();
  if (isRefusal(reply)) return refusal(call, reply);
  const claim = async (client: PoolClient): Promise<Answer> => {
    const [answered] = await findReplies(client, [reply], call.world.clock.now() - stored_ms);
    const by_another = answered !== undefined && answered.fingerprint !== reply.fingerprint;
    return by_another ? refusal(call, { code: 'idempotency.reused' }) : empty();
  };
  const claimed = await change(call, claim, { part: claim_part });
  if (claimed.status !== 200) return claimed;
  const kept = await findStored(call.world, reply);
  if (kept !== null) return kept;
  const answer = await work();
  return change(call, async () => answer);
}

/** Parts below 0 belong to the call as a whole, 0 is its answer, those above are its items. */
const claim_part = -1;
/** The order number that the n-th order of a call was given. */
export const number_part = (index: number): number => -2 - index;
