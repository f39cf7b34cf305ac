import { type Refusal, refuse } from '../../core/domain/refusal.ts';
import type { WebhookKey } from '../../core/postgres/webhooks.ts';
import type { Problem, Shaped } from '../../core/wire/shape.ts';
import { parseWebhook, type WebhookTerms } from '../../core/wire/webhook.ts';
import type { Call } from '../contract/operation.ts';

/** The webhook of the path. Its id may be any text. */
export const webhookOf = ({ params }: Call, seller_id: number): WebhookKey => ({
  seller_id,
  webhook_id: params['webhookId'] ?? '',
});

/** What an owner says of a webhook: the body, unless something else is given. */
export function termsOf(call: Call, said: unknown = call.body): WebhookTerms | Refusal {
  const terms = parseWebhook(said, call.world.settings.webhook);
  return 'problem' in terms ? webhookRefusal(terms) : terms;
}

/** A body about a webhook that was checked against its shape. */
export function webhookBody<T>(check: (value: unknown) => Shaped<T>, value: unknown): T | Refusal {
  const checked = check(value);
  return checked.ok ? checked.value : webhookRefusal(checked);
}

export function webhookRefusal({ field, problem, problem_tr }: Problem): Refusal {
  const broken = { rule: 'said', problem, problem_tr } as const;
  if (field === 'body') return refuse({ code: 'body.malformed', broken });
  return refuse({ code: 'webhook.invalid', field, broken });
}
