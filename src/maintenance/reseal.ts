import type { Database } from '../core/postgres/database.ts';
import { resealReply, sealedReplies } from '../core/postgres/replies.ts';
import type { WebhookKey } from '../core/postgres/webhooks.ts';
import { reseal, type SealedWebhook, sealedAfter } from '../core/postgres/webhooks.ts';
import { type Seal, tryOpen } from '../core/seal.ts';

type Resealed = {
  webhooks: number;
  replies: number;
  /** Those that no key decrypts. Their secrets must be set again. */
  closed: (WebhookKey | { seller_id: number; key: string })[];
};

const secrets_per_step = 500;

/** Encrypts every secret with the newest key. It can run beside a serving koli: a concurrent change of a secret wins. */
export async function resealAll({ pool }: Database, seal: Seal): Promise<Resealed> {
  const done: Resealed = { webhooks: 0, replies: 0, closed: [] };
  let after: WebhookKey = { seller_id: -1, webhook_id: '00000000-0000-0000-0000-000000000000' };
  for (;;) {
    const rows = await sealedAfter(pool, after, secrets_per_step);
    for (const row of rows) {
      const fresh = freshOf(seal, row);
      if (fresh === null) done.closed.push({ seller_id: row.seller_id, webhook_id: row.webhook_id });
      else if (fresh.secret !== row.secret || fresh.signing !== row.signing)
        done.webhooks += await reseal(pool, row, fresh);
    }
    if (rows.length < secrets_per_step) break;
    after = rows.at(-1)!;
  }
  for (const reply of await sealedReplies(pool)) {
    if (seal.isNewest(reply.body)) continue;
    const body = tryOpen(seal, reply.body);
    if (body === null) done.closed.push({ seller_id: reply.seller_id, key: reply.key });
    else done.replies += await resealReply(pool, reply, seal.seal(body));
  }
  return done;
}

function freshOf(seal: Seal, row: SealedWebhook): SealedWebhook | null {
  try {
    const fresh = (text: string) => (seal.isNewest(text) ? text : seal.seal(seal.open(text)));
    const secrets: { secret: string }[] = row.signing === null ? [] : JSON.parse(row.signing);
    const sealed = secrets.map((one) => ({ ...one, secret: fresh(one.secret) }));
    return { ...row, secret: fresh(row.secret), signing: row.signing === null ? null : JSON.stringify(sealed) };
  } catch {
    return null;
  }
}
