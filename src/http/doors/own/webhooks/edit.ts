import { hash } from 'node:crypto';
import type { Static } from 'typebox';
import type { Answer } from '../../../../core/corridor/ask.ts';
import type { Client } from '../../../../core/postgres/statement.ts';
import {
  activateWebhook,
  deactivateWebhook,
  deleteWebhook,
  findWebhook,
  type ListedWebhook,
  lockWebhook,
  replaceWebhook,
  type SealedSecret,
  setSigning,
  setWebhookOptions,
  type WebhookKey,
} from '../../../../core/postgres/webhooks.ts';
import { rotated } from '../../../../core/webhook/sign.ts';
import { type Problem, shape } from '../../../../core/wire/shape.ts';
import {
  isSigningSecret,
  NewWebhook,
  parseWebhook,
  SigningInput,
  signingSecret,
  WebhookChange,
} from '../../../../core/wire/webhook.ts';
import { SigningSecretView, WebhookView } from '../../../../core/wire/webhook-views.ts';
import type { World } from '../../../../core/world.ts';
import { gives, givesNothing } from '../../../contract/answers.ts';
import { type Call, empty, json, type Operation, refusal } from '../../../contract/operation.ts';
import { change } from '../../../contract/write.ts';
import { fieldsOf, openWebhook, webhookProblem } from '../../marketplace/webhooks.ts';
import { bothDoors, changeWebhookOf } from './doors.ts';
import { viewsOf } from './read.ts';

const checkNew = shape(NewWebhook);
const checkChange = shape(WebhookChange);
const checkSigning = shape(SigningInput);

async function view({ world }: Call, client: Client, key: WebhookKey, status = 200): Promise<Answer> {
  const [found] = await viewsOf(world, client, await findWebhook(client, key));
  return json(found, {}, status);
}

const edits: Operation[] = [
  ...bothDoors({
    names: ['createSellerWebhook', 'createOwnWebhook'],
    method: 'POST',
    path: '/webhooks',
    summary: 'Register a webhook, with the envelope and the profile of its own if it is to have them',
    body: NewWebhook,
    answers: { 201: gives(WebhookView) },
    refusals: ['webhook.invalid', 'webhook.limit'],
    handle: (call, seller_id) =>
      change(
        call,
        async (client, now) => {
          const checked = checkNew(call.body);
          const terms = checked.ok ? parseWebhook(call.body, call.world.settings.webhook) : checked;
          if (!checked.ok || 'problem' in terms) return webhookProblem(call, terms as Problem);
          const opened = await openWebhook(call.world, client, seller_id, terms, now);
          if ('code' in opened) return refusal(call, opened);
          const { envelope = null, profile = null } = checked.value;
          await setWebhookOptions(client, opened, { envelope, profile });
          return view(call, client, opened, 201);
        },
        { wakes: seller_id },
      ),
  }),
  ...bothDoors({
    names: ['changeSellerWebhook', 'changeOwnWebhook'],
    method: 'PATCH',
    path: '/webhooks/:webhookId',
    summary: 'Change what is said of a webhook; what is left out stays, and its failures are forgotten',
    body: WebhookChange,
    body_optional: true,
    answers: { 200: gives(WebhookView) },
    refusals: ['webhook.invalid', 'webhook.sealed'],
    handle: (call, seller_id) =>
      changeWebhookOf(call, seller_id, async (client, key, now) => {
        const [before] = await lockWebhook(client, key);
        if (before === undefined) return null;
        const checked = checkChange(call.body ?? {});
        if (!checked.ok) return webhookProblem(call, checked);
        const whole = merged(call, before, checked.value);
        if (whole === null) return refusal(call, { code: 'webhook.sealed', webhook_id: key.webhook_id });
        const terms = parseWebhook(whole, call.world.settings.webhook);
        if ('problem' in terms) return webhookProblem(call, terms);
        await replaceWebhook(client, fieldsOf(call.world, key, terms), now);
        const { envelope = before.envelope, profile = before.profile } = checked.value;
        await setWebhookOptions(client, key, { envelope, profile });
        return view(call, client, key);
      }),
  }),
  ...bothDoors({
    names: ['deleteSellerWebhook', 'deleteOwnWebhook'],
    method: 'DELETE',
    path: '/webhooks/:webhookId',
    summary: 'Delete a webhook: what it is still owed is dropped',
    answers: { 200: givesNothing() },
    refusals: [],
    handle: (call, seller_id) =>
      changeWebhookOf(call, seller_id, async (client, key, now) =>
        (await deleteWebhook(client, key, now)) > 0 ? empty() : null,
      ),
  }),
  ...bothDoors({
    names: ['activateSellerWebhook', 'activateOwnWebhook'],
    method: 'POST',
    path: '/webhooks/:webhookId/activate',
    summary: 'Switch a webhook on: it is sent what happens from now on; a replay brings the rest',
    answers: { 200: gives(WebhookView) },
    refusals: [],
    handle: (call, seller_id) =>
      changeWebhookOf(call, seller_id, async (client, key, now) =>
        (await activateWebhook(client, key, now)) > 0 ? view(call, client, key) : null,
      ),
  }),
  ...bothDoors({
    names: ['deactivateSellerWebhook', 'deactivateOwnWebhook'],
    method: 'POST',
    path: '/webhooks/:webhookId/deactivate',
    summary: 'Switch a webhook off: nothing is sent, and what it is owed is held',
    answers: { 200: gives(WebhookView) },
    refusals: [],
    handle: (call, seller_id) =>
      changeWebhookOf(call, seller_id, async (client, key, now) =>
        (await deactivateWebhook(client, key, now)) > 0 ? view(call, client, key) : null,
      ),
  }),
];

/** The whole of what its owner says of a webhook, with a change; null when a secret that stays does not open. */
function merged({ world }: Call, before: ListedWebhook, given: Static<typeof WebhookChange>): object | null {
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
  if (!stays) return { ...known, ...given };
  try {
    return { ...known, [named]: world.seal.open(before.secret), ...given };
  } catch {
    return null;
  }
}

const unfit: Problem = {
  field: 'secret',
  rule: 'base64',
  problem: 'must be whsec_ and the base64 of 24 to 64 bytes',
  problem_tr: 'whsec_ ile başlayan, 24-64 baytın base64 yazımı olmalı',
};

/** Drawn under the one before it, so that a sandbox with a seed makes the same ones again, and no two alike in a row. */
function newSecret({ random, seal }: World, { seller_id, webhook_id }: WebhookKey, secrets: SealedSecret[]): string {
  const before = secrets[0] === undefined ? 'nothing' : hash('sha256', opened(seal, secrets[0].secret));
  return signingSecret(random.bytes(32, { seller_id, what: `signing secret of ${webhook_id} after ${before}` }));
}

function opened(seal: World['seal'], sealed: string): string {
  try {
    return seal.open(sealed);
  } catch {
    return sealed;
  }
}

const signing: Operation[] = [
  ...bothDoors({
    names: ['rotateSellerSigningSecret', 'rotateOwnSigningSecret'],
    method: 'POST',
    path: '/webhooks/:webhookId/signing-secret',
    summary: 'Sign calls with a secret, given or made, and shown this once; the one before signs for 24 hours more',
    body: SigningInput,
    body_optional: true,
    answers: { 201: gives(SigningSecretView) },
    refusals: ['webhook.invalid'],
    handle: (call, seller_id) =>
      changeWebhookOf(
        call,
        seller_id,
        async (client, key, now) => {
          const [before] = await lockWebhook(client, key);
          if (before === undefined) return null;
          const checked = checkSigning(call.body ?? {});
          if (!checked.ok) return webhookProblem(call, checked);
          const { seal } = call.world;
          const { secret = newSecret(call.world, key, before.signing) } = checked.value;
          if (!isSigningSecret(secret)) return webhookProblem(call, unfit);
          const secrets = rotated(before.signing, { secret: seal.seal(secret), until: null }, now);
          await setSigning(client, key, secrets, now);
          return json({ secret }, {}, 201);
        },
        { secret: true },
      ),
  }),
  ...bothDoors({
    names: ['removeSellerSigningSecret', 'removeOwnSigningSecret'],
    method: 'DELETE',
    path: '/webhooks/:webhookId/signing-secret',
    summary: 'Sign calls no more, at once and with none of the secrets',
    answers: { 200: givesNothing() },
    refusals: [],
    handle: (call, seller_id) =>
      changeWebhookOf(call, seller_id, async (client, key, now) =>
        (await setSigning(client, key, [], now)) > 0 ? empty() : null,
      ),
  }),
];

export const webhookEdits: Operation[] = [...edits, ...signing];
