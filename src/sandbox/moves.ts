import type { Performer } from '../core/corridor/ask.ts';
import type { World } from '../core/world.ts';
import type { VirtualClock } from './clock.ts';
import type { Gate } from './gate.ts';
import { performStep } from './place.ts';
import { deletePayments, findPayments, nextPayment, type PaymentDue } from './postgres/payments.ts';
import { saveClock } from './postgres/sandbox.ts';

/** What the clock needs of the webhook worker. */
export type Due = {
  settle(signal?: AbortSignal): Promise<void>;
  nextDue(after: number): Promise<number | null>;
  wake(): void;
};

/** A reset came while the clock was on its way. */
export class CutShort extends Error {}

export type Moves = {
  /** Goes to a time, from one moment at which something is due to the next, and on from there at a rate. */
  move(to: number, rate: number): Promise<void>;
  /** Ends a move that is under way, before it is through, and those that wait. */
  cut(): void;
  /** The same, and lets none begin after it. */
  end(): void;
  close(): Promise<void>;
};

export type Parts = { world: World; clock: VirtualClock; lanes: Performer; worker: Due; gate: Gate };

/** Payments at once: a batch of the lanes. */
const payments_limit = 64;
/** What nobody told of is found after this time at the latest. */
const look_ms = 1_000;
const shortest_ms = 5;

export function createMoves({ world, clock, lanes, worker, gate }: Parts): Moves {
  const { pool } = world.db;
  let turn: Promise<unknown> = Promise.resolve();
  let moving: AbortController | null = null;
  let cuts = 0;
  let timer: NodeJS.Timeout | undefined;
  let closing = false;

  /** Confirms what has to be paid by now; who has cancelled or paid meanwhile is passed over. */
  async function pay(): Promise<void> {
    for (;;) {
      const due = await findPayments(pool, clock.now(), payments_limit);
      if (due.length === 0) return;
      await Promise.all(due.map((one) => gate.turnTo(one.seller_id, () => confirm(one))));
    }
  }

  async function confirm({ seller_id, package_id }: PaymentDue): Promise<void> {
    await performStep(lanes, { seller_id, package_id, command: { type: 'confirm-payment' } });
    await deletePayments(pool, [{ seller_id, package_id }]);
  }

  /** Whatever is due at this moment, and what becomes due by it. */
  async function doWhatIsDue(signal: AbortSignal): Promise<void> {
    await pay();
    await worker.settle(signal);
    if (signal.aborted) throw new CutShort('the sandbox was reset meanwhile');
  }

  async function nextDue(): Promise<number | null> {
    const now = clock.now();
    const [delivery, payment] = [await worker.nextDue(now), await nextPayment(pool)];
    if (payment === null || delivery === null) return payment ?? delivery;
    return Math.min(delivery, payment);
  }

  async function step(to: number, signal: AbortSignal): Promise<void> {
    await doWhatIsDue(signal);
    for (;;) {
      const next = await nextDue();
      if (next === null || next > to) break;
      clock.load({ at: Math.max(next, clock.now()), rate: 0 });
      await doWhatIsDue(signal);
    }
    clock.load({ at: Math.max(to, clock.now()), rate: 0 });
    await doWhatIsDue(signal);
  }

  async function go(to: number, rate: number): Promise<void> {
    if (closing) throw new CutShort('koli is stopping');
    moving = new AbortController();
    const before = clock.state()?.rate ?? 1;
    let arrived = false;
    try {
      clock.load({ at: clock.now(), rate: 0 });
      await step(to, moving.signal);
      arrived = true;
    } finally {
      clock.load({ at: clock.now(), rate: arrived ? rate : before });
      moving = null;
    }
    await saveClock(pool, clock.state()!);
  }

  // While time passes by itself: payments when they are due, and calls without waiting for the worker's next look.
  async function tick(): Promise<void> {
    if (moving === null) await gate.enter('clock', pay);
    const { rate } = clock.state() ?? { rate: 1 };
    const next = rate === 0 ? null : rate === 1 ? await nextPayment(pool) : await nextDue();
    const wait_ms = next === null ? look_ms : (next - clock.now()) / rate;
    if (rate > 1) worker.wake();
    again(Math.min(look_ms, Math.max(shortest_ms, wait_ms)));
  }

  function again(wait_ms: number): void {
    if (closing) return;
    timer = setTimeout(() => {
      turn = turn.then(tick).catch((error) => {
        world.log.warn({ err: error }, 'what the clock makes due waits: trying again in a second');
        again(look_ms);
      });
    }, wait_ms);
    timer.unref();
  }
  again(look_ms);

  function end(): void {
    closing = true;
    clearTimeout(timer);
    moving?.abort();
  }

  return {
    move(to, rate) {
      const asked = cuts;
      const mine = turn.then(() =>
        gate.enter('clock', () => {
          // It was asked of a time that is gone.
          if (asked !== cuts) throw new CutShort('the sandbox was reset meanwhile');
          return go(to, rate);
        }),
      );
      turn = mine.catch(() => {});
      return mine;
    },
    cut() {
      cuts++;
      moving?.abort();
    },
    end,
    async close() {
      end();
      await turn;
    },
  };
}
