import type pg from 'pg';
import { rows, statement } from '../../core/postgres/statement.ts';

// A state as rows: all that a sandbox holds, table by table, whatever tables there are. Rows go in and out as JSON text,
// which every PostgreSQL makes and reads alike, so a state moves between the embedded database and a server.

/** What is not state: the schema's version, the states that were put aside, and the time of nodes in core mode. */
const others = ['schema_version', 'snapshots', 'latest_times'];

type Table = { name: string; columns: string[]; order: string };

/** Tables and their columns, in an order that is the same everywhere. */
export const stateTables = statement(
  'stateTables',
  `select c.relname::text as name,
          (select array_agg(a.attname::text order by a.attnum)
             from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns,
          (select string_agg(quote_ident(a.attname) || case when a.atttypid = 'text'::regtype
                                                            then ' collate "C"' else '' end, ', ' order by k.place)
             from pg_index i
            cross join unnest(i.indkey) with ordinality as k (attnum, place)
             join pg_attribute a on a.attrelid = c.oid and a.attnum = k.attnum
            where i.indrelid = c.oid and i.indisprimary) as order
     from pg_class c
    where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r' and c.relname <> all ($1::text[])
    order by c.relname::text collate "C"`,
  () => [others],
  rows<Table>(),
);

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** Rows in the memory of both sides at once: some megabytes, and 80 of the largest invoice files. */
const heavy = ['invoice_files', 'warranty_documents'];
const rowsAtOnce = (table: string): number => (heavy.includes(table) ? 4 : 1_000);

/** The rows of a table, each as JSON, in the order of its key. Within a transaction. */
export async function* tableRows(client: pg.PoolClient, { name, order }: Table): AsyncGenerator<string[]> {
  await client.query(
    `declare state_rows cursor for select row_to_json(t)::text as row from ${quoted(name)} t order by ${order}`,
  );
  for (;;) {
    const { rows } = await client.query(`fetch ${rowsAtOnce(name)} from state_rows`);
    if (rows.length > 0) yield rows.map(({ row }) => row as string);
    if (rows.length < rowsAtOnce(name)) break;
  }
  await client.query('close state_rows');
}

/** How many rows all of them have: an index alone answers for most. */
export async function countRows(client: pg.PoolClient, tables: Table[]): Promise<number> {
  const counts = tables.map(({ name }) => `(select count(*) from ${quoted(name)})`);
  const { rows } = await client.query(`select ${counts.join(' + ')} as count`);
  return rows[0].count;
}

/** Puts rows into a table. Columns that they do not have get their defaults. */
export async function insertRows(
  client: pg.PoolClient,
  table: string,
  columns: string[],
  rows: string[],
): Promise<void> {
  const list = columns.map(quoted).join(', ');
  await client.query(
    `insert into ${quoted(table)} (${list}) select ${list} from json_populate_recordset(null::${quoted(table)}, $1::json)`,
    [`[${rows.join(',')}]`],
  );
}

/**
 * Everything goes. Each table with rows costs some milliseconds, a million rows as much as one: so a new sandbox, which
 * has none, is emptied for the price of a look.
 */
export async function emptyTables(client: pg.PoolClient, tables: Table[]): Promise<void> {
  const looks = tables.map(({ name }) => `exists (select from ${quoted(name)}) as ${quoted(name)}`);
  const found = (await client.query(`select ${looks.join(', ')}`)).rows[0] as Record<string, boolean>;
  const full = tables.filter(({ name }) => found[name]).map(({ name }) => quoted(name));
  if (full.length > 0) await client.query(`truncate ${full.join(', ')} cascade`);
}

/** All that is a seller's goes, except from tables that are named. */
export async function deleteSellerRows(
  client: pg.PoolClient,
  tables: Table[],
  seller_id: number,
  kept: string[] = [],
): Promise<void> {
  for (const { name } of tables.filter((table) => !kept.includes(table.name)))
    await client.query(`delete from ${quoted(name)} where seller_id = $1`, [seller_id]);
}
