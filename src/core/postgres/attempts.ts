import { array, columns } from './columns.ts';
import type { DeliveryKey } from './deliveries.ts';
import { type Client, family, rows, statement, touched } from './statement.ts';
import { type WebhookKey, webhookKeys } from './webhooks.ts';

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

const attemptColumns = columns({
  seller_id: 'bigint',
  package_id: 'bigint',
  sequence: 'integer',
  webhook_id: 'uuid',
  number: 'integer',
  leased_until: 'bigint',
  at: 'bigint',
  duration_ms: 'integer',
  ok: 'boolean',
  status: 'integer',
  error_class: 'text',
  url: 'text',
  excerpt: 'text',
});

/**
 * Of deliveries that are still there: a delivery may have been deleted while its call was under way. `limit` keeps the planner
 * from reading the whole table instead of these few, which it prefers while it believes that the table is small.
 *
 * Before the deliveries are settled: a number follows on what is stored. A node may know of attempts that a crash of the
 * database has forgotten, since it does not wait for the disk with them.
 */
export const insertAttempts = statement(
  'insertAttempts',
  `insert into attempts (${attemptColumns.names})
   select n.seller_id, n.package_id, n.sequence, n.webhook_id, least(n.number, there.attempts + 1), n.leased_until, n.at,
          n.duration_ms, n.ok, n.status, n.error_class, n.url, n.excerpt
     from ${attemptColumns.as('n')}
    cross join lateral
          (select d.attempts from deliveries d
            where d.seller_id = n.seller_id and d.package_id = n.package_id and d.sequence = n.sequence
              and d.webhook_id = n.webhook_id
            limit 1) as there
   on conflict (seller_id, package_id, sequence, webhook_id, number, leased_until) do nothing`,
  (attempts: AttemptRow[]) => attemptColumns.arrays(attempts),
  touched,
);

type ListedAttempt = Omit<AttemptRow, keyof DeliveryKey | 'leased_until'>;

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

type AttemptPlace = { at: number; package_id: number; sequence: number; number: number; leased_until: number };

/** An attempt, and the delivery that it was one of. */
type WebhookAttempt = Omit<ListedAttempt, 'excerpt' | 'url'> & AttemptPlace;

type AttemptFilter = WebhookKey & {
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
  const values: unknown[] = [seller_id, webhook_id, array('boolean', outcomes), from, to, limit];
  let where = 'a.seller_id = $1 and a.webhook_id = $2 and a.at between $4 and $5';
  if (before !== undefined) {
    const at = values.push(before.at, before.package_id, before.sequence, before.number, before.leased_until);
    where += ` and a.at <= $${at - 4} and (a.at, a.package_id, a.sequence, a.number, a.leased_until)
                   < ($${at - 4}::bigint, $${at - 3}::bigint, $${at - 2}::integer, $${at - 1}::integer, $${at}::bigint)`;
  }
  return attemptPage(
    client,
    `select a.*
       from unnest($3::boolean[]) as o (ok)
      cross join lateral
            (select a.package_id, a.sequence, a.number, a.leased_until, a.at, a.duration_ms, a.ok, a.status, a.error_class
               from attempts a
              where ${where} and a.ok = o.ok
              order by ${latestFirst} limit $6) as a
      order by ${latestFirst}
      limit $6`,
    values,
  );
}

export type AttemptHealth = {
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
         and d.created_at >= 0 limit $1) as few)`;
const latest = (ok: boolean) => `
  (select a.at, a.ok, a.duration_ms from attempts a
    where a.seller_id = k.seller_id and a.webhook_id = k.webhook_id and a.ok = ${ok} and a.at >= 0
    order by a.at desc limit ${recent})`;

/** How webhooks are, from the indexes by state and of the log: some ms each, however much they are owed. */
export const healthOf = statement(
  'healthOf',
  `select k.webhook_id, ${countOf('owed')} as owed, ${countOf('held')} as held, ${countOf('given-up')} as given_up,
          r.*
     from ${webhookKeys.as('k', 2)}
    cross join lateral
          (select max(l.at) filter (where l.ok) as succeeded_at, max(l.at) filter (where not l.ok) as failed_at,
                  count(*) filter (where l.place <= ${recent}) as recent,
                  count(*) filter (where l.ok and l.place <= ${recent}) as recent_ok,
                  percentile_disc(0.5) within group (order by l.duration_ms) filter (where l.place <= ${recent}) as p50_ms,
                  percentile_disc(0.95) within group (order by l.duration_ms) filter (where l.place <= ${recent}) as p95_ms
             from (select b.*, row_number() over (order by b.at desc) as place
                     from (${latest(true)} union all ${latest(false)}) as b) as l) as r`,
  (keys: WebhookKey[], count_most: number) => [count_most, ...webhookKeys.arrays(keys)],
  rows<AttemptHealth>(),
);
