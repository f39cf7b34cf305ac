import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { statuses } from '../conformance/tables/words.ts';
import { documentOf, expectRefused, packageIn, packagePath } from '../http/lab.ts';
import type { TestSeller } from '../world.ts';
import { type Sandbox, startSandbox } from './lab.ts';

let world: Sandbox;
let seller: TestSeller;

beforeAll(async () => {
  world = await startSandbox();
  seller = await world.tenant();
});
afterAll(() => world[Symbol.asyncDispose]());

const documents = async (of: TestSeller, query: string) => JSON.parse(await world.list(of, query)).content;

describe('R2 an order in one call', () => {
  test('a call without a body makes an order that is listed and sent, and can then be walked to its end by API', async () => {
    const receiver = await world.receiver();
    const shop = await world.tenant({ webhook: { url: receiver.url } });
    const made = await world.order(shop);
    expect(made).toMatchObject({ status: 'Created', orderNumber: expect.stringMatching(/^\d{11}$/) });
    expect(made.lines.length).toBeGreaterThan(0);
    const [found] = await documents(shop, `orderNumber=${made.orderNumber}`);
    expect(found).toMatchObject({ shipmentPackageId: made.shipmentPackageId, status: 'Created' });
    expect(found.customerFirstName).toMatch(/^\p{L}+$/u);
    await world.settle();
    expect(receiver.requests.map(({ json }) => json.status)).toEqual(['Awaiting', 'Created']);

    const path = packagePath(shop, made.shipmentPackageId);
    const put = (body: object) => world.call('PUT', path, { as: shop, body });
    expect((await put({ status: 'Picking' })).status).toBe(200);
    expect((await put({ status: 'Invoiced', params: { invoiceNumber: 'ABC2026000000001' } })).status).toBe(200);
    for (const status of ['Shipped', 'Delivered']) {
      const event = { sellerId: shop.seller_id, packageId: made.shipmentPackageId, status };
      const told = await world.call('POST', '/api/v1/carrier-events', { as: 'operator', body: { events: [event] } });
      expect(told.status).toBe(200);
    }
    await world.settle();
    expect(receiver.requests.map(({ json }) => json.status).slice(2)).toEqual([
      'Picking',
      'Invoiced',
      'Shipped',
      'Delivered',
    ]);
  });

  test('a call without a body makes an order of the first seller', async () => {
    await using own = await startSandbox({ seed: true });
    for (const body of [undefined, {}]) {
      const answer = await own.call('POST', '/api/v1/sandbox/orders', { as: 'operator', body });
      expect(answer.json.orders).toMatchObject([{ sellerId: 2738, status: 'Created' }]);
    }
  });

  test('a seed makes the same customers and lines; another seed others', async () => {
    const made = async (seed: number) => {
      const { orders } = await world.done('POST', '/orders', { sellerId: seller.seller_id, count: 12, seed });
      const found = await Promise.all(
        orders.map(({ orderNumber }: { orderNumber: string }) => documents(seller, `orderNumber=${orderNumber}`)),
      );
      return found.map(([one]) => ({
        who: [one.customerFirstName, one.customerLastName, one.shipmentAddress.fullAddress, one.packageTotalPrice],
        lines: one.lines.map((line: { barcode: string; quantity: number }) => [line.barcode, line.quantity]),
      }));
    };
    const [first, again, other] = [await made(7), await made(7), await made(8)];
    expect(again).toEqual(first);
    expect(other).not.toEqual(first);
    expect(new Set(first.map(({ lines }) => lines.length))).toEqual(new Set([1, 2, 3]));
    expect(new Set(first.map(({ who }) => who.join())).size).toBe(12);
  });

  test.each(statuses.filter((status) => status !== 'UnPacked'))(
    'an order is brought to %s in the same call',
    async (status) => {
      const made = await world.order(seller, { status });
      expect(made.status).toBe(status);
      expect((await documents(seller, `orderNumber=${made.orderNumber}`))[0].status).toBe(status);
    },
  );

  test.each([
    ['an unknown field', { colour: 'red' }, 'field'],
    ['no count', { count: 0 }, 'field'],
    ['too many', { count: 1_001 }, 'field'],
    ['one id for many', { count: 2, shipmentPackageId: 5 }, 'field'],
    ['one line id for many', { count: 2, lines: [{ lineId: 5 }] }, 'field'],
    ['a line twice', { lines: [{ lineId: 5 }, { lineId: 5 }] }, 'field'],
    ['a status that is none', { status: 'Lost' }, 'field'],
    ['a price below zero', { lines: [{ lineGrossAmount: -1 }] }, 'field'],
    ['a discount above the price', { lines: [{ lineGrossAmount: 1, sellerDiscount: 5, quantity: 1 }] }, 'field'],
    ['a delay that says nothing', { paymentDelay: 'P' }, 'field'],
    ['a delay and a later status', { paymentDelay: 'PT5M', status: 'Picking' }, 'field'],
    ['another seller', { sellerId: 999_999 }, 'noSeller'],
  ] as const)('%s is refused', async (_, given, refused) => {
    expectRefused(await world.ask('POST', '/orders', { sellerId: seller.seller_id, ...given }), refused);
  });

  test('a repetition with an idempotency key makes the orders once', async () => {
    const own = await world.tenant();
    const ask = (body: object) =>
      world.call('POST', '/api/v1/sandbox/orders', {
        as: 'operator',
        body: { sellerId: own.seller_id, ...body },
        headers: { 'idempotency-key': 'orders-1' },
      });
    const [first, again] = [await ask({ count: 3 }), await ask({ count: 3 })];
    expect(again.body).toBe(first.body);
    expect(again.headers['idempotent-replayed']).toBe('true');
    expectRefused(await ask({ count: 4 }), 'reused');
    expect(JSON.parse(await world.list(own)).totalElements).toBe(3);
  });
});

describe('R3 own ids and data', () => {
  test('given ids, prices and customer appear unchanged', async () => {
    const given = {
      orderNumber: 'MY-ORDER-1',
      shipmentPackageId: 4_242_424_242,
      cargoTrackingNumber: 7_330_000_000_424_242,
      customer: { id: 99, firstName: 'Grace', lastName: 'Hopper', email: 'grace@mail.example' },
      shipmentAddress: { city: 'Rize', address1: 'Çay Sokak 3' },
      orderDate: world.clock.now() - 5_000,
      lines: [
        {
          lineId: 5_151_515_151,
          barcode: 'MINE-1',
          quantity: 2,
          lineGrossAmount: 129.9,
          sellerDiscount: 10,
          productName: 'Tea',
        },
        { barcode: 'MINE-2', lineId: 5_151_515_152 },
      ],
    };
    const made = await world.order(seller, given);
    const { orderNumber, shipmentPackageId, cargoTrackingNumber } = given;
    expect(made).toMatchObject({ orderNumber, shipmentPackageId, cargoTrackingNumber });
    const [found] = await documents(seller, 'orderNumber=MY-ORDER-1');
    expect(found).toMatchObject({
      orderNumber,
      shipmentPackageId,
      cargoTrackingNumber,
      customerId: 99,
      customerFirstName: 'Grace',
      customerLastName: 'Hopper',
      customerEmail: 'grace@mail.example',
      orderDate: given.orderDate + 10_800_000,
      shipmentAddress: { city: 'Rize', address1: 'Çay Sokak 3', firstName: 'Grace' },
    });
    expect(found.lines).toMatchObject([
      {
        lineId: 5_151_515_151,
        barcode: 'MINE-1',
        quantity: 2,
        lineGrossAmount: 129.9,
        lineSellerDiscount: 5,
        lineUnitPrice: 124.9,
        productName: 'Tea',
      },
      { lineId: 5_151_515_152, barcode: 'MINE-2' },
    ]);
  });

  const taken = { shipmentPackageId: 4_300_000_001, cargoTrackingNumber: 7_330_000_000_430_001, orderNumber: 'TAKEN' };

  test.each([
    ['orderNumber', { orderNumber: 'TAKEN' }],
    ['shipmentPackageId', { shipmentPackageId: taken.shipmentPackageId }],
    ['cargoTrackingNumber', { cargoTrackingNumber: taken.cargoTrackingNumber }],
    ['lineId', { lines: [{ lineId: 5_300_000_001 }] }],
  ])('a %s in use by this seller is refused, in use by another one accepted', async (field, given) => {
    const own = await world.tenant();
    await world.order(own, { ...taken, lines: [{ lineId: 5_300_000_001 }] });
    const before = await world.list(own);
    const answer = await world.ask('POST', '/orders', { sellerId: own.seller_id, ...given });
    expect(expectRefused(answer, 'idTaken')).toMatch(new RegExp(`^${field} \\S+ is already in use`));
    expect(await world.list(own)).toBe(before);
    const other = await world.tenant();
    expect((await world.ask('POST', '/orders', { sellerId: other.seller_id, ...given })).status).toBe(200);
  });

  test('ids that koli drew count as in use', async () => {
    const own = await world.tenant();
    const { shipmentPackageId, cargoTrackingNumber, orderNumber, lines } = await world.order(own);
    for (const given of [
      { shipmentPackageId },
      { cargoTrackingNumber },
      { orderNumber },
      { lines: [{ lineId: lines[0]!.lineId }] },
    ])
      expectRefused(await world.ask('POST', '/orders', { sellerId: own.seller_id, ...given }), 'idTaken');
  });

  test('later ids skip those that were given', async () => {
    const own = await world.tenant();
    const first = await world.order(own, { lines: [{ quantity: 1 }] });
    const ahead = (by: number) => ({
      orderNumber: String(Number(first.orderNumber) + by),
      shipmentPackageId: first.shipmentPackageId + by,
      cargoTrackingNumber: first.cargoTrackingNumber + by,
      lines: [{ lineId: first.lines[0]!.lineId + by, quantity: 1 }],
    });
    // In memory, and beyond what is there.
    for (const by of [1, 2, 4, 250]) await world.order(own, ahead(by));
    const rest = { sellerId: own.seller_id, count: 300, silent: true, lines: [{ quantity: 1 }] };
    await world.done('POST', '/orders', rest);
    const found = await world.sql(`select package_id from packages where seller_id = $1 order by package_id`, [
      own.seller_id,
    ]);
    expect(found.map((row) => row['package_id'])).toEqual(
      Array.from({ length: 305 }, (_, at) => first.shipmentPackageId + at),
    );
  });

  test('of two simultaneous requests with one id one succeeds', async () => {
    const own = await world.tenant();
    const given = [
      { shipmentPackageId: 4_400_000_001 },
      { cargoTrackingNumber: 7_330_000_000_440_001 },
      { orderNumber: 'RACE' },
      { lines: [{ lineId: 5_400_000_001 }] },
    ];
    for (const one of given) {
      const body = { sellerId: own.seller_id, ...one };
      const answers = await Promise.all(Array.from({ length: 6 }, () => world.ask('POST', '/orders', body)));
      expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409, 409, 409, 409]);
    }
  });
});

describe('R10 orders without events to send', () => {
  test('a thousand silent orders owe no delivery and are all listed', async () => {
    const receiver = await world.receiver();
    const shop = await world.tenant({ webhook: { url: receiver.url } });
    const body = { sellerId: shop.seller_id, count: 1_000, silent: true, status: 'Picking' };
    const { orders } = await world.done('POST', '/orders', body);
    expect(orders).toHaveLength(1_000);
    expect(JSON.parse(await world.list(shop, 'status=Picking&size=1')).totalElements).toBe(1_000);
    expect(await world.sql('select count(*) from deliveries where seller_id = $1', [shop.seller_id])).toEqual([
      { count: 0 },
    ]);
    await world.order(shop);
    await world.settle();
    expect(receiver.requests).toHaveLength(2);
  });
});

describe('R21 roles that the test environment of the marketplace lacks', () => {
  type Play = [who: string, from: string, path: string, body: object, status: string];
  const carrier = (status: string, from: string): Play => [
    `carrier: ${status}`,
    from,
    '/carrier-events',
    { events: [{ sellerId: '{seller}', packageId: '{package}', status }] },
    status,
  ];
  const cancel = '/sellers/{seller}/packages/{package}/customer-cancel';
  test.each<Play>([
    ['customer: cancels a part', 'Picking', cancel, { lines: [{ lineId: '{a}', quantity: 1 }] }, 'Cancelled'],
    ['customer: cancels the whole', 'Invoiced', cancel, {}, 'Cancelled'],
    ['bank: takes the payment', 'Awaiting', '/orders/{order}/payment', { status: 'confirmed' }, 'Created'],
    ['bank: refuses the payment', 'Awaiting', '/orders/{order}/payment', { status: 'failed' }, 'Cancelled'],
    carrier('Shipped', 'Created'),
    carrier('AtCollectionPoint', 'Shipped'),
    carrier('Delivered', 'AtCollectionPoint'),
    carrier('UnDelivered', 'Shipped'),
    carrier('Returned', 'UnDelivered'),
  ])('%s, in one call', async (_, from, path, body, status) => {
    const own = await world.newSeller();
    const one = await packageIn(world, own, from);
    const names: Record<string, unknown> = {
      seller: own.seller_id,
      package: one.package_id,
      order: one.order_number,
      a: one.line['a'],
    };
    const filled = (text: string) => text.replaceAll(/"?\{(\w+)\}"?/g, (_, name: string) => String(names[name]));
    const asked = filled(JSON.stringify(body));
    const answer = await world.call('POST', `/api/v1${filled(path)}`, { as: 'operator', body: asked });
    expect([answer.status, answer.body]).toEqual([200, expect.any(String)]);
    expect((await documentOf(world, own, one.package_id)).status).toBe(status);
  });

  test('the customer cancels a part, then the rest; a payment fails; the carrier returns a package', async () => {
    const own = await world.tenant();
    const set = (package_id: number, body: object) =>
      world.done('POST', `/sellers/${own.seller_id}/packages/${package_id}/status`, body);
    const { shipmentPackageId, lines } = await world.order(own, { lines: [{ quantity: 3 }] });
    const part = [{ lineId: lines[0]!.lineId, quantity: 1 }];
    const cancelled = await set(shipmentPackageId, { status: 'Cancelled', lines: part, reason: 'Changed my mind' });
    expect(cancelled).toEqual({ shipmentPackageId, status: 'Cancelled', newPackageId: expect.any(Number) });
    const of = async (id: number) => (await documents(own, `shipmentPackageIds=${id}`))[0];
    expect((await of(shipmentPackageId)).lines).toMatchObject([
      { quantity: 1, cancelledBy: 'Customer', cancelReason: 'Changed my mind' },
    ]);
    expect(await set(cancelled.newPackageId, { status: 'Cancelled' })).toMatchObject({ newPackageId: null });

    const unpaid = await world.order(own, { status: 'Awaiting' });
    await set(unpaid.shipmentPackageId, { status: 'Cancelled', reason: 'Card refused' });
    expect((await of(unpaid.shipmentPackageId)).lines[0]).toMatchObject({ cancelledBy: 'System' });

    const sent = await world.order(own, { status: 'Shipped' });
    for (const status of ['AtCollectionPoint', 'Returned'])
      expect(await set(sent.shipmentPackageId, { status })).toMatchObject({ status });
  });

  const at = (package_id: number | string) => `/sellers/${seller.seller_id}/packages/${package_id}/status`;

  test('an unreachable status is refused, and changes nothing', async () => {
    const { shipmentPackageId } = await world.order(seller, { status: 'Shipped' });
    const before = await world.list(seller);
    for (const status of ['Awaiting', 'Created', 'Picking', 'Invoiced', 'Cancelled'])
      expectRefused(await world.ask('POST', at(shipmentPackageId), { status }), 'status');
    expectRefused(await world.ask('POST', at(1), { status: 'Picking' }), 'package');
    expectRefused(await world.ask('POST', at('abc'), { status: 'Picking' }), 'package');
    const lines = [{ lineId: 1, quantity: 1 }];
    expectRefused(await world.ask('POST', at(shipmentPackageId), { status: 'Delivered', lines }), 'field');
    expect(await world.list(seller)).toBe(before);
  });
});
