import {
  createOperator,
  createSeller,
  KoliError,
  type OperatorClient,
  type QueryOf,
  type Result,
  type Schema,
  type SellerClient,
} from '@koli/client';
import { base } from './base.ts';
import { language } from './language/index.ts';
import { type Credentials, keepSession, ownCredentials, type SellerKey, type Session, session } from './session.ts';
import { createStore } from './store.ts';

// All requests of the console, through @koli/client.

/** Whether koli answered the last request. */
export const reach = createStore<'here' | 'away'>('here');
/** Set when koli no longer accepts the credentials. */
export const expired = createStore(false);

const gateways = [502, 503, 504];

/** No answer, or only a proxy's. */
export const isAway = (error: unknown): boolean =>
  error instanceof KoliError && (error.status === null || gateways.includes(error.status));

/** koli refused. */
export const isRefused = (error: unknown): error is KoliError & { status: number } =>
  error instanceof KoliError && !isAway(error);

const watched: typeof fetch = async (input, init) => {
  try {
    const answer = await fetch(input, init);
    reach.set(gateways.includes(answer.status) ? 'away' : 'here');
    return answer;
  } catch (error) {
    if (!init?.signal?.aborted) reach.set('away');
    throw error;
  }
};

/** The caller decides about retries. */
const options = (fetcher = watched) => ({
  baseUrl: base,
  retries: 0,
  language: language(),
  fetch: fetcher,
});

export const sellerClient = (key: SellerKey, sellerId: number, fetcher?: typeof fetch): SellerClient =>
  createSeller({ ...options(fetcher), ...key, sellerId });

export const operatorClient = (operatorToken: string, fetcher?: typeof fetch): OperatorClient =>
  createOperator({ ...options(fetcher), operatorToken });

/** A request with the session's credentials. If koli rejects them, the session ends. */
export async function ask<T>(
  asSeller: (client: SellerClient) => Promise<T>,
  asOperator: (client: OperatorClient) => Promise<T>,
): Promise<T> {
  const now = session();
  if (now === null) throw new Error('nobody is signed in');
  const { who } = now;
  try {
    return await (who.kind === 'seller'
      ? asSeller(sellerClient(who, who.sellerId))
      : asOperator(operatorClient(who.token)));
  } catch (error) {
    expireBy(error, ownCredentials(now));
    throw error;
  }
}

/** Deletes rejected credentials: the session's own end the session, a lent key is removed. */
export function expireBy(error: unknown, credentials: Credentials): void {
  const now = session();
  if (now === null || !isRefused(error) || error.key !== 'authentication.error') return;
  const are = (known: Credentials) => JSON.stringify(known) === JSON.stringify(credentials);
  if (are(ownCredentials(now))) {
    expired.set(true);
    keepSession(null);
  } else {
    const lent = Object.entries(now.lent).filter(([, key]) => !are(key));
    keepSession({ ...now, lent: Object.fromEntries(lent) });
  }
}

export type PackagePage = Result<'searchPackages'>;
export type PackageRow = PackagePage['content'][number];
export type PackageFilter = Omit<QueryOf<'searchPackages'>, 'size' | 'cursor'>;
export type Counts = Result<'countPackages'>;
export type PackageDetails = Result<'readPackage'>;
export type PackageEvent = PackageDetails['events'][number];
export type Relative = PackageDetails['lineage'][number];
export type WireLine = Schema<'Package'>['lines'][number];
type Ready = Result<'sandboxCredentials'>;

export function listPackages(filter: PackageFilter, size: number, cursor?: string, signal?: AbortSignal) {
  const { sellerId: _, ...own } = filter;
  return ask<PackagePage>(
    (seller) => seller.searchOwnPackages({ ...own, size, cursor }, { signal }),
    (operator) => operator.searchPackages({ ...filter, size, cursor }, { signal }),
  );
}

export const countPackages = (sellerId: number | undefined, step: number, steps: number, signal?: AbortSignal) =>
  ask<Counts>(
    (seller) => seller.countOwnPackages({ step, steps }, { signal }),
    (operator) => operator.countPackages({ sellerId, step, steps }, { signal }),
  );

export const readPackage = (sellerId: number, packageId: number, signal?: AbortSignal) =>
  ask<PackageDetails>(
    (seller) => seller.readOwnPackage(packageId, { signal }),
    (operator) => operator.readPackage(sellerId, packageId, { signal }),
  );

/** The printed label, or null if there is none. */
export async function readLabel(sellerId: number, packageId: number, signal?: AbortSignal): Promise<Blob | null> {
  try {
    const bytes = await ask<Uint8Array>(
      (seller) => seller.drawOwnLabel(packageId, {}, { signal }),
      (operator) => operator.drawLabel(sellerId, packageId, {}, { signal }),
    );
    return new Blob([bytes as Uint8Array<ArrayBuffer>], { type: 'image/png' });
  } catch (error) {
    if (isRefused(error)) return null;
    throw error;
  }
}

/** The sandbox's public credentials, or null in core mode. */
export async function readReady(): Promise<Ready | null> {
  try {
    return await operatorClient('').sandboxCredentials();
  } catch (error) {
    if (isRefused(error)) return null;
    throw error;
  }
}

/** The operator's client. */
export const asOperator = <T>(call: (operator: OperatorClient) => Promise<T>): Promise<T> =>
  ask<T>(() => Promise.reject(new Error('an operator does this')), call);

/** Whose credentials these are. Throws 401 if they are invalid. */
export async function whoIs(credentials: Credentials): Promise<Session['who']> {
  if ('token' in credentials) {
    await operatorClient(credentials.token).listSellers({ size: 1 });
    return { kind: 'operator', token: credentials.token };
  }
  const { sellerId, name } = await sellerClient(credentials, 0).readOwnSeller();
  return { kind: 'seller', sellerId, name, ...credentials };
}

/** An idempotency key. */
export function newKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
