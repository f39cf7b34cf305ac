import { KoliError } from './error.ts';
import { events } from './events.ts';
import { operations } from './generated/operations.ts';
import { type CallOptions, type ClientOptions, errorOf, open, type Request, send } from './send.ts';
import type { Access, Each, Methods, Name } from './types.ts';

/** The caller: its credentials, and values that its calls need not repeat. */
export type Caller = { authorization: string; userAgent: string; sellerId?: number };

type Row = {
  method: string;
  path: string;
  access: Access;
  names: readonly string[];
  /** A content type means that the body is a file. */
  input: 'json' | 'form' | 'query' | 'none' | 'application/gzip';
  output: 'json' | 'text' | 'bytes' | 'events' | 'none';
  keyed: boolean;
  signed: boolean;
  paged: boolean;
  tells: readonly (readonly [header: string, name: string, kind: string])[];
};

const rows = Object.entries(operations) as unknown as [Name, Row][];

/** The methods for some kinds of access, and `each`. They follow from the table of operations. */
export function methodsOf<D extends Access>(
  allowed: readonly D[],
  client: ClientOptions,
  caller: Caller,
): Methods<D> & { each: Each<D> } {
  const own = rows.filter(([, { access }]) => (allowed as readonly Access[]).includes(access));
  const methods = own.map(([name, row]) => [
    name,
    // Mistakes in a call are thrown like errors of its answer.
    row.output === 'events'
      ? (...args: unknown[]) => call(name, row, args, client, caller)
      : async (...args: unknown[]) => call(name, row, args, client, caller),
  ]);
  const pages = own
    .filter(([, { paged }]) => paged)
    .map(([name, row]) => [name, (...args: unknown[]) => items(name, row, args, client, caller)]);
  return { ...Object.fromEntries(methods), each: Object.fromEntries(pages) } as Methods<D> & { each: Each<D> };
}

function call(name: Name, row: Row, args: unknown[], client: ClientOptions, caller: Caller): unknown {
  const { path, input, options } = understood(name, row, args, caller);
  const { idempotency = knowsKeys(client.baseUrl) ? 'koli' : 'none' } = client;
  const repeatable = row.keyed && idempotency === 'koli';
  const request: Request = {
    operation: name,
    method: row.method,
    url: urlOf(client.baseUrl, path, row.input === 'query' ? (input as object) : {}),
    headers: headersOf(row, input, repeatable, client, caller, options),
    body: bodyOf(row, input),
    repeatable,
  };
  if (row.output === 'events') return events(request, client, options);
  if (row.output === 'bytes' && options.into !== undefined) return handedOver(request, client, options, options.into);
  return send(request, client, options).then((response) => outputOf(name, row, response));
}

async function handedOver(
  request: Request,
  client: ClientOptions,
  options: CallOptions,
  into: NonNullable<CallOptions['into']>,
): Promise<Uint8Array> {
  const { body } = await open(request, client, options);
  const reader = body?.getReader();
  try {
    for (;;) {
      const part = await reader?.read().catch(async (error: Error) => {
        options.signal?.throwIfAborted();
        throw await errorOf(error, request, 1);
      });
      if (part === undefined || part.done) return new Uint8Array();
      await into(part.value);
    }
  } finally {
    await reader?.cancel().catch(() => {});
  }
}

/** Path parameters first, then body or query, then options. */
function understood(name: Name, { path, names, input }: Row, args: unknown[], { sellerId }: Caller) {
  const given = new Map<string, unknown>([['sellerId', sellerId]]);
  for (const [index, each] of names.entries()) given.set(each, args[index]);
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, each: string) => {
    const value = given.get(each);
    // An empty parameter would change the address.
    if ((typeof value !== 'string' && typeof value !== 'number') || value === '')
      throw new TypeError(`${name} wants ${names.join(', ')}: ${each} is missing`);
    return encodeURIComponent(value);
  });
  const rest = args.slice(names.length);
  const taken = input === 'none' ? undefined : rest.shift();
  return { path: filled, input: taken, options: (rest[0] ?? {}) as CallOptions };
}

const knowsKeys = (baseUrl: string): boolean => !/(^|\.)trendyol\.com$/.test(new URL(baseUrl).hostname);

function urlOf(baseUrl: string, path: string, query: object = {}): string {
  // The marketplace's documentation gives its host with and without this prefix.
  const url = new URL(baseUrl.replace(/\/+$/, '').replace(/\/integration$/, '') + path);
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined || value === null) continue;
    url.searchParams.set(name, Array.isArray(value) ? value.join(',') : String(value));
  }
  return url.href;
}

function headersOf(
  { input: kind, keyed, signed }: Row,
  input: unknown,
  repeatable: boolean,
  { language, userAgent }: ClientOptions,
  caller: Caller,
  { idempotencyKey, storeFrontCode, requestId, headers = {} }: CallOptions,
): Record<string, string> {
  const key = idempotencyKey ?? (repeatable ? crypto.randomUUID() : undefined);
  const all: Record<string, string | undefined> = {
    authorization: caller.authorization,
    'user-agent': userAgent ?? caller.userAgent,
    'accept-language': language,
    'content-type': input === undefined ? undefined : typeOf(kind),
    'idempotency-key': keyed ? key : undefined,
    sellerid: signed ? String(caller.sellerId) : undefined,
    storefrontcode: storeFrontCode,
    'x-request-id': requestId,
    ...headers,
  };
  return Object.fromEntries(Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined));
}

/** `fetch` sets the content type of a form, with its boundary. */
function typeOf(kind: Row['input']): string | undefined {
  if (kind === 'json') return 'application/json';
  return kind.includes('/') ? kind : undefined;
}

function bodyOf({ input: kind }: Row, input: unknown): Request['body'] {
  if (input === undefined || kind === 'query') return undefined;
  if (kind.includes('/')) return input as Blob | Uint8Array<ArrayBuffer>;
  return kind === 'json' ? JSON.stringify(input) : formOf(input as object);
}

function formOf(input: object): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(input)) {
    if (value === undefined || value === null) continue;
    if (value instanceof Blob) form.append(name, value);
    else form.append(name, String(value));
  }
  return form;
}

async function outputOf(name: Name, { output, tells }: Row, response: Response): Promise<unknown> {
  if (output === 'bytes') return new Uint8Array(await response.arrayBuffer());
  const text = await response.text();
  if (output === 'text') return text;
  // The marketplace answers some writes with text where koli's answer is empty, and vice versa.
  const json = output === 'json' && text.trim() !== '' ? parsed(name, text, response) : {};
  const told = tells.flatMap(([header, name, kind]) => {
    const value = response.headers.get(header);
    return value === null ? [] : [[name, toldAs(kind, value)]];
  });
  return told.length === 0 ? json : { ...json, ...Object.fromEntries(told) };
}

/** A proxy may answer with a page of its own and status 200. */
function parsed(operation: Name, body: string, { status, headers }: Response): object {
  try {
    return JSON.parse(body);
  } catch (error) {
    const requestId = headers.get('x-request-id');
    const facts = { status, key: null, requestId, retryAfter: null, body, operation, attempts: 1 };
    throw new KoliError(`${operation} was answered with ${status} and no JSON`, facts, error);
  }
}

function toldAs(kind: string, value: string): unknown {
  if (kind === 'number') return Number(value);
  return kind === 'numbers' ? value.split(',').map(Number) : value;
}

/** The items of all pages. */
async function* items(name: Name, row: Row, args: unknown[], client: ClientOptions, caller: Caller) {
  const names = args.slice(0, row.names.length);
  const [query = {}, options] = args.slice(row.names.length) as [object?, CallOptions?];
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page = await call(name, row, [...names, { ...query, cursor }, options], client, caller);
    const { content, nextCursor } = page as { content: unknown[]; nextCursor: string | null };
    yield* content;
    cursor = nextCursor || null;
  }
}
