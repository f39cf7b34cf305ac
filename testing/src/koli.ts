import {
  type Arguments,
  createOperator,
  createSeller,
  type OperatorClient,
  type Result,
  type SellerClient,
} from '../../client/src/index.ts';
import { readSettings, type Settings, settingList } from '../../src/app/config.ts';
import { serve } from '../../src/app/serve.ts';
import { prepared } from '../../src/core/postgres/prepared.ts';
import { sandboxSellers } from '../../src/sandbox/seed.ts';
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

/** A whole marketplace in this process: nothing of it is left when it is closed. */
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

const [ready] = sandboxSellers as [(typeof sandboxSellers)[number]];

/** Read once in a process: it is 40 MB. */
let dump: Promise<Blob> | undefined;

/** Starts koli on a free port of 127.0.0.1, in memory. The first start on a machine makes the database that all others load. */
export async function startKoli(options: KoliOptions = {}): Promise<Koli> {
  const settings = settingsOf(options);
  dump ??= prepared();
  await using opened = new AsyncDisposableStack();
  const served = opened.use(await serve(settings, { load: await dump, seed: false }));
  const { url, world, worker } = served;
  const now = world.clock.now;
  const operator = createOperator({ baseUrl: url, operatorToken: settings.operator_token, now });
  const sellerClient = (sellerId: number, apiKey: string, apiSecret: string): SellerClient =>
    createSeller({ baseUrl: url, sellerId, apiKey, apiSecret, now });

  const at = options.at ?? Date.now();
  const restart = () => operator.resetSandbox({ to: options.to ?? 'empty', clock: { at, frozen: true } });
  await restart();

  let receivers = opened.use(new AsyncDisposableStack());
  const orders = async (count: number, wish: OrderWish = {}): Promise<Order[]> =>
    (await operator.createSandboxOrders({ sellerId: ready.seller_id, ...wish, count })).orders;
  const open = opened.move();
  return {
    url,
    sellerId: ready.seller_id,
    apiKey: ready.api_key,
    apiSecret: ready.secret,
    operatorToken: settings.operator_token,
    seller: sellerClient(ready.seller_id, ready.api_key, ready.secret),
    operator,
    clock: clockOf(operator, now),
    order: async (wish) => (await orders(1, wish))[0]!,
    orders,
    async walk(packageId, status, { sellerId = ready.seller_id, ...how } = {}) {
      await operator.setSandboxStatus(sellerId, packageId, { ...how, status });
    },
    async newSeller(wish = {}) {
      const { sellerId, apiKey, apiSecret } = await operator.createTestSeller(wish);
      return { sellerId, apiKey, apiSecret, client: sellerClient(sellerId, apiKey, apiSecret) };
    },
    async receiver(options = {}) {
      const receiver = receivers.use(await startReceiver());
      await register(operator, receiver.url, options);
      return receiver;
    },
    scenario: (scenario, options) => playScenario(operator, scenario, options),
    settle: () => worker.settle(),
    async reset() {
      await restart();
      await receivers.disposeAsync();
      receivers = open.use(new AsyncDisposableStack());
    },
    close: () => open.disposeAsync(),
    [Symbol.asyncDispose]: () => open.disposeAsync(),
  };
}

async function register(operator: OperatorClient, url: string, options: ReceiverOptions): Promise<void> {
  const { sellerId = ready.seller_id, statuses, apiKey = 'receiver-key', envelope } = options;
  await operator.createSellerWebhook(sellerId, {
    url,
    authenticationType: 'API_KEY',
    apiKey,
    subscribedStatuses: statuses,
    envelope,
  });
}

/** Of the options alone: what stands in the environment of the test changes nothing. */
function settingsOf({ seed = 1, rateLimits = false, settings = {} }: KoliOptions): Settings {
  const unknown = Object.keys(settings).filter((name) => !settingList.some(({ env }) => env === name));
  if (unknown.length > 0)
    throw new TypeError(`settings has what koli does not know: ${unknown.join(', ')}. docs/settings.md names all.`);
  const env = {
    PORT: '0',
    KOLI_LOG_LEVEL: 'error',
    KOLI_SEED: String(seed),
    KOLI_RATE_LIMITS: rateLimits ? 'on' : 'off',
    ...settings,
  };
  const result = readSettings(env, { memory: true });
  if ('mistakes' in result) throw new TypeError(result.mistakes.join('\n'));
  return result.settings;
}
