// Arrays travel in PostgreSQL's binary form. The text form of a text[] escapes every quote of a JSON document on the way
// out and unescapes it on the way in; for batches of 64 documents of 2 KB that cost more than writing the rows.

const text_oid = 25;
const int8_oid = 20;
const int4_oid = 23;
const header_bytes = 20;

function header(buffer: Buffer, oid: number, count: number): void {
  buffer.writeInt32BE(1, 0); // dimensions
  buffer.writeInt32BE(1, 4); // may hold nulls
  buffer.writeInt32BE(oid, 8);
  buffer.writeInt32BE(count, 12);
  buffer.writeInt32BE(1, 16); // lower bound
}

export function texts(values: readonly (string | null)[]): Buffer {
  let bytes = header_bytes;
  for (const value of values) bytes += 4 + (value === null ? 0 : Buffer.byteLength(value));
  const buffer = Buffer.allocUnsafe(bytes);
  header(buffer, text_oid, values.length);
  let at = header_bytes;
  for (const value of values) {
    const length = value === null ? -1 : buffer.write(value, at + 4);
    buffer.writeInt32BE(length, at);
    at += 4 + Math.max(length, 0);
  }
  return buffer;
}

export function bigints(values: readonly (number | null)[]): Buffer {
  const buffer = Buffer.allocUnsafe(header_bytes + values.reduce<number>((sum, v) => sum + (v === null ? 4 : 12), 0));
  header(buffer, int8_oid, values.length);
  let at = header_bytes;
  for (const value of values) {
    at = buffer.writeInt32BE(value === null ? -1 : 8, at);
    if (value !== null) at = buffer.writeBigInt64BE(BigInt(value), at);
  }
  return buffer;
}

export function ints(values: readonly number[]): Buffer {
  const buffer = Buffer.allocUnsafe(header_bytes + 8 * values.length);
  header(buffer, int4_oid, values.length);
  let at = header_bytes;
  for (const value of values) at = buffer.writeInt32BE(value, buffer.writeInt32BE(4, at));
  return buffer;
}
