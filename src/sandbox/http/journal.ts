import type { Exchange, ExchangedMessage } from '../../http/server/exchange.ts';
import type { JournalEntry, JournalMessage } from '../wire/journal.ts';

/** Each has up to 32 KiB of bodies, so all together have at most 32 MiB. */
export const journal_limit = 1_000;

/** What looks into the journal, and what looks after the node: they would push out what a test asks for. */
const passed_over = ['listRequests', 'readLiveness', 'readReadiness', 'readMetrics', 'readSandboxWork', 'streamEvents'];

export type JournalFilter = {
  after?: number;
  sellerId?: number;
  method?: string;
  path?: string;
  operation?: string;
  status?: number;
  statusFrom?: number;
  requestId?: string;
};

/** The latest requests and their answers, in memory. */
export class Journal {
  readonly #exchanges: Exchange[] = [];
  #count = 0;

  record(exchange: Exchange): void {
    if (exchange.operation !== null && passed_over.includes(exchange.operation)) return;
    this.#exchanges[this.#count % journal_limit] = exchange;
    this.#count++;
  }

  /** In their order: the latest ones, or those that follow on a number. */
  list({ after, ...filter }: JournalFilter, size: number): JournalEntry[] {
    const first = Math.max(this.#count - journal_limit, after ?? 0, 0) + 1;
    const found: [number: number, exchange: Exchange][] = [];
    for (let number = first; number <= this.#count; number++) {
      const exchange = this.#exchanges[(number - 1) % journal_limit]!;
      if (matches(exchange, filter)) found.push([number, exchange]);
    }
    const some = after === undefined ? found.slice(-size) : found.slice(0, size);
    return some.map(([number, exchange]) => entryOf(number, exchange));
  }
}

function matches(exchange: Exchange, filter: JournalFilter): boolean {
  const { sellerId, method, path, operation, status, statusFrom, requestId } = filter;
  const same = (asked: unknown, value: unknown) => asked === undefined || asked === value;
  return (
    same(sellerId, exchange.seller_id) &&
    same(method, exchange.method) &&
    same(operation, exchange.operation) &&
    same(status, exchange.status) &&
    same(requestId, exchange.request_id) &&
    (path === undefined || exchange.path.includes(path)) &&
    (statusFrom === undefined || exchange.status >= statusFrom)
  );
}

const entryOf = (number: number, exchange: Exchange): JournalEntry => ({
  number,
  requestId: exchange.request_id,
  date: exchange.at,
  method: exchange.method,
  path: exchange.path,
  query: exchange.query,
  operation: exchange.operation,
  sellerId: exchange.seller_id,
  status: exchange.status,
  durationMs: exchange.duration_ms,
  refusal: exchange.refusal,
  request: entryMessage(exchange.request),
  answer: entryMessage(exchange.answer),
});

const entryMessage = ({ headers, body, bytes }: ExchangedMessage): JournalMessage => ({
  headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, shownHeader(name, value)])),
  body: body === null ? null : shownBody(body.toString('utf8'), bytes !== null && bytes > body.length),
  bytes,
  cut: bytes !== null && body !== null && bytes > body.length,
});

const masked_text = '***';

/** The name of a key is not a secret, and helps to find who called. */
function shownHeader(name: string, value: unknown): string {
  const text = [value].flat().join(', ');
  if (/^(cookie|set-cookie|x-api-key|proxy-authorization)$/.test(name)) return masked_text;
  if (name !== 'authorization') return text;
  const basic = /^basic (.+)$/i.exec(text)?.[1];
  if (basic === undefined) return `${/^\S+(?= )/.exec(text)?.[0] ?? ''} ${masked_text}`.trim();
  const [key = ''] = Buffer.from(basic, 'base64').toString('utf8').split(':');
  return `Basic ${key}:${masked_text}`;
}

/** Fields of bodies that hold a secret: of keys, webhooks and credentials. */
const is_secret = /^(api_?key|api_?secret|secret|secrets|password|signing_?secret|operator_?token|token)$/i;
const written_secret =
  /"(api_?key|api_?secret|secrets?|password|signing_?secret|operator_?token|token)"\s*:\s*"(?:[^"\\]|\\.)*("|$)/gi;

/** What is JSON is read as such: a name may be written with escapes. What is cut, or is not JSON, is read as text. */
function shownBody(text: string, is_cut: boolean): string {
  if (!is_cut)
    try {
      const hide = (key: string, value: unknown) =>
        is_secret.test(key) && typeof value === 'string' ? masked_text : value;
      const value: unknown = JSON.parse(text);
      return text.search(/\\u|secret|password|api_?key|token/i) === -1
        ? text
        : JSON.stringify(value, (key, each) => hide(key, each));
    } catch {
      // Read as text.
    }
  return text.replace(written_secret, `"$1":"${masked_text}"`);
}
