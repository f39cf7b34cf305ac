import { describe, expect, test } from 'vitest';
import { masked } from '../../src/core/webhook/mask.ts';

const secrets = ['s3cr3t-key', 'pa"ss\\wo/rd&<x>', 'gizli şifre+42%', "it's"];

const unicode = (text: string) =>
  [...text].map((each) => `\\u${each.charCodeAt(0).toString(16).padStart(4, '0')}`).join('');
const html = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const encodings: [name: string, encode: (text: string) => string][] = [
  ['plain', (text) => text],
  ['as JSON', (text) => JSON.stringify(text).slice(1, -1)],
  ['as JSON of PHP', (text) => JSON.stringify(text).slice(1, -1).replaceAll('/', '\\/')],
  ['as JSON of ASCII', unicode],
  ['as JSON of ASCII in capitals', (text) => unicode(text).toUpperCase().replaceAll('\\U', '\\u')],
  ['percent-encoded', encodeURIComponent],
  ['percent-encoded in small letters', (text) => encodeURIComponent(text).replace(/%../g, (one) => one.toLowerCase())],
  ['percent-encoded as in a form', (text) => new URLSearchParams({ a: text }).toString().slice(2)],
  ['percent-encoded throughout', (text) => Buffer.from(text).toString('hex').replace(/../g, '%$&')],
  ['as HTML', html],
  ['as HTML of a template engine', (text) => html(text).replaceAll("'", '&#39;').replaceAll('/', '&#x2F;')],
  ['in base64', (text) => Buffer.from(text).toString('base64')],
  ['in base64 behind something', (text) => Buffer.from(`user:${text}`).toString('base64')],
  ['in base64 within something', (text) => Buffer.from(`{"key":"${text}"}`).toString('base64')],
  ['in base64 of addresses', (text) => Buffer.from(`a${text}`).toString('base64url')],
  ['in base64, percent-encoded', (text) => encodeURIComponent(Buffer.from(text).toString('base64'))],
  ['in hex', (text) => Buffer.from(text).toString('hex')],
];

describe.each(encodings)('a secret %s', (name, encode) => {
  test.each(secrets)('does not show: %s', (secret) => {
    // Too short to be told from chance in base64 at any place.
    if (secret.length < 5 && /base64/.test(name)) return expect(masked(secret, secrets, false)).toBe('***');
    const encoded = encode(secret);
    const shown = masked(`you sent ${encoded} and İstanbul ${encoded}.`, secrets, false);
    expect(shown).toMatch(/^you sent \S*\*\*\*\S* and İstanbul \S*\*\*\*\S*\.$/);
    // At most the ends of base64, where bytes of its neighbours are in the same character.
    const left = shown.replaceAll(/you sent|and İstanbul/g, '').replaceAll('***', '');
    const most = /base64/.test(name) ? 2 * (Buffer.from(`{"key":""}user:`).toString('base64').length + 6) : 8;
    expect(left.length).toBeLessThanOrEqual(most);
  });

  test.each(secrets)('does not show by its half, where an answer is cut: %s', (secret) => {
    if (/within|behind|addresses/.test(name)) return expect(masked('', secrets, true)).toBe('');
    const encoded = encode(secret);
    for (let length = 1; length < encoded.length; length++) {
      const shown = masked(`you sent _${encoded.slice(0, length)}`, secrets, true);
      if (!/base64|hex/.test(name))
        expect([length, shown.replace(/\*\*\*.{0,2}$/, '')]).toEqual([length, 'you sent _']);
    }
  });
});

test('what is no secret stays', () => {
  const text = '{"ok":true,"message":"İyi, teşekkürler 😀 s3cr3t-ke pa%22ss"}';
  expect(masked(text, secrets, false)).toBe(text);
  expect(masked(text, secrets, true)).toBe(text);
  expect(masked('s3cr3t-ke', secrets, true)).toBe('');
});
