import { useSyncExternalStore } from 'react';
import { createStore } from './store.ts';

export type SellerKey = { apiKey: string; apiSecret: string };
export type Credentials = { token: string } | SellerKey;

/** Who is signed in, and the keys that were lent for what the other side does itself. */
export type Session = {
  who: { kind: 'operator'; token: string } | ({ kind: 'seller'; sellerId: number; name: string } & SellerKey);
  lent: { token?: string; sellers: Record<number, SellerKey> };
};

const key = 'koli.session';

/** In this tab only, and gone with it. */
function kept(): Session | null {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? 'null');
  } catch {
    return null;
  }
}

const store = createStore<Session | null>(kept());

export const session = (): Session | null => store.get();
export const onSession = store.subscribe;
export const useSession = (): Session | null => useSyncExternalStore(store.subscribe, store.get);

export function keepSession(next: Session | null): void {
  if (next === null) sessionStorage.removeItem(key);
  else sessionStorage.setItem(key, JSON.stringify(next));
  store.set(next);
}

export const signIn = (who: Session['who']): void => keepSession({ who, lent: { sellers: {} } });

export function lend(sellerId: number | null, credentials: Credentials | null): void {
  const now = session();
  if (now === null) return;
  const lent = { ...now.lent, sellers: { ...now.lent.sellers } };
  if (sellerId === null) lent.token = credentials !== null && 'token' in credentials ? credentials.token : undefined;
  else if (credentials !== null && 'apiKey' in credentials) lent.sellers[sellerId] = credentials;
  else delete lent.sellers[sellerId];
  keepSession({ ...now, lent });
}

/** What opens a door: the caller's own, or what was lent for it; null when there is none. */
export function credentialsFor(
  { who, lent }: Session,
  door: 'seller' | 'operator',
  sellerId: number,
): Credentials | null {
  if (door === 'operator') {
    if (who.kind === 'operator') return { token: who.token };
    return lent.token === undefined ? null : { token: lent.token };
  }
  if (who.kind === 'seller') return { apiKey: who.apiKey, apiSecret: who.apiSecret };
  return lent.sellers[sellerId] ?? null;
}

export const ownCredentials = ({ who }: Session): Credentials =>
  who.kind === 'operator' ? { token: who.token } : { apiKey: who.apiKey, apiSecret: who.apiSecret };
