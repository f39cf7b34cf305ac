import { describe, expect, test } from 'vitest';
import { expectRefused, packagePath } from '../http/lab.ts';
import type { TestSeller } from '../world.ts';
import { frozen, type Sandbox, startSandbox } from './lab.ts';

/** What a small suite does; everything it sees, as bytes. */
async function suite(world: Sandbox, seller: TestSeller): Promise<string[]> {
  const seen: string[] = [];
  const note = ({ status, body }: { status: number; body: string }) => seen.push(`${status} ${body}`);
  const made = await world.order(seller, { lines: [{ quantity: 3 }, {}] });
  const path = packagePath(seller, made.shipmentPackageId);
  note(await world.call('PUT', path, { as: seller, body: { status: 'Picking' } }));
  const lines = [{ lineId: made.lines[0]!.lineId, quantity: 1 }];
  note(await world.call('PUT', `${path}/items/unsupplied`, { as: seller, body: { lines, reasonId: 500 } }));
  const webhooks = `/integration/webhook/sellers/${seller.seller_id}/webhooks`;
  const body = { url: 'http://127.0.0.1:9/hook', authenticationType: 'API_KEY', apiKey: 'k' };
  note(await world.call('POST', webhooks, { as: seller, body }));
  await world.done('POST', '/orders', { sellerId: seller.seller_id, count: 5, status: 'Invoiced', silent: true });
  seen.push(await world.list(seller));
  await world.done('POST', `/sellers/${seller.seller_id}/reset`);
  seen.push(await world.list(seller));
  await world.order(seller, { silent: true });
  seen.push(await world.list(seller));
  return seen;
}

describe('R18 tenants', () => {
  test('16 suites at the same time see what each sees alone', async () => {
    const sellers = Array.from({ length: 16 }, (_, at) => ({ sellerId: 20_000 + at, seed: at % 4 }));
    await using alone = await startSandbox();
    await alone.done('PUT', '/clock', frozen);
    const expected: string[][] = [];
    for (const given of sellers.slice(0, 4)) expected.push(await suite(alone, await alone.tenant(given)));

    await using world = await startSandbox();
    const seen = await Promise.all(sellers.map(async (given) => suite(world, await world.tenant(given))));
    for (const [at, { sellerId }] of sellers.entries()) {
      const own = seen[at]!.join('\n');
      for (const other of sellers.filter((one) => one.sellerId !== sellerId))
        expect(own).not.toContain(`"supplierId":${other.sellerId},`);
      // Ids and contents hang on the seed alone; times are the sandbox’s, and the seller is another one.
      const timeless = (text: string) => text.replaceAll(/\b1795\d{9}\b/g, 'T').replaceAll(/\b200\d\d\b/g, 'S');
      expect(seen[at]!.map(timeless)).toEqual(expected[at % 4]!.map(timeless));
    }
  });

  test('are created as requested, in one call', async () => {
    await using world = await startSandbox();
    const receiver = await world.receiver();
    const settings = { tier: '75k', legacyFields: true };
    const given = { sellerId: 31_415, name: 'Pi', settings, to: 'shop', seed: 3, webhook: { url: receiver.url } };
    const made = await world.done('POST', '/sellers', given);
    expect(made).toMatchObject({
      sellerId: 31_415,
      name: 'Pi',
      settings,
      to: 'shop',
      seed: 3,
      apiKey: expect.stringMatching(/^[\w-]{20}$/),
      apiSecret: expect.stringMatching(/^[\w-]{40}$/),
      webhookId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    const seller = { seller_id: 31_415, key: made.apiKey, secret: made.apiSecret };
    expect(JSON.parse(await world.list(seller)).totalElements).toBe(9);
    await world.settle();
    expect(receiver.requests).toEqual([]);
    await world.order(seller);
    await world.settle();
    expect(receiver.requests[0]).toMatchObject({
      headers: { 'x-api-key': 'sandbox-webhook-key' },
      json: { supplierId: 31_415 },
    });
    const next = await world.done('POST', '/sellers');
    expect(next).toMatchObject({ sellerId: 31_416, to: 'empty', seed: null, webhookId: null });
  });

  test('with one seed have the same ids and webhooks, and different keys', async () => {
    await using world = await startSandbox();
    await world.done('PUT', '/clock', frozen);
    const webhook = { url: 'http://127.0.0.1:9/' };
    const [one, other] = [
      await world.done('POST', '/sellers', { seed: 7, webhook }),
      await world.done('POST', '/sellers', { seed: 7, webhook }),
    ];
    expect(one.webhookId).toBe(other.webhookId);
    expect([one.apiKey, one.apiSecret]).not.toEqual([other.apiKey, other.apiSecret]);
    const made = await Promise.all(
      [one, other].map(({ sellerId }) => world.done('POST', '/orders', { sellerId, count: 3, silent: true })),
    );
    const [ids, same] = made.map(({ orders }) => orders.map(({ sellerId: _, ...rest }: { sellerId: number }) => rest));
    expect(ids).toEqual(same);
  });

  test('a payment can name the seller where several sellers share the order number', async () => {
    await using world = await startSandbox();
    const [one, other] = [await world.tenant({ seed: 7 }), await world.tenant({ seed: 7 })];
    const [made] = [await world.order(one, { status: 'Awaiting' }), await world.order(other, { status: 'Awaiting' })];
    const path = `/api/v1/orders/${made!.orderNumber}/payment`;
    const body = { status: 'confirmed', sellerId: one.seller_id };
    const paid = await world.call('POST', path, { as: 'operator', body });
    expect(paid.json.results).toMatchObject([{ sellerId: one.seller_id }]);
    expect(JSON.parse(await world.list(other)).content).toMatchObject([{ status: 'Awaiting' }]);
    const stranger = await world.call('POST', path, { as: 'operator', body: { ...body, sellerId: 1 } });
    expectRefused(stranger, 'noOrder');
  });

  test('are deleted with all their data', async () => {
    await using world = await startSandbox();
    const [one, other] = [await world.tenant({ to: 'shop' }), await world.tenant({ to: 'shop' })];
    const before = await world.list(other);
    await world.done('DELETE', `/sellers/${one.seller_id}`);
    const path = `/integration/order/sellers/${one.seller_id}/v2/orders`;
    expectRefused(await world.call('GET', path, { as: one }), 'key');
    expect(await world.list(other)).toBe(before);
    expect(await world.sql('select distinct seller_id from packages')).toEqual([{ seller_id: other.seller_id }]);
    expectRefused(await world.ask('DELETE', `/sellers/${one.seller_id}`), 'noSeller');
    expectRefused(await world.ask('DELETE', '/sellers/abc'), 'noSeller');
    // Its id is free again.
    await world.tenant({ sellerId: one.seller_id });
  });

  test("a seller of the operator's API is reset to nothing, and keeps its settings", async () => {
    await using world = await startSandbox();
    const seller = await world.newSeller({ tier: '50k' });
    const made = await world.order(seller);
    await world.done('POST', `/sellers/${seller.seller_id}/reset`);
    expect(JSON.parse(await world.list(seller)).totalElements).toBe(0);
    expect((await world.call('GET', '/api/v1/seller', { as: seller })).json.settings.tier).toBe('50k');
    expect(await world.order(seller)).toEqual(made);
  });

  test.each([
    ['a seller that is there', { sellerId: 20_001 }, 'sellerThere'],
    ['a seed that is none', { seed: 1.5 }, 'field'],
    ['a state that is none', { to: 'full' }, 'field'],
    ['a webhook without a url', { webhook: {} }, 'field'],
    ['a webhook with a wrong url', { webhook: { url: 'ftp://x' } }, 'field'],
    ['an unknown field', { colour: 'red' }, 'field'],
  ] as const)('%s is refused', async (_, given, refused) => {
    await using world = await startSandbox();
    await world.tenant({ sellerId: 20_001 });
    expectRefused(await world.ask('POST', '/sellers', given), refused);
  });

  test('a repetition with an idempotency key makes one seller', async () => {
    await using world = await startSandbox();
    const ask = () =>
      world.call('POST', '/api/v1/sandbox/sellers', {
        as: 'operator',
        body: { to: 'shop' },
        headers: { 'idempotency-key': 'mine' },
      });
    const [first, again] = [await ask(), await ask()];
    expect(again.body).toBe(first.body);
    expect(again.headers['idempotent-replayed']).toBe('true');
    expect(await world.sql('select count(*) from packages')).toEqual([{ count: 9 }]);
  });
});
