import { type FactType, statusOf } from '../domain/event.ts';
import type { Status } from '../domain/package.ts';
import { bigints, texts } from './sql.ts';
import { type Client, family, rows } from './statement.ts';

export type FeedEntry = {
  seller_id: number;
  package_id: number;
  order_number: string;
  sequence: number;
  type: FactType;
  /** The status that the package had from this event on. */
  status: Status;
  at: number;
};

const entries = family('changesSince', rows<FoundEntry>());

type FoundEntry = Omit<FeedEntry, 'status'> & { told_by: FactType; born: Status | null };

const announcing = ['created', ...Object.entries(statusOf).flatMap(([type, status]) => (status ? [type] : []))];

/**
 * Events from a time on, oldest first, of some sellers or of all. The events have no index on their time, which every
 * write would pay for: a package that has had one since is found by its own last change, one look per seller. An event
 * that announces no status has that of the last one before it which did.
 */
export async function changesSince(
  client: Client,
  { seller_ids, from, limit }: { seller_ids: number[] | null; from: number; limit: number },
): Promise<FeedEntry[]> {
  const some = seller_ids === null ? '' : 'where s.seller_id = any ($4::bigint[])';
  const found = await entries(
    client,
    `select e.seller_id, e.package_id, c.order_number, e.sequence, e.type, e.at, a.type as told_by, a.born
       from sellers s
      cross join lateral (select p.package_id, p.order_number
                            from packages p
                           where p.seller_id = s.seller_id and p.modified_at >= $1
                           order by p.modified_at
                           limit $2) as c
       join events e on e.seller_id = s.seller_id and e.package_id = c.package_id and e.at >= $1
      cross join lateral (select b.type, case b.type when 'created' then b.facts::json ->> 'status' end as born
                            from events b
                           where b.seller_id = e.seller_id and b.package_id = e.package_id
                             and b.sequence <= e.sequence and b.type = any ($3::text[])
                           order by b.sequence desc
                           limit 1) as a
       ${some}
      order by e.at, e.seller_id, e.package_id, e.sequence
      limit $2`,
    [from, limit, texts(announcing), ...(seller_ids === null ? [] : [bigints(seller_ids)])],
  );
  return found.map(({ told_by, born, ...row }) => ({ ...row, status: born ?? statusOf[told_by]! }));
}
