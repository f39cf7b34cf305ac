import { createOperator, createSeller, type OperatorClient, type SellerClient } from '../../../client/src/index.ts';
import type { Gate } from '../gate.ts';

/**
 * koli's own API, as anybody calls it who has its keys: scenarios and traffic can do nothing else. Every call names the
 * state that it is meant for, so that one which a reset overtakes is refused and not done to what came after it.
 */
export type Api = {
  operator: OperatorClient;
  seller(keys: { sellerId: number; apiKey: string; apiSecret: string }): SellerClient;
  /** From now on calls are meant for what this seller is now. */
  concern(seller_id: number): void;
  /** The same, whose calls end with another signal. */
  until(signal: AbortSignal): Api;
};

export type ApiParts = { url(): string; operator_token: string; gate: Pick<Gate, 'age'> };

/** A header of koli's own calls: a seller, and the age of its data. */
export const meant_for = 'koli-meant-for';

/** A move of the clock makes every call that falls due on the way. */
const timeout_ms = 600_000;

type Meant = { seller_id: number; age: number };

/** Nothing is asked twice: what a story tells has happened once. */
export function openApi(parts: ApiParts, signal: AbortSignal, meant?: Meant): Api {
  const { url, operator_token, gate } = parts;
  const now = meant ?? { seller_id: 0, age: gate.age(0) };
  const asked: typeof fetch = (input, init) => {
    const headers = { ...(init?.headers as Record<string, string>), [meant_for]: `${now.seller_id}/${now.age}` };
    return fetch(input, { ...init, headers, signal: AbortSignal.any([signal, init!.signal!]) });
  };
  const terms = { baseUrl: url(), fetch: asked, retries: 0, idempotency: 'none', timeout_ms } as const;
  return {
    operator: createOperator({ ...terms, operatorToken: operator_token, userAgent: 'koli-story' }),
    seller: (keys) => createSeller({ ...terms, ...keys, userAgent: 'koli-story' }),
    concern: (seller_id) => void Object.assign(now, { seller_id, age: gate.age(seller_id) }),
    until: (other) => openApi(parts, other, now),
  };
}
