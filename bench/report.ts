import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { join, relative } from 'node:path';
import type { Opponent, Run } from './measure.ts';

export type Row = {
  name: string;
  title: string;
  connections: number;
  packages: number;
  /** Per operation, as counted by PostgreSQL. */
  statements: Partial<Record<Opponent, number>>;
  medians: Partial<Record<Opponent, Run>>;
  runs: Partial<Record<Opponent, Run[]>>;
};

export const machine = (postgresql: string) => ({
  date: new Date().toISOString(),
  cores: cpus().length,
  cpu: cpus()[0]!.model.trim(),
  memory_gb: Math.round(totalmem() / 2 ** 30),
  node: process.version,
  postgresql,
});

/** Other work slows koli, which is one process, more than the many processes of pgbench. */
export function warnWhenBusy(): number {
  const load = loadavg()[0]!;
  if (load > 0.5) console.log(`This machine has other work (load ${load.toFixed(1)}): the ratios will be too low.`);
  return load;
}

const columns = ['', 'conn.', 'who', 'op/s', 'p50 ms', 'p99 ms', 'WAL B/op', 'statements/op', 'koli ÷'];
const widths = [34, 6, 18, 9, 9, 9, 10, 14, 7];
let heading = true;

const padded = (cells: string[]): string =>
  cells.map((cell, i) => (i === 0 || i === 2 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))).join(' ');

export function printRows(rows: Row[]): void {
  if (heading) console.log(padded(columns));
  heading = false;
  for (const row of rows) {
    const koli = row.medians.koli!.per_second;
    for (const [who, run] of Object.entries(row.medians) as [Opponent, Run][])
      console.log(
        padded([
          `${row.title}${row.packages === 0 ? '' : ` (${row.packages / 1_000}k)`}`,
          String(row.connections),
          who,
          run.per_second.toFixed(run.per_second < 1_000 ? 1 : 0),
          run.p50_ms.toFixed(2),
          run.p99_ms.toFixed(2),
          run.wal_bytes.toFixed(0),
          (row.statements[who] ?? 0).toFixed(2),
          who === 'koli' ? '' : (koli / run.per_second).toFixed(2),
        ]),
      );
  }
}

/** Returns its path. */
export function save(name: string, machine: object, flags: object, rows: object[]): string {
  const folder = join(import.meta.dirname, 'results');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${name}.json`);
  writeFileSync(file, `${JSON.stringify({ machine, flags, rows }, null, 1)}\n`);
  return relative(process.cwd(), file);
}
