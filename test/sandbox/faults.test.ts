import { describe, expect, test } from 'vitest';
import type { FaultInput } from '../../src/sandbox/wire/fault.ts';
import { documentOf, expectRefused, packageIn, packagePath, stored } from '../http/lab.ts';
import { start_of_time, startWorld } from '../world.ts';
import { ending, faultsOf, list, listPath, makeFault, path, repeat, stream, takeOff } from './faults-lab.ts';

const statuses = [503, 500, 502, 429, 426, 418, 556];

describe('R11 faults of requests', () => {
  test.each(statuses)(
    'answers %i three times, then passes; the answer is marked, and the list counts',
    async (status) => {
      await using world = await startWorld();
      const seller = await world.newSeller();
      const id = await makeFault(world, { operation: 'listOrdersV2', times: 3, do: { outcome: 'refused', status } });
      const answers = await repeat(5, () => list(world, seller));
      expect(answers.map((answer) => answer.status)).toEqual([status, status, status, 200, 200]);
      expect(answers.map((answer) => answer.headers['koli-fault'])).toEqual([id, id, id, undefined, undefined]);
      expect(answers[0]!.json.errors?.[0].errorCode).toBe(status === 556 ? undefined : String(status));
      expect(answers[0]!.headers['retry-after']).toBe(status === 429 ? '10' : undefined);
      expect(await faultsOf(world)).toMatchObject([{ id, seen: 5, fired: 3, remaining: 0, state: 'over' }]);
    },
  );

  test('exact under concurrency: of sixty simultaneous requests seven fail, and all later ones pass', async () => {
    await using world = await startWorld();
    const seller = await world.newSeller();
    await makeFault(world, { operation: 'lists', times: 7, do: { outcome: 'refused' } });
    const answers = await Promise.all(Array.from({ length: 60 }, () => list(world, seller)));
    expect(answers.filter(({ status }) => status === 503)).toHaveLength(7);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(53);
    expect((await list(world, seller)).status).toBe(200);
    expect(await faultsOf(world)).toMatchObject([{ seen: 61, fired: 7 }]);
  });

  test('an own answer: status, body, media type and Retry-After', async () => {
    await using world = await startWorld();
    const seller = await world.newSeller();
    const step = { outcome: 'refused', status: 502, body: '<h1>Bad gateway</h1>', contentType: 'text/html' } as const;
    await makeFault(world, { id: 'gateway', do: { ...step, retryAfterS: 3 } });
    const answer = await list(world, seller);
    expect([answer.status, answer.body]).toEqual([502, '<h1>Bad gateway</h1>']);
    expect(answer.headers).toMatchObject({
      'content-type': 'text/html',
      'retry-after': '3',
      'koli-fault': 'gateway',
      'x-request-id': expect.any(String),
    });
  });

  test('by seller, operation, group and package, and by nothing else', async () => {
    await using world = await startWorld();
    const [one, other] = [await world.newSeller(), await world.newSeller()];
    const [mine, second] = [await packageIn(world, one), await packageIn(world, one)];
    const theirs = await packageIn(world, other);
    const down = { outcome: 'refused' } as const;
    const pick = (as = one, { path } = mine) => world.call('PUT', path, { as, body: { status: 'Picking' } });
    const all = async () => [
      (await list(world, one)).status,
      (await list(world, other)).status,
      (await stream(world, one)).status,
      await ending(pick()),
      await ending(pick(one, second)),
      await ending(pick(other, theirs)),
    ];
    const struck = async (input: FaultInput) => {
      await makeFault(world, input);
      const found = (await all()).map((status) => status === 503);
      await takeOff(world);
      return found;
    };
    expect(await struck({ sellerId: one.seller_id, do: down })).toEqual([true, false, true, true, true, false]);
    expect(await struck({ operation: 'lists', do: down })).toEqual([true, true, true, false, false, false]);
    expect(await struck({ operation: 'writes', do: down })).toEqual([false, false, false, true, true, true]);
    expect(await struck({ operation: ['streamOrders', 'updatePackage'], do: down })).toEqual([
      false,
      false,
      true,
      true,
      true,
      true,
    ]);
    expect(await struck({ packageId: second.package_id, do: down })).toEqual([false, false, false, false, true, false]);
    // Nobody's business: the operator's own calls, and whoever does not come in.
    await makeFault(world, { do: down });
    expect((await world.call('GET', '/api/v1/packages', { as: 'operator' })).status).toBe(200);
    expectRefused(await world.call('GET', listPath(one), { as: other }), 'mismatch');
    expect(await faultsOf(world)).toMatchObject([{ seen: 0 }]);
  });

  const writes: [FaultInput['do'] & object, ended: number | 'gone', is_done: boolean][] = [
    [{ outcome: 'refused', status: 500 }, 500, false],
    [{ outcome: 'closed' }, 'gone', false],
    [{ outcome: 'dropped-before', delayMs: 5 }, 'gone', false],
    [{ outcome: 'not-done' }, 200, false],
    [{ outcome: 'dropped-after', delayMs: 5 }, 'gone', true],
    [{ outcome: 'failed-after', status: 504 }, 504, true],
    [{ outcome: 'delayed', delayMs: 5 }, 200, true],
  ];
  test.each(writes)(
    '%j on a cancel: ends with %s, performed is %s, and the same key tells the truth',
    async (step, ended, is_done) => {
      await using world = await startWorld();
      const seller = await world.newSeller();
      const { path, line, package_id } = await packageIn(world, seller);
      await makeFault(world, { id: 'once', operation: 'cancelItems', times: 1, do: step });
      const before = await stored(world);
      const body = { lines: [{ lineId: line['a'], quantity: 1 }], reasonId: 500 };
      const cancel = () =>
        world.call('PUT', `${path}/items/unsupplied`, { as: seller, body, headers: { 'idempotency-key': 'k1' } });
      expect(await ending(cancel())).toBe(ended);
      expect((await stored(world)) === before).toBe(!is_done);
      expect((await documentOf(world, seller, package_id)).status).toBe(is_done ? 'Cancelled' : 'Created');

      const again = await cancel();
      expect([again.status, again.headers['koli-fault']]).toEqual([200, undefined]);
      expect(again.headers['idempotent-replayed']).toBe(is_done ? 'true' : undefined);
      const remainder = Number(again.headers['koli-new-package']);
      expect((await documentOf(world, seller, remainder)).status).toBe('Created');
      expect(await world.sql('select count(*)::integer as count from packages')).toEqual([{ count: 2 }]);
    },
  );

  test('answered but not performed: the answer has ids as usual, which never appear again', async () => {
    await using world = await startWorld();
    const seller = await world.newSeller();
    const receiver = await world.receiver();
    const hooks = `/integration/webhook/sellers/${seller.seller_id}/webhooks`;
    const terms = { url: receiver.url, authenticationType: 'API_KEY', apiKey: 'k' };
    const { path, line } = await packageIn(world, seller);
    await makeFault(world, { operation: 'writes', times: 3, do: { outcome: 'not-done' } });
    const before = await stored(world);

    const split = await world.call('POST', `${path}/split`, { as: seller, body: { orderLineIds: [line['a']] } });
    expect(split.json).toEqual({ newPackageId: expect.any(Number) });
    expect(split.headers['koli-new-packages']).toMatch(/^\d+,\d+$/);
    const webhook = await world.call('POST', hooks, { as: seller, body: terms });
    expect([webhook.status, webhook.json]).toEqual([200, { id: expect.any(String) }]);
    // A refusal stays one.
    const wrong = await world.call('POST', `${path}/split`, { as: seller, body: { orderLineIds: [1] } });
    expectRefused(wrong, 'line');
    expect([split, webhook, wrong].map((answer) => answer.headers['koli-fault'])).toEqual(['f1', 'f1', 'f1']);

    expect(await stored(world)).toBe(before);
    expect((await world.call('GET', hooks, { as: seller })).json).toEqual([]);
    const unseen = packagePath(seller, split.json.newPackageId);
    expectRefused(await world.call('PUT', unseen, { as: seller, body: { status: 'Picking' } }), 'package');
    const again = await world.call('POST', `${path}/split`, { as: seller, body: { orderLineIds: [line['a']] } });
    expect([again.status, again.json.newPackageId > split.json.newPackageId]).toEqual([200, true]);
  });

  test('a write that is undone does not affect the writes of its transaction', async () => {
    await using world = await startWorld();
    const seller = await world.newSeller();
    const packages = await repeat(12, () => packageIn(world, seller, 'Created', [{ barcode: 'x', quantity: 1 }]));
    await makeFault(world, { operation: 'writes', times: 5, do: { outcome: 'not-done' } });
    const answers = await Promise.all(
      packages.map(({ path }) => world.call('PUT', path, { as: seller, body: { status: 'Picking' } })),
    );
    expect(answers.every(({ status }) => status === 200)).toBe(true);
    const documents = (await list(world, seller)).json.content as { shipmentPackageId: number; status: string }[];
    for (const [index, answer] of answers.entries()) {
      const document = documents.find((one) => one.shipmentPackageId === packages[index]!.package_id)!;
      expect(document.status).toBe(answer.headers['koli-fault'] === undefined ? 'Picking' : 'Created');
    }
    expect(answers.filter((answer) => answer.headers['koli-fault'] !== undefined)).toHaveLength(5);
  });

  test('an answer that waits is given when koli stops', async () => {
    const world = await startWorld();
    const seller = await world.newSeller();
    const { path, package_id } = await packageIn(world, seller);
    await makeFault(world, { operation: 'updatePackage', do: { outcome: 'delayed', delayMs: 60_000 } });
    const answer = fetch(world.url + path, {
      method: 'PUT',
      headers: {
        'content-type': 'application/json',
        authorization: `Basic ${btoa(`${seller.key}:${seller.secret}`)}`,
      },
      body: JSON.stringify({ status: 'Picking' }),
    });
    // It is done while the caller waits.
    while ((await documentOf(world, seller, package_id)).status !== 'Picking') await new Promise(setImmediate);
    await world[Symbol.asyncDispose]();
    expect((await answer).headers.get('koli-fault')).toBe('f1');
  });

  test('passes the first requests, applies within its window of the sandbox clock, and ends after it', async () => {
    await using world = await startWorld();
    const seller = await world.newSeller();
    const [from, until] = [start_of_time + 60_000, start_of_time + 120_000];
    await makeFault(world, { id: 'w', operation: 'lists', after: 2, from, until, do: { outcome: 'refused' } });
    const three = async () => (await repeat(3, () => list(world, seller))).map(({ status }) => status);
    expect(await three()).toEqual([200, 200, 200]);
    expect(await faultsOf(world)).toMatchObject([{ state: 'waiting', seen: 0 }]);
    world.clock.set(from);
    expect(await three()).toEqual([200, 200, 503]);
    world.clock.set(until - 1);
    expect(await three()).toEqual([503, 503, 503]);
    world.clock.set(until);
    expect(await three()).toEqual([200, 200, 200]);
    expect(await faultsOf(world)).toMatchObject([{ state: 'over', seen: 6, fired: 4, remaining: null }]);
  });

  test('chance depends on seed, id and turn only: a script repeats', async () => {
    await using world = await startWorld();
    const seller = await world.newSeller();
    const script = async (seed?: number) => {
      await makeFault(world, { operation: 'lists', rate: 0.4, seed, do: { outcome: 'refused' } });
      const found = (await repeat(40, () => list(world, seller))).map(({ status }) => status);
      await takeOff(world);
      return found;
    };
    const first = await script();
    const failed = first.filter((status) => status === 503).length;
    expect(failed).toBeGreaterThan(5);
    expect(failed).toBeLessThan(35);
    expect(await script()).toEqual(first);
    // The world's own seed is 1.
    expect(await script(1)).toEqual(first);
    expect(await script(2)).not.toEqual(first);
  });

  test('counts survive a restart, and a fault whose row was deleted does not apply', async () => {
    await using world = await startWorld();
    const seller = await world.newSeller();
    await makeFault(world, { operation: 'lists', times: 3, do: { outcome: 'refused' } });
    expect((await repeat(2, () => list(world, seller))).map(({ status }) => status)).toEqual([503, 503]);
    // As after a restart.
    world.ring.virtual.faults.forget();
    expect((await repeat(2, () => list(world, seller))).map(({ status }) => status)).toEqual([503, 200]);

    await makeFault(world, { operation: 'lists', do: { outcome: 'refused' } });
    expect((await list(world, seller)).status).toBe(503);
    await world.sql('delete from faults');
    expect((await list(world, seller)).status).toBe(200);
  });

  test('a request without a fault needs no further query, also after a fault', async () => {
    await using world = await startWorld();
    const seller = await world.newSeller();
    const { pool } = world.world.db;
    const names: string[] = [];
    const ask = pool.query.bind(pool) as (...values: unknown[]) => unknown;
    Object.assign(pool, {
      query: (...values: [{ name?: string }]) => {
        // Payments are looked for every second, whatever is asked.
        if (!/Payments?$/.test(String(values[0].name))) names.push(String(values[0].name));
        return ask(...values);
      },
    });
    await list(world, seller);
    names.length = 0;
    await list(world, seller);
    expect(names).toEqual([expect.stringMatching(/^listPage_\d+$/)]);
    await makeFault(world, { operation: 'lists', times: 1, do: { outcome: 'refused' } });
    await takeOff(world);
    names.length = 0;
    await list(world, seller);
    expect(names).toEqual([expect.stringMatching(/^listPage_\d+$/)]);
  });

  test('the oldest fault decides; later ones count only what passes it', async () => {
    await using world = await startWorld();
    const seller = await world.newSeller();
    await makeFault(world, { id: 'first', times: 1, do: { outcome: 'refused', status: 500 } });
    await makeFault(world, { id: 'second', sellerId: seller.seller_id, times: 1, do: { outcome: 'refused' } });
    expect((await repeat(3, () => list(world, seller))).map(({ status }) => status)).toEqual([500, 503, 200]);
    expect((await faultsOf(world)).map((one: { seen: number }) => one.seen)).toEqual([3, 2]);
  });
});

describe('R12 sequences', () => {
  test('two packages follow the steps of one script at the same time, each at its own pace', async () => {
    await using world = await startWorld();
    const seller = await world.newSeller();
    const [one, other] = [await packageIn(world, seller), await packageIn(world, seller)];
    await makeFault(world, {
      operation: 'setBoxInfo',
      sequence: [
        { outcome: 'refused', status: 500 },
        { outcome: 'passed' },
        { outcome: 'refused', status: 429 },
        { outcome: 'closed' },
      ],
    });
    const tell = ({ path }: typeof one) =>
      ending(world.call('PUT', `${path}/box-info`, { as: seller, body: { boxQuantity: 1, deci: 2 } }));
    const met = { one: [] as unknown[], other: [] as unknown[] };
    for (const which of ['one', 'one', 'other', 'one', 'other', 'other', 'other', 'one', 'one', 'other'] as const)
      met[which].push(await tell(which === 'one' ? one : other));
    expect(met.one).toEqual([500, 200, 429, 'gone', 200]);
    expect(met.other).toEqual([500, 200, 429, 'gone', 200]);
    const [fault] = await faultsOf(world);
    expect(fault).toMatchObject({ seen: 10, fired: 6, remaining: null });
    expect(fault.counters).toHaveLength(2);
  });

  test('two packages follow two scripts, and two sellers one each', async () => {
    await using world = await startWorld();
    const [seller, second] = [await world.newSeller(), await world.newSeller()];
    const [one, other] = [await packageIn(world, seller), await packageIn(world, seller)];
    const refused = (status: number) => ({ outcome: 'refused', status }) as const;
    await makeFault(world, { packageId: one.package_id, sequence: [refused(500), refused(503)] });
    await makeFault(world, { packageId: other.package_id, sequence: [{ outcome: 'passed' }, refused(504)] });
    await makeFault(world, { operation: 'lists', per: 'seller', sequence: [refused(426), refused(502)] });
    const pick = ({ path }: typeof one) => ending(world.call('PUT', path, { as: seller, body: { status: 'Picking' } }));
    expect([await pick(one), await pick(other), await pick(other), await pick(one)]).toEqual([500, 200, 504, 503]);
    const lists = async (as: typeof seller) => (await repeat(3, () => list(world, as))).map(({ status }) => status);
    expect(await lists(seller)).toEqual([426, 502, 200]);
    expect(await lists(second)).toEqual([426, 502, 200]);
  });
});

describe('operations on faults', () => {
  const wrong: [body: unknown, field: string][] = [
    [{}, 'body'],
    [{ do: { outcome: 'refused' }, sequence: [{ outcome: 'passed' }] }, 'body'],
    [{ do: { outcome: 'passed' } }, 'do.outcome'],
    [{ do: { outcome: 'exploded' } }, 'do.outcome'],
    [{ do: { outcome: 'refused', status: 200 } }, 'do.status'],
    [{ do: { outcome: 'delayed' } }, 'do.delayMs'],
    [{ do: { outcome: 'delayed', delayMs: 60_001 } }, 'do.delayMs'],
    [{ do: { outcome: 'closed', delayMs: 1 } }, 'do.delayMs'],
    [{ do: { outcome: 'held-back' } }, 'until'],
    [{ do: { outcome: 'lost' }, operation: 'lists' }, 'operation'],
    [{ do: { outcome: 'refused' }, operation: 'createSeller' }, 'operation'],
    [{ do: { outcome: 'refused' }, operation: 'customerCancel' }, 'operation'],
    [{ do: { outcome: 'stale' }, operation: 'writes' }, 'operation'],
    [{ do: { outcome: 'children-late', laterMs: 1 }, operation: ['split', 'updatePackage'] }, 'operation'],
    [{ do: { outcome: 'refused' }, webhookId: '00000000-0000-4000-8000-000000000000' }, 'webhookId'],
    [{ do: { outcome: 'refused' }, per: 'webhook' }, 'per'],
    [{ do: { outcome: 'refused' }, times: 0 }, 'times'],
    [{ do: { outcome: 'refused' }, rate: 1.5 }, 'rate'],
    [{ do: { outcome: 'refused' }, seed: 1 }, 'seed'],
    [{ do: { outcome: 'refused' }, from: 5, until: 5 }, 'until'],
    [{ do: { outcome: 'refused' }, id: 'a b' }, 'id'],
    [{ do: { outcome: 'refused' }, strange: 1 }, 'strange'],
    [{ sequence: [{ outcome: 'refused' }, { outcome: 'lost' }] }, 'sequence[1].outcome'],
    [{ sequence: [{ outcome: 'refused' }], times: 2 }, 'times'],
  ];
  test('a wrong field is named, in both languages', async () => {
    await using world = await startWorld();
    for (const [body, field] of wrong) {
      const answer = await world.call('POST', path, { as: 'operator', body });
      expect([body, expectRefused(answer, 'field').split(' ')[0]]).toEqual([body, field]);
      const turkish = await world.call('POST', path, {
        as: 'operator',
        body,
        headers: { 'accept-language': 'tr' },
      });
      expect(turkish.json.errors[0].message).toMatch(/^\S+ .+\.$/);
      expect(turkish.body).not.toBe(answer.body);
    }
    expect(await faultsOf(world)).toEqual([]);
  });

  test('ids are given or numbered within a seller, and unique there', async () => {
    await using world = await startWorld();
    const [one, other] = [await world.newSeller(), await world.newSeller()];
    const down = { outcome: 'refused' } as const;
    const of = (seller: typeof one) => ({ sellerId: seller.seller_id, do: down });
    expect(await repeat(2, () => makeFault(world, of(one)))).toEqual(['f1', 'f2']);
    expect(await makeFault(world, of(other))).toBe('f1');
    expect(await makeFault(world, { id: 'f1', do: down })).toBe('f1');
    const twice = await world.call('POST', path, { as: 'operator', body: { ...of(one), id: 'f2' } });
    expect([twice.status, twice.json.errors[0].key]).toEqual([409, 'koli.fault.exists']);
    const stranger = await world.call('POST', path, { as: 'operator', body: { sellerId: 999_999, do: down } });
    expectRefused(stranger, 'noSeller');

    expect(await faultsOf(world)).toHaveLength(4);
    expect((await faultsOf(world, `?sellerId=${one.seller_id}`)).map((one: { id: string }) => one.id)).toEqual([
      'f1',
      'f2',
    ]);
    await takeOff(world, '/f1');
    expect((await faultsOf(world)).map((one: { sellerId: number | null }) => one.sellerId)).toEqual([
      one.seller_id,
      one.seller_id,
      other.seller_id,
    ]);
    const gone = await world.call('DELETE', `${path}/f1`, { as: 'operator' });
    expect([gone.status, gone.json.errors[0].key]).toEqual([404, 'koli.fault.unknown']);
    await takeOff(world, `/f1?sellerId=${one.seller_id}`);
    await takeOff(world, `?sellerId=${other.seller_id}`);
    expect((await faultsOf(world)).map((one: { id: string }) => one.id)).toEqual(['f2']);
    await takeOff(world);
    expect(await world.sql('select * from fault_counts')).toEqual([]);
  });

  test('at most a thousand faults; a key repeats its answer; the operator only', async () => {
    await using world = await startWorld();
    const seller = await world.newSeller();
    const body = { do: { outcome: 'refused' }, operation: 'lists', times: 1 };
    const make = (headers = {}) => world.call('POST', path, { as: 'operator', body, headers });
    const first = await make({ 'idempotency-key': 'k' });
    const again = await make({ 'idempotency-key': 'k' });
    expect([again.body, again.headers['idempotent-replayed']]).toEqual([first.body, 'true']);
    for (const method of ['GET', 'POST', 'DELETE'])
      expectRefused(await world.call(method, path, { as: seller }), 'key');
    await world.sql(
      `insert into faults (seller_id, fault_id, number, fault, created_at)
       select 0, 'x' || n, n + 1, '{"do":{"outcome":"lost"}}', 0 from generate_series(1, 999) as n`,
    );
    const full = await make();
    expect([full.status, full.json.errors[0].key]).toEqual([400, 'koli.fault.limit']);
  });
});
