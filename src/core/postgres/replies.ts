import { bigints, type Client, execute, ints, query, texts } from './sql.ts';

/** The caller's key; `part` numbers the items of a bulk call, 0 is the call itself. */
export type ReplyKey = { seller_id: number; key: string; part: number; fingerprint: string };

export type ReplyRow = ReplyKey & { status: number; headers: string; body: string; created_at: number };

export const findReplies = (client: Client, keys: ReplyKey[], kept_since: number): Promise<ReplyRow[]> =>
  query(
    client,
    'findReplies',
    `select seller_id, key, part, encode(fingerprint, 'hex') as fingerprint, status, headers, body, created_at
       from replies
      where (seller_id, key, part) in (select * from unnest($1::bigint[], $2::text[], $3::integer[]))
        and created_at >= $4`,
    [
      bigints(keys.map((key) => key.seller_id)),
      texts(keys.map((key) => key.key)),
      ints(keys.map((key) => key.part)),
      kept_since,
    ],
  );

/**
 * Keeps answers. A key whose time is over makes room for its new answer; a key that another node has just used is left
 * alone, and the count that comes back is short: the caller starts again and finds that answer.
 */
export const insertReplies = (client: Client, rows: ReplyRow[], kept_since: number): Promise<number> => {
  const sorted = [...rows].sort((a, b) => a.seller_id - b.seller_id || (a.key < b.key ? -1 : 1) || a.part - b.part);
  return execute(
    client,
    'insertReplies',
    `insert into replies as r (seller_id, key, part, fingerprint, status, headers, body, created_at)
     select s, k, p, decode(f, 'hex'), t, h, b, c
       from unnest($1::bigint[], $2::text[], $3::integer[], $4::text[], $5::integer[], $6::text[], $7::text[],
                   $8::bigint[]) as t (s, k, p, f, t, h, b, c)
     on conflict (seller_id, key, part) do update
        set fingerprint = excluded.fingerprint, status = excluded.status, headers = excluded.headers,
            body = excluded.body, created_at = excluded.created_at
      where r.created_at < $9`,
    [
      bigints(sorted.map((row) => row.seller_id)),
      texts(sorted.map((row) => row.key)),
      ints(sorted.map((row) => row.part)),
      texts(sorted.map((row) => row.fingerprint)),
      ints(sorted.map((row) => row.status)),
      texts(sorted.map((row) => row.headers)),
      texts(sorted.map((row) => row.body)),
      bigints(sorted.map((row) => row.created_at)),
      kept_since,
    ],
  );
};

/** Drops answers whose time is over, in small steps. */
export const pruneReplies = (client: Client, kept_since: number, limit: number): Promise<number> =>
  execute(
    client,
    'pruneReplies',
    `delete from replies
      where (seller_id, key, part) in
            (select seller_id, key, part from replies where created_at < $1 order by created_at limit $2)`,
    [kept_since, limit],
  );

export type SealedReply = Pick<ReplyKey, 'seller_id' | 'key' | 'part'> & { body: string };

/** Answers that are kept sealed, which begin like no JSON. */
export const sealedReplies = (client: Client): Promise<SealedReply[]> =>
  query(client, 'sealedReplies', `select seller_id, key, part, body from replies where body like 'v1.%'`);

export const resealReply = (client: Client, before: SealedReply, body: string): Promise<number> =>
  execute(
    client,
    'resealReply',
    'update replies set body = $5 where seller_id = $1 and key = $2 and part = $3 and body = $4',
    [before.seller_id, before.key, before.part, before.body, body],
  );
