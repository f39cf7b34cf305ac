import type pg from 'pg';
import { commandsAt } from '../domain/moment.ts';
import type { SellerSettings } from '../domain/seller.ts';
import { defaultSellerSettings } from '../domain/seller.ts';
import { commit } from '../postgres/commit.ts';
import { type TakenMoment, takeMoments } from '../postgres/moments.ts';
import { findDetails } from '../postgres/orders.ts';
import { lockPackages } from '../postgres/packages.ts';
import { findSellers } from '../postgres/sellers.ts';
import { beginWrite, rollback, together, withConnection } from '../postgres/transaction.ts';
import { webhooksOf } from '../postgres/webhooks.ts';
import type { World } from '../world.ts';
import type { CommandAsk } from './ask.ts';
import { answer, type Draft, openDraft, writesOf } from './draft.ts';
import { stored_ms } from './idempotency.ts';
import type { Loaded } from './load.ts';
import type { Committed } from './transaction.ts';

export type FallenDue = Committed & { taken: number };

const none_taken: FallenDue = { answers: [], owed: [], happened: [], taken: 0 };

/**
 * One transaction for a seller's first due moments: takes them away, does what each asks of its package, commits. The
 * commands go the way of all commands. A refusal says that the moment means nothing any more.
 */
export const fallDue = (world: World, seller_id: number, limit: number): Promise<FallenDue> =>
  withConnection(world.db.pool, async (client) => {
    const { write_limit_ms } = world.settings;
    const asked_at = world.clock.now();
    const [, moments, [seller], webhooks] = await together([
      beginWrite(client, write_limit_ms),
      takeMoments(client, seller_id, asked_at, limit),
      findSellers(client, [seller_id]),
      webhooksOf(client, [seller_id]),
    ]);
    if (moments.length === 0) {
      await rollback(client);
      return none_taken;
    }
    const awaited = moments.filter(({ is_awaited }) => is_awaited);
    const loaded = { ...nothing_loaded, ...(await duePackages(client, awaited)), webhooks };
    const now = world.clock.doneAt(moments[0]!.due_at);
    const draft = openDraft(world, loaded, now);
    for (const moment of awaited) happen(draft, moment, seller?.settings ?? defaultSellerSettings, now);
    const writes = writesOf(draft);
    await commit(client, writes, { now, kept_since: now - stored_ms, limit_ms: write_limit_ms });
    world.clock.stamped(writes.events.reduce((last, { at }) => Math.max(last, at), 0));
    return { answers: [], owed: writes.deliveries, happened: draft.happened, taken: moments.length };
  });

const nothing_loaded: Loaded = {
  replies: [],
  packages: [],
  details: [],
  orders: [],
  webhooks: [],
  tracked: [],
  links: [],
};

async function duePackages(
  client: pg.PoolClient,
  moments: TakenMoment[],
): Promise<Pick<Loaded, 'packages' | 'details'>> {
  if (moments.length === 0) return { packages: [], details: [] };
  // A payment unmasks the customer, so it needs the order's details.
  const paid = moments.filter(({ kind }) => kind === 'payment');
  const [packages, details] = await together([
    lockPackages(client, moments),
    paid.length > 0 ? findDetails(client, paid) : Promise.resolve([]),
  ]);
  return { packages, details };
}

function happen(draft: Draft, { seller_id, package_id, kind }: TakenMoment, settings: SellerSettings, now: number) {
  const live = draft.packages.get(`${seller_id}/${package_id}`);
  if (live === undefined) return;
  for (const command of commandsAt(kind, live.current, settings, now))
    answer(draft, askOf(seller_id, package_id, command));
}

const askOf = (seller_id: number, package_id: number, command: CommandAsk['command']): CommandAsk => ({
  kind: 'command',
  seller_id,
  package_id,
  command,
  idempotency: null,
  render: () => ({ status: 200, headers: {}, body: '' }),
});
