import type { Static } from 'typebox';
import { readingOf } from '../../../../core/behaviour.ts';
import type { Answer } from '../../../../core/corridor/ask.ts';
import { findSellers } from '../../../../core/postgres/sellers.ts';
import { findWebhook, type ListedWebhook } from '../../../../core/postgres/webhooks.ts';
import { attempt, callTerms, type Outcome } from '../../../../core/webhook/attempt.ts';
import { bodyOf } from '../../../../core/webhook/body.ts';
import { guardedAgent } from '../../../../core/webhook/guard.ts';
import { sampleDocument } from '../../../../core/wire/sample.ts';
import { TestView } from '../../../../core/wire/webhook-views.ts';
import { gives } from '../../../contract/answers.ts';
import { type Call, json, type Operation, refusal } from '../../../contract/operation.ts';
import { bulk } from '../../../shared/bulk.ts';
import { bothDoors, unknownWebhook, webhookKey } from './doors.ts';
import { openedOf } from './read.ts';

/** One call with a package that does not exist; no delivery, no failure of the webhook, nothing in its log. */
async function send(call: Call, webhook: ListedWebhook): Promise<Static<typeof TestView> | null> {
  const { world } = call;
  const opened = openedOf(world, webhook);
  if (opened === null) return null;
  const { seller_id, url, authentication_type, username } = webhook;
  const [seller] = await findSellers(world.db.pool, [seller_id]);
  const reading = readingOf({ world, seller: seller! });
  const envelope = webhook.envelope ?? webhook.seller_envelope ?? world.settings.webhook.envelope;
  // Where the clock stands still and a seed draws, a test that is sent again is the same event.
  const what = `test event of ${webhook.webhook_id} at ${world.clock.now()}`;
  const id = `test_${seller_id}_${world.random.uuid({ seller_id, what })}`;
  const body = bodyOf(sampleDocument(seller_id, world.clock.now()), { envelope, ...reading });
  const agent = guardedAgent(world.settings.webhook);
  try {
    const to = { url, authentication_type, username, secret: opened.secret };
    const message = { id, body, secrets: opened.signing, mark: 'koli-test' } as const;
    return told(id, url, opened.signing.length > 0, await attempt(agent, to, message, callTerms(world)));
  } finally {
    await agent.destroy();
  }
}

const told = (id: string, url: string, signed: boolean, outcome: Outcome): Static<typeof TestView> => ({
  eventId: id,
  url,
  ok: outcome.ok,
  status: outcome.status,
  errorClass: outcome.error_class,
  durationMs: outcome.duration_ms,
  answer: outcome.excerpt,
  signed,
});

async function test(call: Call, seller_id: number): Promise<Answer> {
  const key = webhookKey(call, seller_id);
  const [webhook] = key === null ? [] : await findWebhook(call.world.db.pool, key);
  if (webhook === undefined) return refusal(call, unknownWebhook(call));
  const result = await send(call, webhook);
  return result === null ? refusal(call, { code: 'webhook.sealed', webhook_id: webhook.webhook_id }) : json(result);
}

export const testEvents: Operation[] = bothDoors({
  names: ['testSellerWebhook', 'testOwnWebhook'],
  method: 'POST',
  path: '/webhooks/:webhookId/test',
  summary: 'Send a test event, clearly marked, and tell what the receiver said; also while PASSIVE',
  answers: { 200: gives(TestView) },
  refusals: ['webhook.sealed'],
  // The call is made outside a transaction, so its key is claimed before and its answer kept after.
  handle: (call, seller_id) => bulk(call, () => test(call, seller_id)),
});
