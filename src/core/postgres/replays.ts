import { array, columns } from './columns.ts';
import type { DeliveryState } from './deliveries.ts';
import { type Client, rows, scalar, statement, touched } from './statement.ts';
import type { WebhookKey } from './webhooks.ts';

/** Deliveries by state and by when they became owed, first and last moment included. */
export type ReplayFilter = { states: DeliveryState[]; from_at: number; to_at: number };

export type ReplayRow = WebhookKey &
  ReplayFilter & {
    replay_id: string;
    /** Of one package, and of one event of it; null: whichever match. */
    package_id: number | null;
    sequence: number | null;
    url: string | null;
    state: 'running' | 'done' | 'stopped';
    reason: 'passive' | 'deleted' | 'asked' | null;
    total: number;
    replayed: number;
    place: ReplayPosition;
    created_at: number;
    ended_at: number | null;
  };

/** The last delivery that was looked at: created_at, package_id, sequence. */
export type ReplayPosition = [number, number, number];
export const first_place: ReplayPosition = [0, 0, 0];

type StoredReplay = Omit<ReplayRow, 'states' | 'place'> & { states: string; place: string };

const replayColumns = columns({
  seller_id: 'bigint',
  replay_id: 'uuid',
  webhook_id: 'uuid',
  state: 'text',
  reason: 'text',
  package_id: 'bigint',
  sequence: 'integer',
  states: 'text',
  from_at: 'bigint',
  to_at: 'bigint',
  url: 'text',
  total: 'bigint',
  replayed: 'bigint',
  place: 'text',
  created_at: 'bigint',
  ended_at: 'bigint',
});

const rowOf = (row: StoredReplay): ReplayRow => ({
  ...row,
  states: row.states.split(',') as DeliveryState[],
  place: JSON.parse(row.place),
});

export const insertReplay = statement(
  'insertReplay',
  `insert into replays (${replayColumns.names}) values (${replayColumns.parameters})`,
  (row: ReplayRow) => replayColumns.values({ ...row, states: row.states.join(), place: JSON.stringify(row.place) }),
  touched,
);

export const updateReplay = statement(
  'updateReplay',
  `update replays
      set state = $4, reason = $5, replayed = $6, place = $7, ended_at = $8
    where seller_id = $1 and replay_id = $2 and webhook_id = $3`,
  (row: ReplayRow) => [
    row.seller_id,
    row.replay_id,
    row.webhook_id,
    row.state,
    row.reason,
    row.replayed,
    JSON.stringify(row.place),
    row.ended_at,
  ],
  touched,
);

export type ReplayKey = WebhookKey & { replay_id: string };

/** Replays that are not through, of all sellers; who waits longest first. */
export const runningReplays = statement(
  'runningReplays',
  `select seller_id, replay_id, webhook_id from replays where state = 'running' order by created_at limit $1`,
  (limit: number) => [limit],
  rows<ReplayKey>(),
);

/** Locks a replay for one step. Absent if another node works on it, or if it has ended. */
export const lockReplay = statement(
  'lockReplay',
  `select ${replayColumns.names} from replays
      where seller_id = $1 and replay_id = $2 and webhook_id = $3 and state = 'running'
        for update skip locked`,
  (key: ReplayKey) => [key.seller_id, key.replay_id, key.webhook_id],
  rows(rowOf),
);

/** How many run for a seller: true until the transaction ends when the seller is locked. */
export const countRunning = statement(
  'countRunning',
  `select count(distinct replay_id) as count from replays where seller_id = $1 and state = 'running'`,
  (seller_id: number) => [seller_id],
  scalar<number>(),
);

/** Replays that began at a time: their number tells ids apart that are drawn while the clock stands still. */
export const countReplaysAt = statement(
  'countReplaysAt',
  'select count(distinct replay_id) as count from replays where seller_id = $1 and created_at = $2',
  (seller_id: number, at: number) => [seller_id, at],
  scalar<number>(),
);

/** Stops what still runs of a replay; what became owed by it is sent. */
export const stopReplay = statement(
  'stopReplay',
  `update replays set state = 'stopped', reason = 'asked', ended_at = $3
    where seller_id = $1 and replay_id = $2 and state = 'running'`,
  (seller_id: number, replay_id: string, now: number) => [seller_id, replay_id, now],
  touched,
);

export const findReplay = statement(
  'findReplay',
  `select ${replayColumns.names} from replays where seller_id = $1 and replay_id = $2 order by webhook_id`,
  (seller_id: number, replay_id: string) => [seller_id, replay_id],
  rows(rowOf),
);

/** A seller's latest replays, each with all its rows. */
export const listReplays = statement(
  'listReplays',
  `select ${replayColumns.names} from replays
      where seller_id = $1
        and replay_id in
            (select replay_id from replays where seller_id = $1
              group by replay_id order by min(created_at) desc, replay_id limit $2)
      order by created_at desc, replay_id, webhook_id`,
  (seller_id: number, limit: number) => [seller_id, limit],
  rows(rowOf),
);

// Which deliveries

type Selected = { package_id: number; sequence: number; created_at: number };

const matching = `
  select d.package_id, d.sequence, d.created_at
    from deliveries d
   where d.seller_id = $1 and d.webhook_id = $2 and d.state = s.state and d.created_at between $4 and $5`;

export type ReplayScope = ReplayFilter & { package_id: number | null; sequence: number | null };

/** How many a replay would make owed; from an index alone. */
export function countReplayable(client: Client, key: WebhookKey, filter: ReplayScope): Promise<number> {
  if (filter.package_id !== null) return countOfPackage(client, key, filter);
  return countMatching(client, key, filter);
}

const countMatching = statement(
  'countMatching',
  `select count(*) from unnest($3::text[]) as s (state) cross join lateral (${matching}) as d`,
  (key: WebhookKey, filter: ReplayScope) => [
    key.seller_id,
    key.webhook_id,
    array('text', filter.states),
    filter.from_at,
    filter.to_at,
  ],
  scalar<number>(),
);

const countOfPackage = statement(
  'countOfPackage',
  `select count(*) as count from deliveries
    where seller_id = $1 and package_id = $3 and webhook_id = $2
      and ($4::integer is null or sequence = $4) and state = any ($5::text[])`,
  ({ seller_id, webhook_id }: WebhookKey, scope: ReplayScope) => [
    seller_id,
    webhook_id,
    scope.package_id,
    scope.sequence,
    array('text', scope.states),
  ],
  scalar<number>(),
);

/** The next ones after a place, oldest first. */
export const nextReplayable = statement(
  'nextReplayable',
  `select d.*
     from unnest($3::text[]) as s (state)
    cross join lateral
          (${matching} and (d.created_at, d.package_id, d.sequence) > ($6::bigint, $7::bigint, $8::integer)
            order by d.created_at, d.package_id, d.sequence
            limit $9) as d
    order by d.created_at, d.package_id, d.sequence
    limit $9`,
  (row: WebhookKey & ReplayFilter & { place: ReplayPosition }, limit: number) => [
    row.seller_id,
    row.webhook_id,
    array('text', row.states),
    row.from_at,
    row.to_at,
    ...row.place,
    limit,
  ],
  rows<Selected>(),
);

type Replayed = WebhookKey &
  ReplayFilter & {
    replay_id: string;
    package_ids: number[];
    /** One event of them; null: all. */
    sequence: number | null;
    url: string | null;
    /** The webhook's. */
    epoch: number;
    now: number;
  };

/**
 * Makes deliveries of packages owed again: all that match of each package at once, so that the order within a package
 * is the worker's to keep, however the steps of a replay fall. `offset 0` keeps the planner from looking for a package's
 * few by state and time instead.
 */
export const replayDeliveries = statement(
  'replayDeliveries',
  `with again as (
     select d.seller_id, d.webhook_id, d.package_id, d.sequence
       from unnest($3::bigint[]) as p (package_id)
      cross join lateral
            (select * from deliveries d
              where d.seller_id = $1 and d.package_id = p.package_id and d.webhook_id = $2 offset 0) as d
      where d.state = any ($4::text[]) and d.created_at between $5 and $6
        and ($7::integer is null or d.sequence = $7)
        and d.replay_id is distinct from $8
      order by d.package_id, d.sequence
   )
   update deliveries d
      set state = 'owed', epoch = $9, due_at = $10, leased_until = null, settled_at = null, out_of_order = null,
          attempts_before = d.attempts, replay_id = $8, replayed_from = d.state, replay_url = $11
     from again
    where d.seller_id = again.seller_id and d.package_id = again.package_id and d.sequence = again.sequence
      and d.webhook_id = again.webhook_id and d.state <> 'owed'`,
  (replay: Replayed) => [
    replay.seller_id,
    replay.webhook_id,
    array('bigint', replay.package_ids),
    array('text', replay.states),
    replay.from_at,
    replay.to_at,
    replay.sequence,
    replay.replay_id,
    replay.epoch,
    replay.now,
    replay.url,
  ],
  touched,
);

/** How many a webhook is owed, counted up to a limit. */
export const countOwedTo = statement(
  'countOwedTo',
  `select count(*) as count from
     (select from deliveries where seller_id = $1 and webhook_id = $2 and state = 'owed' limit $3) as few`,
  ({ seller_id, webhook_id }: WebhookKey, limit: number) => [seller_id, webhook_id, limit],
  scalar<number>(),
);
