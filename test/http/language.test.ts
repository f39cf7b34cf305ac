import { describe, expect, test } from 'vitest';
import type { RefusalFacts } from '../../src/core/domain/refusal.ts';
import { languages, refusalRows } from '../../src/http/contract/refusals.ts';
import { expectedText, refusalText } from '../../src/http/language/language.ts';
import '../../src/http/routes.ts';

const { en, tr } = languages;
const kinds = ['sentences', 'rules', 'whys', 'forms'] as const;
const templates = kinds.flatMap((kind) => Object.keys({ ...en[kind], ...tr[kind] }).map((name) => ({ kind, name })));
const holes = (template: string) => [...template.matchAll(/\{(\w*)\}/g)].map(([, hole]) => hole!).toSorted();

describe('the languages', () => {
  test('have a sentence for each code, and no other', () => {
    expect(Object.keys(refusalRows).length).toBeGreaterThan(70);
    for (const { sentences } of [en, tr])
      expect(Object.keys(sentences).toSorted()).toEqual(Object.keys(refusalRows).toSorted());
  });

  test.each(templates)('give $kind $name the same facts', ({ kind, name }) => {
    expect(holes(tr[kind][name]!)).toEqual(holes(en[kind][name]!));
  });

  test('leave no hole open, and no brace beside a hole', () => {
    for (const { kind, name } of templates)
      for (const language of [en, tr]) expect(language[kind][name]!.replaceAll(/\{\w+\}/g, '')).not.toMatch(/[{}]/);
  });

  test.each<[RefusalFacts, string, string]>([
    [
      { code: 'not.applicable', package_id: 5, why: 'not.tex' },
      'This is not possible for package 5: a warehouse can be set only for Trendyol Express.',
      'Bu işlem 5 numaralı paket için yapılamaz: depo yalnızca Trendyol Express paketleri için seçilir.',
    ],
    [
      { code: 'field.invalid', field: 'rate', broken: { rule: 'range', expected: { form: 'number.above', above: 0 } } },
      'rate must be a number above 0.',
      'rate 0 değerinden büyük bir sayı olmalı.',
    ],
    [
      { code: 'reason.unknown', reason_id: 7, allowed: [500, 501] },
      'reasonId 7 is not a cancel reason: use one of 500, 501.',
      'reasonId 7 bir iptal nedeni değil: şunlardan birini kullanın: 500, 501.',
    ],
    [
      { code: 'labor.too.high', line_id: 1, limit_kurus: 12_990 },
      'laborCostPerItem of line 1 must be at most 129.9, the price of the cheapest unit of the line.',
      '1 satırının laborCostPerItem değeri en çok 129.9 (satırın en ucuz adedinin fiyatı) olabilir.',
    ],
  ])('state $code with its facts', (facts, english, turkish) => {
    expect(refusalText(en, facts)).toBe(english);
    expect(refusalText(tr, facts)).toBe(turkish);
  });

  test('name all forms that a field takes', () => {
    const expected = [{ form: 'text.most', max: 9 }, { form: 'integer' }, { form: 'null' }] as const;
    expect(expectedText(en, [...expected])).toBe('text of at most 9 characters, an integer or null');
    expect(expectedText(tr, [...expected])).toBe('en çok 9 karakterlik bir metin, bir tam sayı veya null');
    expect(expectedText(en, { form: 'values', values: ['flat', '', null, 1] })).toBe('one of flat, "", null, 1');
  });
});
