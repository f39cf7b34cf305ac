import { isAway } from '../postgres/failures.ts';
import { dueSellers, nextMoment, postponeMoment } from '../postgres/moments.ts';
import type { World } from '../world.ts';
import { type FallenDue, fallDue } from './due.ts';
import type { OnCommitted } from './lanes.ts';

/** Moments in one transaction, as asks in a lane. */
const moments_limit = 64;
/** Of these first moments the sellers are found. 10,000 are read in some milliseconds. */
const look_limit = 10_000;
/** Sellers at the same time, each with a connection: writes need the others. */
const sellers_at_once = 2;
/** What cannot be done is tried again after this time. */
const postponed_ms = 60_000;

/** Lets a ring keep others away from a seller meanwhile. */
type SellerTurn = (seller_id: number, work: () => Promise<void>) => Promise<void>;

const unattended: SellerTurn = (_seller_id, work) => work();

/** Does what falls due, the earliest first. Several nodes share the moments of a seller: none is taken twice. */
export class Moments {
  readonly #world: World;
  readonly #onCommitted: OnCommitted;

  constructor(world: World, onCommitted: OnCommitted) {
    this.#world = world;
    this.#onCommitted = onCommitted;
  }

  /** When the next one is due, or was. */
  next(): Promise<number | null> {
    return nextMoment(this.#world.db.pool);
  }

  /** Does all that is due, except what other nodes are doing. */
  async settle(around: SellerTurn = unattended, over: AbortSignal = not_ending): Promise<void> {
    const { db, clock } = this.#world;
    let found = true;
    while (found && !over.aborted) {
      const sellers = await dueSellers(db.pool, clock.now(), look_limit);
      found = await this.#settleAll(sellers, around, over);
    }
  }

  async #settleAll(sellers: number[], around: SellerTurn, over: AbortSignal): Promise<boolean> {
    const waiting = sellers.values();
    let found = false;
    const work = async () => {
      for (const seller_id of waiting) {
        if (over.aborted) return;
        await around(seller_id, async () => {
          found = (await this.#settleSeller(seller_id, over)) || found;
        });
      }
    };
    // The embedded database has one connection.
    const workers = this.#world.db.kind === 'pglite' ? 1 : sellers_at_once;
    await Promise.all(Array.from({ length: workers }, work));
    return found;
  }

  async #settleSeller(seller_id: number, over: AbortSignal): Promise<boolean> {
    let found = false;
    for (;;) {
      const taken = await this.#batch(seller_id);
      found ||= taken > 0;
      if (taken < moments_limit || over.aborted) return found;
    }
  }

  async #batch(seller_id: number): Promise<number> {
    try {
      return this.#told(await fallDue(this.#world, seller_id, moments_limit));
    } catch (error) {
      if (isAway(error)) throw error;
      return this.#oneByOne(seller_id);
    }
  }

  /** One bad moment must not harm its neighbours: it is put off, and the others happen. */
  async #oneByOne(seller_id: number): Promise<number> {
    const { db, clock, log } = this.#world;
    for (let done = 0; done < moments_limit; done++) {
      try {
        const taken = this.#told(await fallDue(this.#world, seller_id, 1));
        if (taken === 0) return done;
      } catch (error) {
        if (isAway(error)) throw error;
        log.error({ err: error, seller_id }, 'what fell due could not be done: it is tried again in a minute');
        const now = clock.now();
        await postponeMoment(db.pool, seller_id, now, now + postponed_ms);
      }
    }
    return moments_limit;
  }

  #told({ taken, owed, happened }: FallenDue): number {
    for (const { type } of happened) this.#world.metrics.happened(type);
    if (owed.length > 0 || happened.length > 0) this.#onCommitted(owed, happened);
    return taken;
  }
}

const not_ending = new AbortController().signal;

/** Moments are looked for this often. The query reads one entry of an index while nothing is due. */
const look_ms = 1_000;

/** While time passes by itself: does what falls due within a second. */
export function startMoments(world: World, moments: Moments): { close(): Promise<void> } {
  const closing = new AbortController();
  let running = Promise.resolve();
  let next: { stop(): void } | undefined;
  const again = () => {
    if (closing.signal.aborted) return;
    next = world.alarm(look_ms, () => {
      running = moments
        .settle(unattended, closing.signal)
        .catch((error) => report(world, error))
        .then(again);
    });
  };
  again();
  return {
    close: async () => {
      closing.abort();
      next?.stop();
      await running;
    },
  };
}

const report = (world: World, error: unknown): void =>
  isAway(error)
    ? world.log.warn({ err: error }, 'the database is away: what falls due waits')
    : world.log.error({ err: error }, 'looking for what falls due failed');
