import { awaitedIn, type DueMoment, type MomentKind } from '../domain/moment.ts';
import { array, columns } from './columns.ts';
import { rows, scalar, statement, touched } from './statement.ts';

const momentColumns = columns({ seller_id: 'bigint', due_at: 'bigint', package_id: 'bigint', kind: 'text' });

/** Two events of one package may bring about the same moment. */
export const insertMoments = statement(
  'insertMoments',
  `insert into moments (${momentColumns.names}) select * from ${momentColumns.as('n')} on conflict do nothing`,
  (moments: DueMoment[]) => momentColumns.arrays(moments),
  touched,
);

/** When the next moment is due, or was. */
export const nextMoment = statement(
  'nextMoment',
  'select min(due_at) from moments where not_before is null',
  () => [],
  scalar<number | null>(),
);

/** Sellers for which something is due, of the first moments that are. */
export const dueSellers = statement(
  'dueSellers',
  `select seller_id
     from ((select seller_id, due_at from moments where not_before is null and due_at <= $1 order by due_at limit $2)
           union all
           (select seller_id, due_at from moments where not_before <= $1 order by not_before limit $2)) as due
    group by seller_id
    order by min(due_at), seller_id`,
  (now: number, limit: number) => [now, limit],
  rows(({ seller_id }: { seller_id: number }) => seller_id),
);

/** In which status of its package a moment may mean something. */
const awaited = Object.entries(awaitedIn).flatMap(([kind, statuses]) => statuses.map((status) => ({ kind, status })));

export type TakenMoment = Omit<DueMoment, 'kind'> & { kind: MomentKind; is_awaited: boolean };

/**
 * Takes a seller's first due moments away, those that no other node is taking. The transaction does what they ask for: a
 * failure puts them back. `is_awaited` is false for a package that has left, which need not be locked.
 */
export const takeMoments = statement(
  'takeMoments',
  `with due as (
     select seller_id, due_at, package_id, kind
       from moments
      where seller_id = $1 and due_at <= $2 and (not_before is null or not_before <= $2)
      order by due_at, package_id, kind
      limit $3
        for update skip locked
   ),
   taken as (
     delete from moments m
      using due d
      where m.seller_id = d.seller_id and m.due_at = d.due_at and m.package_id = d.package_id and m.kind = d.kind
      returning m.seller_id, m.due_at, m.package_id, m.kind
   )
   select t.seller_id, t.due_at, t.package_id, t.kind,
          exists (select from unnest($4::text[], $5::text[]) as a (kind, status)
                   where a.kind = t.kind and a.status = p.status) as is_awaited
     from taken t
    cross join lateral
          (select status from packages where seller_id = t.seller_id and package_id = t.package_id offset 0) as p
    order by t.due_at, t.package_id, t.kind`,
  (seller_id: number, now: number, limit: number) => [
    seller_id,
    now,
    limit,
    array(
      'text',
      awaited.map(({ kind }) => kind),
    ),
    array(
      'text',
      awaited.map(({ status }) => status),
    ),
  ],
  rows<TakenMoment>(),
);

/** Puts off a seller's first due moment, so that it does not hold up those behind it. */
export const postponeMoment = statement(
  'postponeMoment',
  `update moments m
      set not_before = $3
     from (select due_at, package_id, kind
             from moments
            where seller_id = $1 and due_at <= $2 and (not_before is null or not_before <= $2)
            order by due_at, package_id, kind
            limit 1) as f
    where m.seller_id = $1 and m.due_at = f.due_at and m.package_id = f.package_id and m.kind = f.kind`,
  (seller_id: number, now: number, until: number) => [seller_id, now, until],
  touched,
);

/** Of some moments, those that are not there. */
export const missingMoments = statement(
  'missingMoments',
  `select k.seller_id, k.due_at, k.package_id, k.kind
     from ${momentColumns.as('k')}
     left join moments m on m.seller_id = k.seller_id and m.due_at = k.due_at and m.package_id = k.package_id
                        and m.kind = k.kind
    where m.seller_id is null`,
  (moments: DueMoment[]) => momentColumns.arrays(moments),
  rows<DueMoment>(),
);
