import { first, rows, scalar, statement, touched } from '../../core/postgres/statement.ts';

// What only the sandbox keeps: its clock, its throw-away sellers, its snapshots.

export type ClockRow = { at: number; since: number | null; rate: number };

export const findClock = statement(
  'findClock',
  'select at, since, rate from sandbox_clock where seller_id = 0',
  () => [],
  first<ClockRow>(),
);

export const saveClock = statement(
  'saveClock',
  `insert into sandbox_clock (seller_id, at, since, rate) values (0, $1, $2, $3)
   on conflict (seller_id) do update set at = excluded.at, since = excluded.since, rate = excluded.rate`,
  ({ at, since, rate }: ClockRow) => [at, since, rate],
  touched,
);

/** The latest time that anything is stamped with; 0 when there is nothing. */
export const latestChange = statement(
  'latestChange',
  'select coalesce(max(modified_at), 0) from packages',
  () => [],
  scalar<number>(),
);

export type TenantRow = { seller_id: number; seed: number | null; origin: string };

export const findTenants = statement(
  'findTenants',
  'select seller_id, seed, origin from sandbox_sellers',
  () => [],
  rows<TenantRow>(),
);

export const saveTenant = statement(
  'saveTenant',
  `insert into sandbox_sellers (seller_id, seed, origin) values ($1, $2, $3)
   on conflict (seller_id) do update set seed = excluded.seed, origin = excluded.origin`,
  ({ seller_id, seed, origin }: TenantRow) => [seller_id, seed, origin],
  touched,
);

export type SnapshotInfo = { name: string; taken_at: number; created_at: number; packages: number; bytes: number };

export const listSnapshots = statement(
  'listSnapshots',
  `select name, taken_at, created_at, packages, octet_length(content) as bytes
     from snapshots where seller_id = 0 order by created_at, name`,
  () => [],
  rows<SnapshotInfo>(),
);

export const saveSnapshot = statement(
  'saveSnapshot',
  `insert into snapshots (seller_id, name, taken_at, created_at, packages, content) values (0, $1, $2, $3, $4, $5)
   on conflict (seller_id, name) do update
      set taken_at = excluded.taken_at, created_at = excluded.created_at, packages = excluded.packages,
          content = excluded.content`,
  (row: Omit<SnapshotInfo, 'bytes'> & { content: Buffer }) => [
    row.name,
    row.taken_at,
    row.created_at,
    row.packages,
    row.content,
  ],
  touched,
);

export const findSnapshot = statement(
  'findSnapshot',
  'select content from snapshots where seller_id = 0 and name = $1',
  (name: string) => [name],
  first((row: { content: Buffer }) => row.content),
);

export const deleteSnapshot = statement(
  'deleteSnapshot',
  'delete from snapshots where seller_id = 0 and name = $1',
  (name: string) => [name],
  touched,
);

/** Of a seller, or of all. */
export const countPackages = statement(
  'countPackages',
  'select count(*) from packages where $1::bigint is null or seller_id = $1',
  (seller_id?: number) => [seller_id ?? null],
  scalar<number>(),
);
