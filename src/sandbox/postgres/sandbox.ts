import { type Client, execute, query } from '../../core/postgres/sql.ts';

// What only the sandbox keeps: its clock, its throw-away sellers, its snapshots.

export type ClockRow = { at: number; since: number | null; rate: number };

export const findClock = async (client: Client): Promise<ClockRow | null> =>
  (await query<ClockRow>(client, 'findClock', 'select at, since, rate from sandbox_clock where seller_id = 0'))[0] ??
  null;

export const saveClock = (client: Client, { at, since, rate }: ClockRow): Promise<number> =>
  execute(
    client,
    'saveClock',
    `insert into sandbox_clock (seller_id, at, since, rate) values (0, $1, $2, $3)
     on conflict (seller_id) do update set at = excluded.at, since = excluded.since, rate = excluded.rate`,
    [at, since, rate],
  );

/** The latest time that anything is stamped with; 0 when there is nothing. */
export async function latestChange(client: Client): Promise<number> {
  const rows = await query<{ at: number }>(
    client,
    'latestChange',
    'select coalesce(max(modified_at), 0) as at from packages',
  );
  return rows[0]!.at;
}

export type TenantRow = { seller_id: number; seed: number | null; origin: string };

export const findTenants = (client: Client): Promise<TenantRow[]> =>
  query(client, 'findTenants', 'select seller_id, seed, origin from sandbox_sellers');

export const saveTenant = (client: Client, { seller_id, seed, origin }: TenantRow): Promise<number> =>
  execute(
    client,
    'saveTenant',
    `insert into sandbox_sellers (seller_id, seed, origin) values ($1, $2, $3)
     on conflict (seller_id) do update set seed = excluded.seed, origin = excluded.origin`,
    [seller_id, seed, origin],
  );

export type SnapshotInfo = { name: string; taken_at: number; created_at: number; packages: number; bytes: number };

export const listSnapshots = (client: Client): Promise<SnapshotInfo[]> =>
  query(
    client,
    'listSnapshots',
    `select name, taken_at, created_at, packages, octet_length(content) as bytes
       from snapshots where seller_id = 0 order by created_at, name`,
  );

export const saveSnapshot = (client: Client, row: Omit<SnapshotInfo, 'bytes'> & { content: Buffer }): Promise<number> =>
  execute(
    client,
    'saveSnapshot',
    `insert into snapshots (seller_id, name, taken_at, created_at, packages, content) values (0, $1, $2, $3, $4, $5)
     on conflict (seller_id, name) do update
        set taken_at = excluded.taken_at, created_at = excluded.created_at, packages = excluded.packages,
            content = excluded.content`,
    [row.name, row.taken_at, row.created_at, row.packages, row.content],
  );

export const findSnapshot = async (client: Client, name: string): Promise<Buffer | null> =>
  (
    await query<{ content: Buffer }>(
      client,
      'findSnapshot',
      'select content from snapshots where seller_id = 0 and name = $1',
      [name],
    )
  )[0]?.content ?? null;

export const deleteSnapshot = (client: Client, name: string): Promise<number> =>
  execute(client, 'deleteSnapshot', 'delete from snapshots where seller_id = 0 and name = $1', [name]);

export type StateOf = { package_id: number; state: string };

/** How packages are now, for whoever has just moved them. */
export const findStates = (client: Client, seller_id: number, package_ids: number[]): Promise<StateOf[]> =>
  query(
    client,
    'findStates',
    'select package_id, state from packages where seller_id = $1 and package_id = any ($2::bigint[])',
    [seller_id, package_ids],
  );

/** Of a seller, or of all. */
export async function countPackages(client: Client, seller_id?: number): Promise<number> {
  const rows = await query<{ count: number }>(
    client,
    'countPackages',
    'select count(*)::integer as count from packages where $1::bigint is null or seller_id = $1',
    [seller_id ?? null],
  );
  return rows[0]!.count;
}
