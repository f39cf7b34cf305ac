import type { CallOptions, OperatorClient, SellerClient } from '@koli/client';
import { expireBy, operatorClient, sellerClient } from './api.ts';
import { type Credentials, credentialsFor, type SellerKey, type Session, session } from './session.ts';

/**
 * A write, and the doors through which it is possible. It is a value, so that the page can run it and also show its
 * request. Only `parts/work.tsx` runs actions.
 */
export type Action<R = unknown> = {
  /** The seller whose key an operator needs, if only the seller can do this. */
  sellerId?: number;
  seller?(client: SellerClient, options: CallOptions): Promise<R>;
  operator?(client: OperatorClient, options: CallOptions): Promise<R>;
  /** The name of a file that is sent or received, for the shell. */
  file?: string;
};

/** The door to use: the session's own if it exists. */
const doorOf = ({ seller, operator }: Action, { who }: Session): 'seller' | 'operator' => {
  if (who.kind === 'seller' && seller !== undefined) return 'seller';
  return operator === undefined ? 'seller' : 'operator';
};

const sellerOf = ({ sellerId = 0 }: Action, { who }: Session): number =>
  who.kind === 'seller' ? who.sellerId : sellerId;

const ask = <R>(action: Action<R>, door: 'seller' | 'operator', sellerId: number, with_: Asking): Promise<R> =>
  door === 'seller'
    ? action.seller!(sellerClient(with_.credentials as SellerKey, sellerId, with_.fetcher), with_.options)
    : action.operator!(operatorClient((with_.credentials as { token: string }).token, with_.fetcher), with_.options);

type Asking = { credentials: Credentials; options: CallOptions; fetcher?: typeof fetch };

/** Whether the session has credentials for its door. */
export const isOpen = (action: Action, now: Session): boolean =>
  credentialsFor(now, doorOf(action, now), sellerOf(action, now)) !== null;

export async function perform<R>(action: Action<R>, options: CallOptions): Promise<R> {
  const now = session();
  if (now === null) throw new Error('nobody is signed in');
  const [door, sellerId] = [doorOf(action, now), sellerOf(action, now)];
  const credentials = credentialsFor(now, door, sellerId);
  if (credentials === null) throw new Error(`the key of seller ${sellerId} is missing`);
  try {
    return await ask(action, door, sellerId, { credentials, options });
  } catch (error) {
    expireBy(error, credentials);
    throw error;
  }
}

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

/** Secrets in bodies. Their values are not shown. */
const secrets = new Set(['apiKey', 'apiSecret', 'password', 'secret']);
const secret_mark = '\0';

/** A JSON body for the shell, with variables instead of secrets. */
function quotedBody(body: string): string {
  const told = JSON.stringify(JSON.parse(body), (name, value) =>
    secrets.has(name) && typeof value === 'string' ? secret_mark : value,
  );
  return quoted(told).replaceAll('\\u0000', `'"$WEBHOOK_SECRET"'`);
}

const doors = {
  seller: '-u "$KOLI_KEY:$KOLI_SECRET"',
  operator: '-H "Authorization: Bearer $KOLI_OPERATOR_TOKEN"',
};

/** The request of an action as curl, without secrets. */
export async function curlOf(action: Action, now: Session): Promise<string> {
  const door = doorOf(action, now);
  let text = '';
  const fetcher: typeof fetch = async (input, init) => {
    const { method = 'GET', body } = init ?? {};
    const parts = [method === 'GET' ? `curl ${doors[door]}` : `curl -X ${method} ${doors[door]}`];
    if (typeof body === 'string') parts.push("-H 'Content-Type: application/json'", `-d ${quotedBody(body)}`);
    else if (body) parts.push("-H 'Content-Type: application/gzip'", `--data-binary ${quoted(`@${action.file}`)}`);
    else if (action.file !== undefined) parts.push(`-o ${quoted(action.file)}`);
    text = [...parts, quoted(String(input))].join(' \\\n  ');
    return new Response('{}', { status: 200 });
  };
  const credentials = { token: '', apiKey: '', apiSecret: '' };
  await ask(action, door, sellerOf(action, now), { credentials, options: {}, fetcher });
  return text;
}
