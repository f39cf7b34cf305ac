import type pg from 'pg';

export type Client = pg.PoolClient | pg.Pool;

/** A statement is called like a function. The server parses it once per connection, under its name. */
export type Statement<Args extends unknown[], Result> = (client: Client, ...args: Args) => Promise<Result>;

type Read<Result> = (result: pg.QueryResult) => Result;

const taken = new Set<string>();
const texts = new Map<string, string>();

/** The SQL of every statement by its name. A family is in here with the variants that were used so far. */
export const statements: ReadonlyMap<string, string> = texts;

/** pg refuses a name that a connection knows with another text. Refusing it here stops the program at its start. */
function take(name: string): void {
  if (!/^[a-zA-Z0-9]+$/.test(name)) throw new Error(`${name} is not a name for a statement: letters and digits only`);
  if (taken.has(name)) throw new Error(`two statements have the name ${name}`);
  taken.add(name);
}

/**
 * @param values makes the parameters, in the order of `$1`, `$2`, …
 * @param read makes the result: `rows`, `first`, `scalar` or `touched`
 */
export function statement<Args extends unknown[], Result>(
  name: string,
  sql: string,
  values: (...args: Args) => unknown[],
  read: Read<Result>,
): Statement<Args, Result> {
  take(name);
  texts.set(name, sql);
  return async (client, ...args) => read(await client.query({ name, text: sql, values: values(...args) }));
}

/**
 * Statements of one purpose whose SQL is put together from what is asked for. Each text gets a number behind the name
 * of the family, so two texts cannot share a name. Their number must be small: a connection keeps each of them.
 */
export function family<Result>(name: string, read: Read<Result>): Statement<[sql: string, values: unknown[]], Result> {
  take(name);
  const names = new Map<string, string>();
  return async (client, text, values) => {
    let variant = names.get(text);
    if (variant === undefined) {
      variant = `${name}_${names.size + 1}`;
      names.set(text, variant);
      texts.set(variant, text);
    }
    return read(await client.query({ name: variant, text, values }));
  };
}

/** All rows, as they come or decoded. */
export function rows<Row>(): Read<Row[]>;
export function rows<Row, Decoded>(decode: (row: Row) => Decoded): Read<Decoded[]>;
export function rows<Row>(decode?: (row: Row) => unknown): Read<unknown[]> {
  return decode === undefined ? (result) => result.rows : (result) => result.rows.map(decode);
}

/** The only row, or null. */
export function first<Row>(): Read<Row | null>;
export function first<Row, Decoded>(decode: (row: Row) => Decoded): Read<Decoded | null>;
export function first<Row>(decode: (row: Row) => unknown = (row) => row): Read<unknown> {
  return ({ rows: [row] }) => (row === undefined ? null : decode(row));
}

/** The row that is always there. */
export const only =
  <Row>(): Read<Row> =>
  (result) =>
    result.rows[0];

/** Its only column. */
export const scalar =
  <Value>(): Read<Value> =>
  ({ rows: [row] }) =>
    Object.values(row)[0] as Value;

/** How many rows were inserted, updated or deleted. */
export const touched: Read<number> = ({ rowCount }) => rowCount ?? 0;
