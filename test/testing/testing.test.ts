import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { type Koli, startKoli } from '@koli/testing';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { lengthOf } from '../../testing/src/clock.ts';

const at = '2026-11-23T09:00:00Z';
const nine = Date.parse(at);
let koli: Koli;

beforeAll(async () => {
  koli = await startKoli({ at });
});
afterAll(() => koli.close());
beforeEach(() => koli.reset());

test('starts a marketplace: seller, order, list and webhook', async () => {
  const receiver = await koli.receiver();
  const order = await koli.order({ orderNumber: 'MY-1', lines: [{ barcode: 'mug', quantity: 3 }] });
  await koli.settle();
  expect(order).toMatchObject({ sellerId: koli.sellerId, orderNumber: 'MY-1', status: 'Created' });
  const { content } = await koli.seller.listOrdersV2({ orderNumber: 'MY-1' });
  expect(content.map((one) => [one.shipmentPackageId, one.lines[0]!.barcode, one.lines[0]!.quantity])).toEqual([
    [order.shipmentPackageId, 'mug', 3],
  ]);
  expect(receiver.statusesOf(order.shipmentPackageId)).toEqual(['Awaiting', 'Created']);
  expect(receiver.received[0]).toMatchObject({ id: expect.stringMatching(/^evt_2738_/) });
  expect(receiver.received[0]!.headers['x-api-key']).toBe('receiver-key');
});

test('brings a package to any status, and makes many orders at once', async () => {
  const [first, second] = await koli.orders(2, { status: 'Picking' });
  expect([first!.status, second!.status]).toEqual(['Picking', 'Picking']);
  await koli.walk(first!.shipmentPackageId, 'Delivered');
  await koli.walk(second!.shipmentPackageId, 'Cancelled', {
    lines: second!.lines.map(({ lineId, quantity }) => ({ lineId, quantity })),
  });
  const { content } = await koli.seller.listOrdersV2({ shipmentPackageIds: [first!.shipmentPackageId] });
  expect(content.map(({ status }) => status)).toEqual(['Delivered']);
  const cancelled = await koli.operator.readPackage(koli.sellerId, second!.shipmentPackageId);
  expect(cancelled.package.status).toBe('Cancelled');
});

test('the clock stands still until it is moved, and performs what falls due on the way', async () => {
  const receiver = await koli.receiver();
  receiver.answerAlways(500);
  await koli.order({ paymentDelay: 'PT30M' });
  expect(koli.clock.now()).toBe(nine);
  await koli.clock.advance('29m 59s');
  expect((await koli.seller.listOrdersV2({ status: ['Created'] })).content).toEqual([]);
  await koli.clock.advance(1_000);
  expect((await koli.seller.listOrdersV2({ status: ['Created'] })).content).toHaveLength(1);
  await koli.clock.advance('1h');
  const [webhook] = await koli.seller.listWebhooks();
  expect(webhook!.status).toBe('PASSIVE');
  expect(receiver.received).toHaveLength(13);
  await koli.clock.set('2026-11-24T09:00:00Z');
  expect(koli.clock.now()).toBe(nine + 86_400_000);
  await expect(koli.clock.set(nine)).rejects.toThrow('forward only');
});

test('a reset gives the first state, each time the same', async () => {
  const before = await koli.receiver();
  const first = await koli.order();
  await koli.settle();
  expect(before.received).toHaveLength(2);
  await koli.clock.advance('1d');
  await koli.reset();
  expect(koli.clock.now()).toBe(nine);
  expect(await koli.seller.listWebhooks()).toEqual([]);
  expect((await koli.seller.listOrdersV2()).content).toEqual([]);
  const receiver = await koli.receiver({ envelope: 'page', statuses: ['CREATED'] });
  expect(await koli.order()).toEqual(first);
  await koli.settle();
  expect(receiver.received.map((one) => one.package.status)).toEqual(['Created']);
  expect(JSON.parse(receiver.received[0]!.body).content).toHaveLength(1);
  expect(before.received).toHaveLength(2);
});

test('a scenario is run, and its packages can be read', async () => {
  const { sellerId, packages, steps } = await koli.scenario('cancel-split-cancel', { seed: 3 });
  expect(Object.keys(packages)).toEqual(['p', 'rest', 'half', 'other', 'last']);
  expect(steps.map(({ state }) => state)).toEqual(Array(15).fill('passed'));
  const { package: last } = await koli.operator.readPackage(sellerId, packages['last']!);
  expect(last.status).toBe('Delivered');
  const mine = { title: 'Mine', steps: [{ order: {} }, { wait: '1h' }, { expect: { status: 'Created' as const } }] };
  const before = koli.clock.now();
  await koli.scenario(mine, { keep: false });
  expect(koli.clock.now()).toBeGreaterThanOrEqual(before + 3_600_000);
});

test('a scenario with another outcome throws with its step', async () => {
  const steps = [{ order: {} }, { pick: 'p' }, { expect: { status: 'Shipped' as const } }];
  await expect(koli.scenario({ title: 'Mine', steps })).rejects.toThrow(
    'The scenario "Mine" went another way, steps[2] (expect: { status: Shipped }): status of p is Picking, and not Shipped',
  );
  await expect(koli.scenario('nothing')).rejects.toThrow('There is no scenario nothing: the library of koli has ');
  const wrong = { title: 'Mine', steps: [{ cancel: { lines: 'all' } }] };
  await expect(koli.scenario(wrong)).rejects.toThrow('steps[0].cancel.lines must be lines like "2" or "1=1, 2".');
  const never = koli.scenario({ title: 'Long', steps: [{ webhook: { answers: 200 } }, { expect: { heardInAll: 1 } }] });
  const cut = expect(never).rejects.toThrow(
    'The scenario "Long" went another way, steps[1] (expect: { heardInAll: 1 }): a reset, restore or import of the sandbox',
  );
  const isUnderWay = async () => (await koli.operator.listScenarioRuns()).content[0]!.stepsDone === 1;
  while (!(await isUnderWay()));
  await koli.reset();
  await cut;
});

test('several run beside each other, and end when they are closed', async () => {
  const url = await (async () => {
    await using other = await startKoli({ at, to: 'shop', settings: { KOLI_WEBHOOK_PROFILE: 'standard' } });
    await koli.order();
    expect((await other.seller.listOrdersV2({ size: 200 })).content.length).toBeGreaterThan(5);
    return other.url;
  })();
  expect((await koli.seller.listOrdersV2()).content).toHaveLength(1);
  await expect(fetch(url)).rejects.toThrow();
});

test('another seller has its own key, orders and webhook', async () => {
  const other = await koli.newSeller({ seed: 7 });
  const receiver = await koli.receiver({ sellerId: other.sellerId });
  const order = await koli.order({ sellerId: other.sellerId });
  await koli.walk(order.shipmentPackageId, 'Picking', { sellerId: other.sellerId });
  await koli.settle();
  expect((await other.client.listOrdersV2()).content.map(({ status }) => status)).toEqual(['Picking']);
  expect(receiver.statusesOf(order.shipmentPackageId)).toEqual(['Awaiting', 'Created', 'Picking']);
  expect((await koli.seller.listOrdersV2()).content).toEqual([]);
  await koli.reset();
  await expect(other.client.listOrdersV2()).rejects.toMatchObject({ status: 401 });
});

test('limits are off by default, and wrong settings are reported at once', async () => {
  const asked = (one: Koli) =>
    Promise.allSettled(Array.from({ length: 60 }, () => one.seller.listWebhooks({ retries: 0 })));
  expect((await asked(koli)).filter(({ status }) => status === 'rejected')).toEqual([]);
  await using strict = await startKoli({ rateLimits: true });
  expect((await asked(strict)).filter(({ status }) => status === 'rejected')).toHaveLength(10);
  await expect(startKoli({ settings: { KOLI_V1: 'perhaps' } })).rejects.toThrow('KOLI_V1');
  await expect(startKoli({ settings: { KOLI_V2: 'off' } })).rejects.toThrow('does not know: KOLI_V2');
});

test('lengths of time', () => {
  expect(['65m', '1d 2h', '1.5s', '250ms', '2w'].map(lengthOf)).toEqual([
    3_900_000, 93_600_000, 1_500, 250, 1_209_600_000,
  ]);
  for (const wrong of ['', '65', 'm', '-1h', '1 h'])
    expect(() => lengthOf(wrong)).toThrow(/"90s", "65m", "3h", "1d 2h"/);
});

test('fake timers of the test runner do not affect it', async () => {
  // Not setImmediate, without which fetch itself stands still.
  vi.useFakeTimers({ now: 0, toFake: ['Date', 'setTimeout', 'setInterval', 'performance'] });
  try {
    const receiver = await koli.receiver();
    const { shipmentPackageId } = await koli.order({ paymentDelay: 'PT30M' });
    await koli.clock.advance('30m');
    await koli.settle();
    expect(receiver.statusesOf(shipmentPackageId)).toEqual(['Awaiting', 'Created']);
    expect(koli.clock.now()).toBe(nine + 1_800_000);
  } finally {
    vi.useRealTimers();
  }
});

test('a process that forgets to close it ends too', () => {
  const entry = JSON.stringify(new URL('../../testing/src/index.ts', import.meta.url).href);
  const script = `const { startKoli } = await import(${entry}); const koli = await startKoli(); await koli.order(); console.log('done')`;
  const told = execFileSync(process.execPath, ['--input-type=module', '--eval', script], { encoding: 'utf8' });
  expect(told).toBe('done\n');
});

test('its clock gets no further calls after it is closed', async () => {
  const other = await startKoli({ at });
  expect(other.clock.now()).toBe(nine);
  await other.close();
  await other.close();
  expect(() => other.clock.now()).toThrow('koli is closed');
});

test('it runs under node:test', () => {
  const file = fileURLToPath(new URL('./under-node-test.ts', import.meta.url));
  const { NODE_TEST_CONTEXT: _, ...env } = process.env;
  const told = execFileSync(process.execPath, ['--test', '--test-reporter=tap', file], { encoding: 'utf8', env });
  expect(told).toMatch(/^# pass 1$/m);
  expect(told).toMatch(/^# fail 0$/m);
});
