import { base64 } from './base64.ts';
import { type Caller, methodsOf } from './call.ts';
import { type CallOptions, type ClientOptions, wait } from './send.ts';
import type { Each, Methods, Schema } from './types.ts';
import { type Follow, follow, type ListWalk, type StreamWalk, walkList, walkStream } from './walk.ts';

export type SellerOptions = ClientOptions & { sellerId: number; apiKey: string; apiSecret: string };
export type OperatorOptions = ClientOptions & { operatorToken: string };

type Packages = AsyncGenerator<Schema<'Package'>, void, undefined>;

type SellerAccess = 'seller' | 'self' | 'open';

export type SellerClient = Methods<SellerAccess> & {
  /** The items of all pages of an operation. */
  each: Each<SellerAccess> & {
    listOrders(query?: ListWalk, options?: CallOptions): Packages;
    listOrdersV2(query?: ListWalk, options?: CallOptions): Packages;
    streamOrders(query?: StreamWalk, options?: CallOptions): Packages;
  };
  /** New and changed packages, without end. */
  follow(what?: Follow, options?: CallOptions): Packages;
};

type OperatorAccess = 'operator' | 'open';

export type OperatorClient = Methods<OperatorAccess> & {
  /** The items of all pages of an operation. */
  each: Each<OperatorAccess>;
};

/** The API of a seller: a method per operation that its key allows. */
export function createSeller(options: SellerOptions): SellerClient {
  const { sellerId, apiKey, apiSecret, now = Date.now, sleep = wait } = options;
  const caller: Caller = {
    authorization: `Basic ${base64(`${apiKey}:${apiSecret}`)}`,
    userAgent: `${sellerId} - SelfIntegration`,
    sellerId,
  };
  const methods = methodsOf<SellerAccess>(['seller', 'self', 'open'], options, caller);
  return {
    ...methods,
    each: {
      ...methods.each,
      listOrders: (query, call) => walkList(methods, 'listOrders', now, query, call),
      listOrdersV2: (query, call) => walkList(methods, 'listOrdersV2', now, query, call),
      streamOrders: (query, call) => walkStream(methods, now, query, call),
    },
    follow: (what, call) => follow(methods, now, sleep, what, call),
  };
}

/** The API of the operator. */
export function createOperator(options: OperatorOptions): OperatorClient {
  const caller: Caller = { authorization: `Bearer ${options.operatorToken}`, userAgent: '@koli/client' };
  return methodsOf<OperatorAccess>(['operator', 'open'], options, caller);
}
