import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Duplex } from 'node:stream';
import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads';
import pg from 'pg';
import { assets } from '../../assets/assets.ts';
import { StartError } from '../errors/start-error.ts';
import type { Database, OpenOptions } from './database.ts';
import type { ThreadAnswer, ThreadRequest } from './embedded-thread.ts';
import { lockFolder } from './folder-lock.ts';
import { type Image, writeImage } from './image.ts';
import { beginEmbeddedSession } from './transaction.ts';
import { types } from './types.ts';

let thread: Thread | undefined;

/** One for all embedded databases of this process: the start of a thread takes as long as the opening of a database. */
class Thread {
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

  static get(): Thread {
    if (thread === undefined || thread.failure !== undefined) thread = new Thread();
    return thread;
  }

  open(port: MessagePort): void {
    this.#worker.postMessage(port, [port]);
  }

  #end(error: Error): void {
    this.failure ??= error;
  }
}

type Waiting = { resolve(answer: ThreadAnswer): void; reject(error: Error): void };

/** A database in the thread. */
class Engine {
  readonly #port: MessagePort;
  readonly #thread = Thread.get();
  /** Requests without an answer, in the order of the answers. */
  readonly #waiting: Waiting[] = [];
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

const terminate = 'X'.charCodeAt(0);

/** The socket of pg. What pg writes in one turn of the event loop goes to the thread as one message. */
class Connection extends Duplex {
  readonly #engine: Engine;
  #written: Uint8Array[] = [];

  constructor(engine: Engine) {
    super();
    this.#engine = engine;
  }

  connect(): void {
    process.nextTick(() => this.emit('connect'));
  }

  override _read(): void {}

  override _write(chunk: Uint8Array, _encoding: string, done: () => void): void {
    // The end of a client is not the end of the session: the next client continues it.
    if (chunk[0] !== terminate && this.#written.push(chunk) === 1) process.nextTick(() => void this.#send());
    done();
  }

  override _final(done: () => void): void {
    this.push(null);
    done();
  }

  async #send(): Promise<void> {
    const messages = new Uint8Array(Buffer.concat(this.#written));
    this.#written = [];
    try {
      const answer = await this.#engine.run(messages);
      if (!this.destroyed && !this.writableEnded) this.push(answer);
    } catch (error) {
      this.destroy(error as Error);
    }
  }

  // A socket has these.
  setNoDelay(): void {}
  setKeepAlive(): void {}
  ref(): void {}
  unref(): void {}
}

export async function openInMemory({ load, fresh }: OpenOptions): Promise<Database> {
  const engine = new Engine();
  await engine.open(load ?? fresh?.() ?? 'memory://');
  return embedded(engine, () => {});
}

export async function openFolder(folder: string, { fresh }: OpenOptions): Promise<Database> {
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
    return embedded(engine, lock.release);
  } catch (error) {
    lock.release();
    throw new StartError(
      `The embedded database in ${resolve(folder)} does not open (${(error as Error).message}): move the folder away to start with an empty one.`,
    );
  }
}

/** pg speaks to the thread as to any server. The database has one session, so there is one client at a time. */
function embedded(engine: Engine, afterwards: () => void): Database {
  const pool = new pg.Pool({
    stream: () => new Connection(engine) as never,
    user: 'postgres',
    database: 'postgres',
    ssl: false,
    types,
    pipeline: true,
    max: 1,
    idleTimeoutMillis: 0,
    onConnect: beginEmbeddedSession,
  });
  pool.on('error', () => {});
  return {
    kind: 'pglite',
    pool,
    image: () => engine.image(),
    isAnswering: async () => engine.isRunning(),
    async close() {
      await pool.end();
      await engine.close();
      afterwards();
    },
  };
}
