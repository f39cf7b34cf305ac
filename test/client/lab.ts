import { createOperator, createSeller, type OperatorClient, type SellerClient } from '../../client/src/index.ts';
import type { ClientOptions } from '../../client/src/send.ts';
import { expectDocumented } from '../documented.ts';
import type { TestSeller, TestWorld } from '../world.ts';

/** `fetch`, with every answer held against the reference. */
export const checkedFetch: typeof fetch = async (input, init) => {
  const response = await fetch(input, init);
  const { status, headers } = response;
  // A stream has no end to wait for.
  const streams = response.ok && headers.get('content-type')?.startsWith('text/event-stream');
  const body = streams ? '' : await response.clone().text();
  expectDocumented(init?.method ?? 'GET', String(input), { status, headers: Object.fromEntries(headers), body });
  return response;
};

/** Waits that nobody waits for, and how long they would have been. */
export type Waits = { sleep(ms: number, signal?: AbortSignal): Promise<void>; ms: number[] };

export function startWaits(): Waits {
  const ms: number[] = [];
  const sleep = async (wait_ms: number, signal?: AbortSignal) => {
    signal?.throwIfAborted();
    ms.push(wait_ms);
  };
  return { sleep, ms };
}

type Options = Partial<Omit<ClientOptions, 'baseUrl'>>;

const common = ({ url, clock }: TestWorld): ClientOptions => ({
  baseUrl: url,
  fetch: checkedFetch,
  now: clock.now,
  sleep: startWaits().sleep,
});

export const sellerClient = (world: TestWorld, seller: TestSeller, options: Options = {}): SellerClient =>
  createSeller({
    ...common(world),
    sellerId: seller.seller_id,
    apiKey: seller.key,
    apiSecret: seller.secret,
    ...options,
  });

export const operatorClient = (world: TestWorld, options: Options = {}): OperatorClient =>
  createOperator({ ...common(world), operatorToken: world.world.settings.operator_token, ...options });

/** A `fetch` that does to a call what a test says; what the test leaves alone goes through. */
export function faultyFetch(faults: ((go: () => Promise<Response>) => Promise<Response>)[]) {
  const sent: { method: string; url: string; headers: Headers }[] = [];
  const faulty: typeof fetch = (input, init) => {
    sent.push({ method: init?.method ?? 'GET', url: String(input), headers: new Headers(init?.headers) });
    const fault = faults.shift();
    const go = () => checkedFetch(input, init);
    return fault === undefined ? go() : fault(go);
  };
  return { fetch: faulty, sent };
}

/** The answer never comes: before the request arrives, or after it was done. */
export const lostBefore = (): Promise<Response> => Promise.reject(new TypeError('fetch failed'));
export const lostAfter = async (go: () => Promise<Response>): Promise<Response> => {
  await go();
  throw new TypeError('fetch failed');
};
export const answered =
  (status: number, headers: Record<string, string> = {}, body = '{}') =>
  async (): Promise<Response> =>
    new Response(body, { status, headers });
