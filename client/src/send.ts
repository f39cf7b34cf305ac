import { KoliError } from './error.ts';

/** What all calls of a client share. */
export type ClientOptions = {
  /** Where it is served: `http://127.0.0.1:4000`, `https://apigw.trendyol.com`. */
  baseUrl: string;
  /**
   * Who keeps a write from being done twice. `koli`: every write carries an Idempotency-Key, so it is tried again like a
   * read. `none`: the host knows no keys, as the marketplace's own; a write is tried again only after 429, when it was
   * certainly not done. Without this: `none` for hosts of the marketplace, `koli` for all others.
   */
  idempotency?: 'koli' | 'none';
  /** How often a call is tried again; 3 unless stated, 0 for never. */
  retries?: number;
  /** One attempt may take so long; 30 seconds unless stated. */
  timeout_ms?: number;
  /** A `Retry-After` above this is not waited for, but thrown; a minute unless stated. */
  longest_wait_ms?: number;
  /** Language of messages; English unless stated. */
  language?: 'en' | 'tr';
  userAgent?: string;
  /** In place of the global `fetch`. */
  fetch?: typeof fetch;
  /** In place of the clock and of real waiting, for tests. */
  now?: () => number;
  sleep?: (ms: number, signal?: AbortSignal) => Promise<void>;
};

/** What one call may say beside its arguments. */
export type CallOptions = {
  /** Ends the call, its waiting and its retries. */
  signal?: AbortSignal;
  timeout_ms?: number;
  retries?: number;
  /** A key of your own, kept over restarts of your program; without it each call makes one and keeps it over retries. */
  idempotencyKey?: string;
  /** The storefront of the order; cancel reason 503 wants one outside Turkey. */
  storeFrontCode?: string;
  requestId?: string;
  headers?: Record<string, string>;
  /** Told of the answer that counted. */
  onAnswer?(answer: AnswerFacts): void;
  /**
   * Takes a file part by part as it comes, in place of memory; the call then gives an empty one. It is asked for once: what
   * was taken cannot be taken back.
   */
  into?(part: Uint8Array): void | Promise<void>;
};

export type AnswerFacts = {
  status: number;
  headers: Headers;
  requestId: string | null;
  /** The first answer to the same key again: nothing was done now. */
  replayed: boolean;
  attempts: number;
};

export type Request = {
  operation: string;
  method: string;
  url: string;
  headers: Record<string, string>;
  body?: string | FormData | Blob | Uint8Array<ArrayBuffer>;
  /** The host keeps a repetition from being done twice. */
  repeatable: boolean;
};

const shortest_wait_ms = 250;
const longest_backoff_ms = 8_000;

/** Sends until there is an answer that counts. What comes back is a 2xx; everything else is thrown. */
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
    // An answer that nobody reads would keep its connection.
    if (got instanceof Response) await got.body?.cancel();
    await sleep(wait_ms, call.signal);
  }
}

/** One attempt at an answer that is read as it comes; it may last as long as it likes. */
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

/** An answer, or why there was none. The caller's own end of it is thrown. */
async function attempt(request: Request, client: ClientOptions, call: CallOptions): Promise<Response | Error> {
  const { method, url, headers, body } = request;
  const timeout = AbortSignal.timeout(call.timeout_ms ?? client.timeout_ms ?? 30_000);
  const signal = call.signal === undefined ? timeout : AbortSignal.any([call.signal, timeout]);
  const fetcher = client.fetch ?? fetch;
  try {
    // A redirect of a write would become a read of another address.
    return await whole(await fetcher(url, { method, headers, body, signal, redirect: 'error' }));
  } catch (error) {
    call.signal?.throwIfAborted();
    return error as Error;
  }
}

/** Read to its end here, so that an answer which breaks off is tried again like one that never came. */
async function whole(response: Response): Promise<Response> {
  const bytes = await response.arrayBuffer();
  const empty = [204, 205, 304].includes(response.status);
  const { status, statusText, headers } = response;
  return new Response(empty ? null : bytes, { status, statusText, headers });
}

const passing = [408, 500, 502, 503, 504];

/** How long to wait before the next attempt; null when there should be none. */
function waitBefore(got: Response | Error, attempts: number, { method, repeatable }: Request): number | null {
  const backoff_ms = Math.min(shortest_wait_ms * 2 ** (attempts - 1), longest_backoff_ms) * (0.5 + Math.random() / 2);
  const safe = method === 'GET' || repeatable;
  if (got instanceof Error) return safe ? backoff_ms : null;
  const told_s = retryAfter(got);
  if (got.status === 429) return told_s === null ? backoff_ms : told_s * 1_000;
  if (!safe || !passing.includes(got.status)) return null;
  return told_s === null ? backoff_ms : told_s * 1_000;
}

/** Seconds, however the header says it. */
function retryAfter({ headers }: Response): number | null {
  const value = headers.get('retry-after')?.trim();
  if (value === undefined || value === '') return null;
  if (/^\d+$/.test(value)) return Number(value);
  const at = Date.parse(value);
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
    // Whoever ended it before is not told again.
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
