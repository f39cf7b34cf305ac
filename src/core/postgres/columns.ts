// Arrays travel in PostgreSQL's binary form. The text form of a text[] escapes every quote of a JSON document on the way
// out and unescapes it on the way in; for batches of 64 documents of 2 KB that cost more than writing the rows.

type ColumnValues = {
  bigint: number;
  integer: number;
  'double precision': number;
  boolean: boolean;
  text: string;
  uuid: string;
  bytea: Uint8Array;
};
type Type = keyof ColumnValues;

type Encoding<Value> = {
  oid: number;
  bytes(value: Value): number;
  /** Returns how many bytes it wrote. */
  write(buffer: Buffer, value: Value, at: number): number;
};

const encodings: { [Name in Type]: Encoding<ColumnValues[Name]> } = {
  bigint: { oid: 20, bytes: () => 8, write: (buffer, value, at) => buffer.writeBigInt64BE(BigInt(value), at) - at },
  integer: { oid: 23, bytes: () => 4, write: (buffer, value, at) => buffer.writeInt32BE(value, at) - at },
  'double precision': { oid: 701, bytes: () => 8, write: (buffer, value, at) => buffer.writeDoubleBE(value, at) - at },
  boolean: { oid: 16, bytes: () => 1, write: (buffer, value, at) => buffer.writeUInt8(Number(value), at) - at },
  text: { oid: 25, bytes: (value) => Buffer.byteLength(value), write: (buffer, value, at) => buffer.write(value, at) },
  uuid: {
    oid: 2950,
    bytes: () => 16,
    write: (buffer, value, at) => buffer.write(value.replaceAll('-', ''), at, 'hex'),
  },
  bytea: {
    oid: 17,
    bytes: (value) => value.length,
    write(buffer, value, at) {
      buffer.set(value, at);
      return value.length;
    },
  },
};

const header_bytes = 20;

/** A parameter that is an array. */
export function array<Name extends Type>(type: Name, values: readonly (ColumnValues[Name] | null)[]): Buffer {
  const encoding: Encoding<ColumnValues[Name]> = encodings[type];
  let bytes = header_bytes;
  for (const value of values) bytes += 4 + (value === null ? 0 : encoding.bytes(value));
  const buffer = Buffer.allocUnsafe(bytes);
  buffer.writeInt32BE(1, 0); // dimensions
  buffer.writeInt32BE(1, 4); // may hold nulls
  buffer.writeInt32BE(encoding.oid, 8);
  buffer.writeInt32BE(values.length, 12);
  buffer.writeInt32BE(1, 16); // lower bound
  let at = header_bytes;
  for (const value of values) {
    const length = value === null ? -1 : encoding.write(buffer, value, at + 4);
    buffer.writeInt32BE(length, at);
    at += 4 + Math.max(length, 0);
  }
  return buffer;
}

type Row<Types extends Record<string, Type>> = { readonly [Name in keyof Types]: ColumnValues[Types[Name]] | null };

type Columns<Types extends Record<string, Type>> = {
  /** For the list of columns of an insert. */
  names: string;
  /** Rows as a table in a statement: `unnest($1::bigint[], …) as k (seller_id, …)`. */
  as(alias: string, first_parameter?: number): string;
  /** The parameters of this table. */
  arrays(rows: readonly Row<Types>[]): Buffer[];
  /** The parameters of one row: `$1, $2, …`. */
  parameters: string;
  values(row: Row<Types>): unknown[];
};

/** Columns of rows that are parameters. Names and parameters come from one list, so their order cannot differ. */
export function columns<const Types extends Record<string, Type>>(types: Types): Columns<Types> {
  const all: [keyof Types & string, Type][] = Object.entries(types);
  const names = all.map(([name]) => name).join(', ');
  return {
    names,
    as(alias, first_parameter = 1) {
      const parameters = all.map(([, type], index) => `$${first_parameter + index}::${type}[]`);
      return `unnest(${parameters.join(', ')}) as ${alias} (${names})`;
    },
    arrays: (rows) =>
      all.map(([name, type]) =>
        array(
          type,
          rows.map((row) => row[name]),
        ),
      ),
    parameters: all.map((_, index) => `$${index + 1}`).join(', '),
    values: (row) => all.map(([name]) => row[name]),
  };
}
