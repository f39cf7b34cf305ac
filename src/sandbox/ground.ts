import type { Performer } from '../core/corridor/ask.ts';
import type { Client } from '../core/postgres/statement.ts';
import type { World } from '../core/world.ts';
import type { VirtualClock } from './clock.ts';
import { createGate, type Gate } from './gate.ts';
import { createMoves, type Due, type Moves } from './moves.ts';
import { countPackages, findClock, latestChange, saveClock } from './postgres/sandbox.ts';
import type { Seeds } from './tenants.ts';
import { createWork, type Work } from './work.ts';

/** What the sandbox needs of the webhook worker. */
export type HeldWorker = Due & { hold(): Promise<void>; release(): void; forget(seller_id?: number): void };

export type SandboxParts = {
  world: World;
  clock: VirtualClock;
  seeds: Seeds;
  lanes: Performer;
  worker: HeldWorker;
  real(): number;
  /** Throws away what nobody may ask for any more, by the sandbox's clock. */
  tidy(): Promise<void>;
};

export type Summary = { packages: number; now: number };

/** What all that puts another state in place of the one that is there stands on. */
export type Ground = SandboxParts & {
  gate: Gate;
  moves: Moves;
  work: Work;
  onCut(listener: () => void): void;
  onReplaced(listener: (of: number | 'all') => void): void;
  /** A reset, restore or import of all begins. */
  cut(): void;
  /** Nobody else reads or writes; what was in memory of what is replaced is gone before anybody does again. */
  alone<T>(of: number | 'all', work: () => Promise<T>): Promise<T>;
  /** The data of a seller, or of all, is another one: everything that remembers any of it forgets. */
  replaced(of: number | 'all'): Promise<void>;
  summary(seller_id?: number): Promise<Summary>;
};

/** What the rows of a sandbox tell of clock and seeds. */
export async function loadSandbox(client: Client, clock: VirtualClock, seeds: Seeds, real_now: number): Promise<void> {
  await seeds.load(client);
  const row = await findClock(client);
  if (row === null) return clock.load(null);
  // It goes on while koli is stopped. A clock that stood still may have followed what was stamped.
  const passed_ms = row.since === null ? 0 : Math.floor((real_now - row.since) * row.rate);
  const reached = row.since === null ? 0 : await latestChange(client);
  clock.load({ at: Math.max(row.at + passed_ms, reached), rate: row.rate });
  await saveClock(client, clock.state()!);
}

export function createGround(parts: SandboxParts): Ground {
  const { world, clock, seeds, worker, real } = parts;
  const { pool } = world.db;
  const gate = createGate();
  const moves = createMoves({ ...parts, gate });
  const listeners: ((of: number | 'all') => void)[] = [];
  const cutting: (() => void)[] = [moves.cut];
  return {
    ...parts,
    gate,
    moves,
    work: createWork(),
    onCut: (listener) => void cutting.push(listener),
    onReplaced: (listener) => void listeners.push(listener),
    cut() {
      for (const listener of cutting) listener();
    },
    alone: (of, work) =>
      gate.alone(of, async () => {
        await worker.hold();
        try {
          return await work();
        } finally {
          worker.release();
        }
      }),
    async replaced(of) {
      const seller_id = of === 'all' ? undefined : of;
      world.ids.forget(seller_id);
      world.faults?.forget();
      worker.forget(seller_id);
      gate.replaced(of);
      for (const listener of listeners) listener(of);
      if (of === 'all') await loadSandbox(pool, clock, seeds, real());
      else await seeds.load(pool);
      await world.faults?.load();
    },
    summary: async (seller_id) => ({ packages: await countPackages(pool, seller_id), now: clock.now() }),
  };
}
