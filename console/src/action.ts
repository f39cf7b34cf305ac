import type { CallOptions, OperatorClient, SellerClient } from '@koli/client';
import { expireBy, operatorClient, sellerClient } from './api.ts';
import { type Credentials, credentialsFor, type SellerKey, type Session, session } from './session.ts';

/**
 * Something that koli is asked to do, and behind which doors it can be. It is a value, so that the page can do it and can
 * show the request that does it: every write of the page is one (`parts/work.tsx` alone does them).
 */
export type Action<R = unknown> = {
  /** Whose key an operator must have for it, where there is the seller's door only. */
  sellerId?: number;
  seller?(client: SellerClient, options: CallOptions): Promise<R>;
  operator?(client: OperatorClient, options: CallOptions): Promise<R>;
  /** A file that comes back, or goes along: a shell wants its name. */
  file?: string;
};

/** The door that is gone through: one's own where there is one. */
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

/** Whether somebody who is signed in has what opens its door. */
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

/** Names of secrets in bodies: what is typed there stands on no screen. */
const secrets = new Set(['apiKey', 'apiSecret', 'password', 'secret']);
const secret_mark = '\0';

/** A body of JSON for a shell, its secrets left to the environment. */
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

/** The request that an action sends, for a shell; secrets stay out of it. */
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
