import { beginLog } from '../core/postgres/attempts.ts';
import { findSellers } from '../core/postgres/sellers.ts';
import { inTransaction } from '../core/postgres/transaction.ts';
import type { Ground, Summary } from './ground.ts';
import { deleteCountsOf } from './postgres/faults.ts';
import { saveClock, saveTenant } from './postgres/sandbox.ts';
import { deleteSellerRows, emptyTables, stateTables } from './postgres/state.ts';
import { insertSandboxSellers, sandboxSellers, tell } from './seed.ts';
import { emptySeller } from './tenants.ts';
import type { SeedName } from './wire/sandbox.ts';

/** Back to what a seed holds, all of it or one seller. */
export type Resets = {
  /** The clock is real time again unless another one is given. */
  reset(to: SeedName, seed: number | null, clock: { at: number; rate: number } | null): Promise<Summary>;
  /** Null: there is no such seller. What is left out is as when the seller was made. */
  resetSeller(seller_id: number, to?: SeedName, seed?: number): Promise<Summary | null>;
  deleteSeller(seller_id: number): Promise<boolean>;
  /** Fills a seller that was made a moment ago. */
  fill(to: SeedName, seller_id: number): Promise<void>;
};

const ready = sandboxSellers.map(({ seller_id }) => seller_id);

export function createResets({ world, lanes, seeds, real, work, alone, cut, replaced, summary }: Ground): Resets {
  const { pool } = world.db;

  const fill = (to: SeedName, seller_ids: number[]): Promise<void> =>
    work.during('reset', async (told) => {
      if (to === 'empty') return;
      const sellers = await findSellers(pool, seller_ids);
      sellers.sort((a, b) => a.seller_id - b.seller_id);
      await tell(world, lanes, to, sellers, told);
    });

  return {
    reset(to, seed, next) {
      cut();
      return alone('all', async () => {
        await inTransaction(pool, async (client) => {
          await emptyTables(client, await stateTables(client));
          await beginLog(client);
          await insertSandboxSellers(client, next?.at ?? real());
          if (seed !== null) await saveTenant(client, { seller_id: 0, seed, origin: '{}' });
          if (next !== null) await saveClock(client, { ...next, since: null });
        });
        await replaced('all');
        await fill(to, ready);
        return summary();
      });
    },
    resetSeller: (seller_id, to, seed) =>
      alone(seller_id, async () => {
        const emptied = inTransaction(pool, (client) => emptySeller(client, world, seeds, { seller_id, seed }));
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
        await inTransaction(pool, async (client) => {
          await deleteCountsOf(client, seller_id);
          await deleteSellerRows(client, await stateTables(client), seller_id);
        });
        await replaced(seller_id);
        return true;
      }),
    fill: (to, seller_id) => fill(to, [seller_id]),
  };
}
