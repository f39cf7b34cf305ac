import { expect, test } from 'vitest';
import { tidy } from '../src/tidy.ts';
import { startWorld } from './world.ts';

test('answers are kept for a day, then thrown away, however many', async () => {
  await using world = await startWorld();
  const keep = (count: number, name: string) =>
    world.sql(
      `insert into replies (seller_id, key, part, fingerprint, status, headers, body, created_at)
       select 0, $1 || n, 0, decode(repeat('00', 32), 'hex'), 200, '{}', '', $2::bigint from generate_series(1, $3::int) n`,
      [name, world.clock.now(), count],
    );
  await keep(2_500, 'old');
  world.clock.advance(24 * 3_600_000);
  await keep(10, 'new');
  await tidy(world.world);
  expect((await world.sql('select count(*) from replies'))[0]).toEqual({ count: 2_510 });
  world.clock.advance(1);
  await tidy(world.world);
  expect((await world.sql('select count(*) from replies'))[0]).toEqual({ count: 10 });
});
