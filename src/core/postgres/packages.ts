import type { OrderLine } from '../domain/order.ts';
import type { Package } from '../domain/package.ts';
import { array, columns } from './columns.ts';
import { type EventKey, eventKeys } from './events.ts';
import { first, rows, statement, touched } from './statement.ts';

export type PackageKey = { seller_id: number; package_id: number };

export const packageKeys = columns({ seller_id: 'bigint', package_id: 'bigint' });

/** `lines` are those of the order. */
export type LockedPackage = { current: Package; lines: OrderLine[] };

/**
 * Locks packages until the transaction ends and reads what a decision needs. Locks are taken in key order, so that two
 * batches that name the same packages wait for each other instead of deadlocking.
 */
export const lockPackages = statement(
  'lockPackages',
  `select p.state, o.lines
     from ${packageKeys.as('k')}
     join packages p on p.seller_id = k.seller_id and p.package_id = k.package_id
    cross join lateral
          (select lines from orders where seller_id = p.seller_id and order_number = p.order_number offset 0) as o
    order by p.seller_id, p.package_id
      for update of p`,
  (keys: PackageKey[]) => packageKeys.arrays(keys),
  rows(
    ({ state, lines }: { state: string; lines: string }): LockedPackage => ({
      current: JSON.parse(state),
      lines: JSON.parse(lines),
    }),
  ),
);

export type PackageRow = PackageKey & {
  order_number: string;
  status: string;
  created_at: number;
  modified_at: number;
  sequence: number;
  agreed_delivery_at: number;
  state: string;
  document: string;
};

const packageColumns = columns({
  seller_id: 'bigint',
  package_id: 'bigint',
  order_number: 'text',
  status: 'text',
  created_at: 'bigint',
  modified_at: 'bigint',
  sequence: 'integer',
  agreed_delivery_at: 'bigint',
  state: 'text',
  document: 'text',
});

export const insertPackages = statement(
  'insertPackages',
  `insert into packages (${packageColumns.names}) select * from ${packageColumns.as('n')}`,
  (packages: PackageRow[]) => packageColumns.arrays(packages),
  touched,
);

const changes = columns({
  seller_id: 'bigint',
  package_id: 'bigint',
  status: 'text',
  modified_at: 'bigint',
  sequence: 'integer',
  agreed_delivery_at: 'bigint',
  state: 'text',
  document: 'text',
});

export const updatePackages = statement(
  'updatePackages',
  `update packages p
      set status = n.status, modified_at = n.modified_at, sequence = n.sequence,
          agreed_delivery_at = n.agreed_delivery_at, state = n.state, document = n.document
     from ${changes.as('n')}
    where p.seller_id = n.seller_id and p.package_id = n.package_id`,
  (packages: PackageRow[]) => changes.arrays(packages),
  touched,
);

/** How packages are now. */
export const findPackages = statement(
  'findPackages',
  `select p.state
     from unnest($2::bigint[]) as k (package_id)
    cross join lateral
          (select state from packages where seller_id = $1 and package_id = k.package_id offset 0) as p`,
  (seller_id: number, package_ids: number[]) => [seller_id, array('bigint', package_ids)],
  rows(({ state }: { state: string }): Package => JSON.parse(state)),
);

/** The whole document where an event is the last one of its package, else null: then its events must be folded. */
export const findDocuments = statement(
  'findDocuments',
  `select k.seller_id, k.package_id, k.sequence,
          case when p.sequence = k.sequence then p.document || o.document end as document
     from ${eventKeys.as('k')}
    cross join lateral
          (select * from packages where seller_id = k.seller_id and package_id = k.package_id offset 0) as p
    cross join lateral
          (select document from orders where seller_id = k.seller_id and order_number = p.order_number offset 0) as o`,
  (keys: EventKey[]) => eventKeys.arrays(keys),
  rows<EventKey & { document: string | null }>(),
);

type WholePackage = {
  current: Package;
  /** As readers see it. */
  document: Record<string, unknown>;
  events: { sequence: number; type: string; at: number; facts: Record<string, unknown> }[];
  deliveries: {
    sequence: number;
    webhook_id: string;
    state: string;
    attempts: number;
    due_at: number;
    settled_at: number | null;
  }[];
  /** All packages of its order, with the tracking numbers that labels were requested for. */
  relatives: { current: Package; labelled: number[] }[];
};

/** All that is known of a package, in one statement so that its parts are of one moment. */
export const findWholePackage = statement(
  'findWholePackage',
  `select p.state::json as current, (p.document || o.document)::json as document,
          (select json_agg(json_build_object('sequence', e.sequence, 'type', e.type, 'at', e.at, 'facts', e.facts::json)
                           order by e.sequence)
             from events e
            where e.seller_id = $1 and e.package_id = $2) as events,
          (select coalesce(json_agg(json_build_object('sequence', d.sequence, 'webhook_id', d.webhook_id,
                             'state', d.state, 'attempts', d.attempts, 'due_at', d.due_at,
                             'settled_at', d.settled_at) order by d.sequence, d.webhook_id), '[]')
             from deliveries d
            where d.seller_id = $1 and d.package_id = $2) as deliveries,
          (select json_agg(json_build_object('current', r.state::json, 'labelled',
                             (select coalesce(json_agg(l.tracking_number), '[]')
                                from labels l
                               where l.seller_id = $1 and l.package_id = r.package_id)) order by r.package_id)
             from packages r
            where r.seller_id = $1 and r.order_number = p.order_number) as relatives
     from packages p
    cross join lateral (select document from orders where seller_id = $1 and order_number = p.order_number offset 0) as o
    where p.seller_id = $1 and p.package_id = $2`,
  ({ seller_id, package_id }: PackageKey) => [seller_id, package_id],
  first<WholePackage>(),
);
