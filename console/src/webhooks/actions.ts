import type { Action } from '../action.ts';
import type { NewWebhook, Of, Replay, ReplayWish, Tested, Webhook, WebhookChange } from './calls.ts';

// Actions on webhooks: through the seller's door with a seller's key, otherwise through the operator's.

export const createWebhook = (sellerId: number, body: NewWebhook): Action<Webhook> => ({
  seller: (client, options) => client.createOwnWebhook(body, options),
  operator: (client, options) => client.createSellerWebhook(sellerId, body, options),
});

export const changeWebhook = ({ sellerId, webhookId }: Of, body: WebhookChange): Action<Webhook> => ({
  seller: (client, options) => client.changeOwnWebhook(webhookId, body, options),
  operator: (client, options) => client.changeSellerWebhook(sellerId, webhookId, body, options),
});

export const deleteWebhook = ({ sellerId, webhookId }: Of): Action => ({
  seller: (client, options) => client.deleteOwnWebhook(webhookId, options),
  operator: (client, options) => client.deleteSellerWebhook(sellerId, webhookId, options),
});

export const activateWebhook = ({ sellerId, webhookId }: Of): Action<Webhook> => ({
  seller: (client, options) => client.activateOwnWebhook(webhookId, options),
  operator: (client, options) => client.activateSellerWebhook(sellerId, webhookId, options),
});

export const deactivateWebhook = ({ sellerId, webhookId }: Of): Action<Webhook> => ({
  seller: (client, options) => client.deactivateOwnWebhook(webhookId, options),
  operator: (client, options) => client.deactivateSellerWebhook(sellerId, webhookId, options),
});

export const rotateSecret = ({ sellerId, webhookId }: Of): Action<{ secret: string }> => ({
  seller: (client, options) => client.rotateOwnSigningSecret(webhookId, {}, options),
  operator: (client, options) => client.rotateSellerSigningSecret(sellerId, webhookId, {}, options),
});

export const testWebhook = ({ sellerId, webhookId }: Of): Action<Tested> => ({
  seller: (client, options) => client.testOwnWebhook(webhookId, options),
  operator: (client, options) => client.testSellerWebhook(sellerId, webhookId, options),
});

export const startReplay = (sellerId: number, wish: ReplayWish): Action<Replay> => ({
  seller: async (client, options) => (await client.startOwnReplay(wish, options)) as Replay,
  operator: async (client, options) => (await client.startSellerReplay(sellerId, wish, options)) as Replay,
});

export const stopReplay = (sellerId: number, replayId: string): Action<Replay> => ({
  seller: (client, options) => client.stopOwnReplay(replayId, options),
  operator: (client, options) => client.stopSellerReplay(sellerId, replayId, options),
});
