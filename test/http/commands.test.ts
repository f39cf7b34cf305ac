import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startWorld, type TestSeller, type TestWorld } from '../world.ts';
import {
  type Case,
  changingNothing,
  type Document,
  documentOf,
  documentsOf,
  everyStatus,
  expectRefused,
  type OrderLine,
  openStatuses,
  packageIn,
  packagePath,
  type RefusalName,
} from './lab.ts';

let world: TestWorld;
let seller: TestSeller;
let stranger: TestSeller;

beforeAll(async () => {
  world = await startWorld();
  seller = await world.newSeller();
  stranger = await world.newSeller();
});
afterAll(() => world?.[Symbol.asyncDispose]());

type Body = (line: Record<string, number>) => unknown;

/** What a package holds, in the letters of its lines: `a4 b1`. */
const holds = ({ lines }: Document): string =>
  lines.map(({ barcode, quantity }: { barcode: string; quantity: number }) => `${barcode}${quantity}`).join(' ');

const kurus = (amount: number) => Math.round(amount * 100);
const totals = [
  'packageGrossAmount',
  'packageSellerDiscount',
  'packageTyDiscount',
  'packageTotalDiscount',
  'packageTotalPrice',
];

/** Every amount of the parts together is the amount of the whole, to the kurus. */
function expectSameMoney(whole: Document, parts: Document[]) {
  for (const total of totals)
    expect([total, parts.reduce((sum, part) => sum + kurus(part[total]), 0)]).toEqual([total, kurus(whole[total])]);
  const units = (document: Document) =>
    document.lines.flatMap((line: Document) => line.discountDetails.map((unit: unknown) => JSON.stringify(unit)));
  expect(parts.flatMap(units).sort()).toEqual(units(whole).sort());
}

const inherited = [
  'orderNumber',
  'shipmentNumber',
  'orderDate',
  'originShipmentDate',
  'agreedDeliveryDate',
  'estimatedDeliveryStartDate',
  'estimatedDeliveryEndDate',
  'supplierId',
  'customerId',
  'shipmentAddress',
  'invoiceAddress',
  'cargoProviderName',
  'warehouseId',
];
const pickFields = (document: Document, fields: string[]) =>
  Object.fromEntries(fields.map((field) => [field, document[field]]));

const eventsOf = async (package_id: number) =>
  (
    await world.sql('select type, at from events where seller_id = $1 and package_id = $2 order by sequence', [
      seller.seller_id,
      package_id,
    ])
  ).map(({ type }) => type);

async function refusedHere(ask: {
  method?: string;
  at: Case;
  path?: string;
  body: unknown;
  headers?: Record<string, string>;
  refusal: RefusalName;
}) {
  const { method = 'PUT', at, path = '', body, headers, refusal } = ask;
  const before = await documentOf(world, seller, at.package_id);
  const answer = await changingNothing(world, () =>
    world.call(method, at.path + path, { as: seller, body, headers: headers ?? {} }),
  );
  expectRefused(answer, refusal);
  expect(await documentOf(world, seller, at.package_id)).toEqual(before);
}

describe('status update', () => {
  const accepted: [name: string, from: 'Created' | 'Picking', body: Body, invoice?: string][] = [
    ['picking', 'Created', () => ({ status: 'Picking' })],
    [
      'picking, of some lines',
      'Created',
      ({ a }) => ({ status: 'Picking', lines: [{ lineId: a, quantity: 1 }], params: {} }),
    ],
    [
      'picking, keys in another order',
      'Created',
      ({ b }) => ({ params: {}, lines: [{ quantity: 1, lineId: b }], status: 'Picking' }),
    ],
    [
      'picking, with words nobody knows',
      'Created',
      () => ({ status: 'Picking', mood: 'fine', params: { colour: 'red' } }),
    ],
    [
      'invoiced',
      'Picking',
      () => ({ status: 'Invoiced', params: { invoiceNumber: 'EME2026000000001' } }),
      'EME2026000000001',
    ],
    [
      'invoiced, number of 64',
      'Picking',
      () => ({ status: 'Invoiced', params: { invoiceNumber: 'x'.repeat(64) } }),
      'x'.repeat(64),
    ],
    [
      'invoiced, of some lines',
      'Picking',
      ({ c }) => ({ status: 'Invoiced', lines: [{ lineId: c, quantity: 2 }], params: { invoiceNumber: 'N1' } }),
      'N1',
    ],
    ['invoiced, no number', 'Picking', () => ({ status: 'Invoiced', params: {} })],
    ['invoiced, no params', 'Picking', () => ({ status: 'Invoiced' })],
  ];
  test.each(accepted)('%s', async (_, from, body, invoice) => {
    const at = await packageIn(world, seller, from);
    const before = await documentOf(world, seller, at.package_id);
    const answer = await world.call('PUT', at.path, { as: seller, body: body(at.line) });
    expect([answer.status, answer.body]).toEqual([200, '']);
    const after = await documentOf(world, seller, at.package_id);
    const status = from === 'Created' ? 'Picking' : 'Invoiced';
    const now = world.clock.now();
    expect(after).toEqual({
      ...before,
      status,
      shipmentPackageStatus: status,
      lastModifiedDate: now,
      packageHistories: [...before.packageHistories, { createdDate: now, status }],
      lines: before.lines.map((line: Document) => ({ ...line, orderLineItemStatusName: status })),
      ...(invoice === undefined ? {} : { invoiceNumber: invoice }),
    });
    expect((await eventsOf(at.package_id)).at(-1)).toBe(from === 'Created' ? 'picked' : 'invoiced');
  });

  const next = { Picking: 'Created', Invoiced: 'Picking' } as const;
  for (const [status, only] of Object.entries(next))
    test.each(everyStatus.filter((from) => from !== only))(`${status} after %s is refused`, async (from) => {
      const at = await packageIn(world, seller, from);
      await refusedHere({ at, body: { status }, refusal: 'status' });
    });

  const refused: [name: string, body: Body, refusal: RefusalName][] = [
    ['nothing', () => ({}), 'field'],
    ...['UnSupplied', 'Shipped', 'picking', 'Created', '', null, 1, ['Picking'], {}].map(
      (status): [string, Body, RefusalName] => [`status ${JSON.stringify(status)}`, () => ({ status }), 'field'],
    ),
    ['no lines named', () => ({ status: 'Picking', lines: [] }), 'line'],
    ['lines null', () => ({ status: 'Picking', lines: null }), 'field'],
    ['lines of something else', () => ({ status: 'Picking', lines: { lineId: 1, quantity: 1 } }), 'field'],
    ['a stranger line', () => ({ status: 'Picking', lines: [{ lineId: 4_799_999_999, quantity: 1 }] }), 'line'],
    [
      'a line twice',
      ({ a }) => ({
        status: 'Picking',
        lines: [
          { lineId: a, quantity: 1 },
          { lineId: a, quantity: 1 },
        ],
      }),
      'repeated',
    ],
    ['more than there is', ({ a }) => ({ status: 'Picking', lines: [{ lineId: a, quantity: 5 }] }), 'quantity'],
    [
      'a stranger and too much',
      ({ a }) => ({
        status: 'Picking',
        lines: [
          { lineId: a, quantity: 5 },
          { lineId: 1, quantity: 1 },
        ],
      }),
      'line',
    ],
    ...[0, -1, 1.5, '1', null, true, 2 ** 53].map((quantity): [string, Body, RefusalName] => [
      `quantity ${JSON.stringify(quantity)}`,
      ({ a }) => ({ status: 'Picking', lines: [{ lineId: a, quantity }] }),
      'field',
    ]),
    ...['4700000001', null, 1.5, 0, -3].map((lineId): [string, Body, RefusalName] => [
      `lineId ${JSON.stringify(lineId)}`,
      () => ({ status: 'Picking', lines: [{ lineId, quantity: 1 }] }),
      'field',
    ]),
    ['params a list', () => ({ status: 'Picking', params: [] }), 'field'],
    ['params null', () => ({ status: 'Picking', params: null }), 'field'],
    ['params a text', () => ({ status: 'Picking', params: 'x' }), 'field'],
    ...['', 'x'.repeat(65), 7, null].map((invoiceNumber): [string, Body, RefusalName] => [
      `invoiceNumber ${String(JSON.stringify(invoiceNumber)).slice(0, 12)}`,
      () => ({ status: 'Picking', params: { invoiceNumber } }),
      'field',
    ]),
    ['a list', () => [{ status: 'Picking' }], 'field'],
    ['null', () => null, 'field'],
    ['a text', () => '"Picking"', 'field'],
  ];
  let created: Case;
  test.each(refused)('refuses %s', async (_, body, refusal) => {
    created ??= await packageIn(world, seller);
    await refusedHere({ at: created, body: body(created.line), refusal });
  });

  test('judges the status before the lines, and the form before the status', async () => {
    const at = await packageIn(world, seller, 'Shipped');
    const strange = [{ lineId: 1, quantity: 1 }];
    await refusedHere({ at, body: { status: 'Picking', lines: strange }, refusal: 'status' });
    await refusedHere({ at, body: { status: 'Picking', lines: [] }, refusal: 'status' });
    await refusedHere({ at, body: { status: 'Picking', lines: [...strange, ...strange] }, refusal: 'repeated' });
    await refusedHere({ at, body: { status: 'Nothing' }, refusal: 'field' });
  });
});

/** The basket of the worked example: three mugs with discounts to share out, one set of spoons. */
const basket: OrderLine[] = [
  { barcode: 'a', quantity: 3, lineGrossAmount: 129.9, sellerDiscount: 20, tyDiscount: 0.5 },
  { barcode: 'b', quantity: 1, lineGrossAmount: 45.5, sellerDiscount: 5.25 },
];
const promotion = { discountDisplays: [{ displayName: 'Autumn basket', discountAmount: 15 }] };

describe('cancel', () => {
  const cancelPath = '/items/unsupplied';
  const oneA: Body = ({ a }) => ({ lines: [{ lineId: a, quantity: 1 }], reasonId: 500 });

  describe('of all units', () => {
    for (const flag of [undefined, false, true])
      test.each(openStatuses)(`%s, keep ${flag}`, async (from) => {
        const at = await packageIn(world, seller, from, basket, promotion);
        const before = await documentOf(world, seller, at.package_id);
        const lines = [
          { lineId: at.line['b'], quantity: 1 },
          { lineId: at.line['a'], quantity: 3 },
        ];
        const body = { lines, reasonId: 506, shouldKeepPreviousStatus: flag };
        const answer = await world.call('PUT', at.path + cancelPath, { as: seller, body });
        expect([answer.status, answer.body]).toEqual([200, '']);
        expect(answer.headers['koli-cancelled-package']).toBe(String(at.package_id));
        expect(answer.headers).not.toHaveProperty('koli-new-package');
        const now = world.clock.now();
        const mark = { cancelledBy: 'Seller', cancelReason: 'Force Majeure', cancelReasonCode: 506 };
        expect(await documentOf(world, seller, at.package_id)).toEqual({
          ...before,
          status: 'Cancelled',
          shipmentPackageStatus: 'Cancelled',
          lastModifiedDate: now,
          packageHistories: [...before.packageHistories, { createdDate: now, status: 'Cancelled' }],
          lines: before.lines.map((line: Document) => ({ ...line, ...mark, orderLineItemStatusName: 'UnSupplied' })),
        });
        expect(await documentsOf(world, seller, `orderNumber=${at.order_number}`)).toHaveLength(1);
        expect((await eventsOf(at.package_id)).at(-1)).toBe('cancelled');
      });
  });

  const partial: [from: (typeof openStatuses)[number], keep: boolean | undefined, to: string, number?: string][] = [
    ['Created', undefined, 'Created'],
    ['Created', false, 'Created'],
    ['Created', true, 'Created'],
    ['Picking', undefined, 'Created'],
    ['Picking', false, 'Created'],
    ['Picking', true, 'Picking'],
    ['Invoiced', false, 'Created'],
    ['Invoiced', true, 'Invoiced', 'INV1'],
  ];
  test.each(partial)('of some units: %s, keep %s, goes on as %s', async (from, keep, to, invoiceNumber) => {
    const at = await packageIn(world, seller, from, basket, promotion);
    const before = await documentOf(world, seller, at.package_id);
    const body = { ...(oneA(at.line) as object), shouldKeepPreviousStatus: keep };
    const answer = await world.call('PUT', at.path + cancelPath, { as: seller, body });
    expect([answer.status, answer.body]).toEqual([200, '']);
    expect(answer.headers['koli-cancelled-package']).toBe(String(at.package_id));
    const new_id = Number(answer.headers['koli-new-package']);
    expect(new_id).toBeGreaterThan(at.package_id);

    const now = world.clock.now();
    const cancelled = await documentOf(world, seller, at.package_id);
    const opened = await documentOf(world, seller, new_id);
    expect(cancelled).toMatchObject({
      status: 'Cancelled',
      shipmentPackageStatus: 'Cancelled',
      createdBy: 'order-creation',
      originPackageIds: null,
      cargoTrackingNumber: before.cargoTrackingNumber,
      lastModifiedDate: now,
      packageHistories: [...before.packageHistories, { createdDate: now, status: 'Cancelled' }],
      packageGrossAmount: 129.9,
      packageSellerDiscount: 6.67,
      packageTyDiscount: 0.17,
      packageTotalDiscount: 6.84,
      packageTotalPrice: 123.06,
      discountDisplays: [{ displayName: 'Autumn basket', discountAmount: 3.98 }],
    });
    expect(cancelled.invoiceNumber).toBe(before.invoiceNumber);
    expect(holds(cancelled)).toBe('a1');
    expect(cancelled.lines[0]).toMatchObject({
      lineId: at.line['a'],
      orderLineItemStatusName: 'UnSupplied',
      cancelledBy: 'Seller',
      cancelReason: 'Stock Out',
      cancelReasonCode: 500,
    });

    expect(opened).toMatchObject({
      shipmentPackageId: new_id,
      status: to,
      shipmentPackageStatus: to === 'Created' ? 'ReadyToShip' : to,
      createdBy: 'cancel',
      originPackageIds: [at.package_id],
      lastModifiedDate: now,
      packageHistories: [{ createdDate: now, status: to }],
      packageGrossAmount: 305.3,
      packageSellerDiscount: 18.58,
      packageTyDiscount: 0.33,
      packageTotalDiscount: 18.91,
      packageTotalPrice: 286.39,
      discountDisplays: [{ displayName: 'Autumn basket', discountAmount: 11.02 }],
    });
    expect(opened.invoiceNumber).toBe(invoiceNumber);
    expect(opened.cargoTrackingNumber).not.toBe(before.cargoTrackingNumber);
    expect(String(opened.cargoTrackingNumber)).toMatch(/^733\d{13}$/);
    expect(holds(opened)).toBe('a2 b1');
    expect(opened.lines.map((line: Document) => line.lineId)).toEqual([at.line['a'], at.line['b']]);
    for (const line of opened.lines)
      expect(line).toMatchObject({
        orderLineItemStatusName: to === 'Created' ? 'ReadyToShip' : to,
        cancelledBy: '',
        cancelReason: '',
        cancelReasonCode: 0,
      });
    for (const part of [cancelled, opened]) expect(pickFields(part, inherited)).toEqual(pickFields(before, inherited));
    expectSameMoney(before, [cancelled, opened]);
    const written = await world.sql(
      `select package_id, type from events where seller_id = $1 and at = $2 and package_id in ($3, $4)
        order by package_id`,
      [seller.seller_id, now, at.package_id, new_id],
    );
    expect(written).toEqual([
      { package_id: at.package_id, type: 'cancelled' },
      { package_id: new_id, type: 'created' },
    ]);
  });

  test('a new package may be cancelled and split again; its root stays the first', async () => {
    const at = await packageIn(world, seller);
    const first = await world.call('PUT', at.path + cancelPath, { as: seller, body: oneA(at.line) });
    const second_path = packagePath(seller, Number(first.headers['koli-new-package']));
    const second = await world.call('PUT', second_path + cancelPath, { as: seller, body: oneA(at.line) });
    const third_path = packagePath(seller, Number(second.headers['koli-new-package']));
    const third = await world.call('POST', `${third_path}/split`, {
      as: seller,
      body: { orderLineIds: [at.line['a']] },
    });
    expect([first.status, second.status, third.status]).toEqual([200, 200, 200]);
    const all = await documentsOf(world, seller, `orderNumber=${at.order_number}&orderByDirection=ASC`);
    expect(all.map((one) => [one.status, holds(one), one.originPackageIds, one.createdBy])).toEqual([
      ['Cancelled', 'a1', null, 'order-creation'],
      ['Cancelled', 'a1', [at.package_id], 'cancel'],
      ['UnPacked', 'a2 b1 c2', [at.package_id], 'cancel'],
      ['Created', 'a2', [at.package_id], 'split'],
      ['Created', 'b1 c2', [at.package_id], 'split'],
    ]);
  });

  test('other packages of the order are not touched', async () => {
    const orderNumber = 'PAIR-1';
    const mine = await packageIn(world, seller, 'Created', undefined, { orderNumber });
    const theirs = await packageIn(world, stranger, 'Created', undefined, { orderNumber });
    const before = await documentOf(world, stranger, theirs.package_id);
    const body = { ...(oneA(mine.line) as object) };
    expect((await world.call('PUT', mine.path + cancelPath, { as: seller, body })).status).toBe(200);
    expect(await documentOf(world, stranger, theirs.package_id)).toEqual(before);
  });

  test('two writes in one millisecond are stamped one after another', async () => {
    const at = await packageIn(world, seller);
    await world.call('PUT', at.path, { as: seller, body: { status: 'Picking' } });
    const answer = await world.call('PUT', at.path + cancelPath, { as: seller, body: oneA(at.line) });
    const [old, opened] = [at.package_id, Number(answer.headers['koli-new-package'])];
    const dates = await Promise.all(
      [old, opened].map(async (id) => (await documentOf(world, seller, id)).lastModifiedDate),
    );
    expect(dates).toEqual([world.clock.now() + 1, world.clock.now() + 1]);
  });

  const many = Array.from({ length: 201 }, (_, index) => ({ lineId: index + 1, quantity: 1 }));
  const refused: [name: string, body: Body, refusal: RefusalName, headers?: Record<string, string>][] = [
    ['nothing', () => ({}), 'field'],
    ['no lines', () => ({ reasonId: 500 }), 'field'],
    ['no line named', () => ({ lines: [], reasonId: 500 }), 'field'],
    ['lines that are no list', ({ a }) => ({ lines: { lineId: a, quantity: 1 }, reasonId: 500 }), 'field'],
    ['201 lines', () => ({ lines: many, reasonId: 500 }), 'field'],
    ['a line that is null', () => ({ lines: [null], reasonId: 500 }), 'field'],
    ['no lineId', () => ({ lines: [{ quantity: 1 }], reasonId: 500 }), 'field'],
    ['lineId as text', ({ a }) => ({ lines: [{ lineId: String(a), quantity: 1 }], reasonId: 500 }), 'field'],
    ['half a lineId', () => ({ lines: [{ lineId: 1.5, quantity: 1 }], reasonId: 500 }), 'field'],
    ...[undefined, 0, -1, 1.5, '1', null, true, [1], 2 ** 53, 1e300].map((quantity): [string, Body, RefusalName] => [
      `quantity ${JSON.stringify(quantity)}`,
      ({ a }) => ({ lines: [{ lineId: a, quantity }], reasonId: 500 }),
      'field',
    ]),
    [
      'a line twice',
      ({ a }) => ({
        lines: [
          { lineId: a, quantity: 1 },
          { lineId: a, quantity: 1 },
        ],
        reasonId: 500,
      }),
      'repeated',
    ],
    ['no reason', ({ a }) => ({ lines: [{ lineId: a, quantity: 1 }] }), 'field'],
    ...['500', null, 500.5].map((reasonId): [string, Body, RefusalName] => [
      `reason ${JSON.stringify(reasonId)}`,
      ({ a }) => ({ lines: [{ lineId: a, quantity: 1 }], reasonId }),
      'field',
    ]),
    ...[0, 1, 499, 507, 577, -500].map((reasonId): [string, Body, RefusalName] => [
      `reason ${reasonId}`,
      ({ a }) => ({ lines: [{ lineId: a, quantity: 1 }], reasonId }),
      'reason',
    ]),
    ...[undefined, '', 'TR', 'tr', 'Tr', ' TR ', '1'].map(
      (code): [string, Body, RefusalName, Record<string, string>?] => [
        `reason 503 at storefront ${JSON.stringify(code)}`,
        ({ a }) => ({ lines: [{ lineId: a, quantity: 1 }], reasonId: 503 }),
        'reason',
        code === undefined ? {} : { storeFrontCode: code },
      ],
    ),
    ...['true', 1, null].map((keep): [string, Body, RefusalName] => [
      `shouldKeepPreviousStatus ${JSON.stringify(keep)}`,
      ({ a }) => ({ lines: [{ lineId: a, quantity: 1 }], reasonId: 500, shouldKeepPreviousStatus: keep }),
      'field',
    ]),
    [
      'a stranger line',
      ({ a }) => ({
        lines: [
          { lineId: a, quantity: 1 },
          { lineId: 4_799_999_999, quantity: 1 },
        ],
        reasonId: 500,
      }),
      'line',
    ],
    ['more than there is', ({ a }) => ({ lines: [{ lineId: a, quantity: 5 }], reasonId: 500 }), 'quantity'],
    [
      'far more than there is',
      ({ a }) => ({ lines: [{ lineId: a, quantity: 2 ** 53 - 1 }], reasonId: 500 }),
      'quantity',
    ],
    [
      'too much of a known line beside a stranger',
      ({ a }) => ({
        lines: [
          { lineId: a, quantity: 9 },
          { lineId: 5, quantity: 1 },
        ],
        reasonId: 500,
      }),
      'line',
    ],
  ];
  const held: Partial<Record<string, Case>> = {};
  for (const from of openStatuses)
    test.each(refused)(`${from}: refuses %s`, async (_, body, refusal, headers) => {
      held[from] ??= await packageIn(world, seller, from);
      const at = held[from];
      await refusedHere({ at, path: cancelPath, body: body(at.line), refusal, headers: headers ?? {} });
    });

  const notOpen = everyStatus.filter((status) => !(openStatuses as readonly string[]).includes(status));
  test.each([...notOpen, 'PaymentFailed'])('%s can no more be cancelled', async (from) => {
    const at = await packageIn(world, seller, from);
    await refusedHere({ at, path: cancelPath, body: oneA(at.line), refusal: 'status' });
    const strange = { lines: [{ lineId: 1, quantity: 99 }], reasonId: 500 };
    await refusedHere({ at, path: cancelPath, body: strange, refusal: 'status' });
    await refusedHere({ at, path: cancelPath, body: { ...strange, reasonId: 0 }, refusal: 'reason' });
  });

  test('sent again without a key, units are not cancelled twice', async () => {
    const at = await packageIn(world, seller);
    expect((await world.call('PUT', at.path + cancelPath, { as: seller, body: oneA(at.line) })).status).toBe(200);
    await refusedHere({ at, path: cancelPath, body: oneA(at.line), refusal: 'status' });
  });

  test('of two at once one wins', async () => {
    const at = await packageIn(world, seller);
    const both = await Promise.all(
      [1, 2].map(() => world.call('PUT', at.path + cancelPath, { as: seller, body: oneA(at.line) })),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  const reasons: [id: number, name: string, storefront?: string][] = [
    [500, 'Stock Out'],
    [501, 'Defective Product'],
    [502, 'Incorrect Price'],
    [504, 'Integration Problem'],
    [505, 'Bulk purchase'],
    [506, 'Force Majeure'],
    [503, 'Wrong Listing', 'DE'],
    [503, 'Wrong Listing', 'sa'],
    [503, 'Wrong Listing', '2'],
    [500, 'Stock Out', 'TR'],
  ];
  test.each(reasons)('reason %i is %s (%s)', async (reasonId, name, storefront) => {
    const at = await packageIn(world, seller);
    const body = { lines: [{ lineId: at.line['c'], quantity: 1 }], reasonId };
    const headers = storefront === undefined ? {} : { storeFrontCode: storefront };
    const answer = await world.call('PUT', at.path + cancelPath, { as: seller, body, headers });
    expect(answer.status, answer.body).toBe(200);
    const { lines } = await documentOf(world, seller, at.package_id);
    expect(lines[0]).toMatchObject({ cancelReason: name, cancelReasonCode: reasonId, cancelledBy: 'Seller' });
  });
});

describe('cancel by others', () => {
  const cancelAs = (at: Case, body?: unknown) =>
    world.call('POST', `/api/v1/sellers/${seller.seller_id}/packages/${at.package_id}/customer-cancel`, {
      as: 'operator',
      body,
    });

  test.each(openStatuses)('the customer cancels all of a package that is %s', async (from) => {
    const at = await packageIn(world, seller, from);
    const answer = await cancelAs(at, { reason: 'Changed my mind' });
    expect([answer.status, answer.json]).toEqual([200, { cancelledPackageId: at.package_id, newPackageId: null }]);
    const document = await documentOf(world, seller, at.package_id);
    expect([document.status, holds(document)]).toEqual(['Cancelled', 'a4 b1 c2']);
    for (const line of document.lines)
      expect(line).toMatchObject({
        orderLineItemStatusName: 'Cancelled',
        cancelledBy: 'Customer',
        cancelReason: 'Changed my mind',
        cancelReasonCode: 0,
      });
  });

  test.each(openStatuses)('the customer cancels a part of a package that is %s', async (from) => {
    const at = await packageIn(world, seller, from, basket, promotion);
    const before = await documentOf(world, seller, at.package_id);
    const answer = await cancelAs(at, { lines: [{ lineId: at.line['a'], quantity: 2 }] });
    const { newPackageId } = answer.json;
    const [cancelled, opened] = [
      await documentOf(world, seller, at.package_id),
      await documentOf(world, seller, newPackageId),
    ];
    expect([cancelled.status, holds(cancelled), opened.status, holds(opened)]).toEqual([
      'Cancelled',
      'a2',
      'Created',
      'a1 b1',
    ]);
    expect(cancelled.lines[0]).toMatchObject({
      orderLineItemStatusName: 'Cancelled',
      cancelledBy: 'Customer',
      cancelReason: '',
    });
    expect(opened).toMatchObject({ createdBy: 'cancel', originPackageIds: [at.package_id] });
    expectSameMoney(before, [cancelled, opened]);
  });

  const refused: [name: string, from: string, body: Body, refusal: RefusalName][] = [
    ...everyStatus
      .filter((status) => !(openStatuses as readonly string[]).includes(status))
      .map((status): [string, string, Body, RefusalName] => [status, status, () => ({}), 'status']),
    ['a stranger line', 'Created', () => ({ lines: [{ lineId: 9, quantity: 1 }] }), 'line'],
    ['too much', 'Created', ({ b }) => ({ lines: [{ lineId: b, quantity: 2 }] }), 'quantity'],
    [
      'a line twice',
      'Created',
      ({ a }) => ({
        lines: [
          { lineId: a, quantity: 1 },
          { lineId: a, quantity: 1 },
        ],
      }),
      'repeated',
    ],
    ['no lines in a list', 'Created', () => ({ lines: [] }), 'field'],
    ['a word nobody knows', 'Created', () => ({ because: 'x' }), 'field'],
    [
      'a word nobody knows, in a line',
      'Created',
      ({ a }) => ({ lines: [{ lineId: a, quantity: 1, why: 'x' }] }),
      'field',
    ],
    ['a reason of 257', 'Created', () => ({ reason: 'x'.repeat(257) }), 'field'],
    ['a reason that is no text', 'Created', () => ({ reason: 5 }), 'field'],
  ];
  test.each(refused)('refuses %s', async (_, from, body, refusal) => {
    const at = await packageIn(world, seller, from);
    expectRefused(await changingNothing(world, () => cancelAs(at, body(at.line))), refusal);
  });

  test.each(['0', 'abc', '9999999999'])('knows no package %s', async (package_id) => {
    const path = `/api/v1/sellers/${seller.seller_id}/packages/${package_id}/customer-cancel`;
    expectRefused(await world.call('POST', path, { as: 'operator' }), 'package');
  });
});

/** The four ways to say it, and what the package of four a, one b and two c becomes. */
type Split = { form: string; body: Body; children: string[]; reply(ids: number[]): string };
const splits: Split[] = [
  {
    form: 'split',
    body: ({ a }) => ({ orderLineIds: [a] }),
    children: ['a4', 'b1 c2'],
    reply: ([first]) => JSON.stringify({ newPackageId: first }),
  },
  {
    form: 'multi-split',
    body: ({ b, c }) => ({ splitGroups: [{ orderLineIds: [b] }, { orderLineIds: [c] }] }),
    children: ['b1', 'c2', 'a4'],
    reply: (ids) => JSON.stringify({ results: ids.map((newPackageId) => ({ newPackageId })) }),
  },
  {
    form: 'quantity-split',
    body: ({ a, c }) => ({
      quantitySplit: [
        { orderLineId: a, quantities: [2, 1] },
        { orderLineId: c, quantities: [1] },
      ],
    }),
    children: ['a2 c1', 'a1', 'a1 b1 c1'],
    reply: (newPackageIds) => JSON.stringify({ newPackageIds }),
  },
  {
    form: 'split-packages',
    body: ({ a, b, c }) => ({
      splitPackages: [
        {
          packageDetails: [
            { orderLineId: a, quantities: 1 },
            { orderLineId: b, quantities: 1 },
          ],
        },
        { packageDetails: [{ orderLineId: c, quantities: 2 }] },
      ],
    }),
    children: ['a1 b1', 'c2', 'a3'],
    reply: () => '',
  },
];
const exampleOf = Object.fromEntries(splits.map((split) => [split.form, split]));

describe('split', () => {
  const ways = splits.flatMap((split) =>
    openStatuses.flatMap((from) => [false, true, undefined].map((keep) => ({ ...split, from, keep }))),
  );
  test.each(ways)(
    '$form of a package that is $from, keep $keep',
    async ({ form, from, keep, body, children, reply }) => {
      const at = await packageIn(world, seller, from);
      const before = await documentOf(world, seller, at.package_id);
      const answer = await world.call('POST', `${at.path}/${form}`, {
        as: seller,
        body: { ...(body(at.line) as object), shouldKeepPreviousStatus: keep },
      });
      const ids = String(answer.headers['koli-new-packages']).split(',').map(Number);
      expect([answer.status, answer.body]).toEqual([200, reply(ids)]);
      expect(answer.headers).not.toHaveProperty('koli-new-package');

      const now = world.clock.now();
      const parent = await documentOf(world, seller, at.package_id);
      expect(parent).toEqual({
        ...before,
        status: 'UnPacked',
        shipmentPackageStatus: 'UnPacked',
        lastModifiedDate: now,
        packageHistories: [...before.packageHistories, { createdDate: now, status: 'UnPacked' }],
        lines: before.lines.map((line: Document) => ({ ...line, orderLineItemStatusName: 'UnPacked' })),
      });
      const status = keep ? from : 'Created';
      const documents = await Promise.all(ids.map((id) => documentOf(world, seller, id)));
      expect(documents.map(holds)).toEqual(children);
      for (const child of documents) {
        expect(child).toMatchObject({
          status,
          createdBy: 'split',
          originPackageIds: [at.package_id],
          lastModifiedDate: now,
          packageHistories: [{ createdDate: now, status }],
        });
        expect(child.invoiceNumber).toBe(status === 'Invoiced' ? 'INV1' : undefined);
        expect(pickFields(child, inherited)).toEqual(pickFields(before, inherited));
      }
      const numbers = [before, ...documents].map((document) => document.cargoTrackingNumber);
      expect(new Set(numbers).size).toBe(numbers.length);
      expect([...ids].sort((x, y) => x - y)).toEqual(ids);
      expectSameMoney(before, documents);
    },
  );

  const shapes: [name: string, lines: OrderLine[], form: string, body: Body, children: string[]][] = [
    [
      'two halves of one line',
      [{ barcode: 'a', quantity: 4 }],
      'quantity-split',
      ({ a }) => ({ quantitySplit: [{ orderLineId: a, quantities: [2, 2] }] }),
      ['a2', 'a2'],
    ],
    [
      'one unit off',
      [{ barcode: 'a', quantity: 2 }],
      'quantity-split',
      ({ a }) => ({ quantitySplit: [{ orderLineId: a, quantities: [1] }] }),
      ['a1', 'a1'],
    ],
    [
      'all written out',
      [{ barcode: 'a', quantity: 2 }],
      'split-packages',
      ({ a }) => ({
        splitPackages: [1, 1].map((quantities) => ({ packageDetails: [{ orderLineId: a, quantities }] })),
      }),
      ['a1', 'a1'],
    ],
    [
      'fifty',
      [{ barcode: 'a', quantity: 50 }],
      'quantity-split',
      ({ a }) => ({ quantitySplit: [{ orderLineId: a, quantities: Array(50).fill(1) }] }),
      Array(50).fill('a1'),
    ],
    [
      'lists of unlike length',
      [
        { barcode: 'a', quantity: 3 },
        { barcode: 'b', quantity: 1 },
      ],
      'quantity-split',
      ({ a, b }) => ({
        quantitySplit: [
          { orderLineId: b, quantities: [1] },
          { orderLineId: a, quantities: [1, 2] },
        ],
      }),
      ['a1 b1', 'a2'],
    ],
    [
      'the other lines',
      [
        { barcode: 'a', quantity: 1 },
        { barcode: 'b', quantity: 1 },
      ],
      'split',
      ({ b }) => ({ orderLineIds: [b] }),
      ['b1', 'a1'],
    ],
  ];
  test.each(shapes)('%s', async (_, lines, form, body, children) => {
    const at = await packageIn(world, seller, 'Created', lines);
    const before = await documentOf(world, seller, at.package_id);
    const answer = await world.call('POST', `${at.path}/${form}`, { as: seller, body: body(at.line) });
    expect(answer.status, answer.body).toBe(200);
    const ids = String(answer.headers['koli-new-packages']).split(',').map(Number);
    const documents = await Promise.all(ids.map((id) => documentOf(world, seller, id)));
    const letters = (document: Document) => holds(document).split(' ').sort().join(' ');
    expect(documents.map(letters)).toEqual(children);
    expectSameMoney(before, documents);
  });

  const notOpen = everyStatus.filter((status) => !(openStatuses as readonly string[]).includes(status));
  test.each(notOpen)('%s can no more be split', async (from) => {
    const at = await packageIn(world, seller, from);
    for (const { form, body } of splits)
      await refusedHere({ method: 'POST', at, path: `/${form}`, body: body(at.line), refusal: 'status' });
  });

  const wrongIds = ['4700000001', null, 1.5, 0, -1, 2 ** 53, {}, []];
  const refused: [form: string, name: string, body: Body, refusal: RefusalName][] = [
    // Another form's key, alone and beside the right one.
    ...splits.flatMap(({ form }) =>
      splits
        .filter((other) => other.form !== form)
        .flatMap(({ form: other, body }): [string, string, Body, RefusalName][] => [
          [form, `the body of ${other}`, body, 'split'],
          [
            form,
            `the body of ${other} beside its own`,
            (line) => ({ ...(body(line) as object), ...(exampleOf[form]!.body(line) as object) }),
            'split',
          ],
        ]),
    ),
    ...splits.flatMap(({ form, body }): [string, string, Body, RefusalName][] => {
      const key = Object.keys(body({ a: 1, b: 2, c: 3 }) as object)[0]!;
      return [
        [form, 'nothing', () => ({}), 'field'],
        [form, 'null', () => null, 'field'],
        [form, 'a list', () => [], 'field'],
        [form, 'an empty list', () => ({ [key]: [] }), 'field'],
        [form, 'a null list', () => ({ [key]: null }), 'field'],
        [form, 'a number', () => ({ [key]: 4 }), 'field'],
        [
          form,
          'keep that is a text',
          (line) => ({ ...(body(line) as object), shouldKeepPreviousStatus: 'true' }),
          'field',
        ],
      ];
    }),
    ...wrongIds.flatMap((id): [string, string, Body, RefusalName][] => {
      const name = `id ${JSON.stringify(id)}`;
      return [
        ['split', name, () => ({ orderLineIds: [id] }), 'field'],
        ['multi-split', name, () => ({ splitGroups: [{ orderLineIds: [id] }] }), 'field'],
        ['quantity-split', name, () => ({ quantitySplit: [{ orderLineId: id, quantities: [1] }] }), 'field'],
        [
          'split-packages',
          name,
          () => ({ splitPackages: [{ packageDetails: [{ orderLineId: id, quantities: 1 }] }] }),
          'field',
        ],
      ];
    }),
    ...[0, -1, 1.5, '1', null, 2 ** 53].flatMap((quantity): [string, string, Body, RefusalName][] => {
      const name = `quantity ${JSON.stringify(quantity)}`;
      return [
        [
          'quantity-split',
          name,
          ({ a }) => ({ quantitySplit: [{ orderLineId: a, quantities: [1, quantity] }] }),
          'field',
        ],
        [
          'split-packages',
          name,
          ({ a }) => ({ splitPackages: [{ packageDetails: [{ orderLineId: a, quantities: quantity }] }] }),
          'field',
        ],
      ];
    }),
    ['multi-split', 'an empty group', () => ({ splitGroups: [{ orderLineIds: [] }] }), 'field'],
    ['multi-split', 'a group without a list', () => ({ splitGroups: [{}] }), 'field'],
    ['quantity-split', 'no quantities', ({ a }) => ({ quantitySplit: [{ orderLineId: a, quantities: [] }] }), 'field'],
    [
      'quantity-split',
      'a quantity in place of a list',
      ({ a }) => ({ quantitySplit: [{ orderLineId: a, quantities: 1 }] }),
      'field',
    ],
    ['split-packages', 'an empty package', () => ({ splitPackages: [{ packageDetails: [] }] }), 'field'],
    [
      'split-packages',
      'a list in place of a quantity',
      ({ a }) => ({ splitPackages: [{ packageDetails: [{ orderLineId: a, quantities: [1] }] }] }),
      'field',
    ],
    // A line that is not there.
    ['split', 'a stranger line', ({ a }) => ({ orderLineIds: [a, 77] }), 'line'],
    [
      'multi-split',
      'a stranger line',
      ({ a }) => ({ splitGroups: [{ orderLineIds: [a] }, { orderLineIds: [77] }] }),
      'line',
    ],
    ['quantity-split', 'a stranger line', () => ({ quantitySplit: [{ orderLineId: 77, quantities: [1] }] }), 'line'],
    [
      'split-packages',
      'a stranger line',
      () => ({ splitPackages: [{ packageDetails: [{ orderLineId: 77, quantities: 1 }] }] }),
      'line',
    ],
    // A line twice.
    ['split', 'a line twice', ({ a }) => ({ orderLineIds: [a, a] }), 'split'],
    ['multi-split', 'a line twice in a group', ({ a }) => ({ splitGroups: [{ orderLineIds: [a, a] }] }), 'split'],
    [
      'multi-split',
      'a line in two groups',
      ({ a, b }) => ({ splitGroups: [{ orderLineIds: [a] }, { orderLineIds: [b, a] }] }),
      'split',
    ],
    [
      'quantity-split',
      'a line twice',
      ({ a }) => ({ quantitySplit: [1, 1].map((quantity) => ({ orderLineId: a, quantities: [quantity] })) }),
      'split',
    ],
    [
      'split-packages',
      'a line twice in a package',
      ({ a }) => ({
        splitPackages: [{ packageDetails: [1, 1].map((quantities) => ({ orderLineId: a, quantities })) }],
      }),
      'split',
    ],
    // Nothing left, nothing parted.
    ['split', 'all lines', ({ a, b, c }) => ({ orderLineIds: [a, b, c] }), 'split'],
    [
      'multi-split',
      'all lines',
      ({ a, b, c }) => ({ splitGroups: [{ orderLineIds: [a] }, { orderLineIds: [c, b] }] }),
      'split',
    ],
    [
      'quantity-split',
      'all units in one package',
      ({ a, b, c }) => ({
        quantitySplit: [
          { orderLineId: a, quantities: [4] },
          { orderLineId: b, quantities: [1] },
          { orderLineId: c, quantities: [2] },
        ],
      }),
      'split',
    ],
    [
      'split-packages',
      'all units in one package',
      ({ a, b, c }) => ({
        splitPackages: [
          {
            packageDetails: [
              { orderLineId: a, quantities: 4 },
              { orderLineId: b, quantities: 1 },
              { orderLineId: c, quantities: 2 },
            ],
          },
        ],
      }),
      'split',
    ],
    // More than there is.
    [
      'quantity-split',
      'more than there is',
      ({ a }) => ({ quantitySplit: [{ orderLineId: a, quantities: [3, 2] }] }),
      'quantity',
    ],
    [
      'split-packages',
      'more than there is',
      ({ a }) => ({
        splitPackages: [3, 2].map((quantities) => ({ packageDetails: [{ orderLineId: a, quantities }] })),
      }),
      'quantity',
    ],
    [
      'quantity-split',
      'sums beyond exact numbers',
      ({ a }) => ({ quantitySplit: [{ orderLineId: a, quantities: [2 ** 53 - 1, 2 ** 53 - 1] }] }),
      'quantity',
    ],
  ];
  const held: Partial<Record<string, Case>> = {};
  test.each(refused)('%s refuses %s', async (form, _, body, refusal) => {
    held['Picking'] ??= await packageIn(world, seller, 'Picking');
    const at = held['Picking'];
    await refusedHere({ method: 'POST', at, path: `/${form}`, body: body(at.line), refusal });
  });

  test.each([
    ['quantity-split', 50],
    ['quantity-split', 51],
    ['split-packages', 51],
    ['split-packages', 200],
  ])('%s into %i and a rest is too many', async (form, count) => {
    const at = await packageIn(world, seller, 'Created', [{ barcode: 'a', quantity: 300 }]);
    const orderLineId = at.line['a'];
    const body =
      form === 'quantity-split'
        ? { quantitySplit: [{ orderLineId, quantities: Array(count).fill(1) }] }
        : { splitPackages: Array(count).fill({ packageDetails: [{ orderLineId, quantities: 1 }] }) };
    await refusedHere({ method: 'POST', at, path: `/${form}`, body, refusal: 'split' });
  });
});

describe('the way of a package', () => {
  const steps: [status: string, from: string[]][] = [
    ['Shipped', ['Created', 'Picking', 'Invoiced']],
    ['AtCollectionPoint', ['Shipped']],
    ['Delivered', ['Shipped', 'AtCollectionPoint']],
    ['UnDelivered', ['Shipped', 'AtCollectionPoint']],
    ['Returned', ['UnDelivered']],
  ];
  const doors: [name: string, ask: (at: Case, status: string) => ReturnType<TestWorld['call']>][] = [
    [
      'carriers',
      (at, status) =>
        world.call('POST', '/api/v1/carrier-events', {
          as: 'operator',
          body: { events: [{ sellerId: seller.seller_id, packageId: at.package_id, status }] },
        }),
    ],
    [
      'the test service',
      (at, status) =>
        world.call(
          'PUT',
          `/integration/test/order/sellers/${seller.seller_id}/shipment-packages/${at.package_id}/status`,
          {
            as: seller,
            headers: { SellerID: String(seller.seller_id) },
            body: { status, params: {} },
          },
        ),
    ],
  ];
  for (const [name, ask] of doors)
    for (const [status, allowed] of steps)
      test.each(everyStatus)(`${name} say ${status} of a package that is %s`, async (from) => {
        const at = await packageIn(world, seller, from);
        const before = await documentOf(world, seller, at.package_id);
        if (!allowed.includes(from)) {
          expectRefused(await changingNothing(world, () => ask(at, status)), 'status');
          return;
        }
        const answer = await ask(at, status);
        expect(answer.status, answer.body).toBe(200);
        if (name === 'the test service') expect(answer.body).toBe('200 OK');
        const now = world.clock.now();
        expect(await documentOf(world, seller, at.package_id)).toEqual({
          ...before,
          status,
          shipmentPackageStatus: status,
          lastModifiedDate: now,
          packageHistories: [...before.packageHistories, { createdDate: now, status }],
          lines: before.lines.map((line: Document) => ({ ...line, orderLineItemStatusName: status })),
        });
      });

  const testRefused: [name: string, body: Body, headers: Record<string, string | undefined>, refusal: RefusalName][] = [
    ['a status of the seller', () => ({ status: 'Picking', params: {} }), {}, 'field'],
    ['no status', () => ({ params: {} }), {}, 'field'],
    ['no SellerID', () => ({ status: 'Shipped', params: {} }), { SellerID: undefined }, 'field'],
    ['another SellerID', () => ({ status: 'Shipped', params: {} }), { SellerID: '1002' }, 'mismatch'],
    ['no lines in a list', () => ({ status: 'Shipped', lines: [], params: {} }), {}, 'line'],
    ['a stranger line', () => ({ status: 'Shipped', lines: [{ lineId: 3, quantity: 1 }] }), {}, 'line'],
    ['too much', ({ b }) => ({ status: 'Shipped', lines: [{ lineId: b, quantity: 2 }] }), {}, 'quantity'],
    [
      'a line twice',
      ({ a }) => ({ status: 'Shipped', lines: [1, 1].map((quantity) => ({ lineId: a, quantity })) }),
      {},
      'repeated',
    ],
  ];
  test.each(testRefused)('the test service refuses %s', async (_, body, headers, refusal) => {
    const at = await packageIn(world, seller);
    const path = `/integration/test/order/sellers/${seller.seller_id}/shipment-packages/${at.package_id}/status`;
    const all = { SellerID: String(seller.seller_id), ...headers };
    const ask = () => world.call('PUT', path, { as: seller, body: body(at.line), headers: all });
    expectRefused(await changingNothing(world, ask), refusal);
  });
});
