import { Type } from 'typebox';
import { form_key } from './parse.ts';

// Times and lengths of time, as a person or a script writes them.

/** True UTC ms, or ISO 8601 with a zone. */
export const Moment = () =>
  Type.Union(
    [
      Type.Integer({ minimum: 0 }),
      Type.String({ pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d(\\.\\d{1,3})?)?(Z|[+-]\\d\\d:\\d\\d)$' }),
    ],
    { [form_key]: { form: 'moment' } },
  );

const length = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d{1,3})?)S)?)?$/;

/** Milliseconds, or ISO 8601 with weeks, days, hours, minutes, seconds: those that are always equally long. */
export const Length = () =>
  Type.Union([Type.Integer({ minimum: 0 }), Type.String({ pattern: length.source })], {
    [form_key]: { form: 'length' },
  });

/** Null when it is no time that exists. */
export function momentOf(value: number | string): number | null {
  const at = typeof value === 'number' ? value : Date.parse(value);
  return Number.isSafeInteger(at) ? at : null;
}

const units_ms = [604_800_000, 86_400_000, 3_600_000, 60_000, 1_000];

/** Null when nothing is said between the letters. */
export function lengthOf(value: number | string): number | null {
  if (typeof value === 'number') return value;
  const parts = length.exec(value)?.slice(1) ?? [];
  if (parts.every((part) => part === undefined)) return null;
  const ms = parts.reduce((sum, part, at) => sum + Number(part ?? 0) * units_ms[at]!, 0);
  return Number.isSafeInteger(Math.round(ms)) ? Math.round(ms) : null;
}

// What people type: shorter than ISO 8601, which is taken as well.

const unit_ms = { w: 604_800_000, d: 86_400_000, h: 3_600_000, m: 60_000, s: 1_000, ms: 1 } as const;
const spoken = /^(\d+(?:\.\d+)?(?:ms|w|d|h|m|s))+$/i;
const iso = /^P(?=.)(?:(\d+)W)?(?:(\d+)D)?(?:T(?=.)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/i;

/** `90s`, `3h`, `1d2h` or `PT65M`; null for anything else. */
export function readLength(text: string): number | null {
  const parts = iso.exec(text)?.slice(1);
  if (parts !== undefined) return parts.reduce((sum, part, at) => sum + Number(part ?? 0) * units_ms[at]!, 0);
  if (!spoken.test(text)) return null;
  const pieces = [...text.toLowerCase().matchAll(/(\d+(?:\.\d+)?)(ms|w|d|h|m|s)/g)];
  return Math.round(pieces.reduce((sum, [, count, unit]) => sum + Number(count) * unit_ms[unit as 's'], 0));
}
