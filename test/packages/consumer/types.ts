import { createSeller, KoliError, type Schema, type SellerClient } from '@koli/client';
import { type Koli, type Receiver, startKoli } from '@koli/testing';
import { type EmbeddedKoli, openKoli } from 'koli';

export async function look(): Promise<string[]> {
  const koli: Koli = await startKoli({ to: 'shop', settings: { KOLI_V1: 'off' } });
  const receiver: Receiver = await koli.receiver({ statuses: ['CREATED'] });
  const { baseUrl, ...keys } = { baseUrl: koli.url, sellerId: 1, apiKey: koli.apiKey, apiSecret: koli.apiSecret };
  const seller: SellerClient = createSeller({ baseUrl, ...keys });
  const found: Schema<'Package'>[] = (await seller.listOrdersV2({ status: ['Created'] })).content;
  // @ts-expect-error: not a status
  await koli.walk(1, 'Gone').catch((error: unknown) => error instanceof KoliError && error.status);
  const embedded: EmbeddedKoli = await openKoli({ KOLI_SEED: '1' });
  const times: number[] = [embedded.now(), koli.clock.now()];
  return [...found.map((one) => one.orderNumber ?? ''), ...receiver.received.map(({ id }) => id), ...times.map(String)];
}
