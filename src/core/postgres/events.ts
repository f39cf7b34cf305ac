import type { PackageKey } from './packages.ts';
import { bigints, ints, texts } from './sql.ts';
import { statement, touched } from './statement.ts';

export type EventRow = PackageKey & { sequence: number; type: string; at: number; facts: string; owed: number };

export const insertEvents = statement(
  'insertEvents',
  `insert into events (seller_id, package_id, sequence, type, at, facts, owed)
   select * from unnest($1::bigint[], $2::bigint[], $3::integer[], $4::text[], $5::bigint[], $6::text[], $7::integer[])`,
  (rows: EventRow[]) => [
    bigints(rows.map((row) => row.seller_id)),
    bigints(rows.map((row) => row.package_id)),
    ints(rows.map((row) => row.sequence)),
    texts(rows.map((row) => row.type)),
    bigints(rows.map((row) => row.at)),
    texts(rows.map((row) => row.facts)),
    ints(rows.map((row) => row.owed)),
  ],
  touched,
);
