import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { first_place, insertReplay } from '../../src/core/postgres/replays.ts';
import { step_size } from '../../src/core/webhook/replay.ts';
import { inFull } from '../length.ts';
import { type Lab, openLab, openReceiver, type Receiver, seller_id } from './lab.ts';

// Replays of many deliveries, in steps.

const minute_ms = 60_000;

/** So many packages of three held deliveries each. */
async function held(lab: Lab, webhook_id: string, packages: number): Promise<void> {
  const package_id = await lab.order();
  await lab.command(package_id, { type: 'pick' });
  // Copies of what that package has, under other ids.
  for (const [table, own] of [
    ['packages', 'package_id'],
    ['events', 'package_id'],
    ['deliveries', 'package_id'],
  ] as const) {
    const columns = await lab.sql(
      `select column_name from information_schema.columns where table_name = $1 and column_name <> $2`,
      [table, own],
    );
    const names = columns.map((row) => row['column_name']).join(', ');
    await lab.sql(
      `insert into ${table} (${own}, ${names}) select ${own} + n, ${names} from ${table}
        cross join generate_series(1, ${packages - 1}) as n where package_id = $1`,
      [package_id],
    );
  }
  const rows = await lab.sql(
    `update deliveries set state = 'held', settled_at = $1, created_at = created_at + package_id % 7
      where webhook_id = $2 returning 1`,
    [lab.clock.now, webhook_id],
  );
  expect(rows).toHaveLength(3 * packages);
}

async function ask(lab: Lab, webhook_id: string, fields: object = {}): Promise<string> {
  const replay_id = randomUUID();
  await insertReplay(lab.world.db.pool, {
    seller_id,
    replay_id,
    webhook_id,
    package_id: null,
    sequence: null,
    states: ['held', 'given-up'],
    from_at: 0,
    to_at: lab.clock.now + minute_ms,
    url: null,
    state: 'running',
    reason: null,
    total: 0,
    replayed: 0,
    place: first_place,
    created_at: lab.clock.now,
    ended_at: null,
    ...fields,
  });
  return replay_id;
}

const replay = async (lab: Lab) =>
  (await lab.sql('select state, reason, replayed from replays order by created_at'))[0]!;

/** Of each package its events in the order they came. */
function inOrder(receiver: Receiver): boolean {
  const last = new Map<string, number>();
  return receiver.ids().every((id) => {
    const [, , package_id, sequence] = id.split('_');
    const before = last.get(package_id!) ?? 0;
    last.set(package_id!, Number(sequence));
    return Number(sequence) === before + 1;
  });
}

inFull('more than a step: all are sent, each once and in the order of its package, by two nodes', async () => {
  await using lab = await openLab();
  await using receiver = await openReceiver();
  const webhook_id = await lab.webhook(receiver.url);
  const packages = Math.ceil((2.2 * step_size) / 3);
  await held(lab, webhook_id, packages);
  await ask(lab, webhook_id);
  lab.worker();
  lab.worker();
  await lab.settle();
  expect(await replay(lab)).toEqual({ state: 'done', reason: null, replayed: 3 * packages });
  expect(await lab.states()).toEqual({ delivered: 3 * packages });
  expect([receiver.calls.length, new Set(receiver.ids()).size, inOrder(receiver)]).toEqual([
    3 * packages,
    3 * packages,
    true,
  ]);
  expect(receiver.calls.every(({ headers }) => headers['koli-replay'] === 'true')).toBe(true);
});

inFull('a worker that stopped half way is followed by another that goes on', async () => {
  await using lab = await openLab({ timeout_ms: 1_000 });
  await using receiver = await openReceiver();
  const webhook_id = await lab.webhook(receiver.url);
  const packages = step_size;
  await held(lab, webhook_id, packages);
  await ask(lab, webhook_id);
  receiver.answer = () => {};
  const first = lab.worker();
  while ((await replay(lab))['replayed'] < 2 * step_size) await new Promise((resolve) => setTimeout(resolve, 5));
  await first.close();
  const { state, replayed } = await replay(lab);
  expect([state, replayed < 3 * packages]).toEqual(['running', true]);
  receiver.answer = (_, response) => response.end();
  receiver.calls.length = 0;
  lab.worker();
  // More than once: a busy machine may let a call run into so short a timeout.
  for (let round = 0; round < 12 && (await lab.states())['delivered'] !== 3 * packages; round++)
    await lab.advance(5 * minute_ms);
  expect(await replay(lab)).toMatchObject({ state: 'done', replayed: 3 * packages });
  expect(await lab.states()).toEqual({ delivered: 3 * packages });
  expect(new Set(receiver.ids()).size).toBe(3 * packages);
});

inFull(
  'it adds no more to what is owed than a webhook takes: what happens meanwhile does not wait for all of it',
  async () => {
    await using lab = await openLab();
    await using receiver = await openReceiver();
    const webhook_id = await lab.webhook(receiver.url);
    const packages = step_size;
    await held(lab, webhook_id, packages);
    await ask(lab, webhook_id);
    receiver.answer = (_, response) => response.writeHead(500).end();
    lab.worker();
    await lab.settle();
    const { owed, held: waiting } = await lab.states();
    expect([owed! <= 1_000 + step_size, waiting! > 0]).toEqual([true, true]);
    expect(await replay(lab)).toMatchObject({ state: 'running', replayed: owed });
    receiver.answer = (_, response) => response.end();
    await lab.advance(5 * minute_ms);
    expect(await lab.states()).toEqual({ delivered: 3 * packages });
  },
);

test('a webhook that is deactivated or deleted stops its replay; unsent deliveries are held or dropped', async () => {
  await using lab = await openLab();
  await using receiver = await openReceiver();
  const webhook_id = await lab.webhook(receiver.url);
  await held(lab, webhook_id, 4);
  await ask(lab, webhook_id);
  await lab.sql(`update webhooks set status = 'PASSIVE', epoch = epoch + 1`);
  lab.worker();
  await lab.settle();
  expect(await replay(lab)).toEqual({ state: 'stopped', reason: 'passive', replayed: 0 });
  expect(await lab.states()).toEqual({ held: 12 });
  await lab.sql('delete from replays');
  await ask(lab, webhook_id);
  await lab.sql('update webhooks set deleted_at = 1');
  await lab.settle();
  expect(await replay(lab)).toEqual({ state: 'stopped', reason: 'deleted', replayed: 0 });
  expect(receiver.calls).toEqual([]);
});
