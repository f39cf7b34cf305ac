import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads';
import { assets } from '../../assets/assets.ts';
import { StartError } from '../errors/start-error.ts';
import type { DatabaseSettings, OpenOptions } from './database.ts';
import type { ThreadAnswer, ThreadRequest } from './embedded-thread.ts';
import { lockFolder } from './folder-lock.ts';
import { type Image, writeImage } from './image.ts';

// Without pg: `serve` opens the database here while the rest of koli is still being loaded.

let engine_thread: EngineThread | undefined;

/** One for all embedded databases of this process: the start of a thread takes as long as the opening of a database. */
class EngineThread {
  readonly #worker: Worker;
  /** Why it ended. */
  failure: Error | undefined;

  constructor() {
    // Options of this process, like loaders of a test runner, are not for it.
    this.#worker = new Worker(assets.database, { execArgv: [], env: {} });
    this.#worker.on('error', (error) => this.#end(error as Error));
    this.#worker.on('exit', (code) => this.#end(new Error(`the thread of the embedded database ended with ${code}`)));
    this.#worker.unref();
  }

  static get(): EngineThread {
    if (engine_thread === undefined || engine_thread.failure !== undefined) engine_thread = new EngineThread();
    return engine_thread;
  }

  open(port: MessagePort): void {
    this.#worker.postMessage(port, [port]);
  }

  #end(error: Error): void {
    this.failure ??= error;
  }
}

type PendingRequest = { resolve(answer: ThreadAnswer): void; reject(error: Error): void };

/** A database in the thread. */
export class Engine {
  readonly #port: MessagePort;
  readonly #thread = EngineThread.get();
  /** Requests without an answer, in the order of the answers. */
  readonly #waiting: PendingRequest[] = [];
  #ended = false;

  constructor() {
    const { port1, port2 } = new MessageChannel();
    this.#port = port1;
    this.#thread.open(port2);
    port1.on('message', (answer: ThreadAnswer) => this.#take(answer));
    port1.on('close', () => setImmediate(() => this.#end()));
    port1.unref();
  }

  /** `files`: a folder, `memory://`, or an image to begin with in memory. */
  async open(files: string | Image): Promise<void> {
    try {
      await this.#ask({ what: 'open', files });
    } catch (error) {
      this.#port.close();
      throw error;
    }
  }

  async run(messages: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
    return (await this.#ask({ what: 'run', messages }, [messages.buffer])).bytes!;
  }

  async image(): Promise<Image> {
    return (await this.#ask({ what: 'image' })).bytes!;
  }

  async close(): Promise<void> {
    if (!this.#ended) await this.#ask({ what: 'close' });
    this.#port.close();
  }

  /** It works, however long a statement takes, or waits for the next one. */
  isRunning(): boolean {
    return !this.#ended;
  }

  async #ask(ask: ThreadRequest, moved: ArrayBuffer[] = []): Promise<ThreadAnswer> {
    if (this.#ended) throw this.#broken();
    const answered = new Promise<ThreadAnswer>((resolve, reject) => this.#waiting.push({ resolve, reject }));
    // No end of the process before the answer.
    this.#port.ref();
    this.#port.postMessage(ask, moved);
    const answer = await answered;
    if (answer.mistake !== undefined) throw new Error(answer.mistake);
    return answer;
  }

  #take(answer: ThreadAnswer): void {
    this.#waiting.shift()?.resolve(answer);
    if (this.#waiting.length === 0) this.#port.unref();
  }

  #end(): void {
    this.#ended = true;
    for (const { reject } of this.#waiting.splice(0)) reject(this.#broken());
  }

  /** Like the end of a connection to a server. */
  #broken(): Error {
    const reason = this.#thread.failure?.message ?? 'it was closed';
    return Object.assign(new Error(`the embedded database ended: ${reason}`), { code: 'ECONNRESET' });
  }
}

/** An embedded database that is open. */
export type OpenedFiles = {
  engine: Engine;
  /** Gives the folder back. After the end of the engine. */
  release(): void;
};

/** In memory, or in a folder that another koli cannot open meanwhile. */
export const openEmbedded = (
  { memory, data_folder }: Pick<DatabaseSettings, 'memory' | 'data_folder'>,
  options: OpenOptions,
): Promise<OpenedFiles> =>
  memory || options.load !== undefined ? openInMemory(options) : openFolder(data_folder, options);

async function openInMemory({ load, fresh }: OpenOptions): Promise<OpenedFiles> {
  const engine = new Engine();
  await engine.open(load ?? fresh?.() ?? 'memory://');
  return { engine, release: () => {} };
}

async function openFolder(folder: string, { fresh }: OpenOptions): Promise<OpenedFiles> {
  const lock = await lockFolder(folder);
  const files = join(folder, 'pgdata');
  // Stands while a new database is being made. Who finds it at the start finds half a database with nothing in it.
  const unfinished = join(folder, 'unfinished');
  try {
    if (existsSync(unfinished)) rmSync(files, { recursive: true, force: true });
    if (!existsSync(files)) {
      writeFileSync(unfinished, '');
      const image = fresh?.();
      if (image !== undefined) writeImage(image, files);
    }
    const engine = new Engine();
    await engine.open(resolve(files));
    rmSync(unfinished, { force: true });
    return { engine, release: lock.release };
  } catch (error) {
    lock.release();
    throw new StartError(
      `The embedded database in ${resolve(folder)} does not open (${(error as Error).message}): move the folder away to start with an empty one.`,
    );
  }
}
