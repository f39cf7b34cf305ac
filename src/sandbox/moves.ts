import type { Performer } from '../core/corridor/ask.ts';
import type { World } from '../core/world.ts';
import type { VirtualClock } from './clock.ts';
import type { Gate } from './gate.ts';
import { performStep } from './place.ts';
import { saveClock } from './postgres/clock.ts';
import { deletePayments, findPayments, nextPayment, type PaymentDue } from './postgres/payments.ts';

/** What the clock needs of the webhook worker. */
export type Due = {
  settle(signal?: AbortSignal): Promise<void>;
  nextDue(after: number): Promise<number | null>;
  wake(): void;
};

/** A reset came while the clock was on its way. */
export class CutShort extends Error {}

type MovesParts = { world: World; clock: VirtualClock; lanes: Performer; worker: Due; gate: Gate };

/** Payments at once: a batch of the lanes. */
const payments_limit = 64;
/** Work that became due without a wake-up is found after this time at the latest. */
const due_look_ms = 1_000;
const shortest_ms = 5;

/** Moves the clock, and does what becomes due on the way. While time passes by itself, it does that too. */
export class Moves {
  readonly #parts: MovesParts;
  #turn: Promise<unknown> = Promise.resolve();
  #moving: AbortController | null = null;
  #cuts = 0;
  #timer: NodeJS.Timeout | undefined;
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

  /** Ends a move that is under way, before it is through, and those that wait. */
  cut(): void {
    this.#cuts++;
    this.#moving?.abort();
  }

  /** The same, and no move begins after it. */
  end(): void {
    this.#closing = true;
    clearTimeout(this.#timer);
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
    await this.#pay();
    await this.#parts.worker.settle(signal);
    if (signal.aborted) throw new CutShort('the sandbox was reset meanwhile');
  }

  async #nextDue(): Promise<number | null> {
    const { clock, worker, world } = this.#parts;
    const [delivery, payment] = [await worker.nextDue(clock.now()), await nextPayment(world.db.pool)];
    if (payment === null || delivery === null) return payment ?? delivery;
    return Math.min(delivery, payment);
  }

  /** Confirms the payments that are due. Packages that were cancelled or paid meanwhile stay as they are. */
  async #pay(): Promise<void> {
    const { clock, gate, world } = this.#parts;
    for (;;) {
      const due = await findPayments(world.db.pool, clock.now(), payments_limit);
      if (due.length === 0) return;
      await Promise.all(due.map((one) => gate.turnTo(one.seller_id, () => this.#confirm(one))));
    }
  }

  async #confirm({ seller_id, package_id }: PaymentDue): Promise<void> {
    const { lanes, world } = this.#parts;
    await performStep(lanes, { seller_id, package_id, command: { type: 'confirm-payment' } });
    await deletePayments(world.db.pool, [{ seller_id, package_id }]);
  }

  /** While time passes by itself: payments when they are due, and calls without waiting for the worker's next look. */
  async #tick(): Promise<void> {
    const { clock, gate, worker, world } = this.#parts;
    if (this.#moving === null) await gate.enter('clock', () => this.#pay());
    const { rate } = clock.state() ?? { rate: 1 };
    const next = rate === 0 ? null : rate === 1 ? await nextPayment(world.db.pool) : await this.#nextDue();
    const wait_ms = next === null ? due_look_ms : (next - clock.now()) / rate;
    if (rate > 1) worker.wake();
    this.#again(Math.min(due_look_ms, Math.max(shortest_ms, wait_ms)));
  }

  #again(wait_ms: number): void {
    if (this.#closing) return;
    this.#timer = setTimeout(() => {
      this.#turn = this.#turn
        .then(() => this.#tick())
        .catch((error) => {
          this.#parts.world.log.warn({ err: error }, 'what the clock makes due waits: trying again in a second');
          this.#again(due_look_ms);
        });
    }, wait_ms);
    this.#timer.unref();
  }
}
