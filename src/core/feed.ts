import { eventsSince, type FeedEntry } from './postgres/events.ts';
import type { World } from './world.ts';

export type { FeedEntry };

/** Who watches: one seller's packages, or (null) everybody's. */
export type Listener = {
  seller_id: number | null;
  /** `until`: all that happened before was told; who comes back later may go on from there. */
  tell(changes: FeedEntry[], until: number): void;
  /** More has happened than can be told: what the listener knows may be stale. */
  lost(until: number): void;
  beat(until: number): void;
  end(): void;
};

export type Feed = {
  /** Changes that this node has just committed. */
  committed(changes: FeedEntry[]): void;
  /** Begins to tell, with what has happened since a time when one is given. Null: there are too many listeners. */
  listen(listener: Listener, since: number | null): Promise<{ stop(): void } | null>;
  /** The data was replaced by another's: whatever listeners know is stale. */
  restart(): void;
  close(): void;
};

/** Sockets that a node keeps for listeners. */
export const listeners_limit = 500;
export const listeners_per_seller = 20;
/** Told at once; who has missed more reads the lists again, which is less work for both. */
const told_limit = 5_000;
/** Who was away for longer reads the lists again. */
const reach_ms = 15 * 60_000;
/**
 * A change is stamped before it is committed: at most 5 s later (`write_limit_ms`), by a node whose clock may differ
 * by a little. So everything is looked for twice, and told once.
 */
const overlap_ms = 10_000;
const poll_ms = 1_000;
/** Looking takes at most this share of the time: when it takes long, it is done less often. */
const poll_share = 10;
const beat_ms = 15_000;

const keyOf = ({ seller_id, package_id, sequence }: FeedEntry): string => `${seller_id}/${package_id}/${sequence}`;

/**
 * Tells listeners what happens. This node's commits are told as they come; those of other nodes are found by looking
 * at the database, which also finds what a broken connection has kept from being told. An embedded database has one
 * node, and a clock that may stand still or jump, so there the commits are all there is to know. Nothing is looked for
 * while nobody listens.
 */
export function createFeed(world: World): Feed {
  const listeners = new Set<Listener>();
  /** What was told, with its time, as long as it may be found again. */
  const told = new Map<string, number>();
  const polls = world.db.kind === 'postgres';
  /** Looked for up to here. */
  let until = world.clock.now();
  let timer: NodeJS.Timeout | null = null;
  let closed = false;

  /** Up to where all was told. */
  const reached = () => (polls ? until : world.clock.now());

  function tell(changes: FeedEntry[]): void {
    if (changes.length === 0) return;
    for (const listener of listeners) {
      const { seller_id } = listener;
      const own = seller_id === null ? changes : changes.filter((change) => change.seller_id === seller_id);
      if (own.length > 0) listener.tell(own, reached());
    }
  }

  function remember(changes: FeedEntry[]): FeedEntry[] {
    const fresh = changes.filter((change) => !told.has(keyOf(change)));
    for (const change of fresh) told.set(keyOf(change), change.at);
    return fresh;
  }

  function forget(): void {
    for (const [key, at] of told) if (at < until - 2 * overlap_ms) told.delete(key);
  }

  function watched(): number[] | null {
    const ids = [...listeners].map((listener) => listener.seller_id);
    return ids.includes(null) ? null : [...new Set(ids as number[])];
  }

  async function look(): Promise<void> {
    const started = world.clock.now();
    const changes = await eventsSince(world.db.pool, {
      seller_ids: watched(),
      // The clock of a sandbox may stand before the last look, when its data was replaced.
      from: Math.min(until, started) - overlap_ms,
      limit: told_limit + 1,
    });
    const fresh = remember(changes);
    until = started;
    if (changes.length > told_limit) for (const listener of listeners) listener.lost(started);
    else tell(fresh);
    forget();
  }

  function schedule(wait_ms: number): void {
    if (closed || !polls || timer !== null || listeners.size === 0) return;
    timer = setTimeout(async () => {
      const started = performance.now();
      await look().catch((error) => world.log.warn({ err: error }, 'the feed could not look for changes'));
      timer = null;
      schedule(Math.max(poll_ms, poll_share * (performance.now() - started)));
    }, wait_ms);
    timer.unref();
  }

  let beats = world.alarm(beat_ms, beat);
  function beat(): void {
    for (const listener of listeners) listener.beat(reached());
    beats = world.alarm(beat_ms, beat);
  }

  /** What a listener has missed is told to it alone, ahead of what happens from now on. */
  async function catchUp(listener: Listener, since: number): Promise<void> {
    const { seller_id } = listener;
    if (since < world.clock.now() - reach_ms) return listener.lost(reached());
    const missed = await eventsSince(world.db.pool, {
      seller_ids: seller_id === null ? null : [seller_id],
      from: since - overlap_ms,
      limit: told_limit + 1,
    });
    if (missed.length > told_limit) listener.lost(reached());
    else if (missed.length > 0) listener.tell(missed, reached());
  }

  return {
    committed(changes) {
      if (listeners.size > 0) tell(polls ? remember(changes) : changes);
    },
    async listen(listener, since) {
      const { seller_id } = listener;
      const own = [...listeners].filter((other) => other.seller_id === seller_id).length;
      if (closed || listeners.size >= listeners_limit) return null;
      if (seller_id !== null && own >= listeners_per_seller) return null;
      // Whoever comes first begins from now: what happened while nobody listened is nobody's news.
      if (listeners.size === 0) until = world.clock.now();
      listeners.add(listener);
      schedule(poll_ms);
      const stop = () => {
        listeners.delete(listener);
      };
      try {
        if (since !== null) await catchUp(listener, since);
      } catch (error) {
        stop();
        throw error;
      }
      return { stop };
    },
    restart() {
      told.clear();
      for (const listener of listeners) listener.lost(reached());
    },
    close() {
      closed = true;
      if (timer !== null) clearTimeout(timer);
      beats.stop();
      for (const listener of listeners) listener.end();
      listeners.clear();
    },
  };
}
