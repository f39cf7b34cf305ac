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

/** Null when it is not a time that exists. */
export function momentOf(value: number | string): number | null {
  return typeof value === 'number' ? (Number.isSafeInteger(value) ? value : null) : readMoment(value);
}

const moment =
  /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,3}))?)?(Z|[+-](?:0\d|1[0-4]):?[0-5]\d)?)?$/i;

/**
 * ISO 8601: a date, or a date and a time, in UTC unless it names a zone; null for anything else. `Date.parse` takes nearly any
 * text: it reads 02.01.2027 as the first of February, and 30 February as 2 March.
 */
export function readMoment(text: string): number | null {
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '0', zone = 'Z'] =
    moment.exec(text) ?? [];
  if (year === undefined) return null;
  const parts = [Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second)] as const;
  const date = new Date(Date.UTC(...parts));
  const [, , , hours, minutes, seconds] = parts;
  const exists = date.getUTCMonth() === parts[1] && date.getUTCDate() === parts[2] && hours < 24;
  if (!exists || minutes > 59 || seconds > 59) return null;
  return date.getTime() + Number(fraction.padEnd(3, '0')) - offsetOf(zone);
}

function offsetOf(zone: string): number {
  const [, sign, hours, minutes] = /^([+-])(\d\d):?(\d\d)$/.exec(zone) ?? [];
  if (sign === undefined) return 0;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}

const http_dates = [
  /^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$/,
  /^[A-Z][a-z]{5,8}, \d\d-[A-Z][a-z]{2}-\d\d \d\d:\d\d:\d\d GMT$/,
  /^[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \d{4}$/,
];

/** A date of a header, in one of the three forms of RFC 9110. Its oldest form names no zone and means UTC all the same. */
export function readHttpDate(text: string): number | null {
  if (!http_dates.some((form) => form.test(text))) return null;
  const at = Date.parse(text.endsWith('GMT') ? text : `${text} GMT`);
  return Number.isNaN(at) ? null : at;
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
  if (parts === undefined && !spoken.test(text)) return null;
  const pieces = [...text.toLowerCase().matchAll(/(\d+(?:\.\d+)?)(ms|w|d|h|m|s)/g)];
  const ms =
    parts === undefined
      ? pieces.reduce((sum, [, count, unit]) => sum + Number(count) * unit_ms[unit as 's'], 0)
      : parts.reduce((sum, part, at) => sum + Number(part ?? 0) * units_ms[at]!, 0);
  return Number.isSafeInteger(Math.round(ms)) ? Math.round(ms) : null;
}
