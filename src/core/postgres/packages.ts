import { bigints, ints, texts } from './sql.ts';
import { rows, statement, touched } from './statement.ts';

export type PackageKey = { seller_id: number; package_id: number };

export type LockedPackage = PackageKey & { state: string; lines: string };

/**
 * Locks packages until the transaction ends and reads what a decision needs. Locks are taken in key order, so that two
 * batches that name the same packages wait for each other instead of deadlocking.
 */
export const lockPackages = statement(
  'lockPackages',
  `select p.seller_id, p.package_id, p.state, o.lines
     from packages p
     join orders o on o.seller_id = p.seller_id and o.order_number = p.order_number
    where (p.seller_id, p.package_id) in (select * from unnest($1::bigint[], $2::bigint[]))
    order by p.seller_id, p.package_id
      for update of p`,
  (keys: PackageKey[]) => [bigints(keys.map((key) => key.seller_id)), bigints(keys.map((key) => key.package_id))],
  rows<LockedPackage>(),
);

export type PackageRow = PackageKey & {
  order_number: string;
  status: string;
  created_at: number;
  modified_at: number;
  sequence: number;
  state: string;
  document: string;
};

export const insertPackages = statement(
  'insertPackages',
  `insert into packages
     (seller_id, package_id, order_number, status, created_at, modified_at, sequence, state, document)
   select * from unnest($1::bigint[], $2::bigint[], $3::text[], $4::text[], $5::bigint[], $6::bigint[], $7::integer[],
                        $8::text[], $9::text[])`,
  (rows: PackageRow[]) => [
    bigints(rows.map((row) => row.seller_id)),
    bigints(rows.map((row) => row.package_id)),
    texts(rows.map((row) => row.order_number)),
    texts(rows.map((row) => row.status)),
    bigints(rows.map((row) => row.created_at)),
    bigints(rows.map((row) => row.modified_at)),
    ints(rows.map((row) => row.sequence)),
    texts(rows.map((row) => row.state)),
    texts(rows.map((row) => row.document)),
  ],
  touched,
);

export const updatePackages = statement(
  'updatePackages',
  `update packages p
      set status = n.status, modified_at = n.modified_at, sequence = n.sequence, state = n.state, document = n.document
     from unnest($1::bigint[], $2::bigint[], $3::text[], $4::bigint[], $5::integer[], $6::text[], $7::text[])
            as n (seller_id, package_id, status, modified_at, sequence, state, document)
    where p.seller_id = n.seller_id and p.package_id = n.package_id`,
  (rows: PackageRow[]) => [
    bigints(rows.map((row) => row.seller_id)),
    bigints(rows.map((row) => row.package_id)),
    texts(rows.map((row) => row.status)),
    bigints(rows.map((row) => row.modified_at)),
    ints(rows.map((row) => row.sequence)),
    texts(rows.map((row) => row.state)),
    texts(rows.map((row) => row.document)),
  ],
  touched,
);

export const insertTrackingNumbers = statement(
  'insertTrackingNumbers',
  `insert into tracking_numbers (seller_id, tracking_number, package_id)
   select * from unnest($1::bigint[], $2::bigint[], $3::bigint[])`,
  (rows: (PackageKey & { tracking_number: number })[]) => [
    bigints(rows.map((row) => row.seller_id)),
    bigints(rows.map((row) => row.tracking_number)),
    bigints(rows.map((row) => row.package_id)),
  ],
  touched,
);
