import { scalar, statement } from './statement.ts';

/** The latest time at which a package was changed, one look per seller; 0 when there is none. */
export const latestChangeOfAll = statement(
  'latestChangeOfAll',
  `select coalesce(max(p.modified_at), 0)
     from sellers s
    cross join lateral
          (select modified_at from packages
            where seller_id = s.seller_id and modified_at is not null
            order by modified_at desc limit 1) as p`,
  () => [],
  scalar<number>(),
);

/** The latest time that a node has told, after this one was told. */
export const raiseTime = statement(
  'raiseTime',
  `insert into latest_times (seller_id, at) values (0, $1)
   on conflict (seller_id) do update set at = greatest(latest_times.at, excluded.at)
   returning at`,
  (at: number) => [at],
  scalar<number>(),
);
