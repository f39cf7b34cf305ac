import type { WebhookKey } from '../postgres/webhooks.ts';
import type { AttemptOutcome, CallTarget } from './attempt.ts';
import type { Leased } from './settle.ts';
import type { SigningSecret } from './sign.ts';

/** A claimed delivery that waits for its turn; without a body when none could be made. */
export type Ready = Leased & { body: string | null };

/** What a node knows of a webhook while it has something to do for it. */
export type Channel = WebhookKey & {
  /** Null until first claimed for. */
  target: (CallTarget & { signing: SigningSecret[] }) | null;
  /** Secrets that were opened, by how they read sealed. */
  opened: Map<string, string>;
  epoch: number;
  /** Claimed, not begun. */
  queue: Ready[];
  /** Calls under way. */
  running: number;
  /** Packages with a delivery in the queue, under way, or ended and not yet written down. */
  busy: Set<number>;
  /** Calls that may run at once, and deliveries that may be claimed ahead of them: learned from how it answers. */
  limit: number;
  ahead: number;
  /** When it did not answer in time, if that was its last call. */
  silent_at: number | null;
  /** There may be more to claim. */
  more: boolean;
  /** Deliveries of an older epoch may stand at the head, to be set aside before anything is claimed. */
  late: boolean;
  /** A secret of its does not open; said once. */
  locked: boolean;
  /** Its rows were replaced: how its calls end is of no interest any more. */
  gone: boolean;
};

/**
 * A new webhook starts low and earns its way up: receivers that hang would else fill all places at once. 8 calls at a
 * time keep a receiver with 10 ms of latency at 800 a second; 256 claimed ahead outlast a round of
 * 100 ms at 2,000 a second, as it is on a busy machine.
 */
const channel_limits = { first: 4, most: 8, ahead_first: 8, ahead_most: 256, quick_ms: 250 };

export const openChannel = ({ seller_id, webhook_id }: WebhookKey): Channel => ({
  seller_id,
  webhook_id,
  target: null,
  opened: new Map(),
  epoch: 0,
  queue: [],
  running: 0,
  busy: new Set(),
  limit: channel_limits.first,
  ahead: channel_limits.ahead_first,
  silent_at: null,
  more: false,
  late: false,
  locked: false,
  gone: false,
});

export const isSilent = (channel: Channel): boolean => channel.silent_at !== null;

/** Adapts to an answer, or to its absence: silence halves what runs at once, an answer adds one. */
export function learn(channel: Channel, outcome: AttemptOutcome, now: number): void {
  const is_silent = outcome.error_class === 'timeout';
  channel.silent_at = is_silent ? now : null;
  channel.limit = is_silent ? Math.max(1, channel.limit >> 1) : Math.min(channel_limits.most, channel.limit + 1);
  channel.ahead = outcome.duration_ms < channel_limits.quick_ms ? channel_limits.ahead_most : channel.limit;
}

/** How many deliveries to claim now, at most `room`; null: not yet, a few more places make a better round. */
export function wanted(channel: Channel, room: number): number | null {
  const free = channel.ahead - channel.queue.length - channel.running;
  if (free < channel.ahead >> 2) return null;
  return Math.min(room, free) || null;
}

/** Nothing worth remembering: it may be forgotten and found again. Silence is remembered over two retries. */
export const isIdle = (channel: Channel, now: number): boolean =>
  channel.busy.size === 0 &&
  !channel.more &&
  !channel.locked &&
  (channel.silent_at === null || now - channel.silent_at > 600_000);
