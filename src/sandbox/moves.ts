import type { World } from '../core/world.ts';
import type { VirtualClock } from './clock.ts';
import type { Gate } from './gate.ts';
import { saveClock } from './postgres/clock.ts';

/** What the clock needs of those who do what falls due for packages. */
export type DueWork = {
  settle(around: (seller_id: number, work: () => Promise<void>) => Promise<void>): Promise<void>;
  next(): Promise<number | null>;
};

/** What the clock needs of the webhook worker. */
export type Due = {
  settle(signal?: AbortSignal): Promise<void>;
  nextDue(after: number): Promise<number | null>;
  wake(): void;
};

/** A reset came while the clock was on its way. */
export class CutShort extends Error {}

type MovesParts = { world: World; clock: VirtualClock; moments: DueWork; worker: Due; gate: Gate };

/** Work that became due without a wake-up is found after this time at the latest. */
const due_look_ms = 1_000;
const shortest_ms = 5;

/** Moves the clock and does what becomes due on the way. While the clock runs, it does the same. */
export class Moves {
  readonly #parts: MovesParts;
  #turn: Promise<unknown> = Promise.resolve();
  #moving: AbortController | null = null;
  #cuts = 0;
  #timer: { stop(): void } | undefined;
  #closing = false;

  constructor(parts: MovesParts) {
    this.#parts = parts;
    this.#again(due_look_ms);
  }

  /** Goes to a time, from one moment at which something is due to the next, and on from there at a rate. */
  move(to: number, rate: number): Promise<void> {
    const asked = this.#cuts;
    const mine = this.#turn.then(() =>
      this.#parts.gate.enter('clock', () => {
        // It was asked for a state that is gone.
        if (asked !== this.#cuts) throw new CutShort('the sandbox was reset meanwhile');
        return this.#go(to, rate);
      }),
    );
    this.#turn = mine.catch(() => {});
    return mine;
  }

  /** Ends the running move early, and all that wait. */
  cut(): void {
    this.#cuts++;
    this.#moving?.abort();
  }

  /** The same, and no move begins after it. */
  end(): void {
    this.#closing = true;
    this.#timer?.stop();
    this.#moving?.abort();
  }

  async close(): Promise<void> {
    this.end();
    await this.#turn;
  }

  async #go(to: number, rate: number): Promise<void> {
    const { clock, world } = this.#parts;
    if (this.#closing) throw new CutShort('koli is stopping');
    this.#moving = new AbortController();
    const before = clock.state()?.rate ?? 1;
    let arrived = false;
    try {
      clock.load({ at: clock.now(), rate: 0 });
      await this.#step(to, this.#moving.signal);
      arrived = true;
    } finally {
      clock.load({ at: clock.now(), rate: arrived ? rate : before });
      this.#moving = null;
    }
    await saveClock(world.db.pool, clock.state()!);
  }

  async #step(to: number, signal: AbortSignal): Promise<void> {
    const { clock } = this.#parts;
    await this.#doWhatIsDue(signal);
    for (;;) {
      const next = await this.#nextDue();
      if (next === null || next > to) break;
      clock.load({ at: Math.max(next, clock.now()), rate: 0 });
      await this.#doWhatIsDue(signal);
    }
    clock.load({ at: Math.max(to, clock.now()), rate: 0 });
    await this.#doWhatIsDue(signal);
  }

  /** What is due at this moment, and what becomes due because of it. */
  async #doWhatIsDue(signal: AbortSignal): Promise<void> {
    await this.#fallDue();
    await this.#parts.worker.settle(signal);
    if (signal.aborted) throw new CutShort('the sandbox was reset meanwhile');
  }

  async #nextDue(): Promise<number | null> {
    const { clock, moments, worker } = this.#parts;
    const [delivery, moment] = [await worker.nextDue(clock.now()), await moments.next()];
    if (moment === null || delivery === null) return moment ?? delivery;
    return Math.min(delivery, moment);
  }

  /** A seller that is being reset is waited for. */
  async #fallDue(): Promise<void> {
    const { gate, moments } = this.#parts;
    await moments.settle((seller_id, work) => gate.turnTo(seller_id, work));
  }

  /** While time passes by itself: what falls due for packages, and calls without waiting for the worker's next look. */
  async #tick(): Promise<void> {
    const { clock, gate, moments, worker } = this.#parts;
    if (this.#moving === null) await gate.enter('clock', () => this.#fallDue());
    const { rate } = clock.state() ?? { rate: 1 };
    const next = rate === 0 ? null : rate === 1 ? await moments.next() : await this.#nextDue();
    const wait_ms = next === null ? due_look_ms : (next - clock.now()) / rate;
    if (rate > 1) worker.wake();
    this.#again(Math.min(due_look_ms, Math.max(shortest_ms, wait_ms)));
  }

  #again(wait_ms: number): void {
    if (this.#closing) return;
    const { alarm, log } = this.#parts.world;
    this.#timer = alarm(wait_ms, () => {
      this.#turn = this.#turn
        .then(() => this.#tick())
        .catch((error) => {
          log.warn({ err: error }, 'what the clock makes due waits: trying again in a second');
          this.#again(due_look_ms);
        });
    });
  }
}
