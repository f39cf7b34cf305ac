import { deflateRawSync, gunzipSync, gzipSync } from 'node:zlib';
import { eventId } from '../../src/core/webhook/attempt.ts';
import type { CallOptions, TestSeller } from '../world.ts';
import type { Draw } from './draw.ts';
import { type Hints, mutated, oddValues, type Schema, type Schemas, valueFor } from './values.ts';

type Parameter = {
  $ref?: string;
  in?: 'path' | 'query' | 'header';
  name?: string;
  required?: boolean;
  schema?: Schema;
};

export type FuzzOperation = {
  name: string;
  method: string;
  path: string;
  access: string;
  parameters: Parameter[];
  body: { type: string; schema: Schema } | null;
};

type Context = {
  target: Target;
  other: TestSeller;
  schemas: Schemas;
  urls: string[];
  /** An export that could be taken in. */
  file?: Buffer;
};

// biome-ignore lint/suspicious/noExplicitAny: the document is read as it is
type Document = { paths: Record<string, Record<string, any>>; components: { schemas: Schemas } };

/** Every operation of the document but streams that have no end. */
export function operationsOf({ paths }: Document): FuzzOperation[] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([, operation]) => JSON.stringify(operation.responses).includes('text/event-stream') === false)
      .map(([method, operation]) => {
        const [content] = Object.entries<{ schema: Schema }>(operation.requestBody?.content ?? {});
        return {
          name: operation.operationId,
          method: method.toUpperCase(),
          path,
          access: operation['x-access'] ?? 'open',
          parameters: operation.parameters ?? [],
          body: content === undefined ? null : { type: content[0], schema: content[1].schema },
        };
      }),
  );
}

/** A package that a request may be about, and what is true of it. */
export type Target = {
  seller: TestSeller;
  package_id: number;
  order_number: string;
  tracking_number: number;
  lines: { line_id: number; quantity: number }[];
  webhook_ids: string[];
  replay_ids: string[];
};

export type Request = { method: string; path: string; options: CallOptions };

/** A request of this operation: mostly one that could succeed, else with one or two things wrong. */
export function requestOf(
  operation: FuzzOperation,
  { target, other, schemas, urls, file }: Context,
  draw: Draw,
): Request {
  const hints = hintsOf(target, urls, operation.name);
  const wrong = draw.pick(['nothing', 'nothing', 'nothing', 'body', 'body', 'path', 'query', 'headers', 'bytes']);
  const method = draw.rarely(100) ? draw.pick(['GET', 'POST', 'PUT', 'DELETE', 'PATCH']) : operation.method;
  const path = pathOf(operation, hints, draw, wrong === 'path');
  const query = queryOf(operation, hints, schemas, draw, wrong === 'query');
  const options = signed(operation, target, other, draw);
  if (operation.body?.type === gzip) Object.assign(options, fileOf(file ?? Buffer.alloc(0), draw));
  else if (operation.body !== null) {
    let value = valueFor(operation.body.schema, '', draw, hints, schemas);
    if (wrong === 'body') value = mutated(value, draw);
    Object.assign(options, bodyOf(value, operation.body.type, draw, wrong === 'bytes'));
  } else if (draw.rarely(20) && method !== 'GET') Object.assign(options, bodyOf({}, 'application/json', draw, false));
  const headers = { ...headersOf(target, draw, wrong === 'headers'), ...options.headers };
  return { method, path: path + query, options: { ...options, headers } };
}

function hintsOf(target: Target, urls: string[], operation: string): Hints {
  const { seller, package_id, order_number, tracking_number, lines, webhook_ids, replay_ids } = target;
  const line = (draw: Draw) => draw.pick(lines).line_id;
  const few = (draw: Draw) => draw.pick([1, 1, 1, 2, 3]);
  const date = (draw: Draw) => 1_795_000_000_000 + draw.integer(-500_000_000, 500_000_000);
  return {
    sellerId: () => seller.seller_id,
    SellerID: () => String(seller.seller_id),
    packageId: () => package_id,
    shipmentPackageId: () => package_id,
    serviceSourceId: () => package_id,
    shipmentPackageIds: () => String(package_id),
    orderNumber: () => order_number,
    trackingNumber: (draw: Draw) => (draw.rarely(2) ? tracking_number : String(draw.nat(1_000_000))),
    cargoTrackingNumber: () => tracking_number,
    format: () => 'ZPL',
    invoiceLink: (draw: Draw) => `https://invoices.example/${draw.nat(100_000)}`,
    invoiceNumber: (draw: Draw) => `KOL2026${String(draw.nat(999_999_999)).padStart(9, '0')}`,
    // Of every order that the run hands over.
    customerId: () => 7,
    webhookId: (draw: Draw) => (webhook_ids.length === 0 ? draw.text(1, 9) : draw.pick(webhook_ids)),
    apiKey: () => 'not-a-key',
    url: (draw: Draw) => draw.pick(urls),
    lineId: line,
    orderLineId: line,
    orderLineIds: (draw: Draw) => [line(draw)],
    splitGroups: (draw: Draw) => [{ orderLineIds: [line(draw)] }],
    quantitySplit: (draw: Draw) => [{ orderLineId: line(draw), quantities: draw.pick([[1], [1, 1], [1, 2]]) }],
    splitPackages: (draw: Draw) => [{ packageDetails: [{ orderLineId: line(draw), quantities: 1 }] }],
    laborCostPerItem: (draw: Draw) => draw.nat(10),
    events: (draw: Draw) => [
      { sellerId: seller.seller_id, packageId: package_id, status: draw.pick(['Shipped', 'Delivered', 'UnDelivered']) },
    ],
    quantity: few,
    reasonId: (draw: Draw) => draw.integer(499, 507),
    extendedDayCount: (draw: Draw) => draw.integer(0, 4),
    cargoProvider: (draw: Draw) => draw.pick(['TEXMP', 'ARASMP', 'HOROZMP', 'CEVAMP', 'X']),
    providerCode: (draw: Draw) => draw.pick(['TEXMP', 'ARASMP', 'X']),
    trackingInfo: (draw: Draw) => draw.pick(['https://kargo.example/1', '5550000000', 'x']),
    phone: () => '5550000000',
    startDate: date,
    endDate: date,
    lastModifiedStartDate: date,
    lastModifiedEndDate: date,
    page: (draw: Draw) => draw.nat(3),
    size: (draw: Draw) => draw.integer(1, 200),
    nextCursor: () => '',
    cursor: () => '',
    name: (draw: Draw) => draw.pick(['a', 'b']),
    faultId: () => 'f1',
    // Where it is a list, nobody comes in until it is taken back.
    allowedNetworks: () => null,
    ipAllowList: () => false,
    eventId: () => eventId({ seller_id: seller.seller_id, package_id, sequence: 1 }),
    replayId: (draw: Draw) => (replay_ids.length === 0 ? draw.text(1, 9) : draw.pick(replay_ids)),
    ...ownHints(operation, target),
    ...(asks_for_lines.test(operation) ? { lines: (draw: Draw) => [{ lineId: line(draw), quantity: 1 }] } : {}),
  };
}

/** Elsewhere `lines` are those of an order. */
const asks_for_lines = /^(update|cancel|customer|setTest|setSandbox)/;

/** What operations take of which chance makes nothing that is right. A thousand orders at once would be most of the work of a run. */
function ownHints(operation: string, { seller, package_id }: Target): Hints {
  const to = (draw: Draw) => draw.pick(['empty', 'empty', 'empty', 'shop']);
  switch (operation) {
    case 'createSandboxOrders':
      return {
        '': (draw) => ({
          sellerId: seller.seller_id,
          status: draw.pick(['Awaiting', 'Created', 'Shipped', 'Cancelled', 'Returned', 'Nowhere']),
          ...draw.pick([{}, { count: 3 }, { orderNumber: `F-${draw.nat(100)}` }, { lines: [{ quantity: 2 }] }]),
        }),
        count: (draw) => draw.pick([1, 1, 1, 3]),
        orderNumber: (draw) => `F-${draw.nat(1_000_000_000)}`,
        shipmentPackageId: (draw) => 4_000_000_000 + draw.nat(1_000_000_000),
        cargoTrackingNumber: (draw) => 7_330_000_000_000_000 + draw.nat(1_000_000_000),
        lineId: (draw) => 5_000_000_000 + draw.nat(1_000_000_000),
        paymentDelay: (draw) => draw.pick(['PT5M', 60_000, 'P1D']),
      };
    case 'createTestSeller':
      return { to, sellerId: (draw) => 20_000 + draw.nat(1_000_000) };
    case 'resetSandbox':
    case 'resetSeller':
      return { to, sellerId: () => seller.seller_id, ...clockHints };
    case 'changeClock':
      return clockHints;
    case 'startSellerReplay':
    case 'startOwnReplay':
      return {
        '': (draw) => draw.pick([{ packageId: package_id }, { notDeliveredSince: 0 }, { startDate: 0, dryRun: true }]),
      };
    case 'createFault':
      return { '': faultFor };
    default:
      return {};
  }
}

const clockHints: Hints = {
  at: (draw) =>
    draw.pick(['2026-11-24T09:00:00Z', '2027-01-01T00:00+03:00', 1_795_600_000_000 + draw.nat(100_000_000)]),
  advance: (draw) => draw.pick(['PT65M', 'P1DT2H', 60_000, 0]),
};

const faultFor = (draw: Draw) =>
  draw.pick([
    { operation: 'lists', do: { outcome: 'refused', status: 503 }, times: 2 },
    { operation: ['createTestOrder', 'writes'], do: { outcome: 'delayed', delayMs: 1 }, rate: 0.5 },
    { operation: 'openers', do: { outcome: 'children-late', laterMs: 60_000 } },
    { sequence: [{ outcome: 'late', laterMs: 1_000 }, { outcome: 'lost' }], per: 'webhook' },
  ]);

const gzip = 'application/gzip';

/** An export, whole or with something wrong that its end must tell. */
function fileOf(file: Buffer, draw: Draw): CallOptions {
  const lines = gunzipSync(file).toString().split('\n');
  const at = draw.nat(Math.max(lines.length - 2, 0));
  const body = draw.pick([
    file,
    file,
    file.subarray(0, draw.nat(file.length)),
    Buffer.concat([file, file]),
    Buffer.from('{}'),
    gzipSync('{}\n'),
    gzipSync(''),
    gzipSync(lines.toSpliced(at, 1).join('\n')),
    gzipSync(lines.toSpliced(at, 0, lines[at]!).join('\n')),
    gzipSync(lines.with(at, draw.pick(['null', '[]', '{"table":"pg_class"}', '{"end":"x"}', '\0', ''])).join('\n')),
  ]);
  return { body, headers: { 'content-type': draw.rarely(12) ? 'application/json' : gzip } };
}

const encoded = (value: unknown): string =>
  encodeURIComponent(typeof value === 'string' ? wellFormed(value) : String(value));
const wellFormed = (text: string): string => text.toWellFormed();

const oddSegments = [
  '0',
  '-1',
  '1e3',
  '1.0',
  '9007199254740993',
  '%00',
  '%ff',
  '%2e%2e',
  'null',
  '%F0%9F%98%80',
  'x'.repeat(4_000),
];

function pathOf({ path }: FuzzOperation, hints: Hints, draw: Draw, wrong: boolean): string {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!);
  const broken = wrong && names.length > 0 ? draw.pick(names) : undefined;
  return path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    name === broken ? draw.pick(oddSegments) : encoded(hints[name]?.(draw) ?? draw.text(1, 9)),
  );
}

function queryOf({ parameters }: FuzzOperation, hints: Hints, schemas: Schemas, draw: Draw, wrong: boolean): string {
  const named = parameters.filter((parameter) => parameter.in === 'query' && draw.rarely(3));
  const pairs = named.map(({ name, schema }) => [name!, valueFor(schema ?? {}, name!, draw, hints, schemas)] as const);
  const parts = pairs.map(([name, value]) => `${name}=${encoded(value)}`);
  if (wrong) parts.push(...oddQuery(parameters, draw));
  return parts.length === 0 ? '' : `?${parts.join('&')}`;
}

function oddQuery(parameters: Parameter[], draw: Draw): string[] {
  const names = parameters.filter((parameter) => parameter.in === 'query').map(({ name }) => name!);
  const name = names.length === 0 ? 'page' : draw.pick(names);
  const odd = draw.pick(oddValues);
  const value = typeof odd === 'object' ? 'object' : encoded(odd).slice(0, 6_000);
  return draw.pick([
    [`${name}=${value}`],
    [`${name}=${value}`, `${name}=1`],
    [`${name}[0]=${value}`],
    [`${name}[]=1`, `${name}[x][y]=2`],
    [`${name}=%zz`, '%', '&&=&=x'],
    [`${name}`],
    ['__proto__[x]=1', 'constructor=2', `${name}=`],
  ]);
}

function signed({ access }: FuzzOperation, { seller }: Target, other: TestSeller, draw: Draw): CallOptions {
  const right = access === 'operator' ? 'operator' : seller;
  switch (draw.nat(25)) {
    case 0:
      return {};
    case 1:
      return { as: access === 'operator' ? seller : 'operator' };
    case 2:
      return { as: other };
    case 3:
      return {
        headers: { authorization: draw.pick(['Basic', 'Basic %%%', 'Basic Og==', 'Bearer x', 'x'.repeat(900), ' ']) },
      };
    default:
      return { as: right };
  }
}

function headersOf({ seller }: Target, draw: Draw, wrong: boolean): Record<string, string | undefined> {
  const headers: Record<string, string | undefined> = { sellerid: String(seller.seller_id) };
  if (draw.rarely(4)) headers['accept-language'] = draw.pick(['tr', 'tr-TR,en;q=0.5', 'de', '*']);
  if (draw.rarely(6)) headers['idempotency-key'] = `key-${draw.nat(2_000)}`;
  if (draw.rarely(9)) headers['storefrontcode'] = draw.pick(['TR', 'DE', '1', '']);
  if (!wrong) return headers;
  return {
    ...headers,
    ...draw.pick<Record<string, string | undefined>>([
      { 'user-agent': undefined },
      { 'content-type': undefined },
      { 'content-type': 'text/plain' },
      { 'content-type': 'application/json; charset=utf-16' },
      { 'content-type': 'multipart/form-data' },
      { 'idempotency-key': 'x'.repeat(256) },
      { 'idempotency-key': 'with blank' },
      { sellerid: 'x' },
      { sellerid: undefined },
      { 'x-request-id': 'x'.repeat(65) },
      { 'accept-language': 'x'.repeat(5_000) },
      { cookie: 'y'.repeat(20_000) },
    ]),
  };
}

function bodyOf(value: unknown, type: string, draw: Draw, wrong: boolean): CallOptions {
  if (type === 'multipart/form-data') return formOf(value as Record<string, unknown>, draw);
  const text = JSON.stringify(value);
  if (!wrong) return { body: text };
  const bytes = Buffer.from(text);
  return draw.pick<CallOptions>([
    { body: text.slice(0, -1) },
    { body: `${text}${text}` },
    { body: `\ufeff${text}` },
    { body: Buffer.from(text, 'utf16le') },
    { body: Buffer.concat([bytes, Buffer.from([0xff, 0xfe, 0])]) },
    { body: gzipSync(bytes), headers: { 'content-encoding': 'gzip' } },
    { body: deflateRawSync(bytes) },
    { body: text.replace('{', '{"lines":[],"status":"x",') },
    { body: '' },
    { body: '['.repeat(20_000) },
    { body: `${'[['.repeat(2_000)}${']]'.repeat(2_000)}` },
    { body: 'NaN' },
    { body: `{"status":${'9'.repeat(400)}}` },
    { body: `{"a":"${'x'.repeat((1 << 20) + 1)}"}` },
    { body: new Uint8Array(0) },
  ]);
}

const magic: readonly Buffer[] = [
  Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1'),
  Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'),
  Buffer.from('ffd8ffe000104a46494600010100', 'hex'),
  Buffer.from('MZ not an invoice'),
  Buffer.alloc(0),
];

function formOf(value: Record<string, unknown>, draw: Draw): CallOptions {
  const boundary = 'koli-fuzz';
  const parts = Object.entries(value ?? {}).map(([name, inner]) =>
    name === 'file'
      ? Buffer.concat([
          Buffer.from(
            `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${draw.pick(['a.pdf', '../b', ''])}"\r\n\r\n`,
          ),
          draw.pick(magic),
          Buffer.from('\r\n'),
        ])
      : Buffer.from(
          `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${typeof inner === 'string' ? inner : JSON.stringify(inner)}\r\n`,
        ),
  );
  const end = draw.rarely(12) ? '' : `--${boundary}--\r\n`;
  const type = draw.rarely(12) ? 'multipart/form-data' : `multipart/form-data; boundary=${boundary}`;
  return { body: Buffer.concat([...parts, Buffer.from(end)]), headers: { 'content-type': type } };
}
