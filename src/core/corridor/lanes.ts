import type { FeedEntry } from '../feed.ts';
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

type Job = { ask: Ask; resolve(answer: Answer): void; reject(error: unknown): void };

/**
 * The way of every write. An ask goes into the lane of its package, so that two asks for one package meet in one batch
 * rather than at a row lock. Locks keep lanes and nodes apart.
 */
export class Lanes implements Performer {
  readonly #lanes: Lane[];
  readonly #numberOf: (ask: Ask) => number;

  constructor(world: World, onCommitted: OnCommitted) {
    // The embedded database has one connection, so a second lane would only wait for the first.
    const count = world.db.kind === 'pglite' ? 1 : world.settings.lanes;
    this.#lanes = Array.from({ length: count }, () => new Lane(world, onCommitted));
    this.#numberOf = world.extension.lane_per_seller ? (ask) => ask.seller_id : laneNumber;
  }

  perform(ask: Ask): Promise<Answer> {
    // A seller id that cannot exist is negative.
    return this.#lanes[Math.abs(this.#numberOf(ask)) % this.#lanes.length]!.perform(ask);
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
  readonly #jobs: Job[] = [];
  #running: Promise<void> | null = null;
  #closed = false;

  constructor(world: World, onCommitted: OnCommitted) {
    this.#world = world;
    this.#onCommitted = onCommitted;
  }

  get waiting(): number {
    return this.#jobs.length;
  }

  perform(ask: Ask): Promise<Answer> {
    return new Promise((resolve, reject) => {
      if (this.#closed) return reject(new Unavailable('koli is stopping'));
      if (this.#jobs.length >= queue_limit) return reject(new Unavailable('too many writes are waiting'));
      this.#jobs.push({ ask, resolve, reject });
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

  async #answer(jobs: Job[]): Promise<void> {
    try {
      const answers = await this.#transact(jobs.map((job) => job.ask));
      for (const [index, job] of jobs.entries()) job.resolve(answers[index]!);
    } catch (error) {
      if (jobs.length === 1) return this.#retry(jobs[0]!, error, 1);
      // One bad ask must not harm its neighbours: each is tried alone, in order.
      for (const job of jobs) await this.#retry(job, error, 0);
    }
  }

  async #transact(batch: Ask[]): Promise<Answer[]> {
    const { metrics } = this.#world;
    const began = performance.now();
    const { answers, owed, happened } = await transact(this.#world, batch);
    metrics.batched(batch.length, performance.now() - began);
    for (const { type } of happened) metrics.happened(type);
    if (owed.length > 0 || happened.length > 0) this.#onCommitted(owed, happened);
    return answers;
  }

  async #retry(job: Job, cause: unknown, tried: number): Promise<void> {
    let error = cause;
    for (let attempt = tried; attempt < tries; attempt++) {
      if (attempt > 0 && !passes(error)) break;
      if (outcomeUnknown(error)) break;
      try {
        const [answer] = await this.#transact([job.ask]);
        return job.resolve(answer!);
      } catch (next) {
        error = next;
      }
    }
    job.reject(isAway(error) || isLate(error) ? new Unavailable((error as Error).message, { cause: error }) : error);
  }
}

/**
 * Commands and orders share a transaction. A file of megabytes, a dry run and any other work have one of their own.
 */
function nextBatch(jobs: Job[]): Job[] {
  const own = jobs.findIndex(({ ask }) => ask.kind === 'work' || ask.dry_run || (ask.kind === 'command' && ask.upload));
  const shared = own === -1 ? jobs.length : own;
  return jobs.splice(0, Math.min(Math.max(shared, 1), batch_limit));
}

/** Others got in the way: unique key, serialization, deadlock, or a connection that broke before the commit. */
const passes = (error: unknown): boolean =>
  ['23505', '40001', '40P01', 'reply.taken'].includes(codeOf(error)) || isAway(error);

/** The connection broke during the commit: it may have happened, so the ask must not be tried again. */
const outcomeUnknown = (error: unknown): boolean =>
  error instanceof Error && 'committing' in error && (isAway(error) || codeOf(error) === '');

/** The write took too long and was rolled back. It is not tried again: others wait in this lane. */
const isLate = (error: unknown): boolean => ['too.late', '57014'].includes(codeOf(error));

const codeOf = (error: unknown): string => String((error as { code?: unknown } | null)?.code ?? '');

/** Connection failures (class 08), server shutting down (57P01-3), too many connections, socket errors. */
export const isAway = (error: unknown): boolean => {
  const code = codeOf(error);
  return (
    /^(08...|57P0[123]|53300|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND)$/.test(code) ||
    /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error/.test(
      String((error as Error | null)?.message),
    )
  );
};
