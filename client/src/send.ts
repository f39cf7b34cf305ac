import { KoliError } from './error.ts';

/** Options of a client. */
export type ClientOptions = {
  /** The server's address: `http://127.0.0.1:4000`, `https://apigw.trendyol.com`. */
  baseUrl: string;
  /**
   * How a write is kept from being done twice. `koli`: every write has an Idempotency-Key, so it is retried like a read.
   * `none`, as for the marketplace itself: the server knows no keys, and a write is retried only after 429, when it was
   * certainly not done. The default is `none` for hosts of the marketplace and `koli` for all others.
   */
  idempotency?: 'koli' | 'none';
  /** Number of retries of a call; default 3. */
  retries?: number;
  /** Time limit of an attempt; default 30 seconds. */
  timeout_ms?: number;
  /** A longer `Retry-After` is not waited for but thrown; default one minute. */
  longest_wait_ms?: number;
  /** Language of messages; default English. */
  language?: 'en' | 'tr';
  userAgent?: string;
  /** Replaces the global `fetch`. */
  fetch?: typeof fetch;
  /** Replace the clock and waiting, for tests. */
  now?: () => number;
  sleep?: (ms: number, signal?: AbortSignal) => Promise<void>;
};

/** Options of a call. */
export type CallOptions = {
  /** Cancels the call, including waiting and retries. */
  signal?: AbortSignal;
  timeout_ms?: number;
  retries?: number;
  /** An idempotency key that survives a restart of your program. By default, each call generates one and keeps it over retries. */
  idempotencyKey?: string;
  /** The storefront of the order. Cancel reason 503 needs one outside Turkey. */
  storeFrontCode?: string;
  requestId?: string;
  headers?: Record<string, string>;
  /** Called with the final answer. */
  onAnswer?(answer: AnswerFacts): void;
  /**
   * Receives a file in parts instead of in memory; the call then returns an empty file. It is requested only once, because
   * parts cannot be taken back.
   */
  into?(part: Uint8Array): void | Promise<void>;
};

export type AnswerFacts = {
  status: number;
  headers: Headers;
  requestId: string | null;
  /** True if this is the stored answer to an earlier call with the same key. */
  replayed: boolean;
  attempts: number;
};

export type Request = {
  operation: string;
  method: string;
  url: string;
  headers: Record<string, string>;
  body?: string | FormData | Blob | Uint8Array<ArrayBuffer>;
  /** The server does a repeated call only once. */
  repeatable: boolean;
};

const shortest_wait_ms = 250;
const longest_backoff_ms = 8_000;

/** Sends a request with retries. Returns a 2xx answer; everything else is thrown. */
export async function send(request: Request, client: ClientOptions, call: CallOptions): Promise<Response> {
  const { sleep = wait, longest_wait_ms = 60_000 } = client;
  const retries = call.retries ?? client.retries ?? 3;
  for (let attempts = 1; ; attempts++) {
    call.signal?.throwIfAborted();
    const got = await attempt(request, client, call);
    if (got instanceof Response && got.ok) {
      call.onAnswer?.(factsOf(got, attempts));
      return got;
    }
    const wait_ms = attempts > retries ? null : waitBefore(got, attempts, request);
    if (wait_ms === null || wait_ms > longest_wait_ms) throw await errorOf(got, request, attempts);
    // An unread answer would keep its connection open.
    if (got instanceof Response) await got.body?.cancel();
    await sleep(wait_ms, call.signal);
  }
}

/** Sends a request whose answer is read as a stream, without a time limit. */
export async function open(request: Request, client: ClientOptions, call: CallOptions): Promise<Response> {
  const { method, url, headers, body } = request;
  const fetcher = client.fetch ?? fetch;
  let got: Response | Error;
  try {
    got = await fetcher(url, { method, headers, body, signal: call.signal, redirect: 'error' });
  } catch (error) {
    call.signal?.throwIfAborted();
    got = error as Error;
  }
  if (got instanceof Error || !got.ok) throw await errorOf(got, request, 1);
  call.onAnswer?.(factsOf(got, 1));
  return got;
}

/** An answer, or the error. A cancellation by the caller is thrown. */
async function attempt(request: Request, client: ClientOptions, call: CallOptions): Promise<Response | Error> {
  const { method, url, headers, body } = request;
  const timeout = AbortSignal.timeout(call.timeout_ms ?? client.timeout_ms ?? 30_000);
  const signal = call.signal === undefined ? timeout : AbortSignal.any([call.signal, timeout]);
  const fetcher = client.fetch ?? fetch;
  try {
    // A redirected write would become a read of another address.
    return await whole(await fetcher(url, { method, headers, body, signal, redirect: 'error' }));
  } catch (error) {
    call.signal?.throwIfAborted();
    return error as Error;
  }
}

/** Reads the whole answer, so that an incomplete one is retried like a missing one. */
async function whole(response: Response): Promise<Response> {
  const bytes = await response.arrayBuffer();
  const empty = [204, 205, 304].includes(response.status);
  const { status, statusText, headers } = response;
  return new Response(empty ? null : bytes, { status, statusText, headers });
}

const passing = [408, 500, 502, 503, 504];

/** The wait before the next attempt, or null if there should be none. */
function waitBefore(got: Response | Error, attempts: number, { method, repeatable }: Request): number | null {
  const backoff_ms = Math.min(shortest_wait_ms * 2 ** (attempts - 1), longest_backoff_ms) * (0.5 + Math.random() / 2);
  const safe = method === 'GET' || repeatable;
  if (got instanceof Error) return safe ? backoff_ms : null;
  const told_s = retryAfter(got);
  if (got.status === 429) return told_s === null ? backoff_ms : told_s * 1_000;
  if (!safe || !passing.includes(got.status)) return null;
  return told_s === null ? backoff_ms : told_s * 1_000;
}

/** The header's seconds or date, in seconds. */
function retryAfter({ headers }: Response): number | null {
  const value = headers.get('retry-after')?.trim();
  if (value === undefined || value === '') return null;
  if (/^\d+$/.test(value)) return Number(value);
  // A date as RFC 9110 writes it: Date.parse takes nearly any text.
  const at = /^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$/.test(value)
    ? Date.parse(value)
    : Number.NaN;
  return Number.isNaN(at) ? null : Math.max(0, Math.ceil((at - Date.now()) / 1_000));
}

const factsOf = ({ status, headers }: Response, attempts: number): AnswerFacts => ({
  status,
  headers,
  requestId: headers.get('x-request-id'),
  replayed: headers.get('idempotent-replayed') === 'true',
  attempts,
});

export async function errorOf(got: Response | Error, { operation }: Request, attempts: number): Promise<KoliError> {
  if (got instanceof Error) {
    const nothing = { status: null, key: null, requestId: null, retryAfter: null, body: null };
    return new KoliError(`${operation}: no answer came (${told(got)})`, { ...nothing, operation, attempts }, got);
  }
  const text = await got.text();
  const body = parsed(text);
  const [first] = (body as { errors?: { key?: string; message?: string }[] } | null)?.errors ?? [];
  const message = first?.message ?? `${operation} was answered with ${got.status}`;
  return new KoliError(message, {
    status: got.status,
    key: first?.key ?? null,
    requestId: got.headers.get('x-request-id'),
    retryAfter: retryAfter(got),
    body,
    operation,
    attempts,
  });
}

const told = ({ message, cause }: Error): string => (cause instanceof Error ? `${message}: ${cause.message}` : message);

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

export function wait(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const done = () => {
      signal?.removeEventListener('abort', ended);
      resolve();
    };
    const ended = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(done, ms);
    signal?.addEventListener('abort', ended, { once: true });
  });
}
