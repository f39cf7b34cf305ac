import { createHash } from 'node:crypto';

/**
 * Where a list goes on: numbers that name a place in it, and a fingerprint of what was asked, so that a cursor of one
 * list is not taken for a place in another, nor a damaged one for a place. It is no secret and no permission.
 */
export function writeCursor(place: readonly number[], asked: unknown): string {
  return Buffer.from(JSON.stringify([...place, listFingerprint([place, asked])])).toString('base64url');
}

/** The numbers, or null for a cursor that was not given for this. */
export function readCursor(cursor: string, length: number, asked: unknown): number[] | null {
  let values: unknown;
  try {
    values = JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    return null;
  }
  if (!Array.isArray(values) || values.length !== length + 1 || values.pop() !== listFingerprint([values, asked]))
    return null;
  return values.every((value) => Number.isSafeInteger(value) && value >= 0) ? values : null;
}

const listFingerprint = (asked: unknown): string =>
  createHash('sha256').update(JSON.stringify(asked)).digest('base64url').slice(0, 11);
