import { loadavg } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { median, quantiles } from './quantiles.ts';
import { machine, save, warnWhenBusy } from './report.ts';
import { makeTemplate, type Template } from './template.ts';
import { now } from './webhook-receiver.ts';
import {
  sides as all,
  latencyKey,
  openWebhookBench,
  type Side,
  untilReceived,
  type WebhookBench,
} from './webhook-world.ts';

const help = `npm run bench:webhooks -- [options]
  --deliveries 16000   of a backlog that each side sends
  --receivers 8        addresses that they go to, with 8 calls at once for each; several counts with commas between
  --rounds 3           of each side, in turns; the medians count
  --rate 20            events a second at light load
  --seconds 8          of light load, in each round
  --only backlog       or: light
  --sides koli         and not: pg-boss, graphile-worker
  --profile folder     a CPU profile of each koli
  --name webhooks      of the file in bench/results`;

const { values: flags } = parseArgs({
  options: {
    deliveries: { type: 'string', default: '16000' },
    receivers: { type: 'string', default: '1,8' },
    rounds: { type: 'string', default: '3' },
    rate: { type: 'string', default: '20' },
    seconds: { type: 'string', default: '8' },
    only: { type: 'string' },
    sides: { type: 'string' },
    profile: { type: 'string' },
    name: { type: 'string', default: 'webhooks' },
    help: { type: 'boolean', default: false },
  },
});

const sides = all.filter((side) => flags.sides === undefined || flags.sides.split(',').includes(side));

type Drain = { per_second: number; repeated: number; wal_bytes: number; load: number };
type Light = { p50_ms: number; p99_ms: number; after_commit_p50_ms: number; after_commit_p99_ms: number; load: number };

const middle = <R extends Record<string, number>>(runs: R[]): R =>
  Object.fromEntries(Object.keys(runs[0]!).map((key) => [key, median(runs.map((run) => run[key]!))])) as R;

/** All sides in turn, several rounds, so that other work of the machine affects all alike. */
async function inTurns<R extends Record<string, number>>(run: (side: Side, round: number) => Promise<R>) {
  const runs = new Map<Side, R[]>(sides.map((side) => [side, []]));
  for (let round = 0; round < Number(flags.rounds); round++)
    for (const side of sides) runs.get(side)!.push(await run(side, round));
  const medians = Object.fromEntries([...runs].map(([side, all]) => [side, middle(all)])) as Record<Side, R>;
  return { medians, runs: Object.fromEntries(runs) as Record<Side, R[]> };
}

async function walBytes(bench: WebhookBench): Promise<number> {
  const [row] = await bench.sql<{ bytes: number }>("select (pg_current_wal_insert_lsn() - '0/0')::float8 as bytes");
  return row!.bytes;
}

/** Everything is owed already. The time counts from the first call to the last. */
async function drain(bench: WebhookBench, side: Side, count: number): Promise<Drain> {
  await bench.reset(side);
  await bench.receivers.reset();
  const before = await walBytes(bench);
  const load = loadavg()[0]!;
  const sender = await bench.startSender(side);
  const told = await untilReceived(bench, count);
  await sender.stop();
  const wal_bytes = ((await walBytes(bench)) - before) / count;
  return { per_second: ((count - 1) / (told.last - told.first)) * 1_000, repeated: told.repeated, wal_bytes, load };
}

/** Events at a steady pace, timed from the beginning and the end of the write to the receiver. */
async function light(bench: WebhookBench, side: Side): Promise<Light> {
  await bench.reset(side);
  const sender = await bench.startSender(side);
  const producer = await bench.openProducer(side);
  const every_ms = 1_000 / Number(flags.rate);
  const warm = Number(flags.rate);
  const count = warm + Number(flags.rate) * Number(flags.seconds);
  const begun: number[] = [];
  const ended: number[] = [];
  await bench.receivers.reset();
  const load = loadavg()[0]!;
  const start = now();
  const writes: Promise<void>[] = [];
  for (let n = 0; n < count; n++) {
    await sleep(Math.max(0, start + n * every_ms - now()));
    begun[n] = now();
    writes.push(
      producer.write(n).then(() => {
        ended[n] = now();
      }),
    );
  }
  await Promise.all(writes);
  await untilReceived(bench, count);
  const { arrivals } = await bench.receivers.tell('arrivals');
  await producer.close();
  await sender.stop();
  const at = new Map(arrivals!.map(([name, time]) => [name.split(' ')[1]!, time]));
  // The first second is a warm-up.
  const measured = Array.from({ length: count - warm }, (_, index) => warm + index);
  const whole = quantiles(measured.map((n) => at.get(latencyKey(n))! - begun[n]!));
  // koli's call may arrive before koli's answer to the write.
  const rest = quantiles(measured.map((n) => Math.max(0, at.get(latencyKey(n))! - ended[n]!)));
  return { ...whole, after_commit_p50_ms: rest.p50_ms, after_commit_p99_ms: rest.p99_ms, load };
}

function printDrain(receivers: number, medians: Record<Side, Drain>): void {
  console.log(`\nbacklog, ${receivers} receiver${receivers === 1 ? '' : 's'}`);
  for (const side of sides) {
    const { per_second, repeated, wal_bytes } = medians[side];
    const ratio = side === 'koli' ? '' : `koli ÷ ${((medians.koli?.per_second ?? 0) / per_second).toFixed(2)}`;
    const cells = [
      side.padEnd(16),
      `${per_second.toFixed(0)}/s`.padStart(9),
      `${wal_bytes.toFixed(0)} B WAL`.padStart(12),
    ];
    console.log(...cells, repeated === 0 ? '' : `${repeated} repeated`, ratio);
  }
}

function printLight(medians: Record<Side, Light>): void {
  console.log(
    `\nlight load, ${flags.rate} events/s: ms from the beginning of the write, and from its end, to the receiver`,
  );
  for (const side of sides) {
    const { p50_ms, p99_ms, after_commit_p50_ms, after_commit_p99_ms } = medians[side];
    const cells = [p50_ms, p99_ms, after_commit_p50_ms, after_commit_p99_ms].map((ms) => ms.toFixed(1).padStart(8));
    console.log(side.padEnd(16), ...cells);
  }
}

async function backlogs(template: Template): Promise<{ rows: object[]; version: string }> {
  const rows: object[] = [];
  let version = '';
  for (const receivers of flags.receivers.split(',').map(Number)) {
    const packages = Math.ceil(Number(flags.deliveries) / receivers);
    await using bench = await openWebhookBench(template, { receivers, packages }, true, flags.profile);
    version = bench.version;
    const { medians, runs } = await inTurns((side) => drain(bench, side, packages * receivers));
    printDrain(receivers, medians);
    rows.push({ name: 'backlog', receivers, deliveries: packages * receivers, medians, runs });
  }
  return { rows, version };
}

async function lightLoad(template: Template): Promise<{ rows: object[]; version: string }> {
  const packages = Number(flags.rate) * (Number(flags.seconds) + 2);
  await using bench = await openWebhookBench(template, { receivers: 1, packages }, false, flags.profile);
  const { medians, runs } = await inTurns((side) => light(bench, side));
  printLight(medians);
  return { rows: [{ name: 'light', rate: Number(flags.rate), medians, runs }], version: bench.version };
}

if (flags.help) console.log(help);
else {
  const load_before = warnWhenBusy();
  const template = makeTemplate();
  const parts = [];
  if (flags.only !== 'light') parts.push(await backlogs(template));
  if (flags.only !== 'backlog') parts.push(await lightLoad(template));
  const rows = parts.flatMap((part) => part.rows);
  console.log(`\n${save(flags.name, { ...machine(parts[0]!.version), load_before }, flags, rows)}`);
}
