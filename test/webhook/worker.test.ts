import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { type Lab, openLab, openReceiver, type Receiver, seller_id } from './lab.ts';

const minute_ms = 60_000;

/** Sequence numbers of the events of a package that a receiver heard of, in the order they came. */
const heard = (receiver: Receiver, package_id: number): number[] =>
  receiver
    .ids()
    .map((id) => id.split('_').map(Number))
    .filter(([, seller, of]) => seller === seller_id && of === package_id)
    .map(([, , , sequence]) => sequence!);

const fails = (receiver: Receiver, when: (id: string) => boolean = () => true) => {
  receiver.answer = (call, response) => {
    response.statusCode = when(String(call.headers['webhook-id'])) ? 500 : 200;
    response.end('no');
  };
};

const standing = async (lab: Lab) =>
  (await lab.sql('select status, epoch, failures, failing_since from webhooks order by created_at'))[0]!;

test('owed events are sent once, in the order of their package, with the body of that event', async () => {
  await using lab = await openLab();
  await using receiver = await openReceiver();
  await lab.webhook(receiver.url);
  const package_id = await lab.order();
  await lab.command(package_id, { type: 'pick' });
  await lab.command(package_id, { type: 'invoice', invoice_number: 'ABC2026000000001' });
  lab.worker();
  await lab.settle();
  expect(heard(receiver, package_id)).toEqual([1, 2, 3, 4]);
  expect(receiver.calls.map((call) => call.body)).toEqual(
    await Promise.all([1, 2, 3, 4].map((n) => lab.bodyAt(package_id, n))),
  );
  const [awaiting, created] = receiver.calls.map((call) => JSON.parse(call.body));
  expect([awaiting.status, awaiting.customerFirstName]).toEqual(['Awaiting', '***']);
  expect([created.status, created.customerFirstName]).toEqual(['Created', 'Deniz']);
  expect(await lab.states()).toEqual({ delivered: 4 });
});

test('a partial cancel sends both packages; envelope and old names are those of the time when it became owed', async () => {
  await using lab = await openLab({ envelope: 'page' });
  await using receiver = await openReceiver();
  await lab.webhook(receiver.url, { subscribed: ['CANCELLED', 'CREATED'] });
  await lab.useLegacyFields();
  const package_id = await lab.order();
  const line_id = JSON.parse(await lab.bodyAt(package_id, 1)).lines[0].lineId;
  const lines = [{ line_id, quantity: 1 }];
  const [, remainder] = await lab.command(package_id, {
    type: 'cancel',
    lines,
    code: 500,
    keep_status: false,
  });
  lab.worker();
  await lab.settle();
  expect(heard(receiver, package_id)).toEqual([2, 3]);
  expect(heard(receiver, remainder!)).toEqual([1]);
  for (const call of receiver.calls) {
    const { content, ...page } = JSON.parse(call.body);
    expect(page).toEqual({ totalElements: 1, totalPages: 1, page: 0, size: 1 });
    expect(content[0].id).toBe(content[0].shipmentPackageId);
  }
});

test('wake() sends at once, without waiting for the next look', async () => {
  await using lab = await openLab();
  await using receiver = await openReceiver();
  await lab.webhook(receiver.url);
  const poll_ms = 120_000;
  const worker = lab.worker({ poll_ms });
  await lab.settle();
  const package_id = await lab.order();
  const committed = Date.now();
  worker.wake(seller_id);
  await expect.poll(() => heard(receiver, package_id)).toEqual([1, 2]);
  expect(receiver.calls[1]!.at - committed).toBeLessThan(poll_ms);
});

test('a failed call is repeated every 5 minutes with the same bytes; later events of the package wait, other packages do not', async () => {
  await using lab = await openLab();
  await using receiver = await openReceiver();
  await lab.webhook(receiver.url);
  const slow = await lab.order();
  fails(receiver, (id) => id.includes(`_${slow}_`));
  lab.worker();
  await lab.settle();
  expect(heard(receiver, slow)).toEqual([1]);
  await lab.command(slow, { type: 'pick' });
  const other = await lab.order();
  await lab.settle();
  expect(heard(receiver, other)).toEqual([1, 2]);
  expect(heard(receiver, slow)).toEqual([1]);

  await lab.advance(5 * minute_ms - 1);
  expect(heard(receiver, slow)).toEqual([1]);
  await lab.advance(1);
  expect(heard(receiver, slow)).toEqual([1, 1]);
  await lab.advance(5 * minute_ms);
  expect(heard(receiver, slow)).toEqual([1, 1, 1]);
  receiver.answer = (_, response) => response.end();
  await lab.advance(5 * minute_ms);
  expect(heard(receiver, slow)).toEqual([1, 1, 1, 1, 2, 3]);
  const bodies = receiver.calls.filter((call) => String(call.headers['webhook-id']).includes(`_${slow}_`));
  expect(bodies.map((call) => call.body)).toEqual(
    await Promise.all([1, 1, 1, 1, 2, 3].map((n) => lab.bodyAt(slow, n))),
  );
});

test('a delivery is given up at its own 13th failure, and its package goes on', async () => {
  await using lab = await openLab();
  await using receiver = await openReceiver();
  await lab.webhook(receiver.url);
  const cursed = await lab.order();
  fails(receiver, (id) => id.endsWith(`_${cursed}_1`));
  lab.worker();
  await lab.settle();
  for (let round = 2; round <= 13; round++) {
    // A success now and then keeps the webhook on.
    await lab.order();
    await lab.advance(5 * minute_ms);
    const count = heard(receiver, cursed).filter((sequence) => sequence === 1).length;
    expect(count).toBe(round);
  }
  expect(heard(receiver, cursed)).toEqual([...Array(13).fill(1), 2]);
  expect(await lab.states()).toEqual({ delivered: 1 + 12 * 2, 'given-up': 1 });
  const [row] = await lab.sql(`select attempts, settled_at from deliveries where state = 'given-up'`);
  expect(row).toEqual({ attempts: 13, settled_at: lab.clock.now });
  expect(await standing(lab)).toMatchObject({ status: 'ACTIVE' });
  await lab.advance(60 * minute_ms);
  expect(heard(receiver, cursed)).toHaveLength(14);
});

test('13 failures in a row, one counted in 5 minutes, deactivate a webhook; its owed deliveries are held', async () => {
  await using lab = await openLab();
  await using receiver = await openReceiver();
  const webhook_id = await lab.webhook(receiver.url);
  fails(receiver);
  for (let count = 0; count < 20; count++) await lab.order();
  lab.worker();
  await lab.settle();
  const since = lab.clock.now;
  // The burst of twenty counts once.
  expect(receiver.calls).toHaveLength(20);
  expect(await standing(lab)).toEqual({ status: 'ACTIVE', epoch: 0, failures: 1, failing_since: since });
  await lab.advance(minute_ms);
  await lab.order();
  await lab.settle();
  expect(await standing(lab)).toMatchObject({ failures: 1 });
  await lab.advance(4 * minute_ms);
  for (let failures = 2; failures <= 12; failures++) {
    expect(await standing(lab)).toMatchObject({ status: 'ACTIVE', failures });
    await lab.advance(5 * minute_ms);
  }
  expect(lab.clock.now - since).toBe(60 * minute_ms);
  expect(await standing(lab)).toMatchObject({ status: 'PASSIVE', epoch: 1, failures: 13 });

  const { 'given-up': given_up, held, ...others } = await lab.states();
  expect([given_up! > 0, given_up! + held!, others]).toEqual([true, 42, {}]);
  const notices = await lab.sql('select seller_id, webhook_id, at, kind, facts from webhook_notices order by at');
  expect(notices.map(({ facts: _, ...notice }) => notice)).toEqual([
    { seller_id, webhook_id, at: since, kind: 'first-failure' },
    { seller_id, webhook_id, at: lab.clock.now, kind: 'passive' },
  ]);
  const [first, last] = notices.map((notice) => JSON.parse(notice['facts']));
  expect(first).toMatchObject({ status: 500, failures: 1, passive_at: lab.clock.now });
  expect(last).toMatchObject({ status: 500, failures: 13, failing_since: since });

  const calls = receiver.calls.length;
  await lab.order();
  await lab.advance(24 * 60 * minute_ms);
  expect(receiver.calls).toHaveLength(calls);
  expect(await lab.states()).toEqual({ 'given-up': given_up, held: held! + 2 });
});

test('a success ends the series, and the next failure begins a new one with a notice', async () => {
  await using lab = await openLab();
  await using receiver = await openReceiver();
  await lab.webhook(receiver.url);
  fails(receiver);
  await lab.order();
  lab.worker();
  await lab.settle();
  await lab.advance(5 * minute_ms);
  expect(await standing(lab)).toMatchObject({ failures: 2 });
  receiver.answer = (_, response) => response.end();
  await lab.advance(5 * minute_ms);
  expect(await standing(lab)).toMatchObject({ failures: 0, failing_since: null });
  fails(receiver);
  await lab.advance(minute_ms);
  await lab.order();
  await lab.settle();
  expect(await standing(lab)).toMatchObject({ failures: 1, failing_since: lab.clock.now });
  expect(await lab.sql('select kind from webhook_notices')).toEqual([
    { kind: 'first-failure' },
    { kind: 'first-failure' },
  ]);
});

const switchOff = (lab: Lab) => lab.sql(`update webhooks set status = 'PASSIVE', epoch = epoch + 1`);
const switchOn = (lab: Lab) => lab.sql(`update webhooks set status = 'ACTIVE'`);

test('deliveries that were owed before the deactivation are held, also when the webhook is activated before a worker comes by', async () => {
  await using lab = await openLab();
  await using receiver = await openReceiver();
  await lab.webhook(receiver.url);
  const before = await lab.order();
  await switchOff(lab);
  const meanwhile = await lab.order();
  await switchOn(lab);
  // A change that had not seen any of this when it read the webhooks: the row comes from a transaction as old as that.
  const late = await lab.order();
  await lab.sql('update deliveries set epoch = 0 where package_id = $1', [late]);
  const after = await lab.order();
  await lab.command(before, { type: 'pick' });
  lab.worker();
  await lab.settle();
  expect([before, meanwhile, late, after].map((id) => heard(receiver, id))).toEqual([[3], [], [], [1, 2]]);
  expect(await lab.states()).toEqual({ delivered: 3, held: 6 });
});

test('retries of a deactivated webhook are held at once, not when they are due', async () => {
  await using lab = await openLab();
  await using receiver = await openReceiver();
  await lab.webhook(receiver.url);
  fails(receiver);
  await lab.order();
  lab.worker();
  await lab.settle();
  expect(await lab.states()).toEqual({ owed: 2 });
  await switchOff(lab);
  await lab.settle();
  expect(await lab.states()).toEqual({ held: 2 });
});

test('deliveries of a deleted webhook are dropped', async () => {
  await using lab = await openLab();
  await using receiver = await openReceiver();
  await lab.webhook(receiver.url);
  await lab.order();
  await lab.sql('update webhooks set deleted_at = $1, epoch = epoch + 1', [lab.clock.now]);
  await lab.order();
  lab.worker();
  await lab.settle();
  expect(receiver.calls).toEqual([]);
  expect(await lab.states()).toEqual({ dropped: 2 });
});

test('a webhook may be deactivated during its call', async () => {
  await using lab = await openLab();
  await using receiver = await openReceiver();
  await lab.webhook(receiver.url);
  const package_id = await lab.order();
  receiver.answer = async (_, response) => {
    await switchOff(lab);
    response.writeHead(500).end();
  };
  lab.worker();
  await lab.settle();
  expect(heard(receiver, package_id)).toEqual([1]);
  expect(await lab.states()).toEqual({ held: 2 });
  // The call belonged to the time before: it does not count against the webhook as it is now.
  expect(await standing(lab)).toMatchObject({ failures: 0 });
});

test('a receiver that hangs delays no other one', async () => {
  await using lab = await openLab({ timeout_ms: 60_000 });
  await using hanging = await openReceiver();
  await using quick = await openReceiver();
  const waiting: ServerResponse[] = [];
  hanging.answer = (_, response) => waiting.push(response);
  await lab.webhook(hanging.url);
  await lab.webhook(quick.url);
  for (let count = 0; count < 30; count++) await lab.order();
  lab.worker();
  // All of this happens while the other's first calls are still under way.
  while (quick.calls.length < 60) await sleep(10);
  expect(hanging.calls.length).toBeLessThanOrEqual(4);
  hanging.answer = (_, response) => response.end();
  for (const response of waiting) response.end();
  await lab.settle();
  expect([hanging.calls.length, quick.calls.length]).toEqual([60, 60]);
});

test('workers of two nodes send each delivery once', async () => {
  await using lab = await openLab();
  await using receiver = await openReceiver();
  receiver.answer = (_, response) => setTimeout(() => response.end(), Math.random() * 5);
  await lab.webhook(receiver.url);
  await lab.webhook(receiver.url, { subscribed: ['PICKING'] });
  const ids: number[] = [];
  for (let count = 0; count < 40; count++) ids.push(await lab.order());
  lab.worker();
  lab.worker();
  for (const id of ids) await lab.command(id, { type: 'pick' });
  await lab.settle();
  expect(receiver.calls).toHaveLength(40 * 4);
  for (const id of ids) expect(heard(receiver, id).sort()).toEqual([1, 2, 3, 3]);
  expect(await lab.states()).toEqual({ delivered: 160 });
});

test('failures that two nodes see at the same time count once', async () => {
  await using lab = await openLab();
  await using receiver = await openReceiver();
  await lab.webhook(receiver.url);
  fails(receiver);
  for (let count = 0; count < 40; count++) await lab.order('pending');
  lab.worker();
  lab.worker();
  await lab.settle();
  expect(receiver.calls).toHaveLength(40);
  expect(await standing(lab)).toMatchObject({ failures: 1 });
  expect(await lab.sql('select kind from webhook_notices')).toEqual([{ kind: 'first-failure' }]);
});

test('a clock that jumps does not repeat a call that is under way', async () => {
  await using lab = await openLab();
  await using receiver = await openReceiver();
  receiver.answer = (_, response) => setTimeout(() => response.end(), 150);
  await lab.webhook(receiver.url);
  await lab.order();
  const worker = lab.worker();
  while (receiver.calls.length === 0) await sleep(5);
  lab.clock.now += 60 * minute_ms;
  worker.wake();
  await lab.settle();
  expect(receiver.calls).toHaveLength(2);
});

test('calls of a dead node are taken over when its lease ends, in real time', async () => {
  await using lab = await openLab();
  await using receiver = await openReceiver();
  await lab.webhook(receiver.url);
  const package_id = await lab.order();
  await lab.sql('update deliveries set leased_until = $1 where sequence = 1', [Date.now() + 600]);
  lab.worker({ poll_ms: 50 });
  await sleep(200);
  expect(receiver.calls).toEqual([]);
  await lab.settle();
  expect(heard(receiver, package_id)).toEqual([1, 2]);
});

test('close() interrupts calls that do not end: they are not failures, and are repeated at once', async () => {
  await using lab = await openLab({ timeout_ms: 60_000 });
  await using receiver = await openReceiver();
  receiver.answer = () => {};
  await lab.webhook(receiver.url);
  await lab.order();
  const worker = lab.worker({ patience_ms: 0 });
  await expect.poll(() => receiver.calls.length).toBe(1);
  await worker.close();
  const [first] = await lab.sql('select state, attempts, leased_until from deliveries order by sequence');
  expect(first).toEqual({ state: 'owed', attempts: 0, leased_until: null });
  expect(await lab.sql('select * from attempts')).toEqual([]);
  receiver.answer = (_, response) => response.end();
  lab.worker();
  await lab.settle();
  expect(receiver.ids()[1]).toBe(receiver.ids()[0]);
  expect(await lab.states()).toEqual({ delivered: 2 });
});

test('close() waits for running calls and releases the others', async () => {
  await using lab = await openLab({ timeout_ms: 300 });
  await using receiver = await openReceiver();
  receiver.answer = () => {};
  await lab.webhook(receiver.url);
  for (let count = 0; count < 8; count++) await lab.order();
  const worker = lab.worker();
  while (receiver.calls.length < 4) await sleep(5);
  await worker.close();
  expect(receiver.calls).toHaveLength(4);
  expect(await lab.sql('select count(*)::integer from deliveries where leased_until is not null')).toEqual([
    { count: 0 },
  ]);
  expect(await lab.sql('select count(*)::integer from deliveries where attempts = 1')).toEqual([{ count: 4 }]);
});

/** Makes the worker's transactions fail; the lab's own are queries of the pool and go on. */
function outage(lab: Lab) {
  const state = { is_away: false };
  const { pool } = lab.world.db;
  const connect = pool.connect.bind(pool) as (...args: unknown[]) => unknown;
  pool.connect = ((...args: unknown[]) =>
    state.is_away && args.length === 0 ? Promise.reject(new Error('ECONNREFUSED')) : connect(...args)) as never;
  return state;
}

test('the worker waits for an absent database, and logs it once', async () => {
  await using lab = await openLab();
  await using receiver = await openReceiver();
  await lab.webhook(receiver.url);
  const package_id = await lab.order();
  const said: string[] = [];
  lab.world.log.error = ((_: unknown, text: string) => said.push(text)) as never;
  const database = outage(lab);
  database.is_away = true;
  const worker = lab.worker({ poll_ms: 30 });
  await sleep(100);
  worker.wake(seller_id);
  await sleep(100);
  expect([said.length, receiver.calls.length]).toEqual([1, 0]);
  database.is_away = false;
  await lab.settle();
  expect(heard(receiver, package_id)).toEqual([1, 2]);
  expect(said).toHaveLength(1);
});

test('results that cannot be stored are stored when the database is back, without a second call', async () => {
  await using lab = await openLab({}, /ECONNREFUSED/);
  await using receiver = await openReceiver();
  await lab.webhook(receiver.url);
  const database = outage(lab);
  receiver.answer = (_, response) => {
    database.is_away = true;
    response.end();
  };
  await lab.order('pending');
  lab.worker({ poll_ms: 30 });
  while (receiver.calls.length === 0) await sleep(5);
  await sleep(150);
  expect(await lab.states()).toEqual({ owed: 1 });
  database.is_away = false;
  await lab.settle();
  expect(receiver.calls).toHaveLength(1);
  expect(await lab.states()).toEqual({ delivered: 1 });
});

test('deliveries behind a waiting one do not block the rest', async () => {
  await using lab = await openLab();
  await using receiver = await openReceiver();
  await lab.webhook(receiver.url);
  const ids: number[] = [];
  for (let count = 0; count < 10; count++) ids.push(await lab.order());
  fails(receiver);
  lab.worker();
  await lab.settle();
  for (const id of ids) await lab.command(id, { type: 'pick' });
  await lab.settle();
  expect(await lab.worker().nextDue(lab.clock.now)).toBe(lab.clock.now + 5 * minute_ms);
  const [due] = await lab.sql('select count(*)::integer from deliveries where due_at <= $1', [lab.clock.now]);
  expect(due).toEqual({ count: 0 });
});

test('an event that cannot be rendered is a failed attempt, and others go on', async () => {
  await using lab = await openLab({}, /the body of a webhook call cannot be made/);
  await using receiver = await openReceiver();
  await lab.webhook(receiver.url);
  const broken = await lab.order();
  await lab.sql(`update events set facts = '{' where package_id = $1 and sequence = 1`, [broken]);
  const fine = await lab.order();
  lab.worker();
  await lab.settle();
  expect([heard(receiver, broken), heard(receiver, fine)]).toEqual([[], [1, 2]]);
  expect(await lab.states()).toEqual({ delivered: 2, owed: 2 });
});
