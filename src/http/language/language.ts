import type { BrokenRule, Expected, ExpectedForm, RefusalFacts } from '../../core/domain/refusal.ts';
import { wireFromKurus } from '../../core/wire/money.ts';

export type Locale = 'en' | 'tr';

/** The texts of one language: templates by code, rule, reason and form. A hole `{name}` shows the fact of that name. */
export type Language = {
  sentences: Record<string, string>;
  /** What is wrong with a field. Shown by `{broken}`. */
  rules: Record<string, string>;
  /** Shown by `{why}`. */
  whys: Record<string, string>;
  /** What a field takes, as a noun phrase. Shown by `{expected}`. */
  forms: Record<string, string>;
  /** Joins alternatives. */
  or: string;
};

/** What a language must have texts for: the facts of each code, rule and form, and the names of the reasons. */
export type TextNames = { facts: object; rules: object; forms: object; whys: string };

/** The texts of a language: one for each name in `T`. */
export type TextsOf<T extends TextNames> = {
  sentences: Record<keyof T['facts'], string>;
  rules: Record<keyof T['rules'], string>;
  forms: Record<keyof T['forms'], string>;
  whys: Record<T['whys'], string>;
  or?: string;
};

type Holes<T> = T extends `${string}{${infer Hole}}${infer Rest}` ? Hole | Holes<Rest> : never;

type Strange<T, Facts> = {
  [K in keyof T]: K extends keyof Facts
    ? `{${Exclude<Holes<T[K]>, keyof Facts[K]> & string}} is not a fact of ${K & string}`
    : `nothing is called ${K & string}`;
}[keyof T];

/** The templates of a language that nothing asks for, and holes that are not facts. */
export type UnfitText<L extends TextsOf<T>, T extends TextNames> =
  | Strange<L['sentences'], T['facts']>
  | Strange<L['rules'], T['rules']>
  | Strange<L['forms'], T['forms']>
  | Strange<L['whys'], Record<T['whys'], unknown>>;

/** Compiles only where nothing is astray; the error names what is. */
export type Fits<S extends never> = S;

/** A language with the texts of a ring beside its own. */
export const joinedLanguages = (one: Language, other: Omit<Language, 'or'>): Language => ({
  ...one,
  sentences: { ...one.sentences, ...other.sentences },
  rules: { ...one.rules, ...other.rules },
  whys: { ...one.whys, ...other.whys },
  forms: { ...one.forms, ...other.forms },
});

/** The sentence of a refusal. */
export const refusalText = (language: Language, facts: RefusalFacts): string =>
  filled(language, language.sentences[facts.code]!, facts);

/** What is wrong with a field; follows the name of the field. */
const brokenText = (language: Language, broken: BrokenRule): string =>
  filled(language, language.rules[broken.rule]!, broken);

/** What is expected, as a noun phrase. */
export function expectedText(language: Language, expected: Expected): string {
  if (!Array.isArray(expected)) return filled(language, language.forms[expected.form]!, expected);
  const phrases = expected.map((one: ExpectedForm) => expectedText(language, one));
  if (phrases.length < 2) return phrases.join();
  return filled(language, language.or, { list: phrases.slice(0, -1).join(', '), last: phrases.at(-1) });
}

function filled(language: Language, template: string, facts: object): string {
  const known = facts as Record<string, unknown>;
  return template.replaceAll(/\{(\w+)\}/g, (_, hole: string) => {
    const fact = known[hole];
    if (hole === 'broken') return brokenText(language, fact as BrokenRule);
    if (hole === 'why') return language.whys[fact as string]!;
    if (hole === 'expected') return expectedText(language, fact as Expected);
    return factText(hole, fact);
  });
}

/** The unit at the end of a fact's name says how it is shown. */
function factText(name: string, fact: unknown): string {
  if (Array.isArray(fact)) return fact.map((one) => factText(name, one)).join(', ');
  if (name.endsWith('_kurus')) return String(wireFromKurus(fact as number));
  if (name.endsWith('_at')) return new Date(fact as number).toISOString();
  // A text that is not one word is quoted, so that it can be seen.
  const is_value = ['value', 'values', 'allowed'].includes(name);
  return is_value && typeof fact === 'string' && !/^[\w.:-]+$/.test(fact) ? JSON.stringify(fact) : String(fact);
}
