import type { Field, HttpJob } from './load.ts';
import { cancelScript, pickScript, placeScript, type Script } from './scripts.ts';
import { key } from './seed.ts';
import { first, marker, orderInput, seller_id, type Template } from './template.ts';

export type Measured = { operations: number; per_second: number; p50_ms: number; p99_ms: number };

export type Scenario = {
  name: 'cancel' | 'pick' | 'order' | 'orders' | 'list';
  title: string;
  connections: number[];
  /** What a request uses up: a package of the seed, an order number, or nothing. */
  uses: 'package' | 'order' | 'nothing';
  /** Operations per request. */
  per_request: number;
  request: Pick<HttpJob, 'text' | 'fields'>;
  /** The script of the opponent. `select`: the statements of the list, over the same driver. */
  rival: ((template: Template, pipelined: boolean) => Script) | 'select' | null;
};

export const operator_token = 'bench-operator-token-0123456789';

const basic = `Basic ${Buffer.from(`${key.api_key}:${key.secret}`).toString('base64')}`;

function http(method: string, path: string, authorization: string, body?: unknown): string {
  const text = body === undefined ? '' : JSON.stringify(body);
  const head = [
    `${method} ${path} HTTP/1.1`,
    'host: 127.0.0.1',
    `authorization: ${authorization}`,
    'user-agent: bench',
  ];
  if (text !== '') head.push('content-type: application/json', `content-length: ${Buffer.byteLength(text)}`);
  return `${head.join('\r\n')}\r\n\r\n${text}`;
}

const seller = `/integration/order/sellers/${seller_id}`;
const ofPackage = `${seller}/shipment-packages/${marker.package}`;
const packageField: Field = { marker: marker.package, first: first.package, step: 1 };
const lineField: Field = { marker: marker.line[0], first: first.line, step: 2 };

/** Order numbers that differ within and between requests. */
function manyOrders(count: number): Scenario['request'] {
  const numbers = Array.from({ length: count }, (_, index) => marker.order + index);
  const orders = numbers.map((orderNumber) => ({ ...orderInput, orderNumber: String(orderNumber) }));
  return {
    text: http('POST', '/api/v1/orders', `Bearer ${operator_token}`, { orders }),
    fields: numbers.map((number, index) => ({ marker: number, first: first.placed_order + index, step: count })),
  };
}

const all = [1, 8, 32, 64];

export const scenarios: Scenario[] = [
  {
    name: 'cancel',
    title: 'cancel → split',
    connections: all,
    uses: 'package',
    per_request: 1,
    request: {
      text: http('PUT', `${ofPackage}/items/unsupplied`, basic, {
        lines: [{ lineId: marker.line[0], quantity: 1 }],
        reasonId: 500,
      }),
      fields: [packageField, lineField],
    },
    rival: cancelScript,
  },
  {
    name: 'pick',
    title: 'status → Picking',
    connections: all,
    uses: 'package',
    per_request: 1,
    request: { text: http('PUT', ofPackage, basic, { status: 'Picking' }), fields: [packageField] },
    rival: pickScript,
  },
  {
    name: 'order',
    title: 'order intake, one per call',
    connections: all,
    uses: 'order',
    per_request: 1,
    request: manyOrders(1),
    rival: placeScript,
  },
  {
    name: 'orders',
    title: 'order intake, 100 per call',
    connections: [1, 8],
    uses: 'order',
    per_request: 100,
    request: manyOrders(100),
    rival: null,
  },
  {
    name: 'list',
    title: 'list page of 200',
    connections: all,
    uses: 'nothing',
    per_request: 1,
    request: { text: http('GET', `${seller}/v2/orders?size=200`, basic), fields: [] },
    rival: 'select',
  },
];
