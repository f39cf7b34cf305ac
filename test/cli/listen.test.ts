import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { readSettings } from '../../src/app/config.ts';
import { type Served, serve } from '../../src/app/serve.ts';
import { run } from '../../src/cli/program.ts';
import { prepared } from '../../src/core/postgres/prepared.ts';
import { koli as spawnKoli } from '../child.ts';
import { startWorld, type TestWorld } from '../world.ts';
import { koli, openTerminal, type, until } from './lab.ts';

const started: ReturnType<typeof spawnKoli>[] = [];
const folder = mkdtempSync(join(tmpdir(), 'koli-listen-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
  for (const { child } of started) child.kill('SIGKILL');
});

/** `koli listen` in this process, from when its webhook is there. */
async function listening(world: Pick<TestWorld, 'url'>, ...words: string[]) {
  const opened = openTerminal();
  const ended = run(['node', 'koli', 'listen', ...words], { KOLI_URL: world.url }, opened.terminal);
  await Promise.race([until(() => opened.notes.some((note) => note.startsWith('Listening'))), ended]);
  const end = () => {
    opened.stop();
    return ended;
  };
  return { ...opened, end, ended };
}

const addressesOf = async (world: TestWorld): Promise<string[]> =>
  (await type(world, 'webhooks --json')).json.map((one: { url: string }) => one.url);

async function made(world: Pick<TestWorld, 'url'>, line = 'order --number MY-1 --line MUG'): Promise<number> {
  return (await type(world, `${line} --json`)).json.orders[0].shipmentPackageId;
}

const basic = (pair: string) => `Basic ${Buffer.from(pair).toString('base64')}`;

describe('koli listen', () => {
  test('prints each event when it happens, and leaves no webhook behind', async () => {
    await using world = await startWorld({ seed: true });
    const listener = await listening(world);
    expect(await addressesOf(world)).toEqual([expect.stringContaining('/koli-listen/')]);
    const id = await made(world);
    await type(world, `pick ${id}`);
    await until(() => listener.out.length === 3);
    const line = (status: string) =>
      expect.stringMatching(new RegExp(`^[-\\d]{10} [:\\d]{8}  ${id}  ${status} +order MY-1$`));
    expect(listener.out).toEqual([line('Awaiting'), line('Created'), line('Picking')]);
    expect(await listener.end()).toBe(0);
    expect(await addressesOf(world)).toEqual([]);
    expect(listener.notes.at(-1)).toBe('Stopped listening and deleted the webhook.');
  });

  test('forwards each call, header for header and byte for byte, and returns the answer', async () => {
    await using world = await startWorld({ seed: true });
    const receiver = await world.receiver();
    receiver.answer(500);
    const words = ['--forward-to', receiver.url, '--basic', 'ali:gizli', '--json'];
    const listener = await listening(world, ...words);
    const id = await made(world, 'order --number MY-1 --status Awaiting');
    await until(() => listener.out.length === 1);
    const [first] = receiver.requests;
    expect(first!.headers).toMatchObject({
      authorization: basic('ali:gizli'),
      'webhook-id': `evt_2738_${id}_1`,
      'content-type': expect.stringContaining('application/json'),
      'user-agent': expect.stringMatching(/^koli\//),
    });
    expect(first!.json).toMatchObject({ shipmentPackageId: id, status: 'Awaiting' });
    expect(JSON.parse(listener.out[0]!)).toMatchObject({
      event: `evt_2738_${id}_1`,
      status: 'Awaiting',
      forwarded: 500,
    });
    // koli tries again after five minutes, as with any receiver that fails.
    await type(world, 'clock advance 6m');
    await until(() => listener.out.length === 2);
    expect(JSON.parse(listener.out[1]!)).toMatchObject({ event: `evt_2738_${id}_1`, forwarded: 200 });
    expect(receiver.requests[1]!.body).toBe(first!.body);
    expect(await listener.end()).toBe(0);
  });

  test('says that the target of the forwarding does not answer', async () => {
    await using world = await startWorld({ seed: true });
    const listener = await listening(world, '--forward-to', 'http://127.0.0.1:1/hook');
    await made(world, 'order --status Awaiting');
    await until(() => listener.out.length === 1);
    expect(listener.out[0]).toMatch(/→ ECONNREFUSED$/);
    await listener.end();
  });

  test('--replay begins with the events that another webhook was owed, each once', async () => {
    await using world = await startWorld({ seed: true });
    const receiver = await world.receiver();
    const webhook = { url: receiver.url, authenticationType: 'API_KEY', apiKey: 'key' };
    const path = '/api/v1/sellers/2738/webhooks';
    for (const name of ['?a', '?b']) {
      const body = { ...webhook, url: receiver.url + name };
      expect((await world.call('POST', path, { as: 'operator', body })).status).toBe(201);
    }
    const id = await made(world);
    await world.settle();
    expect(receiver.requests).toHaveLength(4);
    const behind = await world.receiver();
    const listener = await listening(world, '--replay', '1h', '--json', '--forward-to', behind.url);
    await until(() => listener.out.length === 2);
    await world.settle();
    expect(listener.out.map((line) => JSON.parse(line)).map(({ event, mark }) => [event, mark])).toEqual([
      [`evt_2738_${id}_1`, 'replay'],
      [`evt_2738_${id}_2`, 'replay'],
    ]);
    await listener.end();
    expect(receiver.requests).toHaveLength(4);
    expect(behind.requests.map(({ headers }) => headers['koli-replay'])).toEqual(['true', 'true']);
  });

  test('--replay says that there is nothing to replay from', async () => {
    await using world = await startWorld({ seed: true });
    const listener = await listening(world, '--replay', '1h');
    await until(() => listener.notes.length > 1);
    expect(listener.notes[1]).toBe('Nothing to replay: seller 2738 has no other webhook.');
    await listener.end();
  });
});

describe('koli listen when the sandbox is reset or replaced', () => {
  const again = /^The webhook was deleted, for example by a reset, and is registered again/;

  test.each([
    ['reset', 'reset shop'],
    ['a reset of its seller', 'reset --seller 2738'],
    ['a restore', 'restore before'],
    ['an import', `import ${join(folder, 'before.koli')}`],
  ])('notices %s, says so, and goes on', async (_, line) => {
    await using world = await startWorld({ seed: true });
    await type(world, 'snapshot before');
    await type(world, `export ${join(folder, 'before.koli')}`);
    const listener = await listening(world);
    const [address] = await addressesOf(world);
    expect((await type(world, line)).status).toBe(0);
    await until(() => listener.notes.some((note) => again.test(note)));
    expect(await addressesOf(world)).toEqual([address]);
    const id = await made(world);
    await until(() => listener.out.length === 2);
    expect(listener.out[1]).toContain(`  ${id}  Created `);
    expect(await listener.end()).toBe(0);
    expect(await addressesOf(world)).toEqual([]);
    expect(listener.notes.at(-1)).toBe('Stopped listening and deleted the webhook.');
  });

  test('says that its webhook became PASSIVE', async () => {
    await using world = await startWorld({ seed: true });
    const listener = await listening(world, '--forward-to', 'http://127.0.0.1:1/hook');
    await made(world);
    await type(world, 'clock advance 65m');
    await type(world, 'snapshot passive');
    await type(world, 'restore passive');
    await until(() =>
      listener.notes.some((note) => /is PASSIVE: koli webhooks activate \S{36} reactivates it/.test(note)),
    );
    expect(listener.notes.some((note) => again.test(note))).toBe(false);
    await listener.end();
  });

  /** koli on a port of its choice, or on the one that it had. */
  async function start(port = '0'): Promise<Served> {
    const read = readSettings({ PORT: port, KOLI_LOG_LEVEL: 'error' }, { memory: true });
    if ('mistakes' in read) throw new Error(read.mistakes.join('\n'));
    return serve(read.settings, { load: await prepared(), seed: true });
  }

  test('waits while koli is stopped, and creates its webhook again', async () => {
    const first = await start();
    const { url } = first;
    const listener = await listening({ url });
    await first.close();
    await until(() => listener.notes.some((note) => /^No koli answers at .+ Waiting\.$/.test(note)));
    await using _second = await start(new URL(url).port);
    await until(() => listener.notes.includes('koli answers again.'));
    expect(listener.notes.filter((note) => again.test(note))).toHaveLength(1);
    const id = await made({ url });
    await until(() => listener.out.length === 2);
    expect(listener.out[0]).toContain(`  ${id}  Awaiting `);
    expect(await listener.end()).toBe(0);
  });

  test('ends while koli is away, and says that its webhook may remain', async () => {
    const first = await start();
    const listener = await listening(first);
    await first.close();
    await until(() => listener.notes.some((note) => note.startsWith('No koli answers')));
    expect(await listener.end()).toBe(0);
    expect(listener.notes.at(-1)).toBe(
      'Stopped listening. koli does not answer: the next listener deletes the webhook.',
    );
  });
});

describe('koli listen as a process', () => {
  const spawn = async (world: TestWorld) => {
    const one = spawnKoli(['listen', '--json'], { KOLI_URL: world.url });
    started.push(one);
    let count = -1;
    while (count < 1) count = (await addressesOf(world)).length;
    return one;
  };

  test.each(['SIGINT', 'SIGTERM'] as const)('deletes its webhook at %s', async (signal) => {
    await using world = await startWorld({ seed: true });
    const { child, ended } = await spawn(world);
    child.kill(signal);
    expect((await ended).status).toBe(0);
    expect(await addressesOf(world)).toEqual([]);
  });

  test('leaves a webhook when it is killed; the next one deletes it, and not that of a living process', async () => {
    await using world = await startWorld({ seed: true });
    const { child, ended } = await spawn(world);
    const [dead] = await addressesOf(world);
    child.kill('SIGKILL');
    await ended;
    expect(await addressesOf(world)).toEqual([dead]);
    const first = await listening(world);
    expect(first.notes[0]).toBe(`Deleted the webhook of a killed listener (${dead}).`);
    const second = await listening(world);
    expect(second.notes).toHaveLength(1);
    expect(await addressesOf(world)).toHaveLength(2);
    await first.end();
    await second.end();
    expect(await addressesOf(world)).toEqual([]);
  });
});

describe('koli webhooks', () => {
  test('lists, tests, logs, activates and replays', async () => {
    await using world = await startWorld({ seed: true });
    expect((await type(world, 'webhooks')).out).toBe('none');
    expect((await type(world, 'webhooks test')).notes).toBe('koli: Seller 2738 has no webhook.');
    const receiver = await world.receiver();
    const body = { url: receiver.url, authenticationType: 'API_KEY', apiKey: 'key' };
    const { json: webhook } = await world.call('POST', '/api/v1/sellers/2738/webhooks', { as: 'operator', body });
    expect((await type(world, 'webhooks')).out).toMatch(new RegExp(`${webhook.id} +ACTIVE +0 +0 +0 +${receiver.url}$`));
    expect((await type(world, 'webhooks test')).out).toMatch(/answered 200 in \d+ ms$/);
    receiver.answer(404);
    const failed = await type(world, `webhooks test ${webhook.id.slice(0, 8)}`);
    expect([failed.status, failed.out]).toEqual([1, expect.stringContaining('answered 404')]);
    const id = await made(world);
    await world.settle();
    expect((await type(world, `webhooks log --package ${id} --state delivered`)).out).toMatch(
      new RegExp(`evt_2738_${id}_2 +Created +delivered +1 `),
    );
    expect((await type(world, `webhooks replay --package ${id} --dry-run`)).out).toBe(
      'deliveries that would be sent again: 2',
    );
    const came = receiver.requests.length;
    expect((await type(world, `webhooks replay --event evt_2738_${id}_1`, { live: true })).out).toBe(
      '1 of 1 owed again, done',
    );
    await world.settle();
    expect(receiver.requests.slice(came).map(({ headers }) => [headers['webhook-id'], headers['koli-replay']])).toEqual(
      [[`evt_2738_${id}_1`, 'true']],
    );
    expect((await type(world, 'webhooks replay --missed 1d')).out).toBe('0 of 0 owed again, done');
    expect((await type(world, 'webhooks replay --from 1d --until 0s')).out).toBe('2 of 2 owed again, done');
    const nothing = await type(world, 'webhooks replay');
    expect([nothing.status, nothing.notes]).toEqual([1, expect.stringContaining('--missed')]);
    await world.call('POST', `/api/v1/sellers/2738/webhooks/${webhook.id}/deactivate`, { as: 'operator' });
    expect((await type(world, 'webhooks activate')).out).toBe(`webhook ${webhook.id} is ACTIVE`);
    const wrong = await koli(world, ['webhooks', 'log', 'ffff']);
    expect([wrong.status, wrong.notes]).toEqual([1, expect.stringContaining(`give one of ${webhook.id}`)]);
    await world.settle();
  });
});
