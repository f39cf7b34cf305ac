import { expect, test } from 'vitest';
import { statuses } from '../../src/core/domain/package.ts';
import { isRefusal } from '../../src/core/domain/refusal.ts';
import { parseWebhook, subscriptionName } from '../../src/core/wire/webhook.ts';

const production = { allow_http: false, forbidden_words: true };
const sandbox = { allow_http: true, forbidden_words: false };
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
  ['countryCodes', { url, ...key, countryCodes: 'SA' }],
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

test('the longest address, and in the sandbox http and every word', () => {
  expect(problemOf({ ...key, url: `${url}/${'x'.repeat(2047 - url.length)}` })).toBe(null);
  for (const free of ['http://localhost:3000/trendyol', 'http://127.0.0.1/', 'https://dolap.example'])
    expect([problemOf({ ...key, url: free }, sandbox), problemOf({ ...key, url: free })]).toEqual([null, 'url']);
});
