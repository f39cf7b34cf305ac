import type { FeedEntry } from '../feed.ts';
import { isAway, sortOf } from '../postgres/failures.ts';
import { raiseTime } from '../postgres/time.ts';
import { withConnection } from '../postgres/transaction.ts';
import type { World } from '../world.ts';
import type { Answer, Ask, Performer } from './ask.ts';
import { transact } from './transaction.ts';

/** The database is away or overloaded: nothing was written, or it is unknown whether it was. */
export class Unavailable extends Error {
  override name = 'Unavailable';
}

/**
 * Asks per transaction. 64 share one round trip and one disk flush. More would make the first wait for the last: a
 * batch of 64 takes about 8 ms.
 */
const batch_limit = 64;
/** Asks that may wait in a lane: some seconds of work. Later ones are refused at once instead of waiting in vain. */
const queue_limit = 20_000;
/** How often an ask is tried alone when others get in its way. */
const tries = 8;

/** Called after each commit, so that the webhook worker and the feed need not wait for their next look. */
export type OnCommitted = (owed: { seller_id: number }[], happened: FeedEntry[]) => void;

/** `failing`: the last write failed because of the database. */
type LanesHealth = { failing: boolean };

/**
 * Of the time that is left, what the server may use before it ends a statement that waits for a lock. Where others come
 * after it, half: they need time as well. The last one leaves a tenth, so that the server gives up before koli breaks the
 * connection off.
 */
const shares = { first: 0.5, last: 0.9 };

/** For a write that only tries. */
const write_probe_ms = 1_900;

/** `until`: the end of its time, as `performance.now()` tells it. It begins with its arrival and includes the wait in the lane. */
type Job = { ask: Ask; until: number; resolve(answer: Answer): void; reject(error: unknown): void };

/**
 * The way of every write. An ask goes into the lane of its package, so that two asks for one package meet in one batch
 * rather than at a row lock. Locks keep lanes and nodes apart.
 */
export class Lanes implements Performer {
  readonly #lanes: Lane[];
  readonly #numberOf: (ask: Ask) => number;
  readonly #world: World;
  readonly #health: LanesHealth = { failing: false };

  constructor(world: World, onCommitted: OnCommitted) {
    // The embedded database has one connection, so a second lane would only wait for the first.
    const count = world.db.kind === 'pglite' ? 1 : world.settings.lanes;
    this.#world = world;
    this.#lanes = Array.from({ length: count }, () => new Lane(world, onCommitted, this.#health));
    this.#numberOf = world.extension.lane_per_seller ? (ask) => ask.seller_id : laneNumber;
  }

  perform(ask: Ask): Promise<Answer> {
    // A seller id that cannot exist is negative.
    return this.#lanes[Math.abs(this.#numberOf(ask)) % this.#lanes.length]!.perform(ask);
  }

  async canWrite(): Promise<boolean> {
    if (!this.#health.failing) return true;
    const { db } = this.#world;
    const until = db.kind === 'postgres' ? performance.now() + write_probe_ms : undefined;
    // Changes nothing, and yet it is written and committed.
    return withConnection(db.pool, (client) => raiseTime(client, 0), { until }).then(
      () => true,
      () => false,
    );
  }

  /** Asks that no transaction has taken yet. */
  waiting(): number {
    return this.#lanes.reduce((sum, lane) => sum + lane.waiting, 0);
  }

  /** Performs what waits, then takes no more. */
  async close(): Promise<void> {
    await Promise.all(this.#lanes.map((lane) => lane.close()));
  }
}

function laneNumber(ask: Ask): number {
  if (ask.kind === 'command') return ask.seller_id + Math.max(ask.package_id, 0);
  if (ask.kind === 'order') return ask.seller_id + [...ask.order.order_number].reduce((h, c) => h + c.charCodeAt(0), 0);
  return ask.seller_id;
}

/** Takes all that waits, up to a limit, into one transaction. What arrives meanwhile is the next batch. */
class Lane {
  readonly #world: World;
  readonly #onCommitted: OnCommitted;
  readonly #health: LanesHealth;
  readonly #jobs: Job[] = [];
  #running: Promise<void> | null = null;
  #closed = false;

  constructor(world: World, onCommitted: OnCommitted, health: LanesHealth) {
    this.#world = world;
    this.#onCommitted = onCommitted;
    this.#health = health;
  }

  get waiting(): number {
    return this.#jobs.length;
  }

  perform(ask: Ask): Promise<Answer> {
    return new Promise((resolve, reject) => {
      if (this.#closed) return reject(new Unavailable('koli is stopping'));
      if (this.#jobs.length >= queue_limit) return reject(new Unavailable('too many writes are waiting'));
      const until = performance.now() + this.#world.settings.write_limit_ms;
      this.#jobs.push({ ask, until, resolve, reject });
      this.#running ??= this.#run();
    });
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#running;
  }

  async #run(): Promise<void> {
    // Lets everything that arrived in this turn of the event loop join the first batch.
    await new Promise(setImmediate);
    while (this.#jobs.length > 0) await this.#answer(nextBatch(this.#jobs));
    this.#running = null;
  }

  async #answer(all: Job[]): Promise<void> {
    const jobs = all.filter((job) => !this.#expired(job));
    if (jobs.length === 0) return;
    try {
      const answers = await this.#transact(jobs, jobs.length === 1 ? shares.last : shares.first);
      for (const [index, job] of jobs.entries()) job.resolve(answers[index]!);
    } catch (error) {
      if (jobs.length === 1) return this.#retry(jobs[0]!, error, 1, shares.last);
      // One bad ask must not harm its neighbours: each is tried alone, in order.
      for (const job of jobs) await this.#retry(job, error, 0, job === jobs.at(-1) ? shares.last : shares.first);
    }
  }

  /** On the embedded database, nothing else holds a lock, and a job takes as long as those before it. */
  #expired(job: Job): boolean {
    if (this.#world.db.kind === 'pglite' || performance.now() < job.until) return false;
    job.reject(new Unavailable(`a write waited longer than ${this.#world.settings.write_limit_ms} ms`));
    return true;
  }

  async #transact(batch: Job[], share: number): Promise<Answer[]> {
    const { metrics } = this.#world;
    const began = performance.now();
    const until = Math.min(...batch.map((job) => job.until));
    const asks = batch.map((job) => job.ask);
    const { answers, owed, happened } = await transact(this.#world, asks, until, share);
    this.#health.failing = false;
    metrics.batched(batch.length, performance.now() - began);
    for (const { type } of happened) metrics.happened(type);
    if (owed.length > 0 || happened.length > 0) this.#onCommitted(owed, happened);
    return answers;
  }

  async #retry(job: Job, cause: unknown, tried: number, share: number): Promise<void> {
    let error = cause;
    for (let attempt = tried; attempt < tries; attempt++) {
      if (attempt > 0 && !passes(error)) break;
      if (outcomeUnknown(error)) break;
      if (this.#expired(job)) return;
      try {
        const [answer] = await this.#transact([job], share);
        return job.resolve(answer!);
      } catch (next) {
        error = next;
      }
    }
    if (isUnavailable(error)) this.#health.failing = true;
    job.reject(isUnavailable(error) ? new Unavailable((error as Error).message, { cause: error }) : error);
  }
}

/** Serialization failures and deadlocks that did not end are of no one's making; a unique key that stays taken is a defect. */
const isUnavailable = (error: unknown): boolean =>
  sortOf(error) === 'again' || (sortOf(error) === 'collision' && (error as { code?: string }).code !== '23505');

/**
 * Commands and orders share a transaction. A file of megabytes, a dry run and any other work have one of their own.
 */
function nextBatch(jobs: Job[]): Job[] {
  const own = jobs.findIndex(({ ask }) => ask.kind === 'work' || ask.dry_run || (ask.kind === 'command' && ask.upload));
  const shared = own === -1 ? jobs.length : own;
  return jobs.splice(0, Math.min(Math.max(shared, 1), batch_limit));
}

/** Done again at once: others were faster, or the connection broke before the commit. */
const passes = (error: unknown): boolean => sortOf(error) === 'collision' || isAway(error);

/** The connection broke during the commit: it may have happened, so the ask must not be tried again. */
const outcomeUnknown = (error: unknown): boolean =>
  error instanceof Error && 'committing' in error && (isAway(error) || sortOf(error) === null);
