import { findWebhook, listWebhooks } from '../../../../core/postgres/webhooks.ts';
import { isUuid, unknownWebhook } from '../../../../core/webhook/registration.ts';
import { webhookViews } from '../../../../core/webhook/views.ts';
import { WebhookView, WebhookViews } from '../../../../core/wire/webhook-views.ts';
import { gives } from '../../../contract/answers.ts';
import { json, type Operation, refusal } from '../../../contract/operation.ts';
import { webhookOf } from '../../../shared/webhooks.ts';
import { ofKnownSeller } from '../both.ts';

export const webhookReads: Operation[] = [
  ...ofKnownSeller({
    names: ['listSellerWebhooks', 'listOwnWebhooks'],
    method: 'GET',
    path: '/webhooks',
    summary: 'List webhooks with their health: owed deliveries, results of calls, notices',
    answers: { 200: gives(WebhookViews) },
    refusals: [],
    async handle({ world }, seller_id) {
      const { pool } = world.db;
      return json({ content: await webhookViews(world, pool, await listWebhooks(pool, seller_id)) });
    },
  }),
  ...ofKnownSeller({
    names: ['readSellerWebhook', 'readOwnWebhook'],
    method: 'GET',
    path: '/webhooks/:webhookId',
    summary: 'Read a webhook with its health',
    answers: { 200: gives(WebhookView) },
    refusals: [],
    async handle(call, seller_id) {
      const { pool } = call.world.db;
      const key = webhookOf(call, seller_id);
      const found = isUuid(key.webhook_id) ? await findWebhook(pool, key) : [];
      const [view] = await webhookViews(call.world, pool, found);
      return view === undefined ? refusal(call, unknownWebhook(key)) : json(view);
    },
  }),
];
