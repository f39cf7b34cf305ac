import type { Answer } from '../../core/corridor/ask.ts';
import { findStored, isReused } from '../../core/corridor/idempotency.ts';
import { isRefusal, refuse } from '../../core/domain/refusal.ts';
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
  const claimed = await change(
    call,
    async (client, now) => ((await isReused(client, reply, now)) ? refuse({ code: 'idempotency.reused' }) : empty()),
    { part: claim_part },
  );
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
