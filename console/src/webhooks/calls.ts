import type { Arguments, QueryOf, Result } from '@koli/client';
import { ask } from '../api.ts';

// Queries about webhooks. An operator names the seller; a seller's key implies it.

export type Webhook = Result<'readSellerWebhook'>;
export type DeliveryPage = Result<'listSellerDeliveries'>;
export type DeliveryRow = DeliveryPage['content'][number];
export type DeliveryState = DeliveryRow['state'];
type DeliveryFilter = Omit<QueryOf<'listSellerDeliveries'>, 'size' | 'cursor'>;
export type DeliveryLog = Result<'readSellerDelivery'>;
export type Attempt = DeliveryLog['log'][number];
export type RecentAttempt = Result<'listSellerAttempts'>['content'][number];
export type Replay = Result<'readSellerReplay'>;
export type Tested = Result<'testSellerWebhook'>;
export type NewWebhook = Arguments<'createOwnWebhook'>[0];
export type WebhookChange = NonNullable<Extract<Arguments<'changeOwnWebhook'>[1], { url?: string }>>;
export type ReplayWish = Omit<NonNullable<Extract<Arguments<'startOwnReplay'>[0], { dryRun?: boolean }>>, 'dryRun'>;

/** A webhook and its seller. */
export type Of = { sellerId: number; webhookId: string };

export const listWebhooks = (sellerId: number, signal: AbortSignal) =>
  ask<Result<'listSellerWebhooks'>>(
    (seller) => seller.listOwnWebhooks({ signal }),
    (operator) => operator.listSellerWebhooks(sellerId, { signal }),
  );

export const readWebhook = ({ sellerId, webhookId }: Of, signal: AbortSignal) =>
  ask<Webhook>(
    (seller) => seller.readOwnWebhook(webhookId, { signal }),
    (operator) => operator.readSellerWebhook(sellerId, webhookId, { signal }),
  );

type Place = { size: number; cursor?: string | undefined };

export const listDeliveries = (
  { sellerId, webhookId }: Of,
  filter: DeliveryFilter,
  { size, cursor }: Place,
  signal: AbortSignal,
) =>
  ask<DeliveryPage>(
    (seller) => seller.listOwnDeliveries(webhookId, { ...filter, size, cursor }, { signal }),
    (operator) => operator.listSellerDeliveries(sellerId, webhookId, { ...filter, size, cursor }, { signal }),
  );

/** The number of attempts that health is based on. */
const recent_attempts = 100;

export const listAttempts = ({ sellerId, webhookId }: Of, signal: AbortSignal) =>
  ask<Result<'listSellerAttempts'>>(
    (seller) => seller.listOwnAttempts(webhookId, { size: recent_attempts }, { signal }),
    (operator) => operator.listSellerAttempts(sellerId, webhookId, { size: recent_attempts }, { signal }),
  );

export const readDelivery = ({ sellerId, webhookId }: Of, eventId: string, signal: AbortSignal) =>
  ask<DeliveryLog>(
    (seller) => seller.readOwnDelivery(webhookId, eventId, { signal }),
    (operator) => operator.readSellerDelivery(sellerId, webhookId, eventId, { signal }),
  );

/** The number of deliveries that a replay would send. A dry run changes nothing. */
export async function countReplay(sellerId: number, wish: ReplayWish, signal: AbortSignal): Promise<number> {
  const body = { ...wish, dryRun: true };
  const { total } = await ask<Result<'startSellerReplay'>>(
    (seller) => seller.startOwnReplay(body, { signal }),
    (operator) => operator.startSellerReplay(sellerId, body, { signal }),
  );
  return total;
}

export const readReplay = (sellerId: number, replayId: string, signal: AbortSignal) =>
  ask<Replay>(
    (seller) => seller.readOwnReplay(replayId, { signal }),
    (operator) => operator.readSellerReplay(sellerId, replayId, { signal }),
  );

export const listReplays = (sellerId: number, signal: AbortSignal) =>
  ask<Result<'listSellerReplays'>>(
    (seller) => seller.listOwnReplays({ signal }),
    (operator) => operator.listSellerReplays(sellerId, { signal }),
  );

/** The first sellers, for an operator who does not know an id. */
export const listSellers = (signal: AbortSignal) =>
  ask<Result<'listSellers'>>(
    () => Promise.reject(new Error('only an operator lists sellers')),
    (operator) => operator.listSellers({ size: 20 }, { signal }),
  );
