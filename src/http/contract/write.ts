import { createHash } from 'node:crypto';
import type { Answer, WorkAsk } from '../../core/corridor/ask.ts';
import { isRefusal, type Refusal, refuse } from '../../core/domain/refusal.ts';
import type { ReplyKey } from '../../core/postgres/replies.ts';
import { type Call, isKeyed, refusal } from './operation.ts';

/** Work within a transaction. */
export type WriteWork<Done> = (client: Parameters<WorkAsk['work']>[0], now: number) => Promise<Done>;

/** Any other write: a function that runs in its own transaction, with the caller's idempotency key. */
export async function change(
  call: Call,
  work: WriteWork<Answer | Refusal>,
  { part, ...options }: { secret?: boolean; part?: number; wakes?: number } = {},
): Promise<Answer> {
  const idempotency = replyKey(call, part);
  if (idempotency !== null && isRefusal(idempotency)) return refusal(call, idempotency);
  const refused = (facts: Refusal, now: number) => refusal(call, facts, now);
  return call.lanes.perform({
    kind: 'work',
    seller_id: call.seller.seller_id,
    idempotency,
    async work(client, now) {
      const done = await work(client, now);
      return isRefusal(done) ? refused(done, now) : done;
    },
    refused,
    ...options,
  });
}

const keyForm = /^[\x21-\x7e]{1,255}$/;

/** Under which key the answer is kept; null when the caller gave none. */
export function replyKey(call: Call, part = 0): ReplyKey | null | Refusal {
  const key = call.headers['idempotency-key'];
  if (key === undefined || !isKeyed(call.operation)) return null;
  if (typeof key !== 'string' || !keyForm.test(key))
    return refuse({
      code: 'field.invalid',
      field: 'Idempotency-Key',
      broken: { rule: 'form', expected: { form: 'visible.ascii', min: 1, max: 255 } },
    });
  return { seller_id: call.seller.seller_id, key, part, fingerprint: fingerprint(call) };
}

/** A call of many items is asked for its fingerprint once for each of them, and its body may be large. */
const fingerprints = new WeakMap<Call, string>();

/** Two requests with one fingerprint ask the same. */
function fingerprint(call: Call): string {
  const known = fingerprints.get(call) ?? bodyDigest(call);
  fingerprints.set(call, known);
  return known;
}

function bodyDigest(call: Call): string {
  const store_front = call.headers['storefrontcode'] ?? '';
  const asked = [call.operation.method, call.path, store_front, call.body === undefined ? null : sorted(call.body)];
  if (call.upload !== undefined) asked.push(call.upload.sha256);
  return createHash('sha256').update(JSON.stringify(asked)).digest('hex');
}

/** The same JSON value with its keys in one order. */
function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(sorted);
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}
