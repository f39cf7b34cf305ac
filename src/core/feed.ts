import { eventsSince, type FeedEntry } from './postgres/events.ts';
import type { World } from './world.ts';

export type { FeedEntry };

/** An open connection that follows the packages of one seller, or (null) of all. */
type Listener = {
  seller_id: number | null;
  /** `until`: everything before was told. A listener that comes back may go on from there. */
  tell(entries: FeedEntry[], until: number): void;
  /** More has happened than can be told: what the listener knows may be stale. */
  lost(until: number): void;
  beat(until: number): void;
  end(): void;
};

/** Sockets that a node keeps for listeners. */
export const listeners_limit = 500;
export const listeners_per_seller = 20;
/** Entries told at once. A listener that missed more reads the lists again, which is less work for both. */
const told_limit = 5_000;
/** A listener that was away for longer reads the lists again. */
const feed_reach_ms = 15 * 60_000;
/**
 * A change is stamped before it is committed: at most 5 s later (`write_limit_ms`), by a node whose clock may differ
 * by a little. So everything is looked for twice, and told once.
 */
const overlap_ms = 10_000;
const poll_ms = 1_000;
/** Looking takes at most this share of the time: when it takes long, it is done less often. */
const poll_share = 10;
const beat_ms = 15_000;

const entryKey = ({ seller_id, package_id, sequence }: FeedEntry): string => `${seller_id}/${package_id}/${sequence}`;

/**
 * Tells listeners what happens. Commits of this node are told at once. Those of other nodes are found by looking at the
 * database, which also finds what a broken connection kept from being told. An embedded database has one node and a clock
 * that may stand still or jump, so there the commits are enough. Without listeners nothing is looked for.
 */
export class Feed {
  readonly #world: World;
  readonly #polls: boolean;
  readonly #listeners = new Set<Listener>();
  /** What was told, with its time, as long as a look may find it again. */
  readonly #told = new Map<string, number>();
  /** The last look reached up to here. */
  #until: number;
  #timer: NodeJS.Timeout | null = null;
  #beats: { stop(): void };
  #closed = false;

  constructor(world: World) {
    this.#world = world;
    this.#polls = world.db.kind === 'postgres';
    this.#until = world.clock.now();
    this.#beats = world.alarm(beat_ms, () => this.#beat());
  }

  /** Entries that this node has just committed. */
  committed(entries: FeedEntry[]): void {
    if (this.#listeners.size > 0) this.#tell(this.#polls ? this.#remember(entries) : entries);
  }

  /** Begins to tell, with what has happened since a time if one is given. Null: there are too many listeners. */
  async listen(listener: Listener, since: number | null): Promise<{ stop(): void } | null> {
    const { seller_id } = listener;
    const own = [...this.#listeners].filter((other) => other.seller_id === seller_id).length;
    if (this.#closed || this.#listeners.size >= listeners_limit) return null;
    if (seller_id !== null && own >= listeners_per_seller) return null;
    // The first listener begins now: what happened before it came is not for it.
    if (this.#listeners.size === 0) this.#until = this.#world.clock.now();
    this.#listeners.add(listener);
    this.#schedule(poll_ms);
    const stop = () => {
      this.#listeners.delete(listener);
    };
    try {
      if (since !== null) await this.#catchUp(listener, since);
    } catch (error) {
      stop();
      throw error;
    }
    return { stop };
  }

  /** The data was replaced: what listeners know is stale. */
  restart(): void {
    this.#told.clear();
    for (const listener of this.#listeners) listener.lost(this.#reached());
  }

  close(): void {
    this.#closed = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#beats.stop();
    for (const listener of this.#listeners) listener.end();
    this.#listeners.clear();
  }

  /** Everything before this time was told. */
  #reached(): number {
    return this.#polls ? this.#until : this.#world.clock.now();
  }

  #tell(entries: FeedEntry[]): void {
    if (entries.length === 0) return;
    for (const listener of this.#listeners) {
      const { seller_id } = listener;
      const own = seller_id === null ? entries : entries.filter((entry) => entry.seller_id === seller_id);
      if (own.length > 0) listener.tell(own, this.#reached());
    }
  }

  #remember(entries: FeedEntry[]): FeedEntry[] {
    const fresh = entries.filter((entry) => !this.#told.has(entryKey(entry)));
    for (const entry of fresh) this.#told.set(entryKey(entry), entry.at);
    return fresh;
  }

  #watched(): number[] | null {
    const ids = [...this.#listeners].map((listener) => listener.seller_id);
    return ids.includes(null) ? null : [...new Set(ids as number[])];
  }

  async #look(): Promise<void> {
    const { clock, db } = this.#world;
    const started = clock.now();
    const entries = await eventsSince(db.pool, {
      seller_ids: this.#watched(),
      // The clock may stand before the last look, when the data was replaced.
      from: Math.min(this.#until, started) - overlap_ms,
      limit: told_limit + 1,
    });
    const fresh = this.#remember(entries);
    this.#until = started;
    if (entries.length > told_limit) for (const listener of this.#listeners) listener.lost(started);
    else this.#tell(fresh);
    for (const [key, at] of this.#told) if (at < this.#until - 2 * overlap_ms) this.#told.delete(key);
  }

  #schedule(wait_ms: number): void {
    if (this.#closed || !this.#polls || this.#timer !== null || this.#listeners.size === 0) return;
    this.#timer = setTimeout(async () => {
      const started = performance.now();
      await this.#look().catch((error) => this.#world.log.warn({ err: error }, 'the feed could not look for changes'));
      this.#timer = null;
      this.#schedule(Math.max(poll_ms, poll_share * (performance.now() - started)));
    }, wait_ms);
    this.#timer.unref();
  }

  #beat(): void {
    for (const listener of this.#listeners) listener.beat(this.#reached());
    this.#beats = this.#world.alarm(beat_ms, () => this.#beat());
  }

  /** Sends one listener the changes that it missed, before any later change. */
  async #catchUp(listener: Listener, since: number): Promise<void> {
    const { clock, db } = this.#world;
    const { seller_id } = listener;
    if (since < clock.now() - feed_reach_ms) return listener.lost(this.#reached());
    const missed = await eventsSince(db.pool, {
      seller_ids: seller_id === null ? null : [seller_id],
      from: since - overlap_ms,
      limit: told_limit + 1,
    });
    if (missed.length > told_limit) listener.lost(this.#reached());
    else if (missed.length > 0) listener.tell(missed, this.#reached());
  }
}
