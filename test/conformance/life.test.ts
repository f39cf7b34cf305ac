import { expect, test } from 'vitest';
import { cancelled_at, confirmed_at, mugs, orderInput, placed_at, spoons } from '../wire/example.ts';
import { cancelled, created, mugLine, remainder, spoonLine } from '../wire/sample.ts';
import { startWorld, type TestSeller, type TestWorld } from '../world.ts';
import { checkDocument, type Document } from './run/documents.ts';

/**
 * Two lives, told through the door, with every date and amount written down by hand. The moments are those of the worked
 * example. Each seller draws its ids from a range of its own, so the range is laid where the example has its ids, and
 * what comes out is the example itself, not something like it.
 */

const operator = { as: 'operator' as const };

type Ids = { package: number; line: number; tracking: number };

async function sellerWith(world: TestWorld, sellerId: number, ids: Ids): Promise<TestSeller> {
  const made = await world.call('POST', '/api/v1/sellers', { ...operator, body: { sellerId, name: 'Örnek Mağaza' } });
  expect(made.status, made.body).toBe(201);
  const key = await world.call('POST', `/api/v1/sellers/${sellerId}/keys`, operator);
  for (const [kind, next_id] of Object.entries(ids))
    await world.sql('insert into id_blocks (seller_id, kind, next_id, end_id) values ($1, $2, $3, $4)', [
      sellerId,
      kind,
      next_id,
      next_id + 100_000,
    ]);
  return { seller_id: sellerId, key: key.json.apiKey, secret: key.json.apiSecret };
}

type Shop = {
  /** At this moment, this call; it is done. */
  at(
    moment: number,
    method: string,
    path: string,
    body: unknown,
    as?: 'operator',
  ): Promise<Record<string, string | undefined>>;
  /** The answer of the list to the question for the order. */
  list(): Promise<Document>;
};

function shop(world: TestWorld, seller: TestSeller, orderNumber: string): Shop {
  const base = `/integration/order/sellers/${seller.seller_id}`;
  return {
    async at(moment, method, path, body, as) {
      world.clock.set(moment);
      const address = path.startsWith('/api') ? path : `${base}/shipment-packages/${path}`;
      const answer = await world.call(method, address, { as: as ?? seller, body });
      expect([answer.status, answer.body]).toEqual([200, expect.any(String)]);
      return answer.headers;
    },
    async list() {
      const query = `orderNumber=${orderNumber}`;
      const answer = await world.call('GET', `${base}/v2/orders?${query}`, { as: seller });
      for (const document of answer.json.content) checkDocument(document);
      return answer.json;
    },
  };
}

/** The envelope of the list, last changed first; what changed at once has the later id first. */
const page = (...content: Document[]): Document => ({
  totalElements: content.length,
  totalPages: 1,
  page: 0,
  size: content.length,
  content,
});

const words = (document: Document, word: string): Document[] =>
  document.lines.map((line: Document) => ({ ...line, orderLineItemStatusName: word }));

/** The same package a step further. */
const stepped = (document: Document, moment: number, status: string, rest: object = {}): Document => ({
  ...document,
  status,
  shipmentPackageStatus: status,
  lastModifiedDate: moment,
  packageHistories: [...document.packageHistories, { createdDate: moment, status }],
  lines: words(document, status),
  ...rest,
});

const hidden = '***';
const hiddenAddress = (address: Document): Document =>
  Object.fromEntries(
    Object.entries(address).map(([field, value]) => {
      if (field === 'addressLines') return [field, { addressLine1: hidden, addressLine2: hidden }];
      if (field === 'countryCode' || typeof value === 'boolean' || value === null) return [field, value];
      return [field, typeof value === 'number' ? 0 : hidden];
    }),
  );

/** While its payment is open. */
const awaiting: Document = {
  ...created,
  status: 'Awaiting',
  shipmentPackageStatus: 'Approved',
  lastModifiedDate: placed_at,
  packageHistories: [{ createdDate: 0, status: 'Awaiting' }],
  customerId: 0,
  customerFirstName: hidden,
  customerLastName: hidden,
  customerEmail: hidden,
  taxNumber: hidden,
  identityNumber: hidden,
  cargoTrackingNumber: 0,
  shipmentAddress: hiddenAddress(created.shipmentAddress),
  invoiceAddress: hiddenAddress(created.invoiceAddress),
  lines: words(created, 'Approved'),
};

test('an order is paid, partly cancelled twice, and delivered', async () => {
  await using world = await startWorld();
  const seller = await sellerWith(world, 900217, { package: 3500000017, line: mugs, tracking: 17 });
  const { at, list } = shop(world, seller, '10900000217');
  const payment = '/api/v1/orders/10900000217/payment';
  const carrier = (trackingNumber: number, status: string) => ({
    events: [{ sellerId: 900217, trackingNumber, status }],
  });

  await at(placed_at, 'POST', '/api/v1/orders', { orders: [orderInput] }, 'operator');
  expect(await list()).toEqual(page(awaiting));

  await at(confirmed_at, 'POST', payment, { status: 'confirmed' }, 'operator');
  expect(await list()).toEqual(page(created));

  // The sample, as it is printed: one mug is out of stock.
  const oneMug = { lines: [{ lineId: mugs, quantity: 1 }], reasonId: 500 };
  const told = await at(cancelled_at, 'PUT', '3500000017/items/unsupplied', oneMug);
  expect([told['koli-cancelled-package'], told['koli-new-package']]).toEqual(['3500000017', '3500000018']);
  expect(await list()).toEqual(page(remainder, cancelled));

  await at(1794826800000, 'PUT', '3500000018', { status: 'Picking' });
  const picked = stepped(remainder, 1794826800000, 'Picking');
  expect(await list()).toEqual(page(picked, cancelled));

  const invoiceNumber = 'EME2026000000217';
  await at(1794830400123, 'PUT', '3500000018', { status: 'Invoiced', params: { invoiceNumber } });
  const invoiced = stepped(picked, 1794830400123, 'Invoiced', { invoiceNumber });
  expect(await list()).toEqual(page(invoiced, cancelled));

  // The spoons are broken; what is left keeps its status and its invoice.
  const spoon = { lines: [{ lineId: spoons, quantity: 1 }], reasonId: 501, shouldKeepPreviousStatus: true };
  await at(1794834000456, 'PUT', '3500000018/items/unsupplied', spoon);
  const broken = stepped(invoiced, 1794834000456, 'Cancelled', {
    packageGrossAmount: 45.5,
    packageSellerDiscount: 5.25,
    packageTyDiscount: 0,
    packageTotalDiscount: 5.25,
    packageTotalPrice: 40.25,
    // 11.02 by 5.25 of 18.91, rounded down.
    discountDisplays: [{ displayName: 'Autumn basket', discountAmount: 3.05 }],
    lines: [
      {
        ...spoonLine,
        orderLineItemStatusName: 'UnSupplied',
        cancelledBy: 'Seller',
        cancelReason: 'Defective Product',
        cancelReasonCode: 501,
      },
    ],
  });
  const last: Document = {
    ...invoiced,
    shipmentPackageId: 3500000019,
    cargoTrackingNumber: 7330000000000019,
    lastModifiedDate: 1794834000456,
    packageHistories: [{ createdDate: 1794834000456, status: 'Invoiced' }],
    packageGrossAmount: 259.8,
    packageSellerDiscount: 13.33,
    packageTyDiscount: 0.33,
    packageTotalDiscount: 13.66,
    packageTotalPrice: 246.14,
    discountDisplays: [{ displayName: 'Autumn basket', discountAmount: 7.97 }],
    lines: [
      {
        ...mugLine,
        quantity: 2,
        discountDetails: mugLine.discountDetails.slice(1),
        orderLineItemStatusName: 'Invoiced',
      },
    ],
  };
  expect(await list()).toEqual(page(last, broken, cancelled));

  await at(1794837600000, 'PUT', '3500000019/extended-agreed-delivery-date', { extendedDayCount: 2 });
  const extended: Document = {
    ...last,
    lastModifiedDate: 1794837600000,
    agreedDeliveryDate: 1795294740000,
    estimatedDeliveryStartDate: 1795381140000,
    estimatedDeliveryEndDate: 1795553940000,
  };
  expect(await list()).toEqual(page(extended, broken, cancelled));

  let now = extended;
  const road: [moment: number, status: string][] = [
    [1794841200001, 'Shipped'],
    [1794927600002, 'AtCollectionPoint'],
    [1795014000003, 'Delivered'],
  ];
  for (const [moment, status] of road) {
    await at(moment, 'POST', '/api/v1/carrier-events', carrier(7330000000000019, status), 'operator');
    now = stepped(now, moment, status);
    expect(await list()).toEqual(page(now, broken, cancelled));
  }

  // Nothing of the order was lost or doubled on the way.
  expect(sums([now, broken, cancelled])).toEqual({
    packageGrossAmount: 435.2,
    packageSellerDiscount: 25.25,
    packageTyDiscount: 0.5,
    packageTotalDiscount: 25.75,
    packageTotalPrice: 409.45,
    discounts: 15,
  });
});

const amounts = [
  'packageGrossAmount',
  'packageSellerDiscount',
  'packageTyDiscount',
  'packageTotalDiscount',
  'packageTotalPrice',
];

function sums(documents: Document[]): Document {
  const sum = (amountOf: (document: Document) => number) =>
    documents.reduce((total, document) => total + Math.round(amountOf(document) * 100), 0) / 100;
  const totals = amounts.map((amount) => [amount, sum((document) => document[amount])]);
  return { ...Object.fromEntries(totals), discounts: sum((document) => document.discountDisplays[0].discountAmount) };
}

const [a, b, c] = [4700000061, 4700000062, 4700000063];
/** 19:59 UTC on the third day after is 23:59 in Istanbul. */
const due = {
  agreedDeliveryDate: 1795121940000,
  estimatedDeliveryStartDate: 1795208340000,
  estimatedDeliveryEndDate: 1795381140000,
};
const dates = { orderDate: placed_at + 10_800_000, originShipmentDate: placed_at, ...due };

/** Everything of a package that says when or how much. */
const facts = (document: Document): Document => ({
  id: document.shipmentPackageId,
  tracking: document.cargoTrackingNumber,
  status: document.status,
  createdBy: document.createdBy,
  root: document.originPackageIds,
  modified: document.lastModifiedDate,
  history: document.packageHistories.map((entry: Document) => [entry.createdDate, entry.status]),
  dates: Object.fromEntries(Object.keys(dates).map((date) => [date, document[date]])),
  money: [...amounts.map((amount) => document[amount]), document.discountDisplays[0].discountAmount],
  units: document.lines.flatMap((line: Document) =>
    line.discountDetails.map((unit: Document) => [
      unit.lineItemId,
      unit.lineItemPrice,
      unit.lineItemSellerDiscount,
      unit.lineItemTyDiscount,
    ]),
  ),
});

const unit = (line: number, number: number, price: number, seller: number, platform: number) => [
  `${line}00${number}`,
  price,
  seller,
  platform,
];
const a1 = unit(a, 1, 19.96, 0.03, 0);
const a2 = unit(a, 2, 19.96, 0.03, 0);
const a3 = unit(a, 3, 19.97, 0.02, 0);
const a4 = unit(a, 4, 19.97, 0.02, 0);
const b1 = unit(b, 1, 5, 0, 0);
const c1 = unit(c, 1, 7.74, 0, 0.03);
const c2 = unit(c, 2, 7.75, 0, 0.02);

test('an order is split twice, and its packages end in four ways', async () => {
  await using world = await startWorld();
  const seller = await sellerWith(world, 900218, { package: 3500000030, line: a, tracking: 30 });
  const { at, list } = shop(world, seller, '10900000218');
  const lines = [
    { barcode: 'a', quantity: 4, lineGrossAmount: 19.99, sellerDiscount: 0.1 },
    { barcode: 'b', quantity: 1, lineGrossAmount: 5 },
    { barcode: 'c', quantity: 2, lineGrossAmount: 7.77, tyDiscount: 0.05 },
  ].map((line) => ({ sellerId: 900218, ...line }));
  const order = {
    orderNumber: '10900000218',
    customer: orderInput.customer,
    shipmentAddress: orderInput.shipmentAddress,
    discountDisplays: [{ displayName: 'Autumn basket', discountAmount: 0.1 }],
    lines,
  };
  await at(placed_at, 'POST', '/api/v1/orders', { orders: [order] }, 'operator');
  await at(placed_at + 60_000, 'PUT', '3500000030', { status: 'Picking' });
  const split_at = placed_at + 120_001;
  const quantitySplit = [
    { orderLineId: a, quantities: [2, 1] },
    { orderLineId: c, quantities: [1] },
  ];
  const told = await at(split_at, 'POST', '3500000030/quantity-split', {
    quantitySplit,
    shouldKeepPreviousStatus: true,
  });
  expect(told['koli-new-packages']).toBe('3500000031,3500000032,3500000033');

  const birth: [number, string][] = [
    [placed_at, 'Awaiting'],
    [placed_at, 'Created'],
    [placed_at + 60_000, 'Picking'],
  ];
  const parent = {
    id: 3500000030,
    tracking: 7330000000000030,
    status: 'UnPacked',
    createdBy: 'order-creation',
    root: null,
    modified: split_at,
    history: [...birth, [split_at, 'UnPacked']],
    dates,
    money: [100.5, 0.1, 0.05, 0.15, 100.35, 0.1],
    units: [a1, a2, a3, a4, b1, c1, c2],
  };
  const child = (id: number, money: number[], units: unknown[], status = 'Picking', at = split_at) => ({
    id,
    tracking: 7330000000000000 + (id - 3500000000),
    status,
    createdBy: 'split',
    root: [3500000030],
    modified: at,
    history: [[at, status]],
    dates,
    money,
    units,
  });
  // Of 0.10, by 0.09, 0.02 and 0.04 of 0.15: the last takes what is left.
  const first = child(3500000031, [47.75, 0.06, 0.03, 0.09, 47.66, 0.06], [a1, a2, c1]);
  const second = child(3500000032, [19.99, 0.02, 0, 0.02, 19.97, 0.01], [a3]);
  const third = child(3500000033, [32.76, 0.02, 0.02, 0.04, 32.72, 0.03], [a4, b1, c2]);
  const seen = async () => (await list()).content.map(facts);
  expect(await seen()).toEqual([third, second, first, parent]);

  const again_at = placed_at + 180_002;
  await at(again_at, 'POST', '3500000033/split', { orderLineIds: [b] });
  const gone = {
    ...third,
    status: 'UnPacked',
    modified: again_at,
    history: [...third.history, [again_at, 'UnPacked']],
  };
  const fourth = child(3500000034, [5, 0, 0, 0, 5, 0], [b1], 'Created', again_at);
  const fifth = child(3500000035, [27.76, 0.02, 0.02, 0.04, 27.72, 0.03], [a4, c2], 'Created', again_at);
  expect(await seen()).toEqual([fifth, fourth, gone, second, first, parent]);

  const step = (facts: Document, moment: number, ...statuses: string[]) => ({
    ...facts,
    status: statuses.at(-1),
    modified: moment,
    history: [...facts.history, ...statuses.map((status) => [moment, status])],
  });
  const cancel_at = placed_at + 240_003;
  await at(cancel_at, 'PUT', '3500000034/items/unsupplied', { lines: [{ lineId: b, quantity: 1 }], reasonId: 505 });
  const out = step(fourth, cancel_at, 'Cancelled');
  expect(await seen()).toEqual([out, fifth, gone, second, first, parent]);

  const carrier = async (moment: number, packageId: number, status: string) =>
    at(moment, 'POST', '/api/v1/carrier-events', { events: [{ sellerId: 900218, packageId, status }] }, 'operator');
  const confirmed = async (moment: number, packageId: number, end: string) =>
    at(moment, 'POST', `/api/v1/sellers/900218/packages/${packageId}/confirm-${end}`, undefined, 'operator');
  await carrier(placed_at + 300_000, 3500000031, 'Shipped');
  await carrier(placed_at + 300_001, 3500000031, 'UnDelivered');
  await carrier(placed_at + 300_002, 3500000031, 'Returned');
  const link = { isPhoneNumber: false, trackingInfo: 'https://kargo.example/32', params: {} };
  await at(placed_at + 300_003, 'PUT', '3500000032/alternative-delivery', link);
  await at(placed_at + 300_003, 'PUT', '3500000032/manual-deliver', undefined);
  await confirmed(placed_at + 300_004, 3500000032, 'delivery');
  await at(placed_at + 300_005, 'PUT', '3500000035/alternative-delivery', link);
  await at(placed_at + 300_006, 'PUT', '3500000035/manual-return', undefined);
  await confirmed(placed_at + 300_008, 3500000035, 'return');
  const returned = step(
    step(step(first, placed_at + 300_000, 'Shipped'), placed_at + 300_001, 'UnDelivered'),
    placed_at + 300_002,
    'Returned',
  );
  // A delivery without a carrier has a number of its own kind, the next two of the row.
  const brought = {
    ...step(step(second, placed_at + 300_003, 'Shipped'), placed_at + 300_005, 'Delivered'),
    tracking: 7320000000000036,
  };
  const refused = {
    ...step(step(fifth, placed_at + 300_005, 'Shipped'), placed_at + 300_008, 'UnDelivered', 'Returned'),
    tracking: 7320000000000037,
  };
  expect(await seen()).toEqual([refused, brought, returned, out, gone, parent]);

  const live = (await list()).content.filter(({ status }: Document) => status !== 'UnPacked');
  expect(sums(live)).toEqual({
    packageGrossAmount: 100.5,
    packageSellerDiscount: 0.1,
    packageTyDiscount: 0.05,
    packageTotalDiscount: 0.15,
    packageTotalPrice: 100.35,
    discounts: 0.1,
  });
});
