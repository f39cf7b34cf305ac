import { Worker } from 'node:worker_threads';
import { assets } from '../assets/assets.ts';

/** A sandbox in memory, in a thread of this process. */
export type EmbeddedKoli = {
  /** Where it answers: a free port of 127.0.0.1. */
  url: string;
  operatorToken: string;
  /** A seller that is there from the start, with its key. */
  seller: { sellerId: number; apiKey: string; apiSecret: string };
  /** The sandbox's clock, in UTC milliseconds. */
  now(): number;
  /** Until every webhook call that is due was made and answered. */
  settle(): Promise<void>;
  close(): Promise<void>;
};

/** What the thread is asked; `koli` is the number of one that was opened. */
export type EmbedRequest =
  | { id: number; what: 'open'; env: Record<string, string> }
  | { id: number; what: 'settle' | 'close'; koli: number }
  | { what: 'now'; koli: number };

export type Opened = Pick<EmbeddedKoli, 'url' | 'operatorToken' | 'seller'> & { koli: number };

export type EmbedAnswer = { id: number; value?: Opened; mistake?: string };

/** Shared with the thread: whether it has told the time (a 32-bit number), and the time (from byte 8 on). */
const shared_bytes = 16;
/** As long as the thread may be busy with something else. */
const longest_wait_ms = 60_000;

type Pending = { resolve(value: Opened | undefined): void; reject(error: Error): void };

/**
 * The thread in which all kolis of this process live. Fake timers, module mocks and transforms of a test runner do not
 * reach it, and it keeps no process from ending.
 */
class Thread {
  readonly #shared = new SharedArrayBuffer(shared_bytes);
  readonly #told = new Int32Array(this.#shared, 0, 1);
  readonly #time = new Float64Array(this.#shared, 8, 1);
  readonly #waiting = new Map<number, Pending>();
  readonly #worker: Worker;
  #asked = 0;
  ended = false;

  constructor() {
    // Options of this process, like loaders of a test runner, are not for koli.
    this.#worker = new Worker(assets.thread, { workerData: this.#shared, execArgv: [], env: {} });
    this.#worker.unref();
    this.#worker.on('message', (told: EmbedAnswer) => this.#answer(told));
    this.#worker.on('error', (error) => this.#end(error));
    this.#worker.on('exit', () => this.#end(new Error('the thread of koli ended')));
  }

  ask(what: { what: 'open'; env: Record<string, string> }): Promise<Opened>;
  ask(what: { what: 'settle' | 'close'; koli: number }): Promise<undefined>;
  ask(what: object): Promise<Opened | undefined> {
    return new Promise((resolve, reject) => {
      const id = ++this.#asked;
      this.#waiting.set(id, { resolve, reject });
      this.#worker.ref();
      this.#worker.postMessage({ ...what, id });
    });
  }

  /** At once, as a clock must. */
  now(koli: number): number {
    if (this.ended) throw new Error('koli is closed');
    Atomics.store(this.#told, 0, 0);
    this.#worker.postMessage({ what: 'now', koli } satisfies EmbedRequest);
    if (Atomics.wait(this.#told, 0, 0, longest_wait_ms) === 'timed-out') throw new Error('koli does not tell the time');
    const time = this.#time[0]!;
    if (Number.isNaN(time)) throw new Error('koli is closed');
    return time;
  }

  #answer({ id, value, mistake }: EmbedAnswer): void {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (this.#waiting.size === 0) this.#worker.unref();
    if (mistake === undefined) waiting?.resolve(value);
    else waiting?.reject(new Error(mistake));
  }

  #end(error: Error): void {
    this.ended = true;
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}

let thread: Thread | undefined;

/**
 * Opens a sandbox in memory, without orders. `env` has settings by the names of their environment variables; what stands
 * in the environment of this process changes nothing.
 */
export async function openKoli(env: Record<string, string> = {}): Promise<EmbeddedKoli> {
  if (thread === undefined || thread.ended) thread = new Thread();
  const its = thread;
  const { koli, ...opened } = await its.ask({ what: 'open', env });
  let closing: Promise<undefined> | undefined;
  return {
    ...opened,
    now: () => its.now(koli),
    async settle() {
      await its.ask({ what: 'settle', koli });
    },
    async close() {
      closing ??= its.ended ? Promise.resolve(undefined) : its.ask({ what: 'close', koli });
      await closing;
    },
  };
}
