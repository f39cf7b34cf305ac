import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Settings } from '../app/config.ts';
import { StartError } from '../core/errors/start-error.ts';
import { openFiles } from '../core/files.ts';
import { openDatabase } from '../core/postgres/database.ts';
import { countOrders } from '../core/postgres/laws.ts';
import { requireSchema } from '../core/postgres/migrate.ts';
import { laws } from '../maintenance/laws.ts';
import { type Broken, type Verdict, verify } from '../maintenance/verify.ts';
import { processTerminal, progress } from './terminal.ts';
import { plural } from './text.ts';

/** Checks the database against the laws. Returns 1 if one is broken. */
export async function verifyVerb(settings: Settings, { json }: { json: boolean }): Promise<number> {
  requireDatabase(settings, 'verify');
  const db = await openDatabase(settings);
  try {
    await requireSchema(db);
    const { invoice_folder } = settings;
    const files = invoice_folder === undefined ? null : openFiles(invoice_folder);
    const bar = json ? null : progress(processTerminal, await countOrders(db.pool), 'orders');
    const verdict = await verify(db, ({ orders }) => bar?.show(orders), files);
    bar?.end();
    console.log(json ? JSON.stringify(verdict, null, 2) : verdictText(verdict));
    return verdict.broken_count === 0 ? 0 : 1;
  } finally {
    await db.close();
  }
}

/** Opening would create an empty database, which breaks no law. */
export function requireDatabase({ database_url, data_folder, memory }: Settings, verb: string): void {
  if (memory) throw new StartError(`A database in memory ends with its koli: ${verb} needs a folder or DATABASE_URL.`);
  if (database_url === undefined && !existsSync(join(data_folder, 'pgdata')))
    throw new StartError(
      `There is no database in ${resolve(data_folder)}: set its folder with KOLI_DATA, or its server with DATABASE_URL.`,
    );
}

function verdictText({ checked, broken, broken_count }: Verdict): string {
  const width = Math.max(...Object.values(checked).map((count) => String(count).length));
  const counts = Object.entries(checked).map(([name, count]) => `${name.padEnd(11)}${String(count).padStart(width)}`);
  if (broken_count === 0) return [...counts, '', 'All laws hold.'].join('\n');
  const omitted = broken_count - broken.length;
  return [
    ...counts,
    '',
    `${plural(broken_count, 'violation')}:`,
    ...broken.map(brokenLine),
    ...(omitted > 0 ? [`… and ${omitted} more`] : []),
    '',
    ...[...new Set(broken.map(({ law }) => law))].map((law) => `${law}: ${laws[law]}`),
  ].join('\n');
}

export function brokenLine({ law, seller_id, order_number, package_id, detail }: Broken): string {
  const order = order_number === undefined ? '' : `  order ${order_number}`;
  const one = package_id === undefined ? '' : `  package ${package_id}`;
  return `${law.padEnd(13)} seller ${seller_id}${order}${one}  ${detail}`;
}
