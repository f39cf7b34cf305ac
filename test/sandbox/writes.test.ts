import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { operations } from '../../client/src/generated/operations.ts';
import type { SellerSettings } from '../../src/core/domain/seller.ts';
import { type Case, type Document, documentsOf, form, packageIn } from '../http/lab.ts';
import type { OrderLine } from '../order.ts';
import type { Received } from '../receiver.ts';
import { startWorld, type TestSeller, type TestWorld } from '../world.ts';

/** A package, and by what else it is known. */
type Known = Case & { tracking_number: number; customer_id: number };

type Write = { does: keyof typeof operations; body?: (known: Known) => unknown; form?: true };

/**
 * A write of a seller, or of whom the sandbox plays, with what it must show. Of a write that tells nobody by itself the
 * webhook shows it with the package's next status.
 */
type Row = Write & {
  seller?: Partial<SellerSettings>;
  lines?: OrderLine[];
  from?: string;
  before?: Write[];
  /** Where nothing is told: the status that the package has next. */
  next?: string;
  /** What the receiver is told: which package, its status. */
  tells: string[];
  /** Of the package. */
  shows: Document;
  /** Of the packages that it opened, in the order of their ids. */
  opens?: Document[];
};

const line = (known: Known, barcode: string, quantity: number) => ({ lineId: known.line[barcode], quantity });
const some = (known: Known) => ({ lines: [line(known, 'a', 1)], reasonId: 500 });
const holds = (...quantities: [barcode: string, quantity: number][]) => ({
  lines: quantities.map(([barcode, quantity]) => expect.objectContaining({ barcode, quantity })),
});
const split = { status: 'UnPacked', ...holds(['a', 4], ['b', 1], ['c', 2]) };
const parts = (...children: Document[]): Pick<Row, 'tells' | 'shows' | 'opens'> => ({
  tells: ['package UnPacked', ...children.map((_, index) => `new${index + 1} Created`)],
  shows: split,
  opens: children.map((child) => ({ status: 'Created', createdBy: 'split', ...child })),
});

const link = { isPhoneNumber: false, trackingInfo: 'https://kargo.example/1', params: {} };
const code = { isPhoneNumber: true, trackingInfo: '5320000000', params: { digitalCode: 'ABC-123' } };
const sent: Write = { does: 'alternativeDelivery', body: () => link };
const carried = (status: string, from: string): Row => ({
  does: 'tellCarrierEvents',
  from,
  body: ({ package_id }) => ({ events: [{ packageId: package_id, status }] }),
  tells: [`package ${status}`],
  shows: { status },
});
const arrived = { tells: ['package Delivered'], shows: { status: 'Delivered' } };
const returned = { tells: ['package UnDelivered', 'package Returned'], shows: { status: 'Returned' } };
/** The seller reports the end of an alternative delivery, and its customer confirms it later. */
const reported = (does: Row['does'], next: string): Row => ({
  does,
  before: [sent],
  tells: [],
  shows: { cargoProviderName: 'Alternatif Teslimat' },
  next,
});
const quietly = (does: Row['does'], body: unknown, shows: Row['shows'], rest: Partial<Row> = {}): Row => ({
  does,
  body: () => body,
  tells: [],
  shows,
  ...rest,
});
const day_ms = 86_400_000;
const agreed = 1_798_000_000_000;
const invoiceLink = 'https://invoices.example/r1';
const pdf = Buffer.from('%PDF-1.4\n%%EOF\n');

const rows: Row[] = [
  {
    does: 'settlePayment',
    from: 'Awaiting',
    body: () => ({ status: 'confirmed' }),
    tells: ['package Created'],
    shows: { status: 'Created', customerFirstName: 'Deniz' },
  },
  {
    does: 'settlePayment',
    from: 'Awaiting',
    body: () => ({ status: 'failed', reason: 'declined' }),
    tells: ['package Cancelled'],
    shows: { status: 'Cancelled' },
  },
  {
    does: 'updatePackage',
    body: () => ({ status: 'Picking' }),
    tells: ['package Picking'],
    shows: { status: 'Picking' },
  },
  {
    does: 'updatePackage',
    from: 'Picking',
    body: () => ({ status: 'Invoiced', params: { invoiceNumber: 'ABC2026000000001' } }),
    tells: ['package Invoiced'],
    shows: { status: 'Invoiced', invoiceNumber: 'ABC2026000000001' },
  },
  {
    does: 'cancelItems',
    body: some,
    tells: ['package Cancelled', 'new1 Created'],
    shows: { status: 'Cancelled', ...holds(['a', 1]) },
    opens: [{ status: 'Created', createdBy: 'cancel', ...holds(['a', 3], ['b', 1], ['c', 2]) }],
  },
  {
    does: 'customerCancel',
    body: (known) => ({ lines: some(known).lines, reason: 'too late' }),
    tells: ['package Cancelled', 'new1 Created'],
    shows: {
      status: 'Cancelled',
      lines: [expect.objectContaining({ cancelledBy: 'Customer', cancelReason: 'too late' })],
    },
    opens: [{ status: 'Created' }],
  },
  {
    does: 'split',
    body: ({ line }) => ({ orderLineIds: [line['a']] }),
    ...parts(holds(['a', 4]), holds(['b', 1], ['c', 2])),
  },
  {
    does: 'multiSplit',
    body: ({ line }) => ({ splitGroups: [{ orderLineIds: [line['a']] }, { orderLineIds: [line['b']] }] }),
    ...parts(holds(['a', 4]), holds(['b', 1]), holds(['c', 2])),
  },
  {
    does: 'quantitySplit',
    body: ({ line }) => ({ quantitySplit: [{ orderLineId: line['a'], quantities: [1] }] }),
    ...parts(holds(['a', 1]), holds(['a', 3], ['b', 1], ['c', 2])),
  },
  {
    does: 'splitPackages',
    body: ({ line }) => ({ splitPackages: [{ packageDetails: [{ orderLineId: line['c'], quantities: 2 }] }] }),
    ...parts(holds(['c', 2]), holds(['a', 4], ['b', 1])),
  },
  {
    ...sent,
    tells: ['package Shipped'],
    shows: { status: 'Shipped', cargoProviderName: 'Alternatif Teslimat', cargoTrackingLink: link.trackingInfo },
  },
  {
    does: 'digitalDelivery',
    lines: [{ barcode: 'a', quantity: 3, businessUnit: 'Digital Goods' }],
    body: () => code,
    tells: ['package Shipped', 'package Delivered'],
    shows: { status: 'Delivered' },
  },
  reported('manualDeliver', 'Delivered'),
  reported('manualDeliverByNumber', 'Delivered'),
  reported('manualInvoiceDelivery', 'Delivered'),
  reported('manualInvoiceDeliveryByNumber', 'Delivered'),
  reported('manualReturn', 'UnDelivered'),
  reported('manualReturnByNumber', 'UnDelivered'),
  reported('manualReturnByTrackingNumber', 'UnDelivered'),
  { does: 'confirmDelivery', before: [sent, { does: 'manualDeliver' }], ...arrived },
  { does: 'confirmReturn', before: [sent, { does: 'manualReturn' }], ...returned },
  carried('Shipped', 'Invoiced'),
  carried('AtCollectionPoint', 'Shipped'),
  carried('Delivered', 'Shipped'),
  carried('UnDelivered', 'Shipped'),
  carried('Returned', 'UnDelivered'),
  quietly(
    'updateTrackingNumber',
    { trackingNumber: '123456' },
    { cargoTrackingNumber: 123_456 },
    { seller: { who_pays: 1 } },
  ),
  quietly(
    'feedTrackingDetails',
    { cargoSenderNumber: 'S-1', providerCode: 'YKMP' },
    { cargoSenderNumber: 'S-1', cargoProviderName: 'Yurtiçi Kargo Marketplace' },
    { from: 'Picking' },
  ),
  quietly('setBoxInfo', { boxQuantity: 2, deci: 4.5 }, { cargoDeci: 4.5 }),
  quietly(
    'deliverByService',
    undefined,
    { deliveredByService: true },
    { seller: { who_pays: 1, cargo_provider: 'HOROZMP' } },
  ),
  quietly('setWarehouse', { warehouseId: 42 }, { warehouseId: 42 }),
  quietly('extendDeliveryDate', { extendedDayCount: 2 }, { agreedDeliveryDate: agreed + 2 * day_ms }),
  quietly('changeCargoProvider', { cargoProvider: 'ARASMP' }, { cargoProviderName: 'Aras Kargo Marketplace' }),
  {
    does: 'setLaborCosts',
    body: ({ line }) => [{ orderLineId: line['a'], laborCostPerItem: 1.5 }],
    tells: [],
    shows: { lines: expect.arrayContaining([expect.objectContaining({ barcode: 'a', laborCost: 1.5 })]) },
  },
  {
    does: 'linkInvoice',
    body: ({ package_id }) => ({ invoiceLink, shipmentPackageId: package_id, invoiceNumber: 'ABC2026000000001' }),
    tells: [],
    shows: { invoiceLink, invoiceNumber: 'ABC2026000000001' },
  },
  {
    does: 'unlinkInvoice',
    before: [
      {
        does: 'linkInvoice',
        body: ({ package_id }) => ({ invoiceLink: `${invoiceLink}/taken-off`, shipmentPackageId: package_id }),
      },
    ],
    body: ({ package_id, customer_id }) => ({ serviceSourceId: package_id, channelId: 1, customerId: customer_id }),
    tells: [],
    shows: expect.not.objectContaining({ invoiceLink: expect.anything() }),
  },
  {
    does: 'storeInvoiceFile',
    form: true,
    body: ({ package_id }) => ({ shipmentPackageId: String(package_id), file: ['invoice.pdf', pdf] }),
    tells: [],
    shows: {},
  },
];

/** Writes that show elsewhere: orders come in, labels and warranty documents are papers, and addresses are the seller's. */
const elsewhere = ['takeOrders', 'requestLabel', 'storeWarrantyDocument', 'addIp', 'removeIp'];

const seller_writes = Object.entries(operations)
  .filter(
    ([, { method, access, path }]) =>
      method !== 'GET' && access === 'seller' && !/\/integration\/(webhook|test)\//.test(path),
  )
  .map(([name]) => name);

let world: TestWorld;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world?.[Symbol.asyncDispose]());

async function perform(as: TestSeller, known: Known, { does, body, form: is_form }: Write): Promise<void> {
  const { method, path, access } = operations[does];
  const names: Record<string, unknown> = {
    sellerId: as.seller_id,
    packageId: known.package_id,
    trackingNumber: known.tracking_number,
    cargoTrackingNumber: known.tracking_number,
    orderNumber: known.order_number,
  };
  const address = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(names[name]));
  const told = body?.(known) as Document;
  for (const event of told?.events ?? []) event.sellerId = as.seller_id;
  world.clock.advance(1_000);
  const answer = await world.call(method, address, {
    as: access === 'operator' ? 'operator' : as,
    ...(is_form ? await form(told) : { body: told }),
  });
  expect([does, [200, 201, 202].includes(answer.status), answer.body]).toEqual([does, true, expect.any(String)]);
  await world.settle();
}

const byId = (documents: Document[]): Document[] =>
  documents.toSorted((one, other) => one.shipmentPackageId - other.shipmentPackageId);

/** The order's packages, oldest first: the same from the list and from the stream. */
async function seen(as: TestSeller, { order_number }: Case): Promise<Document[]> {
  world.clock.advance(1_000);
  const listed = byId(await documentsOf(world, as, `orderNumber=${order_number}&size=200`));
  const path = `/integration/order/sellers/${as.seller_id}/orders/stream?size=200`;
  const { content } = (await world.call('GET', path, { as })).json;
  expect(byId(content.filter((one: Document) => one.orderNumber === order_number))).toEqual(listed);
  return listed;
}

const known = (one: Case, document: Document): Known => ({
  ...one,
  tracking_number: document.cargoTrackingNumber,
  customer_id: document.customerId,
});

/** Which package, and how it is: packages that were opened are numbered. */
const named = (documents: Document[], { json }: Received): string => {
  const index = documents.findIndex(({ shipmentPackageId }) => shipmentPackageId === json.shipmentPackageId);
  return `${index === 0 ? 'package' : `new${index}`} ${json.status}`;
};

describe('R1 state', () => {
  test('every write of the contract has rows', () => {
    expect(seller_writes.length).toBeGreaterThan(25);
    const done = new Set<string>([...rows.map(({ does }) => does), ...elsewhere]);
    expect(seller_writes.filter((name) => !done.has(name))).toEqual([]);
  });

  test.each(rows.map((row) => [`${row.does} ${row.tells.join(', ')}`, row] as const))(
    '%s: list, stream and webhook show it',
    async (_, row) => {
      const seller = await world.newSeller(row.seller);
      const receiver = await world.receiver();
      const body = { url: receiver.url, authenticationType: 'API_KEY', apiKey: 'k' };
      await world.call('POST', `/integration/webhook/sellers/${seller.seller_id}/webhooks`, { as: seller, body });
      const one = await packageIn(world, seller, row.from, row.lines, { agreedDeliveryDate: agreed });
      const look = async () => known(one, (await seen(seller, one))[0]);
      for (const write of row.before ?? []) await perform(seller, await look(), write);
      await world.settle();
      const before = await look();
      const [was] = await seen(seller, one);
      const calls = receiver.requests.length;

      await perform(seller, before, row);
      const shows = 'asymmetricMatch' in row.shows ? row.shows : expect.objectContaining(row.shows);
      const documents = await seen(seller, one);
      expect(documents[0]).toEqual(shows);
      expect(documents[0].lastModifiedDate).toBeGreaterThan(was.lastModifiedDate);
      expect(documents.slice(1)).toEqual((row.opens ?? []).map((child) => expect.objectContaining(child)));

      const told = receiver.requests.slice(calls);
      // Between two packages there is no order.
      expect(told.map((call) => named(documents, call)).toSorted()).toEqual(row.tells.toSorted());
      for (const document of told.length === 0 ? [] : documents) {
        const last = told.findLast(({ json }) => json.shipmentPackageId === document.shipmentPackageId);
        expect(last?.json).toEqual(document);
      }
      if (row.tells.length > 0) return;
      const { next = 'Shipped' } = row;
      await perform(seller, before, carried(next, ''));
      const { json } = receiver.requests.at(-1)!;
      expect(json).toMatchObject({ shipmentPackageId: one.package_id, status: next });
      expect(json).toEqual(shows);
      expect(json).toEqual((await seen(seller, one))[0]);
    },
  );

  test('a new order is listed at once, and its label exists', async () => {
    const seller = await world.newSeller();
    const one = await packageIn(world, seller, 'Picking');
    const [document] = await seen(seller, one);
    expect(document).toMatchObject({ shipmentPackageId: one.package_id, status: 'Picking' });
    const label = `/integration/sellers/${seller.seller_id}/common-label/${document.cargoTrackingNumber}`;
    const read = () => world.call('GET', label, { as: seller });
    expect((await read()).status).toBe(400);
    await perform(seller, known(one, document), { does: 'requestLabel', body: () => ({ format: 'ZPL' }) });
    expect((await read()).json.data).toHaveLength(1);
  });

  test('a refusal changes nothing that is visible', async () => {
    const seller = await world.newSeller();
    const one = await packageIn(world, seller, 'Delivered');
    const before = await seen(seller, one);
    const body = some(known(one, before[0]));
    const answer = await world.call('PUT', `${one.path}/items/unsupplied`, { as: seller, body });
    expect(answer.status).toBe(409);
    expect(await seen(seller, one)).toEqual(before);
  });
});
