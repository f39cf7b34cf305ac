import pg from 'pg';
import type { LoadResult } from './load.ts';
import { runPgbench } from './pgbench.ts';
import type { Measured, Scenario } from './scenarios.ts';
import { first, seller_id, type Template } from './template.ts';
import type { Bench, Side } from './world.ts';

export type Opponent = 'koli' | 'pgbench' | 'pgbench-pipelined' | 'select' | 'select-page' | 'select-count';

/** The result of one run. */
export type Run = Measured & { wal_bytes: number; full_pages: number };

export type RunOptions = {
  connections: number;
  seconds: number;
  /** Stop after this number, whatever the time. */
  limit?: number;
};

/** Variants cost time, so each runs only where it is informative. */
export function opponentsOf({ rival }: Scenario, connections: number): Opponent[] {
  if (rival === null) return ['koli'];
  if (rival === 'select')
    return connections === 1 ? ['select', 'select-page', 'select-count', 'koli'] : ['select', 'koli'];
  return connections === 64 ? ['pgbench', 'pgbench-pipelined', 'koli'] : ['pgbench', 'koli'];
}

const sideOf = (opponent: Opponent): Side => (opponent === 'koli' || opponent.startsWith('select') ? 'koli' : 'rival');

/** Runs scenarios against one pair of databases and tracks which packages are used up. */
export function createMeter(bench: Bench, template: Template) {
  const fresh = () => ({ koli: { package: 0, order: 0, nothing: 0 }, rival: { package: 0, order: 0, nothing: 0 } });
  let used = fresh();

  /** The packages for a run. If either side has too few, both start from the seed again. */
  async function provide(scenario: Scenario, side: Side, { connections, seconds, limit }: RunOptions): Promise<void> {
    const wanted = limit ?? seconds * (connections === 1 ? 4_000 : 25_000);
    if (scenario.uses !== 'package' || used[side].package + wanted <= bench.packages) return;
    await bench.reset();
    used = fresh();
  }

  async function perform(scenario: Scenario, opponent: Opponent, options: RunOptions): Promise<Measured> {
    const { connections, seconds, limit } = options;
    const mine = used[sideOf(opponent)];
    const from = mine[scenario.uses];
    const spent = (count: number) => {
      mine[scenario.uses] = from + count;
      if (mine.package > bench.packages)
        throw new Error(
          `${opponent} used ${mine.package} packages (from ${from}, count ${count}): give more by --packages`,
        );
    };
    if (opponent === 'koli') {
      const last = scenario.uses === 'package' ? bench.packages : Number.MAX_SAFE_INTEGER;
      const to = Math.min(last, from + (limit ?? last));
      const job = { kind: 'http', port: bench.port(), connections, seconds, ...scenario.request, from, to } as const;
      const result = await bench.load(job);
      spent(result.requests);
      return measured(result, scenario.per_request);
    }
    if (typeof scenario.rival !== 'function') {
      const what = opponent === 'select' ? 'both' : opponent === 'select-page' ? 'page' : 'count';
      return measured(await bench.load({ kind: 'select', url: bench.url('koli'), connections, seconds, what }), 1);
    }
    const { text, variables } = scenario.rival(template, opponent === 'pgbench-pipelined');
    const result = await runPgbench({
      bin: bench.bin,
      url: bench.url('rival'),
      script: text,
      variables: { ...variables, from, clients: connections },
      connections,
      ...(limit === undefined ? { seconds } : { transactions: Math.floor(limit / connections) }),
    });
    spent((await lastNumber(bench.url('rival'), scenario)) + 1 - from);
    return result;
  }

  return {
    async run(scenario: Scenario, opponent: Opponent, options: RunOptions): Promise<Run> {
      await provide(scenario, sideOf(opponent), options);
      // Each starts after a checkpoint: no dirty pages, and full-page writes for all.
      await bench.sql('checkpoint');
      const before = await walPosition(bench);
      const result = await perform(scenario, opponent, options);
      const after = await walPosition(bench);
      const each = (name: 'bytes' | 'pages') => (after[name] - before[name]) / result.operations;
      return { ...result, wal_bytes: each('bytes'), full_pages: each('pages') };
    },
    /** The number of statements per operation. This run also warms up. */
    async statements(scenario: Scenario, opponent: Opponent, options: RunOptions): Promise<number> {
      await provide(scenario, sideOf(opponent), options);
      await track(bench, 'top');
      const { operations } = await perform(scenario, opponent, options);
      await track(bench, 'none');
      const [row] = await bench.sql<{ calls: number }>(
        `select sum(s.calls)::float8 as calls from pg_stat_statements s join pg_database d on d.oid = s.dbid
          where d.datname = $1`,
        [sideOf(opponent)],
      );
      return row!.calls / operations;
    },
  };
}

/** The clients of pgbench progress differently, so only the rows show how far the fastest came. */
async function lastNumber(url: string, { uses }: Scenario): Promise<number> {
  const [start, sequence] = uses === 'package' ? [first.package, 3] : [first.placed, 2];
  const client = new pg.Client(url);
  await client.connect();
  const { rows } = await client.query(
    `select (max(package_id) - $2)::float8 as number from events
      where seller_id = $1 and package_id between $2 and $2::bigint + 99999999 and sequence = $3`,
    [seller_id, start, sequence],
  );
  await client.end();
  return rows[0].number;
}

const measured = ({ requests, seconds, p50_ms, p99_ms }: LoadResult, per_request: number): Measured => ({
  operations: requests * per_request,
  per_second: (requests * per_request) / seconds,
  p50_ms,
  p99_ms,
});

async function walPosition(bench: Bench): Promise<{ bytes: number; pages: number }> {
  const [row] = await bench.sql<{ bytes: number; pages: number }>(
    `select (pg_current_wal_insert_lsn() - '0/0')::float8 as bytes, wal_fpi::float8 as pages from pg_stat_wal`,
  );
  return row!;
}

async function track(bench: Bench, what: 'top' | 'none'): Promise<void> {
  if (what === 'top') await bench.sql('select pg_stat_statements_reset()');
  await bench.sql(`alter system set pg_stat_statements.track = '${what}'`);
  await bench.sql('select pg_reload_conf()');
}
