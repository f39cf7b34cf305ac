import { setImmediate } from 'node:timers/promises';
import type { Agent, Dispatcher } from 'undici';
import { manifest } from '../manifest.ts';
import { reused } from './guard.ts';

const user_agent = `koli/${manifest.version}`;
const excerpt_bytes = 1024;

export type EventKey = { seller_id: number; package_id: number; sequence: number };

/** Names the event, so it is the same in every attempt, replay and webhook: receivers recognise repeats by it. */
export const eventId = ({ seller_id, package_id, sequence }: EventKey): string =>
  `evt_${seller_id}_${package_id}_${sequence}`;

/** Where to and as whom; the secret is in the clear here. */
export type Target = {
  url: string;
  authentication_type: 'BASIC_AUTHENTICATION' | 'API_KEY';
  username: string | null;
  secret: string;
};

export const errorClasses = ['timeout', 'address-refused', 'dns', 'tls', 'network', 'body'] as const;
export type ErrorClass = (typeof errorClasses)[number];

export type Outcome = {
  ok: boolean;
  duration_ms: number;
  /** What the receiver answered, if it came to that. */
  status: number | null;
  error_class: ErrorClass | null;
  /** The first KiB of the answer, or what the error says. */
  excerpt: string;
};

/** One POST. It always ends within `timeout_ms` and never throws. */
export async function attempt(
  agent: Agent,
  to: Target,
  event: EventKey,
  body: string,
  timeout_ms: number,
): Promise<Outcome> {
  const started = performance.now();
  const elapsed_ms = () => Math.round(performance.now() - started);
  let sent = await send(agent, to, event, body, timeout_ms);
  // A receiver may close an idle connection just as it is used again. That says nothing of the receiver, and the next
  // attempt is five minutes away: so once more, on another connection.
  if (sent.stale) sent = await send(agent, to, event, body, timeout_ms - elapsed_ms());
  const result = outcome(sent, elapsed_ms());
  // A connection is free for the next call one turn of the event loop after its answer; asked for sooner, another one
  // would be opened beside it.
  await setImmediate();
  return result;
}

function headersOf(to: Target, event: EventKey): string[] {
  const basic = () => `Basic ${Buffer.from(`${to.username}:${to.secret}`).toString('base64')}`;
  const key = to.authentication_type === 'API_KEY' ? ['x-api-key', to.secret] : ['authorization', basic()];
  return [
    ...key,
    'content-type',
    'application/json; charset=utf-8',
    'user-agent',
    user_agent,
    'webhook-id',
    eventId(event),
    // Real time also under a virtual clock: receivers refuse what is minutes off theirs.
    'webhook-timestamp',
    String(Math.floor(Date.now() / 1000)),
  ];
}

type Sent = { status: number | null; error: unknown; answer: Buffer[]; stale: boolean };

class Timeout extends Error {}
class Enough extends Error {}

function send(agent: Agent, to: Target, event: EventKey, body: string, timeout_ms: number): Promise<Sent> {
  return new Promise((resolve) => {
    const sent: Sent = { status: null, error: null, answer: [], stale: false };
    let room = excerpt_bytes;
    let running: Dispatcher.DispatchController | null = null;
    let over: Error | null = null;
    const end = (error: unknown) => {
      if (over !== null) return;
      over = error instanceof Error ? error : new Enough();
      clearTimeout(timer);
      sent.error = error;
      resolve(sent);
      running?.abort(over);
    };
    const timer = setTimeout(() => end(new Timeout(`no answer within ${timeout_ms} ms`)), Math.max(0, timeout_ms));
    const handler: Dispatcher.DispatchHandler = {
      onRequestStart: (controller) => {
        running = controller;
        if (over !== null) controller.abort(over);
      },
      onResponseStart: (_, status) => {
        if (status >= 200) sent.status = status;
      },
      onResponseData: (_, chunk) => {
        sent.answer.push(chunk.subarray(0, room));
        room -= chunk.length;
        if (room < 0) end(null);
      },
      onResponseEnd: () => {
        running = null;
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
      agent.dispatch({ origin, path: pathname + search, method: 'POST', headers: headersOf(to, event), body }, handler);
    } catch (error) {
      end(error);
    }
  });
}

/** What counts is the status line: an answer cut short after it is still an answer. */
function outcome(sent: Sent, duration_ms: number): Outcome {
  const { status } = sent;
  if (status === null) return { ok: false, duration_ms, status, ...errorOf(sent.error) };
  // PostgreSQL's text has no room for a zero byte.
  const excerpt = Buffer.concat(sent.answer).toString().replaceAll('\0', '\ufffd');
  return { ok: status >= 200 && status < 300, duration_ms, status, error_class: null, excerpt };
}

const dns_codes = ['ENOTFOUND', 'ENODATA', 'EAI_AGAIN', 'ESERVFAIL', 'ETIMEOUT', 'EREFUSED', 'EBADNAME', 'ENONAME'];

function errorOf(error: unknown): { error_class: ErrorClass; excerpt: string } {
  const { code = '', message = String(error) } = (error ?? {}) as { code?: string; message?: string };
  return { error_class: classOf(error, code), excerpt: message.slice(0, excerpt_bytes) };
}

function classOf(error: unknown, code: string): ErrorClass {
  if (error instanceof Timeout || code === 'UND_ERR_CONNECT_TIMEOUT' || code === 'ETIMEDOUT') return 'timeout';
  if (code === 'KOLI_ADDRESS_REFUSED') return 'address-refused';
  if (dns_codes.includes(code)) return 'dns';
  if (/CERT|TLS|SSL|ISSUER|SIGNATURE|EPROTO/.test(code)) return 'tls';
  return 'network';
}
