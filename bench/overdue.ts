import { fork } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { startPostgres } from '../test/postgres-server.ts';
import type { LoadResult } from './load.ts';
import { machine, save, warnWhenBusy } from './report.ts';
import { scenarios } from './scenarios.ts';
import { first, makeTemplate, seller_id } from './template.ts';
import { type Koli, makeSeed, runLoad, startKoli } from './world.ts';

const help = `npm run bench:overdue -- [options]
  --packages 100000   open packages in the database; each has its date of hand-over
  --due 10000         of these, fall due within a minute, and as many again at one moment
  --seconds 30        of cancels before, and again after that minute
  --connections 16
  --nodes 1           that do what falls due; the cancels go to the first
  --name overdue      of the file in bench/results`;

const { values: flags } = parseArgs({
  options: {
    packages: { type: 'string', default: '100000' },
    due: { type: 'string', default: '10000' },
    seconds: { type: 'string', default: '30' },
    connections: { type: 'string', default: '16' },
    nodes: { type: 'string', default: '1' },
    name: { type: 'string', default: 'overdue' },
    help: { type: 'boolean', default: false },
  },
});

const minute_ms = 60_000;
const day_ms = 86_400_000;
/** Between the last preparation and the first moment. */
const ahead_ms = 3_000;

const load_file = fileURLToPath(new URL('load.ts', import.meta.url));
const cancel = scenarios.find(({ name }) => name === 'cancel')!;

type Sizes = { packages: number; due: number };

/** Every package is due in some days. Those that fall due are the last ones, which no cancel touches. */
const seedMoments = (client: pg.Client, { packages }: Sizes, now: number) =>
  client.query(
    `insert into moments (seller_id, due_at, package_id, kind)
     select $1, $2::bigint + n, $3::bigint + n, 'hand-over' from generate_series(0, $4::integer - 1) as n`,
    [seller_id, now + 3 * day_ms, first.package, packages],
  );

/** Moves the dates of some packages into a span of time, spread evenly. */
async function bringForward(client: pg.Client, from: number, count: number, at: number, span_ms: number) {
  await client.query(
    `update moments
        set due_at = $1::bigint + ((package_id - $2::bigint) * $4::bigint) / $3::bigint
      where seller_id = $5 and package_id >= $2 and package_id < $2::bigint + $3::bigint`,
    [at, first.package + from, count, span_ms, seller_id],
  );
}

type Lateness = { events: number; p50_ms: number; p99_ms: number; last_ms: number };

/** How much later than its moment each event was written. */
async function latenessOf(client: pg.Client, from: number, count: number, at: number, span_ms: number) {
  const { rows } = await client.query(
    `select count(*)::integer as events,
            percentile_cont(0.5) within group (order by late)::float8 as p50_ms,
            percentile_cont(0.99) within group (order by late)::float8 as p99_ms,
            max(late)::float8 as last_ms
       from (select e.at - ($1::bigint + ((e.package_id - $2::bigint) * $4::bigint) / $3::bigint) as late
               from events e
              where e.seller_id = $5 and e.package_id >= $2 and e.package_id < $2::bigint + $3::bigint
                and e.type = 'becameOverdue') as happened`,
    [at, first.package + from, count, span_ms, seller_id],
  );
  return rows[0] as Lateness;
}

async function untilAllHappened(client: pg.Client, from: number, count: number): Promise<void> {
  for (;;) {
    const { rows } = await client.query(
      `select count(*)::integer as left from moments
        where seller_id = $1 and package_id >= $2 and package_id < $2::bigint + $3::bigint`,
      [seller_id, first.package + from, count],
    );
    if (rows[0].left === 0) return;
    await sleep(100);
  }
}

type Writes = Pick<LoadResult, 'requests' | 'p50_ms' | 'p99_ms'> & { per_second: number };

const writesOf = ({ requests, seconds, p50_ms, p99_ms }: LoadResult): Writes => ({
  requests,
  per_second: requests / seconds,
  p50_ms,
  p99_ms,
});

async function measure(client: pg.Client, koli: Koli, sizes: Sizes) {
  await using opened = new AsyncDisposableStack();
  const load = opened.adopt(fork(load_file), (child) => void child.kill());
  let used = 0;
  const cancels = async (seconds: number): Promise<Writes> => {
    const to = sizes.packages - 2 * sizes.due;
    const common = {
      kind: 'http',
      port: koli.port,
      connections: Number(flags.connections),
      ...cancel.request,
    } as const;
    const result = await runLoad(load, { ...common, seconds, from: used, to });
    if (result.exhausted) console.log('The cancels ran out of packages: give more by --packages.');
    used += result.requests;
    return writesOf(result);
  };
  const { due, packages } = sizes;
  const seconds = Number(flags.seconds);
  await cancels(2);
  const before = await cancels(seconds);
  const spread = packages - due;
  const minute_at = Date.now() + ahead_ms;
  await bringForward(client, spread, due, minute_at, minute_ms);
  await sleep(Math.max(0, minute_at - Date.now()));
  const meanwhile = await cancels(minute_ms / 1_000);
  await untilAllHappened(client, spread, due);
  const in_a_minute = await latenessOf(client, spread, due, minute_at, minute_ms);
  const afterwards = await cancels(seconds);
  const at_once = packages - 2 * due;
  const moment_at = Date.now() + ahead_ms;
  await bringForward(client, at_once, due, moment_at, 0);
  await untilAllHappened(client, at_once, due);
  return {
    in_a_minute,
    at_one_moment: await latenessOf(client, at_once, due, moment_at, 0),
    cancels: { before, meanwhile, afterwards },
  };
}

async function run(): Promise<void> {
  const load_before = warnWhenBusy();
  const sizes: Sizes = { packages: Number(flags.packages), due: Number(flags.due) };
  await using opened = new AsyncDisposableStack();
  const server = opened.use(await startPostgres({ settings: {} }));
  const admin = opened.adopt(new pg.Client(server.url), (client) => client.end());
  await admin.connect();
  const url = Object.assign(new URL(server.url), { pathname: '/seed' }).href;
  const began = performance.now();
  await makeSeed(admin, url, makeTemplate(), sizes.packages);
  const client = opened.adopt(new pg.Client(url), (one) => one.end());
  await client.connect();
  await seedMoments(client, sizes, Date.now());
  await client.query('vacuum analyze moments');
  console.log(`${sizes.packages} packages in ${Math.round((performance.now() - began) / 1_000)} s`);
  const nodes: Koli[] = [];
  for (let node = 0; node < Number(flags.nodes); node++)
    nodes.push(opened.adopt(await startKoli(url, {}), (one) => one.stop()));
  const measured = await measure(client, nodes[0]!, sizes);
  const { rows } = await admin.query('show server_version');
  console.log(JSON.stringify(measured, null, 2));
  console.log(save(flags.name, { ...machine(rows[0].server_version), load_before }, flags, [measured]));
}

if (flags.help) console.log(help);
else await run();
