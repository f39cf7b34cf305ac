import { bigints, ints, texts } from './sql.ts';
import { rows, statement, touched } from './statement.ts';

/** The caller's key; `part` numbers the items of a bulk call, 0 is the call itself. */
export type ReplyKey = { seller_id: number; key: string; part: number; fingerprint: string };

export type ReplyRow = ReplyKey & { status: number; headers: string; body: string; created_at: number };

export const findReplies = statement(
  'findReplies',
  `select seller_id, key, part, encode(fingerprint, 'hex') as fingerprint, status, headers, body, created_at
     from replies
    where (seller_id, key, part) in (select * from unnest($1::bigint[], $2::text[], $3::integer[]))
      and created_at >= $4`,
  (keys: ReplyKey[], kept_since: number) => [
    bigints(keys.map((key) => key.seller_id)),
    texts(keys.map((key) => key.key)),
    ints(keys.map((key) => key.part)),
    kept_since,
  ],
  rows<ReplyRow>(),
);

/**
 * Keeps answers. A key whose time is over makes room for its new answer; a key that another node has just used is left
 * alone, and the count that comes back is short: the caller starts again and finds that answer.
 */
export const insertReplies = statement(
  'insertReplies',
  `insert into replies as r (seller_id, key, part, fingerprint, status, headers, body, created_at)
   select s, k, p, decode(f, 'hex'), t, h, b, c
     from unnest($1::bigint[], $2::text[], $3::integer[], $4::text[], $5::integer[], $6::text[], $7::text[],
                 $8::bigint[]) as t (s, k, p, f, t, h, b, c)
   on conflict (seller_id, key, part) do update
      set fingerprint = excluded.fingerprint, status = excluded.status, headers = excluded.headers,
          body = excluded.body, created_at = excluded.created_at
    where r.created_at < $9`,
  (rows: ReplyRow[], kept_since: number) => {
    const sorted = [...rows].sort((a, b) => a.seller_id - b.seller_id || (a.key < b.key ? -1 : 1) || a.part - b.part);
    return [
      bigints(sorted.map((row) => row.seller_id)),
      texts(sorted.map((row) => row.key)),
      ints(sorted.map((row) => row.part)),
      texts(sorted.map((row) => row.fingerprint)),
      ints(sorted.map((row) => row.status)),
      texts(sorted.map((row) => row.headers)),
      texts(sorted.map((row) => row.body)),
      bigints(sorted.map((row) => row.created_at)),
      kept_since,
    ];
  },
  touched,
);

/** Drops answers whose time is over, in small steps. */
export const pruneReplies = statement(
  'pruneReplies',
  `delete from replies
    where (seller_id, key, part) in
          (select seller_id, key, part from replies where created_at < $1 order by created_at limit $2)`,
  (kept_since: number, limit: number) => [kept_since, limit],
  touched,
);

export type SealedReply = Pick<ReplyKey, 'seller_id' | 'key' | 'part'> & { body: string };

/** Answers that are kept sealed, which begin like no JSON. */
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
