import { type Bytes, base64, bytesOf, fromBase64 } from './base64.ts';
import type { Schema } from './types.ts';

// The receiving side: calls that koli signs by Standard Webhooks v1, and unsigned calls of the marketplace.

type Package = Schema<'Package'>;

/** Headers of `fetch` or of Node's `http`. */
export type HeaderSource = Headers | Record<string, string | string[] | undefined>;

export type WebhookReason = 'headers' | 'timestamp' | 'secret' | 'signature' | 'body';

/** Why a call is not genuine. Answer 401 or 400 and ignore its content. */
export class WebhookError extends Error {
  override readonly name = 'WebhookError';
  readonly reason: WebhookReason;
  constructor(reason: WebhookReason, message: string) {
    super(message);
    this.reason = reason;
  }
}

export type VerifiedWebhook = {
  /** The id of the event. It is the same in repeats, so store it to recognise them. */
  id: string;
  /** Time of this attempt. */
  timestamp: Date;
  /** The package after the event. */
  package: Package;
  /** All packages of the call; koli and the marketplace send one. */
  packages: Package[];
};

export type VerifyOptions = {
  headers: HeaderSource;
  /** The raw body, not one that a framework has parsed. */
  body: string | Uint8Array;
  /** `whsec_…`; several during a rotation. */
  secret: string | readonly string[];
  /** Largest difference between the call's time and ours; default 5 minutes. */
  tolerance_s?: number;
  now?: () => number;
};

/** Verifies signature and age of a call and returns its package. Throws a `WebhookError`. */
export async function verifyWebhook(options: VerifyOptions): Promise<VerifiedWebhook> {
  const { headers, secret, tolerance_s = 300, now = Date.now } = options;
  const id = headerOf(headers, 'webhook-id');
  const timestamp = headerOf(headers, 'webhook-timestamp');
  const signatures = headerOf(headers, 'webhook-signature');
  if (id === undefined || timestamp === undefined || signatures === undefined)
    throw new WebhookError('headers', 'webhook-id, webhook-timestamp or webhook-signature is missing');
  const seconds = /^\d{1,12}$/.test(timestamp) ? Number(timestamp) : Number.NaN;
  if (!(Math.abs(now() / 1_000 - seconds) <= tolerance_s))
    throw new WebhookError('timestamp', `webhook-timestamp is more than ${tolerance_s} seconds away from now`);
  const body = bytesOf(options.body);
  const secrets = typeof secret === 'string' ? [secret] : secret;
  const signed = signedContent(id, timestamp, body);
  if (!(await isSigned(signed, signatures, secrets)))
    throw new WebhookError('signature', 'no signature of webhook-signature is one of this body with this secret');
  const packages = parseWebhook(body);
  return { id, timestamp: new Date(seconds * 1_000), package: packages[0]!, packages };
}

/** The packages of a body in either envelope, `flat` or `page`. Does not verify a signature. */
export function parseWebhook(body: string | Uint8Array): Package[] {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytesOf(body)));
  } catch {
    throw new WebhookError('body', 'the body is not JSON');
  }
  const content = (value as { content?: unknown } | null)?.content;
  const packages = Array.isArray(content) ? content : [value];
  if (packages.length === 0 || !packages.every(isPackage)) throw new WebhookError('body', 'the body holds no package');
  return packages;
}

const isPackage = (value: unknown): value is Package =>
  typeof value === 'object' &&
  value !== null &&
  typeof (value as Package).shipmentPackageId === 'number' &&
  typeof (value as Package).status === 'string';

export type SignOptions = {
  body: string | Uint8Array;
  /** Several secrets sign at the same time, as during a rotation. */
  secret: string | readonly string[];
  /** Default: a random id. */
  id?: string;
  now?: () => number;
};

/** The headers of a signed call, to test a receiver. */
export async function signWebhook({ body, secret, id, now = Date.now }: SignOptions) {
  const webhook_id = id ?? `evt_test_${crypto.randomUUID()}`;
  const timestamp = String(Math.floor(now() / 1_000));
  const signed = signedContent(webhook_id, timestamp, bytesOf(body));
  const secrets = typeof secret === 'string' ? [secret] : secret;
  const signatures = await Promise.all(secrets.map((one) => sign(signed, one)));
  return {
    'content-type': 'application/json; charset=utf-8',
    'webhook-id': webhook_id,
    'webhook-timestamp': timestamp,
    'webhook-signature': signatures.map((signature) => `v1,${signature}`).join(' '),
  };
}

export type Credentials = { username: string; password: string } | { apiKey: string };

/** Whether a call has the credentials of its webhook: Basic, or `x-api-key`. */
export async function checkCredentials(headers: HeaderSource, expected: Credentials): Promise<boolean> {
  if ('apiKey' in expected) return isSame(headerOf(headers, 'x-api-key') ?? '', expected.apiKey);
  const [, given = ''] = /^basic +(\S+) *$/i.exec(headerOf(headers, 'authorization') ?? '') ?? [];
  return isSame(given, base64(`${expected.username}:${expected.password}`));
}

function headerOf(headers: HeaderSource, name: string): string | undefined {
  if (headers instanceof Headers) return headers.get(name) ?? undefined;
  const found = Object.keys(headers).find((key) => key.toLowerCase() === name);
  const value = found === undefined ? undefined : headers[found];
  return Array.isArray(value) ? value.join(' ') : value;
}

function signedContent(id: string, timestamp: string, body: Bytes): Bytes {
  const head = bytesOf(`${id}.${timestamp}.`);
  const content = new Uint8Array(head.length + body.length);
  content.set(head);
  content.set(body, head.length);
  return content;
}

async function isSigned(signed: Bytes, signatures: string, secrets: readonly string[]): Promise<boolean> {
  const given = signatures.split(' ').flatMap((one) => (one.startsWith('v1,') ? [one.slice('v1,'.length)] : []));
  let found = false;
  for (const secret of secrets) {
    const key = await keyOf(secret, 'verify');
    for (const signature of given) {
      const bytes = fromBase64(signature);
      // The library compares in constant time.
      if (bytes !== null && (await crypto.subtle.verify('HMAC', key, bytes, signed))) found = true;
    }
  }
  return found;
}

async function sign(signed: Bytes, secret: string): Promise<string> {
  const signature = await crypto.subtle.sign('HMAC', await keyOf(secret, 'sign'), signed);
  return base64(new Uint8Array(signature));
}

type Key = Awaited<ReturnType<typeof crypto.subtle.importKey>>;

function keyOf(secret: string, use: 'sign' | 'verify'): Promise<Key> {
  const bytes = secret.startsWith('whsec_') ? fromBase64(secret.slice('whsec_'.length)) : null;
  if (bytes === null || bytes.length === 0)
    throw new WebhookError('secret', 'the secret must be whsec_ and base64, as koli gave it');
  return crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, [use]);
}

/** Compares in constant time. */
async function isSame(given: string, expected: string): Promise<boolean> {
  const digest = async (text: string) => new Uint8Array(await crypto.subtle.digest('SHA-256', bytesOf(text)));
  const [left, right] = await Promise.all([digest(given), digest(expected)]);
  return left.reduce((difference, byte, index) => difference | (byte ^ right[index]!), 0) === 0;
}
