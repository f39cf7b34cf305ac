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
  /** The same seed draws the same ids, customers, keys and webhook ids; 1 unless stated. */
  seed?: number;
  /** Where the clock stands at the start, in UTC milliseconds or like `'2026-11-23T09:00:00Z'`; now unless stated. */
  at?: number | string;
  /** What is there at the start: nothing (`empty`, unless stated), a few orders (`shop`) or 480 packages (`busy`). */
  to?: 'empty' | 'shop' | 'busy';
  /** The marketplace's request limits, which a fast test would run into: off unless stated. */
  rateLimits?: boolean;
  /** Any other setting of koli, as its environment variables name it. */
  settings?: Record<string, string>;
};

type Wish = NonNullable<Arguments<'createSandboxOrders'>[0]>;

/** Fields of an order; what is left out is drawn. */
export type OrderWish = Omit<Wish, 'count'>;

type Order = Result<'createSandboxOrders'>['orders'][number];
type Walk = Arguments<'setSandboxStatus'>[2];

export type NewSeller = { sellerId: number; apiKey: string; apiSecret: string; client: SellerClient };

/** A whole marketplace within this process, in a thread of its own: nothing of it is left when it is closed. */
export type Koli = AsyncDisposable & {
  /** What the code under test takes for the host of the marketplace. */
  url: string;
  /** A seller that is there from the start, with its key. */
  sellerId: number;
  apiKey: string;
  apiSecret: string;
  operatorToken: string;
  /** Calls as this seller, and as whoever runs the marketplace. */
  seller: SellerClient;
  operator: OperatorClient;
  clock: Clock;
  /** An order of the ready seller, or of `sellerId`; its package is Created, or brought to `status`. */
  order(wish?: OrderWish): Promise<Order>;
  /** Many orders at once. */
  orders(count: number, wish?: OrderWish): Promise<Order[]>;
  /** Brings a package to a status, by all the steps between; `Cancelled` is the customer's cancel. */
  walk(packageId: number, status: Walk['status'], how?: Omit<Walk, 'status'> & { sellerId?: number }): Promise<void>;
  /** Another seller with a key of its own, whose ids hang on nothing but its own seed. */
  newSeller(wish?: Arguments<'createTestSeller'>[0]): Promise<NewSeller>;
  /** An address on this machine that is registered as a webhook and collects what comes. It ends with a reset, or with koli. */
  receiver(options?: ReceiverOptions): Promise<Receiver>;
  /**
   * Plays a story of packages with a seller of its own: one of the library by its name, or your own. Throws when a step
   * goes another way than the story says.
   */
  scenario(scenario: Arguments<'startScenarioRun'>[0]['scenario'], options?: ScenarioOptions): Promise<PlayedScenario>;
  /** Until every webhook call that is due was made and answered. */
  settle(): Promise<void>;
  /** As after the start: what was there then, at that time. Receivers end. */
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
