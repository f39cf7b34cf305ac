import { latestChangeOfAll, raiseTime } from './postgres/time.ts';
import type { World } from './world.ts';

/** The time of this machine, which only goes forward. */
type ForwardTime = {
  now(): number;
  /** It has been this time elsewhere, on another node or before a restart: here it is at least as late. */
  raise(at: number): void;
};

/** While the machine's clock is behind, time passes at half speed until the clock has caught up. */
const slow_rate = 0.5;

/**
 * The machine's clock may be set back, by minutes after a suspension or by hours by hand. A stamp before those that followers
 * have read would hide its change from them, and a time that stands still would keep every retry waiting.
 */
export function forwardTime(clock: () => number = Date.now, tick: () => number = () => performance.now()): ForwardTime {
  let latest = clock();
  let ticked = tick();
  const now = () => {
    const at = clock();
    const before = ticked;
    ticked = tick();
    latest = at >= latest ? at : latest + (ticked - before) * slow_rate;
    return Math.floor(latest);
  };
  return {
    now,
    raise(at) {
      if (at > now()) latest = at;
    },
  };
}

/** A clock that is handed in may have no `raise`: then it is the time, whatever others say. */
type Raised = { now(): number; raise?(at: number): void };

/** How often a node tells the others how late it is. Followers look ten seconds back. */
const pause_ms = 1_000;
/** A difference that is logged: clocks of well-kept machines differ by less. */
const noted_ms = 10_000;

/**
 * Keeps the time of a node at least as late as the stamps of the database and of the other nodes: at the start by all
 * that is stored, then by a row that each node raises.
 */
export async function keepTime({ db, clock, log }: World, time: Raised): Promise<{ close(): Promise<void> }> {
  const before = time.now();
  const latest = Math.max(await latestChangeOfAll(db.pool), await raiseTime(db.pool, 0));
  time.raise?.(latest);
  if (latest > before + noted_ms)
    log.warn(
      { ahead_ms: latest - before },
      'the database is ahead of the clock of this machine: time goes on from there',
    );
  let running = Promise.resolve();
  const timer = setInterval(() => {
    running = running
      .then(async () => time.raise?.(await raiseTime(db.pool, clock.now())))
      .catch((error) => log.warn({ err: error }, 'the time of the other nodes could not be read'));
  }, pause_ms).unref();
  return {
    close: () => {
      clearInterval(timer);
      return running;
    },
  };
}
