import { setTimeout as sleep } from 'node:timers/promises';
import { createSeller } from '@koli/client';
import { createKeeper } from './keeper.ts';
import { createReceiver } from './receiver.ts';
import { openStore } from './store.ts';

// The sandbox of `npm start`, unless the environment sets another host and seller.
const {
  KOLI_URL: baseUrl = 'http://127.0.0.1:4000',
  SELLER_ID = '2738',
  API_KEY: apiKey = 'sandbox-key',
  API_SECRET: apiSecret = 'sandbox-secret',
  WEBHOOK_URL = 'http://127.0.0.1:3000/hook',
  WEBHOOK_KEY = 'stock-keeper-key',
  STORE = 'stock.db',
} = process.env;

const poll_every_ms = 60_000;
const sweep_every_ms = 86_400_000;

const seller = createSeller({ baseUrl, sellerId: Number(SELLER_ID), apiKey, apiSecret });
const store = openStore(STORE);
const keeper = createKeeper({ seller, store, apiKey: WEBHOOK_KEY });
const ended = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => ended.abort());

const report = (error: unknown): void => console.error(error instanceof Error ? error.message : error);

const receiver = createReceiver(keeper, report, ({ became }) => became === 'applied' && console.table(store.stock()));
receiver.listen(Number(new URL(WEBHOOK_URL).port || 80), '127.0.0.1');

/** Registers our webhook once, also after many starts. */
async function register(): Promise<void> {
  const known = await seller.listWebhooks();
  if (known.some(({ url }) => url === WEBHOOK_URL)) return;
  await seller.createWebhook({ url: WEBHOOK_URL, authenticationType: 'API_KEY', apiKey: WEBHOOK_KEY });
}

let swept_at = 0;
while (!ended.signal.aborted) {
  try {
    await register();
    const is_due = Date.now() - swept_at >= sweep_every_ms;
    const { news } = await (is_due ? keeper.sweep() : keeper.poll());
    if (is_due) swept_at = Date.now();
    if (news > 0) console.table(store.stock());
  } catch (error) {
    // The next turn continues from the same bookmark.
    report(error);
  }
  await sleep(poll_every_ms, undefined, { signal: ended.signal }).catch(() => {});
}
receiver.close();
receiver.closeAllConnections();
store.close();
