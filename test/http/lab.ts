import { expect } from 'vitest';
import type { OrderInput } from '../../src/core/wire/order-input.ts';
import { carriedTo, isCarried } from '../conformance/tables/words.ts';
import { type OrderLine, sampleOrder, threeLines } from '../order.ts';
import type { Answer, CallOptions, TestSeller, TestWorld } from '../world.ts';

/** A package as a test speaks of it: its lines are told by their barcodes. */
export type Case = { path: string; package_id: number; order_number: string; line: Record<string, number> };

// biome-ignore lint/suspicious/noExplicitAny: documents as they come
export type Document = any;

export const packagePath = (seller: TestSeller, package_id: number | string): string =>
  `/integration/order/sellers/${seller.seller_id}/shipment-packages/${package_id}`;

export const statusTaken = 'fulfillment.api.shipment.package.item.status.cannot.be.changed';

/** The refusals of the contract, each with the name under which tests speak of it. */
export const refusals = {
  malformed: [400, 'KoliRefusal', 'koli.body.malformed'],
  field: [400, 'KoliRefusal', 'koli.field.invalid'],
  repeated: [400, 'KoliRefusal', 'koli.line.repeated'],
  reason: [400, 'KoliRefusal', 'koli.reason.unknown'],
  split: [400, 'KoliRefusal', 'koli.split.invalid'],
  quantity: [400, 'KoliRefusal', 'koli.quantity.exceeded'],
  query: [400, 'KoliRefusal', 'koli.query.invalid'],
  webhook: [400, 'KoliRefusal', 'koli.webhook.invalid'],
  key: [401, 'ClientApiAuthenticationException', 'authentication.error'],
  mismatch: [401, 'TrendyolAuthorizationException', 'koli.seller.mismatch'],
  package: [401, 'TrendyolAuthorizationException', 'koli.package.unknown'],
  agent: [403, 'KoliRefusal', 'koli.user.agent.missing'],
  noInvoice: [404, 'SellerIntegrationApiDomainNotFoundException', 'koli.invoice.unknown'],
  line: [404, 'SellerIntegrationApiDomainNotFoundException', 'koli.line.unknown'],
  noWebhook: [404, 'SellerIntegrationApiDomainNotFoundException', 'koli.webhook.unknown'],
  noSeller: [404, 'SellerIntegrationApiDomainNotFoundException', 'koli.seller.unknown'],
  noOrder: [404, 'SellerIntegrationApiDomainNotFoundException', 'koli.order.unknown'],
  noKey: [404, 'SellerIntegrationApiDomainNotFoundException', 'koli.key.unknown'],
  method: [405, 'KoliRefusal', 'koli.method'],
  slow: [408, 'KoliRefusal', 'koli.request.slow'],
  status: [409, 'KoliRefusal', statusTaken],
  invoiceThere: [409, 'KoliRefusal', 'koli.invoice.exists'],
  applicable: [400, 'KoliRefusal', 'koli.not.applicable'],
  conflict: [409, 'KoliRefusal', 'koli.order.conflict'],
  idTaken: [409, 'KoliRefusal', 'koli.id.taken'],
  sellerThere: [409, 'KoliRefusal', 'koli.seller.exists'],
  noSnapshot: [404, 'SellerIntegrationApiDomainNotFoundException', 'koli.snapshot.unknown'],
  import: [400, 'KoliRefusal', 'koli.import.invalid'],
  unavailable: [503, 'KoliRefusal', 'koli.unavailable'],
  keyThere: [409, 'KoliRefusal', 'koli.key.exists'],
  large: [413, 'KoliRefusal', 'koli.too.large'],
  media: [415, 'KoliRefusal', 'koli.media.type'],
  reused: [422, 'KoliRefusal', 'koli.idempotency.key.reused'],
  rate: [429, 'KoliRefusal', 'too.many.requests'],
  headers: [431, 'KoliRefusal', 'koli.headers.large'],
} as const satisfies Record<string, readonly [number, string, string]>;
export type RefusalName = keyof typeof refusals;

/** The envelope, whole: nothing more and nothing less than every refusal has. */
export function expectRefused(answer: Pick<Answer, 'status' | 'headers' | 'body'>, name: RefusalName): string {
  const [status, exception, key] = refusals[name];
  expect([answer.status, answer.body]).toEqual([status, expect.any(String)]);
  const envelope = JSON.parse(answer.body);
  expect(envelope).toEqual({
    timestamp: expect.any(Number),
    exception,
    errors: [{ key, message: expect.stringMatching(/^\S.+\.$/s), errorCode: String(status) }],
  });
  expect(answer.headers['content-type']).toBe('application/json; charset=utf-8');
  expect(answer.headers['x-request-id']).toMatch(/^[\x21-\x7e]{1,64}$/);
  return envelope.errors[0].message;
}

/** All that is stored of packages and orders, for the promise that a refusal changes nothing. */
export async function stored(world: TestWorld): Promise<string> {
  const [row] = await world.sql(`
    select (select md5(string_agg(p::text, ';' order by p.seller_id, p.package_id)) from packages p) as packages,
           (select count(*) from events) as events, (select count(*) from orders) as orders,
           (select count(*) from deliveries) as deliveries, (select count(*) from sellers) as sellers,
           (select count(*) from api_keys) as keys, (select count(*) from webhooks) as webhooks,
           (select count(*) from tracking_numbers) as tracking_numbers,
           (select count(*) from invoice_links) as links, (select count(*) from invoice_files) as files,
           (select string_agg(l::text, ';' order by l.package_id, l.tracking_number) from labels l) as labels`);
  return JSON.stringify(row);
}

/** Stands for a call that must change nothing, whatever is answered. */
export async function changingNothing(world: TestWorld, work: () => Promise<Answer>): Promise<Answer> {
  const before = await stored(world);
  const answer = await work();
  expect(await stored(world)).toBe(before);
  return answer;
}

export const documentOf = async (world: TestWorld, seller: TestSeller, package_id: number): Promise<Document> =>
  (await documentsOf(world, seller, `shipmentPackageIds=${package_id}`))[0];

export async function documentsOf(world: TestWorld, seller: TestSeller, query: string): Promise<Document[]> {
  const path = `/integration/order/sellers/${seller.seller_id}/v2/orders?${query}`;
  const answer = await world.call('GET', path, { as: seller });
  expect(answer.status, answer.body).toBe(200);
  return answer.json.content;
}

let orders = 0;

/** Hands over an order and brings its package to a status, through the doors that everybody uses. */
export async function packageIn(
  world: TestWorld,
  seller: TestSeller,
  status = 'Created',
  lines: OrderLine[] = threeLines,
  given: Partial<OrderInput> = {},
): Promise<Case> {
  const orderNumber = `T-${++orders}`;
  const payment = status === 'Awaiting' || status === 'PaymentFailed' ? 'pending' : 'confirmed';
  const order = sampleOrder(seller, lines, { orderNumber, payment, ...given });
  const taken = await world.call('POST', '/api/v1/orders', { as: 'operator', body: { orders: [order] } });
  const [mine] = taken.json.results[0].packages ?? [];
  if (mine === undefined) throw new Error(taken.body);
  const package_id: number = mine.shipmentPackageId;
  const line = Object.fromEntries(
    mine.lines.map((one: { lineId: number; barcode: string }) => [one.barcode, one.lineId]),
  );
  const found: Case = {
    path: packagePath(seller, package_id),
    package_id,
    order_number: given.orderNumber ?? orderNumber,
    line,
  };
  for (const [method, path, options] of stepsTo(seller, found, status)) {
    world.clock.advance(1000);
    const answer = await world.call(method, path, options);
    if (answer.status !== 200) throw new Error(answer.body);
  }
  world.clock.advance(1000);
  return found;
}

type Asked = [method: string, path: string, options: CallOptions];

const carrier = (seller: TestSeller, packageId: number, statuses: readonly string[]): Asked[] =>
  statuses.map((status) => [
    'POST',
    '/api/v1/carrier-events',
    { as: 'operator', body: { events: [{ sellerId: seller.seller_id, packageId, status }] } },
  ]);

function stepsTo(as: TestSeller, { path, package_id, order_number, line }: Case, status: string): Asked[] {
  const [first] = Object.values(line);
  const picking: Asked = ['PUT', path, { as, body: { status: 'Picking' } }];
  const invoiced: Asked = ['PUT', path, { as, body: { status: 'Invoiced', params: { invoiceNumber: 'INV1' } } }];
  if (isCarried(status)) return carrier(as, package_id, carriedTo[status]);
  switch (status) {
    case 'Awaiting':
    case 'Created':
      return [];
    case 'Picking':
      return [picking];
    case 'Invoiced':
      return [picking, invoiced];
    case 'Cancelled':
      return [['POST', `/api/v1/sellers/${as.seller_id}/packages/${package_id}/customer-cancel`, { as: 'operator' }]];
    case 'PaymentFailed':
      return [['POST', `/api/v1/orders/${order_number}/payment`, { as: 'operator', body: { status: 'failed' } }]];
    case 'UnPacked':
      return [['POST', `${path}/split`, { as, body: { orderLineIds: [first] } }]];
    default:
      throw new Error(status);
  }
}

/** A form as bytes; a file is told as a name and its content. */
export async function form(
  fields: Record<string, string | [name: string, content: Uint8Array | string, type?: string]>,
): Promise<Pick<CallOptions, 'body' | 'headers'>> {
  const parts = new FormData();
  for (const [name, value] of Object.entries(fields))
    if (typeof value === 'string') parts.append(name, value);
    else parts.append(name, new Blob([value[1] as Uint8Array<ArrayBuffer>], { type: value[2] ?? '' }), value[0]);
  const written = new Response(parts);
  const body = new Uint8Array(await written.arrayBuffer());
  return { body, headers: { 'content-type': written.headers.get('content-type')! } };
}
