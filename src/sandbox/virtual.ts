import type { Extension } from '../core/extension.ts';
import type { Database } from '../core/postgres/database.ts';
import { createIdBlocks } from '../core/postgres/ids.ts';
import type { Client } from '../core/postgres/statement.ts';
import { latestChangeOfAll } from '../core/postgres/time.ts';
import type { World } from '../core/world.ts';
import { VirtualClock } from './clock.ts';
import { FaultyDeliveries } from './deliveries.ts';
import { Faults } from './faults.ts';
import { findClock, saveClock } from './postgres/clock.ts';
import { findReserved } from './postgres/given-ids.ts';
import { SeededRandom } from './random.ts';
import { Seeds } from './tenants.ts';

export type SandboxSettings = {
  seed: number | undefined;
  /** After this time orders of the test service are paid. */
  payment_delay_ms: number;
  /** The operator's token, if it is the public default. */
  known_token: string | null;
};

/** The other end of a webhook within this process: takes a call, and returns the status that it answers. */
export type Receive = (call: { id: string; body: string }) => number;

/** What a sandbox has in memory before there is a world. */
export type Virtual = {
  settings: SandboxSettings;
  /** What time it is outside. */
  real(): number;
  /** It has been this time before. */
  raise(at: number): void;
  clock: VirtualClock;
  seeds: Seeds;
  random: SeededRandom;
  faults: Faults;
  deliveries: FaultyDeliveries;
  /** By their addresses. */
  receivers: Map<string, Receive>;
};

/** The time outside. A clock that is handed in may go back. */
type Outside = { now(): number; raise?(at: number): void };

export async function openVirtual(db: Database, time: Outside, settings: SandboxSettings): Promise<Virtual> {
  const real = () => time.now();
  const raise = (at: number) => time.raise?.(at);
  const clock = new VirtualClock(real);
  const seeds = new Seeds();
  const random = new SeededRandom(settings.seed, (seller_id) => seeds.of(seller_id));
  const faults = new Faults({ db, clock });
  const deliveries = new FaultyDeliveries(faults, clock);
  await loadClock(db.pool, { clock, seeds, real, raise });
  await faults.load();
  return { settings, real, raise, clock, seeds, random, faults, deliveries, receivers: new Map() };
}

/** Clock and seeds as the database has them. */
export async function loadClock(
  client: Client,
  { clock, seeds, real, raise }: Pick<Virtual, 'clock' | 'seeds' | 'real' | 'raise'>,
) {
  await seeds.load(client);
  const row = await findClock(client);
  const reached = await latestChangeOfAll(client);
  if (row === null) {
    raise(reached);
    return clock.load(null);
  }
  // It goes on while koli is stopped. A clock that stood still may have followed the stamps of changes, and the clock of the
  // machine may have been set back.
  const passed_ms = row.since === null ? 0 : Math.floor((real() - row.since) * row.rate);
  clock.load({ at: Math.max(row.at + passed_ms, row.since === null ? 0 : reached), rate: row.rate });
  await saveClock(client, clock.state()!);
}

/** The parts of the world that a sandbox puts in place of the usual ones. `callers`: see `IdBlocksOptions`. */
export function virtualParts(virtual: Virtual, callers: number): Pick<World, 'clock' | 'random' | 'ids' | 'extension'> {
  const { clock, random } = virtual;
  const ids = createIdBlocks({ scope: 'per-seller', block: 100, callers, findReserved });
  return { clock, random, ids, extension: extensionOf(virtual) };
}

const extensionOf = ({ deliveries, receivers }: Virtual): Extension => ({
  seller_switches: true,
  replay_urls: true,
  lane_per_seller: true,
  claimed: (client, claimed) => deliveries.claimed(client, claimed),
  delivered: (client, delivered) => deliveries.delivered(client, delivered),
  receive: (url, call) => receivers.get(url)?.(call) ?? null,
});
