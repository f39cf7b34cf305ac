import type { Arguments, CallOptions, QueryOf, Result } from '@koli/client';
import { useMutation } from '@tanstack/react-query';
import { useRef } from 'react';
import { ask, isAway, newKey } from '../api.ts';

// What the page asks about webhooks: an operator names the seller, a seller's key is its own.

export type Webhook = Result<'readSellerWebhook'>;
export type DeliveryPage = Result<'listSellerDeliveries'>;
export type DeliveryRow = DeliveryPage['content'][number];
export type DeliveryState = DeliveryRow['state'];
export type DeliveryFilter = Omit<QueryOf<'listSellerDeliveries'>, 'size' | 'cursor'>;
export type DeliveryLog = Result<'readSellerDelivery'>;
export type Attempt = DeliveryLog['log'][number];
export type Replay = Result<'readSellerReplay'>;
export type Tested = Result<'testSellerWebhook'>;
export type NewWebhook = Arguments<'createOwnWebhook'>[0];
export type WebhookChange = NonNullable<Extract<Arguments<'changeOwnWebhook'>[1], { url?: string }>>;
export type ReplayWish = Omit<NonNullable<Extract<Arguments<'startOwnReplay'>[0], { dryRun?: boolean }>>, 'dryRun'>;

/** A webhook, and whose it is. */
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

export const createWebhook = (sellerId: number, body: NewWebhook, options: CallOptions) =>
  ask<Webhook>(
    (seller) => seller.createOwnWebhook(body, options),
    (operator) => operator.createSellerWebhook(sellerId, body, options),
  );

export const changeWebhook = ({ sellerId, webhookId }: Of, body: WebhookChange, options: CallOptions) =>
  ask<Webhook>(
    (seller) => seller.changeOwnWebhook(webhookId, body, options),
    (operator) => operator.changeSellerWebhook(sellerId, webhookId, body, options),
  );

export const deleteWebhook = ({ sellerId, webhookId }: Of, options: CallOptions) =>
  ask<unknown>(
    (seller) => seller.deleteOwnWebhook(webhookId, options),
    (operator) => operator.deleteSellerWebhook(sellerId, webhookId, options),
  );

export const switchWebhook = ({ sellerId, webhookId }: Of, on: boolean, options: CallOptions) =>
  ask<Webhook>(
    (seller) => (on ? seller.activateOwnWebhook : seller.deactivateOwnWebhook)(webhookId, options),
    (operator) =>
      (on ? operator.activateSellerWebhook : operator.deactivateSellerWebhook)(sellerId, webhookId, options),
  );

export const rotateSecret = ({ sellerId, webhookId }: Of, options: CallOptions) =>
  ask<Result<'rotateSellerSigningSecret'>>(
    (seller) => seller.rotateOwnSigningSecret(webhookId, {}, options),
    (operator) => operator.rotateSellerSigningSecret(sellerId, webhookId, {}, options),
  );

export const testWebhook = ({ sellerId, webhookId }: Of, options: CallOptions) =>
  ask<Tested>(
    (seller) => seller.testOwnWebhook(webhookId, options),
    (operator) => operator.testSellerWebhook(sellerId, webhookId, options),
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

export const readDelivery = ({ sellerId, webhookId }: Of, eventId: string, signal: AbortSignal) =>
  ask<DeliveryLog>(
    (seller) => seller.readOwnDelivery(webhookId, eventId, { signal }),
    (operator) => operator.readSellerDelivery(sellerId, webhookId, eventId, { signal }),
  );

const replay = (sellerId: number, body: ReplayWish & { dryRun?: boolean }, options: CallOptions) =>
  ask<Result<'startSellerReplay'>>(
    (seller) => seller.startOwnReplay(body, options),
    (operator) => operator.startSellerReplay(sellerId, body, options),
  );

/** How many deliveries a replay would send again. */
export const countReplay = async (sellerId: number, wish: ReplayWish, signal: AbortSignal): Promise<number> =>
  (await replay(sellerId, { ...wish, dryRun: true }, { signal })).total;

export const startReplay = async (sellerId: number, wish: ReplayWish, options: CallOptions): Promise<Replay> =>
  (await replay(sellerId, wish, options)) as Replay;

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

export const stopReplay = (sellerId: number, replayId: string, options: CallOptions) =>
  ask<Replay>(
    (seller) => seller.stopOwnReplay(replayId, options),
    (operator) => operator.stopSellerReplay(sellerId, replayId, options),
  );

/** The first sellers, for an operator who knows none by number. */
export const listSellers = (signal: AbortSignal) =>
  ask<Result<'listSellers'>>(
    () => Promise.reject(new Error('only an operator lists sellers')),
    (operator) => operator.listSellers({ size: 20 }, { signal }),
  );

/**
 * A write under a key: sent again after nobody answered it is the same one and done once; another wish, or another try
 * after a no, is a new one.
 */
export function useWrite<T, R>(
  work: (wish: T, options: CallOptions) => Promise<R>,
  done: (result: R) => unknown = () => {},
) {
  const sent = useRef<{ wish: string; idempotencyKey: string } | null>(null);
  return useMutation({
    mutationFn: (wish: T) => {
      const written = JSON.stringify(wish) ?? '';
      if (sent.current?.wish !== written) sent.current = { wish: written, idempotencyKey: newKey() };
      return work(wish, { idempotencyKey: sent.current.idempotencyKey });
    },
    onError: (error) => {
      if (!isAway(error)) sent.current = null;
    },
    onSuccess: (result) => {
      sent.current = null;
      return done(result);
    },
  });
}
