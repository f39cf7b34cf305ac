import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SellerSettings } from '../../src/domain/seller.ts';
import type { Receiver } from '../receiver.ts';
import { type Answer, startWorld, type TestSeller, type TestWorld } from '../world.ts';
import { cancel, type Line, pick, type Taken, takeOrder } from './orders.ts';

const settings = {
  express: {},
  own: { who_pays: 1 },
  horoz: { cargo_provider: 'HOROZMP', who_pays: 1 },
  horozOfOthers: { cargo_provider: 'HOROZMP' },
  ceva: { cargo_provider: 'CEVAMP' },
  aras: { cargo_provider: 'ARASMP' },
} satisfies Record<string, Partial<SellerSettings>>;
type SellerName = keyof typeof settings;

let world: TestWorld;
let receiver: Receiver;
const sellers = {} as Record<SellerName, TestSeller>;

beforeAll(async () => {
  world = await startWorld();
  receiver = await world.receiver();
  const { url } = receiver;
  for (const [name, given] of Object.entries(settings)) {
    const seller = await world.newSeller(given as Partial<SellerSettings>);
    sellers[name as SellerName] = seller;
    const path = `/integration/webhook/sellers/${seller.seller_id}/webhooks`;
    await world.call('POST', path, { as: seller, body: { url, authenticationType: 'API_KEY', apiKey: 'k' } });
  }
});
afterAll(() => world?.[Symbol.asyncDispose]());

const line_count = 3;
const digital = { barcode: 'gift', quantity: line_count, businessUnit: 'Digital Goods' } as Line;
const solid = { barcode: 'mug', quantity: line_count };

/** Something done to a package: a status it is brought into, or a call on it. */
type Deed = 'Picking' | 'Invoiced' | 'Shipped' | 'AtCollectionPoint' | 'Delivered' | 'UnDelivered' | [string, unknown?];

const root = (seller: TestSeller) => `/integration/order/sellers/${seller.seller_id}`;
const pathOf = (seller: TestSeller, package_id: number) => `${root(seller)}/shipment-packages/${package_id}`;

async function put(seller: TestSeller, package_id: number, at: string, body?: unknown): Promise<Answer> {
  return world.call('PUT', `${pathOf(seller, package_id)}/${at}`, { as: seller, body });
}

async function does(seller: TestSeller, package_id: number, deed: Deed): Promise<void> {
  if (deed === 'Picking') return pick(world, seller, package_id);
  const status = deed;
  const events = [{ sellerId: seller.seller_id, packageId: package_id, status }];
  const answer = await (typeof deed !== 'string'
    ? put(seller, package_id, ...deed)
    : deed === 'Invoiced'
      ? world.call('PUT', pathOf(seller, package_id), { as: seller, body: { status } })
      : world.call('POST', '/api/v1/carrier-events', { as: 'operator', body: { events } }));
  if (answer.status !== 200) throw new Error(answer.body);
}

async function documentOf(seller: TestSeller, package_id: number) {
  const path = `${root(seller)}/orders?shipmentPackageIds=${package_id}`;
  return (await world.call('GET', path, { as: seller })).json.content[0];
}

const eventsOf = ({ seller_id }: TestSeller, package_id: number) =>
  world.sql('select type, owed, at from events where seller_id = $1 and package_id = $2 order by sequence', [
    seller_id,
    package_id,
  ]);

type Case = {
  seller?: SellerName;
  lines?: Line[];
  before?: Deed[];
  at: string;
  /** Lines are named by their place in the order. */
  body?: unknown | ((taken: Taken) => unknown);
};
type Accepted = Case & {
  /** The events of the call with the webhooks that they owe. */
  events: [string, number][];
  document?: object;
  /** What a package of units left by a later cancel has of it, and what it has not. */
  child?: object;
  dropped?: string[];
};
type Refused = Case & { status: number; key: string };

async function prepared({ seller: name = 'express', lines = [solid], before = [], body }: Case) {
  const seller = sellers[name];
  const taken = await takeOrder(world, seller, lines);
  const package_id = taken.shipmentPackageId;
  for (const deed of before) await does(seller, package_id, deed);
  const document = await documentOf(seller, package_id);
  const events = await eventsOf(seller, package_id);
  world.clock.advance(1000);
  return { seller, taken, package_id, document, events, body: typeof body === 'function' ? body(taken) : body };
}

const link = { isPhoneNumber: false, trackingInfo: 'https://kargo.example/1', params: {} };
const phone = { isPhoneNumber: true, trackingInfo: '5320000000', params: {} };
const code = { ...phone, params: { digitalCode: 'ABC-123' } };
const sent: Deed = ['alternative-delivery', link];
const details = { cargoSenderNumber: 'S-1', providerCode: 'YKMP' };
const tracking = (prefix: number) => expect.toSatisfy((number) => String(number).startsWith(String(prefix)));
const statuses = (...names: string[]) => names.map((status) => expect.objectContaining({ status }));
const costs =
  (...amounts: unknown[]) =>
  (taken: Taken) =>
    amounts.map((laborCostPerItem, at) => ({ orderLineId: taken.lines[at]?.lineId ?? 999, laborCostPerItem }));

const alternatively = {
  status: 'Shipped',
  cargoProviderName: 'Alternatif Teslimat',
  cargoTrackingNumber: tracking(732),
};
const delivered = { events: [['delivered', 1]] as [string, number][], document: { status: 'Delivered' } };
const returned = {
  events: [
    ['undelivered', 1],
    ['returned', 1],
  ] as [string, number][],
  document: {
    status: 'Returned',
    packageHistories: statuses('Awaiting', 'Created', 'Shipped', 'UnDelivered', 'Returned'),
  },
};
const digitally = {
  lines: [digital],
  body: code,
  events: [
    ['shipped', 1],
    ['delivered', 1],
  ] as [string, number][],
  document: {
    ...alternatively,
    status: 'Delivered',
    packageHistories: statuses('Awaiting', 'Created', 'Shipped', 'Delivered'),
  },
};

const accepted: Accepted[] = [
  ...(['Created', 'Picking', 'Invoiced'] as const).map(
    (status, at): Accepted => ({
      at: 'alternative-delivery',
      before: (['Picking', 'Invoiced'] as const).slice(0, at),
      body: { ...link, boxQuantity: 2, deci: 1.5, unknown: status },
      events: [['shipped', 1]],
      document: { ...alternatively, cargoTrackingLink: link.trackingInfo },
    }),
  ),
  { at: 'alternative-delivery', body: phone, events: [['shipped', 1]], document: alternatively },
  { at: 'alternative-delivery', ...digitally },
  { at: 'alternative-delivery-digital', ...digitally },
  ...['manual-deliver', 'manual-invoice-delivery'].flatMap((at): Accepted[] => [
    { at, before: [sent], ...delivered },
    { at, before: [sent, 'AtCollectionPoint'], body: {}, ...delivered },
  ]),
  { at: 'manual-return', before: [sent], ...returned },
  { at: 'manual-return', before: [sent, 'UnDelivered'], ...returned, events: [['returned', 1]] },
  {
    seller: 'own',
    at: 'update-tracking-number',
    body: { trackingNumber: '1234567890' },
    events: [['trackingNumberFed', 0]],
    document: { cargoTrackingNumber: 1234567890, cargoProviderName: 'Trendyol Express Marketplace' },
    child: { cargoTrackingNumber: tracking(733) },
  },
  {
    at: 'tracking-details',
    before: ['Picking', ['tracking-details', { ...details, providerCode: 'ARASMP' }]],
    body: { ...details, returnTrackingNumber: 'R-1' },
    events: [['trackingDetailsFed', 0]],
    document: { cargoSenderNumber: 'S-1', cargoProviderName: 'Yurtiçi Kargo Marketplace', status: 'Picking' },
    child: { cargoProviderName: 'Yurtiçi Kargo Marketplace', cargoTrackingNumber: tracking(725) },
    dropped: ['cargoSenderNumber'],
  },
  { at: 'box-info', body: { boxQuantity: 3 }, events: [['boxInfoSet', 0]] },
  ...(['express', 'horoz', 'ceva'] as const).map(
    (seller): Accepted => ({
      seller,
      at: 'box-info',
      body: { boxQuantity: 1, deci: 4.5 },
      events: [['boxInfoSet', 0]],
      document: { cargoDeci: 4.5 },
      dropped: ['cargoDeci'],
    }),
  ),
  {
    seller: 'horoz',
    at: 'delivered-by-service',
    events: [['serviceDeliverySet', 0]],
    document: { deliveredByService: true },
    child: { deliveredByService: true },
  },
  {
    at: 'warehouse',
    body: { warehouseId: 42 },
    events: [['warehouseSet', 0]],
    document: { warehouseId: 42 },
    child: { warehouseId: 42 },
  },
  {
    at: 'labor-costs',
    body: costs(10),
    events: [['laborCostsSet', 0]],
    document: { lines: [expect.objectContaining({ laborCost: 10 })] },
    child: { lines: [expect.objectContaining({ laborCost: 10, quantity: line_count - 1 })] },
  },
  ...(['Shipped', 'AtCollectionPoint', 'UnDelivered'] as const).map(
    (status, at): Accepted => ({
      at: 'labor-costs',
      before: at === 0 ? [status] : ['Shipped', status],
      body: costs(0.25),
      events: [['laborCostsSet', 0]],
      document: { status, lines: [expect.objectContaining({ laborCost: 0.25 })] },
    }),
  ),
  {
    at: 'cargo-providers',
    body: { cargoProvider: 'KOLAYGELSINMP' },
    events: [['cargoProviderChanged', 0]],
    document: { cargoProviderName: 'Kolay Gelsin Marketplace', cargoTrackingNumber: tracking(737) },
    child: { cargoProviderName: 'Kolay Gelsin Marketplace', cargoTrackingNumber: tracking(737) },
  },
];

const titled = <C extends Case>(cases: C[]) =>
  cases.map((one, index): [string, C] => [
    `${one.at} ${JSON.stringify(one.before ?? [])} ${one.seller ?? ''} #${index}`,
    one,
  ]);

const open: readonly string[] = ['Created', 'Picking', 'Invoiced'];

test.each(titled(accepted))('accepted: %s', async (_, one) => {
  const { seller, taken, package_id, document, events, body } = await prepared(one);
  const answer = await put(seller, package_id, one.at, body);
  expect([answer.status, answer.body]).toEqual([200, '']);

  const now = world.clock.now();
  const added = (await eventsOf(seller, package_id)).slice(events.length);
  expect(added.map(({ type, owed, at }) => [type, owed, at])).toEqual(one.events.map((event) => [...event, now]));
  const after = await documentOf(seller, package_id);
  const silent = one.events.every(([, owed]) => owed === 0);
  expect(after).toMatchObject({ lastModifiedDate: now, shipmentPackageId: package_id, ...one.document });
  if (silent) expect([after.status, after.packageHistories]).toEqual([document.status, document.packageHistories]);
  if (!open.includes(after.status)) return;

  const child = await cancel(world, seller, package_id, { lineId: taken.lines[0]!.lineId, quantity: 1 });
  const born = await documentOf(seller, child);
  expect(born).toMatchObject({ status: 'Created', createdBy: 'cancel', ...one.child });
  for (const field of one.dropped ?? []) expect(born).not.toHaveProperty(field);
  // The cancelled part keeps what it was given.
  expect(await documentOf(seller, package_id)).toMatchObject({ cargoTrackingNumber: after.cargoTrackingNumber });
});

const not_open = 'fulfillment.api.shipment.package.item.status.cannot.be.changed';
const not_applicable = 'koli.not.applicable';
const no_tracking = 'shipment.package.cargo.tracking.number.update.not.allowed';
const invalid = { status: 400, key: 'koli.field.invalid' };

const bodies: Record<string, unknown> = {
  'alternative-delivery': link,
  'alternative-delivery-digital': code,
  'update-tracking-number': { trackingNumber: '99' },
  'box-info': { boxQuantity: 1, deci: 1 },
  'delivered-by-service': undefined,
  'extended-agreed-delivery-date': { extendedDayCount: 1 },
  'cargo-providers': { cargoProvider: 'YKMP' },
};

const refused: Refused[] = [
  ...Object.entries(bodies).map(
    ([at, body]): Refused => ({ at, body, before: ['Shipped'], status: 409, key: not_open }),
  ),
  { at: 'manual-deliver', status: 409, key: not_open },
  { at: 'manual-invoice-delivery', before: [sent, 'UnDelivered'], status: 409, key: not_open },
  { at: 'manual-return', before: [sent, 'AtCollectionPoint'], status: 409, key: not_open },
  { at: 'labor-costs', before: ['Shipped', 'Delivered'], body: costs(1), status: 409, key: not_open },
  { at: 'warehouse', before: ['Shipped'], body: { warehouseId: 1 }, status: 400, key: not_applicable },
  ...([[], ['Picking', 'Invoiced'], ['Shipped']] satisfies Deed[][]).map(
    (before): Refused => ({
      at: 'tracking-details',
      before,
      body: details,
      status: 400,
      key: no_tracking,
    }),
  ),
  ...['alternative-delivery', 'alternative-delivery-digital'].map(
    (at): Refused => ({
      at,
      lines: [digital, solid],
      body: code,
      status: 400,
      key: 'digital.good.business.unit.not.valid',
    }),
  ),
  ...['manual-deliver', 'manual-invoice-delivery', 'manual-return'].map(
    (at): Refused => ({
      at,
      before: ['Shipped'],
      status: 400,
      key: not_applicable,
    }),
  ),
  { at: 'update-tracking-number', body: { trackingNumber: '98' }, status: 400, key: no_tracking },
  {
    seller: 'own',
    at: 'update-tracking-number',
    before: [['update-tracking-number', { trackingNumber: '5001' }]],
    body: { trackingNumber: '5002' },
    status: 400,
    key: no_tracking,
  },
  ...(['horoz', 'ceva'] as const).map(
    (seller): Refused => ({
      seller,
      at: 'box-info',
      body: { boxQuantity: 1 },
      status: 400,
      key: not_applicable,
    }),
  ),
  ...(['own', 'horozOfOthers'] as const).map(
    (seller): Refused => ({
      seller,
      at: 'delivered-by-service',
      status: 400,
      key: not_applicable,
    }),
  ),
  { seller: 'aras', at: 'warehouse', body: { warehouseId: 1 }, status: 400, key: not_applicable },
  { at: 'labor-costs', body: [{ orderLineId: 999, laborCostPerItem: 1 }], status: 404, key: 'koli.line.unknown' },
  {
    at: 'labor-costs',
    body: (taken: Taken) => [...costs(1)(taken), ...costs(2)(taken)],
    status: 400,
    key: 'koli.line.repeated',
  },
  ...[costs(10.01), costs(0.125), costs(-1), costs('1'), [], {}, undefined].map(
    (body): Refused => ({
      at: 'labor-costs',
      body,
      ...invalid,
    }),
  ),
  ...[
    { ...link, trackingInfo: 'ftp://kargo.example' },
    { ...link, trackingInfo: 'https://' },
    { ...phone, trackingInfo: '532000000' },
    { ...phone, trackingInfo: '053200000000' },
    { ...code, isPhoneNumber: false },
    { ...code, params: { digitalCode: '12345' } },
    { ...code, params: { digitalCode: 'x'.repeat(121) } },
    { ...link, params: [] },
    { ...link, isPhoneNumber: 'false' },
    undefined,
  ].map((body): Refused => ({ at: 'alternative-delivery', lines: [digital], body, ...invalid })),
  { at: 'alternative-delivery-digital', lines: [digital], body: phone, ...invalid },
  ...['', '12a', '12345678901234567', '9007199254740992', '0', 12].map(
    (trackingNumber): Refused => ({
      seller: 'own',
      at: 'update-tracking-number',
      body: { trackingNumber },
      ...invalid,
    }),
  ),
  ...[{ ...details, providerCode: 'ALTERNATIVE' }, { ...details, cargoSenderNumber: '' }, { providerCode: 'YKMP' }].map(
    (body): Refused => ({ at: 'tracking-details', before: ['Picking'], body, ...invalid }),
  ),
  ...[{ boxQuantity: 0 }, { deci: 1 }, { boxQuantity: 1, deci: 0 }].map(
    (body): Refused => ({
      at: 'box-info',
      body,
      ...invalid,
    }),
  ),
  ...[{ warehouseId: '1' }, { warehouseId: 1.5 }, {}].map((body): Refused => ({ at: 'warehouse', body, ...invalid })),
  ...[0, 4, 1.5, '1'].map(
    (extendedDayCount): Refused => ({
      at: 'extended-agreed-delivery-date',
      body: { extendedDayCount },
      ...invalid,
    }),
  ),
  ...['ALTERNATIVE', 'texmp', 1].map(
    (cargoProvider): Refused => ({
      at: 'cargo-providers',
      body: { cargoProvider },
      ...invalid,
    }),
  ),
];

test.each(titled(refused))('refused: %s', async (_, one) => {
  const { seller, package_id, document, events, body } = await prepared(one);
  const answer = await put(seller, package_id, one.at, body);
  expect([answer.status, answer.json.errors[0].key]).toEqual([one.status, one.key]);
  expect(await documentOf(seller, package_id)).toEqual(document);
  expect(await eventsOf(seller, package_id)).toEqual(events);
});

describe('by tracking number', () => {
  const places = {
    'manual-deliver': 'Delivered',
    'shipment-packages/manual-invoice-delivery-by-tracking-number': 'Delivered',
    'manual-return': 'Returned',
    'shipment-packages/manual-return-by-tracking-number': 'Returned',
  };
  const byNumber = (seller: TestSeller, at: string, number: unknown, headers = {}) =>
    world.call('PUT', `${root(seller)}/${at}/${number}`, { as: seller, headers });

  test.each(Object.entries(places))('%s', async (at, status) => {
    const { seller, taken, package_id } = await prepared({ at });
    const old_number = (await documentOf(seller, package_id)).cargoTrackingNumber;
    await does(seller, package_id, sent);
    const { cargoTrackingNumber } = await documentOf(seller, package_id);
    for (const [whose, number] of [
      [seller, old_number],
      [seller, 7320000000099999],
      [seller, 'x'],
      [seller, '-1'],
      [sellers.own, cargoTrackingNumber],
    ]) {
      const answer = await byNumber(whose, at, number);
      expect([answer.status, answer.json.errors[0].key]).toEqual([401, 'koli.package.unknown']);
      expect(answer.json.errors[0].message).toContain(String(number));
    }
    const headers = { 'Idempotency-Key': `${at}-${taken.orderNumber}` };
    const answers = [];
    for (let time = 0; time < 2; time++) answers.push(await byNumber(seller, at, cargoTrackingNumber, headers));
    expect(answers.map((answer) => [answer.status, answer.headers['idempotent-replayed']])).toEqual([
      [200, undefined],
      [200, 'true'],
    ]);
    expect((await documentOf(seller, package_id)).status).toBe(status);
    expect((await byNumber(seller, at, cargoTrackingNumber)).status).toBe(409);
  });
});

describe('a tracking number that is taken', () => {
  const feed = (seller: TestSeller, package_id: number, number: unknown) =>
    put(seller, package_id, 'update-tracking-number', { trackingNumber: String(number) });

  test('by any package of the seller, now or before, is refused; another seller may have it', async () => {
    const { own, horoz } = sellers;
    const [one, other] = [await takeOrder(world, own), await takeOrder(world, own)];
    const before = (await documentOf(own, one.shipmentPackageId)).cargoTrackingNumber;
    expect((await feed(own, one.shipmentPackageId, '60001')).status).toBe(200);
    for (const number of [before, '60001', '060001']) {
      const answer = await feed(own, other.shipmentPackageId, number);
      expect([answer.status, answer.json.errors[0].key]).toEqual([400, 'koli.field.invalid']);
    }
    const foreign = await takeOrder(world, horoz);
    expect((await feed(horoz, foreign.shipmentPackageId, '60001')).status).toBe(200);
  });

  test('goes to one of many that ask for it at once', async () => {
    const { own } = sellers;
    const taken = await Promise.all(Array.from({ length: 8 }, () => takeOrder(world, own)));
    const answers = await Promise.all(taken.map(({ shipmentPackageId }) => feed(own, shipmentPackageId, '60002')));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(7).fill(400)]);
  });
});

describe('the delivery date', () => {
  const extend = (seller: TestSeller, package_id: number, extendedDayCount: number) =>
    put(seller, package_id, 'extended-agreed-delivery-date', { extendedDayCount });

  test.each([1, 2, 3])('moves by %d days, once for a package and all that come of it', async (days) => {
    const { seller, taken, package_id, document } = await prepared({ at: '' });
    expect((await extend(seller, package_id, days)).status).toBe(200);
    const agreedDeliveryDate = document.agreedDeliveryDate + days * 86_400_000;
    expect(await documentOf(seller, package_id)).toMatchObject({ agreedDeliveryDate, status: 'Created' });
    expect((await eventsOf(seller, package_id)).at(-1)).toMatchObject({ type: 'dateExtended', owed: 0 });
    expect((await extend(seller, package_id, days)).json.errors[0].key).toBe(not_applicable);
    const child = await cancel(world, seller, package_id, { lineId: taken.lines[0]!.lineId, quantity: 1 });
    expect(await documentOf(seller, child)).toMatchObject({ agreedDeliveryDate });
    expect((await extend(seller, child, days)).json.errors[0].key).toBe(not_applicable);
  });

  test('does not move any more when it has passed', async () => {
    const seller = sellers.express;
    const agreedDeliveryDate = world.clock.now() + 10_000;
    const taken = await takeOrder(world, seller, [solid], { agreedDeliveryDate });
    world.clock.advance(10_000);
    const answer = await extend(seller, taken.shipmentPackageId, 1);
    expect([answer.status, answer.json.errors[0].key]).toEqual([400, not_applicable]);
  });
});

describe('a change of the cargo provider', () => {
  const change = (package_id: number, cargoProvider: string, headers = {}) =>
    world.call('PUT', `${pathOf(sellers.express, package_id)}/cargo-providers`, {
      as: sellers.express,
      body: { cargoProvider },
      headers,
    });

  test('to the present one changes nothing, a second within five minutes has to wait', async () => {
    const { seller, package_id, document, events } = await prepared({ at: '' });
    expect((await change(package_id, 'TEXMP')).status).toBe(200);
    expect(await documentOf(seller, package_id)).toEqual(document);
    expect(await eventsOf(seller, package_id)).toEqual(events);

    expect((await change(package_id, 'YKMP')).status).toBe(200);
    const changed = await documentOf(seller, package_id);
    world.clock.advance(100_500);
    expect((await change(package_id, 'YKMP')).status).toBe(200);
    const headers = { 'Idempotency-Key': `second-${package_id}` };
    const early = await change(package_id, 'ARASMP', headers);
    expect([early.status, early.headers['retry-after'], early.json.errors[0].key]).toEqual([
      429,
      '200',
      'too.many.requests',
    ]);
    expect(await documentOf(seller, package_id)).toEqual(changed);
    world.clock.advance(199_500);
    // A refusal that speaks of the moment is not kept under the key.
    expect((await change(package_id, 'ARASMP', headers)).status).toBe(200);
    const { cargoTrackingNumber } = await documentOf(seller, package_id);
    expect((await change(package_id, 'ARASMP', headers)).headers['idempotent-replayed']).toBe('true');
    expect(await documentOf(seller, package_id)).toMatchObject({ cargoTrackingNumber });
  });
});

test('the number of a return is for the operator', async () => {
  const { seller, package_id } = await prepared({
    at: '',
    before: ['Picking', ['tracking-details', { ...details, returnTrackingNumber: 'R-7' }]],
  });
  const path = `/api/v1/sellers/${seller.seller_id}/packages/${package_id}`;
  expect((await world.call('GET', path, { as: 'operator' })).json.returnTrackingNumber).toBe('R-7');
  expect((await world.call('GET', `/api/v1/seller/packages/${package_id}`, { as: seller })).json).not.toHaveProperty(
    'returnTrackingNumber',
  );
});

test('the package of another seller is as unknown as none', async () => {
  const taken = await takeOrder(world, sellers.own);
  for (const [at, body] of Object.entries(bodies))
    for (const package_id of [taken.shipmentPackageId, 1]) {
      const answer = await put(sellers.express, package_id, at, body);
      expect([at, answer.status, answer.json.errors[0].key]).toEqual([at, 401, 'koli.package.unknown']);
    }
});

test('what the worker sends of a digital delivery: shipped, then delivered', async () => {
  const { seller, package_id } = await prepared({ at: '', lines: [digital] });
  await does(seller, package_id, ['alternative-delivery', code]);
  await world.settle();
  const told = receiver.requests.map(({ json }) => json).filter((json) => json.shipmentPackageId === package_id);
  expect(told.slice(-2)).toEqual([
    expect.objectContaining(alternatively),
    expect.objectContaining({ ...alternatively, status: 'Delivered' }),
  ]);
});
