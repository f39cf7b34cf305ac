import type { PoolClient } from 'pg';
import type { Lanes } from '../corridor/perform.ts';
import { defaultSellerSettings, type Seller } from '../domain/seller.ts';
import { beginLog } from '../postgres/attempts.ts';
import { deleteCountsOf } from '../postgres/faults.ts';
import { schemaVersion } from '../postgres/migrate.ts';
import {
  countPackages,
  findClock,
  findSnapshot,
  latestChange,
  type SnapshotInfo,
  saveClock,
  saveSnapshot,
  saveTenant,
} from '../postgres/sandbox.ts';
import { findSellers, type SellerRow } from '../postgres/sellers.ts';
import { type Client, transaction } from '../postgres/sql.ts';
import { deleteSellerRows, emptyTables, stateTables } from '../postgres/state.ts';
import type { SeedName } from '../wire/sandbox.ts';
import type { World } from '../world.ts';
import type { VirtualClock } from './clock.ts';
import { readState, type StateFile, Unreadable, writeState } from './file.ts';
import { createGate, type Gate } from './gate.ts';
import { createMoves, type Due, type Moves } from './moves.ts';
import { insertSandboxSellers, sandboxSellers, tell } from './seed.ts';
import { emptySeller, type Seeds } from './tenants.ts';
import { createWork, type LongWork, type Tell } from './work.ts';

/** What the sandbox needs of the webhook worker. */
export type HeldWorker = Due & { hold(): Promise<void>; release(): void; forget(seller_id?: number): void };

/** What only the sandbox can do: move its clock, and put another state in place of the one that is there. */
export type Sandbox = AsyncDisposable & {
  gate: Gate;
  clock: VirtualClock;
  moves: Moves;
  seeds: Seeds;
  /** What time it is outside. */
  real(): number;
  /** Told when a reset, restore or import of all begins: what is under way will not be what it was. */
  onCut(listener: () => void): void;
  /** Told when the data of a seller, or of all, was replaced. */
  onReplaced(listener: (of: number | 'all') => void): void;
  /** Back to what a seed holds; the clock is real time again unless another one is given. */
  reset(to: SeedName, seed: number | null, clock: { at: number; rate: number } | null): Promise<Summary>;
  /** Null: there is no such seller. What is left out is as when the seller was made. */
  resetSeller(seller_id: number, to?: SeedName, seed?: number): Promise<Summary | null>;
  deleteSeller(seller_id: number): Promise<boolean>;
  /** Fills a seller that was made a moment ago. */
  fill(to: SeedName, seller_id: number): Promise<void>;
  export(): Promise<StateFile>;
  /** A file, in parts. */
  import(file: Buffer[]): Promise<Summary>;
  snapshot(name: string): Promise<SnapshotInfo>;
  /** Null: there is no such snapshot. */
  restore(name: string): Promise<Summary | null>;
  /** What takes a while at the moment; null: nothing does. */
  longWork(): LongWork | null;
};

export type Summary = { packages: number; now: number };

export type SandboxParts = {
  world: World;
  clock: VirtualClock;
  seeds: Seeds;
  lanes: Lanes;
  worker: HeldWorker;
  real(): number;
  /** Throws away what nobody may ask for any more, by the sandbox's clock. */
  tidy(): Promise<void>;
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

const sellerOf = (row: SellerRow): Seller => ({
  ...row,
  settings: { ...defaultSellerSettings, ...JSON.parse(row.settings) },
});

export function createSandbox({ world, clock, seeds, lanes, worker, real, tidy }: SandboxParts): Sandbox {
  const { pool } = world.db;
  const gate = createGate();
  const moves = createMoves({ world, clock, lanes, worker, gate });
  const listeners: ((of: number | 'all') => void)[] = [];
  const cutting: (() => void)[] = [moves.cut];
  const work = createWork();

  const cut = () => {
    for (const listener of cutting) listener();
  };

  /** Nobody else reads or writes; what was in memory of what is replaced is gone before anybody does again. */
  async function alone<T>(of: number | 'all', work: () => Promise<T>): Promise<T> {
    return gate.alone(of, async () => {
      await worker.hold();
      try {
        return await work();
      } finally {
        worker.release();
      }
    });
  }

  async function replaced(of: number | 'all'): Promise<void> {
    const seller_id = of === 'all' ? undefined : of;
    world.ids.forget(seller_id);
    world.faults?.forget();
    worker.forget(seller_id);
    gate.replaced(of);
    for (const listener of listeners) listener(of);
    if (of === 'all') await loadSandbox(pool, clock, seeds, real());
    else await seeds.load(pool);
    await world.faults?.load();
  }

  const fill = (to: SeedName, seller_ids: number[]): Promise<void> =>
    work.during('reset', async (told) => {
      if (to === 'empty') return;
      const sellers = await findSellers(pool, seller_ids);
      sellers.sort((a, b) => a.seller_id - b.seller_id);
      await tell(world, lanes, to, sellers.map(sellerOf), told);
    });

  async function summary(seller_id?: number): Promise<Summary> {
    return { packages: await countPackages(pool, seller_id), now: clock.now() };
  }

  const { seal, files } = world;
  const context = async () => ({ seal, files, schema: (await schemaVersion(world.db)).program });

  /** The whole state as a file. Ids that are in memory go back first, so that the file tells which come next. */
  async function written(tell: Tell): Promise<StateFile> {
    await world.ids.giveBack(pool);
    // Else it would hang on the minutes of real time whether something old is still in it.
    await tidy();
    const now = clock.now();
    const rate = clock.state()?.rate ?? 1;
    const how = await context();
    const write = async (client: PoolClient) => {
      await saveClock(client, { at: now, since: null, rate });
      return writeState(client, how, now, tell);
    };
    return transaction(pool, write, 'rollback');
  }

  async function takenIn(parts: Buffer[], tell: Tell): Promise<Summary> {
    const how = await context();
    try {
      await transaction(pool, (client) => readState(client, how, parts, tell));
    } catch (error) {
      if (/^2[23]/.test(String((error as { code?: unknown }).code)))
        throw new Unreadable(
          `holds what no koli writes (${(error as Error).message})`,
          `kolinin yazmayacağı veriler içeriyor (${(error as Error).message})`,
        );
      throw error;
    }
    await replaced('all');
    return summary();
  }

  return {
    gate,
    clock,
    moves,
    seeds,
    real,
    onCut: (listener) => void cutting.push(listener),
    onReplaced: (listener) => void listeners.push(listener),
    reset(to, seed, next) {
      cut();
      return alone('all', async () => {
        await transaction(pool, async (client) => {
          await emptyTables(client, await stateTables(client));
          await beginLog(client);
          await insertSandboxSellers(client, next?.at ?? real());
          if (seed !== null) await saveTenant(client, { seller_id: 0, seed, origin: '{}' });
          if (next !== null) await saveClock(client, { ...next, since: null });
        });
        await replaced('all');
        await fill(
          to,
          sandboxSellers.map(({ seller_id }) => seller_id),
        );
        return summary();
      });
    },
    resetSeller: (seller_id, to, seed) =>
      alone(seller_id, async () => {
        const emptied = transaction(pool, (client) => emptySeller(client, world, seeds, { seller_id, seed }));
        const origin = await emptied.catch(async (error) => {
          await seeds.load(pool);
          throw error;
        });
        if (origin === null) return null;
        await replaced(seller_id);
        await fill(to ?? origin.to, [seller_id]);
        return summary(seller_id);
      }),
    deleteSeller: (seller_id) =>
      alone(seller_id, async () => {
        const known = (await findSellers(pool, [seller_id])).length > 0;
        if (!known) return false;
        await transaction(pool, async (client) => {
          await deleteCountsOf(client, seller_id);
          await deleteSellerRows(client, await stateTables(client), seller_id);
        });
        await replaced(seller_id);
        return true;
      }),
    fill: (to, seller_id) => fill(to, [seller_id]),
    export: () => alone('all', () => work.during('export', written)),
    import(file) {
      cut();
      return alone('all', () => work.during('import', (tell) => takenIn(file, tell)));
    },
    snapshot: (name) =>
      alone('all', async () => {
        const { parts, bytes, packages } = await work.during('snapshot', written);
        const row = { name, taken_at: clock.now(), created_at: real(), packages };
        await saveSnapshot(pool, { ...row, content: Buffer.concat(parts) });
        return { ...row, bytes };
      }),
    async restore(name) {
      const content = await findSnapshot(pool, name);
      if (content === null) return null;
      cut();
      return alone('all', () => work.during('restore', (tell) => takenIn([content], tell)));
    },
    longWork: work.current,
    [Symbol.asyncDispose]: () => moves.close(),
  };
}
