import type { Logger } from 'pino';
import type { Settings } from './config.ts';
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
};

/** True UTC milliseconds. The sandbox's clock may be set, frozen and advanced. */
export type Clock = { now(): number };

/** Where secrets and webhook ids come from; the sandbox may seed it. */
export type Random = { bytes(count: number): Buffer; uuid(): string };
