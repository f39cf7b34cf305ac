import type pg from 'pg';
import type { Command } from '../domain/command.ts';
import type { Event } from '../domain/event.ts';
import type { NewOrder, OrderLine } from '../domain/order.ts';
import type { Terms } from '../domain/place.ts';
import type { Refusal } from '../domain/refusal.ts';
import type { Change } from '../feed.ts';
import type { ReplyKey } from '../postgres/replies.ts';
import type { World } from '../world.ts';
import { createLane } from './lanes.ts';

/** What goes back over the wire. Kept whole when the caller gave an idempotency key. */
export type Answer = { status: number; headers: Record<string, string>; body: string };

type Common = {
  seller_id: number;
  /** Present when the caller gave an idempotency key. */
  reply: ReplyKey | null;
  /** What a sandbox's fault makes of it. */
  twist?: Twist;
};

export type Twist = {
  /** Answered as if it were done, and rolled back. */
  undone?: true;
  /** Packages that the caller does not see yet are unknown to it. */
  blind?: true;
  /** Packages that it opens are hidden from their seller. */
  hide?: { fault_of: number; fault_id: string; for_ms: number };
};

/** A file that came with a command, kept with the package when the command is performed. */
export type Upload = { sha256: string; name: string; content: Buffer };

/** A command on one package. A refusal in place of the command is told only to those who know a package. */
export type PackageAsk = Common & {
  kind: 'package';
  package_id: number;
  /** How the caller named it, if not by its id: it must still be the package's. */
  tracking_number?: number;
  command: Command | Refusal;
  upload?: Upload;
  answer(outcome: Event[] | Refusal): Answer;
  /** Nobody is told of what happens: it owes no delivery. */
  silent?: boolean;
};

/** One seller's share of an order, to be taken in. Handed over again it is recognised by its content. */
export type OrderAsk = Common & {
  kind: 'order';
  order: NewOrder;
  terms: Terms;
  content_hash: Buffer;
  silent?: boolean;
  /** A number that is in use is refused, also when the content is the same. */
  fresh?: boolean;
  /** When it will be paid by itself: sandbox only. */
  paid_at?: number;
  answer(outcome: Placed | Refusal): Answer;
};
export type Placed = { package_id: number; lines: OrderLine[] };

/** Any other write: a function that runs in a transaction of its own, together with its kept answer. */
export type ChangeAsk = Common & {
  kind: 'change';
  change(client: pg.PoolClient, now: number): Promise<Answer>;
  refused(refusal: Refusal): Answer;
  /** The answer holds a secret: it is kept sealed. */
  secret?: boolean;
  /** Whose webhooks may have something to do now; the caller's unless stated. */
  wakes?: number;
};

export type Ask = PackageAsk | OrderAsk | ChangeAsk;

export type Lanes = {
  /** Resolves when the ask is committed or refused; rejects with `Unavailable` when the database is away. */
  perform(ask: Ask): Promise<Answer>;
  /** Asks that no transaction has taken yet. */
  waiting(): number;
  /** Answers what waits, then takes no more. */
  close(): Promise<void>;
};

/** Told after each commit, so that the webhook worker and the feed need not wait for their next look. */
export type LaneHooks = { onCommitted(owed: { seller_id: number }[], happened: Change[]): void };

/**
 * The corridor of every write. An ask goes into the lane of its package, so that two asks of one package meet in one
 * lane (and its memory) rather than at a row lock; locks make it true between lanes and nodes.
 */
export function createLanes(world: World, hooks: LaneHooks): Lanes {
  // The embedded database has one connection, so a second lane would only wait for the first.
  const count = world.db.kind === 'pglite' ? 1 : world.settings.lanes;
  const lanes = Array.from({ length: count }, () => createLane(world, hooks));
  // In a sandbox one seller's asks follow one another, so that the same calls draw the same ids.
  const numberOf = world.settings.mode === 'sandbox' ? (ask: Ask) => ask.seller_id : laneNumber;
  return {
    // A seller that no id can name has a number below zero.
    perform: (ask) => lanes[Math.abs(numberOf(ask)) % count]!.perform(ask),
    waiting: () => lanes.reduce((sum, lane) => sum + lane.waiting(), 0),
    close: async () => {
      await Promise.all(lanes.map((lane) => lane.close()));
    },
  };
}

function laneNumber(ask: Ask): number {
  if (ask.kind === 'package') return ask.seller_id + Math.max(ask.package_id, 0);
  if (ask.kind === 'order') return ask.seller_id + [...ask.order.order_number].reduce((h, c) => h + c.charCodeAt(0), 0);
  return ask.seller_id;
}
