import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { inFull } from '../length.ts';
import { frozen, startSandbox } from '../sandbox/lab.ts';
import { atStep, end, endless, play, sellersOf, start, until } from './lab.ts';

const short = { title: 'Short', steps: [{ order: { lines: [{ barcode: 'MUG', quantity: 3 }] } }, { pick: 'p' }] };

describe('the library', () => {
  test('returns the steps of each scenario, and its text to change and run', async () => {
    await using world = await startSandbox();
    const { content } = await world.done('GET', '/scenarios');
    const names = content.map(({ name }: { name: string }) => name);
    expect(names).toEqual(names.toSorted());
    expect(names.length).toBeGreaterThan(20);
    const one = await world.done('GET', '/scenarios/partial-cancel');
    expect(one.steps[0]).toEqual({ step: 'webhook', words: 'webhook: { answers: 200 }' });
    expect(one.steps[2]).toEqual({ step: 'cancel', words: 'cancel: { lines: 2=1, reason: 500 }' });
    expect(one.steps.at(-1)).toEqual({ step: 'cancel', words: 'cancel: { lines: "1" }, refused: 409' });
    expect(content).toContainEqual({ name: one.name, title: one.title, seed: 1, steps: one.steps });
    const run = await play(world, { ...one.scenario, title: 'Changed' }, { seed: 3 });
    expect([run.state, run.name, run.title, run.seed]).toEqual(['passed', null, 'Changed', 3]);
    const race = await world.done('GET', '/scenarios/cancel-against-shipped');
    expect(race.steps[3]).toEqual({ step: 'race', words: 'race: [ { customerCancel: {} }, { ship: p } ]' });
  });

  test('refuses an unknown scenario, and names the known ones', async () => {
    await using world = await startSandbox();
    for (const answer of [
      await world.ask('GET', '/scenarios/nothing'),
      await world.ask('POST', '/scenario-runs', { scenario: 'nothing' }),
    ]) {
      expect([answer.status, answer.json.errors[0].key]).toEqual([404, 'koli.scenario.unknown']);
      expect(answer.json.errors[0].message).toMatch(/^There is no scenario nothing: .*plain-day/);
    }
  });
});

describe('a run', () => {
  test('reports each step with its words, outcome and packages, and keeps its seller', async () => {
    await using world = await startSandbox();
    const begun = await start(world, 'cancel-split-cancel');
    expect(begun).toMatchObject({ name: 'cancel-split-cancel', keep: true, stepsTotal: 15, endedDate: null });
    expect(begun.steps.map(({ says }: { says: string }) => says)).toEqual(Array(15).fill(null));
    const run = await end(world, begun);
    expect(run).toMatchObject({ state: 'passed', kept: true, reason: null, says: null, stepsDone: 15 });
    const [order, , cancel] = run.steps;
    expect(order.says).toMatch(/^p is Created: package \d+ of order \d+$/);
    expect(cancel.packages.map(({ name }: { name: string }) => name)).toEqual(['p', 'rest']);
    const [p, rest] = cancel.packages;
    expect(cancel.says).toBe(`p is Cancelled, rest is package ${rest.shipmentPackageId}`);
    expect(p.shipmentPackageId).toBe(order.packages[0].shipmentPackageId);
    expect(run.packages.map(({ name }: { name: string }) => name)).toEqual(['p', 'rest', 'half', 'other', 'last']);
    const path = `/api/v1/sellers/${run.sellerId}/packages/${rest.shipmentPackageId}`;
    expect((await world.call('GET', path, { as: 'operator' })).json.package.status).toBe('UnPacked');
    const { content } = await world.done('GET', '/scenario-runs');
    expect(content.map(({ id }: { id: string }) => id)).toEqual([run.id]);
    expect(content[0]).not.toHaveProperty('steps');
  });

  test('reports the winner of a race, which the seed decides', async () => {
    await using world = await startSandbox();
    const firsts = new Set<string>();
    for (let seed = 1; seed <= 32 && firsts.size < 2; seed++) {
      const { steps } = await play(world, 'cancel-against-shipped', { seed, keep: false });
      const { won, says } = steps[3];
      expect(says).toMatch(
        won === 'ship: p' ? /^p is Shipped; customerCancel was refused/ : /^p is Cancelled by .*; ship was/,
      );
      expect(steps[0].won).toBeNull();
      firsts.add(won);
    }
    expect([...firsts].sort()).toEqual(['customerCancel: {}', 'ship: p']);
    const nobody = { title: 'Nobody', steps: [{ race: [{ pick: 'p' }, { ship: 'p' }] }] };
    expect((await play(world, nobody)).steps[0]).toMatchObject({ state: 'failed', won: null });
  });

  test('deletes its seller on request', async () => {
    await using world = await startSandbox();
    const run = await play(world, 'plain-day', { keep: false });
    expect(run).toMatchObject({ state: 'passed', keep: false, kept: false });
    expect(await sellersOf(world)).toEqual([]);
    expect(await world.sql('select 1 from packages')).toEqual([]);
  });

  test('keeps the log of its webhook, and leaves the webhook PASSIVE', async () => {
    await using world = await startSandbox();
    const { sellerId, state } = await play(world, 'plain-day');
    expect(state).toBe('passed');
    const path = `/api/v1/sellers/${sellerId}/webhooks`;
    const { content } = (await world.call('GET', path, { as: 'operator' })).json;
    expect(content).toMatchObject([{ status: 'PASSIVE', url: `https://scenario.invalid/${sellerId}` }]);
    const log = await world.call('GET', `${path}/${content[0].id}/deliveries`, { as: 'operator' });
    expect(log.json.content.map((one: { state: string }) => one.state)).toEqual(Array(6).fill('delivered'));
    expect(world.ring.virtual.receivers.size).toBe(0);
  });

  test('ends at the first step with another outcome', async () => {
    await using world = await startSandbox();
    const steps = [...short.steps, { expect: { status: 'Shipped', units: [3] } }, { deliver: 'p' }];
    const run = await play(world, { ...short, steps });
    expect([run.state, run.stepsDone, run.reason]).toEqual(['failed', 3, null]);
    expect(run.steps.map(({ state }: { state: string }) => state)).toEqual(['passed', 'passed', 'failed', 'skipped']);
    expect(run.steps[2].says).toBe('status of p is Picking, and not Shipped');
  });

  test.each([
    [{ refused: 409 }, { pick: 'p', refused: 409 }, 'p is Picking, and should have been refused (409)'],
    [{ refused: 200 }, { undeliver: 'q' }, 'no package is called q; there are p'],
    [
      { refused: 0 },
      { call: { operation: 'listOrdersV2' } },
      "the seller's API has no write listOrdersV2: /docs names them all",
    ],
    [{ refused: 1 }, { cancel: { lines: '7' } }, /^"7" is not a line of the package, which has \d: .*\.$/],
    [{ refused: 2 }, { activate: true }, 'there is no webhook yet: begin with a step like webhook: {answers: 200}'],
    [{ refused: 3 }, { failPayment: 'p', refused: 400 }, /^p is Cancelled, and should have been refused \(400\)$/],
    [{ refused: 4 }, { return: 'p', refused: 'koli.other' }, /^p is Returned, and should have been refused/],
    [{ refused: 5 }, { race: [{ pick: 'q' }, { ship: 'q' }] }, 'no package is called q; there are p'],
  ])('says what is wrong with a step: %#', async (_, step, sentence) => {
    await using world = await startSandbox();
    const run = await play(world, { title: 'x', steps: [{ order: {} }, step] });
    expect(run.state).toBe('failed');
    if (typeof sentence === 'string') expect(run.steps[1].says).toBe(sentence);
    else expect(run.steps[1].says).toMatch(sentence);
  });

  test('may expect a call to end without an answer', async () => {
    await using world = await startSandbox();
    const fault = (outcome: string) => ({ fault: { operation: 'cancelItems', times: 1, do: { outcome } } });
    const run = await play(world, {
      title: 'Nobody answers',
      steps: [
        { order: { lines: [{ barcode: 'MUG', quantity: 2 }] } },
        fault('closed'),
        { cancel: { lines: '1=1' }, refused: 'unanswered' },
        { expect: { status: 'Created' } },
        fault('dropped-after'),
        { cancel: { lines: '1=1' }, refused: 'unanswered' },
        { expect: { status: 'Cancelled', packages: 2 } },
        fault('dropped-before'),
        { cancel: {}, refused: 409 },
      ],
    });
    expect(run.steps[2].says).toBe('cancel was not answered');
    expect([run.state, run.steps.at(-1).says]).toEqual(['failed', 'cancel was not answered (unanswered), and not 409']);
  });

  test('reports a call that would be a mistake of the seller before it runs', async () => {
    await using world = await startSandbox();
    const answer = await world.ask('POST', '/scenario-runs', {
      scenario: { ...short, settings: { allowedNetworks: ['nowhere'] } },
    });
    expect([answer.status, answer.json.errors[0].message]).toEqual([
      400,
      'settings.allowedNetworks[0] must be an address or a network like 10.0.0.0/8.',
    ]);
  });

  test('depends on its seed: the same seed has the same winner and the same ids', async () => {
    await using world = await startSandbox();
    const told = async (seed: number) => {
      await world.done('POST', '/reset', { to: 'empty', seed: 7, clock: frozen });
      const { steps } = await play(world, 'cancel-against-shipped', { seed });
      return steps.map(({ says }: { says: string }) => says);
    };
    const ends = [];
    for (let seed = 1; seed <= 8; seed++) ends.push(await told(seed));
    expect(new Set(ends.map((steps) => steps[3].split(';')[0]))).toEqual(
      new Set(['p is Shipped', 'p is Cancelled by the customer']),
    );
    expect(await told(3)).toEqual(ends[2]);
  });
});

describe('mistakes are reported with their place', () => {
  const one = (step: unknown) => ({ title: 'x', steps: [step] });
  test.each([
    [{ title: 'x' }, 'steps is missing: a list of 1 to 1000 entries is expected.'],
    ['', 'There is no scenario : the library of koli has '],
    [7, 'scenario must be an object.'],
    [null, 'scenario must be an object.'],
    [{ ...one({ order: {} }), more: 1 }, 'more is not a known field.'],
    [one({}), 'steps[0] must be one of order, '],
    [one(null), 'steps[0] must be one of order, '],
    [one({ fly: 'p' }), 'steps[0] cannot be fly: use one of order, '],
    [one({ constructor: 'p' }), 'steps[0] cannot be constructor: use one of order, '],
    [one({ pick: 'p', ship: 'p' }), 'steps[0] must be one word with its details, but has pick, ship: '],
    [one({ wait: 'soon' }), 'steps[0].wait must be a length of time like 3h or PT65M.'],
    [one({ order: { color: 'red' } }), 'steps[0].order.color is not a known field.'],
    [one({ expect: { status: 'Lost' } }), 'steps[0].expect.status must be '],
    [one({ cancel: { lines: 'all' } }), 'steps[0].cancel.lines must be lines like "2" or "1=1, 2".'],
    [one({ race: [{ pick: 'p' }] }), 'steps[0].race must have exactly two steps.'],
    [one({ race: [{ pick: 'p' }, { fly: 'p' }] }), 'steps[0].race[1] cannot be fly: use one of order, '],
    [{ title: 'x', steps: [{ order: {} }, { pick: 'p' }, { ship: 7 }] }, 'steps[2].ship must be '],
    [{ title: 'x', steps: Array(1_001).fill({ order: {} }) }, 'steps must be a list of 1 to 1000 entries.'],
  ])('%j', async (scenario, sentence) => {
    await using world = await startSandbox();
    const { status, json } = await world.ask('POST', '/scenario-runs', { scenario });
    const [{ key, message }] = json.errors;
    expect(message.slice(0, sentence.length)).toBe(sentence);
    expect([status, key]).toEqual(scenario === '' ? [404, 'koli.scenario.unknown'] : [400, 'koli.scenario.invalid']);
  });

  test('in Turkish too, and those of the request by their field names', async () => {
    await using world = await startSandbox();
    const ask = (body: unknown) =>
      world.call('POST', '/api/v1/sandbox/scenario-runs', {
        as: 'operator',
        body,
        headers: { 'accept-language': 'tr' },
      });
    expect((await ask({ scenario: one({ wait: 'soon' }) })).json.errors[0].message).toBe(
      'steps[0].wait 3h veya PT65M gibi bir süre olmalı.',
    );
    expect((await ask({ scenario: one({ race: [] }) })).json.errors[0].message).toBe(
      'steps[0].race tam iki adım içermeli.',
    );
    expect((await world.ask('POST', '/scenario-runs', {})).json.errors[0]).toMatchObject({
      key: 'koli.field.invalid',
      message: expect.stringContaining('scenario is missing'),
    });
    expect(
      (await world.ask('POST', '/scenario-runs', { scenario: 'plain-day', seed: -1 })).json.errors[0].message,
    ).toMatch(/^seed must be an integer/);
  });

  test('a scenario of more than 128 KiB is refused', async () => {
    await using world = await startSandbox();
    const steps = Array(1_000).fill({ customerCancel: { reason: 'x'.repeat(200) } });
    expect((await world.ask('POST', '/scenario-runs', { scenario: { title: 'x', steps } })).status).toBe(413);
  });
});

describe('runs', () => {
  test('follow one another, so that each finds the clock where the last one left it', async () => {
    await using world = await startSandbox();
    await world.done('PUT', '/clock', frozen);
    const began = (await world.done('GET', '/clock')).now;
    const names = ['payment-late', 'plain-day', 'webhook-passive', 'collection-point'];
    const begun = [];
    for (const name of names) begun.push(await start(world, name));
    expect(begun.map(({ state }) => state).slice(1)).toEqual(['waiting', 'waiting', 'waiting']);
    const ended = await Promise.all(begun.map((run) => end(world, run)));
    expect(ended.map(({ state }) => state)).toEqual(names.map(() => 'passed'));
    const moved = (await world.done('GET', '/clock')).now - began;
    const hours = 2 + (4 + 1 / 3 + 24) + (1 / 2 + 2 / 3 + 3) + 48;
    // Packages that change twice while it stands still are stamped a millisecond later.
    expect(Math.floor(moved / 60_000)).toBe(Math.round(hours * 60));
    const { content } = await world.done('GET', '/scenario-runs');
    expect(content.map(({ name }: { name: string }) => name)).toEqual(names.toReversed());
  });

  inFull('wait up to fifty, and a hundred that have ended are remembered', async () => {
    await using world = await startSandbox();
    const first = await start(world, endless, { keep: false });
    await atStep(world, first, 2);
    const waiting = [];
    for (let at = 0; at < 50; at++) waiting.push(await start(world, short, { keep: false }));
    const full = await world.ask('POST', '/scenario-runs', { scenario: short });
    expect([full.status, full.json.errors[0].key]).toEqual([409, 'koli.run.limit']);
    expect(full.json.errors[0].message).toContain('50 runs are already waiting');
    await world.done('DELETE', `/scenario-runs/${first.id}`);
    for (let at = 0; at < 52; at++) {
      await until(
        async () => (await world.ask('POST', '/scenario-runs', { scenario: short, keep: false })).status === 202,
      );
    }
    await until(async () => {
      const { content } = await world.done('GET', '/scenario-runs');
      return content.every(({ endedDate }: { endedDate: number | null }) => endedDate !== null);
    });
    expect((await world.done('GET', '/scenario-runs')).content).toHaveLength(100);
    const gone = await world.ask('GET', `/scenario-runs/${first.id}`);
    expect([gone.status, gone.json.errors[0].key]).toEqual([404, 'koli.run.unknown']);
    expect((await world.ask('DELETE', `/scenario-runs/${first.id}`)).status).toBe(404);
    expect(await sellersOf(world)).toEqual([]);
  });

  test('are stopped: a waiting one at once, a running one within its step', async () => {
    await using world = await startSandbox();
    const running = await start(world, endless, { keep: false });
    const waiting = await start(world, short);
    await atStep(world, running, 2);
    const never = await world.done('DELETE', `/scenario-runs/${waiting.id}`);
    expect(never).toMatchObject({
      state: 'stopped',
      reason: 'asked',
      says: 'it was stopped',
      sellerId: null,
      stepsDone: 0,
    });
    const stopped = await world.done('DELETE', `/scenario-runs/${running.id}`);
    expect(stopped).toMatchObject({ state: 'stopped', reason: 'asked', kept: false, stepsDone: 3 });
    expect(stopped.steps.map(({ state }: { state: string }) => state)).toEqual([
      'passed',
      'passed',
      'passed',
      'stopped',
    ]);
    expect(await sellersOf(world)).toEqual([]);
    expect(await world.done('DELETE', `/scenario-runs/${running.id}`)).toEqual(stopped);
    expect((await play(world, short)).state).toBe('passed');
  });

  test.each([
    ['reset', (world: Awaited<ReturnType<typeof startSandbox>>) => world.done('POST', '/reset', { to: 'empty' })],
    ['restored', (world: Awaited<ReturnType<typeof startSandbox>>) => world.done('POST', '/snapshots/before/restore')],
  ])('a sandbox that is %s ends them, and nothing of theirs follows', async (_, replace) => {
    await using world = await startSandbox();
    await world.done('POST', '/reset', { to: 'empty' });
    await world.done('PUT', '/snapshots/before');
    const kept = await play(world, short);
    const running = await start(world, endless);
    const waiting = await start(world, short);
    await atStep(world, running, 2);
    await replace(world);
    const sentence = 'a reset, restore or import of the sandbox came in between';
    for (const run of [running, waiting])
      expect(await end(world, run)).toMatchObject({ state: 'failed', reason: 'replaced', says: sentence, kept: false });
    expect((await end(world, kept)).kept).toBe(false);
    expect(await sellersOf(world)).toEqual([2738, 2739]);
    expect(world.ring.virtual.receivers.size).toBe(0);
    expect((await play(world, short)).state).toBe('passed');
  });

  test('an import that fails ends them too, and their seller is deleted', async () => {
    await using world = await startSandbox();
    const lines = gunzipSync(await world.export())
      .toString()
      .split('\n');
    const running = await start(world, endless, { keep: false });
    await atStep(world, running, 2);
    const broken = gzipSync([lines[0], 'no row'].join('\n'));
    expect((await world.import(broken)).status).toBe(400);
    expect(await end(world, running)).toMatchObject({ state: 'failed', reason: 'replaced' });
    expect(await sellersOf(world)).toEqual([]);
  });

  test('an import that is refused by its first bytes leaves them running', async () => {
    await using world = await startSandbox();
    const running = await start(world, endless);
    await atStep(world, running, 2);
    expect((await world.import(Buffer.from('no export'))).status).toBe(400);
    expect(await world.done('DELETE', `/scenario-runs/${running.id}`)).toMatchObject({ reason: 'asked' });
  });

  test('a reset or deleted seller ends its own run only', async () => {
    await using world = await startSandbox();
    for (const [method, path] of [
      ['POST', '/reset'],
      ['DELETE', ''],
    ] as const) {
      const running = await start(world, endless);
      const { sellerId } = await atStep(world, running, 2);
      const waiting = await start(world, short);
      await world.done(method, `/sellers/${sellerId}${path}`);
      expect(await end(world, running)).toMatchObject({
        state: 'failed',
        reason: 'seller-gone',
        says: 'its seller was reset or deleted meanwhile',
        kept: false,
      });
      expect((await end(world, waiting)).state).toBe('passed');
    }
  });

  test("a reset interrupts a run's move of the clock, and keeps its own time", async () => {
    await using world = await startSandbox({ env: { KOLI_WEBHOOK_TIMEOUT_MS: '300' } });
    await world.done('PUT', '/clock', frozen);
    const receiver = await world.receiver();
    receiver.answerAlways('hang');
    const seller = await world.tenant({ webhook: { url: receiver.url } });
    await world.order(seller);
    const running = await start(world, { title: 'Long', steps: [{ wait: '30d' }] });
    const runs = async () => (await world.done('GET', `/scenario-runs/${running.id}`)).steps;
    await until(async () => (await runs())[0].state === 'running' && receiver.requests.length > 2);
    await world.done('POST', '/reset', { to: 'empty', clock: frozen });
    expect(await end(world, running)).toMatchObject({ state: 'failed', reason: 'replaced' });
    expect((await world.done('GET', '/clock')).time).toBe('2026-11-23T09:00:00.000Z');
  });

  test('a koli that stops ends them first, and deletes their sellers', async () => {
    const world = await startSandbox();
    const running = await start(world, endless, { keep: false });
    await atStep(world, running, 2);
    // Beside the world's own connections, for whose ends its end waits.
    const asked = fetch(`${world.url}/api/v1/sandbox/scenario-runs/${running.id}?seen=4&waitMs=20000`, {
      headers: { authorization: world.authorization('operator') },
    });
    await world[Symbol.asyncDispose]();
    const ended = await (await asked).json();
    expect(ended).toMatchObject({ state: 'failed', reason: 'closing', says: 'koli ends', kept: false });
  });
});
