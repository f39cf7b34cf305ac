import fc from 'fast-check';
import { expect, test } from 'vitest';
import { kurusFromWire, max_kurus, wireFromKurus } from '../../src/core/wire/money.ts';

test('every amount survives the way out and back, with at most two decimals', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: max_kurus }), (kurus) => {
      const text = JSON.stringify(wireFromKurus(kurus));
      expect(text).toMatch(/^\d+(\.\d{1,2})?$/);
      expect(kurusFromWire(JSON.parse(text))).toBe(kurus);
    }),
    { numRuns: 2000 },
  );
});

test.each([
  [0, 0],
  [-0, 0],
  [0.1, 10],
  [0.29, 29],
  [1.1, 110],
  [4.35, 435],
  [129.9, 12990],
  [10_000_000_000, max_kurus],
])('%f is %i kuruş', (amount, kurus) => expect(kurusFromWire(amount)).toBe(kurus));

test.each([
  -0.01,
  0.001,
  1.005,
  0.1 + 0.2,
  10_000_000_000.01,
  1e300,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  '1',
  null,
  undefined,
  {},
])('%s is refused as an amount', (amount) => expect(kurusFromWire(amount)).toBeNull());
