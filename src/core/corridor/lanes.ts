import type { World } from '../world.ts';
import { runBatch } from './batch.ts';
import type { Answer, Ask, LaneHooks, Lanes } from './perform.ts';

/** The database is away or overloaded: nothing was done, or nobody can say. */
export class Unavailable extends Error {
  override name = 'Unavailable';
}

/**
 * Asks per transaction. 64 share one round trip and one disk flush; more would make the first wait for the last
 * (a batch of 64 takes about 8 ms).
 */
const batch_limit = 64;
/** Asks waiting in a lane: some seconds of work. Whoever comes later is told at once instead of waiting in vain. */
const queue_limit = 20_000;
/** How often an ask is tried alone when others keep getting in its way. */
const tries = 8;

type Job = { ask: Ask; resolve(answer: Answer): void; reject(error: unknown): void };

/** Takes all that waits, up to a limit, into one transaction; what arrives meanwhile is the next batch. */
export function createLane(world: World, hooks: LaneHooks): Lanes {
  const waiting: Job[] = [];
  let running: Promise<void> | null = null;
  let closed = false;

  async function run(): Promise<void> {
    // Lets everything that arrived in this turn of the loop join the first batch.
    await new Promise(setImmediate);
    while (waiting.length > 0) await answerAll(world, hooks, take(waiting));
    running = null;
  }

  return {
    perform: (ask) =>
      new Promise((resolve, reject) => {
        if (closed) return reject(new Unavailable('koli is stopping'));
        if (waiting.length >= queue_limit) return reject(new Unavailable('too much is waiting'));
        waiting.push({ ask, resolve, reject });
        running ??= run();
      }),
    waiting: () => waiting.length,
    close: async () => {
      closed = true;
      await running;
    },
  };
}

/**
 * Package commands and orders share a transaction; a file of megabytes, what is to be undone, and any other change have
 * one of their own.
 */
function take(waiting: Job[]): Job[] {
  const own = waiting.findIndex(
    ({ ask }) => ask.kind === 'change' || ask.twist?.undone || (ask.kind === 'package' && ask.upload),
  );
  const shared = own === -1 ? waiting.length : own;
  return waiting.splice(0, Math.min(Math.max(shared, 1), batch_limit));
}

async function answerAll(world: World, hooks: LaneHooks, jobs: Job[]): Promise<void> {
  try {
    const answers = await perform(
      world,
      hooks,
      jobs.map((job) => job.ask),
    );
    for (const [index, job] of jobs.entries()) job.resolve(answers[index]!);
  } catch (error) {
    if (jobs.length === 1) return retry(world, hooks, jobs[0]!, error, 1);
    // One bad ask must not harm its neighbours: each is tried alone, in order.
    for (const job of jobs) await retry(world, hooks, job, error, 0);
  }
}

async function perform(world: World, hooks: LaneHooks, asks: Ask[]): Promise<Answer[]> {
  const began = performance.now();
  const { answers, owed, happened } = await runBatch(world, asks);
  world.metrics.batched(asks.length, performance.now() - began);
  for (const { type } of happened) world.metrics.happened(type);
  if (owed.length > 0 || happened.length > 0) hooks.onCommitted(owed, happened);
  return answers;
}

async function retry(world: World, hooks: LaneHooks, job: Job, cause: unknown, tried: number): Promise<void> {
  let error = cause;
  for (let attempt = tried; attempt < tries; attempt++) {
    if (attempt > 0 && !passes(error)) break;
    if (outcomeUnknown(error)) break;
    try {
      const [answer] = await perform(world, hooks, [job.ask]);
      return job.resolve(answer!);
    } catch (next) {
      error = next;
    }
  }
  job.reject(isAway(error) || isLate(error) ? new Unavailable((error as Error).message, { cause: error }) : error);
}

/** Somebody got in the way: unique key, serialization, deadlock, or a connection that broke before the commit. */
const passes = (error: unknown): boolean =>
  ['23505', '40001', '40P01', 'reply.taken'].includes(codeOf(error)) || isAway(error);

/** The connection broke while the commit was under way: it may have happened, so nobody may do it again. */
const outcomeUnknown = (error: unknown): boolean =>
  error instanceof Error && 'committing' in error && (isAway(error) || codeOf(error) === '');

/** It took too long and was rolled back, as a whole or at one statement. Nobody tries again on a lane's time. */
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
