import { readSettings } from '../src/app/config.ts';
import { openDatabase } from '../src/core/postgres/database.ts';
import { migrate } from '../src/core/postgres/migrate.ts';

type Column = {
  table_name: string;
  column_name: string;
  data_type: string;
  not_null: boolean;
  by_default: string | null;
};

/** The schema after all migrations, read from a database that ran them. */
export async function readSchema(): Promise<string> {
  const read = readSettings({}, { memory: true });
  if ('mistakes' in read) throw new Error(read.mistakes.join('\n'));
  const db = await openDatabase(read.settings);
  try {
    await migrate(db);
    const { rows: columns } = await db.pool.query<Column>(
      `select c.relname as table_name, a.attname as column_name, format_type(a.atttypid, a.atttypmod) as data_type,
              a.attnotnull as not_null, pg_get_expr(d.adbin, d.adrelid) as by_default
         from pg_class c
         join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
         left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
        where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
        order by c.relname, a.attnum`,
    );
    const { rows: indexes } = await db.pool.query<{ tablename: string; indexdef: string }>(
      `select tablename, indexdef from pg_indexes where schemaname = 'public' order by tablename, indexname`,
    );
    const tables = [...new Set(columns.map((column) => column.table_name))].map((table) => {
      const lines = columns.filter((column) => column.table_name === table).map(columnLine);
      const its = indexes.filter((index) => index.tablename === table).map((index) => `${index.indexdef};`);
      return `create table ${table} (\n${lines.join(',\n')}\n);\n${its.join('\n')}`;
    });
    return `-- Made by \`npm run generate\` from src/core/postgres/migrations, which say why each table is as it is.\n\n${tables.join('\n\n')}\n`;
  } finally {
    await db.close();
  }
}

const columnLine = ({ column_name, data_type, not_null, by_default }: Column): string =>
  `  ${column_name} ${data_type}${not_null ? ' not null' : ''}${by_default === null ? '' : ` default ${by_default}`}`;
