import { sampleOrder, threeLines } from '../../order.ts';
import { type Answer as Sent, start_of_time, type TestSeller, type TestWorld } from '../../world.ts';
import type { Given, Json, JsonObject, Request } from '../format.ts';
import { carriedTo } from '../tables/words.ts';
import { checkDocument, type Document } from './documents.ts';
import { fill, fillText, type Names, span_ms } from './names.ts';

/** Where a row is played: a seller of its own, what its names stand for, and what is there. */
export type Stage = { world: TestWorld; seller: TestSeller; stranger: TestSeller; names: Names; given: Given };

const prefixes: Record<string, string> = {
  P: '/integration/order/sellers/{seller}/shipment-packages/{package}',
  S: '/integration/order/sellers/{seller}',
  I: '/integration/sellers/{seller}',
  W: '/integration/webhook/sellers/{seller}/webhooks',
  T: '/integration/test/order',
};

/** Method and path of a call, with its names filled in. */
export function address(call: string, names: Names): [method: string, path: string] {
  const [, method, path] = /^(\S+) (.*)$/s.exec(call) ?? [];
  const prefix = prefixes[path!.charAt(0)];
  return [method!, fillText(prefix === undefined ? path! : prefix + path!.slice(1), names)];
}

export async function send(stage: Stage, request: Request): Promise<Sent> {
  const { world, names } = stage;
  if (request.at === undefined) world.clock.advance(span_ms(request.wait ?? '1s'));
  else world.clock.set(fill(request.at as Json, names) as number);
  names['now'] = world.clock.now();
  names['package text'] = String(names['package']);
  const [method, path] = address(request.call, names);
  const query = request.query === undefined ? '' : `?${fillText(request.query, names)}`;
  const { as = 'seller', text, blanks } = request;
  const form = request.form === undefined ? null : await formOf(request, names);
  const headers = { ...form?.headers, ...request.headers };
  const raw = text === undefined ? undefined : fillText(text, names);
  const body = form?.body ?? raw ?? (blanks === undefined ? fill(request.body, names) : Buffer.alloc(blanks, 0x20));
  const given = Object.entries(headers).map(([name, value]) => [
    name,
    value === null ? undefined : fillText(value, names),
  ]);
  const answer = await world.call(method, path + query, {
    as: as === 'operator' ? as : as === 'nobody' ? undefined : stage[as],
    // A JSON text must not be taken for one that goes as it is.
    body: typeof body === 'string' && text === undefined ? JSON.stringify(body) : body,
    headers: Object.fromEntries(given),
    chunked: request.chunked,
  });
  for (const [name, where] of Object.entries(request.keep ?? {})) {
    names[name] = found(answer, where);
    names[`${name} text`] = String(names[name]);
  }
  return answer;
}

/** A form as bytes, and the type that names its border. */
async function formOf({ form = {}, file }: Request, names: Names) {
  const parts = new FormData();
  for (const [name, value] of Object.entries(form)) parts.append(name, fillText(value, names));
  if (file !== undefined) {
    const content = Buffer.from(file.base64, 'base64');
    const whole = Buffer.concat([content, Buffer.alloc(Math.max(0, (file.pad ?? 0) - content.length), 0x20)]);
    parts.append(file.field, new Blob([whole]), file.name);
  }
  const written = new Response(parts);
  const headers = { 'content-type': written.headers.get('content-type')! };
  return { body: Buffer.from(await written.arrayBuffer()), headers };
}

function found(answer: Sent, where: string): number | string {
  const header = /^header:(.+)$/.exec(where)?.[1];
  const value = header === undefined ? undefined : (answer.headers[header] ?? '');
  if (value !== undefined) return /^\d+$/.test(value) ? Number(value) : value;
  return where.split('.').reduce((value, key) => value?.[key], answer.json);
}

/** Does what a row takes for granted. */
export async function prepare(stage: Stage, request: Request): Promise<Sent> {
  const answer = await send(stage, request);
  const refused = answer.status >= 300;
  if (refused !== (request.refused === true))
    throw new Error(`${request.call} on the way: ${answer.status} ${answer.body}`);
  return answer;
}

const carried = (to: keyof typeof carriedTo): Request[] =>
  carriedTo[to].map((status) => ({
    call: 'POST /api/v1/carrier-events',
    as: 'operator',
    body: { events: [{ sellerId: '{seller}', packageId: '{package}', status }] },
  }));

const picking: Request = { call: 'PUT P', body: { status: 'Picking' } };
const invoiced: Request = { call: 'PUT P', body: { status: 'Invoiced', params: { invoiceNumber: 'INV1' } } };
/** The usual way into each status. */
const ways: Record<NonNullable<Given['status']>, Request[]> = {
  Awaiting: [],
  PaymentFailed: [{ call: 'POST /api/v1/orders/{order}/payment', as: 'operator', body: { status: 'failed' } }],
  Created: [],
  Picking: [picking],
  Invoiced: [picking, invoiced],
  Shipped: carried('Shipped'),
  AtCollectionPoint: carried('AtCollectionPoint'),
  Delivered: carried('Delivered'),
  UnDelivered: carried('UnDelivered'),
  Returned: carried('Returned'),
  Cancelled: [{ call: 'POST /api/v1/sellers/{seller}/packages/{package}/customer-cancel', as: 'operator' }],
  UnPacked: [{ call: 'POST P/split', body: { orderLineIds: ['{a}'] } }],
};

let orders = 0;

export const nextOrderNumber = (): string => String(10_900_000_000 + ++orders);

/** 23:59 in Istanbul, three hours ahead of UTC, on the third day after. */
function thirdDay(at: number): number {
  const day = new Date(at + 3 * 3_600_000);
  return Date.UTC(day.getUTCFullYear(), day.getUTCMonth(), day.getUTCDate() + 3, 23 - 3, 59);
}

export async function placeOrder(stage: Stage, given: Given): Promise<void> {
  const { names, seller } = stage;
  const { status = 'Created', lines = threeLines, order = {} } = given;
  const number = nextOrderNumber();
  const payment = status === 'Awaiting' || status === 'PaymentFailed' ? 'pending' : 'confirmed';
  stage.world.clock.advance(1_000);
  names['placed'] = stage.world.clock.now();
  names['third day'] = thirdDay(names['placed']);
  const said = fill(order, names) as JsonObject;
  const body = { orders: [sampleOrder(seller, lines, { orderNumber: number, payment, shipmentAddress: {}, ...said })] };
  const answer = await stage.world.call('POST', '/api/v1/orders', { as: 'operator', body });
  const taken = answer.json.results?.[0]?.packages?.[0];
  if (taken === undefined) throw new Error(`the order of the row is refused: ${answer.body}`);
  names['order'] = taken.orderNumber ?? number;
  names['package'] = taken.shipmentPackageId;
  for (const { lineId, barcode } of taken.lines)
    Object.assign(names, { [barcode]: lineId, [`${barcode} text`]: String(lineId) });
}

/** Everybody of a seller is told of everything, by a webhook that is switched off: what is owed is held, none is sent. */
const listener: Request[] = [
  {
    call: 'POST W',
    body: { url: 'https://shop.example/hook', authenticationType: 'API_KEY', apiKey: 'k' },
    keep: { listener: 'id' },
  },
  { call: 'PUT W/{listener}/deactivate' },
];

/** `told`: whether somebody is to be told of what happens, for rows that look at what is owed. */
export async function setStage(
  world: TestWorld,
  stranger: TestSeller,
  given: Given,
  { told = false } = {},
): Promise<Stage> {
  const seller = await world.newSeller();
  const credentials = Buffer.from(`${seller.key}:${seller.secret}`).toString('base64');
  const names: Names = { seller: seller.seller_id, stranger: stranger.seller_id, credentials, start: start_of_time };
  const stage: Stage = { world, seller, stranger, names, given };
  if (given.seller !== undefined)
    await prepare(stage, {
      call: 'PATCH /api/v1/sellers/{seller}',
      as: 'operator',
      body: { settings: given.seller },
    });
  const { status = 'Created', done = [] } = given;
  if (status !== null) {
    if (told) for (const request of listener) await prepare(stage, request);
    await placeOrder(stage, given);
    for (const request of ways[status]) await prepare(stage, request);
  }
  for (const request of done) await prepare(stage, request);
  return stage;
}

/** What is there of the row's order, by package id; where the row has none, the webhooks of the seller. */
export type Snapshot = { packages: Map<number, { document: Document; events: Document[] }>; webhooks: unknown };

export async function look(stage: Stage): Promise<Snapshot> {
  const { world, seller, names } = stage;
  const packages: Snapshot['packages'] = new Map();
  if (stage.given.status === null) {
    const { json } = await world.call('GET', address('GET W', names)[1], { as: seller });
    return { packages, webhooks: json };
  }
  if (names['order'] !== undefined) {
    const query = `orderNumber=${names['order']}&size=200&orderByField=CreatedDate&orderByDirection=ASC`;
    const list = await world.call('GET', `${address('GET S', names)[1]}/v2/orders?${query}`, { as: seller });
    for (const document of list.json.content.toSorted(
      (one: Document, two: Document) => one.shipmentPackageId - two.shipmentPackageId,
    )) {
      if (stage.given.seller?.['legacyFields'] !== true) checkDocument(document);
      const path = `/api/v1/sellers/${seller.seller_id}/packages/${document.shipmentPackageId}`;
      const { events } = (await world.call('GET', path, { as: 'operator' })).json;
      packages.set(document.shipmentPackageId, { document, events });
    }
  }
  return { packages, webhooks: [] };
}
