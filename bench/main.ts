import { mkdirSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { createMeter, type Opponent, opponentsOf, type Run, type RunOptions } from './measure.ts';
import { median } from './quantiles.ts';
import { machine, printRows, type Row, save, warnWhenBusy } from './report.ts';
import { type Scenario, scenarios } from './scenarios.ts';
import { makeTemplate, type Template } from './template.ts';
import { openBench } from './world.ts';

const help = `npm run bench -- [options]
  --seconds 1.5        of each run
  --rounds 3           runs of each side, interleaved; the medians count
  --only cancel,list   ${scenarios.map(({ name }) => name).join(', ')}
  --connections 1,64   instead of each scenario's own
  --packages 100000    in the database before the first run
  --growth             cancel and list at 10 and 100 thousand packages; with --million at a million as well (30 GB of disk)
  --lanes 2            KOLI_LANES
  --profile folder     a CPU profile of each koli, written there when it stops
  --name today         of the file in bench/results`;

const { values: flags } = parseArgs({
  options: {
    seconds: { type: 'string', default: '1.5' },
    rounds: { type: 'string', default: '3' },
    only: { type: 'string' },
    connections: { type: 'string' },
    packages: { type: 'string', default: '100000' },
    growth: { type: 'boolean', default: false },
    million: { type: 'boolean', default: false },
    lanes: { type: 'string' },
    profile: { type: 'string' },
    name: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

type Meter = ReturnType<typeof createMeter>;
type Plan = RunOptions & { rounds: number; packages: number };

const numbers = (list: string): number[] => list.split(',').map(Number);
const lanes = flags.lanes === undefined ? undefined : Number(flags.lanes);
const { profile } = flags;

/** All sides in turn, several rounds, so that other work of the machine affects all alike. */
async function compare(meter: Meter, scenario: Scenario, plan: Plan): Promise<Row> {
  const opponents = opponentsOf(scenario, plan.connections);
  const runs = new Map<Opponent, Run[]>(opponents.map((opponent) => [opponent, []]));
  const statements: Row['statements'] = {};
  const warm = { ...plan, seconds: Math.min(1, plan.seconds), limit: plan.limit && Math.floor(plan.limit / 5) };
  for (const opponent of opponents) statements[opponent] = await meter.statements(scenario, opponent, warm);
  for (let round = 0; round < plan.rounds; round++)
    for (const opponent of opponents) runs.get(opponent)!.push(await meter.run(scenario, opponent, plan));
  const { name, title } = scenario;
  const { connections, packages } = plan;
  const middles = Object.fromEntries([...runs].map(([opponent, all]) => [opponent, middle(all)]));
  return { name, title, connections, packages, statements, medians: middles, runs: Object.fromEntries(runs) };
}

const middle = (runs: Run[]): Run => {
  const of = (key: keyof Run) => median(runs.map((run) => run[key]));
  return {
    operations: of('operations'),
    per_second: of('per_second'),
    p50_ms: of('p50_ms'),
    p99_ms: of('p99_ms'),
    wal_bytes: of('wal_bytes'),
    full_pages: of('full_pages'),
  };
};

async function usual(template: Template): Promise<{ rows: Row[]; version: string }> {
  const packages = Number(flags.packages);
  await using bench = await openBench(template, { packages, lanes, profile });
  const meter = createMeter(bench, template);
  const wanted = flags.only?.split(',');
  const rows: Row[] = [];
  for (const scenario of scenarios.filter(({ name }) => wanted === undefined || wanted.includes(name)))
    for (const connections of flags.connections ? numbers(flags.connections) : scenario.connections) {
      const plan = { connections, seconds: Number(flags.seconds), rounds: Number(flags.rounds), packages };
      rows.push(await compare(meter, scenario, plan));
      printRows(rows.slice(-1));
    }
  return { rows, version: bench.version };
}

/** The same number of cancels at each size, so that the smallest has enough packages. */
async function growth(template: Template): Promise<{ rows: Row[]; version: string }> {
  const rows: Row[] = [];
  let version = '';
  for (const packages of [10_000, 100_000, ...(flags.million ? [1_000_000] : [])]) {
    await using bench = await openBench(template, { packages, lanes, profile });
    version = bench.version;
    const meter = createMeter(bench, template);
    const common = { seconds: Number(flags.seconds), rounds: Number(flags.rounds), packages };
    const [cancel, list] = ['cancel', 'list'].map((name) => scenarios.find((one) => one.name === name)!);
    rows.push(await compare(meter, cancel!, { ...common, seconds: 60, connections: 64, limit: 6_400 }));
    rows.push(await compare(meter, list!, { ...common, connections: 1 }));
    printRows(rows.slice(-2));
  }
  return { rows, version };
}

if (flags.help) console.log(help);
else {
  if (profile !== undefined) mkdirSync(profile, { recursive: true });
  const load_before = warnWhenBusy();
  const template = makeTemplate();
  const { rows, version } = await (flags.growth ? growth : usual)(template);
  console.log(
    `\n${save(flags.name ?? (flags.growth ? 'growth' : 'bench'), { ...machine(version), load_before }, flags, rows)}`,
  );
}
