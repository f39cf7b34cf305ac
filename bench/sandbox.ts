import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { preparedPath } from '../src/core/postgres/prepared.ts';
import { startPostgres } from '../test/postgres-server.ts';
import { measureGrowing } from './growth-of-sandbox.ts';
import { median } from './quantiles.ts';
import { machine, warnWhenBusy } from './report.ts';
import { measureShares, printStarts, type Starts } from './starts.ts';
import { untilListed } from './until-listed.ts';
import { freePort } from './world.ts';

const help = `npm run bench:sandbox -- [options]
  --packages 1000   in the sandbox before each reset, snapshot, restore, export and import
  --rounds 5        of each; the medians count
  --sizes 1000,5000,20000   at which deliveries and answers of a growing sandbox are measured
  --postgres        on PostgreSQL as well
  --phases          only starts of the package, phase by phase
  --name sandbox    of the file in bench/results`;

const { values: flags } = parseArgs({
  options: {
    packages: { type: 'string', default: '1000' },
    rounds: { type: 'string', default: '5' },
    sizes: { type: 'string', default: '1000,5000,20000' },
    postgres: { type: 'boolean', default: false },
    phases: { type: 'boolean', default: false },
    name: { type: 'string', default: 'sandbox' },
    help: { type: 'boolean', default: false },
  },
});

type Measured = { database: string; what: string; ms: number[] };

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));
const operator = { authorization: 'Bearer sandbox-operator' };
const seller_id = 2738;
const seller = { authorization: `Basic ${Buffer.from('sandbox-key:sandbox-secret').toString('base64')}` };
/** The limit of a call. */
const orders_limit = 1_000;

type Koli = { url: string; ready_ms: number; stop(): Promise<void> };

async function startKoli(options: string[], env: Record<string, string> = {}): Promise<Koli> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const began = performance.now();
  const child = spawn(process.execPath, [main, 'serve', ...options], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { PATH: process.env['PATH'], PORT: String(port), ...env },
  });
  await untilListed(child, url);
  const ready_ms = performance.now() - began;
  const stop = async () => {
    const gone = once(child, 'exit');
    child.kill('SIGTERM');
    await gone;
  };
  return { url, ready_ms, stop };
}

async function ask(koli: Koli, method: string, path: string, body?: object | Buffer): Promise<Response> {
  const is_file = Buffer.isBuffer(body);
  const type = { 'content-type': is_file ? 'application/gzip' : 'application/json' };
  const answer = await fetch(`${koli.url}/api/v1/sandbox${path}`, {
    method,
    headers: body === undefined ? operator : { ...operator, ...type },
    body: is_file ? new Uint8Array(body) : body && JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  return answer;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

/** Packages with three to five events each and no deliveries. */
async function fill(koli: Koli): Promise<void> {
  for (let left = Number(flags.packages); left > 0; left -= orders_limit)
    await ask(koli, 'POST', '/orders', { count: Math.min(left, orders_limit), status: 'Invoiced', silent: true });
}

const bytesOf = async (answer: Response): Promise<Buffer> => Buffer.from(await answer.arrayBuffer());

async function measureStates(koli: Koli, database: string, note: (one: Measured) => void): Promise<void> {
  const runs = new Map<string, number[]>();
  const run = async (what: string, work: () => Promise<unknown>) => {
    const ms = await timed(work);
    runs.set(what, [...(runs.get(what) ?? []), ms]);
  };
  for (let round = 0; round < Number(flags.rounds); round++) {
    await ask(koli, 'POST', '/reset', { to: 'empty' });
    await run(`${flags.packages} orders made and taken to Invoiced, silent`, () => fill(koli));
    await run('snapshot', () => ask(koli, 'PUT', '/snapshots/bench'));
    await run('export', async () => bytesOf(await ask(koli, 'GET', '/export')));
    await run('reset to empty', () => ask(koli, 'POST', '/reset', { to: 'empty' }));
    await run('restore', () => ask(koli, 'POST', '/snapshots/bench/restore'));
    await run('reset to shop', () => ask(koli, 'POST', '/reset', { to: 'shop' }));
    await ask(koli, 'POST', '/snapshots/bench/restore');
    await run('reset of one seller', () => ask(koli, 'POST', `/sellers/${seller_id}/reset`));
    await ask(koli, 'POST', '/snapshots/bench/restore');
    const file = await bytesOf(await ask(koli, 'GET', '/export'));
    await run('import', () => ask(koli, 'POST', '/import', file));
  }
  for (const [what, ms] of runs) note({ database, what, ms });
}

async function measureOneProcess(note: (one: Measured) => void): Promise<void> {
  const koli = await startKoli(['--memory'], { KOLI_RATE_LIMITS: 'off' });
  const list = `${koli.url}/integration/order/sellers/${seller_id}/v2/orders?size=50`;
  const growing = {
    create: (count: number) => ask(koli, 'POST', '/orders', { count, status: 'Invoiced' }),
    list: async () => (await fetch(list, { headers: { ...seller, 'user-agent': 'koli-bench' } })).text(),
    subscribe: (url: string) =>
      fetch(`${koli.url}/integration/webhook/sellers/${seller_id}/webhooks`, {
        method: 'POST',
        headers: { ...seller, 'user-agent': 'koli-bench', 'content-type': 'application/json' },
        body: JSON.stringify({ url, authenticationType: 'API_KEY', apiKey: 'bench-key' }),
      }),
  };
  await measureGrowing(growing, flags.sizes.split(',').map(Number), (what, ms) =>
    note({ database: 'pglite', what: `${what} (${(1_000 / ms).toFixed(0)}/s)`, ms: [ms] }),
  );
  await koli.stop();
}

async function measureStarts(folder: string, note: (one: Measured) => void): Promise<void> {
  const kept = await preparedPath();
  const starts: [what: string, options: (round: number) => string[], before?: () => void][] = [
    [
      'first start, where npm ci made no database',
      (round) => ['--data', join(folder, `first-${round}`)],
      () => rmSync(kept, { force: true }),
    ],
    ['first start after npm ci, in a folder', (round) => ['--data', join(folder, `${round}`)]],
    ['later start, in a folder', (round) => ['--data', join(folder, `${round}`)]],
    ['start in memory', () => ['--memory']],
    [
      `start in memory from a file of ${flags.packages} packages`,
      () => ['--memory', '--from', join(folder, 'shop.koli')],
    ],
  ];
  const maker = await startKoli(['--memory']);
  await fill(maker);
  writeFileSync(join(folder, 'shop.koli'), await bytesOf(await ask(maker, 'GET', '/export')));
  await maker.stop();
  for (const [what, options, before = () => {}] of starts) {
    const ms: number[] = [];
    for (let round = 0; round < Number(flags.rounds); round++) {
      before();
      const koli = await startKoli(options(round));
      ms.push(koli.ready_ms);
      await koli.stop();
    }
    note({ database: 'pglite', what, ms });
  }
}

async function measureAll(folder: string, note: (one: Measured) => void): Promise<string> {
  await measureStarts(folder, note);
  await measureOneProcess(note);
  const embedded = await startKoli(['--data', join(folder, 'states')]);
  await measureStates(embedded, 'pglite', note);
  await embedded.stop();
  if (!flags.postgres) return 'none';
  await using server = await startPostgres();
  const koli = await startKoli([], { DATABASE_URL: server.url });
  await measureStates(koli, 'postgres', note);
  await koli.stop();
  return 'with its default settings';
}

async function measure(): Promise<void> {
  const load = warnWhenBusy();
  const rows: Measured[] = [];
  const note = (one: Measured) => {
    rows.push(one);
    console.log(`${one.database.padEnd(9)} ${one.what.padEnd(58)} ${median(one.ms).toFixed(0).padStart(6)} ms`);
  };
  const folder = mkdtempSync(join(tmpdir(), 'koli-bench-'));
  let version = 'none';
  let starts: Starts;
  try {
    starts = await measureShares(join(folder, 'package'), Number(flags.rounds));
    printStarts(starts);
    if (!flags.phases) version = await measureAll(folder, note);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  const results = join(import.meta.dirname, 'results');
  mkdirSync(results, { recursive: true });
  const file = join(results, `${flags.name}.json`);
  const result = { machine: { ...machine(version), load }, flags, starts, rows };
  const rounded = (_: string, value: unknown) => (typeof value === 'number' ? Math.round(value * 100) / 100 : value);
  writeFileSync(file, `${JSON.stringify(result, rounded, 1)}\n`);
  console.log(`\n${relative(process.cwd(), file)}`);
}

if (flags.help) console.log(help);
else await measure();
