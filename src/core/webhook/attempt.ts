import { setImmediate } from 'node:timers/promises';
import type { Agent, Dispatcher } from 'undici';
import type { EventKey } from '../postgres/events.ts';
import { readHttpDate } from '../wire/time.ts';
import type { World } from '../world.ts';
import { answer_header_bytes, type GuardedAgent, reused } from './guard.ts';
import { masked } from './mask.ts';
import { signature } from './sign.ts';

const excerpt_bytes = 1024;
/** Answers are read a little further than they are kept, so that the connection of a talkative receiver stays usable. */
const read_bytes = 8 * excerpt_bytes;

/** Names the event, so it is the same in every attempt, replay and webhook: receivers recognise repeats by it. */
export const eventId = ({ seller_id, package_id, sequence }: EventKey): string =>
  `evt_${seller_id}_${package_id}_${sequence}`;

/** What an id names, if it is one of this seller's. */
export function readEventId(text: string, seller_id: number): { package_id: number; sequence: number } | null {
  const [, seller, package_id, sequence] = /^evt_(\d{1,16})_(\d{1,16})_(\d{1,9})$/.exec(text) ?? [];
  if (Number(seller) !== seller_id || !Number.isSafeInteger(Number(package_id))) return null;
  return { package_id: Number(package_id), sequence: Number(sequence) };
}

/** Where to and as whom; the secret is in the clear here. */
export type CallTarget = {
  url: string;
  authentication_type: 'BASIC_AUTHENTICATION' | 'API_KEY';
  username: string | null;
  secret: string;
};

/** What is sent. */
export type Message = {
  /** The same in every attempt. */
  id: string;
  body: string;
  /** Signing secrets in the clear; without any the call is not signed. */
  secrets: readonly string[];
  /** A header that tells the receiver what this call is, beside an event told for the first time. */
  mark?: 'koli-replay' | 'koli-test';
};

export const errorClasses = ['timeout', 'address-refused', 'dns', 'tls', 'network', 'body'] as const;
export type ErrorClass = (typeof errorClasses)[number];

export type AttemptOutcome = {
  ok: boolean;
  duration_ms: number;
  /** What the receiver answered, if it came to that. */
  status: number | null;
  error_class: ErrorClass | null;
  /** Seconds or date of the header `Retry-After`, as a time from now on. */
  retry_after_ms: number | null;
  /** The first KiB of the answer, or what the error says; without our secrets, should the receiver repeat them. */
  excerpt: string;
};

export type CallTerms = { timeout_ms: number; user_agent: string };

export const callTerms = ({ settings, program }: Pick<World, 'settings' | 'program'>): CallTerms => ({
  timeout_ms: settings.webhook.timeout_ms,
  user_agent: `koli/${program.version}`,
});

/** One POST. It always ends within `timeout_ms` and never throws. */
export async function attempt(
  guarded: GuardedAgent,
  to: CallTarget,
  message: Message,
  terms: CallTerms,
): Promise<AttemptOutcome> {
  const agent = await guarded.open();
  const started = performance.now();
  const elapsed_ms = () => Math.round(performance.now() - started);
  let sent = await send(agent, to, message, terms);
  // A receiver may close an idle connection just as it is used again. That says nothing of the receiver, and the next
  // attempt is five minutes away: so once more, on another connection.
  if (sent.stale) sent = await send(agent, to, message, { ...terms, timeout_ms: terms.timeout_ms - elapsed_ms() });
  const result = outcome(sent, elapsed_ms(), [...credentialsOf(to), ...message.secrets]);
  // A connection is free for the next call one turn of the event loop after its answer; asked for sooner, another one
  // would be opened beside it.
  await setImmediate();
  return result;
}

const basicOf = ({ username, secret }: CallTarget): string => Buffer.from(`${username}:${secret}`).toString('base64');

const credentialsOf = (to: CallTarget): string[] =>
  to.authentication_type === 'API_KEY' ? [to.secret] : [basicOf(to), to.secret];

function headersOf(to: CallTarget, { id, body, secrets, mark }: Message, user_agent: string): string[] {
  const key =
    to.authentication_type === 'API_KEY' ? ['x-api-key', to.secret] : ['authorization', `Basic ${basicOf(to)}`];
  // Real time also under a virtual clock: receivers refuse what is minutes off theirs.
  const timestamp_s = Math.floor(Date.now() / 1000);
  return [
    ...key,
    'content-type',
    'application/json; charset=utf-8',
    'user-agent',
    user_agent,
    'webhook-id',
    id,
    'webhook-timestamp',
    String(timestamp_s),
    ...(secrets.length === 0 ? [] : ['webhook-signature', signature(secrets, id, timestamp_s, body)]),
    ...(mark === undefined ? [] : [mark, 'true']),
  ];
}

type Sent = {
  status: number | null;
  retry_after?: string;
  error: unknown;
  answer: Buffer[];
  /** The answer was read to its end. */
  is_whole: boolean;
  stale: boolean;
};

class Timeout extends Error {}
/** Why a call is left when it was answered; one for all, since an error costs the walk of its stack. */
const enough = new Error('answered');

function send(agent: Agent, to: CallTarget, message: Message, { timeout_ms, user_agent }: CallTerms): Promise<Sent> {
  return new Promise((resolve) => {
    const sent: Sent = { status: null, error: null, answer: [], is_whole: false, stale: false };
    let room = read_bytes;
    let running: Dispatcher.DispatchController | null = null;
    let over: Error | null = null;
    const end = (error: unknown) => {
      if (over !== null) return;
      over = error instanceof Error ? error : enough;
      clearTimeout(timer);
      sent.error = error;
      resolve(sent);
      running?.abort(over);
    };
    // A turn of the event loop later: after a moment in which this process did not come to run, an answer may be waiting.
    const late = () => void setImmediate().then(() => end(new Timeout(`no answer within ${timeout_ms} ms`)));
    const timer = setTimeout(late, Math.max(0, timeout_ms));
    const handler: Dispatcher.DispatchHandler = {
      onRequestStart: (controller) => {
        running = controller;
        if (over !== null) controller.abort(over);
      },
      onResponseStart: (_, status, headers) => {
        if (status < 200) return;
        sent.status = status;
        sent.retry_after = [headers['retry-after']].flat()[0];
      },
      onResponseData: (_, chunk) => {
        sent.answer.push(chunk.subarray(0, Math.max(room, 0)));
        room -= chunk.length;
        if (room < 0) end(null);
      },
      onResponseEnd: () => {
        running = null;
        sent.is_whole = true;
        end(null);
      },
      onResponseError: (_, error) => {
        running = null;
        if (over === null) sent.stale = sent.status === null && (error as { [reused]?: boolean })[reused] === true;
        end(error);
      },
    };
    try {
      const { origin, pathname, search } = new URL(to.url);
      const path = pathname + search;
      const { body } = message;
      agent.dispatch({ origin, path, method: 'POST', headers: headersOf(to, message, user_agent), body }, handler);
    } catch (error) {
      end(error);
    }
  });
}

/** What counts is the status line: an answer cut short after it is still an answer. */
function outcome(sent: Sent, duration_ms: number, secrets: string[]): AttemptOutcome {
  const { status } = sent;
  if (status === null) {
    const { error_class, text } = errorOf(sent.error);
    return {
      ok: false,
      duration_ms,
      status,
      error_class,
      retry_after_ms: null,
      excerpt: excerptText(masked(text, secrets, false)),
    };
  }
  const text = masked(Buffer.concat(sent.answer).toString(), secrets, !sent.is_whole);
  const retry_after_ms = waitOf(sent.retry_after);
  const ok = status >= 200 && status < 300;
  return { ok, duration_ms, status, error_class: null, retry_after_ms, excerpt: excerptText(text) };
}

/** PostgreSQL's text has no room for a zero byte. What is cut off is cut off after the secrets are gone. */
function excerptText(text: string): string {
  const shown = text.replaceAll('\0', '\ufffd');
  if (Buffer.byteLength(shown) <= excerpt_bytes) return shown;
  // A character of several bytes that does not fit as a whole is left out.
  return Buffer.from(shown)
    .subarray(0, excerpt_bytes)
    .toString()
    .replace(/\ufffd$/, '');
}

/** `Retry-After` in seconds, or as a date of the receiver's clock, which runs in real time. */
export function waitOf(header: string | undefined): number | null {
  const text = header?.trim() ?? '';
  if (/^\d{1,10}$/.test(text)) return Number(text) * 1000;
  const at = readHttpDate(text);
  return at === null ? null : Math.max(0, at - Date.now());
}

const dns_codes = ['ENOTFOUND', 'ENODATA', 'EAI_AGAIN', 'ESERVFAIL', 'ETIMEOUT', 'EREFUSED', 'EBADNAME', 'ENONAME'];

function errorOf(error: unknown): { error_class: ErrorClass; text: string } {
  const { code = '', message = String(error) } = (error ?? {}) as { code?: string; message?: string };
  const text =
    code === 'UND_ERR_HEADERS_OVERFLOW'
      ? `the header of the answer is longer than ${answer_header_bytes >> 10} KiB`
      : message;
  return { error_class: classOf(error, code), text };
}

function classOf(error: unknown, code: string): ErrorClass {
  if (error instanceof Timeout || code === 'UND_ERR_CONNECT_TIMEOUT' || code === 'ETIMEDOUT') return 'timeout';
  if (code === 'KOLI_ADDRESS_REFUSED') return 'address-refused';
  if (dns_codes.includes(code)) return 'dns';
  if (/CERT|TLS|SSL|ISSUER|SIGNATURE|EPROTO/.test(code)) return 'tls';
  return 'network';
}
