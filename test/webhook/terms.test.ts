import { expect, test } from 'vitest';
import { statuses } from '../../src/core/domain/package.ts';
import { isRefusal } from '../../src/core/domain/refusal.ts';
import { parseWebhook, subscriptionName } from '../../src/core/wire/webhook.ts';
import { messageOf } from '../../src/http/contract/refusals.ts';

const production = { allow_http: false, forbidden_words: true, allowed_networks: [] as string[] };
const sandbox = { allow_http: true, forbidden_words: false, allowed_networks: ['127.0.0.0/8', '::1/128'] };
const basic = { authenticationType: 'BASIC_AUTHENTICATION', username: 'ali', password: 'gizli' };
const key = { authenticationType: 'API_KEY', apiKey: 'k-1' };
const url = 'https://shop.example/hook';

const problemOf = (body: unknown, settings = production) => {
  const parsed = parseWebhook(body, settings);
  return isRefusal(parsed) ? parsed.field : null;
};

test('a webhook with user and password, and one with a key', () => {
  expect(parseWebhook({ url, ...basic, apiKey: 5 }, production)).toEqual({
    url,
    authentication_type: 'BASIC_AUTHENTICATION',
    username: 'ali',
    secret: 'gizli',
    subscribed: null,
    country_codes: null,
  });
  const statuses = ['CREATED', 'AT_COLLECTION_POINT', 'CREATED'];
  const full = { url, ...key, username: 'veli', subscribedStatuses: statuses, countryCodes: ['SA'], more: 1 };
  expect(parseWebhook(full, production)).toEqual({
    url,
    authentication_type: 'API_KEY',
    username: 'veli',
    secret: 'k-1',
    subscribed: ['CREATED', 'AT_COLLECTION_POINT'],
    country_codes: ['SA'],
  });
});

test.each([undefined, null, []])('subscribedStatuses %j means all', (subscribedStatuses) => {
  expect(parseWebhook({ url, ...key, subscribedStatuses }, production)).toMatchObject({ subscribed: null });
});

test('every status can be subscribed to', () => {
  const names = [...statuses.map(subscriptionName), 'UNSUPPLIED', 'VERIFIED'];
  expect(names).toContain('AT_COLLECTION_POINT');
  expect(parseWebhook({ url, ...key, subscribedStatuses: names }, production)).toMatchObject({ subscribed: names });
});

test.each([
  ['authenticationType', { url }],
  ['authenticationType', { url, ...key, authenticationType: 'NONE' }],
  ['username', { url, ...basic, username: undefined }],
  ['username', { url, ...basic, username: '' }],
  ['username', { url, ...basic, username: 5 }],
  ['password', { url, ...basic, password: '' }],
  ['password', { url, ...basic, password: null }],
  ['apiKey', { url, authenticationType: 'API_KEY' }],
  ['apiKey', { url, ...key, apiKey: '' }],
  ['apiKey', { url, ...key, apiKey: 'a\r\nx: y' }],
  ['apiKey', { url, ...key, apiKey: 'şifre' }],
  ['username', { url, ...key, username: 'a\0b' }],
  ['subscribedStatuses[1]', { url, ...key, subscribedStatuses: ['CREATED', 'Created'] }],
  ['subscribedStatuses', { url, ...key, subscribedStatuses: 'CREATED' }],
  ['countryCodes', { url, ...key, countryCodes: 'SA;RO' }],
  ['countryCodes[1]', { url, ...key, countryCodes: ['SA', 'Romania'] }],
  ['url', { ...key }],
  ['url', { ...key, url: 5 }],
  ['url', { ...key, url: '/hook' }],
  ['url', { ...key, url: 'shop.example/hook' }],
  ['url', { ...key, url: 'ftp://shop.example/' }],
  ['url', { ...key, url: 'http://shop.example/' }],
  ['url', { ...key, url: 'https://' }],
  ['url', { ...key, url: 'https://ali@shop.example/' }],
  ['url', { ...key, url: 'https://:gizli@shop.example/' }],
  ['url', { ...key, url: 'https://shop.example/a\nb' }],
  ['url', { ...key, url: `${url}/${'x'.repeat(2048 - url.length)}` }],
  ['url', { ...key, url: 'https://hooks.TrendYol.example/' }],
  ['url', { ...key, url: 'https://shop.example/?from=DOLAP' }],
  ['url', { ...key, url: 'https://localhost/' }],
  ['url', { ...key, url: 'https://l%6Fcalhost/' }],
  ['url', { ...key, url: 'https://ｌocalhost/' }],
  ['body', []],
  ['body', null],
])('%s is refused: %j', (field, body) => {
  expect(problemOf(body)).toBe(field);
});

test('the longest address is accepted, and in the sandbox http and any host', () => {
  expect(problemOf({ ...key, url: `${url}/${'x'.repeat(2047 - url.length)}` })).toBe(null);
  for (const free of ['http://localhost:3000/trendyol', 'http://127.0.0.1/', 'https://dolap.example'])
    expect([problemOf({ ...key, url: free }, sandbox), problemOf({ ...key, url: free })]).toEqual([null, 'url']);
});

test.each([
  '10.0.0.7',
  '172.18.0.5',
  '[fd00::5]',
  '0xac.18.0.5',
  '2886860805',
  '169.254.169.254',
  '[::ffff:0:127.0.0.1]',
])('a host that is the special address %s is refused with the name of the setting', (host) => {
  const parsed = parseWebhook({ url: `http://${host}:3000/h`, ...key }, sandbox);
  expect(parsed).toMatchObject({ code: 'field.invalid', field: 'url', broken: { rule: 'url.address' } });
  expect(messageOf(parsed as never, 'en')).toContain('KOLI_WEBHOOK_ALLOWED_NETWORKS');
  expect(messageOf(parsed as never, 'tr')).toContain('KOLI_WEBHOOK_ALLOWED_NETWORKS');
});

test.each(['127.0.0.1:3000', '[::1]:3000', '1.1.1.1', '[2606:4700::1111]', 'host.docker.internal'])(
  'the host %s is taken where its network is allowed, or where it is a name',
  (host) => expect(problemOf({ url: `http://${host}/h`, ...key }, sandbox)).toBeNull(),
);
