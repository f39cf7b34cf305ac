import {
  createOperator,
  createSeller,
  KoliError,
  type OperatorClient,
  type SellerClient,
} from '../../client/src/index.ts';
import { type Environment, type Flags, sandbox_operator_token } from '../app/config.ts';
import { typed } from '../assets/assets.ts';
import { StartError } from '../core/start-error.ts';
import type { Terminal } from './terminal.ts';
import { numberOf } from './text.ts';

/** What a verb works with: a koli that runs somewhere, through its API alone. */
export type Koli = {
  url: string;
  operator: OperatorClient;
  /** The same, asking once and without a key: nothing is kept of it that another run would not keep. */
  once: OperatorClient;
  /** The API of the seller that is meant, with its own key. */
  seller(): SellerClient;
  seller_id: number;
  json: boolean;
  terminal: Terminal;
  /** The answer: as JSON when that was asked for, else as a person reads it. */
  show(value: unknown, text: () => string): void;
};

export type Work = (koli: Koli, words: string[], flags: Flags) => Promise<number | undefined>;

/** The keys that a sandbox prints when it starts. */
const sandboxKeys: Record<number, string> = { 2738: 'sandbox-key:sandbox-secret', 2739: 'other-key:other-secret' };

const refused_status = 1;
const silent_status = 2;

/** Does a verb's work; what went wrong is told in a sentence. */
export async function work(
  verb: Work,
  words: string[],
  flags: Flags,
  env: Environment,
  terminal: Terminal,
): Promise<number> {
  const koli = connect(flags, env, terminal);
  try {
    return (await verb(koli, words, flags)) ?? 0;
  } catch (error) {
    if (!(error instanceof KoliError)) throw error;
    terminal.note(`koli: ${sentenceOf(error, koli.url)}`);
    return error.status === null ? silent_status : refused_status;
  }
}

function connect(flags: Flags, env: Environment, terminal: Terminal): Koli {
  const url = textOf(flags['url']) ?? env['KOLI_URL'] ?? 'http://127.0.0.1:4000';
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol))
    throw new StartError(`${JSON.stringify(url)} is no address: write one like http://127.0.0.1:4000.`);
  const json = flags['json'] === true;
  const operatorToken = textOf(flags['token']) ?? env['KOLI_OPERATOR_TOKEN'] ?? sandbox_operator_token;
  const seller_id = numberOf(textOf(flags['seller']) ?? '2738', '--seller');
  // A move of the clock makes every call that falls due on the way.
  const common = { baseUrl: url, userAgent: 'koli-cli', retries: 1, timeout_ms: 600_000 };
  return {
    url,
    operator: createOperator({ ...common, operatorToken }),
    once: createOperator({ ...common, operatorToken, retries: 0, idempotency: 'none' }),
    seller: () => createSeller({ ...common, sellerId: seller_id, ...keyOf(seller_id, flags, env) }),
    seller_id,
    json,
    terminal,
    show: (value, text) => terminal.out(json ? JSON.stringify(value, null, 2) : text()),
  };
}

function keyOf(seller_id: number, flags: Flags, env: Environment) {
  const pair = textOf(flags['key']) ?? env['KOLI_SELLER_KEY'] ?? sandboxKeys[seller_id];
  const [apiKey, apiSecret] = pair?.split(':') ?? [];
  if (apiKey && apiSecret) return { apiKey, apiSecret };
  throw new StartError(
    `Seller ${seller_id} does this with a key of its own: give --key key:secret or KOLI_SELLER_KEY.`,
  );
}

export const textOf = (flag: unknown): string | undefined => (typeof flag === 'string' ? flag : undefined);

/** No connection came about; one that broke is another matter. */
function isNobodyThere({ cause }: KoliError): boolean {
  const { code } = ((cause as Error | undefined)?.cause ?? {}) as { code?: string };
  return ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'].includes(code ?? '');
}

const speaksNoTls = ({ cause }: KoliError): boolean =>
  ((cause as { cause?: { code?: string } } | undefined)?.cause?.code ?? '') === 'ERR_SSL_WRONG_VERSION_NUMBER';

export function sentenceOf(error: KoliError, url: string): string {
  const { status, requestId, message, operation } = error;
  const request = requestId === null ? '' : ` (request ${requestId})`;
  if (status === null && isNobodyThere(error))
    return `No koli answers at ${url}: start one with ${typed.start}, or name its address with --url.`;
  if (status === null && speaksNoTls(error))
    return `${url} answers, and not by TLS: write http:// instead of https://.`;
  // Every answer of koli has the id of its request.
  if (status !== null && requestId === null)
    return `What answers at ${url} (${status}) is no koli: name its address with --url or KOLI_URL.`;
  if (status === 556) return `The koli at ${url} does not serve ${operation}: is it a sandbox?${request}`;
  return `${message}${request}`;
}
