import type { Logger } from 'pino';
import type { Limits } from './domain/limits.ts';
import type { Extension } from './extension.ts';
import type { Files } from './files.ts';
import type { Metrics } from './metrics.ts';
import type { Database } from './postgres/database.ts';
import type { IdBlocks } from './postgres/ids.ts';
import type { Seal } from './seal.ts';
import type { CoreSettings } from './settings.ts';

/** Everything impure, in one value that is handed in. */
export type World = {
  /** What koli says about itself. */
  program: { version: string; description: string; mode: string };
  settings: CoreSettings;
  limits: Limits;
  db: Database;
  clock: Clock;
  ids: IdBlocks;
  random: Random;
  seal: Seal;
  /** The folder of invoice files; null: they are in the database. */
  files: Files | null;
  log: Logger;
  metrics: Metrics;
  alarm: Alarm;
  extension: Extension;
};

/** True UTC milliseconds. A ring may set, stop and advance the clock. */
export type Clock = {
  now(): number;
  /** The stamp for something that was due at a time and is done now. */
  doneAt(due_at: number): number;
  /** Called with the latest stamp of a transaction, which may be ahead of a clock that stands still. */
  stamped(at: number): void;
};

/** A clock that always runs. */
export const runningClock = (now: () => number = Date.now): Clock => ({ now, doneAt: now, stamped: () => {} });

/** Does something after a while of real time, unless it is stopped. It does not keep the process alive. */
export type Alarm = (after_ms: number, work: () => void) => { stop(): void };

/** Where secrets and ids of webhooks come from. A ring may draw them from a seed, so every draw has a name. */
export type Random = {
  bytes(count: number, name: Drawn): Buffer;
  uuid(name: Drawn): string;
};

/** What is drawn, and for which seller. */
export type Drawn = { seller_id: number; what: string };
