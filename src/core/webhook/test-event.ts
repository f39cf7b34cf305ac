import { readingOf } from '../behaviour.ts';
import { type Refusal, refuse } from '../domain/refusal.ts';
import { findSellers } from '../postgres/sellers.ts';
import { findWebhook, type WebhookKey } from '../postgres/webhooks.ts';
import { sampleDocument } from '../wire/sample.ts';
import type { World } from '../world.ts';
import { type AttemptOutcome, attempt, callTerms } from './attempt.ts';
import { bodyOf } from './body.ts';
import { guardedAgent } from './guard.ts';
import { isUuid, unknownWebhook } from './registration.ts';
import { envelopeOf, openSecrets } from './views.ts';

type TestEvent = { id: string; url: string; signed: boolean; outcome: AttemptOutcome };

/**
 * Calls the receiver once with a package that does not exist. It is not a delivery: nothing is owed, nothing is logged,
 * and a failure does not count against the webhook.
 */
export async function sendTestEvent(world: World, key: WebhookKey): Promise<TestEvent | Refusal> {
  const { db, settings, clock, random } = world;
  const { seller_id, webhook_id } = key;
  const [webhook] = isUuid(webhook_id) ? await findWebhook(db.pool, key) : [];
  if (webhook === undefined) return unknownWebhook(key);
  const secrets = openSecrets(world, webhook);
  if (secrets === null) return refuse({ code: 'webhook.sealed', webhook_id: webhook.webhook_id });
  const [seller] = await findSellers(db.pool, [seller_id]);
  const now = clock.now();
  const body = bodyOf(sampleDocument(seller_id, now), {
    envelope: envelopeOf(world, webhook),
    ...readingOf({ world, seller: seller! }),
  });
  // With a seed and a clock that stands still, a test that is sent again is the same event.
  const what = `test event of ${webhook.webhook_id} at ${now}`;
  const id = `test_${seller_id}_${random.uuid({ seller_id, what })}`;
  const { url, authentication_type, username } = webhook;
  const agent = guardedAgent(settings.webhook);
  try {
    const to = { url, authentication_type, username, secret: secrets.secret };
    const message = { id, body, secrets: secrets.signing, mark: 'koli-test' } as const;
    const outcome = await attempt(agent, to, message, callTerms(world));
    return { id, url, signed: secrets.signing.length > 0, outcome };
  } finally {
    await agent.destroy();
  }
}
