import type { CommandType } from '../../src/domain/command.ts';
import type { FactType } from '../../src/domain/event.ts';
import type { Status } from '../../src/domain/package.ts';
import { language } from './language/index.ts';
import { type Credentials, credentialsFor, keepSession, ownCredentials, type Session, session } from './session.ts';
import { createStore } from './store.ts';

// Everything that the page asks of koli, through the addresses that everybody may use.

export type Ask = {
  method: 'GET' | 'POST' | 'PUT';
  path: string;
  body?: unknown;
  headers?: Record<string, string>;
};

/** koli answered, and said no. */
export class Refused extends Error {
  readonly status: number;
  readonly key: string;
  constructor(status: number, key: string, message: string) {
    super(message);
    this.status = status;
    this.key = key;
  }
}

/** Nobody answered, or only somebody in between. */
export class Away extends Error {}

/** Whether koli answered last time. */
export const reach = createStore<'here' | 'away'>('here');
/** Set when credentials that were good are good no more. */
export const expired = createStore(false);

const basic = ({ apiKey, apiSecret }: { apiKey: string; apiSecret: string }) =>
  `Basic ${btoa(String.fromCharCode(...new TextEncoder().encode(`${apiKey}:${apiSecret}`)))}`;

export const authorizationOf = (credentials: Credentials): string =>
  'token' in credentials ? `Bearer ${credentials.token}` : basic(credentials);

export function headersOf(ask: Pick<Ask, 'body' | 'headers'>, credentials: Credentials | null): Record<string, string> {
  return {
    'accept-language': language(),
    ...(credentials === null ? {} : { authorization: authorizationOf(credentials) }),
    ...(ask.body === undefined ? {} : { 'content-type': 'application/json' }),
    ...ask.headers,
  };
}

const gateways = [502, 503, 504];

/** Sends one request; the answer is one that says yes. */
export async function send(ask: Ask, credentials: Credentials | null, signal?: AbortSignal): Promise<Response> {
  const body = ask.body === undefined ? undefined : JSON.stringify(ask.body);
  let answer: Response;
  try {
    answer = await fetch(ask.path, { method: ask.method, headers: headersOf(ask, credentials), body, signal });
  } catch (error) {
    if (signal?.aborted) throw error;
    reach.set('away');
    throw new Away('nobody answers');
  }
  if (gateways.includes(answer.status)) {
    reach.set('away');
    throw new Away(`${answer.status}`);
  }
  if (reach.get() === 'away') reach.set('here');
  if (answer.ok) return answer;
  throw await refusedBy(answer, credentials);
}

async function refusedBy(answer: Response, credentials: Credentials | null): Promise<Refused> {
  const text = await answer.text();
  let error: { key?: string; message?: string } = {};
  try {
    error = JSON.parse(text).errors?.[0] ?? {};
  } catch {
    // Somebody in between answered: its status is all there is to tell.
  }
  if (answer.status === 401 && error.key === 'authentication.error') expire(credentials);
  return new Refused(answer.status, error.key ?? '', error.message ?? `HTTP ${answer.status}`);
}

function expire(credentials: Credentials | null): void {
  const now = session();
  if (now === null || credentials === null) return;
  if (authorizationOf(ownCredentials(now)) !== authorizationOf(credentials)) return;
  expired.set(true);
  keepSession(null);
}

async function read<T>(path: string, signal?: AbortSignal): Promise<T> {
  const now = session();
  if (now === null) throw new Refused(401, 'authentication.error', '');
  return (await send({ method: 'GET', path }, ownCredentials(now), signal)).json() as Promise<T>;
}

const isSeller = () => session()?.who.kind === 'seller';

/** Parameters that are there, as a query string. */
function queryOf(params: Record<string, string | number | string[] | undefined>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    if (value === undefined || value === '' || (Array.isArray(value) && value.length === 0)) continue;
    query.set(name, String(value));
  }
  const text = query.toString();
  return text === '' ? '' : `?${text}`;
}

export type PackageRow = {
  sellerId: number;
  shipmentPackageId: number;
  orderNumber: string;
  status: Status;
  parentId: number | null;
  rootId: number;
  createdBy: string;
  createdDate: number;
  lastModifiedDate: number;
  cargoTrackingNumber: number;
  cargoProviderName: string;
  units: number;
  packageTotalPrice: number;
};

export type PackagePage = { content: PackageRow[]; nextCursor: string | null };

export type PackageFilter = {
  status?: Status[];
  sellerId?: number;
  orderNumber?: string;
  packageId?: number;
  barcode?: string;
  startDate?: number;
  endDate?: number;
};

export const listPackages = (filter: PackageFilter, size: number, cursor?: string, signal?: AbortSignal) => {
  const { sellerId, ...own } = filter;
  const params = { ...(isSeller() ? own : filter), size, cursor };
  return read<PackagePage>(`/api/v1/${isSeller() ? 'seller/packages' : 'packages'}${queryOf(params)}`, signal);
};

export type Counts = {
  from: number;
  to: number;
  step: number;
  byStatus: Partial<Record<Status, number>>;
  opened: number;
  steps: { at: number; byStatus: Partial<Record<Status, number>>; opened: number }[];
};

export const countPackages = (sellerId: number | undefined, step: number, steps: number, signal?: AbortSignal) =>
  isSeller()
    ? read<Counts>(`/api/v1/seller/package-counts${queryOf({ step, steps })}`, signal)
    : read<Counts>(`/api/v1/package-counts${queryOf({ sellerId, step, steps })}`, signal);

export type Delivery = {
  webhookId: string;
  state: string;
  attempts: number;
  dueAt: number;
  settledAt: number | null;
};

export type PackageEvent = {
  sequence: number;
  type: FactType;
  at: number;
  facts: Record<string, unknown>;
  deliveries: Delivery[];
};

export type Relative = {
  shipmentPackageId: number;
  parentId: number | null;
  createdBy: string;
  status: Status;
  units: number;
  lines: { lineId: number; firstUnit: number; quantity: number }[];
  createdDate: number;
  lastModifiedDate: number;
};

export type WireLine = {
  lineId: number;
  quantity: number;
  barcode: string;
  stockCode: string | null;
  productName: string;
  productSize?: string | null;
  productColor?: string | null;
  currencyCode: string;
  lineGrossAmount: number;
  lineUnitPrice: number;
  discountDetails: { lineItemPrice: number; lineItemSellerDiscount: number; lineItemTyDiscount: number }[];
  cancelReason: string;
};

export type WireAddress = { fullName: string; fullAddress: string; phone: string | null };

export type WirePackage = {
  shipmentPackageId: number;
  orderNumber: string;
  orderDate: number;
  status: Status;
  supplierId: number;
  currencyCode: string;
  lastModifiedDate: number;
  originShipmentDate: number;
  agreedDeliveryDate: number;
  packageGrossAmount: number;
  packageSellerDiscount: number;
  packageTyDiscount: number;
  packageTotalPrice: number;
  cargoTrackingNumber: number;
  cargoTrackingLink?: string;
  cargoProviderName: string;
  warehouseId: number;
  invoiceNumber?: string;
  customerFirstName: string;
  customerLastName: string;
  customerEmail: string;
  shipmentAddress: WireAddress;
  invoiceAddress: WireAddress;
  lines: WireLine[];
};

export type PackageDetails = {
  package: WirePackage;
  parentId: number | null;
  rootId: number;
  events: PackageEvent[];
  lineage: Relative[];
  allowed: CommandType[];
};

export const packagePath = (sellerId: number, packageId: number) =>
  isSeller() ? `/api/v1/seller/packages/${packageId}` : `/api/v1/sellers/${sellerId}/packages/${packageId}`;

export const readPackage = (sellerId: number, packageId: number, signal?: AbortSignal) =>
  read<PackageDetails>(packagePath(sellerId, packageId), signal);

/** The printed label, when koli makes one for this package. */
export async function readLabel(sellerId: number, packageId: number, signal?: AbortSignal): Promise<Blob | null> {
  const now = session();
  const credentials = now && credentialsFor(now, 'operator', sellerId);
  if (credentials === null) return null;
  try {
    const path = `/api/v1/sellers/${sellerId}/packages/${packageId}/label.png`;
    const answer = await send({ method: 'GET', path }, credentials, signal);
    return answer.headers.get('content-type')?.startsWith('image/') ? await answer.blob() : null;
  } catch (error) {
    if (error instanceof Refused) return null;
    throw error;
  }
}

export type Ready = {
  operatorToken: string | null;
  sellers: { sellerId: number; name: string; apiKey: string; apiSecret: string }[];
};

/** The sandbox's ready credentials; null where there is no sandbox. */
export async function readReady(): Promise<Ready | null> {
  try {
    return await (await send({ method: 'GET', path: '/api/v1/sandbox/credentials' }, null)).json();
  } catch (error) {
    if (error instanceof Refused) return null;
    throw error;
  }
}

/** Whom these credentials belong to; throws `Refused` with 401 when to nobody. */
export async function whoIs(credentials: Credentials): Promise<Session['who']> {
  if ('token' in credentials) {
    await send({ method: 'GET', path: '/api/v1/sellers?size=1' }, credentials);
    return { kind: 'operator', token: credentials.token };
  }
  const answer = await send({ method: 'GET', path: '/api/v1/seller' }, credentials);
  const { sellerId, name } = (await answer.json()) as { sellerId: number; name: string };
  return { kind: 'seller', sellerId, name, ...credentials };
}

/** A key under which a write may be sent again without being done again. */
export function newKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

/** The same request for a shell; secrets stay out of it. */
export function curlOf({ method, path, body, headers = {} }: Ask, door: 'seller' | 'operator'): string {
  const who = door === 'operator' ? '-H "Authorization: Bearer $KOLI_OPERATOR_TOKEN"' : '-u "$KOLI_KEY:$KOLI_SECRET"';
  const lines = [`curl${method === 'GET' ? '' : ` -X ${method}`} ${who}`];
  for (const [name, value] of Object.entries(headers)) lines.push(`-H ${quoted(`${name}: ${value}`)}`);
  if (body !== undefined) lines.push("-H 'Content-Type: application/json'", `-d ${quoted(JSON.stringify(body))}`);
  return [...lines, quoted(`${location.origin}${path}`)].join(' \\\n  ');
}
