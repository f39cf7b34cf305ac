import { first, statement, touched } from '../../core/postgres/statement.ts';

type ClockRow = { at: number; since: number | null; rate: number };

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
