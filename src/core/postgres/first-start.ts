import { type Client, query } from './sql.ts';

/** Whether anything was ever put into this database. */
export async function hasSellers(client: Client): Promise<boolean> {
  const rows = await query<{ found: boolean }>(
    client,
    'hasSellers',
    'select exists (select from sellers where seller_id > 0) as found',
  );
  return rows[0]!.found;
}
