import {
  createOperator,
  createSeller,
  KoliError,
  type OperatorClient,
  type SellerClient,
} from '../../client/src/index.ts';
import { type Environment, type Flags, sandbox_operator_token } from '../app/config.ts';
import { typed } from '../assets/assets.ts';
import { StartError } from '../core/errors/start-error.ts';
import { Options } from './options.ts';
import type { Terminal } from './terminal.ts';
import { isHttpAddress, plainText } from './text.ts';

/** A running koli, as the verbs use it: through its API only. */
export type Koli = {
  url: string;
  operator: OperatorClient;
  /** The operator client without retries and idempotency keys, so that koli stores no answer. */
  once: OperatorClient;
  /** The API of the seller that `--seller` names, with the seller's own key. */
  seller(): SellerClient;
  seller_id: number;
  json: boolean;
  terminal: Terminal;
  /** Prints an answer: as JSON with `--json`, otherwise as text. */
  show(value: unknown, text: () => string): void;
};

/** The work of a verb. It returns the exit status if that is not 0. */
export type VerbWork = (koli: Koli, words: string[], options: Options) => Promise<number | undefined>;

/** The public keys of a sandbox. */
const sandboxKeys: Record<number, string> = { 2738: 'sandbox-key:sandbox-secret', 2739: 'other-key:other-secret' };

const refused_status = 1;
const no_answer_status = 2;

/** Runs a verb and prints an error of koli as one sentence. Returns the exit status. */
export async function runVerb(
  verb: VerbWork,
  words: string[],
  flags: Flags,
  env: Environment,
  terminal: Terminal,
): Promise<number> {
  const options = new Options(flags);
  const koli = connect(options, env, terminal);
  try {
    return (await verb(koli, words, options)) ?? 0;
  } catch (error) {
    if (!(error instanceof KoliError)) throw error;
    terminal.note(`koli: ${plainText(sentenceOf(error, koli.url))}`);
    return error.status === null ? no_answer_status : refused_status;
  }
}

function connect(options: Options, env: Environment, terminal: Terminal): Koli {
  const url = options.text('url') ?? env['KOLI_URL'] ?? 'http://127.0.0.1:4000';
  if (!isHttpAddress(url))
    throw new StartError(`${JSON.stringify(url)} is not an address: write one like http://127.0.0.1:4000.`);
  const json = options.isOn('json');
  const operatorToken = options.text('token') ?? env['KOLI_OPERATOR_TOKEN'] ?? sandbox_operator_token;
  const seller_id = options.number('seller') ?? 2738;
  // A move of the clock makes every call that falls due on the way.
  const common = { baseUrl: url, userAgent: 'koli-cli', retries: 1, timeout_ms: 600_000 };
  return {
    url,
    operator: createOperator({ ...common, operatorToken }),
    once: createOperator({ ...common, operatorToken, retries: 0, idempotency: 'none' }),
    seller: () => createSeller({ ...common, sellerId: seller_id, ...callerKey(seller_id, options, env) }),
    seller_id,
    json,
    terminal,
    show: (value, text) => terminal.out(json ? JSON.stringify(value, null, 2) : text()),
  };
}

function callerKey(seller_id: number, options: Options, env: Environment) {
  const pair = options.text('key') ?? env['KOLI_SELLER_KEY'] ?? sandboxKeys[seller_id];
  const [apiKey, apiSecret] = pair?.split(':') ?? [];
  if (apiKey && apiSecret) return { apiKey, apiSecret };
  throw new StartError(`This needs the key of seller ${seller_id}: give --key key:secret or KOLI_SELLER_KEY.`);
}

const networkCause = ({ cause }: KoliError): string =>
  (cause as { cause?: { code?: string } } | undefined)?.cause?.code ?? '';

/** Failures to connect; a connection that broke is not one of them. */
const unreachable = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'];

export function sentenceOf(error: KoliError, url: string): string {
  const { status, requestId, message, operation } = error;
  const request = requestId === null ? '' : ` (request ${requestId})`;
  if (status === null && unreachable.includes(networkCause(error)))
    return `No koli answers at ${url}: start one with ${typed.start}, or give its address with --url.`;
  if (status === null && networkCause(error) === 'ERR_SSL_WRONG_VERSION_NUMBER')
    return `${url} does not use TLS: write http:// instead of https://.`;
  // Every answer of koli has a request id.
  if (status !== null && requestId === null)
    return `The program at ${url} (status ${status}) is not koli: give koli's address with --url or KOLI_URL.`;
  if (status === 556) return `The koli at ${url} does not serve ${operation}: is it a sandbox?${request}`;
  return `${message}${request}`;
}
