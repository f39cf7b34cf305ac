import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { bundle } from '../tools/package/bundle.ts';
import { median } from './quantiles.ts';
import { untilListed } from './until-listed.ts';
import { freePort } from './world.ts';

// Starts of the package, phase by phase, beside their floor: Node's own start and the opening of the embedded database alone.

const root = fileURLToPath(new URL('../', import.meta.url));
const phases_hook = new URL('./phases.mjs', import.meta.url).href;

type Phase = { name: string; at_ms: number; cpu_ms: number };
type Start = { wall_ms: number; cpu_ms: number };
type KoliStart = Start & { phases: Phase[]; idle_mb: number };

export type Starts = {
  floor: Start;
  koli: Start & { idle_mb: number };
  /** Each from the end of the one before. */
  phases: { name: string; wall_ms: number; cpu_ms: number }[];
  /** koli's start in floors. */
  ratio: { wall: number; cpu: number };
  testing: { first_ms: number; second_ms: number };
};

async function buildPackages(folder: string): Promise<string> {
  execFileSync(process.execPath, [join(root, 'tools/package/main.ts'), '--out', folder], {
    cwd: root,
    stdio: 'ignore',
  });
  const dist = join(folder, 'packages/koli/dist');
  await bundle({ input: { floor: 'bench/floor.ts' }, folder: dist, format: 'esm' });
  mkdirSync(join(folder, 'node_modules/@koli'), { recursive: true });
  for (const [name, its] of Object.entries({ koli: 'koli', '@koli/client': 'client', '@koli/testing': 'testing' }))
    symlinkSync(join(folder, 'packages', its), join(folder, 'node_modules', name));
  return dist;
}

async function startFloor(dist: string): Promise<Start> {
  const began = performance.now();
  const child = spawn(process.execPath, [join(dist, 'floor.js'), join(dist, 'first-database.image')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [told] = (await once(child.stdout, 'data')) as [Buffer];
  const wall_ms = performance.now() - began;
  await once(child, 'exit');
  return { wall_ms, ...(JSON.parse(String(told)) as { cpu_ms: number }) };
}

/** Long enough for what a start leaves to be collected. */
const idle_ms = 5_000;

async function startKoli(dist: string, folder: string): Promise<KoliStart> {
  const port = await freePort();
  const file = join(folder, 'phases.json');
  const began = performance.now();
  const child = spawn(process.execPath, ['--import', phases_hook, join(dist, 'koli.js'), '--memory'], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { PATH: process.env['PATH'], PORT: String(port), KOLI_PHASES: file },
  });
  await untilListed(child, `http://127.0.0.1:${port}`);
  const wall_ms = performance.now() - began;
  const cpu_ms = computedBy(child.pid!);
  await sleep(idle_ms);
  const idle_mb = residentOf(child.pid!);
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  await gone;
  return { wall_ms, cpu_ms, idle_mb, phases: JSON.parse(readFileSync(file, 'utf8')) as Phase[] };
}

/** The kernel counts in hundredths of a second. */
function computedBy(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(' ');
  return (Number(fields[13]) + Number(fields[14])) * 10;
}

const residentOf = (pid: number): number =>
  (Number(readFileSync(`/proc/${pid}/status`, 'utf8').match(/VmRSS:\s+(\d+)/)![1]) * 1_024) / 1e6;

/** The first and second koli within one process, as `@koli/testing` starts them. */
function startTesting(folder: string): { first_ms: number; second_ms: number } {
  const script = join(folder, 'testing.mjs');
  writeFileSync(
    script,
    `import { startKoli } from '@koli/testing';
const times = [];
for (let i = 0; i < 2; i++) {
  const began = performance.now();
  const koli = await startKoli();
  times.push(performance.now() - began);
  await koli.close();
}
console.log(JSON.stringify({ first_ms: times[0], second_ms: times[1] }));
process.exit();`,
  );
  return JSON.parse(execFileSync(process.execPath, [script], { encoding: 'utf8', cwd: folder }));
}

const middle = <T>(all: T[], of: (one: T) => number): number => median(all.map(of));

function phasesOf(starts: KoliStart[]): Starts['phases'] {
  const [first] = starts as [KoliStart];
  return first.phases.map(({ name }, index) => {
    const spent = (of: 'at_ms' | 'cpu_ms') =>
      middle(starts, ({ phases }) => phases[index]![of] - (phases[index - 1]?.[of] ?? 0));
    return { name, wall_ms: spent('at_ms'), cpu_ms: spent('cpu_ms') };
  });
}

/** Floor and koli take turns, so that other work of the machine slows both. Linux only: it reads `/proc`. */
export async function measureShares(folder: string, rounds: number): Promise<Starts> {
  const dist = await buildPackages(folder);
  const [floors, kolis, tests]: [Start[], KoliStart[], ReturnType<typeof startTesting>[]] = [[], [], []];
  // The first start of each keeps its compiled code for the next ones, as on any machine.
  await startFloor(dist);
  await startKoli(dist, folder);
  for (let round = 0; round < rounds; round++) {
    floors.push(await startFloor(dist));
    kolis.push(await startKoli(dist, folder));
    tests.push(startTesting(folder));
  }
  const startOf = (all: Start[]) => ({
    wall_ms: middle(all, (one) => one.wall_ms),
    cpu_ms: middle(all, (one) => one.cpu_ms),
  });
  const [floor, koli] = [startOf(floors), startOf(kolis)];
  return {
    floor,
    koli: { ...koli, idle_mb: middle(kolis, ({ idle_mb }) => idle_mb) },
    phases: phasesOf(kolis),
    ratio: { wall: koli.wall_ms / floor.wall_ms, cpu: koli.cpu_ms / floor.cpu_ms },
    testing: {
      first_ms: middle(tests, ({ first_ms }) => first_ms),
      second_ms: middle(tests, ({ second_ms }) => second_ms),
    },
  };
}

export function printStarts({ floor, koli, phases, ratio, testing }: Starts): void {
  const row = (what: string, wall_ms: number, cpu_ms: number) =>
    console.log(`${what.padEnd(40)} ${wall_ms.toFixed(0).padStart(6)} ms ${cpu_ms.toFixed(0).padStart(6)} ms of CPU`);
  row('floor: Node and the database alone', floor.wall_ms, floor.cpu_ms);
  row('koli --memory to the first list', koli.wall_ms, koli.cpu_ms);
  for (const { name, wall_ms, cpu_ms } of phases) row(`  ${name}`, wall_ms, cpu_ms);
  console.log(
    `in floors: ${ratio.wall.toFixed(2)}, by CPU ${ratio.cpu.toFixed(2)}; idle ${koli.idle_mb.toFixed(0)} MB`,
  );
  const share = testing.second_ms / testing.first_ms;
  console.log(
    `startKoli() ${testing.first_ms.toFixed(0)} ms, again ${testing.second_ms.toFixed(0)} ms (${share.toFixed(2)})`,
  );
}
