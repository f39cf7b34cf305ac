import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isExact, readJson } from '../../src/http/server/json.ts';

const limits = { depth: 64, keys: 500, entries: 50_000 };
const read = (text: string | Buffer, given = limits) => readJson(Buffer.from(text), given);
const flawOf = async (text: string | Buffer, given = limits) => {
  const result = await read(text, given);
  return 'flaw' in result ? result.flaw.rule : null;
};

describe('a JSON body', () => {
  test('returns the value, or the reason why it is not JSON', async () => {
    let [values, flaws] = [0, 0];
    const anything = fc.json({ maxDepth: 5 });
    await fc.assert(
      fc.asyncProperty(
        anything,
        fc.array(fc.tuple(fc.nat(), fc.constantFrom(...'{}[]",:0e\\u ')), { maxLength: 2 }),
        async (json, edits) => {
          const text = edits.reduce(
            (text, [at, sign]) => text.slice(0, at % (text.length + 1)) + sign + text.slice(at % (text.length + 1)),
            json,
          );
          const result = await read(text);
          let native: unknown;
          try {
            native = JSON.parse(text);
          } catch {
            expect(result).toMatchObject({ flaw: {} });
            flaws++;
            return;
          }
          if ('value' in result) {
            expect(result.value).toEqual(native);
            values++;
          } else {
            expect(['key.twice', 'number.inexact', 'text.nul', 'text.surrogate', 'json.deep']).toContain(
              result.flaw.rule,
            );
          }
        },
      ),
      { numRuns: 3_000 },
    );
    expect(values).toBeGreaterThan(300);
    expect(flaws).toBeGreaterThan(300);
  });

  test('is read in parts when it is large, with the same result', async () => {
    const order = { note: 'ç"\\'.repeat(200), lines: [{ barcode: 'a', deep: [[1], { x: null }] }] };
    const whole = {
      2: [7, order, [], {}],
      orders: Array.from({ length: 600 }, () => order),
      1: [[[1]], 'x'],
      one: order,
    };
    const text = JSON.stringify(whole);
    expect(text.length).toBeGreaterThan(256 << 10);
    expect(await read(text)).toEqual({ value: whole });
    for (const broken of [text.slice(0, -1), text.replace('},{', '} {'), text.replace('},{', '},,{')])
      expect(await flawOf(broken)).toBe('json.not');
  });

  test.each([
    ['{"a":1,"a":1}', 'key.twice'],
    ['{"a":1,"\\u0061":2}', 'key.twice'],
    ['{"ç":1,"\\u00e7":2}', 'key.twice'],
    ['{"x":[{"a":1,"b":{"a":1},"a":2}]}', 'key.twice'],
    ['[3.0000000000000001]', 'number.inexact'],
    ['[9007199254740993]', 'number.inexact'],
    ['[1e400]', 'number.inexact'],
    ['[1e-400]', 'number.inexact'],
    ['["\\u0000"]', 'text.nul'],
    ['{"\\u0000":1}', 'text.nul'],
    ['["\\ud800"]', 'text.surrogate'],
    ['["\\ud800\\u0041"]', 'text.surrogate'],
    ['["\\udc00"]', 'text.surrogate'],
    ['', 'json.not'],
    ['{', 'json.not'],
    ['"\\', 'json.not'],
    ['"\\u12', 'json.not'],
    ['}{', 'json.not'],
  ])('%s is refused: %s', async (text, rule) => {
    expect(await flawOf(text)).toBe(rule);
  });

  test.each([
    '{"a":{"a":1},"b":[{"a":1},{"a":2}]}',
    '["a","a"]',
    '{"a":"\\\\u0000"}',
    '["\\ud83d\\ude00"]',
    '[0.1,1.10,100e-2,-0,0.0,1E5,123456789012345680000,5e-324,9007199254740992,0.30000000000000004]',
  ])('%s is accepted', async (text) => {
    expect(await read(text)).toEqual({ value: JSON.parse(text) });
  });

  test('bytes that are not UTF-8 are refused', async () => {
    expect(await flawOf(Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22]))).toBe('utf8.not');
  });

  test('the reader refuses at the first excess', async () => {
    const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
    const keys = (count: number) =>
      JSON.stringify(Object.fromEntries(Array.from({ length: count }, (_, i) => [`k${i}`, i])));
    expect([await flawOf(nested(64)), await flawOf(nested(65))]).toEqual([null, 'json.deep']);
    expect([await flawOf(keys(500)), await flawOf(keys(501))]).toEqual([null, 'json.keys']);
    const few = { ...limits, entries: 10 };
    expect([await flawOf('[1,2,3,4,5,6,7,8,9,10]', few), await flawOf('[1,2,3,4,5,6,7,8,9,10,11]', few)]).toEqual([
      null,
      'json.entries',
    ]);
    expect(await flawOf('[{"a":1},{"a":1},{"a":1},{"a":1},{"a":1},{"a":1}]', few)).toBe('json.entries');
    // Not even JSON: the end of these bytes is not looked for.
    expect(await flawOf(Buffer.alloc(16 << 20, '['))).toBe('json.deep');
    expect(await flawOf(Buffer.alloc(16 << 20, '[]'))).toBe('json.entries');
  });
});

test('a number is exact when its digits survive', () => {
  fc.assert(
    fc.property(fc.double({ noDefaultInfinity: true, noNaN: true }), (value) => {
      expect([value, isExact(String(value)), isExact(value.toExponential())]).toEqual([value, true, true]);
    }),
  );
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 10n ** 30n }), (value) => {
      // A double that shows as these digits carries them.
      expect(isExact(String(value))).toBe(
        Number(value)
          .toExponential()
          .replace(/\.|e.*/g, '') === String(value).replace(/0+$/, '') || value === 0n,
      );
    }),
  );
});
