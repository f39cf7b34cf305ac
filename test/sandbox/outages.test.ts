import { describe, expect, test } from 'vitest';
import { documentOf, expectRefused, packageIn, packagePath } from '../http/lab.ts';
import type { TestSeller, TestWorld } from '../world.ts';
import { startWorld } from '../world.ts';
import { faultsOf, idsOf, list, listPath, makeFault, repeat, stream, takeOff } from './faults-lab.ts';

const minute_ms = 60_000;

describe('R13 outages of lists and stream', () => {
  test.each([503, 429, 426])('answer %i until the end; then the missed window returns everything', async (status) => {
    await using world = await startWorld({ env: { KOLI_V1: 'on' } });
    const [seller, other] = [await world.newSeller(), await world.newSeller()];
    const before = await packageIn(world, seller);
    const from = world.clock.now();
    const until = from + 10 * minute_ms;
    await makeFault(world, {
      sellerId: seller.seller_id,
      operation: 'lists',
      from,
      until,
      do: { outcome: 'refused', status },
    });
    const ask = async (as = seller) => [
      await world.call('GET', listPath(as, '', ''), { as }),
      await list(world, as),
      await stream(world, as),
    ];
    const meanwhile = await packageIn(world, seller);
    for (const answer of await ask()) {
      expect([answer.status, answer.headers['koli-fault']]).toEqual([status, 'f1']);
      expect(answer.json.errors[0].errorCode).toBe(String(status));
    }
    // Writes go on, and so do others.
    const picked = await world.call('PUT', before.path, { as: seller, body: { status: 'Picking' } });
    expect([picked.status, picked.headers['koli-fault']]).toEqual([200, undefined]);
    expect((await ask(other)).map((answer) => answer.status)).toEqual([200, 200, 200]);
    world.clock.set(until);
    for (const answer of await ask())
      expect(idsOf(answer).sort()).toEqual([before.package_id, meanwhile.package_id].sort());
    const window = await list(world, seller, `?startDate=${from}&endDate=${until}`);
    expect([window.json.totalElements, idsOf(window)]).toEqual([2, expect.any(Array)]);
  });

  test('miss the changes of the window, with consistent totals; afterwards the window returns everything', async () => {
    await using world = await startWorld();
    const seller = await world.newSeller();
    const old = await repeat(5, () => packageIn(world, seller));
    const from = world.clock.now();
    const until = from + 10 * minute_ms;
    await makeFault(world, { operation: 'lists', from, until, do: { outcome: 'stale' } });
    const fresh = await repeat(3, () => packageIn(world, seller));
    await world.call('PUT', old[0]!.path, { as: seller, body: { status: 'Picking' } });
    const known = old.slice(1).map(({ package_id }) => package_id);

    const pages = await repeat(3, (page) => list(world, seller, `?size=2&page=${page}`));
    expect(pages.map(({ json }) => [json.totalElements, json.totalPages, json.size])).toEqual([
      [4, 2, 2],
      [4, 2, 2],
      [4, 2, 0],
    ]);
    expect(pages.flatMap(idsOf).sort()).toEqual(known.sort());
    expect(idsOf(await list(world, seller, `?shipmentPackageIds=${fresh[0]!.package_id}`))).toEqual([]);
    expect(idsOf(await list(world, seller, `?orderNumber=${fresh[0]!.order_number}`))).toEqual([]);
    const first = await stream(world, seller, '?size=3');
    const next = await stream(world, seller, `?size=3&nextCursor=${first.json.nextCursor}`);
    expect([...idsOf(first), ...idsOf(next)].sort()).toEqual(known.sort());
    expect([first, next, ...pages].every((answer) => answer.headers['koli-fault'] === 'f1')).toBe(true);

    world.clock.set(until);
    const window = await list(world, seller, `?startDate=${from}&endDate=${until}&size=2`);
    expect([window.json.totalElements, window.headers['koli-fault']]).toEqual([4, undefined]);
    expect(idsOf(await stream(world, seller)).sort()).toEqual(
      [...old, ...fresh].map(({ package_id }) => package_id).sort(),
    );
  });
});

/** A split whose children stay hidden for ten minutes. */
async function splitLate(world: TestWorld, seller: TestSeller) {
  const parent = await packageIn(world, seller);
  await makeFault(world, {
    operation: ['split', 'cancelItems'],
    times: 1,
    do: { outcome: 'children-late', laterMs: 10 * minute_ms },
  });
  const at = world.clock.now();
  const body = { orderLineIds: [parent.line['a']] };
  const answer = await world.call('POST', `${parent.path}/split`, { as: seller, body });
  expect([answer.status, answer.headers['koli-fault']]).toEqual([200, 'f1']);
  const children = answer.headers['koli-new-packages']!.split(',').map(Number);
  expect([children.length, answer.json.newPackageId]).toEqual([2, children[0]]);
  return { parent, children, at };
}

describe('R16 late children', () => {
  test('ids are announced at once; list, stream, webhooks and writes see the children when they are due', async () => {
    await using world = await startWorld();
    const seller = await world.newSeller();
    const receiver = await world.receiver();
    const hooks = `/integration/webhook/sellers/${seller.seller_id}/webhooks`;
    const terms = { url: receiver.url, authenticationType: 'API_KEY', apiKey: 'k' };
    expect((await world.call('POST', hooks, { as: seller, body: terms })).status).toBe(200);
    const { parent, children, at } = await splitLate(world, seller);
    const told = () => receiver.requests.map(({ json }) => [json.shipmentPackageId, json.status]);
    const visible = async () => [
      idsOf(await list(world, seller)).sort(),
      idsOf(await stream(world, seller)).sort(),
      (await list(world, seller, `?orderNumber=${parent.order_number}&size=1`)).json.totalElements,
      idsOf(await list(world, seller, `?shipmentPackageIds=${children[0]}`)),
    ];
    const pick = (id = children[0]!) =>
      world.call('PUT', packagePath(seller, id), { as: seller, body: { status: 'Picking' } });

    for (const wait_ms of [0, 10 * minute_ms - 1]) {
      world.clock.set(at + wait_ms);
      await world.settle();
      expect(await visible()).toEqual([[parent.package_id], [parent.package_id], 1, []]);
      expectRefused(await pick(), 'package');
      expect(told().slice(-1)).toEqual([[parent.package_id, 'UnPacked']]);
    }
    // The tables know the truth, and so does the operator.
    await world.verify();
    const truth = await world.call('GET', `/api/v1/sellers/${seller.seller_id}/packages/${children[0]}`, {
      as: 'operator',
    });
    expect(truth.json.package.status).toBe('Created');

    world.clock.advance(1);
    await world.settle();
    const all = [parent.package_id, ...children];
    expect(await visible()).toEqual([all, all, 3, [children[0]]]);
    expect(told().slice(-2).sort()).toEqual(children.map((id) => [id, 'Created']));
    expect((await documentOf(world, seller, children[1]!)).lastModifiedDate).toBe(at);
    // Whoever followed meanwhile finds them by asking for the window again, and by nothing else.
    const followed = `?startDate=${at + 1}&endDate=${world.clock.now()}`;
    expect(idsOf(await list(world, seller, followed))).toEqual([]);
    expect((await pick()).status).toBe(200);
    expect(await faultsOf(world)).toMatchObject([{ fired: 1, remaining: 0 }]);
  });

  test('the remainder of a cancel by the seller or the customer; the operator may act on it at once', async () => {
    await using world = await startWorld();
    const seller = await world.newSeller();
    const [one, other] = [await packageIn(world, seller), await packageIn(world, seller)];
    await makeFault(world, { operation: 'writes', do: { outcome: 'children-late', laterMs: minute_ms } });
    const lines = (line: number) => ({ lines: [{ lineId: line, quantity: 1 }] });
    const body = { ...lines(one.line['a']!), reasonId: 500 };
    const mine = await world.call('PUT', `${one.path}/items/unsupplied`, { as: seller, body });
    const theirs = await world.call(
      'POST',
      `/api/v1/sellers/${seller.seller_id}/packages/${other.package_id}/customer-cancel`,
      { as: 'operator', body: lines(other.line['a']!) },
    );
    const children = [Number(mine.headers['koli-new-package']), theirs.json.newPackageId];
    expect([mine.headers['koli-fault'], theirs.headers['koli-fault']]).toEqual(['f1', 'f1']);
    const seen = async () => idsOf(await list(world, seller)).filter((id) => children.includes(id));
    expect(await seen()).toEqual([]);
    const shipped = await world.call('POST', '/api/v1/carrier-events', {
      as: 'operator',
      body: { events: [{ sellerId: seller.seller_id, packageId: children[1], status: 'Shipped' }] },
    });
    expect(shipped.json.results).toMatchObject([{ result: 'shipped' }]);
    expect(await seen()).toEqual([]);
    world.clock.advance(minute_ms);
    expect((await seen()).sort()).toEqual(children.sort());
  });

  test('the tracking number of a hidden package is unknown', async () => {
    await using world = await startWorld();
    const seller = await world.newSeller();
    const { children } = await splitLate(world, seller);
    const [row] = await world.sql('select tracking_number from tracking_numbers where package_id = $1', [children[0]]);
    const path = `/integration/order/sellers/${seller.seller_id}/manual-deliver/${row!['tracking_number']}`;
    expectRefused(await world.call('PUT', path, { as: seller }), 'package');
    world.clock.advance(10 * minute_ms);
    expectRefused(await world.call('PUT', path, { as: seller }), 'status');
  });

  test('without the fault everything is visible at once', async () => {
    await using world = await startWorld();
    const seller = await world.newSeller();
    const receiver = await world.receiver();
    const hooks = `/integration/webhook/sellers/${seller.seller_id}/webhooks`;
    const terms = { url: receiver.url, authenticationType: 'API_KEY', apiKey: 'k', subscribedStatuses: ['CREATED'] };
    await world.call('POST', hooks, { as: seller, body: terms });
    const { children } = await splitLate(world, seller);
    await world.settle();
    const before = receiver.requests.length;
    await takeOff(world);
    await world.settle();
    expect(idsOf(await list(world, seller))).toEqual(expect.arrayContaining(children));
    expect(
      receiver.requests
        .slice(before)
        .map(({ json }) => json.shipmentPackageId)
        .sort(),
    ).toEqual(children);
    expect(await world.sql('select * from hidden_packages')).toEqual([]);
  });
});

describe('R19 settings of each seller', () => {
  const lists = (world: TestWorld, as: TestSeller) => world.call('GET', listPath(as, '?size=1', ''), { as });
  const many = async (world: TestWorld, as: TestSeller) =>
    (await Promise.all(Array.from({ length: 55 }, () => lists(world, as)))).filter(({ status }) => status === 429)
      .length;

  test.each([
    ['on', false, 5, 0],
    ['off', true, 0, 5],
  ])('rate limits: %s, and %s for one of two', async (KOLI_RATE_LIMITS, rate_limits, of_usual, of_own) => {
    await using world = await startWorld({ env: { KOLI_RATE_LIMITS } });
    const [usual, own] = [await world.newSeller(), await world.newSeller({ rate_limits })];
    expect([await many(world, usual), await many(world, own)]).toEqual([of_usual, of_own]);
  });

  test.each([
    ['on', [200, 200, 426, 426], [200, 200, 426, 200]],
    ['off', [426, 200, 426, 426], [426, 200, 426, 200]],
    ['brownout', [426, 200, 426, 426], [200, 200, 426, 200]],
  ])('the V1 list: installation %s, sellers by their own setting', async (KOLI_V1, during, after) => {
    await using world = await startWorld({ env: { KOLI_V1, KOLI_V1_BROWNOUT: '09:00/10' } });
    const sellers = [
      await world.newSeller(),
      await world.newSeller({ v1: 'on' }),
      await world.newSeller({ v1: 'off' }),
      await world.newSeller({ v1: 'brownout' }),
    ];
    const statuses = async () => (await repeat(4, (at) => lists(world, sellers[at]!))).map(({ status }) => status);
    expect(await statuses()).toEqual(during);
    world.clock.advance(10 * minute_ms);
    expect(await statuses()).toEqual(after);
    expect((await list(world, sellers[2]!)).status).toBe(200);
  });

  test('503 for addresses outside the list, at the marketplace API only', async () => {
    await using world = await startWorld();
    const free = await world.newSeller();
    const listed = await world.newSeller({ allowed_networks: ['10.0.0.0/8', '127.0.0.1', '::1'] });
    const strange = await world.newSeller({ allowed_networks: ['10.0.0.0/8', '2001:db8::/32'] });
    const nowhere = await world.newSeller({ allowed_networks: [] });
    expect((await repeat(4, (at) => list(world, [free, listed, strange, nowhere][at]!))).map((a) => a.status)).toEqual([
      200, 200, 503, 503,
    ]);
    const answer = await list(world, strange);
    expect(answer.json.errors[0].key).toBe('koli.unavailable');
    expect((await world.call('GET', '/api/v1/seller', { as: strange })).status).toBe(200);
  });

  /** The first package of a list. What stage leaves out is not what the reference tells, which `call` would find out. */
  const first = async ({ url }: TestWorld, { key, secret }: TestSeller, path: string) => {
    const headers = { authorization: `Basic ${btoa(`${key}:${secret}`)}` };
    // biome-ignore lint/suspicious/noExplicitAny: documents as they come
    return ((await (await fetch(url + path, { headers })).json()) as any).content[0];
  };

  test('short bodies in list, stream and webhooks, with old names where they exist', async () => {
    await using world = await startWorld();
    const seller = await world.newSeller({ sparse_bodies: true, legacy_fields: true });
    const receiver = await world.receiver();
    const hooks = `/integration/webhook/sellers/${seller.seller_id}/webhooks`;
    const terms = { url: receiver.url, authenticationType: 'API_KEY', apiKey: 'k' };
    await world.call('POST', hooks, { as: seller, body: terms });
    const { package_id } = await packageIn(world, seller);
    await world.settle();
    const bodies = [
      await first(world, seller, listPath(seller)),
      await first(world, seller, listPath(seller, '/stream', '')),
      receiver.requests.at(-1)!.json,
    ];
    for (const body of bodies) {
      expect(body).toMatchObject({ shipmentPackageId: package_id, id: package_id, packageTotalPrice: 70 });
      expect(body).not.toHaveProperty('supplierId');
      expect(body.lines[0]).toMatchObject({
        barcode: 'a',
        quantity: 4,
        sellerId: seller.seller_id,
        id: expect.any(Number),
      });
      for (const name of ['lineGrossAmount', 'amount', 'lineUnitPrice', 'price', 'vatRate', 'discountDetails'])
        expect(body.lines[0]).not.toHaveProperty(name);
    }
    // What was owed as it was stays as it was, whatever the seller's switch says when it is sent.
    await world.sql('update deliveries set state = $1, settled_at = null', ['owed']);
    await world.call('PATCH', `/api/v1/sellers/${seller.seller_id}`, {
      as: 'operator',
      body: { settings: { sparseBodies: false } },
    });
    const { body } = receiver.requests.at(-1)!;
    await world.settle();
    expect(receiver.requests.at(-1)!.body).toBe(body);
    expect((await list(world, seller)).json.content[0].supplierId).toBe(seller.seller_id);
  });

  test('the operator changes them, and wrong networks are refused', async () => {
    await using world = await startWorld();
    const settings = { rateLimits: true, v1: 'off', allowedNetworks: ['10.0.0.0/8', '::1'], sparseBodies: true };
    const made = await world.call('POST', '/api/v1/sellers', { as: 'operator', body: { name: 'x', settings } });
    expect(made.json.settings).toMatchObject(settings);
    const path = `/api/v1/sellers/${made.json.sellerId}`;
    const set = (settings: unknown) => world.call('PATCH', path, { as: 'operator', body: { settings } });
    const none = { rateLimits: null, v1: null, allowedNetworks: null, sparseBodies: false };
    expect((await set(none)).json.settings).toMatchObject(none);
    for (const network of ['10.0.0.0/33', 'localhost', '', 'fe80::1%eth0', '1.2.3.4/', '::/129'])
      expect(expectRefused(await set({ allowedNetworks: ['::1', network] }), 'field')).toMatch(
        /^settings\.allowedNetworks\[1\] /,
      );
  });
});
