import type { Logger } from 'pino';
import type { Settings } from '../app/config.ts';
import type { Metrics } from '../app/metrics.ts';
import type { Faults } from '../sandbox/faults.ts';
import type { Limits } from './domain/limits.ts';
import type { Files } from './files.ts';
import type { Database } from './postgres/database.ts';
import type { IdBlocks } from './postgres/ids.ts';
import type { Seal } from './seal.ts';

/** Everything impure, in one value that is handed in: database, clock, ids, chance, log. */
export type World = {
  settings: Settings;
  limits: Limits;
  db: Database;
  clock: Clock;
  ids: IdBlocks;
  random: Random;
  seal: Seal;
  /** The folder of invoice files; null: they lie in the database. */
  files: Files | null;
  log: Logger;
  /** What it counts of itself. */
  metrics: Metrics;
  /** Real time that passes for those who keep a connection; a clock that stands still or jumps is no measure of it. */
  alarm: Alarm;
  /** What goes wrong on purpose: in the sandbox only. */
  faults?: Faults;
  /** Webhook addresses that this process answers itself: in the sandbox only. */
  receivers?: Map<string, Receive>;
};

/** The other end of a webhook: takes a call, and says which status it answers. */
export type Receive = (call: { id: string; body: string }) => number;

/** True UTC milliseconds. The sandbox's clock may be set, frozen and advanced. */
export type Clock = {
  now(): number;
  /** Something was stamped with this time, which may be a little ahead of a clock that stands still. */
  reached?(at: number): void;
  /** Where it was stopped, whatever was stamped ahead of it since; null while it goes. */
  stands?(): number | null;
};

/** Does something after a while, unless it is stopped before; it keeps no program running. */
export type Alarm = (after_ms: number, work: () => void) => { stop(): void };

/**
 * When something is done that was due. While the clock stands still: when it became due, since what is stamped meanwhile
 * moves that clock by a few milliseconds, sooner or later.
 */
export function doneAt(clock: Clock, due_at: number): number {
  const stands = clock.stands?.() ?? null;
  return stands === null ? clock.now() : Math.max(stands, due_at);
}

/**
 * Where secrets and webhook ids come from; the sandbox may seed it. All is drawn under a name, and then always the same,
 * whatever else was drawn before: nothing has to be remembered, and no seller disturbs another.
 */
export type Random = {
  bytes(count: number, name: Drawn): Buffer;
  uuid(name: Drawn): string;
  /** From what anything is drawn that is no secret: a name has the same one each time, also without a seed. */
  text?(name: Drawn): string;
};

/** What is drawn, and for whom: `what` tells it from everything else that is drawn for the seller. */
export type Drawn = { seller_id: number; what: string };
