import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { createSeal } from '../../src/core/seal.ts';
import { openLab, openReceiver } from './lab.ts';

const minute_ms = 60_000;
const hour_ms = 60 * minute_ms;

test('standard: the schedule of Standard Webhooks to its end, each wait up to a tenth longer', async () => {
  await using lab = await openLab({ profile: 'standard' });
  await using receiver = await openReceiver();
  await lab.webhook(receiver.url);
  receiver.answer = (_, response) => response.writeHead(500).end();
  await lab.order('pending');
  const worker = lab.worker();
  await lab.settle();
  const waits: number[] = [];
  for (
    let due_at = await worker.nextDue(lab.clock.now);
    due_at !== null;
    due_at = await worker.nextDue(lab.clock.now)
  ) {
    waits.push(due_at - lab.clock.now);
    await lab.advance(due_at - lab.clock.now);
  }
  const expected = [5_000, 5 * minute_ms, 30 * minute_ms, ...[2, 5, 10, 14, 20, 24].map((hours) => hours * hour_ms)];
  expect(waits).toHaveLength(expected.length);
  for (const [index, wait_ms] of waits.entries()) {
    expect(wait_ms).toBeGreaterThanOrEqual(expected[index]!);
    expect(wait_ms).toBeLessThanOrEqual(expected[index]! * 1.1);
  }
  expect(receiver.calls).toHaveLength(10);
  expect(await lab.states()).toEqual({ 'given-up': 1 });
  // Three days: it is still on. After five, the next failure switches it off.
  expect(await lab.sql('select status from webhooks')).toEqual([{ status: 'ACTIVE' }]);
  lab.clock.now += 48 * hour_ms;
  await lab.order('pending');
  await lab.settle();
  expect(await lab.sql('select status from webhooks')).toEqual([{ status: 'PASSIVE' }]);
  expect(await lab.states()).toEqual({ 'given-up': 1, held: 1 });
});

test('the divisor shortens the whole schedule of standard', async () => {
  await using lab = await openLab({ profile: 'standard', standard_divisor: 1_000 });
  await using receiver = await openReceiver();
  await lab.webhook(receiver.url);
  receiver.answer = (_, response) => response.writeHead(500).end();
  await lab.order('pending');
  const worker = lab.worker();
  await lab.settle();
  const due_at = (await worker.nextDue(lab.clock.now))!;
  expect([due_at - lab.clock.now >= 5, due_at - lab.clock.now <= 6]).toEqual([true, true]);
});

test('Retry-After delays all packages of a webhook, and no other webhook', async () => {
  await using lab = await openLab();
  await using strained = await openReceiver();
  await using other = await openReceiver();
  await lab.webhook(strained.url, { profile: 'standard' });
  await lab.webhook(other.url, { profile: 'standard' });
  let is_strained = true;
  strained.answer = (_, response) =>
    is_strained ? response.writeHead(429, { 'retry-after': '3600' }).end() : response.end();
  await lab.order('pending');
  const worker = lab.worker();
  await lab.settle();
  await lab.order('pending');
  await lab.settle();
  expect([strained.calls.length, other.calls.length]).toEqual([1, 2]);
  expect(await worker.nextDue(lab.clock.now)).toBe(lab.clock.now + hour_ms);
  is_strained = false;
  await lab.advance(hour_ms - 1);
  expect(strained.calls).toHaveLength(1);
  await lab.advance(1);
  expect(strained.calls).toHaveLength(3);
  expect(await lab.states()).toEqual({ delivered: 4 });
});

test('Retry-After as a date counts from the real time, whatever the clock says', async () => {
  await using lab = await openLab({ profile: 'standard' });
  await using receiver = await openReceiver();
  await lab.webhook(receiver.url);
  const later = new Date(Date.now() + 2 * hour_ms).toUTCString();
  receiver.answer = (_, response) => response.writeHead(503, { 'retry-after': later }).end();
  await lab.order('pending');
  const worker = lab.worker();
  await lab.settle();
  const wait_ms = (await worker.nextDue(lab.clock.now))! - lab.clock.now;
  expect([wait_ms > 1.9 * hour_ms, wait_ms <= 2 * hour_ms]).toEqual([true, true]);
});

test('trendyol ignores Retry-After and 410', async () => {
  await using lab = await openLab();
  await using receiver = await openReceiver();
  await lab.webhook(receiver.url);
  const statuses = [429, 410];
  receiver.answer = (_, response) => response.writeHead(statuses.shift()!, { 'retry-after': '3600' }).end();
  await lab.order('pending');
  const worker = lab.worker();
  await lab.settle();
  expect(await worker.nextDue(lab.clock.now)).toBe(lab.clock.now + 5 * minute_ms);
  await lab.advance(5 * minute_ms);
  expect(await worker.nextDue(lab.clock.now)).toBe(lab.clock.now + 5 * minute_ms);
  expect(await lab.sql('select status, failures from webhooks')).toEqual([{ status: 'ACTIVE', failures: 2 }]);
});

test('410 holds everything that a webhook is owed', async () => {
  await using lab = await openLab({ profile: 'standard' });
  await using receiver = await openReceiver();
  await lab.webhook(receiver.url);
  receiver.answer = (_, response) => response.writeHead(410).end();
  const package_id = await lab.order();
  await lab.command(package_id, { type: 'pick' });
  lab.worker();
  await lab.settle();
  expect(receiver.calls).toHaveLength(1);
  expect(await lab.states()).toEqual({ held: 3 });
  const notices = await lab.sql('select kind, facts from webhook_notices');
  expect(notices.map(({ kind, facts }) => [kind, JSON.parse(facts).status])).toEqual([['passive', 410]]);
});

test.each(['secret', 'signing'])(
  'a %s that does not open is reported once, others are served, and settle() returns',
  async (column) => {
    await using lab = await openLab();
    await using sealed = await openReceiver();
    await using fine = await openReceiver();
    const foreign = createSeal(randomBytes(32)).seal('whatever');
    const value = column === 'secret' ? foreign : JSON.stringify([{ secret: foreign, until: null }]);
    const webhook_id = await lab.webhook(sealed.url, { [column]: value });
    await lab.webhook(fine.url);
    const said: string[] = [];
    lab.world.log.error = ((_: unknown, text: string) => said.push(text)) as never;
    await lab.order('pending');
    lab.worker({ poll_ms: 20 });
    await lab.settle();
    await lab.order('pending');
    await lab.advance(hour_ms);
    expect([sealed.calls.length, fine.calls.length, said.length]).toEqual([0, 2, 1]);
    expect(await lab.states()).toEqual({ delivered: 2, owed: 2 });
    // Nothing was counted against its owner, and nothing is lost.
    expect(await lab.sql('select failures from webhooks where webhook_id = $1', [webhook_id])).toEqual([
      { failures: 0 },
    ]);
    await lab.sql('update webhooks set secret = $1, signing = null', [lab.world.seal.seal('key-2')]);
    await lab.settle();
    expect(sealed.calls.map(({ headers }) => headers['x-api-key'])).toEqual(['key-2', 'key-2']);
    // One that is switched off while it does not open is held like any other.
    await lab.sql(`update webhooks set ${column} = $1 where webhook_id = $2`, [value, webhook_id]);
    await lab.order('pending');
    await lab.settle();
    await lab.sql(`update webhooks set status = 'PASSIVE', epoch = epoch + 1`);
    await lab.settle();
    expect(await lab.states()).toEqual({ delivered: 5, held: 1 });
  },
);
