import type { Static } from 'typebox';
import { isRefusal, type Refusal, refuse } from '../../core/domain/refusal.ts';
import type { ListedWebhook, WebhookKey } from '../../core/postgres/webhooks.ts';
import { tryOpen } from '../../core/seal.ts';
import { parseWebhook, type WebhookChange, type WebhookTerms } from '../../core/wire/webhook.ts';
import type { Call } from '../contract/operation.ts';

/** The webhook of the path. Its id may be any text. */
export const webhookOf = ({ params }: Call, seller_id: number): WebhookKey => ({
  seller_id,
  webhook_id: params['webhookId'] ?? '',
});

/** What an owner says of a webhook: the body, unless something else is given. */
export const termsOf = (call: Call, said: unknown = call.body): WebhookTerms | Refusal =>
  asWebhookRefusal(parseWebhook(said, call.world.settings.webhook));

/** The whole of what a webhook's owner says, with a change to it. */
export function changedTerms(
  call: Call,
  before: ListedWebhook,
  given: Omit<Static<typeof WebhookChange>, 'envelope' | 'profile'>,
): WebhookTerms | Refusal {
  const { authentication_type, username, url, subscribed, country_codes } = before;
  const known = {
    url,
    authenticationType: authentication_type,
    username,
    subscribedStatuses: subscribed,
    countryCodes: country_codes,
  };
  const named = authentication_type === 'API_KEY' ? 'apiKey' : 'password';
  const stays = (given.authenticationType ?? authentication_type) === authentication_type && !(named in given);
  if (!stays) return termsOf(call, { ...known, ...given });
  const secret = tryOpen(call.world.seal, before.secret);
  if (secret === null) return refuse({ code: 'webhook.sealed', webhook_id: before.webhook_id });
  return termsOf(call, { ...known, [named]: secret, ...given });
}

/** What was parsed of a webhook: its refusals have a key of their own. */
export function asWebhookRefusal<T>(parsed: T | Refusal): T | Refusal {
  if (!isRefusal(parsed) || parsed.code !== 'field.invalid') return parsed;
  const { field, broken } = parsed;
  return refuse(field === 'body' ? { code: 'body.malformed', broken } : { code: 'webhook.invalid', field, broken });
}
