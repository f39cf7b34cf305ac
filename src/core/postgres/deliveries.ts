import { array, columns } from './columns.ts';
import { rows, scalar, statement, touched } from './statement.ts';
import type { WebhookKey } from './webhooks.ts';

export type DeliveryKey = WebhookKey & { package_id: number; sequence: number };

export const keyTypes = { seller_id: 'bigint', package_id: 'bigint', sequence: 'integer', webhook_id: 'uuid' } as const;

export const deliveryStates = ['owed', 'delivered', 'given-up', 'held', 'dropped'] as const;
export type DeliveryState = (typeof deliveryStates)[number];

export type DeliveryRow = DeliveryKey & {
  /** By the webhook's status: `owed` to an active one, `held` for a passive one. */
  state: 'owed' | 'held';
  envelope: 'flat' | 'page';
  legacy: boolean;
  sparse: boolean;
  live: boolean;
  epoch: number;
};

const deliveryColumns = columns({
  ...keyTypes,
  state: 'text',
  envelope: 'text',
  legacy: 'boolean',
  sparse: 'boolean',
  live: 'boolean',
  epoch: 'integer',
});

const same = (one: string, other: string) =>
  ['seller_id', 'webhook_id', 'package_id', 'sequence'].map((key) => `${one}.${key} = ${other}.${key}`).join(' and ');

/** Of the same package and webhook, and still to be sent before it. */
const isEarlier = (one: string, other: string) =>
  `${one}.seller_id = ${other}.seller_id and ${one}.package_id = ${other}.package_id
                and ${one}.sequence < ${other}.sequence and ${one}.webhook_id = ${other}.webhook_id
                and ${one}.settled_at is null and ${one}.epoch = ${other}.epoch and ${one}.out_of_order is null`;

/**
 * `now`, not the event's time: a clock that stands still is behind the last of several writes to one package. A delivery
 * that follows one which waits for its next attempt becomes due with it; see `postponeBlocked`.
 */
export const insertDeliveries = statement(
  'insertDeliveries',
  `insert into deliveries (${deliveryColumns.names}, due_at, created_at, settled_at)
   select n.*,
          greatest($1::bigint, (select max(e.due_at) from deliveries e where ${isEarlier('e', 'n')})), $1,
          case when n.state = 'owed' then null else $1::bigint end
     from ${deliveryColumns.as('n', 2)}`,
  (deliveries: DeliveryRow[], now: number) => [now, ...deliveryColumns.arrays(deliveries)],
  touched,
);

// Finding work. Each webhook's earliest delivery stands first in its part of the index `deliveries_owed`, so one step
// per webhook is enough; `distinct` over a million rows owed to one webhook would read them all.

/** Webhooks of some sellers with something to do: a delivery that is due, or one that is not to be sent at all. */
export const findWorkOf = statement(
  'findWorkOf',
  `select w.seller_id, w.webhook_id
     from webhooks w
    cross join lateral
          (select d.due_at from deliveries d
            where d.seller_id = w.seller_id and d.webhook_id = w.webhook_id and d.state = 'owed'
            order by d.due_at limit 1) as first
    where w.seller_id = any ($1::bigint[])
      and (first.due_at <= $2 and coalesce(w.paused_until, 0) <= $2
           or w.status <> 'ACTIVE' or w.deleted_at is not null)`,
  (seller_ids: number[], now: number) => [array('bigint', seller_ids), now],
  rows<WebhookKey>(),
);

const owing = `
  with recursive owing as (
    (select seller_id, webhook_id, due_at from deliveries
      where state = 'owed'
      order by seller_id, webhook_id, due_at limit 1)
    union all
    select next.seller_id, next.webhook_id, next.due_at
      from owing
     cross join lateral
           (select d.seller_id, d.webhook_id, d.due_at from deliveries d
             where d.state = 'owed' and (d.seller_id, d.webhook_id) > (owing.seller_id, owing.webhook_id)
             order by d.seller_id, d.webhook_id, d.due_at limit 1) as next
  )`;

/** The same for all sellers. */
export const findWork = statement(
  'findWork',
  `${owing}
   select owing.seller_id, owing.webhook_id
     from owing
     join webhooks w on w.seller_id = owing.seller_id and w.webhook_id = owing.webhook_id
    where owing.due_at <= $1 and coalesce(w.paused_until, 0) <= $1
       or w.status <> 'ACTIVE' or w.deleted_at is not null`,
  (now: number) => [now],
  rows<WebhookKey>(),
);

/** When the next delivery becomes due after a time, for a clock that is moved by hand: one look per webhook. */
export const earliestDue = statement(
  'earliestDue',
  `select min(next.due_at) as due_at
     from webhooks w
    cross join lateral
          (select greatest(d.due_at, w.paused_until) as due_at from deliveries d
            where d.seller_id = w.seller_id and d.webhook_id = w.webhook_id and d.state = 'owed'
              and d.due_at > case when w.paused_until > $1 then 0 else $1 end
            order by d.due_at limit 1) as next`,
  (after: number) => [after],
  scalar<number | null>(),
);

type Claim = WebhookKey & {
  now: number;
  epoch: number;
  /** Packages that this node is calling the webhook for. A clock that was moved may have made them due again. */
  busy: number[];
  limit: number;
  real_now: number;
  leased_until: number;
};

export type Claimed = DeliveryKey & {
  envelope: 'flat' | 'page';
  legacy: boolean;
  sparse: boolean;
  live: boolean;
  attempts: number;
  /** Of these, made before its last replay. */
  attempts_before: number;
  /** The state in which its last replay found it; null: never replayed, so this is its first way out. */
  replayed_from: DeliveryState | null;
  /** Where its replay goes instead of the webhook's own address. */
  replay_url: string | null;
  /** Why it left the order of its package, so that no other delivery waits for it; null: it did not. */
  out_of_order: string | null;
  due_at: number;
};

/**
 * Takes deliveries that are due, earliest first, for this node alone until the lease ends. A delivery whose package
 * still owes this webhook an earlier one is passed over, so a package never has two in the air.
 */
export const claimDue = statement(
  'claimDue',
  `with due as (
     select d.seller_id, d.webhook_id, d.package_id, d.sequence
       from deliveries d
      where d.seller_id = $1 and d.webhook_id = $2 and d.state = 'owed' and d.due_at <= $3 and d.epoch = $4
        and (d.leased_until is null or d.leased_until <= $5)
        and d.package_id <> all ($7::bigint[])
        and not exists (select from deliveries e where ${isEarlier('e', 'd')} offset 0)
      order by d.due_at
      limit $8
        for update of d skip locked
   )
   update deliveries d
      set leased_until = $6
     from due
    where ${same('d', 'due')}
   returning d.seller_id, d.webhook_id, d.package_id, d.sequence, d.envelope, d.legacy, d.sparse, d.live, d.attempts,
             d.attempts_before, d.replayed_from, d.replay_url, d.out_of_order, d.due_at`,
  (claim: Claim) => [
    claim.seller_id,
    claim.webhook_id,
    claim.now,
    claim.epoch,
    claim.real_now,
    claim.leased_until,
    array('bigint', claim.busy),
    claim.limit,
  ],
  rows<Claimed>(),
);

// Repairs look at the head of the index: at so many rows that are due and that no node is calling the webhook for. They
// find these again by their keys to lock them. No condition there says that they are owed in the words of the index
// `deliveries_owed`: PostgreSQL would look for each of them among all that the webhook is owed.
const heads_sql = `
  select seller_id, webhook_id, package_id, sequence, epoch
    from deliveries
   where seller_id = $1 and webhook_id = $2 and state = 'owed' and due_at <= $3
     and (leased_until is null or leased_until <= $4)
   order by due_at
   limit 1000`;

/**
 * Deliveries that wait for an earlier one of their package, which waits for its next attempt, become due with it. Else
 * they would gather at the head of the index, and every claim would have to pass over them. They are written so, and
 * failures move them (`postponeFollowers`); left are those that were written while the failure was.
 */
export const postponeBlocked = statement(
  'postponeBlocked',
  `with blocked as (
     select d.seller_id, d.webhook_id, d.package_id, d.sequence, earlier.due_at
       from (${heads_sql}) as head
      cross join lateral
            (select max(e.due_at) as due_at from deliveries e where ${isEarlier('e', 'head')}) as earlier
       join deliveries d on ${same('d', 'head')}
      where d.seller_id = $1 and earlier.due_at > $3 and d.due_at <= $3 and d.settled_at is null
        for update of d skip locked
   )
   update deliveries d
      set due_at = blocked.due_at
     from blocked
    where ${same('d', 'blocked')}`,
  ({ seller_id, webhook_id }: WebhookKey, now: number, real_now: number) => [seller_id, webhook_id, now, real_now],
  touched,
);

type SetAside = WebhookKey & {
  state: 'held' | 'dropped';
  below_epoch: number;
  /** What is due later than this may wait for its turn. */
  due_until: number;
  now: number;
  real_now: number;
};

/**
 * Deliveries that are not to be sent any more, some at a time: those owed before the webhook was switched off or
 * deleted. What a node is just attempting is settled there. What was delivered before its replay stays delivered, and
 * what was replayed to another address is again what it was.
 */
export const setAside = statement(
  'setAside',
  `with late as (
     select d.seller_id, d.webhook_id, d.package_id, d.sequence
       from (${heads_sql}) as head
       join deliveries d on ${same('d', 'head')}
      where d.seller_id = $1 and head.epoch < $5 and d.epoch < $5 and d.settled_at is null
        and (d.leased_until is null or d.leased_until <= $4)
        for update of d skip locked
   )
   update deliveries d
      set state = case when d.replayed_from = 'delivered' or d.replay_url is not null then d.replayed_from else $6 end,
          settled_at = greatest($7, d.created_at), leased_until = null
     from late
    where ${same('d', 'late')}`,
  (aside: SetAside) => [
    aside.seller_id,
    aside.webhook_id,
    aside.due_until,
    aside.real_now,
    aside.below_epoch,
    aside.state,
    aside.now,
  ],
  touched,
);

export type Settled = DeliveryKey & {
  state: DeliveryState;
  attempts: number;
  /** Of the next attempt; null leaves it as it was. */
  due_at: number | null;
  settled_at: number | null;
  /** The lease under which it was attempted. */
  leased_until: number;
};

const settledColumns = columns({
  ...keyTypes,
  state: 'text',
  attempts: 'integer',
  due_at: 'bigint',
  settled_at: 'bigint',
  leased_until: 'bigint',
});

/**
 * Writes down how attempts ended. One that outlived its lease may find the delivery with another node: then a failure
 * is that node's to tell, but a success stays a success.
 */
export const settleDeliveries = statement(
  'settleDeliveries',
  `update deliveries d
      set state = n.state, attempts = greatest(d.attempts, least(n.attempts, d.attempts + 1)),
          due_at = coalesce(n.due_at, d.due_at), settled_at = n.settled_at, leased_until = null
     from ${settledColumns.as('n')}
    where d.seller_id = n.seller_id and d.package_id = n.package_id and d.sequence = n.sequence
      and d.webhook_id = n.webhook_id
      and (d.state = 'owed' and d.leased_until = n.leased_until
           or n.state = 'delivered' and d.state in ('owed', 'held', 'given-up'))`,
  (settled: Settled[]) => settledColumns.arrays(settled),
  touched,
);

const postponed = columns({ ...keyTypes, due_at: 'bigint' });

/** What follows a delivery that waits for its next attempt waits with it; see `postponeBlocked`. */
export const postponeFollowers = statement(
  'postponeFollowers',
  `update deliveries d
      set due_at = n.due_at
     from ${postponed.as('n')}
    where d.seller_id = n.seller_id and d.package_id = n.package_id and d.sequence > n.sequence
      and d.webhook_id = n.webhook_id and d.settled_at is null and d.due_at < n.due_at and d.out_of_order is null`,
  (deliveries: (DeliveryKey & { due_at: number })[]) => postponed.arrays(deliveries),
  touched,
);

const leases = columns({ ...keyTypes, leased_until: 'bigint' });

/** Gives claimed deliveries back that were not attempted. */
export const releaseDeliveries = statement(
  'releaseDeliveries',
  `update deliveries d
      set leased_until = null
     from ${leases.as('n')}
    where d.seller_id = n.seller_id and d.package_id = n.package_id and d.sequence = n.sequence
      and d.webhook_id = n.webhook_id and d.leased_until = n.leased_until`,
  (deliveries: (DeliveryKey & { leased_until: number })[]) => leases.arrays(deliveries),
  touched,
);

/** Over all sellers, up to a number: a million owed would take 100 ms to count. */
export const countOwedToAll = statement(
  'countOwedToAll',
  `select count(*) as count from (select from deliveries where state = 'owed' limit $1) as few`,
  (most: number) => [most],
  scalar<number>(),
);
