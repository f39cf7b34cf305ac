import pg from 'pg';

// How many rows each statement touches, by `explain (analyze)` of the plan for the parameters at hand and of the generic
// plan, which a server may keep after five executions. The statement is explained just before it runs.

export type PlanNode = {
  'Node Type': string;
  'Relation Name'?: string;
  'Index Name'?: string;
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
  'Rows Removed by Index Recheck'?: number;
  'Rows Removed by Join Filter'?: number;
  Plans?: PlanNode[];
};

export type Touched = {
  name: string;
  kind: 'custom' | 'generic';
  /** Elements of the longest array among its parameters, at least 1. */
  keys: number;
  /** Rows that it returned or wrote. */
  rows: number;
  /** Rows that its limits let pass. */
  limited: number;
  /** Rows that scans of tables and indexes gave, with those that a filter threw away. */
  touched: number;
  plan: PlanNode;
};

type Named = { name: string; text: string; values: unknown[] };
type Query = (this: pg.Client, ...args: unknown[]) => Promise<pg.QueryResult>;

const isNamed = (one: unknown): one is Named =>
  typeof (one as Partial<Named> | null)?.name === 'string' && Array.isArray((one as Named).values);

/** Explained of each name: the first executions of each connection, then each power of two. */
const isLooked = (count: number): boolean => count <= 3 || Math.log2(count) % 1 === 0;

/** Explains statements of all connections of this process; the worst of each name and kind is kept. */
export class Watch implements Disposable {
  readonly worst = new Map<string, Touched>();
  /** Statements whose explanation failed, with the reason of the last time. */
  readonly failed = new Map<string, string>();
  readonly #counts = new WeakMap<pg.Client, Map<string, number>>();
  readonly #within = new WeakSet<pg.Client>();
  readonly #query = pg.Client.prototype.query as unknown as Query;
  #pending: Promise<unknown> = Promise.resolve();

  constructor() {
    const watch = this;
    const watched: Query = function (this: pg.Client, ...args) {
      watch.#see(this, args);
      return watch.#query.apply(this, args);
    };
    pg.Client.prototype.query = watched as unknown as typeof pg.Client.prototype.query;
  }

  [Symbol.dispose](): void {
    pg.Client.prototype.query = this.#query as unknown as typeof pg.Client.prototype.query;
  }

  /** Until all that was explained so far is known. */
  async done(): Promise<void> {
    await this.#pending;
  }

  #see(client: pg.Client, [asked, second]: unknown[]): void {
    if (typeof asked === 'string') {
      if (/^begin\b/.test(asked)) this.#within.add(client);
      if (/^(commit|rollback)\b/.test(asked)) this.#within.delete(client);
    }
    if (!isNamed(asked) || typeof second === 'function') return;
    const counts = this.#counts.get(client) ?? new Map<string, number>();
    this.#counts.set(client, counts);
    const count = (counts.get(asked.name) ?? 0) + 1;
    counts.set(asked.name, count);
    if (isLooked(count)) for (const kind of ['custom', 'generic'] as const) this.#explain(client, asked, kind, count);
  }

  #explain(client: pg.Client, { name, text, values }: Named, kind: Touched['kind'], count: number): void {
    const inside = this.#within.has(client);
    const begin = inside ? 'savepoint explained' : 'begin';
    const end = inside ? 'rollback to savepoint explained' : 'rollback';
    const send = (...args: unknown[]) => this.#query.apply(client, args);
    const sent: Promise<unknown>[] = [];
    // A connection that does not know the statement yet learns it by an execution that is undone.
    if (count === 1 && kind === 'custom') sent.push(send(begin), send({ name, text, values }), send(end));
    const parameters = values.length === 0 ? '' : `(${values.map(literal).join()})`;
    sent.push(send(begin), send(`set local plan_cache_mode = force_${kind}_plan`));
    const explained = send(`explain (analyze, format json, timing off) execute "${name}"${parameters}`);
    sent.push(explained, send(end));
    this.#pending = Promise.allSettled([this.#pending, ...sent]).then(() =>
      explained.then(
        ({ rows }) => this.#note(name, kind, keysOf(values), rows[0]['QUERY PLAN'][0].Plan),
        (error) => void this.failed.set(name, (error as Error).message),
      ),
    );
  }

  #note(name: string, kind: Touched['kind'], keys: number, plan: PlanNode): void {
    const one = { name, kind, keys, rows: rowsOf(plan), limited: limitedBy(plan), touched: touchedBy(plan), plan };
    const before = this.worst.get(`${name} ${kind}`);
    if (before === undefined || excess(one) > excess(before)) this.worst.set(`${name} ${kind}`, one);
  }
}

const excess = ({ touched, keys, rows, limited }: Touched): number => touched / Math.max(keys, rows, limited);

function limitedBy(node: PlanNode): number {
  const own = node['Node Type'] === 'Limit' ? node['Actual Rows'] * node['Actual Loops'] : 0;
  return Math.max(own, ...(node.Plans ?? []).map(limitedBy));
}

function touchedBy(node: PlanNode): number {
  const own = / Scan$/.test(node['Node Type'])
    ? node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0) + (node['Rows Removed by Index Recheck'] ?? 0)
    : (node['Rows Removed by Join Filter'] ?? 0);
  const below = (node.Plans ?? []).reduce((sum, child) => sum + touchedBy(child), 0);
  const counts = node['Node Type'] === 'Function Scan' || node['Node Type'] === 'CTE Scan' ? 0 : own;
  return counts * node['Actual Loops'] + below;
}

/** What came out; of an update, what it wrote. */
function rowsOf(node: PlanNode): number {
  if (node['Node Type'] !== 'ModifyTable') return node['Actual Rows'];
  return Math.max(node['Actual Rows'], node.Plans?.[0]?.['Actual Rows'] ?? 0);
}

export function outline(node: PlanNode, depth = 1): string {
  const where = [node['Relation Name'], node['Index Name']].filter(Boolean).join(' by ');
  const removed = node['Rows Removed by Filter'] ?? node['Rows Removed by Join Filter'];
  const line = `${node['Node Type']} ${where} ${node['Actual Rows']} rows × ${node['Actual Loops']}${removed ? `, ${removed} removed` : ''}`;
  return ['  '.repeat(depth) + line, ...(node.Plans ?? []).map((child) => outline(child, depth + 1))].join('\n');
}

const keysOf = (values: unknown[]): number =>
  Math.max(1, ...values.map((value) => (Buffer.isBuffer(value) ? (elementsOf(value)?.length ?? 1) : 1)));

const readers: Record<number, (bytes: Buffer) => string> = {
  16: (bytes) => String(bytes[0] === 1),
  17: (bytes) => `\\x${bytes.toString('hex')}`,
  20: (bytes) => String(bytes.readBigInt64BE()),
  23: (bytes) => String(bytes.readInt32BE()),
  25: (bytes) => bytes.toString(),
  701: (bytes) => String(bytes.readDoubleBE()),
  2950: (bytes) => bytes.toString('hex'),
};

/** The elements of an array in PostgreSQL's binary form, as `columns.ts` writes it; null: another value. */
function elementsOf(value: Buffer): (string | null)[] | null {
  const is_array = value.length >= 20 && value.readInt32BE(0) === 1 && value.readInt32BE(4) === 1;
  const read = is_array ? readers[value.readInt32BE(8)] : undefined;
  if (read === undefined) return null;
  const elements: (string | null)[] = [];
  let at = 20;
  for (let left = value.readInt32BE(12); left > 0; left--) {
    const length = value.readInt32BE(at);
    at += 4;
    elements.push(length < 0 ? null : read(value.subarray(at, at + length)));
    at += Math.max(length, 0);
  }
  return elements;
}

const quoted = (text: string): string => ` E'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
const element = (text: string | null): string =>
  text === null ? 'null' : `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
const arrayLiteral = (elements: (string | null)[]): string => quoted(`{${elements.map(element).join()}}`);

function literal(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  if (Array.isArray(value)) return arrayLiteral(value.map((one) => (one === null ? null : String(one))));
  if (!(value instanceof Uint8Array)) return quoted(String(value));
  const bytes = Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  const elements = elementsOf(bytes);
  return elements === null ? quoted(`\\x${bytes.toString('hex')}`) : arrayLiteral(elements);
}
