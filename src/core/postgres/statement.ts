import type pg from 'pg';

export type Client = pg.PoolClient | pg.Pool;

/** A statement is called like a function. The server parses it once per connection, under its name. */
export type Statement<Args extends unknown[], Result> = (client: Client, ...args: Args) => Promise<Result>;

type ReadResult<Result> = (result: pg.QueryResult) => Result;

const taken_names = new Set<string>();
const family_texts = new Map<string, string>();

/** The SQL of every statement by its name. A family is in here with the variants that were used so far. */
export const statements: ReadonlyMap<string, string> = family_texts;

/** pg refuses a name that a connection knows with another text. Refusing it here stops the program at its start. */
function takeName(name: string): void {
  if (!/^[a-zA-Z0-9]+$/.test(name)) throw new Error(`${name} is not a name for a statement: letters and digits only`);
  if (taken_names.has(name)) throw new Error(`two statements have the name ${name}`);
  taken_names.add(name);
}

/**
 * @param values makes the parameters, in the order of `$1`, `$2`, …
 * @param read makes the result: `rows`, `first`, `scalar` or `touched`
 */
export function statement<Args extends unknown[], Result>(
  name: string,
  sql: string,
  values: (...args: Args) => unknown[],
  read: ReadResult<Result>,
): Statement<Args, Result> {
  takeName(name);
  family_texts.set(name, sql);
  return async (client, ...args) => read(await client.query({ name, text: sql, values: values(...args) }));
}

/**
 * Statements of one purpose whose SQL is put together from what is asked for. Each text gets a number behind the name
 * of the family, so two texts cannot share a name. Their number must be small: a connection keeps each of them.
 */
export function family<Result>(
  name: string,
  read: ReadResult<Result>,
): Statement<[sql: string, values: unknown[]], Result> {
  takeName(name);
  const names = new Map<string, string>();
  return async (client, text, values) => {
    let variant = names.get(text);
    if (variant === undefined) {
      variant = `${name}_${names.size + 1}`;
      names.set(text, variant);
      family_texts.set(variant, text);
    }
    return read(await client.query({ name: variant, text, values }));
  };
}

/** All rows, as they come or decoded. */
export function rows<Row>(): ReadResult<Row[]>;
export function rows<Row, Decoded>(decode: (row: Row) => Decoded): ReadResult<Decoded[]>;
export function rows<Row>(decode?: (row: Row) => unknown): ReadResult<unknown[]> {
  return decode === undefined ? (result) => result.rows : (result) => result.rows.map(decode);
}

/** The only row, or null. */
export function first<Row>(): ReadResult<Row | null>;
export function first<Row, Decoded>(decode: (row: Row) => Decoded): ReadResult<Decoded | null>;
export function first<Row>(decode: (row: Row) => unknown = (row) => row): ReadResult<unknown> {
  return ({ rows: [row] }) => (row === undefined ? null : decode(row));
}

/** The row that is always there. */
export const only =
  <Row>(): ReadResult<Row> =>
  (result) =>
    result.rows[0];

/** Its only column. */
export const scalar =
  <Value>(): ReadResult<Value> =>
  ({ rows: [row] }) =>
    Object.values(row)[0] as Value;

/** How many rows were inserted, updated or deleted. */
export const touched: ReadResult<number> = ({ rowCount }) => rowCount ?? 0;
