import { type TSchemaOptions, Type } from 'typebox';
import { type FieldRefusal, invalid, isRefusal } from '../domain/refusal.ts';
import { addressAllowed, addressOfHost, readNetworks } from './addresses.ts';
import { form_key, parser } from './parse.ts';
import { type StatusName, statusNames } from './status.ts';
import { ms, orNull, text } from './terms.ts';

/** What subscriptions call a status: `AtCollectionPoint` is `AT_COLLECTION_POINT`. */
export const subscriptionName = (status: StatusName): string =>
  status === 'AtCollectionPoint' ? 'AT_COLLECTION_POINT' : status.toUpperCase();

const subscriptionNames = statusNames.map(subscriptionName);

/** PostgreSQL stores no NUL, and no other control character belongs into a name or an address. */
const visible = (max: number, options: TSchemaOptions = {}) =>
  Type.String({
    pattern: `^[^\\u0000-\\u001f\\u007f]{1,${max}}$`,
    [form_key]: { form: 'visible', min: 1, max },
    ...options,
  });

const credential = () => visible(4_096);

/** In any letter case: a list, or a text with commas between. */
function CountryCodes() {
  const code = '\\s*[A-Za-z]{2}\\s*';
  const entry = Type.String({ pattern: `^${code}$`, [form_key]: { form: 'country.code' } });
  const listed = Type.String({ pattern: `^\\s*$|^${code}(,${code})*$` });
  return Type.Union([Type.Array(entry, { maxItems: 300 }), listed, Type.Null()], {
    [form_key]: { form: 'country.codes' },
    description: 'Send only packages of these countries: a list, or a text with commas. Absent, null or empty: all.',
  });
}

const webhook_fields = {
  url: visible(2_048, { [form_key]: { form: 'url', max: 2_048 } }),
  subscribedStatuses: Type.Optional(
    Type.Union([Type.Array(Type.Enum(subscriptionNames)), Type.Null()], {
      description:
        'Null or empty: all. `UNSUPPLIED`: cancelled by the seller, which `CANCELLED` means as well. `VERIFIED` is never sent.',
    }),
  ),
  countryCodes: Type.Optional(CountryCodes()),
};

const authenticationType = Type.Enum(['BASIC_AUTHENTICATION', 'API_KEY']);

const BasicWebhook = Type.Object({
  ...webhook_fields,
  authenticationType: Type.Literal('BASIC_AUTHENTICATION'),
  username: credential(),
  password: credential(),
});

const KeyWebhook = Type.Object({
  ...webhook_fields,
  authenticationType: Type.Literal('API_KEY'),
  // It travels as the value of a header, which holds nothing beyond Latin-1.
  apiKey: Type.String({
    pattern: '^[\\u0020-\\u007e\\u0080-\\u00ff]{1,4096}$',
    [form_key]: { form: 'header', min: 1, max: 4_096 },
  }),
  username: Type.Optional(Type.Union([credential(), Type.Literal(''), Type.Null()])),
});

/** The body of creating and of replacing a webhook. */
export const WebhookInput = Type.Union([BasicWebhook, KeyWebhook], {
  title: 'WebhookInput',
  description: 'The address of a webhook and the credentials of its calls.',
});

export const envelopes = ['flat', 'page'] as const;
export const profileNames = ['trendyol', 'standard'] as const;

/** What koli offers beyond the marketplace's terms; null: as the seller's settings or the installation's say. */
const options = {
  envelope: Type.Optional(Type.Union([Type.Enum([...envelopes]), Type.Null()])),
  profile: Type.Optional(Type.Union([Type.Enum([...profileNames]), Type.Null()])),
};
const credential_fields = {
  username: Type.Optional(KeyWebhook.properties.username),
  password: Type.Optional(BasicWebhook.properties.password),
  apiKey: Type.Optional(KeyWebhook.properties.apiKey),
};
const strict = { additionalProperties: false };

/** A new webhook on koli's own API, where unknown fields are refused. */
export const NewWebhook = Type.Object(
  { ...webhook_fields, authenticationType, ...credential_fields, ...options },
  strict,
);

/** Absent fields do not change. */
export const WebhookChange = Type.Object(
  {
    ...webhook_fields,
    url: Type.Optional(webhook_fields.url),
    authenticationType: Type.Optional(authenticationType),
    ...credential_fields,
    ...options,
  },
  strict,
);

/**
 * A change of a webhook on the marketplace's API: what is left out stays, and unknown fields are ignored. The whole is
 * parsed again, so credentials of the other authentication type may be anything.
 */
export const WebhookUpdate = Type.Object(
  {
    url: Type.Optional(webhook_fields.url),
    authenticationType: Type.Optional(authenticationType),
    username: Type.Optional(Type.String()),
    password: Type.Optional(Type.String()),
    apiKey: Type.Optional(Type.String()),
    subscribedStatuses: webhook_fields.subscribedStatuses,
    countryCodes: webhook_fields.countryCodes,
  },
  { title: 'WebhookUpdate', description: 'Absent fields do not change.' },
);

const secret_bytes = { least: 24, most: 64 };

export const signingSecret = (bytes: Buffer): string => `whsec_${bytes.toString('base64')}`;

/** The form of Standard Webhooks: the one base64 text of its bytes. */
export const SigningSecretInput = Type.Refine(
  Type.String({ pattern: '^whsec_[A-Za-z0-9+/]{32,86}={0,2}$', [form_key]: { form: 'signing.secret' } }),
  (text) => {
    const bytes = Buffer.from(text.slice('whsec_'.length), 'base64');
    const { least, most } = secret_bytes;
    return bytes.length >= least && bytes.length <= most && signingSecret(bytes) === text;
  },
);

export const SigningInput = Type.Object({ secret: Type.Optional(SigningSecretInput) }, strict);

const parseWebhookInput = parser(WebhookInput);

/** A webhook as its owner describes it; the secret is in the clear. */
export type WebhookTerms = {
  url: string;
  authentication_type: 'BASIC_AUTHENTICATION' | 'API_KEY';
  username: string | null;
  secret: string;
  /** Null: every status, future ones included. */
  subscribed: string[] | null;
  country_codes: string[] | null;
};

type WebhookSettings = { allow_http: boolean; forbidden_words: boolean; allowed_networks: string[] };

export function parseWebhook(value: unknown, settings: WebhookSettings): WebhookTerms | FieldRefusal {
  const input = parseWebhookInput(value);
  if (isRefusal(input)) return input;
  const problem = checkUrl(input.url, settings);
  if (problem !== null) return problem;
  const { subscribedStatuses: statuses, countryCodes } = input;
  return {
    url: input.url,
    authentication_type: input.authenticationType,
    username: input.username ?? null,
    secret: input.authenticationType === 'API_KEY' ? input.apiKey : input.password,
    subscribed: statuses == null || statuses.length === 0 ? null : [...new Set(statuses)],
    country_codes: countriesIn(countryCodes),
  };
}

function countriesIn(given: string | string[] | null | undefined): string[] | null {
  const entries = typeof given === 'string' ? given.split(',') : (given ?? []);
  const codes = entries.map((entry) => entry.trim().toUpperCase()).filter((code) => code !== '');
  return codes.length === 0 ? null : [...new Set(codes)];
}

const forbidden_words = ['trendyol', 'dolap', 'localhost'];

export function checkUrl(
  text: string,
  { allow_http, forbidden_words: is_strict, allowed_networks }: WebhookSettings,
): FieldRefusal | null {
  const url = URL.canParse(text) ? new URL(text) : null;
  const schemes = allow_http ? ['https:', 'http:'] : ['https:'];
  if (url === null || !schemes.includes(url.protocol))
    return invalid('url', { rule: 'form', expected: { form: allow_http ? 'url.http' : 'url.https' } });
  if (url.username !== '' || url.password !== '') return invalid('url', { rule: 'url.user' });
  // Also as it reads after parsing: percent signs and other scripts can spell the same host.
  const word = is_strict
    ? forbidden_words.find((each) => `${text} ${url.href}`.toLowerCase().includes(each))
    : undefined;
  if (word !== undefined) return invalid('url', { rule: 'url.word', word });
  // Names are judged at each call: what they mean may change.
  const address = addressOfHost(url.hostname);
  if (address === null || addressAllowed(address, readNetworks(allowed_networks))) return null;
  return invalid('url', { rule: 'url.address', address });
}

type ViewedTerms = Pick<WebhookTerms, 'url' | 'username' | 'authentication_type' | 'subscribed' | 'country_codes'> & {
  webhook_id: string;
  created_at: number;
  modified_at: number | null;
  status: 'ACTIVE' | 'PASSIVE';
};

export const WebhookDocument = Type.Object(
  {
    id: Type.String({ format: 'uuid' }),
    createdDate: ms('Time of its creation'),
    lastModifiedDate: orNull(ms('Time of its last change'), 'Null until the first change'),
    url: text(),
    username: orNull(text(), 'As it was registered'),
    authenticationType: Type.Enum(['BASIC_AUTHENTICATION', 'API_KEY']),
    status: Type.Enum(['ACTIVE', 'PASSIVE']),
    subscribedStatuses: orNull(Type.Array(Type.Enum(subscriptionNames)), 'Null: all, including future ones'),
    countryCodes: orNull(Type.Array(text()), 'Null: packages of all countries'),
  },
  { title: 'Webhook', description: 'A webhook, without its secrets.' },
);

export const WebhookCreated = Type.Object(
  { id: Type.String({ format: 'uuid' }) },
  { title: 'WebhookCreated', description: 'The new webhook.' },
);

/** A webhook as its owner reads it: never with its secret. */
export const webhookDocument = (row: ViewedTerms) => ({
  id: row.webhook_id,
  createdDate: row.created_at,
  lastModifiedDate: row.modified_at,
  url: row.url,
  username: row.username,
  authenticationType: row.authentication_type,
  status: row.status,
  subscribedStatuses: row.subscribed,
  countryCodes: row.country_codes,
});
