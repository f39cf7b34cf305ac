import { rows, statement, touched } from './statement.ts';
import { type WebhookKey, webhookKeys } from './webhooks.ts';

// What is older than its retention time goes: some webhooks at a time, and of them some rows at a time.

/** A state that begins anew has lost nothing. */
export const beginLog = statement(
  'beginLog',
  `insert into watermarks (seller_id, kind, at) values (0, 'deliveries', 0), (0, 'attempts', 0)`,
  () => [],
  touched,
);

/** From now on things older than this may be missing; said before the first of them goes. */
export const raiseWatermarks = statement(
  'raiseWatermarks',
  'update watermarks set at = $1 where seller_id = 0 and at < $1',
  (at: number) => [at],
  touched,
);

export const webhooksAfter = statement(
  'webhooksAfter',
  `select seller_id, webhook_id from webhooks
    where (seller_id, webhook_id) > ($1, $2::uuid)
    order by seller_id, webhook_id
    limit $3`,
  (after: WebhookKey, limit: number) => [after.seller_id, after.webhook_id, limit],
  rows<WebhookKey>(),
);

export type Prune = { keys: WebhookKey[]; before: number; limit: number };

const pruneValues = ({ keys, before, limit }: Prune) => [before, limit, ...webhookKeys.arrays(keys)];

/**
 * Deliveries that are done, with their log. The time of their event counts, too: from it, the laws know which deliveries
 * may be missing.
 */
export const pruneDeliveries = statement(
  'pruneDeliveries',
  `with old as (
     select k.seller_id, d.package_id, d.sequence, k.webhook_id
       from ${webhookKeys.as('k', 3)}
      cross join (values ('delivered'), ('dropped')) as s (state)
      cross join lateral
            (select d.package_id, d.sequence
               from deliveries d
              cross join lateral
                    (select at from events
                      where seller_id = d.seller_id and package_id = d.package_id and sequence = d.sequence offset 0) as e
              where d.seller_id = k.seller_id and d.webhook_id = k.webhook_id and d.state = s.state
                and d.created_at < $1 and d.settled_at < $1 and e.at < $1
              order by d.created_at limit $2) as d
      limit $2
   ),
   logged as (
     delete from attempts a using old
      where a.seller_id = old.seller_id and a.package_id = old.package_id and a.sequence = old.sequence
        and a.webhook_id = old.webhook_id
   )
   delete from deliveries d using old
    where d.seller_id = old.seller_id and d.package_id = old.package_id and d.sequence = old.sequence
      and d.webhook_id = old.webhook_id and d.state in ('delivered', 'dropped')`,
  (prune: Prune) => pruneValues(prune),
  touched,
);

export const pruneAttempts = statement(
  'pruneAttempts',
  `with old as (
     select k.seller_id, a.package_id, a.sequence, k.webhook_id, a.number, a.leased_until
       from ${webhookKeys.as('k', 3)}
      cross join (values (true), (false)) as o (ok)
      cross join lateral
            (select a.package_id, a.sequence, a.number, a.leased_until
               from attempts a
              cross join lateral
                    (select created_at from deliveries
                      where seller_id = a.seller_id and package_id = a.package_id and sequence = a.sequence
                        and webhook_id = a.webhook_id offset 0) as d
              where a.seller_id = k.seller_id and a.webhook_id = k.webhook_id and a.ok = o.ok and a.at < $1
                and d.created_at < $1
              order by a.at limit $2) as a
      limit $2
   )
   delete from attempts a using old
    where a.seller_id = old.seller_id and a.package_id = old.package_id and a.sequence = old.sequence
      and a.webhook_id = old.webhook_id and a.number = old.number and a.leased_until = old.leased_until`,
  (prune: Prune) => pruneValues(prune),
  touched,
);

export const pruneNotices = statement(
  'pruneNotices',
  `delete from webhook_notices n
    using (select k.seller_id, k.webhook_id, o.at, o.kind
             from ${webhookKeys.as('k', 3)}
            cross join lateral
                  (select at, kind from webhook_notices
                    where seller_id = k.seller_id and webhook_id = k.webhook_id and at < $1
                    order by at limit $2) as o
            limit $2) as old
    where n.seller_id = old.seller_id and n.webhook_id = old.webhook_id and n.at = old.at and n.kind = old.kind`,
  (prune: Prune) => pruneValues(prune),
  touched,
);

/** Of webhooks in the chunk, too, so that all pruning goes one way. */
export const pruneReplays = statement(
  'pruneReplays',
  `delete from replays r
    using (select r.seller_id, r.replay_id, r.webhook_id
             from replays r
            where r.seller_id = any ($3::bigint[]) and r.webhook_id = any ($4::uuid[])
              and r.state <> 'running' and r.created_at < $1
            limit $2) as old
    where r.seller_id = old.seller_id and r.replay_id = old.replay_id and r.webhook_id = old.webhook_id`,
  (prune: Prune) => pruneValues(prune),
  touched,
);
