import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { verify } from '../../src/maintenance/verify.ts';
import { openLab, openReceiver, seller_id } from './lab.ts';

const minute_ms = 60_000;

/** Numbers in 0..1 that a seed repeats. */
function chance(seed: number): () => number {
  let count = 0;
  return () => createHash('sha256').update(`${seed}/${count++}`).digest().readUInt32BE() / 2 ** 32;
}

const totals = { successes: 0, failures: 0, held: 0 };

/**
 * Random lives of packages, receivers that fail a third of the time, webhooks switched off and on, two workers. Whatever
 * happens: a package's events come in order, and none that was received is sent again.
 */
test.each([1, 2, 3, 4])('laws of delivery, seed %i', async (seed) => {
  const random = chance(seed);
  // Nobody hangs here: on a machine that is full an answer may still be seconds late.
  await using lab = await openLab({ timeout_ms: 60_000 });
  await using first = await openReceiver();
  await using second = await openReceiver();
  const receivers = [first, second];
  const answered = receivers.map(() => [] as { id: string; ok: boolean }[]);
  for (const [index, receiver] of receivers.entries()) {
    receiver.answer = (call, response) => {
      const ok = random() > 0.33;
      answered[index]!.push({ id: String(call.headers['webhook-id']), ok });
      response.writeHead(ok ? 200 : 500).end();
    };
  }
  const webhooks = [await lab.webhook(first.url), await lab.webhook(second.url)];
  lab.worker();
  lab.worker();
  const steps = ['pick', 'invoice', 'ship', 'deliver'] as const;
  const done = new Map<number, number>();
  for (let step = 0; step < 60; step++) {
    const open = [...done].filter(([, count]) => count < steps.length);
    const [package_id, count] = open[Math.floor(random() * open.length)] ?? [];
    const dice = random();
    if (dice < 0.3 || package_id === undefined) done.set(await lab.order(), 0);
    else if (dice < 0.75) {
      await lab.command(package_id, { type: steps[count!]! });
      done.set(package_id, count! + 1);
    } else if (dice < 0.9) await lab.advance(Math.floor(random() * 6 * minute_ms));
    else {
      const webhook = webhooks[Math.floor(random() * 2)];
      await lab.sql(`update webhooks set status = 'PASSIVE', epoch = epoch + 1 where webhook_id = $1`, [webhook]);
      if (random() < 0.5) await lab.settle();
      await lab.sql(`update webhooks set status = 'ACTIVE' where webhook_id = $1`, [webhook]);
    }
  }
  for (let round = 0; round < 15; round++) await lab.advance(5 * minute_ms);

  const { delivered = 0, held = 0, 'given-up': given_up = 0, owed = 0 } = await lab.states();
  expect(owed).toBe(0);
  const [events] = await lab.sql('select count(*)::integer from events');
  expect(delivered + held + given_up).toBe(2 * events!['count']);
  const successes = answered.flat().filter(({ ok }) => ok);
  expect(successes).toHaveLength(delivered);
  for (const calls of answered) {
    const received = calls.filter(({ ok }) => ok).map(({ id }) => id);
    expect(new Set(received).size).toBe(received.length);
    for (const package_id of done.keys()) {
      const sequences = calls
        .filter(({ id }) => id.startsWith(`evt_${seller_id}_${package_id}_`))
        .map(({ id }) => Number(id.split('_').at(-1)));
      expect(sequences).toEqual([...sequences].sort((a, b) => a - b));
    }
  }
  totals.successes += successes.length;
  totals.failures += answered.flat().length - successes.length;
  totals.held += held;
});

test('the laws were tested on successes, failures and held deliveries', () => {
  for (const count of Object.values(totals)) expect(count).toBeGreaterThan(30);
});

test('attempts that a crash of the database lost leave no gap in the log', async () => {
  await using lab = await openLab({ timeout_ms: 60_000 });
  await using receiver = await openReceiver();
  const waiting: (() => void)[] = [];
  receiver.answer = (_call, response) => {
    if (receiver.calls.length < 3) response.writeHead(500).end();
    else waiting.push(() => response.writeHead(200).end());
  };
  await lab.webhook(receiver.url);
  lab.worker();
  await lab.order();
  await lab.settle();
  await lab.advance(5 * minute_ms);
  lab.clock.now += 5 * minute_ms;
  await expect.poll(() => receiver.calls.length).toBe(3);
  // What was not on the disk: two attempts, and that this node holds the third.
  await lab.sql('delete from attempts');
  await lab.sql(
    'update deliveries set attempts = 0, leased_until = null, due_at = due_at + 3600000 where attempts = 2',
  );
  for (const answer of waiting) answer();
  const told = () =>
    lab.sql(`select d.state, d.attempts, a.number, a.ok
               from attempts a join deliveries d using (seller_id, package_id, sequence, webhook_id)`);
  await expect.poll(told).toEqual([{ state: 'delivered', attempts: 1, number: 1, ok: true }]);
  expect((await verify(lab.world.db)).broken).toEqual([]);
});
