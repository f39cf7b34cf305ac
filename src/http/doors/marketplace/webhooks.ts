import { Type } from 'typebox';
import { isRefusal, type Refusal } from '../../../core/domain/refusal.ts';
import { type ListedWebhook, listWebhooks } from '../../../core/postgres/webhooks.ts';
import {
  changeWebhook,
  registerWebhook,
  removeWebhook,
  switchOff,
  switchOn,
} from '../../../core/webhook/registration.ts';
import { parser } from '../../../core/wire/parse.ts';
import {
  WebhookCreated,
  WebhookDocument,
  WebhookInput,
  WebhookUpdate,
  webhookDocument,
} from '../../../core/wire/webhook.ts';
import { gives, givesOk } from '../../contract/answers.ts';
import { type Call, json, type Operation, okText } from '../../contract/operation.ts';
import { change } from '../../contract/write.ts';
import { asWebhookRefusal, changedTerms, termsOf, webhookOf } from '../../shared/webhooks.ts';

const parseUpdate = parser(WebhookUpdate);

const path = '/integration/webhook/sellers/:sellerId/webhooks';

const create: Operation = {
  name: 'createWebhook',
  method: 'POST',
  path,
  access: 'seller',
  summary: 'Register an address for status changes of packages',
  body: WebhookInput,
  answers: { 200: gives(WebhookCreated) },
  refusals: ['webhook.invalid', 'webhook.limit'],
  handle: (call) =>
    change(call, async (client, now) => {
      const terms = termsOf(call);
      if (isRefusal(terms)) return terms;
      const done = await registerWebhook(call.world, client, { seller_id: call.seller.seller_id, terms }, now);
      return isRefusal(done) ? done : json({ id: done.webhook_id });
    }),
};

const list: Operation = {
  name: 'listWebhooks',
  method: 'GET',
  path,
  access: 'seller',
  summary: 'List webhooks, without their secrets',
  answers: { 200: gives(Type.Array(WebhookDocument, { description: 'All webhooks of the seller.' })) },
  refusals: [],
  handle: async (call) =>
    json((await listWebhooks(call.world.db.pool, call.seller.seller_id)).map((row) => webhookDocument(row))),
};

const okUnlessRefused = (done: object | Refusal) => (isRefusal(done) ? done : okText());
const webhookOfPath = (call: Call) => webhookOf(call, call.seller.seller_id);

const update: Operation = {
  name: 'updateWebhook',
  method: 'PUT',
  path: `${path}/:webhookId`,
  access: 'seller',
  summary: 'Change what is said of a webhook; what is left out stays, its status too',
  body: WebhookUpdate,
  answers: { 200: givesOk() },
  refusals: ['webhook.invalid', 'webhook.sealed'],
  handle: (call) =>
    change(call, async (client, now) => {
      const changed = (before: ListedWebhook) => {
        const given = asWebhookRefusal(parseUpdate(call.body));
        const terms = isRefusal(given) ? given : changedTerms(call, before, given);
        return isRefusal(terms) ? terms : { terms };
      };
      return okUnlessRefused(await changeWebhook(call.world, client, webhookOfPath(call), changed, now));
    }),
};

const remove: Operation = {
  name: 'deleteWebhook',
  method: 'DELETE',
  path: `${path}/:webhookId`,
  access: 'seller',
  summary: 'Delete a webhook: owed deliveries are dropped, its log stays',
  answers: { 200: givesOk() },
  refusals: [],
  handle: (call) =>
    change(call, async (client, now) => okUnlessRefused(await removeWebhook(client, webhookOfPath(call), now))),
};

const activate: Operation = {
  name: 'activateWebhook',
  method: 'PUT',
  path: `${path}/:webhookId/activate`,
  access: 'seller',
  summary: 'Switch a webhook on: it receives events from now on',
  answers: { 200: givesOk() },
  refusals: [],
  handle: (call) =>
    change(call, async (client, now) => okUnlessRefused(await switchOn(client, webhookOfPath(call), now))),
};

const deactivate: Operation = {
  name: 'deactivateWebhook',
  method: 'PUT',
  path: `${path}/:webhookId/deactivate`,
  access: 'seller',
  summary: 'Switch a webhook off: nothing is sent, and owed deliveries are held',
  answers: { 200: givesOk() },
  refusals: [],
  handle: (call) =>
    change(call, async (client, now) => okUnlessRefused(await switchOff(client, webhookOfPath(call), now))),
};

/** In the order of the reference. */
export const webhookOperations: Operation[] = [create, list, update, remove, activate, deactivate];
