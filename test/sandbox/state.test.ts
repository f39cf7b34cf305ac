import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, inject, test } from 'vitest';
import { expectRefused, packagePath } from '../http/lab.ts';
import { is_full, lengthOf } from '../length.ts';
import type { TestSeller } from '../world.ts';
import { expectSame, frozen, hour_ms, minute_ms, nine, type Sandbox, startSandbox } from './lab.ts';

const first: TestSeller = { seller_id: 2738, key: 'sandbox-key', secret: 'sandbox-secret' };
const second: TestSeller = { seller_id: 2739, key: 'other-key', secret: 'other-secret' };

const count = async (world: Sandbox, seller: TestSeller) =>
  JSON.parse(await world.list(seller, 'size=1')).totalElements;

const rows = async (world: Sandbox) =>
  (
    await world.sql(`select (select count(*) from packages) as packages, (select count(*) from events) as events,
      (select count(*) from deliveries) as deliveries, (select count(*) from webhooks) as webhooks,
      (select count(*) from replies) as replies, (select count(*) from sandbox_sellers) as tenants,
      (select count(*) from given_ids) as given, (select count(*) from moments where kind = 'payment') as payments`)
  )[0];

/** Every number that a seller's packages and lines were given. */
async function idsOf(world: Sandbox, { seller_id }: TestSeller): Promise<number[]> {
  const packages = await world.sql('select package_id, tracking_number from tracking_numbers where seller_id = $1', [
    seller_id,
  ]);
  const orders = await world.sql('select lines from orders where seller_id = $1', [seller_id]);
  return [
    ...packages.flatMap(({ package_id, tracking_number }) => [package_id, tracking_number]),
    ...orders.flatMap(({ lines }) => JSON.parse(lines).map((line: { line_id: number }) => line.line_id)),
  ];
}

/** Something of everything. */
async function live(world: Sandbox): Promise<TestSeller> {
  const receiver = await world.receiver();
  const seller = await world.tenant({ webhook: { url: receiver.url }, seed: 5 });
  await world.order(seller, { shipmentPackageId: 4_242_424_242, status: 'Picking' });
  await world.order(seller, { paymentDelay: 'PT5M' });
  const { shipmentPackageId, lines } = await world.order(seller, { lines: [{ quantity: 3 }] });
  const cancel = await world.call('PUT', `${packagePath(seller, shipmentPackageId)}/items/unsupplied`, {
    as: seller,
    body: { lines: [{ lineId: lines[0]!.lineId, quantity: 1 }], reasonId: 500 },
    headers: { 'idempotency-key': 'once' },
  });
  expect(cancel.status).toBe(200);
  await world.settle();
  return seller;
}

describe('R5 reset', () => {
  test('to empty keeps the first sellers with their keys, and nothing else', async () => {
    await using world = await startSandbox({ seed: true });
    await live(world);
    expect(await world.done('POST', '/reset', { to: 'empty' })).toMatchObject({ packages: 0 });
    expect(await count(world, first)).toBe(0);
    expect(await rows(world)).toEqual({
      packages: 0,
      events: 0,
      deliveries: 0,
      webhooks: 0,
      replies: 0,
      tenants: 0,
      given: 0,
      payments: 0,
    });
    expect(await world.done('GET', '/clock')).toMatchObject({ real: true });
  });

  test('to the shop gives the state of a new sandbox, each time the same', async () => {
    await using world = await startSandbox({ seed: true });
    const began = [await world.list(first), await world.list(second)];
    expect(JSON.parse(began[0]!).totalElements).toBe(9);
    await live(world);
    await world.done('POST', '/reset');
    expect([await world.list(first), await world.list(second)]).toEqual(began);
    await world.done('POST', '/reset', { to: 'shop', clock: { at: nine, frozen: true } });
    const frozen_list = await world.list(first);
    world.clock.advance(hour_ms);
    await world.done('POST', '/reset', { to: 'shop', clock: { at: nine, frozen: true } });
    expect(await world.list(first)).toBe(frozen_list);
  });

  test('to a busy morning gives orders in every status', async () => {
    await using world = await startSandbox({ seed: true });
    expect(await world.done('POST', '/reset', { to: 'busy' })).toMatchObject({ packages: 480 });
    const statuses = await world.sql('select distinct status from packages');
    expect(statuses).toHaveLength(10);
  });

  test('of one seller gives its first state, and does not touch the others', async () => {
    await using world = await startSandbox({ seed: true });
    const receiver = await world.receiver();
    const settings = { legacyFields: true };
    const seller = await world.tenant({ webhook: { url: receiver.url }, to: 'shop', seed: 5, settings });
    const began = await world.list(seller);
    const other = await live(world);
    const others = [await world.list(first), await world.list(other)];
    const made = await world.order(seller, { status: 'Shipped' });
    const changed = { settings: { legacyFields: false, tier: '50k' }, name: 'Changed' };
    await world.call('PATCH', `/api/v1/sellers/${seller.seller_id}`, { as: 'operator', body: changed });
    const webhooks = `/integration/webhook/sellers/${seller.seller_id}/webhooks`;
    const before = (await world.call('GET', webhooks, { as: seller })).json;
    await world.call('DELETE', `${webhooks}/${before[0].id}`, { as: seller });

    const answer = await world.done('POST', `/sellers/${seller.seller_id}/reset`);
    expect(answer).toMatchObject({ packages: 9 });
    expect(await world.list(seller)).toBe(began);
    expect([await world.list(first), await world.list(other)]).toEqual(others);
    expect((await world.call('GET', webhooks, { as: seller })).json).toEqual(before);
    expect((await world.call('GET', '/api/v1/seller', { as: seller })).json).toMatchObject({
      settings: { legacyFields: true, tier: 'unlimited' },
    });
    // Ids begin again, too.
    expect(await world.order(seller, { status: 'Shipped' })).toEqual(made);
    expect(await world.done('POST', `/sellers/${seller.seller_id}/reset`, { to: 'empty', seed: 6 })).toMatchObject({
      packages: 0,
    });
    expect((await world.order(seller)).shipmentPackageId).toBe(made.shipmentPackageId - 9 + 100_000);
  });

  const half = lengthOf(60, 500);
  test.each(['empty', 'shop'])('of many packages, of the whole or of one seller, to %s', async (to) => {
    await using world = await startSandbox();
    const sellers = [await world.tenant({ to }), await world.tenant({ to })] as const;
    const began = await Promise.all(sellers.map((seller) => world.list(seller)));
    const fill = async () => {
      for (const { seller_id } of sellers)
        await world.done('POST', '/orders', { sellerId: seller_id, count: half, silent: true, status: 'Picking' });
      const sum = (await count(world, sellers[0])) + (await count(world, sellers[1]));
      expect(sum).toBeGreaterThanOrEqual(2 * half);
    };
    await fill();
    const other = await world.list(sellers[1]);
    await world.done('POST', `/sellers/${sellers[0].seller_id}/reset`);
    expect([await world.list(sellers[0]), await world.list(sellers[1])]).toEqual([began[0], other]);
    await fill();
    const { packages } = await world.done('POST', '/reset', { to });
    expect(await rows(world)).toMatchObject({ packages, deliveries: 0, tenants: 0 });
    expect(packages).toBe(to === 'empty' ? 0 : 18);
  });

  test('ends what was running: nothing of the old state follows', async () => {
    await using world = await startSandbox({ env: { KOLI_WEBHOOK_TIMEOUT_MS: '60000' } });
    await world.done('PUT', '/clock', frozen);
    const receiver = await world.receiver();
    receiver.answerAlways('hang');
    const seller = await world.tenant({ webhook: { url: receiver.url }, seed: 5 });
    await world.order(seller);
    await expect.poll(() => receiver.requests.length).toBe(1);
    // A move of the clock that waits for the call is cut short.
    const move = world.ask('PUT', '/clock', { advance: 'PT1H' });
    await expect.poll(async () => (await world.done('GET', '/clock')).frozen).toBe(true);
    await world.done('POST', `/sellers/${seller.seller_id}/reset`);
    await move;
    expect((await world.done('GET', '/clock')).now).toBe(nine + hour_ms);
    receiver.answerAlways(200);
    await world.order(seller);
    await world.settle();
    const told = await world.sql('select sequence, state, attempts from deliveries order by sequence');
    expect(told).toEqual([
      { sequence: 1, state: 'delivered', attempts: 1 },
      { sequence: 2, state: 'delivered', attempts: 1 },
    ]);
  });

  test('of the whole interrupts a move of the clock', async () => {
    await using world = await startSandbox({ env: { KOLI_WEBHOOK_TIMEOUT_MS: '60000' } });
    await world.done('PUT', '/clock', frozen);
    const receiver = await world.receiver();
    receiver.answerAlways('hang');
    const seller = await world.tenant({ webhook: { url: receiver.url } });
    await world.order(seller);
    await expect.poll(() => receiver.requests.length).toBe(1);
    const move = world.ask('PUT', '/clock', { advance: 'PT1H' });
    // It has begun when the clock shows that it stands.
    await expect.poll(() => world.world.clock.now()).toBe(nine);
    const reset = world.ask('POST', '/reset', { to: 'empty', clock: { at: nine } });
    const [moved, done] = await Promise.all([move, reset]);
    expect(done.status).toBe(200);
    // Whichever came first: the move was cut short, or it met an empty sandbox.
    if (moved.status !== 200) {
      expectRefused(moved, 'unavailable');
      expect(moved.headers['retry-after']).toBe('1');
    }
    expect(await rows(world)).toMatchObject({ packages: 0, deliveries: 0 });
  });

  test('beside writes: each is performed before, performed after, or refused; never half', async () => {
    await using world = await startSandbox();
    const sellers = await Promise.all(Array.from({ length: 4 }, () => world.tenant()));
    const statuses = new Map<number, number>();
    const note = ({ status }: { status: number }) => statuses.set(status, (statuses.get(status) ?? 0) + 1);
    await Promise.all(
      sellers.flatMap((seller) => [
        ...Array.from({ length: 12 }, async () =>
          note(await world.ask('POST', '/orders', { sellerId: seller.seller_id, status: 'Picking' })),
        ),
        ...Array.from({ length: 3 }, async () => note(await world.ask('POST', `/sellers/${seller.seller_id}/reset`))),
        ...Array.from({ length: 6 }, async () => {
          const path = `/integration/order/sellers/${seller.seller_id}/v2/orders`;
          note(await world.call('GET', path, { as: seller }));
        }),
      ]),
    );
    for (const status of statuses.keys()) expect([200, 503]).toContain(status);
    expect(statuses.get(200)).toBeGreaterThan(48);
    expect((await world.verify()).broken_count).toBe(0);
  });

  test('refuses requests of a deleted seller', async () => {
    await using world = await startSandbox();
    const seller = await world.tenant();
    await world.list(seller);
    await world.done('POST', '/reset', { to: 'empty' });
    const path = `/integration/order/sellers/${seller.seller_id}/v2/orders`;
    expectRefused(await world.call('GET', path, { as: seller }), 'key');
    expectRefused(await world.ask('POST', `/sellers/${seller.seller_id}/reset`), 'noSeller');
  });

  test.each([{ to: 'nothing' }, { seed: -1 }, { clock: { at: 'x' } }, { clock: { at: 1, advance: 1 } }, { all: true }])(
    '%j is refused and nothing is deleted',
    async (body) => {
      await using world = await startSandbox({ seed: true });
      expectRefused(await world.ask('POST', '/reset', body), 'field');
      expect(await count(world, first)).toBe(9);
    },
  );
});

describe('R6 export and import', () => {
  test('export, reset, import: lists are byte-equal, ids continue without reuse, the clock is restored', async () => {
    await using world = await startSandbox({ seed: true });
    await world.done('PUT', '/clock', frozen);
    const seller = await live(world);
    const stream = async () =>
      (await world.call('GET', `/integration/order/sellers/${seller.seller_id}/orders/stream?size=200`, { as: seller }))
        .body;
    const lists = [await world.list(first), await world.list(seller), await stream()];
    const used = await idsOf(world, seller);
    expect(used.length).toBeGreaterThan(8);
    const clock = await world.done('GET', '/clock');
    const file = await world.export();
    const next = await world.order(seller);
    await world.done('POST', '/reset', { to: 'empty' });
    expect((await world.import(file)).json).toEqual({ packages: 22, now: clock.now });
    expect([await world.list(first), await world.list(seller), await stream()]).toEqual(lists);
    expect(await world.done('GET', '/clock')).toEqual(clock);
    expectSame(await world.export(), file);
    // The same call after the same state: the very same order.
    expect(await world.order(seller)).toEqual(next);
    for (const id of [next.shipmentPackageId, next.cargoTrackingNumber, ...next.lines.map(({ lineId }) => lineId)])
      expect(used).not.toContain(id);
    // What was due then is due again.
    await world.done('PUT', '/clock', { advance: 5 * minute_ms });
    expect(JSON.parse(await world.list(seller, 'status=Awaiting')).totalElements).toBe(0);
  });

  test('sealed values open in a sandbox with another key, and calls go on', async () => {
    await using world = await startSandbox();
    const receiver = await world.receiver();
    const seller = await world.tenant({ webhook: { url: receiver.url, apiKey: 'of-my-own' } });
    await world.order(seller);
    await world.settle();
    const file = await world.export();
    await using other = await startSandbox({ env: { KOLI_SECRET_KEY: Buffer.alloc(32, 9).toString('base64') } });
    expect((await other.import(file)).status).toBe(200);
    await other.order(seller);
    await other.settle();
    expect(receiver.requests.map(({ headers }) => headers['x-api-key'])).toEqual(Array(4).fill('of-my-own'));
    const [row] = await other.sql('select secret from webhooks');
    expect(row!['secret']).toMatch(/^v1\./);
  });

  test('a running call is repeated, as after a crash', async () => {
    await using world = await startSandbox();
    const receiver = await world.receiver();
    receiver.answer('hang');
    const seller = await world.tenant({ webhook: { url: receiver.url } });
    await world.order(seller);
    await expect.poll(() => receiver.requests.length).toBe(1);
    const file = await world.export();
    expect(gunzipSync(file).toString()).not.toMatch(/"leased_until":\d/);
    expect((await world.import(file)).status).toBe(200);
    await world.settle();
    const ids = receiver.requests.map(({ headers }) => headers['webhook-id']);
    expect([ids.length, ids[1]]).toEqual([3, ids[0]]);
  });

  const edited = (file: Buffer, edit: (text: string) => string) => gzipSync(edit(gunzipSync(file).toString()));
  test('a file of an older schema is read', async () => {
    await using world = await startSandbox();
    await live(world);
    const file = await world.export();
    const old = edited(file, (text) =>
      text
        .replace(/"schema":\d+/, '"schema":6')
        .replaceAll('"out_of_order":', '"stray":')
        .replaceAll(/,\\"invoiceStatus\\":\\"(Not)?Invoiced\\",\\"invoiceRejectedReasonKeys\\":\[\]/g, ''),
    );
    expect(gunzipSync(old).toString()).toContain('"stray":');
    expect(gunzipSync(old).toString()).not.toContain('invoiceStatus');
    expect((await world.import(Buffer.from(old))).status).toBe(200);
    expectSame(await world.export(), file);
  });

  test('a file from before moments gets them', async () => {
    await using world = await startSandbox();
    await world.done('PUT', '/clock', frozen);
    await live(world);
    const meaningful = () =>
      world.sql(
        `select m.*, p.agreed_delivery_at from moments m join packages p using (seller_id, package_id)
          where m.kind = 'payment' or p.status in ('Created', 'Picking', 'Invoiced')
          order by m.seller_id, m.due_at, m.package_id, m.kind`,
      );
    const before = await meaningful();
    expect(new Set(before.map(({ kind }) => kind))).toEqual(new Set(['payment', 'hand-over']));
    const old = edited(await world.export(), withoutMoments);
    expect(gunzipSync(old).toString()).toContain('"table":"payments_due"');
    expect((await world.import(Buffer.from(old))).status).toBe(200);
    expect(await meaningful()).toEqual(before);
  });

  /** As a koli wrote it whose payments had a table of their own, and who knew no other moments. */
  function withoutMoments(text: string): string {
    let table = '';
    const lines = text.split('\n').flatMap((line) => {
      const row = line === '' ? {} : JSON.parse(line);
      if (row.table !== undefined) table = row.table === 'moments' ? 'payments_due' : row.table;
      if (row.table !== undefined) return [JSON.stringify({ table })];
      if (table === 'payments_due' && row.kind !== undefined) {
        const { kind, not_before: _, ...payment } = row;
        return kind === 'payment' ? [JSON.stringify(payment)] : [];
      }
      return [line.replace(/"agreed_delivery_at":\d+,?(?=[^\\]*$)/, '').replace(/,\}$/, '}')];
    });
    const rows = lines.filter((line) => line.startsWith('{"') && !/^\{"(koli|table|end)"/.test(line)).length;
    const older = lines.join('\n').replace(/"schema":\d+/, '"schema":11');
    return older.replace(/\{"end":\d+\}/, `{"end":${rows}}`);
  }

  const broken: [string, RegExp, (file: Buffer) => Uint8Array][] = [
    ['nothing', /missing/, () => Buffer.alloc(0)],
    ['no gzip', /damaged/, () => Buffer.from('hello')],
    ['cut off', /damaged/, (file) => file.subarray(0, file.length - 40)],
    ['something else', /not an export/, () => gzipSync('{"hello":1}\n')],
    ['a newer format', /newer/, (file) => edited(file, (text) => text.replace('"format":1', '"format":2'))],
    ['a newer schema', /newer/, (file) => edited(file, (text) => text.replace(/"schema":\d+/, '"schema":999'))],
    ['a row less', /damaged/, (file) => edited(file, (text) => text.replace(/\n\{"seller_id":[^\n]*/, ''))],
    ['no end', /damaged/, (file) => edited(file, (text) => text.replace(/\{"end":\d+\}\n$/, ''))],
    ['a strange table', /strange/, (file) => edited(file, (text) => text.replace('"sellers"}', '"strange"}'))],
    ['a strange column', /colour/, (file) => edited(file, (text) => text.replace('"name":', '"colour":1,"name":'))],
    ...['null', '[]', '{}', '7', '{"$sealed":'].map((row): (typeof broken)[number] => [
      `the row ${row}`,
      /damaged|koli never writes/,
      (file) => edited(file, (text) => text.replace(/(\{"table":"sandbox_clock"\}\n)[^\n]*/, `$1${row}`)),
    ]),
    ['zeros', /not an export/, () => gzipSync(Buffer.alloc(lengthOf(1, 40) << 20))],
    ['an endless first line', /not an export/, () => gzipSync(Buffer.alloc(lengthOf(1, 40) << 20, 'x'))],
    ['a table twice', /damaged/, (file) => edited(file, (text) => text.replace(/\n\{"table":"[^\n]*/, '$&$&'))],
    [
      'a row that goes deep',
      /damaged|koli never writes/,
      (file) =>
        edited(file, (text) =>
          text.replace(/(\{"table":"sellers"\}\n\{"seller_id":)\d+/, `$1${'['.repeat(20_000)}${']'.repeat(20_000)}`),
        ),
    ],
    [
      'a row twice',
      /koli never writes/,
      (file) => edited(file, (text) => text.replace(/(\{"seller_id":2738,"name"[^\n]*\n)/, '$1$1')),
    ],
    [
      'no JSON',
      /damaged|koli never writes/,
      (file) => edited(file, (text) => text.replace('"seller_id":2738,"name"', '"seller_id":,"name"')),
    ],
  ];
  // More than a line may have is much to pack.
  const endless = `\n${'x'.repeat(lengthOf(0, 40) << 20)}`;
  if (is_full)
    broken.push(['an endless line', /damaged/, (file) => edited(file, (text) => text.replace(/\n[\s\S]*/, endless))]);

  test('an incomplete file is refused, and the state stays', async () => {
    await using world = await startSandbox({ seed: true });
    const seller = await live(world);
    const lists = [await world.list(first), await world.list(seller)];
    const file = await world.export();
    for (const [name, sentence, spoil] of broken) {
      const answer = await world.import(spoil(file));
      expect([name, expectRefused(answer, 'import')]).toEqual([name, expect.stringMatching(sentence)]);
      expect([await world.list(first), await world.list(seller)]).toEqual(lists);
    }
    const json = await world.ask('POST', '/import', { hello: 1 });
    expectRefused(json, 'media');
    await world.order(seller);
  });

  test('a column that an older koli did not have gets its default', async () => {
    await using world = await startSandbox({ seed: true, verify: false });
    await live(world);
    const file = await world.export();
    const older = edited(file, (text) => text.replaceAll(/"attempts":\d+,/g, ''));
    expect((await world.import(older)).status).toBe(200);
    expect(await world.sql('select distinct attempts from deliveries')).toEqual([{ attempts: 0 }]);
  });
});

describe('R6 long work', () => {
  test.each(['export', 'import', 'snapshot', 'restore', 'reset'])(
    'of the kind %s reports its progress',
    async (kind) => {
      await using world = await startSandbox({ seed: true });
      await world.done('POST', '/orders', { count: 300, silent: true, status: 'Invoiced' });
      await world.done('PUT', '/snapshots/before');
      const file = await world.export();
      const works: Record<string, () => Promise<unknown>> = {
        export: world.export,
        import: () => world.import(file),
        snapshot: () => world.done('PUT', '/snapshots/again'),
        restore: () => world.done('POST', '/snapshots/before/restore'),
        reset: () => world.done('POST', '/reset', { to: 'busy' }),
      };
      expect(await world.done('GET', '/work')).toEqual({ work: null });
      let over = false;
      const doing = works[kind]!().finally(() => {
        over = true;
      });
      const seen: { work: string; done: number; total: number }[] = [];
      while (!over) {
        const { work } = await world.done('GET', '/work');
        if (work !== null) seen.push(work);
      }
      await doing;
      expect(seen.length).toBeGreaterThan(0);
      for (const [at, { work, done, total }] of seen.entries()) {
        expect([work, total]).toEqual([kind, seen[0]!.total]);
        expect(done).toBeLessThanOrEqual(total);
        expect(done).toBeGreaterThanOrEqual(seen[at - 1]?.done ?? 0);
      }
      expect(await world.done('GET', '/work')).toEqual({ work: null });
    },
  );
});

describe('R6 snapshots', () => {
  test('are taken, listed, restored and deleted; a reset keeps them', async () => {
    await using world = await startSandbox({ seed: true });
    await world.done('PUT', '/clock', frozen);
    const seller = await live(world);
    const before = [await world.list(first), await world.list(seller)];
    const taken = await world.done('PUT', '/snapshots/before-the-storm');
    expect(taken).toMatchObject({ name: 'before-the-storm', packages: 22, bytes: expect.any(Number) });
    await world.done('PUT', '/clock', { advance: 'P2D' });
    await world.done('POST', '/reset', { to: 'empty' });
    await world.done('PUT', '/snapshots/after');
    expect((await world.done('GET', '/snapshots')).snapshots.map(({ name }: { name: string }) => name)).toEqual([
      'after',
      'before-the-storm',
    ]);
    expect(await world.done('POST', '/snapshots/before-the-storm/restore')).toMatchObject({ packages: 22 });
    expect([await world.list(first), await world.list(seller)]).toEqual(before);
    expect(await world.done('GET', '/clock')).toMatchObject({ now: taken.time, frozen: true });
    await world.done('DELETE', '/snapshots/after');
    for (const [method, path] of [
      ['DELETE', '/snapshots/after'],
      ['POST', '/snapshots/after/restore'],
    ] as const)
      expectRefused(await world.ask(method, path), 'noSnapshot');
    expectRefused(await world.ask('PUT', '/snapshots/a%20b'), 'field');
    expectRefused(await world.ask('PUT', `/snapshots/${'a'.repeat(65)}`), 'field');
  });
});

describe('R6 between two databases', () => {
  test('one database reads the export of the other', async () => {
    await using world = await startSandbox({ seed: true });
    await live(world);
    await world.done('PUT', '/clock', frozen);
    const file = await world.export();
    await using embedded = await startSandbox({ embedded: true });
    expect([world.world.db.kind, embedded.world.db.kind]).toEqual([inject('start').kind, 'pglite']);
    expect((await embedded.import(file)).status).toBe(200);
    const back = await embedded.export();
    expectSame(back, file);
    expect((await world.import(back)).status).toBe(200);
    expectSame(await world.export(), file);
  });
});
