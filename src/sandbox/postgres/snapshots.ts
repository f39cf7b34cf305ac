import { first, rows, statement, touched } from '../../core/postgres/statement.ts';

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
