import type pg from 'pg';
import type { Command } from '../domain/command.ts';
import type { Event } from '../domain/event.ts';
import type { NewOrder, OrderLine } from '../domain/order.ts';
import type { PlacementTerms } from '../domain/place.ts';
import type { Refusal } from '../domain/refusal.ts';
import type { Addition } from '../extension.ts';
import type { ReplyKey } from '../postgres/replies.ts';

/** What goes back over HTTP. The corridor stores it under an idempotency key and never looks into it. */
export type Answer = { status: number; headers: Record<string, string>; body: string };

type Common = {
  seller_id: number;
  /** Null when the caller gave no idempotency key. */
  idempotency: ReplyKey | null;
  /** Decide and answer, then roll back. */
  dry_run?: true;
};

/** A file that came with a command. It is stored with the package when the command is performed. */
export type Upload = { sha256: string; name: string; content: Buffer };

/** A command on one package. A refusal in place of the command is answered only if the package is the caller's. */
export type CommandAsk = Common & {
  kind: 'command';
  package_id: number;
  /** Set when the caller named the package by it: it must still be the package's number. */
  tracking_number?: number;
  command: Command | Refusal;
  upload?: Upload;
  addition?: Addition;
  /** Pure: the answer follows from the outcome and the time of the transaction. */
  render(outcome: Event[] | Refusal, now: number): Answer;
  /** Owes no delivery. */
  silent?: boolean;
};

/** One seller's share of an order. The same content under the same number is a repeat, not a new order. */
export type OrderAsk = Common & {
  kind: 'order';
  order: NewOrder;
  terms: PlacementTerms;
  content_hash: Buffer;
  silent?: boolean;
  addition?: Addition;
  render(outcome: Placed | Refusal, now: number): Answer;
};
export type Placed = { package_id: number; lines: OrderLine[] };

/** Any other write: settings, webhooks, labels. It runs in a transaction of its own, together with its stored answer. */
export type WorkAsk = Common & {
  kind: 'work';
  work(client: pg.PoolClient, now: number): Promise<Answer>;
  refused(refusal: Refusal, now: number): Answer;
  /** The answer holds a secret, so it is stored encrypted. */
  secret?: boolean;
  /** The seller whose webhooks may have something to send now; the caller unless stated. */
  wakes?: number;
};

export type Ask = CommandAsk | OrderAsk | WorkAsk;

export type Performer = {
  /** Resolves when the ask is committed or refused. Rejects with `Unavailable` when the database is away. */
  perform(ask: Ask): Promise<Answer>;
  /** False: the last write failed because of the database, and so does another one that is tried now. */
  canWrite(): Promise<boolean>;
};
