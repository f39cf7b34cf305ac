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
import { language } from './language/index.ts';
import { type Credentials, keepSession, ownCredentials, type SellerKey, type Session, session } from './session.ts';
import { createStore } from './store.ts';

// Everything that the page asks of koli, through the client that anybody may use.

/** Whether koli answered last time. */
export const reach = createStore<'here' | 'away'>('here');
/** Set when credentials that were good are good no more. */
export const expired = createStore(false);

const gateways = [502, 503, 504];

/** Nobody answered, or only somebody in between. */
export const isAway = (error: unknown): boolean =>
  error instanceof KoliError && (error.status === null || gateways.includes(error.status));

/** koli answered, and said no. */
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

/** Whoever asks decides whether to ask again. */
const options = (fetcher = watched) => ({
  baseUrl: location.origin,
  retries: 0,
  language: language(),
  fetch: fetcher,
});

export const sellerClient = (key: SellerKey, sellerId: number, fetcher?: typeof fetch): SellerClient =>
  createSeller({ ...options(fetcher), ...key, sellerId });

export const operatorClient = (operatorToken: string, fetcher?: typeof fetch): OperatorClient =>
  createOperator({ ...options(fetcher), operatorToken });

/** Asks as whoever is signed in; credentials that koli no longer knows end the session. */
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

/** Credentials that are good no more are kept no longer: with one's own the session is over, a lent key is lent no more. */
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
export type Ready = Result<'sandboxCredentials'>;

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

/** The printed label; null where koli makes none. */
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

/** The sandbox's ready credentials; null where there is no sandbox. */
export async function readReady(): Promise<Ready | null> {
  try {
    return await operatorClient('').sandboxCredentials();
  } catch (error) {
    if (isRefused(error)) return null;
    throw error;
  }
}

/** For what operators alone do. */
export const asOperator = <T>(call: (operator: OperatorClient) => Promise<T>): Promise<T> =>
  ask<T>(() => Promise.reject(new Error('an operator does this')), call);

/** Whom these credentials belong to; throws 401 when to nobody. */
export async function whoIs(credentials: Credentials): Promise<Session['who']> {
  if ('token' in credentials) {
    await operatorClient(credentials.token).listSellers({ size: 1 });
    return { kind: 'operator', token: credentials.token };
  }
  const { sellerId, name } = await sellerClient(credentials, 0).readOwnSeller();
  return { kind: 'seller', sellerId, name, ...credentials };
}

/** A key under which a write may be sent again without being done again. */
export function newKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
