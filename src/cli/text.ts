import { readFile } from 'node:fs/promises';
import type { FieldRefusal } from '../core/domain/refusal.ts';
import { StartError } from '../core/errors/start-error.ts';
import { readLength, readMoment } from '../core/wire/time.ts';
import { en } from '../http/language/en.ts';
import { joinedLanguages, refusalText } from '../http/language/language.ts';
import { sandbox_en } from '../sandbox/language/en.ts';

/** Columns under their names, as wide as their content. Columns of numbers are aligned to the right. */
export function table(head: readonly string[], rows: readonly (readonly (string | number | null)[])[]): string {
  if (rows.length === 0) return 'none';
  const texts = [
    head.map((name) => name.toUpperCase()),
    ...rows.map((row) => row.map((cell) => plainText(String(cell ?? '-')))),
  ];
  const widths = head.map((_, at) => Math.max(...texts.map((row) => row[at]!.length)));
  const right = head.map((_, at) => rows.every((row) => row[at] === null || /^\d+(\.\d+)?$/.test(String(row[at]))));
  return texts
    .map((row) =>
      row
        .map((cell, at) => (right[at] ? cell.padStart(widths[at]!) : cell.padEnd(widths[at]!)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** `2026-11-23 09:00:00`, always UTC. */
export const timeText = (at: number): string => new Date(at).toISOString().slice(0, 19).replace('T', ' ');

export function durationFrom(text: string): number {
  const ms = readLength(text);
  if (ms === null) throw new StartError(`${JSON.stringify(text)} is not a duration: write 90s, 65m, 3h or 1d2h.`);
  return ms;
}

/** A time of ISO 8601 like `2026-11-23T09:00Z`, milliseconds, or how long ago: `15m`. */
export function timeFrom(text: string, now: number): number {
  const ago = readLength(text);
  if (ago !== null) return now - ago;
  // Fewer digits are seconds, or a year.
  const at = /^\d{12,15}$/.test(text) ? Number(text) : readMoment(text);
  if (at !== null) return at;
  throw new StartError(
    `${JSON.stringify(text)} is not a time: write it by ISO 8601, like 2026-11-23T09:00Z, in milliseconds, or how long ago, like 15m.`,
  );
}

export function numberFrom(text: string, what: string, min = 0): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(value) && value >= min) return value;
  const least = min === 0 ? '' : ` of at least ${min}`;
  throw new StartError(`${what} must be a whole number${least}, not ${JSON.stringify(text)}.`);
}

/** Without what a terminal would act on: line breaks, escapes and marks that turn the direction of writing. */
export const plainText = (text: string): string => text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '\ufffd');

/** A JSON object, or `@file` for one in a file. */
export async function jsonFrom(given: string, what: string): Promise<Record<string, unknown>> {
  const text = given.startsWith('@') ? await fileText(given.slice(1)) : given;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new StartError(`${what} is not JSON: ${(error as Error).message}.`);
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw new StartError(`${what} must be a JSON object, like '{"commercial":true}'.`);
}

export const fileText = (file: string): Promise<string> =>
  readFile(file, 'utf8').catch((error: Error) => {
    throw new StartError(`${file} cannot be read: ${error.message}.`);
  });

export const plural = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`;

/** `user:password`; the password may contain colons. */
export function pairOf(text: string, option: string): { username: string; password: string } {
  const colon = text.indexOf(':');
  if (colon === -1) throw new StartError(`${option} must be user:password.`);
  return { username: text.slice(0, colon), password: text.slice(colon + 1) };
}

export const isHttpAddress = (text: string): boolean => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);

const english = joinedLanguages(en, sandbox_en);

/** What is wrong with a value that was typed, or stands in a file. */
export const fieldText = (refusal: FieldRefusal): string => refusalText(english, refusal);
