import { randomBytes, randomUUID } from 'node:crypto';
import pino from 'pino';
import { none } from '../core/extension.ts';
import { openFiles } from '../core/files.ts';
import type { Database } from '../core/postgres/database.ts';
import { createIdBlocks } from '../core/postgres/ids.ts';
import { createSeal } from '../core/seal.ts';
import { type Alarm, type Random, runningClock, type World } from '../core/world.ts';
import type { Settings } from './config.ts';
import { createMetrics } from './metrics.ts';
import { programOf } from './program.ts';

/** Parts of the world in place of the usual ones. A clock that is handed in counts as real time. */
export type GivenParts = Partial<Omit<World, 'clock'>> & { clock?: { now(): number; raise?(at: number): void } };

const realAlarm: Alarm = (after_ms, work) => {
  const timer = setTimeout(work, after_ms).unref();
  return { stop: () => clearTimeout(timer) };
};

const realRandom: Random = { bytes: (count) => randomBytes(count), uuid: () => randomUUID() };

export const createLog = (settings: Settings) => pino({ level: settings.log_level }, pino.destination(2));

/** A lane may ensure the ids of its next batch while it writes one. */
export const idCallers = ({ lanes }: Settings): number => 2 * lanes;

export function createWorld(settings: Settings, db: Database, parts: Partial<World> = {}): World {
  return {
    program: programOf(settings.mode),
    settings,
    limits: settings.limits,
    db,
    clock: runningClock(),
    alarm: realAlarm,
    ids: createIdBlocks({ scope: 'shared', block: 1_000, callers: idCallers(settings) }),
    random: realRandom,
    files: settings.invoice_folder === undefined ? null : openFiles(settings.invoice_folder),
    seal: createSeal(settings.secret_key, settings.previous_secret_keys),
    log: parts.log ?? createLog(settings),
    metrics: createMetrics(),
    extension: none,
    ...parts,
  };
}
