import type { AddressInfo } from 'node:net';
import { createSeller, type SellerClient } from '@koli/client';
import type { Koli, NewSeller } from '@koli/testing';
import { createKeeper, type Heard, type Keeper } from '../src/keeper.ts';
import { createReceiver } from '../src/receiver.ts';
import { openStore, type Store } from '../src/store.ts';

export const shelf = { mug: 100, plate: 100, bowl: 100 };

/** A shop with a stock keeper and its receiver. */
export type Shop = AsyncDisposable & {
  sellerId: number;
  seller: SellerClient;
  store: Store;
  keeper: Keeper;
  /** The result of each received call. */
  heard: Heard['became'][];
};

const apiKey = 'stock-keeper-key';

/** `hear` is between the receiver and the keeper, to make calls fail. */
export async function openShop(
  koli: Koli,
  { sellerId, ...keys }: Pick<NewSeller, 'sellerId' | 'apiKey' | 'apiSecret'>,
  envelope: 'flat' | 'page' = 'flat',
  hear: (go: () => Promise<Heard>) => Promise<Heard> = (go) => go(),
): Promise<Shop> {
  const { now } = koli.clock;
  // No waiting between attempts, because only their result matters here.
  const seller = createSeller({ baseUrl: koli.url, sellerId, ...keys, now, sleep: async () => {} });
  const store = openStore(':memory:');
  for (const [barcode, quantity] of Object.entries(shelf)) store.setShelf(barcode, quantity);
  const keeper = createKeeper({ seller, store, apiKey, now });
  const heard: Heard['became'][] = [];
  const receiver = createReceiver(
    { hear: (call) => hear(() => keeper.hear(call)) },
    () => {},
    ({ became }) => heard.push(became),
  );
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
  await koli.operator.createSellerWebhook(sellerId, { url, authenticationType: 'API_KEY', apiKey, envelope });
  return {
    sellerId,
    seller,
    store,
    keeper,
    heard,
    async [Symbol.asyncDispose]() {
      receiver.closeAllConnections();
      await new Promise((resolve) => receiver.close(resolve));
      store.close();
    },
  };
}

const gone = ['Cancelled', 'UnPacked', 'Returned'];

/** Stock and packages according to the marketplace. */
export async function truthOf(koli: Koli, sellerId: number) {
  const stock: Record<string, number> = { ...shelf };
  const packages: { id: number; status: string; tracking: string | null }[] = [];
  for await (const { shipmentPackageId: id, status } of koli.operator.each.searchPackages({ sellerId })) {
    const { package: found } = await koli.operator.readPackage(sellerId, id);
    if (!gone.includes(status))
      for (const { barcode, quantity } of found.lines) stock[barcode] = stock[barcode]! - quantity;
    packages.push({ id, status, tracking: found.cargoTrackingNumber === 0 ? null : String(found.cargoTrackingNumber) });
  }
  return { stock, packages: packages.sort((a, b) => a.id - b.id) };
}

/** Stock and packages according to the shop. */
export const mirrorOf = ({ store }: Shop) => ({
  stock: store.stock(),
  packages: store.packages().map(({ package_id: id, status, tracking_number: tracking }) => ({ id, status, tracking })),
});
