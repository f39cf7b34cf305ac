import { columns } from './columns.ts';
import { rows, statement, touched } from './statement.ts';

/** The caller's key. `part` numbers the items of a bulk call; 0 is the call itself. */
export type ReplyKey = { seller_id: number; key: string; part: number; fingerprint: string };

export type ReplyRow = ReplyKey & {
  status: number;
  headers: Record<string, string>;
  body: string;
  created_at: number;
};

const keys = columns({ seller_id: 'bigint', key: 'text', part: 'integer' });

export const findReplies = statement(
  'findReplies',
  `select r.seller_id, r.key, r.part, encode(r.fingerprint, 'hex') as fingerprint, r.status, r.headers, r.body,
          r.created_at
     from ${keys.as('k', 2)}
    cross join lateral
          (select * from replies where seller_id = k.seller_id and key = k.key and part = k.part offset 0) as r
    where r.created_at >= $1`,
  (wanted: ReplyKey[], stored_since: number) => [stored_since, ...keys.arrays(wanted)],
  rows(
    (row: Omit<ReplyRow, 'headers'> & { headers: string }): ReplyRow => ({ ...row, headers: JSON.parse(row.headers) }),
  ),
);

const replyColumns = columns({
  seller_id: 'bigint',
  key: 'text',
  part: 'integer',
  fingerprint: 'bytea',
  status: 'integer',
  headers: 'text',
  body: 'text',
  created_at: 'bigint',
});

/**
 * Stores answers. A key whose time is over makes room for its new answer. A key that another node has just used is left
 * alone, and the count that comes back is short: the caller starts again and finds that answer.
 */
export const insertReplies = statement(
  'insertReplies',
  `insert into replies as r (${replyColumns.names}) select * from ${replyColumns.as('n', 2)}
   on conflict (seller_id, key, part) do update
      set fingerprint = excluded.fingerprint, status = excluded.status, headers = excluded.headers,
          body = excluded.body, created_at = excluded.created_at
    where r.created_at < $1`,
  (replies: ReplyRow[], stored_since: number) => [
    stored_since,
    ...replyColumns.arrays(
      // In key order, so that two nodes wait for each other instead of deadlocking.
      [...replies]
        .sort((a, b) => a.seller_id - b.seller_id || (a.key < b.key ? -1 : 1) || a.part - b.part)
        .map((row) => ({
          ...row,
          fingerprint: Buffer.from(row.fingerprint, 'hex'),
          headers: JSON.stringify(row.headers),
        })),
    ),
  ],
  touched,
);

/** Drops answers whose time is over, in small steps. */
export const pruneReplies = statement(
  'pruneReplies',
  `delete from replies
    where (seller_id, key, part) in
          (select seller_id, key, part from replies where created_at < $1 order by created_at limit $2)`,
  (stored_since: number, limit: number) => [stored_since, limit],
  touched,
);

type SealedReply = Pick<ReplyKey, 'seller_id' | 'key' | 'part'> & { body: string };

/** Answers that are stored sealed. No JSON begins like them. */
export const sealedReplies = statement(
  'sealedReplies',
  `select seller_id, key, part, body from replies where body like 'v1.%'`,
  () => [],
  rows<SealedReply>(),
);

export const resealReply = statement(
  'resealReply',
  'update replies set body = $5 where seller_id = $1 and key = $2 and part = $3 and body = $4',
  (before: SealedReply, body: string) => [before.seller_id, before.key, before.part, before.body, body],
  touched,
);
