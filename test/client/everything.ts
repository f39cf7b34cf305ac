import { expect } from 'vitest';
import type { OperatorClient, SellerClient, SentEvent } from '../../client/src/index.ts';
import { sampleOrder, threeLines } from '../order.ts';
import type { TestWorld } from '../world.ts';
import { operatorClient, sellerClient } from './lab.ts';

/** The same client, and the names of all methods that were called. */
function watched<C extends object>(client: C, called: Set<string>): C {
  return new Proxy(client, {
    get(target, name: string) {
      const method = Reflect.get(target, name);
      if (typeof method !== 'function') return method;
      return (...args: unknown[]) => {
        called.add(name);
        return method(...args);
      };
    },
  });
}

const address = {
  addressText: 'Moda Cd. 1',
  city: 'İstanbul',
  district: 'Kadıköy',
  phone: '5550000000',
  email: 'a@b.example',
};

/** A seller that is there, with what it must have before everything is done with it. */
export type Grown = { sellerId: number; seller: SellerClient };

/**
 * Every operation once, with expectations of each answer; returns their names. `grow` gives the seller a past of closed
 * packages, and returns their number.
 */
export async function doEverything(
  world: TestWorld,
  grow = async (_: Grown): Promise<number> => 0,
): Promise<Set<string>> {
  const called = new Set<string>();
  const operator = watched(operatorClient(world), called);
  const { sellerId, keys } = await manageSellers(operator);
  const seller = watched(
    sellerClient(world, { seller_id: sellerId, key: keys.apiKey, secret: keys.apiSecret }),
    called,
  );
  const grown = await grow({ sellerId, seller });
  const shop = shopOf(operator, seller, sellerId);
  await readEverything(operator, seller, sellerId, await shop.take(), grown);
  await changePackages(seller, shop);
  await deliver(operator, seller, sellerId, shop);
  await handPapers(operator, seller, sellerId, shop);
  await runTheMarket(operator, shop, sellerId);
  await manageWebhooks(seller);
  await lookUp(seller);
  await lookAfterWebhooks(operator, seller, sellerId, shop, (await world.receiver()).url);
  await callTestServices(seller, sellerId);
  await makeFaults(operator, sellerId);
  await checkReceiver(operator, (await world.receiver()).url);
  await lookAfterTheNode(operator);
  await operator.revokeKey(sellerId, keys.apiKey);
  await expect(seller.readOwnSeller()).rejects.toMatchObject({ status: 401, key: 'authentication.error' });
  await runTheSandbox(operator);
  return called;
}

async function lookAfterTheNode(operator: OperatorClient) {
  expect(await operator.readLiveness()).toMatchObject({ status: 'ok', mode: 'sandbox' });
  expect(await operator.readReadiness()).toEqual(await operator.readLiveness());
  expect(await operator.readMetrics()).toContain('koli_requests_total');
}

async function manageSellers(operator: OperatorClient) {
  const { sellerId } = await operator.createSeller({ name: 'Every' });
  const changed = await operator.changeSeller(sellerId, { settings: { whoPays: 1 } });
  expect(changed.settings).toMatchObject({ whoPays: 1, cargoProvider: 'TEXMP' });
  const keys = await operator.createKey(sellerId);
  const { content, nextCursor } = await operator.listSellers({ size: 10 });
  expect([content.map((one) => one.sellerId), nextCursor]).toEqual([[sellerId], null]);
  expect((await operator.readSeller(sellerId)).keys.map((key) => key.apiKey)).toEqual([keys.apiKey]);
  return { sellerId, keys };
}

type Taken = { id: number; line: { a: number; b: number; c: number }; orderNumber: string };

/** Hands over orders of three lines, and brings their packages where a test wants them. */
function shopOf(operator: OperatorClient, seller: SellerClient, sellerId: number) {
  async function take(given: { payment?: 'pending'; businessUnit?: string } = {}): Promise<Taken> {
    const { businessUnit, ...order } = given;
    const lines = threeLines.map((line) => (businessUnit === undefined ? line : { ...line, businessUnit }));
    const { results } = await operator.takeOrders({ orders: [sampleOrder({ seller_id: sellerId }, lines, order)] });
    const [result] = results;
    if (result === undefined || 'error' in result) throw new Error(JSON.stringify(result));
    const [taken] = result.packages;
    const ids = taken!.lines.map((line) => line.lineId) as [number, number, number];
    return { id: taken!.shipmentPackageId, line: { a: ids[0], b: ids[1], c: ids[2] }, orderNumber: result.orderNumber };
  }
  /** On its way without a carrier: its tracking number. */
  async function sent(): Promise<{ id: number; number: number }> {
    const { id } = await take();
    const trackingInfo = 'https://follow.example/1';
    await seller.alternativeDelivery(id, { isPhoneNumber: false, trackingInfo, params: {} });
    return { id, number: (await seller.readOwnPackage(id)).package.cargoTrackingNumber };
  }
  const status = async (id: number) => (await seller.readOwnPackage(id)).package.status;
  return { take, sent, status };
}

type Shop = ReturnType<typeof shopOf>;

async function readEverything(
  operator: OperatorClient,
  seller: SellerClient,
  sellerId: number,
  { id, orderNumber }: Taken,
  grown: number,
) {
  for (const list of [seller.listOrders, seller.listOrdersV2]) {
    const page = await list({ orderNumber, status: ['Created', 'Picking'] });
    expect(page.content.map((one) => one.shipmentPackageId)).toEqual([id]);
  }
  const stream = await seller.streamOrders();
  expect([stream.content[0]?.shipmentPackageId, stream.hasMore]).toEqual([id, grown > 0]);
  expect((await seller.readOwnSeller()).sellerId).toBe(sellerId);
  expect((await seller.searchOwnPackages({ packageId: id })).content[0]?.units).toBe(7);
  expect((await operator.searchPackages({ sellerId })).content[0]?.shipmentPackageId).toBe(id);
  expect((await operator.readPackage(sellerId, id)).events[0]?.type).toBe('created');
  expect(await seller.readOpenapi()).toMatchObject({ openapi: '3.1.1' });
  expect((await seller.countOwnPackages()).byStatus['Created']).toBe(1);
  expect((await operator.countPackages({ sellerId, steps: 1 })).opened).toBe(grown + 1);
  expect((await operator.sandboxCredentials()).sellers).toEqual([]);
  for (const follow of [seller.followOwnPackages, operator.followPackages]) await firstOf(follow({ since: 1 }), 'lost');
  expect(await firstOf(operator.verifyLaws(), 'verdict')).toMatchObject({ brokenCount: 0 });
}

/** The data of the first event of a kind; whoever has it hangs up. */
async function firstOf(events: AsyncGenerator<SentEvent>, wanted: string): Promise<unknown> {
  for await (const { event, data } of events) if (event === wanted) return data;
  throw new Error(`the stream ended without ${wanted}`);
}

async function changePackages(seller: SellerClient, shop: Shop) {
  const { take, status } = shop;
  const first = await take();
  expect(await seller.updatePackage(first.id, { status: 'Picking' })).toEqual({});
  const { cancelledPackage, newPackage } = await seller.cancelItems(
    first.id,
    { lines: [{ lineId: first.line.a, quantity: 1 }], reasonId: 503, shouldKeepPreviousStatus: true },
    { storeFrontCode: 'AZ' },
  );
  expect(cancelledPackage).toBe(first.id);
  expect(await status(newPackage!)).toBe('Picking');

  const two = await take();
  const { newPackageId, newPackages } = await seller.split(two.id, { orderLineIds: [two.line.a] });
  expect(newPackages).toEqual([newPackageId, newPackageId + 1]);
  const three = await take();
  const { a, b, c } = three.line;
  const multi = await seller.multiSplit(three.id, { splitGroups: [{ orderLineIds: [a] }, { orderLineIds: [b] }] });
  expect(multi.results.map((one) => one.newPackageId)).toEqual(multi.newPackages);
  const four = await take();
  const quantity = await seller.quantitySplit(four.id, {
    quantitySplit: [{ orderLineId: four.line.a, quantities: [2, 1] }],
  });
  expect(quantity.newPackageIds).toEqual(quantity.newPackages);
  const five = await take();
  const named = { packageDetails: [{ orderLineId: five.line.c, quantities: 1 }] };
  expect(await seller.splitPackages(five.id, { splitPackages: [named] })).toEqual({
    newPackages: [expect.any(Number), expect.any(Number)],
  });
  expect(c).toBe(b + 1);
}

async function deliver(operator: OperatorClient, seller: SellerClient, sellerId: number, { take, sent, status }: Shop) {
  const confirm = (id: number, end: string) =>
    end === 'Delivered' ? operator.confirmDelivery(sellerId, id) : operator.confirmReturn(sellerId, id);
  const digital = await take({ businessUnit: 'Digital Goods' });
  const params = { digitalCode: 'CODE-123' };
  await seller.digitalDelivery(digital.id, { isPhoneNumber: true, trackingInfo: '5550000000', params });
  expect(await status(digital.id)).toBe('Delivered');

  const byId = { manualDeliver: 'Delivered', manualInvoiceDelivery: 'Delivered', manualReturn: 'Returned' } as const;
  for (const [name, end] of Object.entries(byId)) {
    const { id } = await sent();
    await seller[name as keyof typeof byId](id);
    await confirm(id, end);
    expect(await status(id)).toBe(end);
  }
  const byNumber = {
    manualDeliverByNumber: 'Delivered',
    manualInvoiceDeliveryByNumber: 'Delivered',
    manualReturnByNumber: 'Returned',
    manualReturnByTrackingNumber: 'Returned',
  } as const;
  for (const [name, end] of Object.entries(byNumber)) {
    const { id, number } = await sent();
    await seller[name as keyof typeof byNumber](number);
    await confirm(id, end);
    expect(await status(id)).toBe(end);
  }

  const { id, line } = await take();
  await seller.updateTrackingNumber(id, { trackingNumber: '9000000000000001' });
  await seller.setWarehouse(id, { warehouseId: 12 });
  await seller.extendDeliveryDate(id, { extendedDayCount: 2 });
  await seller.setLaborCosts(id, [{ orderLineId: line.a, laborCostPerItem: 1.5 }]);
  await seller.updatePackage(id, { status: 'Picking' });
  await seller.feedTrackingDetails(id, { cargoSenderNumber: 'S-1', providerCode: 'TEXMP' });
  await seller.changeCargoProvider(id, { cargoProvider: 'HOROZMP' });
  await seller.setBoxInfo(id, { boxQuantity: 2, deci: 3.5 });
  await seller.deliverByService(id);
  const { content } = await seller.listOrdersV2({ shipmentPackageIds: [id] });
  expect(content[0]).toMatchObject({
    warehouseId: 12,
    deliveredByService: true,
    cargoDeci: 3.5,
    cargoSenderNumber: 'S-1',
  });
  expect(content[0]?.lines[0]?.laborCost).toBe(1.5);
}

const pdf = new Blob(['%PDF-1.4\n%%EOF\n']);
const isPng = (bytes: Uint8Array) => Buffer.from(bytes.slice(1, 4)).toString() === 'PNG';

async function handPapers(operator: OperatorClient, seller: SellerClient, sellerId: number, { take }: Shop) {
  const linked = (await take()).id;
  const invoiceLink = 'https://invoices.example/1.pdf';
  await seller.linkInvoice({ shipmentPackageId: linked, invoiceLink });
  const { content } = await seller.listOrdersV2({ shipmentPackageIds: [linked] });
  expect(content[0]?.invoiceLink).toBe(invoiceLink);
  await operator.reviewInvoice(sellerId, linked, { accepted: false, reasonKeys: ['WRONG_TAX_NUMBER'] });
  await seller.unlinkInvoice({ serviceSourceId: linked, channelId: 1, customerId: content[0]!.customerId });
  expect((await seller.readOwnPackage(linked)).package.invoiceLink).toBeUndefined();

  const stored = (await take()).id;
  await seller.storeInvoiceFile({ shipmentPackageId: stored, file: new File([pdf], 'invoice.pdf') });
  const file = new Uint8Array(await pdf.arrayBuffer());
  expect(await operator.readInvoiceFile(sellerId, stored)).toEqual(file);
  expect(await seller.readOwnInvoiceFile(stored)).toEqual(file);

  const { lineId } = (await seller.readOwnPackage(stored)).package.lines[0]!;
  await seller.storeWarrantyDocument({
    shipmentPackageId: String(stored),
    lineId: String(lineId),
    file: new File([pdf], 'warranty.pdf'),
  });
  expect((await operator.listWarrantyDocuments(sellerId, stored)).content).toMatchObject([
    { lineId, name: 'warranty.pdf', bytes: file.length },
  ]);
  expect(await operator.readWarrantyDocument(sellerId, stored, lineId)).toEqual(file);

  await seller.updatePackage(stored, { status: 'Picking' });
  const number = (await seller.readOwnPackage(stored)).package.cargoTrackingNumber;
  await seller.requestLabel(number, { format: 'ZPL', boxQuantity: 2 });
  expect((await seller.readLabel(number)).data.map(({ label }) => label.slice(0, 3))).toEqual(['^XA', '^XA']);
  await expect(seller.readLabelWithProducts(number)).rejects.toMatchObject({ status: 400, key: 'koli.not.applicable' });
  expect(isPng(await seller.drawOwnLabel(stored))).toBe(true);
  expect(isPng(await operator.drawLabel(sellerId, stored, { box: 2 }))).toBe(true);
}

async function runTheMarket(operator: OperatorClient, { take, status }: Shop, sellerId: number) {
  const unpaid = await take({ payment: 'pending' });
  expect(await operator.settlePayment(unpaid.orderNumber, { status: 'confirmed' })).toEqual({
    results: [{ sellerId, shipmentPackageId: unpaid.id, result: 'confirmed' }],
  });
  const events = [{ sellerId, packageId: unpaid.id, status: 'Shipped' as const }];
  expect((await operator.tellCarrierEvents({ events })).results[0]).toMatchObject({ result: 'shipped' });
  const whole = await take();
  expect(await operator.customerCancel(sellerId, whole.id)).toEqual({
    cancelledPackageId: whole.id,
    newPackageId: null,
  });
  expect(await status(whole.id)).toBe('Cancelled');
}

async function lookUp(seller: SellerClient) {
  expect((await seller.listAddresses()).supplierAddresses.map(({ addressType }) => addressType)).toContain('Shipment');
  expect((await seller.listCargoProviders()).map(({ code }) => code)).toContain('TEXMP');
  expect((await seller.listProducts({ size: 1 })).content).toHaveLength(1);
  expect(await seller.listBrands()).toEqual({ brands: [] });
  expect((await seller.listCountries()).map(({ code }) => code)).toContain('RO');
  const istanbul = (await seller.listDomesticCities('TR')).find(({ name }) => name === 'İstanbul')!;
  expect((await seller.listDomesticDistricts('TR', istanbul.code)).map(({ name }) => name)).toContain('Kadıköy');
  const dubai = (await seller.listCities('AE')).find(({ name }) => name === 'Dubai')!;
  expect((await seller.listDistricts('AE', dubai.code)).map(({ name }) => name)).toContain('Deira');
  expect((await seller.addIp({ ip: '203.0.113.10' })).ips.map(({ ip }) => ip)).toEqual(['203.0.113.10']);
  expect((await seller.listIps()).ips).toHaveLength(1);
  expect((await seller.removeIp({ ip: '203.0.113.10' })).ips).toEqual([]);
}

async function manageWebhooks(seller: SellerClient) {
  const terms = { url: 'https://shop.example/hook', authenticationType: 'API_KEY' as const, apiKey: 'k' };
  const { id } = await seller.createWebhook(terms);
  await seller.updateWebhook(id, { ...terms, subscribedStatuses: ['CREATED'] });
  await seller.deactivateWebhook(id);
  expect((await seller.listWebhooks())[0]).toMatchObject({ id, status: 'PASSIVE', subscribedStatuses: ['CREATED'] });
  await seller.activateWebhook(id);
  expect(await seller.deleteWebhook(id)).toEqual({});
  expect(await seller.listWebhooks()).toEqual([]);
}

/** The same for the operator and the seller; what one of them did, the other sees. */
async function lookAfterWebhooks(
  operator: OperatorClient,
  seller: SellerClient,
  sellerId: number,
  shop: ReturnType<typeof shopOf>,
  url: string,
) {
  const terms = { url, authenticationType: 'API_KEY' as const, apiKey: 'k' };
  const own = await seller.createOwnWebhook({ ...terms, profile: 'standard' });
  const given = await operator.createSellerWebhook(sellerId, { ...terms, envelope: 'page' });
  expect(own).toMatchObject({ status: 'ACTIVE', profile: 'standard', signing: { on: false } });
  expect((await seller.rotateOwnSigningSecret(own.id, {})).secret).toMatch(/^whsec_/);
  expect((await operator.rotateSellerSigningSecret(sellerId, given.id, {})).secret).toMatch(/^whsec_/);
  expect((await operator.readSellerWebhook(sellerId, own.id)).signing).toMatchObject({ on: true, secrets: 1 });
  await seller.removeOwnSigningSecret(own.id);
  await operator.removeSellerSigningSecret(sellerId, given.id);
  expect((await seller.readOwnWebhook(given.id)).signing.on).toBe(false);
  expect(await seller.testOwnWebhook(own.id)).toMatchObject({ ok: true, status: 200 });
  expect(await operator.testSellerWebhook(sellerId, given.id)).toMatchObject({ ok: true, signed: false });

  await seller.deactivateOwnWebhook(own.id);
  await operator.deactivateSellerWebhook(sellerId, given.id);
  const { id: packageId } = await shop.take();
  expect((await seller.activateOwnWebhook(own.id)).status).toBe('ACTIVE');
  expect((await operator.activateSellerWebhook(sellerId, given.id)).status).toBe('ACTIVE');
  const [held] = (await seller.listOwnDeliveries(own.id, { packageId })).content;
  expect(held).toMatchObject({ state: 'held', shipmentPackageId: packageId });
  expect((await operator.listSellerDeliveries(sellerId, given.id, { state: ['held'] })).content.length).toBeGreaterThan(
    0,
  );
  expect((await seller.readOwnDelivery(own.id, held!.eventId)).log).toEqual([]);
  expect((await operator.readSellerDelivery(sellerId, given.id, held!.eventId)).state).toBe('held');
  expect((await seller.listOwnAttempts(own.id, { outcome: 'failed' })).content).toEqual([]);
  expect((await operator.listSellerAttempts(sellerId, given.id)).nextCursor).toBe(null);

  const mine = await seller.startOwnReplay({ webhookId: own.id, notDeliveredSince: 0 });
  const theirs = await operator.startSellerReplay(sellerId, { webhookId: given.id, packageId });
  if (!('id' in mine) || !('id' in theirs)) throw new Error('no dry runs');
  expect((await seller.readOwnReplay(mine.id)).replayed).toBeGreaterThan(0);
  expect((await operator.readSellerReplay(sellerId, theirs.id)).packageId).toBe(packageId);
  expect((await seller.listOwnReplays()).content).toHaveLength(2);
  expect((await operator.listSellerReplays(sellerId)).content).toHaveLength(2);
  await seller.stopOwnReplay(mine.id);
  await operator.stopSellerReplay(sellerId, theirs.id);

  expect((await seller.changeOwnWebhook(own.id, { envelope: 'page' })).envelope).toBe('page');
  expect((await operator.changeSellerWebhook(sellerId, given.id, { profile: 'standard' })).profile).toBe('standard');
  await seller.deleteOwnWebhook(own.id);
  await operator.deleteSellerWebhook(sellerId, given.id);
  expect((await seller.listOwnWebhooks()).content).toEqual([]);
  expect((await operator.listSellerWebhooks(sellerId)).content).toEqual([]);
}

async function callTestServices(seller: SellerClient, sellerId: number) {
  const order = {
    customer: { customerFirstName: 'Ada', customerLastName: 'Yılmaz' },
    invoiceAddress: { ...address, invoiceFirstName: 'Ada', invoiceLastName: 'Yılmaz' },
    shippingAddress: { ...address, shippingFirstName: 'Ada', shippingLastName: 'Yılmaz' },
    lines: [{ barcode: '8680000000017', quantity: 1 }],
    seller: { sellerId },
  };
  const { orderNumber } = await seller.createTestOrder(order);
  const european = await seller.createTestOrderInEurope(order, { storeFrontCode: 'RO' });
  expect((await seller.listOrdersV2(european)).content[0]).toMatchObject({
    orderCountryCode: 'RO',
    currencyCode: 'RON',
  });
  const arabian = await seller.createTestOrderInGulf(order, { storeFrontCode: 'SA' });
  expect((await seller.listOrdersV2(arabian)).content[0]).toMatchObject({
    orderCountryCode: 'SA',
    currencyCode: 'SAR',
  });
  const { content } = await seller.listOrdersV2({ orderNumber });
  await seller.setTestStatus(content[0]!.shipmentPackageId, { status: 'Shipped' });
  expect((await seller.listOrdersV2({ orderNumber })).content[0]?.status).toBe('Shipped');
}

async function makeFaults(operator: OperatorClient, sellerId: number) {
  const wrong = { sellerId, operation: '*', do: { outcome: 'refused' as const, status: 503 }, times: 1 };
  const { id } = await operator.createFault(wrong);
  await operator.createFault({ ...wrong, id: 'other' });
  const { content } = await operator.listFaults({ sellerId });
  expect(content.map((fault) => fault.id)).toEqual([id, 'other']);
  expect((await operator.listIncidents()).content.map(({ name }) => name)).toContain('webhooks-silent');
  await operator.deleteFault(id, { sellerId });
  await operator.deleteFaults({ sellerId });
  expect((await operator.listFaults()).content).toEqual([]);
}

async function checkReceiver(operator: OperatorClient, url: string) {
  const report = await operator.checkReceiver({ url, apiKey: 'k' });
  expect(report).toMatchObject({ url, reached: true });
}

async function playStories(operator: OperatorClient, sellerId: number) {
  const { content } = await operator.listScenarios();
  const { scenario, title } = await operator.readScenario(content[0]!.name);
  expect([scenario.title, title]).toEqual([content[0]!.title, content[0]!.title]);
  const own = { title: 'Mine', steps: [{ order: {} }, { pick: 'p' }, { expect: { status: 'Picking' as const } }] };
  const { id, stepsTotal } = await operator.startScenarioRun({ scenario: own, keep: false });
  const run = await operator.readScenarioRun(id, { seen: stepsTotal, waitMs: 20_000 });
  expect([run.state, run.steps.map(({ state }) => state)]).toEqual(['passed', ['passed', 'passed', 'passed']]);
  expect((await operator.listScenarioRuns()).content.map((one) => one.id)).toEqual([id]);
  expect((await operator.stopScenarioRun(id)).state).toBe('passed');

  expect(await operator.startTraffic({ sellerId, rate: '2/m' })).toMatchObject({ sellerId, on: true });
  expect((await operator.listRequests({ size: 1 })).content).toHaveLength(1);
  expect((await operator.listTraffic()).content.map(({ on }) => on)).toEqual([true]);
  expect((await operator.stopTraffic({ sellerId })).content[0]).toMatchObject({ on: false, reason: 'asked' });
}

/** Last, since what was there before is gone after it. */
async function runTheSandbox(operator: OperatorClient) {
  const { now } = await operator.readClock();
  expect(await operator.changeClock({ advance: 'PT1H', frozen: true })).toMatchObject({
    now: now + 3_600_000,
    frozen: true,
  });
  expect((await operator.resetSandbox({ to: 'shop' })).packages).toBeGreaterThan(0);

  const { sellerId, apiKey } = await operator.createTestSeller({ seed: 7 });
  expect([sellerId, typeof apiKey]).toEqual([10_000, 'string']);
  const { orders } = await operator.createSandboxOrders({ sellerId, count: 2, status: 'Picking' });
  expect(orders.map(({ status }) => status)).toEqual(['Picking', 'Picking']);
  const packageId = orders[0]!.shipmentPackageId;
  expect(await operator.setSandboxStatus(sellerId, packageId, { status: 'Shipped' })).toEqual({
    shipmentPackageId: packageId,
    status: 'Shipped',
    newPackageId: null,
  });

  await playStories(operator, sellerId);
  expect(await operator.readSandboxWork()).toEqual({ work: null });
  const { packages } = await operator.takeSnapshot('before');
  const file = await operator.exportSandbox();
  expect((await operator.resetSeller(sellerId)).packages).toBe(0);
  await operator.deleteSeller(sellerId);
  expect((await operator.restoreSnapshot('before')).packages).toBe(packages);
  expect((await operator.listSnapshots()).snapshots.map(({ name }) => name)).toEqual(['before']);
  await operator.deleteSnapshot('before');
  await operator.resetSandbox({ to: 'empty' });
  expect((await operator.importSandbox(new Uint8Array(file))).packages).toBe(packages);
  expect((await operator.importSandbox(new Blob([new Uint8Array(file)]))).packages).toBe(packages);
}
