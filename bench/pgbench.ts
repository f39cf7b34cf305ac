import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { quantiles } from './quantiles.ts';
import type { Measured } from './scenarios.ts';

export type PgbenchRun = {
  bin: string;
  url: string;
  script: string;
  variables: Record<string, string | number>;
  connections: number;
} & ({ seconds: number } | { /** Of each connection. */ transactions: number });

/** A tenth of the transactions is logged, which is enough for quantiles and costs pgbench little. */
const sampled = 0.1;

export async function runPgbench(run: PgbenchRun): Promise<Measured> {
  const folder = mkdtempSync(join(tmpdir(), 'koli-pgbench-'));
  try {
    const file = join(folder, 'script.sql');
    writeFileSync(file, run.script);
    const { host, port, user, password, database } = parts(run.url);
    const { stdout } = await promisify(execFile)(
      join(run.bin, 'pgbench'),
      [
        ...['-n', '-M', 'prepared', '-f', file, '-c', String(run.connections)],
        // pgbench's clock includes 64 logins; its transactions per second exclude them.
        ...('seconds' in run
          ? ['-T', String(Math.ceil(run.seconds + run.connections / 32))]
          : ['-t', String(run.transactions)]),
        ...['-j', String(Math.min(run.connections, 2)), '-l', '--sampling-rate', String(sampled)],
        ...Object.entries(run.variables).flatMap(([name, value]) => ['-D', `${name}=${value}`]),
        ...['-h', host, '-p', port, '-U', user, database],
      ],
      { cwd: folder, env: { ...process.env, PGPASSWORD: password } },
    ).catch((error: { stderr?: string }) => {
      throw new Error(`pgbench failed: ${error.stderr || error}`);
    });
    return { ...totals(stdout), ...quantiles(latencies(folder)) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function parts(url: string) {
  const { hostname, port, username, password, pathname } = new URL(url);
  return { host: hostname, port, user: username, password, database: pathname.slice(1) };
}

function totals(stdout: string): { operations: number; per_second: number } {
  const number = (form: RegExp) => {
    const found = form.exec(stdout);
    if (found === null) throw new Error(`pgbench says something else than expected:\n${stdout}`);
    return Number(found[1]);
  };
  if (number(/number of failed transactions: (\d+)/) > 0) throw new Error(`transactions failed:\n${stdout}`);
  return {
    operations: number(/number of transactions actually processed: (\d+)/),
    per_second: number(/tps = ([\d.]+) \(without/),
  };
}

/** In milliseconds. The third column of pgbench's log is in microseconds. */
function latencies(folder: string): number[] {
  const logs = readdirSync(folder).filter((name) => name.startsWith('pgbench_log'));
  return logs
    .flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n'))
    .filter(Boolean)
    .map((line) => Number(line.split(' ')[2]) / 1_000);
}
