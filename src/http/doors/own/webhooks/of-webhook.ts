import { hasWebhook, type WebhookKey } from '../../../../core/postgres/webhooks.ts';
import { isUuid, unknownWebhook } from '../../../../core/webhook/registration.ts';
import { type Call, type Operation, type Reply, refusal } from '../../../contract/operation.ts';
import { webhookOf } from '../../../shared/webhooks.ts';
import { ofKnownSeller } from '../both.ts';

type OfWebhook = Omit<Parameters<typeof ofKnownSeller>[0], 'handle'> & {
  handle(call: Call, key: WebhookKey): Promise<Reply>;
};

/** A read of one webhook, which must exist. */
export const webhookRead = ({ handle, ...both }: OfWebhook): Operation[] =>
  ofKnownSeller({
    ...both,
    async handle(call, seller_id) {
      const key = webhookOf(call, seller_id);
      const known = isUuid(key.webhook_id) && (await hasWebhook(call.world.db.pool, key));
      return known ? handle(call, key) : refusal(call, unknownWebhook(key));
    },
  });
