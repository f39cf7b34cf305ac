import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { KoliError } from '../../client/src/index.ts';
import { StartError } from '../start-error.ts';
import { type Koli, textOf, type Work } from './koli.ts';
import { lengthOf, numberOf, plural } from './text.ts';

/** How a package of the stream ends, and how often: weights of a hundred. */
const lives = [
  { weight: 68, steps: ['Picking', 'Invoiced', 'Shipped', 'Delivered'] },
  { weight: 8, steps: ['Picking', 'Invoiced', 'Shipped', 'AtCollectionPoint', 'Delivered'] },
  { weight: 6, steps: ['Cancelled'] },
  { weight: 4, steps: ['Picking', 'Cancelled'] },
  { weight: 5, steps: ['some', 'Picking', 'Invoiced', 'Shipped', 'Delivered'] },
  { weight: 5, steps: ['Picking', 'Invoiced', 'Shipped', 'UnDelivered', 'Returned'] },
  // Packed and waiting: every shop has some.
  { weight: 4, steps: ['Picking', 'Invoiced'] },
] as const;
const lots = lives.flatMap((life) => Array.from({ length: life.weight }, () => life));
type Step = (typeof lives)[number]['steps'][number];

type Alive = { package_id: number; steps: Step[]; turn: number };
type Counts = { orders: number; steps: number; cancels: number; refused: number };

/** Numbers below 1 that a seed gives in the same order each time. */
export function drawing(seed: number): () => number {
  let drawn = 0;
  return () => createHash('sha256').update(`koli/traffic/${seed}/${drawn++}`).digest().readUInt32BE() / 2 ** 32;
}

export const traffic: Work = async (koli, _, flags) => {
  const every_ms = paceOf(textOf(flags['rate']) ?? '1/s');
  const most =
    textOf(flags['for']) === undefined ? Infinity : Math.max(1, Math.floor(lengthOf(textOf(flags['for'])!) / every_ms));
  const seed = numberOf(textOf(flags['seed']) ?? '1', '--seed');
  const ending = new AbortController();
  void koli.terminal.stop().then(() => ending.abort());
  const counts = await stream(koli, { seed, most, every_ms, signal: ending.signal });
  koli.show(counts, () => countsText(counts));
  return 0;
};

function paceOf(text: string): number {
  const [, count, unit] = /^(\d+(?:\.\d+)?)\/([sm])$/.exec(text) ?? [];
  if (Number(count) > 0) return (unit === 's' ? 1_000 : 60_000) / Number(count);
  throw new StartError(`${JSON.stringify(text)} is no rate: write 5/s or 30/m.`);
}

type Stream = { seed: number; most: number; every_ms: number; signal: AbortSignal };

/** One order a turn, and a step of those whose turn has come. Counted in turns, so a slow machine makes the same stream. */
async function stream(koli: Koli, { seed, most, every_ms, signal }: Stream): Promise<Counts> {
  const random = drawing(seed);
  const counts: Counts = { orders: 0, steps: 0, cancels: 0, refused: 0 };
  const alive: Alive[] = [];
  const began = performance.now();
  for (let turn = 0; turn < most && !signal.aborted; turn++) {
    alive.push(await birth(koli, random, turn));
    counts.orders++;
    const due = alive.filter((one) => one.turn <= turn);
    for (const one of due) await live(koli, one, counts, random);
    for (const one of due.filter(({ steps }) => steps.length === 0)) alive.splice(alive.indexOf(one), 1);
    if (koli.terminal.live) koli.terminal.draw(countsText(counts));
    const wait_ms = began + (turn + 1) * every_ms - performance.now();
    if (wait_ms > 0) await sleep(wait_ms, undefined, { signal }).catch(() => {});
  }
  if (koli.terminal.live) koli.terminal.draw('');
  return counts;
}

async function birth({ operator, seller_id }: Koli, random: () => number, turn: number): Promise<Alive> {
  const seed = Math.floor(random() * 2 ** 32);
  const { orders } = await operator.createSandboxOrders({ sellerId: seller_id, seed });
  const life = lots[Math.floor(random() * lots.length)]!;
  return { package_id: orders[0]!.shipmentPackageId, steps: [...life.steps], turn: turn + pause(random) };
}

const pause = (random: () => number): number => 1 + Math.floor(random() * 8);

async function live(koli: Koli, one: Alive, counts: Counts, random: () => number): Promise<void> {
  const step = one.steps.shift()!;
  one.turn += pause(random);
  try {
    if (step === 'some') await changeMind(koli, one);
    else await koli.operator.setSandboxStatus(koli.seller_id, one.package_id, { status: step });
    if (step === 'some' || step === 'Cancelled') counts.cancels++;
    else counts.steps++;
  } catch (error) {
    // Whoever works on the same packages may have come first, as in life.
    if (!(error instanceof KoliError) || error.status === null || error.status >= 500) throw error;
    one.steps = [];
    counts.refused++;
  }
}

/** The customer wants one unit less; what is left goes on. */
async function changeMind({ operator, seller_id }: Koli, one: Alive): Promise<void> {
  const { lines } = (await operator.readPackage(seller_id, one.package_id)).package;
  const body = { lines: [{ lineId: lines[0]!.lineId, quantity: 1 }], reason: 'changed my mind' };
  const { newPackageId } = await operator.customerCancel(seller_id, one.package_id, body);
  if (newPackageId === null) one.steps = [];
  else one.package_id = newPackageId;
}

const countsText = ({ orders, steps, cancels, refused }: Counts): string =>
  `${plural(orders, 'order')}, ${plural(steps, 'step')}, ${plural(cancels, 'customer cancel')}${refused === 0 ? '' : `, ${refused} refused`}`;
