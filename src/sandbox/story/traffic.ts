import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { KoliError } from '../../../client/src/index.ts';
import type { World } from '../../core/world.ts';
import { paceOf, type TrafficReason } from '../wire/story.ts';
import { type Api, type ApiParts, openApi } from './api.ts';
import { Cut } from './cut.ts';

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
type LifeStep = (typeof lives)[number]['steps'][number];

type Alive = { package_id: number; steps: LifeStep[]; turn: number };
type Counts = { orders: number; steps: number; cancels: number; refused: number };

export type TrafficWish = { seller_id: number; rate: string; seed: number; orders_total: number | null };

export type Stream = TrafficWish & {
  /** Tells it from other streams of its seller. */
  id: number;
  on: boolean;
  reason: TrafficReason | null;
  says: string | null;
  started_at: number;
  ended_at: number | null;
  counts: Counts;
};

/** Each calls one after another without end: more of them would only wait for one another. */
export const streams_limit = 8;
/** Ended streams in memory. */
const ended_streams_limit = 100;

const stream_sentences: Record<Exclude<TrafficReason, 'broken'>, string> = {
  asked: 'it was switched off',
  through: 'its time is over',
  again: 'it was switched on anew',
  replaced: 'a reset, restore or import of the sandbox came in between',
  'seller-gone': 'its seller was reset or deleted',
  closing: 'koli ends',
};

/** `ending` lets the call under way end, `cut` does not. */
type HeldStream = Stream & { ending: AbortController; cut: AbortController; over: Promise<void> };

/** A fault may delay an answer by a minute; stopping the traffic does not wait for it. */
const grace_ms = 2_000;

type TrafficParts = ApiParts & { world: World; real(): number };

/** Orders that follow on a rate of them, counted in turns: it says how many there will be. */
export const turnsIn = (rate: string, length_ms: number): number => Math.max(1, Math.floor(length_ms / paceOf(rate)!));

/**
 * At most one stream for each seller. Its pace is that of real time: it goes on while the clock of the sandbox stands
 * still, and a clock that runs or jumps does not make a thousand orders at once. Its orders are stamped by that clock.
 */
export class Traffic {
  readonly #parts: TrafficParts;
  readonly #streams = new Map<number, HeldStream>();
  #number = 0;

  constructor(parts: TrafficParts) {
    this.#parts = parts;
  }

  /** Replaces the seller's stream, if it has one. Null: too many other sellers have one. */
  async begin(wish: TrafficWish): Promise<Stream | null> {
    const { seller_id } = wish;
    // Another request may begin a stream while this one waits.
    for (let before = this.#streams.get(seller_id); before?.on === true; before = this.#streams.get(seller_id)) {
      this.#stop(before, 'again');
      await before.over;
    }
    const others = this.#chosen().filter((one) => one.on && one.seller_id !== seller_id);
    if (others.length >= streams_limit) return null;
    const stream: HeldStream = {
      ...wish,
      ...{ id: ++this.#number, on: true, reason: null, says: null, started_at: this.#parts.real(), ended_at: null },
      counts: { orders: 0, steps: 0, cancels: 0, refused: 0 },
      ...{ ending: new AbortController(), cut: new AbortController(), over: Promise.resolve() },
    };
    // The newest is the last of the map.
    this.#streams.delete(seller_id);
    this.#streams.set(seller_id, stream);
    stream.over = this.#go(stream);
    return stream;
  }

  /** Each seller's latest stream, newest first. */
  list(): Stream[] {
    return this.#chosen().reverse();
  }

  /** Ends the stream of one seller, or all, and waits for their last calls. */
  async end(seller_id?: number): Promise<Stream[]> {
    const asked = this.#chosen(seller_id);
    for (const stream of asked) this.#stop(stream, 'asked');
    await Promise.all(asked.map(({ over }) => over));
    return asked.reverse();
  }

  /** A reset, restore or import begins. */
  cut(): void {
    for (const stream of this.#streams.values()) this.#cut(stream, 'replaced');
  }

  /** The data of a seller, or of all, was replaced or deleted. */
  replaced(of: number | 'all'): void {
    if (of === 'all') this.cut();
    else for (const stream of this.#chosen(of)) this.#cut(stream, 'seller-gone');
  }

  async close(): Promise<void> {
    for (const stream of this.#streams.values()) this.#stop(stream, 'closing');
    await Promise.all([...this.#streams.values()].map(({ over }) => over));
  }

  #chosen(seller_id?: number): HeldStream[] {
    return [...this.#streams.values()].filter((one) => seller_id === undefined || one.seller_id === seller_id);
  }

  async #go(stream: HeldStream): Promise<void> {
    const { world, real: _, ...parts } = this.#parts;
    const { signal } = stream.ending;
    const api = openApi(parts, stream.cut.signal);
    api.concern(stream.seller_id);
    try {
      await flow(api, stream, signal);
    } catch (error) {
      if (!signal.aborted) {
        world.log.warn({ err: error, seller_id: stream.seller_id }, 'traffic could not go on');
        return this.#ended(stream, 'broken', (error as Error).message);
      }
    }
    const { reason, message } = signal.aborted
      ? (signal.reason as Cut<TrafficReason>)
      : new Cut('through', stream_sentences.through);
    this.#ended(stream, reason, message);
  }

  #ended(stream: HeldStream, reason: TrafficReason, says: string): void {
    Object.assign(stream, { on: false, reason, says, ended_at: this.#parts.real() });
    const over = this.#chosen().filter(({ on }) => !on);
    const forgotten = over.slice(0, Math.max(0, over.length - ended_streams_limit));
    for (const { seller_id } of forgotten) this.#streams.delete(seller_id);
  }

  #stop(stream: HeldStream, reason: Exclude<TrafficReason, 'broken'>): void {
    const why = new Cut(reason, stream_sentences[reason]);
    stream.ending.abort(why);
    setTimeout(() => stream.cut.abort(why), grace_ms).unref();
  }

  /** The data that its calls were meant for is gone. */
  #cut(stream: HeldStream, reason: 'replaced' | 'seller-gone'): void {
    this.#stop(stream, reason);
    stream.cut.abort();
  }
}

/** Numbers below 1 that a seed gives in the same order each time. */
function drawing(seed: number): () => number {
  let drawn = 0;
  return () => createHash('sha256').update(`koli/traffic/${seed}/${drawn++}`).digest().readUInt32BE() / 2 ** 32;
}

/** One order a turn, and a step of those whose turn has come. Counted in turns, so a slow machine makes the same stream. */
async function flow(api: Api, stream: Stream, signal: AbortSignal): Promise<void> {
  const { rate, seed, orders_total, counts } = stream;
  const every_ms = paceOf(rate)!;
  const random = drawing(seed);
  const alive: Alive[] = [];
  const began = performance.now();
  for (let turn = 0; turn < (orders_total ?? Infinity); turn++) {
    alive.push(await newOrder(api, stream, random, turn));
    counts.orders++;
    const due = alive.filter((one) => one.turn <= turn);
    for (const one of due) {
      signal.throwIfAborted();
      await advancePackage(api, stream, one, random);
    }
    for (const one of due.filter(({ steps }) => steps.length === 0)) alive.splice(alive.indexOf(one), 1);
    const wait_ms = began + (turn + 1) * every_ms - performance.now();
    await sleep(Math.max(0, wait_ms), undefined, { signal });
  }
}

async function newOrder({ operator }: Api, { seller_id }: Stream, random: () => number, turn: number): Promise<Alive> {
  const seed = Math.floor(random() * 2 ** 32);
  const { orders } = await operator.createSandboxOrders({ sellerId: seller_id, seed });
  const life = lots[Math.floor(random() * lots.length)]!;
  return { package_id: orders[0]!.shipmentPackageId, steps: [...life.steps], turn: turn + pause(random) };
}

const pause = (random: () => number): number => 1 + Math.floor(random() * 8);

async function advancePackage(
  api: Api,
  { seller_id, counts }: Stream,
  one: Alive,
  random: () => number,
): Promise<void> {
  const step = one.steps.shift()!;
  one.turn += pause(random);
  try {
    if (step === 'some') await changeMind(api, seller_id, one);
    else await api.operator.setSandboxStatus(seller_id, one.package_id, { status: step });
    if (step === 'some' || step === 'Cancelled') counts.cancels++;
    else counts.steps++;
  } catch (error) {
    // Another caller may have changed the package first.
    if (!(error instanceof KoliError) || error.status === null || error.status >= 500) throw error;
    one.steps = [];
    counts.refused++;
  }
}

/** The customer cancels one unit; the rest continues. */
async function changeMind({ operator }: Api, seller_id: number, one: Alive): Promise<void> {
  const { lines } = (await operator.readPackage(seller_id, one.package_id)).package;
  const body = { lines: [{ lineId: lines[0]!.lineId, quantity: 1 }], reason: 'changed my mind' };
  const { newPackageId } = await operator.customerCancel(seller_id, one.package_id, body);
  if (newPackageId === null) one.steps = [];
  else one.package_id = newPackageId;
}
