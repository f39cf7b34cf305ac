import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { createSeal } from '../src/seal.ts';

const seal = createSeal(randomBytes(32));

test('what was sealed opens again', () => {
  for (const plain of ['', 'geheim', 'ğüşiöç 🔑', 'x'.repeat(10_000)]) expect(seal.open(seal.seal(plain))).toBe(plain);
});

test('a sealed text shows nothing, not even that two are alike', () => {
  expect(seal.seal('geheim')).not.toContain('geheim');
  expect(seal.seal('geheim')).not.toBe(seal.seal('geheim'));
});

test('names its version and its key, so that another key says so', () => {
  expect(seal.seal('x')).toMatch(/^v1\.[0-9a-f]{8}\.[\w-]+$/);
  expect(() => createSeal(randomBytes(32)).open(seal.seal('x'))).toThrow('another KOLI_SECRET_KEY');
});

test('a changed text does not open', () => {
  const sealed = seal.seal('geheim');
  for (let index = sealed.lastIndexOf('.') + 1; index < sealed.length - 1; index += 7) {
    const other = sealed[index] === 'A' ? 'B' : 'A';
    expect(() => seal.open(sealed.slice(0, index) + other + sealed.slice(index + 1))).toThrow();
  }
  expect(() => seal.open(sealed.slice(0, 30))).toThrow();
});
