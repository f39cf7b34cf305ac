import { beginLog } from '../core/postgres/pruning.ts';
import { findSellers } from '../core/postgres/sellers.ts';
import { inTransaction } from '../core/postgres/transaction.ts';
import { saveClock } from './postgres/clock.ts';
import { deleteCountsOf } from './postgres/faults.ts';
import { deleteSellerRows, emptyTables, stateTables } from './postgres/state.ts';
import { saveTenant } from './postgres/tenants.ts';
import type { Sandbox, Summary } from './sandbox.ts';
import { insertSandboxSellers, plantSeed, sandboxSellers } from './seed.ts';
import { emptySeller } from './tenants.ts';
import type { SeedName } from './wire/sandbox.ts';

// Back to what a seed holds: all of the sandbox, or one seller.

const ready_sellers = sandboxSellers.map(({ seller_id }) => seller_id);

type Reset = {
  to: SeedName;
  seed: number | null;
  /** Null: the clock shows real time again. */
  clock: { at: number; rate: number } | null;
};

export function reset(sandbox: Sandbox, { to, seed, clock }: Reset): Promise<Summary> {
  sandbox.cut();
  return sandbox.alone('all', async () => {
    await inTransaction(sandbox.world.db.pool, async (client) => {
      await emptyTables(client, await stateTables(client));
      await beginLog(client);
      await insertSandboxSellers(client, clock?.at ?? sandbox.virtual.real());
      if (seed !== null) await saveTenant(client, { seller_id: 0, seed, origin: {} });
      if (clock !== null) await saveClock(client, { ...clock, since: null });
    });
    await sandbox.replaced('all');
    await fill(sandbox, to, ready_sellers);
    return sandbox.summary();
  });
}

/** Null: the seller does not exist. Absent options have the values of its creation. */
export function resetSeller(
  sandbox: Sandbox,
  seller_id: number,
  to?: SeedName,
  seed?: number,
): Promise<Summary | null> {
  const { world, virtual } = sandbox;
  const { pool } = world.db;
  return sandbox.alone(seller_id, async () => {
    const emptied = inTransaction(pool, (client) => emptySeller(client, world, virtual.seeds, { seller_id, seed }));
    const origin = await emptied.catch(async (error) => {
      await virtual.seeds.load(pool);
      throw error;
    });
    if (origin === null) return null;
    await sandbox.replaced(seller_id);
    await fill(sandbox, to ?? origin.to, [seller_id]);
    return sandbox.summary(seller_id);
  });
}

/** False: the seller does not exist. */
export function deleteSeller(sandbox: Sandbox, seller_id: number): Promise<boolean> {
  const { pool } = sandbox.world.db;
  return sandbox.alone(seller_id, async () => {
    const known = (await findSellers(pool, [seller_id])).length > 0;
    if (!known) return false;
    await inTransaction(pool, async (client) => {
      await deleteCountsOf(client, seller_id);
      await deleteSellerRows(client, await stateTables(client), seller_id);
    });
    await sandbox.replaced(seller_id);
    return true;
  });
}

/** Fills new sellers with what a seed holds. */
export async function fill(sandbox: Sandbox, to: SeedName, seller_ids: number[]): Promise<void> {
  if (to === 'empty') return;
  await sandbox.progress.during('reset', async (told) => {
    const sellers = await findSellers(sandbox.world.db.pool, seller_ids);
    sellers.sort((a, b) => a.seller_id - b.seller_id);
    await plantSeed(sandbox, to, sellers, told);
  });
}
