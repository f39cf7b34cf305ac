import type { Answer, Json, JsonObject, Request, Row } from '../format.ts';
import { status_names } from '../tables/words.ts';

const hook: JsonObject = { url: 'https://shop.example/hook', authenticationType: 'API_KEY', apiKey: 'k-1' };
const basic: JsonObject = {
  url: 'https://shop.example/hook',
  authenticationType: 'BASIC_AUTHENTICATION',
  username: 'ali',
  password: 'gizli',
};
const create = (body: Json = hook): Request => ({ call: 'POST W', body, keep: { webhook: 'id' } });
const list = (...content: JsonObject[]): { request: Request; answer: Answer } => ({
  request: { call: 'GET W' },
  answer: { body: content },
});
const listed: JsonObject = {
  id: '{webhook}',
  createdDate: '<integer>',
  lastModifiedDate: null,
  url: 'https://shop.example/hook',
  username: null,
  authenticationType: 'API_KEY',
  status: 'ACTIVE',
  subscribedStatuses: null,
  countryCodes: null,
};
const none = { status: null };
const there = { status: null, done: [create()] };
const ok: Answer = { text: '200 OK', headers: { 'content-type': 'text/plain; charset=utf-8' } };
const names = status_names.map((name) => (name === 'AtCollectionPoint' ? 'AT_COLLECTION_POINT' : name.toUpperCase()));
const strict = { KOLI_WEBHOOK_FORBIDDEN_WORDS: 'on', KOLI_WEBHOOK_ALLOW_HTTP: 'off' };

/** What a webhook is made of, and how it is shown: never with its secret. */
const accepted: [id: string, body: JsonObject, shown: JsonObject][] = [
  ['key', hook, {}],
  ['basic', basic, { authenticationType: 'BASIC_AUTHENTICATION', username: 'ali' }],
  ['key-with-a-user', { ...hook, username: 'veli', password: 'x' }, { username: 'veli' }],
  ['basic-with-a-key', { ...basic, apiKey: '' }, { authenticationType: 'BASIC_AUTHENTICATION', username: 'ali' }],
  ['statuses-null', { ...hook, subscribedStatuses: null }, {}],
  ['statuses-empty', { ...hook, subscribedStatuses: [] }, {}],
  ['statuses-all-13', { ...hook, subscribedStatuses: names }, { subscribedStatuses: names }],
  ...names.map((name): [string, JsonObject, JsonObject] => [
    `statuses-${name}`,
    { ...hook, subscribedStatuses: [name] },
    { subscribedStatuses: [name] },
  ]),
  [
    'statuses-repeated',
    { ...hook, subscribedStatuses: ['CREATED', 'PICKING', 'CREATED'] },
    { subscribedStatuses: ['CREATED', 'PICKING'] },
  ],
  ['country-codes', { ...hook, countryCodes: ['TR', 'AZ'] }, { countryCodes: ['TR', 'AZ'] }],
  ['country-codes-null', { ...hook, countryCodes: null }, {}],
  ['country-codes-empty', { ...hook, countryCodes: [] }, {}],
  ['country-codes-as-text', { ...hook, countryCodes: 'ro, GR,sa' }, { countryCodes: ['RO', 'GR', 'SA'] }],
  ['country-codes-as-empty-text', { ...hook, countryCodes: '' }, {}],
  ['country-codes-repeated', { ...hook, countryCodes: [' ro ', 'RO'] }, { countryCodes: ['RO'] }],
  ['unknown-keys', { ...hook, colour: 'red' }, {}],
  ['http-in-the-sandbox', { ...hook, url: 'http://127.0.0.1:1/hook' }, { url: 'http://127.0.0.1:1/hook' }],
  ...['trendyol', 'DOLAP', 'localhost'].map((word): [string, JsonObject, JsonObject] => [
    `word-${word}-in-the-sandbox`,
    { ...hook, url: `https://shop.example/${word}` },
    { url: `https://shop.example/${word}` },
  ]),
  [
    'url-of-2048',
    { ...hook, url: `https://shop.example/${'x'.repeat(2027)}` },
    { url: `https://shop.example/${'x'.repeat(2027)}` },
  ],
];

const { url: _url, ...no_url } = hook;
const { apiKey: _apiKey, ...no_key } = hook;
const { username: _username, ...no_user } = basic;
const { password: _password, ...no_password } = basic;
const { authenticationType: _type, ...no_type } = hook;

const malformed: [id: string, body: Json, says: string][] = [
  ['no-url', no_url, 'url'],
  ['url-not-absolute', { ...hook, url: 'shop.example/hook' }, 'url'],
  ['url-of-another-kind', { ...hook, url: 'ftp://shop.example' }, 'url'],
  ['url-of-2049', { ...hook, url: `https://shop.example/${'x'.repeat(2028)}` }, 'url'],
  ['url-with-a-user', { ...hook, url: 'https://ali:gizli@shop.example/hook' }, 'url'],
  ['url-a-number', { ...hook, url: 1 }, 'url'],
  ['url-empty', { ...hook, url: '' }, 'url'],
  ['no-type', no_type, 'authenticationType'],
  ['type-unknown', { ...hook, authenticationType: 'OAUTH' }, 'authenticationType'],
  ['no-key', no_key, 'apiKey'],
  ['key-empty', { ...hook, apiKey: '' }, 'apiKey'],
  ['no-username', no_user, 'username'],
  ['username-empty', { ...basic, username: '' }, 'username'],
  ['no-password', no_password, 'password'],
  ['password-empty', { ...basic, password: '' }, 'password'],
  ['status-unknown', { ...hook, subscribedStatuses: ['Created'] }, 'subscribedStatuses'],
  ['statuses-a-text', { ...hook, subscribedStatuses: 'CREATED' }, 'subscribedStatuses'],
];

const listedBasic: JsonObject = {
  ...listed,
  username: 'ali',
  authenticationType: 'BASIC_AUTHENTICATION',
  subscribedStatuses: ['CREATED'],
};

/** What an update leaves out stays. */
const changed: [id: string, body: JsonObject, shown: JsonObject][] = [
  ['nothing', {}, {}],
  ['url', { url: 'https://shop.example/new' }, { url: 'https://shop.example/new' }],
  ['statuses', { subscribedStatuses: ['PICKING'] }, { subscribedStatuses: ['PICKING'] }],
  ['all-statuses', { subscribedStatuses: [] }, { subscribedStatuses: null }],
  ['all-statuses-by-null', { subscribedStatuses: null }, { subscribedStatuses: null }],
  ['username', { username: 'veli' }, { username: 'veli' }],
  ['password', { password: 'new' }, {}],
  ['the-same-type', { authenticationType: 'BASIC_AUTHENTICATION' }, {}],
  ['nulls', { url: null, username: null, password: null, apiKey: null, authenticationType: null }, {}],
  ['an-empty-key-beside-basic', { apiKey: '' }, {}],
  ['another-type', { authenticationType: 'API_KEY', apiKey: 'k-2' }, { authenticationType: 'API_KEY' }],
];

const unchanged: [id: string, body: JsonObject, says: string][] = [
  ['another-type-without-its-key', { authenticationType: 'API_KEY' }, 'apiKey'],
  ['username-empty', { username: '' }, 'username'],
  ['password-empty', { password: '' }, 'password'],
  ['url-not-absolute', { url: 'shop.example' }, 'url'],
  ['status-unknown', { subscribedStatuses: ['Created'] }, 'subscribedStatuses'],
];

const missing: [id: string, path: string][] = [
  ['unknown', '00000000-0000-4000-8000-000000000000'],
  ['malformed', 'not-a-uuid'],
  ['a-number', '12'],
];
const management: [id: string, method: string, end: string, body?: Json][] = [
  ['update', 'PUT', '', hook],
  ['delete', 'DELETE', ''],
  ['activate', 'PUT', '/activate'],
  ['deactivate', 'PUT', '/deactivate'],
];

const after = (word: string, body?: Json): Request => ({ call: `PUT W/{webhook}/${word}`, body });

export const rows: Row[] = [
  ...accepted.map(
    ([id, body, shown]): Row => ({
      id: `webhooks/create/${id}`,
      given: none,
      request: create(body),
      answer: { body: { id: '<uuid>' } },
      see: [list({ ...listed, createdDate: '{now-1s}', ...shown })],
    }),
  ),
  { id: 'webhooks/list/none', given: none, request: { call: 'GET W' }, answer: { body: [] } },
  {
    id: 'webhooks/create/the-same-twice',
    given: there,
    request: { ...create(), keep: { second: 'id' } },
    answer: { body: { id: '<uuid>' } },
    see: [list(listed, { ...listed, id: '{second}' })],
  },
  ...malformed.flatMap(([id, body, says]): Row[] => [
    {
      id: `webhooks/create/refused/${id}`,
      given: none,
      request: { call: 'POST W', body },
      answer: { refused: 'koli.webhook.invalid', says },
    },
    ...(id.startsWith('no-')
      ? []
      : [
          {
            id: `webhooks/update/refused/${id}`,
            given: there,
            request: { call: 'PUT W/{webhook}', body },
            answer: { refused: 'koli.webhook.invalid', says },
          },
        ]),
  ]),
  ...changed.map(
    ([id, body, shown]): Row => ({
      id: `webhooks/update/part/${id}`,
      given: { status: null, done: [create({ ...basic, subscribedStatuses: ['CREATED'] })] },
      request: { call: 'PUT W/{webhook}', body },
      answer: ok,
      see: [list({ ...listedBasic, lastModifiedDate: '{now-1s}', ...shown })],
    }),
  ),
  ...unchanged.map(
    ([id, body, says]): Row => ({
      id: `webhooks/update/part/refused/${id}`,
      given: { status: null, done: [create({ ...basic, subscribedStatuses: ['CREATED'] })] },
      request: { call: 'PUT W/{webhook}', body },
      answer: { refused: 'koli.webhook.invalid', says },
      see: [list(listedBasic)],
    }),
  ),
  ...[[], null, 'x'].map(
    (body): Row => ({
      id: `webhooks/create/refused/body-${JSON.stringify(body)}`,
      given: none,
      request: { call: 'POST W', body },
      answer: 'koli.body.malformed',
    }),
  ),
  // In production an address is https and holds none of three words, in any letter case.
  ...[
    'http://shop.example',
    'https://trendyol.example',
    'https://shop.example/DoLaP',
    'https://shop.example?x=LOCALHOST',
  ].map(
    (url, index): Row => ({
      id: `webhooks/create/refused-in-production-${index + 1}`,
      given: { status: null, server: strict },
      request: { call: 'POST W', body: { ...hook, url } },
      answer: { refused: 'koli.webhook.invalid', says: 'url' },
    }),
  ),
  {
    id: 'webhooks/create/accepted-in-production',
    given: { status: null, server: strict },
    request: create(),
    answer: { body: { id: '<uuid>' } },
    see: [list(listed)],
  },
  {
    id: 'webhooks/limit/15th',
    given: { status: null, done: Array.from({ length: 14 }, () => create()) },
    request: create(),
    answer: { body: { id: '<uuid>' } },
    see: [{ request: { call: 'GET W' }, answer: { has: { length: 15 } } }],
  },
  {
    id: 'webhooks/limit/16th',
    given: { status: null, done: Array.from({ length: 15 }, () => create()) },
    request: { call: 'POST W', body: hook },
    answer: { refused: 'koli.webhook.limit', says: '15' },
  },
  {
    id: 'webhooks/limit/PASSIVE-ones-count',
    given: { status: null, done: [...Array.from({ length: 15 }, () => create()), after('deactivate')] },
    request: { call: 'POST W', body: hook },
    answer: 'koli.webhook.limit',
  },
  {
    id: 'webhooks/update/everything',
    why: 'the subscription is left out, so it stays',
    given: { status: null, done: [create({ ...basic, subscribedStatuses: ['CREATED'] })] },
    request: { call: 'PUT W/{webhook}', body: { ...hook, url: 'https://shop.example/new' } },
    answer: ok,
    see: [
      list({
        ...listed,
        username: 'ali',
        subscribedStatuses: ['CREATED'],
        url: 'https://shop.example/new',
        lastModifiedDate: '{now-1s}',
      }),
    ],
  },
  {
    id: 'webhooks/update/leaves-the-status',
    given: { status: null, done: [create(), after('deactivate')] },
    request: { call: 'PUT W/{webhook}', body: basic },
    answer: ok,
    see: [
      list({
        ...listed,
        status: 'PASSIVE',
        username: 'ali',
        authenticationType: 'BASIC_AUTHENTICATION',
        lastModifiedDate: '{now-1s}',
      }),
    ],
  },
  { id: 'webhooks/delete', given: there, request: { call: 'DELETE W/{webhook}' }, answer: ok, see: [list()] },
  ...[undefined, {}].flatMap((body): Row[] => {
    const sent = body === undefined ? 'no-body' : 'empty-body';
    return [
      {
        id: `webhooks/deactivate/${sent}`,
        given: there,
        request: after('deactivate', body),
        answer: ok,
        see: [list({ ...listed, status: 'PASSIVE', lastModifiedDate: '{now-1s}' })],
      },
      {
        id: `webhooks/activate/${sent}`,
        given: { status: null, done: [create(), after('deactivate')] },
        request: after('activate', body),
        answer: ok,
        see: [list({ ...listed, lastModifiedDate: '{now-1s}' })],
      },
      {
        id: `webhooks/activate/again/${sent}`,
        why: 'nothing changes',
        given: there,
        request: after('activate', body),
        answer: ok,
        see: [list(listed)],
      },
    ];
  }),
  ...management.flatMap(([call, method, end, body]): Row[] => [
    ...missing.map(
      ([id, path]): Row => ({
        id: `webhooks/${call}/unknown/${id}`,
        given: none,
        request: { call: `${method} W/${path}${end}`, body },
        answer: 'koli.webhook.unknown',
      }),
    ),
    {
      id: `webhooks/${call}/unknown/deleted`,
      given: { status: null, done: [create(), { call: 'DELETE W/{webhook}' }] },
      request: { call: `${method} W/{webhook}${end}`, body },
      answer: 'koli.webhook.unknown',
    },
    {
      id: `webhooks/${call}/unknown/of-another-seller`,
      given: there,
      request: {
        call: `${method} /integration/webhook/sellers/{stranger}/webhooks/{webhook}${end}`,
        body,
        as: 'stranger',
      },
      answer: 'koli.webhook.unknown',
    },
  ]),
  {
    id: 'webhooks/update/unknown-before-its-body',
    given: none,
    request: { call: 'PUT W/00000000-0000-4000-8000-000000000000', body: { url: 1 } },
    answer: 'koli.webhook.unknown',
  },
];
