import { isRefusal } from '../../../../core/domain/refusal.ts';
import { sendTestEvent } from '../../../../core/webhook/test-event.ts';
import { TestView, testView } from '../../../../core/wire/webhook-views.ts';
import { gives } from '../../../contract/answers.ts';
import { json, type Operation, refusal } from '../../../contract/operation.ts';
import { bulk } from '../../../shared/bulk.ts';
import { webhookOf } from '../../../shared/webhooks.ts';
import { ofKnownSeller } from '../both.ts';

export const testEvents: Operation[] = ofKnownSeller({
  names: ['testSellerWebhook', 'testOwnWebhook'],
  method: 'POST',
  path: '/webhooks/:webhookId/test',
  summary: 'Send a marked test event and show the answer of the receiver; possible while PASSIVE, too',
  answers: { 200: gives(TestView) },
  refusals: ['webhook.sealed'],
  // The call is made outside a transaction, so its key is claimed before and its answer stored after.
  handle: (call, seller_id) =>
    bulk(call, async () => {
      const result = await sendTestEvent(call.world, webhookOf(call, seller_id));
      return isRefusal(result) ? refusal(call, result) : json(testView(result));
    }),
});
