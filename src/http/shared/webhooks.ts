import { isRefusal, type Refusal, refuse } from '../../core/domain/refusal.ts';
import type { WebhookKey } from '../../core/postgres/webhooks.ts';
import { parseWebhook, type WebhookTerms } from '../../core/wire/webhook.ts';
import type { Call } from '../contract/operation.ts';

/** The webhook of the path. Its id may be any text. */
export const webhookOf = ({ params }: Call, seller_id: number): WebhookKey => ({
  seller_id,
  webhook_id: params['webhookId'] ?? '',
});

/** What an owner says of a webhook: the body, unless something else is given. */
export const termsOf = (call: Call, said: unknown = call.body): WebhookTerms | Refusal =>
  asWebhookRefusal(parseWebhook(said, call.world.settings.webhook));

/** What was parsed of a webhook: its refusals have a key of their own. */
export function asWebhookRefusal<T>(parsed: T | Refusal): T | Refusal {
  if (!isRefusal(parsed) || parsed.code !== 'field.invalid') return parsed;
  const { field, broken } = parsed;
  return refuse(field === 'body' ? { code: 'body.malformed', broken } : { code: 'webhook.invalid', field, broken });
}
