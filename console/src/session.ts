import { useSyncExternalStore } from 'react';
import { createStore } from './store.ts';

export type SellerKey = { apiKey: string; apiSecret: string };
export type Credentials = { token: string } | SellerKey;

/** Who is signed in, and the sellers' keys that were lent to the operator. */
export type Session = {
  who: { kind: 'operator'; token: string } | ({ kind: 'seller'; sellerId: number; name: string } & SellerKey);
  lent: Record<number, SellerKey>;
};

const key = 'koli.session';

/** Stored in this tab only. */
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

export const signIn = (who: Session['who']): void => keepSession({ who, lent: {} });

/** Stores a seller's key beside the operator token, for actions of sellers. */
export function lend(sellerId: number, key: SellerKey): void {
  const now = session();
  if (now !== null) keepSession({ ...now, lent: { ...now.lent, [sellerId]: key } });
}

/** The credentials for a door: the session's own, or a lent key. Null if there are none. */
export function credentialsFor(
  { who, lent }: Session,
  door: 'seller' | 'operator',
  sellerId: number,
): Credentials | null {
  if (who.kind === door) return ownCredentials({ who });
  return door === 'seller' ? (lent[sellerId] ?? null) : null;
}

export const ownCredentials = ({ who }: Pick<Session, 'who'>): Credentials =>
  who.kind === 'operator' ? { token: who.token } : { apiKey: who.apiKey, apiSecret: who.apiSecret };

/** Data of another seller is not requested, since koli would answer that it does not exist. */
export function useIsTheirs(sellerId: number): boolean {
  const who = useSession()?.who;
  return who?.kind === 'seller' && who.sellerId !== sellerId;
}
