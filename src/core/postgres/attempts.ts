import { type DeliveryKey, keyArrays } from './deliveries.ts';
import { bigints, ints, texts } from './sql.ts';
import { type Client, family, rows, statement, touched } from './statement.ts';
import type { WebhookKey } from './webhooks.ts';

// The log of webhook calls: every attempt with what came of it.

export type AttemptRow = DeliveryKey & {
  number: number;
  leased_until: number;
  at: number;
  duration_ms: number;
  ok: boolean;
  status: number | null;
  error_class: string | null;
  url: string;
  excerpt: string;
};

/**
 * Of deliveries that are still there: a delivery may have been deleted while its call was under way. `limit` keeps the planner
 * from reading the whole table instead of these few, which it prefers while it believes that the table is small.
 *
 * Before the deliveries are settled: a number follows on what is stored. A node may know of attempts that a crash of the
 * database has forgotten, since it does not wait for the disk with them.
 */
export const insertAttempts = statement(
  'insertAttempts',
  `insert into attempts
     (seller_id, package_id, sequence, webhook_id, number, leased_until, at, duration_ms, ok, status, error_class,
      url, excerpt)
   select n.seller_id, n.package_id, n.sequence, n.webhook_id::uuid, least(n.number, there.attempts + 1), n.leased_until, n.at,
          n.duration_ms, n.ok = 1, n.status, n.error_class, n.url, n.excerpt
     from unnest($1::bigint[], $2::bigint[], $3::integer[], $4::text[], $5::integer[], $6::bigint[], $7::bigint[],
                 $8::integer[], $9::integer[], $10::bigint[], $11::text[], $12::text[], $13::text[])
            as n (seller_id, package_id, sequence, webhook_id, number, leased_until, at, duration_ms, ok, status,
                  error_class, url, excerpt)
    cross join lateral
          (select d.attempts from deliveries d
            where d.seller_id = n.seller_id and d.package_id = n.package_id and d.sequence = n.sequence
              and d.webhook_id = n.webhook_id::uuid
            limit 1) as there
   on conflict (seller_id, package_id, sequence, webhook_id, number, leased_until) do nothing`,
  (rows: AttemptRow[]) => [
    ...keyArrays(rows),
    ints(rows.map((row) => row.number)),
    bigints(rows.map((row) => row.leased_until)),
    bigints(rows.map((row) => row.at)),
    ints(rows.map((row) => row.duration_ms)),
    ints(rows.map((row) => Number(row.ok))),
    bigints(rows.map((row) => row.status)),
    texts(rows.map((row) => row.error_class)),
    texts(rows.map((row) => row.url)),
    texts(rows.map((row) => row.excerpt)),
  ],
  touched,
);

export type ListedAttempt = Omit<AttemptRow, keyof DeliveryKey | 'leased_until'>;

/** One delivery's attempts, oldest first; of very many the latest. */
export const attemptsOf = statement(
  'attemptsOf',
  `select * from
     (select number, at, duration_ms, ok, status, error_class, url, excerpt, leased_until
        from attempts
       where seller_id = $1 and package_id = $2 and sequence = $3 and webhook_id = $4
       order by number desc, leased_until desc
       limit $5) as latest
    order by number, leased_until`,
  (key: DeliveryKey, limit: number) => [key.seller_id, key.package_id, key.sequence, key.webhook_id, limit],
  rows<ListedAttempt>(),
);

export type AttemptPlace = { at: number; package_id: number; sequence: number; number: number; leased_until: number };

/** An attempt, and the delivery that it was one of. */
export type WebhookAttempt = Omit<ListedAttempt, 'excerpt' | 'url'> & AttemptPlace;

export type AttemptFilter = WebhookKey & {
  outcomes: readonly boolean[];
  from: number;
  to: number;
  /** The last one of the page before. */
  before?: AttemptPlace;
  limit: number;
};

const latestFirst = 'a.at desc, a.package_id desc, a.sequence desc, a.number desc, a.leased_until desc';

const attemptPage = family('listAttempts', rows<WebhookAttempt>());

/**
 * Attempts of a webhook, newest first: one walk down the index for those that succeeded and one for those that failed. A
 * page of 100 of 100,000 reads 204 rows.
 */
export function listAttempts(client: Client, filter: AttemptFilter): Promise<WebhookAttempt[]> {
  const { seller_id, webhook_id, outcomes, from, to, before, limit } = filter;
  const values: unknown[] = [seller_id, webhook_id, ints(outcomes.map(Number)), from, to, limit];
  let where = 'a.seller_id = $1 and a.webhook_id = $2 and a.at between $4 and $5';
  if (before !== undefined) {
    const at = values.push(before.at, before.package_id, before.sequence, before.number, before.leased_until);
    where += ` and a.at <= $${at - 4} and (a.at, a.package_id, a.sequence, a.number, a.leased_until)
                   < ($${at - 4}::bigint, $${at - 3}::bigint, $${at - 2}::integer, $${at - 1}::integer, $${at}::bigint)`;
  }
  return attemptPage(
    client,
    `select a.*
       from unnest($3::integer[]) as o (ok)
      cross join lateral
            (select a.package_id, a.sequence, a.number, a.leased_until, a.at, a.duration_ms, a.ok, a.status, a.error_class
               from attempts a
              where ${where} and a.ok = (o.ok = 1)
              order by ${latestFirst} limit $6) as a
      order by ${latestFirst}
      limit $6`,
    values,
  );
}

export type Health = {
  webhook_id: string;
  owed: number;
  held: number;
  given_up: number;
  succeeded_at: number | null;
  failed_at: number | null;
  /** Of the latest attempts. */
  recent: number;
  recent_ok: number;
  p50_ms: number | null;
  p95_ms: number | null;
};

/** So many of the latest attempts tell how a webhook is. */
const recent = 100;

const countOf = (state: string) => `
  (select count(*) from
     (select from deliveries d
       where d.seller_id = k.seller_id and d.webhook_id = k.webhook_id and d.state = '${state}'
         and d.created_at >= 0 limit $3) as few)`;
const latest = (ok: boolean) => `
  (select a.at, a.ok, a.duration_ms from attempts a
    where a.seller_id = k.seller_id and a.webhook_id = k.webhook_id and a.ok = ${ok} and a.at >= 0
    order by a.at desc limit ${recent})`;

/** How webhooks are, from the indexes by state and of the log: some ms each, however much they are owed. */
export const healthOf = statement(
  'healthOf',
  `select k.webhook_id, ${countOf('owed')} as owed, ${countOf('held')} as held, ${countOf('given-up')} as given_up,
          r.*
     from unnest($1::bigint[], $2::text[]::uuid[]) as k (seller_id, webhook_id)
    cross join lateral
          (select max(l.at) filter (where l.ok) as succeeded_at, max(l.at) filter (where not l.ok) as failed_at,
                  count(*) filter (where l.place <= ${recent}) as recent,
                  count(*) filter (where l.ok and l.place <= ${recent}) as recent_ok,
                  percentile_disc(0.5) within group (order by l.duration_ms) filter (where l.place <= ${recent}) as p50_ms,
                  percentile_disc(0.95) within group (order by l.duration_ms) filter (where l.place <= ${recent}) as p95_ms
             from (select b.*, row_number() over (order by b.at desc) as place
                     from (${latest(true)} union all ${latest(false)}) as b) as l) as r`,
  (keys: WebhookKey[], count_most: number) => [
    bigints(keys.map((key) => key.seller_id)),
    texts(keys.map((key) => key.webhook_id)),
    count_most,
  ],
  rows<Health>(),
);

// Lists of deliveries.

export type ListedDelivery = {
  package_id: number;
  sequence: number;
  state: string;
  envelope: 'flat' | 'page';
  attempts: number;
  due_at: number;
  created_at: number;
  settled_at: number | null;
  replay_id: string | null;
  replayed_from: string | null;
  replay_url: string | null;
  /** Of the event that it tells of. */
  type: string;
  at: number;
  /** The status that a package was born with, for its first event. */
  born: string | null;
};

export type DeliveryPlace = { created_at: number; package_id: number; sequence: number };

export type DeliveryFilter = WebhookKey & {
  states: readonly string[];
  package_id?: number;
  from: number;
  to: number;
  /** The last one of the page before. */
  before?: DeliveryPlace;
  limit: number;
};

const shown = `d.package_id, d.sequence, d.state, d.envelope, d.attempts, d.due_at, d.created_at, d.settled_at,
               d.replay_id, d.replayed_from, d.replay_url`;
const told = `e.type, e.at, case when e.sequence = 1 then e.facts::json ->> 'status' end as born`;
const newest = 'd.created_at desc, d.package_id desc, d.sequence desc';

const deliveryPage = family('listDeliveries', rows<ListedDelivery>());

/** Deliveries of a webhook, newest first: by state each is a walk down the index, so a page costs a page per state. */
export function listDeliveries(client: Client, filter: DeliveryFilter): Promise<ListedDelivery[]> {
  const { seller_id, webhook_id, states, package_id, from, to, before, limit } = filter;
  const values = [seller_id, webhook_id, texts(states), from, to, limit];
  let where = 'd.seller_id = $1 and d.webhook_id = $2 and d.created_at between $4 and $5';
  if (before !== undefined) {
    const at = values.push(before.created_at, before.package_id, before.sequence);
    where += ` and (d.created_at, d.package_id, d.sequence) < ($${at - 2}::bigint, $${at - 1}::bigint, $${at}::integer)`;
  }
  if (package_id !== undefined) {
    where += ` and d.package_id = $${values.push(package_id)}`;
  }
  const page =
    package_id === undefined
      ? `select d.* from unnest($3::text[]) as s (state)
          cross join lateral
                (select ${shown} from deliveries d where ${where} and d.state = s.state order by ${newest} limit $6) as d`
      : `select ${shown} from deliveries d where ${where} and d.state = any ($3::text[])`;
  return deliveryPage(
    client,
    `select d.*, ${told}
       from (${page} order by ${newest} limit $6) as d
      cross join lateral
            (select * from events where seller_id = $1 and package_id = d.package_id and sequence = d.sequence offset 0) as e
      order by ${newest}`,
    values,
  );
}

export const findDelivery = statement(
  'findDelivery',
  `select ${shown}, ${told}
     from deliveries d
    cross join lateral (select * from events where seller_id = $1 and package_id = $2 and sequence = $3 offset 0) as e
    where d.seller_id = $1 and d.package_id = $2 and d.sequence = $3 and d.webhook_id = $4`,
  (key: DeliveryKey) => [key.seller_id, key.package_id, key.sequence, key.webhook_id],
  rows<ListedDelivery>(),
);

// Pruning: some webhooks at a time, and of them some rows at a time.

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

const pruneValues = ({ keys, before, limit }: Prune) => [
  bigints(keys.map((key) => key.seller_id)),
  texts(keys.map((key) => key.webhook_id)),
  before,
  limit,
];

/**
 * Deliveries that nobody waits for, with their log. By the time of their event, too: that is what tells the laws which
 * may be missing.
 */
export const pruneDeliveries = statement(
  'pruneDeliveries',
  `with old as (
     select k.seller_id, d.package_id, d.sequence, k.webhook_id
       from unnest($1::bigint[], $2::text[]::uuid[]) as k (seller_id, webhook_id)
      cross join (values ('delivered'), ('dropped')) as s (state)
      cross join lateral
            (select d.package_id, d.sequence
               from deliveries d
              cross join lateral
                    (select at from events
                      where seller_id = d.seller_id and package_id = d.package_id and sequence = d.sequence offset 0) as e
              where d.seller_id = k.seller_id and d.webhook_id = k.webhook_id and d.state = s.state
                and d.created_at < $3 and d.settled_at < $3 and e.at < $3
              order by d.created_at limit $4) as d
      limit $4
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
       from unnest($1::bigint[], $2::text[]::uuid[]) as k (seller_id, webhook_id)
      cross join (values (true), (false)) as o (ok)
      cross join lateral
            (select a.package_id, a.sequence, a.number, a.leased_until
               from attempts a
              cross join lateral
                    (select created_at from deliveries
                      where seller_id = a.seller_id and package_id = a.package_id and sequence = a.sequence
                        and webhook_id = a.webhook_id offset 0) as d
              where a.seller_id = k.seller_id and a.webhook_id = k.webhook_id and a.ok = o.ok and a.at < $3
                and d.created_at < $3
              order by a.at limit $4) as a
      limit $4
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
             from unnest($1::bigint[], $2::text[]::uuid[]) as k (seller_id, webhook_id)
            cross join lateral
                  (select at, kind from webhook_notices
                    where seller_id = k.seller_id and webhook_id = k.webhook_id and at < $3
                    order by at limit $4) as o
            limit $4) as old
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
            where r.seller_id = any ($1::bigint[]) and r.webhook_id = any ($2::text[]::uuid[])
              and r.state <> 'running' and r.created_at < $3
            limit $4) as old
    where r.seller_id = old.seller_id and r.replay_id = old.replay_id and r.webhook_id = old.webhook_id`,
  (prune: Prune) => pruneValues(prune),
  touched,
);
