import { array } from './columns.ts';
import type { DeliveryKey } from './deliveries.ts';
import { type Client, family, rows, statement } from './statement.ts';
import type { WebhookKey } from './webhooks.ts';

type ListedDelivery = {
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
  /** Of its event. */
  type: string;
  at: number;
  /** The status that a package was born with, for its first event. */
  born: string | null;
};

type DeliveryPlace = { created_at: number; package_id: number; sequence: number };

type DeliveryFilter = WebhookKey & {
  states: readonly string[];
  package_id?: number;
  from: number;
  to: number;
  /** The last one of the page before. */
  before?: DeliveryPlace;
  limit: number;
};

const delivery_columns = `d.package_id, d.sequence, d.state, d.envelope, d.attempts, d.due_at, d.created_at, d.settled_at,
               d.replay_id, d.replayed_from, d.replay_url`;
const event_columns = `e.type, e.at, case when e.sequence = 1 then e.facts::json ->> 'status' end as born`;
const newest = 'd.created_at desc, d.package_id desc, d.sequence desc';

const deliveryPage = family('listDeliveries', rows<ListedDelivery>());

/** Deliveries of a webhook, newest first: by state each is a walk down the index, so a page costs a page per state. */
export function listDeliveries(client: Client, filter: DeliveryFilter): Promise<ListedDelivery[]> {
  const { seller_id, webhook_id, states, package_id, from, to, before, limit } = filter;
  const values = [seller_id, webhook_id, array('text', states), from, to, limit];
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
                (select ${delivery_columns} from deliveries d where ${where} and d.state = s.state order by ${newest} limit $6) as d`
      : `select ${delivery_columns} from deliveries d where ${where} and d.state = any ($3::text[])`;
  return deliveryPage(
    client,
    `select d.*, ${event_columns}
       from (${page} order by ${newest} limit $6) as d
      cross join lateral
            (select * from events where seller_id = $1 and package_id = d.package_id and sequence = d.sequence offset 0) as e
      order by ${newest}`,
    values,
  );
}

export const findDelivery = statement(
  'findDelivery',
  `select ${delivery_columns}, ${event_columns}
     from deliveries d
    cross join lateral (select * from events where seller_id = $1 and package_id = $2 and sequence = $3 offset 0) as e
    where d.seller_id = $1 and d.package_id = $2 and d.sequence = $3 and d.webhook_id = $4`,
  (key: DeliveryKey) => [key.seller_id, key.package_id, key.sequence, key.webhook_id],
  rows<ListedDelivery>(),
);
