import { expect, test } from 'vitest';
import { tidy } from '../src/maintenance/prune.ts';
import { packageIn } from './http/lab.ts';
import { startWorld } from './world.ts';

test('stored answers are deleted after a day, however many', async () => {
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

test('the log of webhooks is kept as long as the setting says; undelivered events stay, and every law holds', async () => {
  const day_ms = 86_400_000;
  await using world = await startWorld({ env: { KOLI_WEBHOOK_LOG_DAYS: '7', KOLI_WEBHOOK_RETRY_MS: '1000' } });
  const receiver = await world.receiver();
  const seller = await world.newSeller();
  const body = { url: receiver.url, authenticationType: 'API_KEY', apiKey: 'k' };
  const call = (method: string, path: string, body?: object) =>
    world.call(method, `/api/v1/seller${path}`, { as: seller, body });
  const { id } = (await call('POST', '/webhooks', body)).json;
  const states = async () =>
    (
      await world.sql(
        `select d.state, count(distinct d)::integer as deliveries, count(a)::integer as attempts
           from deliveries d left join attempts a using (seller_id, package_id, sequence, webhook_id)
          group by d.state order by d.state`,
      )
    ).map((row) => [row['state'], row['deliveries'], row['attempts']]);

  await packageIn(world, seller, 'Picking');
  receiver.answer(...Array(13).fill(500));
  await world.settle();
  const cursed = await packageIn(world, seller, 'Awaiting');
  receiver.answerAlways(500);
  for (let round = 0; round < 30; round++) {
    await world.settle();
    world.clock.advance(1_000);
  }
  receiver.answerAlways(200);
  await call('POST', `/webhooks/${id}/activate`);
  await call('POST', '/webhook-replays', { notDeliveredSince: 0, webhookId: id });
  await world.settle();
  await call('POST', `/webhooks/${id}/deactivate`);
  await packageIn(world, seller, 'Awaiting');
  expect(cursed.package_id).toBeGreaterThan(0);
  const before = await states();
  expect(before.map(([state]) => state)).toEqual(['delivered', 'held']);
  world.clock.advance(7 * day_ms - 60_000);
  await tidy(world.world);
  expect(await states()).toEqual(before);

  await call('POST', `/webhooks/${id}/activate`);
  await packageIn(world, seller, 'Awaiting');
  await world.settle();
  world.clock.advance(60_000 + 1);
  await tidy(world.world);
  expect(await states()).toEqual([
    ['delivered', 1, 1],
    ['held', 1, 0],
  ]);
  expect(await world.sql('select count(*) from webhook_notices')).toEqual([{ count: 0 }]);
  expect(await world.sql('select count(*) from replays')).toEqual([{ count: 0 }]);
  await world.verify();
  // However old: what was held can still be sent.
  await call('POST', '/webhook-replays', { notDeliveredSince: 0 });
  await world.settle();
  expect((await states()).map(([state, count]) => [state, count])).toEqual([['delivered', 2]]);
});

test('pruning proceeds in steps, over any number of webhooks', async () => {
  await using world = await startWorld({ verify: false });
  const seller = await world.newSeller();
  await world.sql(
    `insert into webhooks (seller_id, webhook_id, url, authentication_type, secret, status, created_at)
     select $1, ('00000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid, '', 'API_KEY', '', 'ACTIVE', 0
       from generate_series(1, 600) as n`,
    [seller.seller_id],
  );
  await world.sql(
    `insert into deliveries (seller_id, package_id, sequence, webhook_id, state, envelope, legacy, epoch, attempts,
                             due_at, created_at, settled_at)
     select w.seller_id, p, 1, w.webhook_id, 'delivered', 'flat', false, 0, 1, 0, 0, 0
       from webhooks w cross join generate_series(1, 5) as p`,
  );
  await world.sql(
    `insert into events (seller_id, package_id, sequence, type, at, facts, owed)
     select $1, p, 1, 'picked', 0, '{}', 600 from generate_series(1, 5) as p`,
    [seller.seller_id],
  );
  await world.sql(
    `insert into attempts (seller_id, package_id, sequence, webhook_id, number, leased_until, at, duration_ms, ok, url,
                           excerpt)
     select seller_id, package_id, sequence, webhook_id, 1, 0, 0, 1, true, '', '' from deliveries`,
  );
  await tidy(world.world);
  expect(await world.sql('select count(*) from deliveries')).toEqual([{ count: 0 }]);
  expect(await world.sql('select count(*) from attempts')).toEqual([{ count: 0 }]);
});
