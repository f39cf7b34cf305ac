import { hash } from 'node:crypto';
import { Readable } from 'node:stream';
import { createGunzip, gzipSync } from 'node:zlib';
import type pg from 'pg';
import type { BrokenRule } from '../core/domain/refusal.ts';
import { rowMigrationsAfter } from '../core/postgres/migrate.ts';
import type { World } from '../core/world.ts';
import { countRows, emptyTables, insertRows, stateTables, tableRows } from './postgres/state.ts';
import type { Tell } from './work.ts';

/**
 * A state as one file: gzip over lines of JSON. First what it is, then each table's name and its rows in the order of
 * their keys, last how many rows there were. Equal states make equal files, whichever database they come from, and whether
 * invoice files lie in it or in a folder.
 *
 * Secrets travel in the clear, since the key that seals them here opens nothing elsewhere.
 */
const format = 1;

/** The file cannot be taken in; nothing was changed. */
export class Unreadable extends Error {
  readonly broken: BrokenRule;
  constructor(broken: BrokenRule) {
    super(broken.rule);
    this.broken = broken;
  }
}

export type StateFile = { parts: Buffer[]; bytes: number; rows: number; packages: number };

/**
 * Compressed. An import keeps its file in memory until it is through, beside a database that lives in the same process as
 * a rule; this is some hundred thousand packages, which take minutes.
 */
export const state_limit_bytes = 256 << 20;

/** There is more than a file may hold. */
export class TooMuch extends Error {}

type WorldSeal = World['seal'];
type Context = Pick<World, 'seal' | 'files'> & { schema: number };

/** Lines are compressed in portions of about this size, which keeps a portion's work far below a request's patience. */
const portion_chars = 1 << 20;
/** Of a file, handed over at a time. */
const step_bytes = 64 << 10;

/** Within a transaction that sees one state. */
export async function writeState(client: pg.PoolClient, context: Context, at: number, tell: Tell): Promise<StateFile> {
  const { seal, schema } = context;
  const parts: Buffer[] = [];
  let bytes = 0;
  let lines: string[] = [];
  let chars = 0;
  const put = (line: string) => {
    lines.push(line);
    chars += line.length + 1;
    if (chars >= portion_chars) flush();
  };
  // A gzip file may consist of several: each portion is one, so that the file does not depend on the timing of writes.
  const flush = () => {
    if (lines.length === 0) return;
    const part = gzipSync(`${lines.join('\n')}\n`, { level: 1 });
    parts.push(part);
    bytes += part.length;
    if (bytes > state_limit_bytes) throw new TooMuch('the state is too large for a file');
    lines = [];
    chars = 0;
  };
  put(JSON.stringify({ koli: 'sandbox', format, schema, at }));
  const counts: Record<string, number> = {};
  const tables = await stateTables(client);
  const total = await countRows(client, tables);
  let done = 0;
  for (const table of tables) {
    put(JSON.stringify({ table: table.name }));
    counts[table.name] = 0;
    const ranked = table.name === 'attempts' ? ranking() : (row: string) => row;
    for await (const rows of tableRows(client, table)) {
      for (const row of rows)
        put(table.name === file_table ? await withFile(context, row) : openRow(seal, table.name, ranked(row)));
      counts[table.name]! += rows.length;
      done += rows.length;
      tell(done, { total, unit: 'rows' });
      await new Promise(setImmediate);
    }
  }
  const rows = Object.values(counts).reduce((sum, count) => sum + count, 0);
  put(JSON.stringify({ end: rows }));
  flush();
  return { parts, bytes, rows, packages: counts['packages'] ?? 0 };
}

/**
 * Attempts of one number are told apart by their leases, which are of real time and of the process that held them: in a
 * file by their order. The lease stands before any text.
 */
function ranking(): (row: string) => string {
  const lease = /"leased_until":\d+/;
  let before = '';
  let rank = 0;
  return (row) => {
    const key = row.slice(0, row.search(lease));
    rank = key === before ? rank + 1 : 0;
    before = key;
    return row.replace(lease, `"leased_until":${rank}`);
  };
}

const sealed_key = '$sealed';

/** Columns that hold JSON as text, with sealed secrets in it. */
const nested: Record<string, string> = { webhooks: 'signing', sandbox_sellers: 'origin' };

type ValueChange = (key: string, value: unknown) => unknown;

/** The row with its values changed, those in nested JSON too. */
function changeRow(table: string, row: string, change: ValueChange): string {
  const deep: ValueChange = (key, value) =>
    key === nested[table] && typeof value === 'string' && value !== ''
      ? JSON.stringify(JSON.parse(value, change))
      : change(key, value);
  return JSON.stringify(JSON.parse(row, deep));
}

/** Leases of deliveries are of the process that holds them; what is sealed is opened. */
function openRow(seal: WorldSeal, table: string, row: string): string {
  const is_leased = table === 'deliveries' && /"leased_until":\d/.test(row);
  if (!is_leased && !/":\\?"v\d+\./.test(row)) return row;
  return changeRow(table, row, (key, value) => {
    if (is_leased && key === 'leased_until') return null;
    if (typeof value !== 'string' || !/^v\d+\./.test(value)) return value;
    try {
      return { [sealed_key]: seal.open(value) };
    } catch {
      return value;
    }
  });
}

function sealRow(seal: WorldSeal, table: string, row: string): string {
  if (!row.includes(sealed_key)) return row;
  parseRow(row);
  return changeRow(table, row, (_key, value) => {
    const plain = (value as { [sealed_key]?: unknown } | null)?.[sealed_key];
    return typeof plain === 'string' ? seal.seal(plain) : value;
  });
}

const file_table = 'invoice_files';

type FileLine = { seller_id: number; package_id: number; sha256: string; content: string | null };

/** bytea as PostgreSQL writes it. */
const hexText = '\\x';

/** A row of an invoice file that lies in the folder, with what is in it. */
async function withFile({ files }: Context, row: string): Promise<string> {
  const line = JSON.parse(row) as FileLine;
  if (line.content !== null || files === null) return row;
  const content = await files.read({ ...line, sha256: line.sha256.slice(hexText.length) });
  return JSON.stringify({ ...line, content: hexText + content.toString('hex') });
}

/** The same without it: into the folder where there is one, before the commit, as every write does. */
async function withoutFile({ files }: Context, row: string): Promise<string> {
  const { seller_id, package_id, sha256: told, content: text } = parseRow(row) as FileLine;
  const content = Buffer.from(text?.slice(hexText.length) ?? '', 'hex');
  const sha256 = hash('sha256', content, 'hex');
  if (told !== hexText + sha256) throw damaged();
  if (files === null) return row;
  await files.keep({ seller_id, package_id, sha256 }, content);
  return JSON.stringify({ seller_id, package_id, sha256: told, content: null });
}

/** Puts a file's state in place of the one that is there. Within a transaction, which the caller rolls back on failure. */
export async function readState(client: pg.PoolClient, context: Context, parts: Buffer[], tell: Tell): Promise<void> {
  const { seal, schema } = context;
  const tables = await stateTables(client);
  await emptyTables(client, tables);
  const counts: Record<string, number> = {};
  let table: string | null = null;
  let merged: (typeof merged_tables)[string] | undefined;
  let columns: string[] = [];
  let waiting: string[] = [];
  let chars = 0;
  let end: number | null = null;
  let first = true;
  let written_by = schema;
  const flush = async () => {
    if (table !== null && waiting.length > 0) await insertRows(client, table, columns, waiting);
    waiting = [];
    chars = 0;
  };
  for await (const line of unpackedLines(parts, tell)) {
    if (first) written_by = checkHead(line, schema);
    else if (end !== null) throw damaged();
    else if (line.startsWith('{"table":')) {
      await flush();
      const named = parseRow(line)['table'] as string;
      merged = merged_tables[named];
      table = merged?.table ?? named;
      if (!tables.some(({ name }) => name === table)) throw stranger(table);
      if (table in counts) throw damaged();
      columns = [];
      counts[table] = 0;
    } else if (line.startsWith('{"end":')) {
      await flush();
      end = parseRow(line)['end'] as number;
    } else {
      if (table === null) throw damaged();
      const row =
        merged === undefined ? withNewNames(table, line) : JSON.stringify({ ...parseRow(line), ...merged.as });
      if (columns.length === 0) columns = columnsOf(tables.find(({ name }) => name === table)!, row);
      waiting.push(table === file_table ? await withoutFile(context, row) : sealRow(seal, table, row));
      counts[table]! += 1;
      chars += line.length;
      if (chars >= portion_chars) await flush();
    }
    first = false;
  }
  const rows = Object.values(counts).reduce((sum, count) => sum + count, 0);
  if (end !== rows) throw damaged();
  for (const sql of rowMigrationsAfter(written_by)) await client.query(sql);
}

/** Columns that a migration has renamed, so that files of older versions can still be read: table, old name, new name. */
const renamed_columns: Record<string, Record<string, string>> = { deliveries: { stray: 'out_of_order' } };

/** Tables that a migration has put into another one, and what their rows are there. */
const merged_tables: Record<string, { table: string; as: object }> = {
  payments_due: { table: 'moments', as: { kind: 'payment' } },
};

function withNewNames(table: string, line: string): string {
  const names = renamed_columns[table];
  if (names === undefined || !Object.keys(names).some((old) => line.includes(`"${old}":`))) return line;
  return JSON.stringify(
    Object.fromEntries(Object.entries(parseRow(line)).map(([column, value]) => [names[column] ?? column, value])),
  );
}

/** Reports progress as the parts are taken: the unpacker asks for the next part when it has finished one. */
function* takenParts(parts: Buffer[], tell: Tell): Generator<Buffer> {
  const total = parts.reduce((sum, part) => sum + part.length, 0);
  let done = 0;
  for (const part of parts)
    for (let at = 0; at < part.length; at += step_bytes) {
      const step = part.subarray(at, at + step_bytes);
      tell(done, { total, unit: 'bytes' });
      done += step.length;
      yield step;
    }
}

/** The first line says what the file is. It has less than 100 bytes. */
const head_limit_chars = 1_000;
/** The longest line is that of an invoice file: 10 MB, each byte as two digits. */
const line_limit_chars = 24 << 20;
/** Files of koli unpack to some 20 times their size. */
const unpacked_limit_bytes = 32 * state_limit_bytes;

/**
 * Each limit is checked as the text comes, so that a file that is not an export is refused by its first bytes, however
 * large it unpacks.
 */
async function* unpackedLines(parts: Buffer[], tell: Tell): AsyncGenerator<string> {
  const text = Readable.from(takenParts(parts, tell), { objectMode: false }).pipe(createGunzip());
  text.setEncoding('utf8');
  let pieces: string[] = [];
  let chars = 0;
  let limit_chars = head_limit_chars;
  let unpacked_chars = 0;
  try {
    for await (const chunk of text as AsyncIterable<string>) {
      unpacked_chars += chunk.length;
      if (unpacked_chars > unpacked_limit_bytes) throw damaged();
      const lines = chunk.split('\n');
      for (const line of lines.slice(0, -1)) {
        pieces.push(line);
        if (chars + line.length > limit_chars) throw foreign(limit_chars);
        yield pieces.join('');
        pieces = [];
        chars = 0;
        limit_chars = line_limit_chars;
      }
      const rest = lines.at(-1)!;
      pieces.push(rest);
      chars += rest.length;
      if (chars > limit_chars) throw foreign(limit_chars);
    }
  } catch (error) {
    if (String((error as { code?: unknown }).code).startsWith('Z_')) throw damaged();
    throw error;
  }
  if (chars > 0) throw damaged();
}

const foreign = (limit_chars: number): Unreadable =>
  limit_chars === head_limit_chars ? new Unreadable({ rule: 'export.not' }) : damaged();

/** Judges a file by its first line, before anything makes way for it. */
export async function checkFile(parts: Buffer[], schema: number): Promise<void> {
  for await (const line of unpackedLines(parts, () => {})) {
    checkHead(line, schema);
    return;
  }
  throw damaged();
}

/** Returns the schema of the koli that wrote the file. */
function checkHead(line: string, schema: number): number {
  const head = line.startsWith('{"koli":"sandbox"') ? parseRow(line) : {};
  if (head['koli'] !== 'sandbox') throw new Unreadable({ rule: 'export.not' });
  const written_by = Number(head['schema']);
  if (head['format'] !== format || written_by > schema) throw new Unreadable({ rule: 'export.newer' });
  return written_by;
}

function columnsOf(table: { name: string; columns: string[] }, line: string): string[] {
  const columns = Object.keys(parseRow(line));
  const unknown = columns.find((column) => !table.columns.includes(column));
  if (unknown !== undefined) throw stranger(`${table.name}.${unknown}`);
  return columns;
}

/** Every line is an object with something in it. */
function parseRow(line: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw damaged();
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value) || Object.keys(value).length === 0)
    throw damaged();
  return value as Record<string, unknown>;
}

const damaged = (): Unreadable => new Unreadable({ rule: 'export.damaged' });

const stranger = (name: string): Unreadable => new Unreadable({ rule: 'export.strange', name });
