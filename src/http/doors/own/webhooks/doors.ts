import type { PoolClient } from 'pg';
import type { Answer } from '../../../../core/corridor/ask.ts';
import type { RefusalFacts } from '../../../../core/domain/refusal.ts';
import { findSellers } from '../../../../core/postgres/sellers.ts';
import type { WebhookKey } from '../../../../core/postgres/webhooks.ts';
import { type Call, type Operation, pathId, refusal } from '../../../contract/operation.ts';
import { change } from '../../../contract/write.ts';
import { isUuid } from '../../marketplace/webhooks.ts';

type Shared = Omit<Operation, 'name' | 'access' | 'handle'> & {
  /** Behind the operator's door, and behind the seller's. */
  names: [operator: string, own: string];
  handle(call: Call, seller_id: number): Promise<Answer>;
};

/** One operation behind two doors: an operator names the seller, a seller's key is its own. */
export function bothDoors({ names: [operator, own], path, handle, ...operation }: Shared): Operation[] {
  return [
    {
      ...operation,
      name: operator,
      path: `/api/v1/sellers/:sellerId${path}`,
      access: 'operator',
      refusals: [...operation.refusals, 'seller.unknown'],
      async handle(call) {
        const asked = call.params['sellerId'] ?? '';
        const seller_id = pathId(asked);
        const [seller] = seller_id === null ? [] : await findSellers(call.world.db.pool, [seller_id]);
        if (seller === undefined) return refusal(call, { code: 'seller.unknown', seller_id: asked.slice(0, 64) });
        return handle(call, seller.seller_id);
      },
    },
    {
      ...operation,
      name: own,
      path: `/api/v1/seller${path}`,
      access: 'self',
      handle: (call) => handle(call, call.seller.seller_id),
    },
  ];
}

/** The webhook of the path; null for what cannot be the id of one. */
export function webhookKey({ params }: Call, seller_id: number): WebhookKey | null {
  const { webhookId = '' } = params;
  return isUuid(webhookId) ? { seller_id, webhook_id: webhookId } : null;
}

export const unknownWebhook = ({ params }: Call): RefusalFacts => ({
  code: 'webhook.unknown',
  webhook_id: (params['webhookId'] ?? '').slice(0, 64),
});

type Work = (client: PoolClient, key: WebhookKey, now: number) => Promise<Answer | null>;

/** A change of the webhook in the path; null when there is no such webhook. */
export function changeWebhookOf(
  call: Call,
  seller_id: number,
  work: Work,
  options: { secret?: boolean } = {},
): Promise<Answer> {
  const key = webhookKey(call, seller_id);
  return change(
    call,
    async (client, now) => (key && (await work(client, key, now))) ?? refusal(call, unknownWebhook(call)),
    { ...options, wakes: seller_id },
  );
}
