export {
  createOperator,
  createSeller,
  type OperatorClient,
  type OperatorOptions,
  type SellerClient,
  type SellerOptions,
} from './clients.ts';
export { type ErrorFacts, KoliError } from './error.ts';
export type { SentEvent } from './events.ts';
export type { AnswerFacts, CallOptions, ClientOptions } from './send.ts';
export type { Arguments, Name, QueryOf, Result, Schema } from './types.ts';
export type { Follow, ListWalk, StreamWalk } from './walk.ts';
export {
  type Credentials,
  checkCredentials,
  type HeaderSource,
  parseWebhook,
  type SignOptions,
  signWebhook,
  type VerifiedWebhook,
  type VerifyOptions,
  verifyWebhook,
  WebhookError,
  type WebhookReason,
} from './webhook.ts';
