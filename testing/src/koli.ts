import {
  type Arguments,
  createOperator,
  createSeller,
  type OperatorClient,
  type Result,
  type SellerClient,
} from '../../client/src/index.ts';
import { type EmbeddedKoli, openKoli } from '../../src/embed/embed.ts';
import { type Clock, clockOf } from './clock.ts';
import { type Receiver, type ReceiverOptions, startReceiver } from './receiver.ts';
import { type PlayedScenario, playScenario, type ScenarioOptions } from './scenario.ts';

export type KoliOptions = {
  /** The same seed gives the same ids, customers, keys and webhook ids; default 1. */
  seed?: number;
  /** The time at the start, in UTC milliseconds or like `'2026-11-23T09:00:00Z'`; default now. */
  at?: number | string;
  /** The first orders: none (`empty`, the default), a few (`shop`) or 480 packages (`busy`). */
  to?: 'empty' | 'shop' | 'busy';
  /** The marketplace's request limits; default off, because a fast test would exceed them. */
  rateLimits?: boolean;
  /** Other settings of koli, by their environment variables. */
  settings?: Record<string, string>;
};

type Wish = NonNullable<Arguments<'createSandboxOrders'>[0]>;

/** Fields of an order. Others are generated. */
export type OrderWish = Omit<Wish, 'count'>;

type Order = Result<'createSandboxOrders'>['orders'][number];
type Request = Result<'listRequests'>['content'][number];
type Walk = Arguments<'setSandboxStatus'>[2];

export type NewSeller = { sellerId: number; apiKey: string; apiSecret: string; client: SellerClient };

/** A marketplace in a thread of this process. Closing it leaves nothing behind. */
export type Koli = AsyncDisposable & {
  /** The host for the code under test. */
  url: string;
  /** The built-in seller and its key. */
  sellerId: number;
  apiKey: string;
  apiSecret: string;
  operatorToken: string;
  /** Clients of this seller and of the operator. */
  seller: SellerClient;
  operator: OperatorClient;
  clock: Clock;
  /** Creates an order of the built-in seller, or of `sellerId`. Its package reaches Created, or `status`. */
  order(wish?: OrderWish): Promise<Order>;
  /** Creates many orders. */
  orders(count: number, wish?: OrderWish): Promise<Order[]>;
  /** Takes a package to a status, with all steps in between. `Cancelled` is a cancel by the customer. */
  walk(packageId: number, status: Walk['status'], how?: Omit<Walk, 'status'> & { sellerId?: number }): Promise<void>;
  /** Creates a seller with a key of its own. Its ids depend on its seed alone. */
  newSeller(wish?: Arguments<'createTestSeller'>[0]): Promise<NewSeller>;
  /** Starts a receiver, registered as a webhook, that collects its calls. It ends with a reset, or with koli. */
  receiver(options?: ReceiverOptions): Promise<Receiver>;
  /**
   * Runs a scenario with a seller of its own: one of the library by its name, or your own. Throws if a step has another
   * outcome than the scenario says.
   */
  scenario(scenario: Arguments<'startScenarioRun'>[0]['scenario'], options?: ScenarioOptions): Promise<PlayedScenario>;
  /** The latest requests to koli with their answers, secrets masked, in their order. The filter is that of the API. */
  requests(filter?: Arguments<'listRequests'>[0]): Promise<Request[]>;
  /** Waits until every due webhook call was made and answered. */
  settle(): Promise<void>;
  /** Returns to the initial state and time. Receivers end. */
  reset(): Promise<void>;
  close(): Promise<void>;
};

/** Starts koli on a free port of 127.0.0.1, in memory, in a thread of its own. */
export async function startKoli(options: KoliOptions = {}): Promise<Koli> {
  const { seed = 1, rateLimits = false, settings = {}, to = 'empty', at = Date.now() } = options;
  const env = { KOLI_SEED: String(seed), KOLI_RATE_LIMITS: rateLimits ? 'on' : 'off', ...settings };
  const embedded = await openKoli(env);
  const { url: baseUrl, operatorToken, seller, now } = embedded;
  const operator = createOperator({ baseUrl, operatorToken, now });
  const restart = () => operator.resetSandbox({ to, clock: { at, frozen: true } });
  try {
    await restart();
  } catch (error) {
    await embedded.close();
    throw error;
  }
  return koliOf(embedded, createSeller({ baseUrl, ...seller, now }), operator, restart);
}

function koliOf(
  { url, operatorToken, seller: ready, now, settle, close: stop }: EmbeddedKoli,
  seller: SellerClient,
  operator: OperatorClient,
  restart: () => Promise<unknown>,
): Koli {
  const receivers = new Set<Receiver>();
  const endReceivers = async () => {
    await Promise.all([...receivers].map((receiver) => receiver[Symbol.asyncDispose]()));
    receivers.clear();
  };
  const orders = async (count: number, wish: OrderWish = {}): Promise<Order[]> =>
    (await operator.createSandboxOrders({ sellerId: ready.sellerId, ...wish, count })).orders;
  const close = async () => {
    await endReceivers();
    await stop();
  };
  return {
    url,
    ...ready,
    operatorToken,
    seller,
    operator,
    clock: clockOf(operator, now),
    order: async (wish) => (await orders(1, wish))[0]!,
    orders,
    async walk(packageId, status, { sellerId = ready.sellerId, ...how } = {}) {
      await operator.setSandboxStatus(sellerId, packageId, { ...how, status });
    },
    async newSeller(wish = {}) {
      const { sellerId, apiKey, apiSecret } = await operator.createTestSeller(wish);
      const client = createSeller({ baseUrl: url, sellerId, apiKey, apiSecret, now });
      return { sellerId, apiKey, apiSecret, client };
    },
    async receiver(options = {}) {
      const receiver = await startReceiver();
      receivers.add(receiver);
      await register(operator, receiver.url, { sellerId: ready.sellerId, ...options });
      return receiver;
    },
    scenario: (scenario, options) => playScenario(operator, scenario, options),
    requests: async (filter) => (await operator.listRequests(filter)).content,
    settle,
    async reset() {
      await restart();
      await endReceivers();
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}

async function register(
  operator: OperatorClient,
  url: string,
  options: ReceiverOptions & { sellerId: number },
): Promise<void> {
  const { sellerId, statuses, apiKey = 'receiver-key', envelope } = options;
  await operator.createSellerWebhook(sellerId, {
    url,
    authenticationType: 'API_KEY',
    apiKey,
    subscribedStatuses: statuses,
    envelope,
  });
}
