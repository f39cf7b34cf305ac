import { expect } from 'vitest';
import type { Json } from '../format.ts';

/** What the names of a row stand for. */
export type Names = Record<string, number | string>;

const spans: Record<string, number> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

export function span_ms(text: string): number {
  const [, count, unit] = /^(\d+)(ms|s|m|h|d)$/.exec(text) ?? [];
  if (unit === undefined) throw new Error(`${text} is no span of time`);
  return Number(count) * spans[unit]!;
}

const pattern = /\{([a-zA-Z][a-zA-Z0-9 ]*)((?:[+-]\d+(?:ms|s|m|h|d))*)\}/g;

function meaning(names: Names, name: string, shifts: string): number | string {
  const value = names[name];
  if (value === undefined) throw new Error(`nothing is called {${name}} here`);
  if (shifts === '') return value;
  const parts = shifts.match(/[+-][^+-]+/g) ?? [];
  return parts.reduce((at, part) => at + (part.startsWith('-') ? -1 : 1) * span_ms(part.slice(1)), Number(value));
}

export const fillText = (text: string, names: Names): string =>
  text.replaceAll(pattern, (_, name: string, shifts: string) => String(meaning(names, name, shifts)));

/** The same value with every name replaced by what it stands for: a number where the name stands alone. */
export function fill<T extends Json | undefined>(value: T, names: Names): T {
  if (typeof value === 'string') {
    const alone = new RegExp(`^${pattern.source}$`).exec(value);
    return (alone ? meaning(names, alone[1]!, alone[2]!) : fillText(value, names)) as T;
  }
  if (Array.isArray(value)) return value.map((inner) => fill(inner, names)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, fill(inner, names)])) as T;
}

const kinds: Record<string, () => unknown> = {
  '<integer>': () => expect.toSatisfy(Number.isSafeInteger, 'an integer'),
  '<number>': () => expect.any(Number),
  '<string>': () => expect.any(String),
  '<object>': () => expect.any(Object),
  '<list>': () => expect.any(Array),
  '<uuid>': () => expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
};

const tracked = (prefix: string) =>
  expect.toSatisfy((value) => new RegExp(`^${prefix}\\d{13}$`).test(String(value)), `a tracking number ${prefix}…`);

/** `<kind>` becomes what the test program calls a value of that kind. */
export function matcher(value: unknown): unknown {
  if (typeof value === 'string') {
    const prefix = /^<tracking (\d{3})>$/.exec(value)?.[1];
    if (prefix !== undefined) return tracked(prefix);
    return kinds[value]?.() ?? value;
  }
  if (Array.isArray(value)) return value.map(matcher);
  if (typeof value !== 'object' || value === null || 'asymmetricMatch' in value) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, matcher(inner)]));
}
