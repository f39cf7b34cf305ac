import { isRefusal, type Refusal } from '../../../../core/domain/refusal.ts';
import type { ListedWebhook, WebhookKey } from '../../../../core/postgres/webhooks.ts';
import {
  changeWebhook,
  endSigning,
  registerWebhook,
  removeWebhook,
  rotateSigning,
  switchOff,
  switchOn,
} from '../../../../core/webhook/registration.ts';
import { viewOf } from '../../../../core/webhook/views.ts';
import { parser } from '../../../../core/wire/parse.ts';
import { NewWebhook, SigningInput, WebhookChange } from '../../../../core/wire/webhook.ts';
import { SigningSecretView, WebhookView } from '../../../../core/wire/webhook-views.ts';
import { gives, givesNothing } from '../../../contract/answers.ts';
import { type Call, empty, json, type Operation } from '../../../contract/operation.ts';
import { change, type WriteWork } from '../../../contract/write.ts';
import { asWebhookRefusal, changedTerms, termsOf, webhookOf } from '../../../shared/webhooks.ts';
import { ofKnownSeller } from '../both.ts';

const parseNew = parser(NewWebhook);
const parseChange = parser(WebhookChange);
const parseSigning = parser(SigningInput);

/** A change whose answer is the changed webhook. */
const answeredWithWebhook = (call: Call, seller_id: number, work: WriteWork<WebhookKey | Refusal>, status = 200) =>
  change(
    call,
    async (client, now) => {
      const done = await work(client, now);
      return isRefusal(done) ? done : json(await viewOf(call.world, client, done), {}, status);
    },
    { wakes: seller_id },
  );

/** A change that is answered with nothing. */
const emptied = (call: Call, seller_id: number, work: WriteWork<WebhookKey | Refusal>) =>
  change(
    call,
    async (client, now) => {
      const done = await work(client, now);
      return isRefusal(done) ? done : empty();
    },
    { wakes: seller_id },
  );

const edits: Operation[] = [
  ...ofKnownSeller({
    names: ['createSellerWebhook', 'createOwnWebhook'],
    method: 'POST',
    path: '/webhooks',
    summary: 'Register a webhook, with an envelope and a profile of its own if given',
    body: NewWebhook,
    answers: { 201: gives(WebhookView) },
    refusals: ['webhook.invalid', 'webhook.limit'],
    handle: (call, seller_id) =>
      answeredWithWebhook(
        call,
        seller_id,
        async (client, now) => {
          const body = asWebhookRefusal(parseNew(call.body));
          if (isRefusal(body)) return body;
          const terms = termsOf(call, body);
          if (isRefusal(terms)) return terms;
          const { envelope = null, profile = null } = body;
          return registerWebhook(call.world, client, { seller_id, terms, options: { envelope, profile } }, now);
        },
        201,
      ),
  }),
  ...ofKnownSeller({
    names: ['changeSellerWebhook', 'changeOwnWebhook'],
    method: 'PATCH',
    path: '/webhooks/:webhookId',
    summary: 'Change a webhook; absent fields do not change, and its count of failures starts again',
    body: WebhookChange,
    body_optional: true,
    answers: { 200: gives(WebhookView) },
    refusals: ['webhook.invalid', 'webhook.sealed'],
    handle: (call, seller_id) =>
      answeredWithWebhook(call, seller_id, (client, now) =>
        changeWebhook(call.world, client, webhookOf(call, seller_id), (before) => editedTerms(call, before), now),
      ),
  }),
  ...ofKnownSeller({
    names: ['deleteSellerWebhook', 'deleteOwnWebhook'],
    method: 'DELETE',
    path: '/webhooks/:webhookId',
    summary: 'Delete a webhook: owed deliveries are dropped',
    answers: { 200: givesNothing() },
    refusals: [],
    handle: (call, seller_id) =>
      emptied(call, seller_id, (client, now) => removeWebhook(client, webhookOf(call, seller_id), now)),
  }),
  ...ofKnownSeller({
    names: ['activateSellerWebhook', 'activateOwnWebhook'],
    method: 'POST',
    path: '/webhooks/:webhookId/activate',
    summary: 'Switch a webhook on: it receives events from now on; use a replay for earlier ones',
    answers: { 200: gives(WebhookView) },
    refusals: [],
    handle: (call, seller_id) =>
      answeredWithWebhook(call, seller_id, (client, now) => switchOn(client, webhookOf(call, seller_id), now)),
  }),
  ...ofKnownSeller({
    names: ['deactivateSellerWebhook', 'deactivateOwnWebhook'],
    method: 'POST',
    path: '/webhooks/:webhookId/deactivate',
    summary: 'Switch a webhook off: nothing is sent, and owed deliveries are held',
    answers: { 200: gives(WebhookView) },
    refusals: [],
    handle: (call, seller_id) =>
      answeredWithWebhook(call, seller_id, (client, now) => switchOff(client, webhookOf(call, seller_id), now)),
  }),
];

/** The whole of what a webhook's owner says, with the change that the body asks for. */
function editedTerms(call: Call, before: ListedWebhook) {
  const body = asWebhookRefusal(parseChange(call.body ?? {}));
  if (isRefusal(body)) return body;
  const { envelope = before.envelope, profile = before.profile, ...given } = body;
  const terms = changedTerms(call, before, given);
  return isRefusal(terms) ? terms : { terms, options: { envelope, profile } };
}

const signingOperations: Operation[] = [
  ...ofKnownSeller({
    names: ['rotateSellerSigningSecret', 'rotateOwnSigningSecret'],
    method: 'POST',
    path: '/webhooks/:webhookId/signing-secret',
    summary:
      'Sign calls with a secret of your own or a new one, shown only in this answer; the previous one signs for 24 more hours',
    body: SigningInput,
    body_optional: true,
    answers: { 201: gives(SigningSecretView) },
    refusals: ['webhook.invalid'],
    handle: (call, seller_id) =>
      change(
        call,
        async (client, now) => {
          const rotated = await rotateSigning(
            call.world,
            client,
            webhookOf(call, seller_id),
            asWebhookRefusal(parseSigning(call.body ?? {})),
            now,
          );
          return isRefusal(rotated) ? rotated : json(rotated, {}, 201);
        },
        { secret: true, wakes: seller_id },
      ),
  }),
  ...ofKnownSeller({
    names: ['removeSellerSigningSecret', 'removeOwnSigningSecret'],
    method: 'DELETE',
    path: '/webhooks/:webhookId/signing-secret',
    summary: 'Stop to sign calls, with all secrets and at once',
    answers: { 200: givesNothing() },
    refusals: [],
    handle: (call, seller_id) =>
      emptied(call, seller_id, (client, now) => endSigning(client, webhookOf(call, seller_id), now)),
  }),
];

export const webhookEdits: Operation[] = [...edits, ...signingOperations];
