import { type MessagePort, parentPort } from 'node:worker_threads';
import { PGlite, type PGliteOptions } from '@electric-sql/pglite';
import { type Image, imageOf } from './image.ts';
import { ImageFs } from './image-fs.ts';
import { planning } from './planning.ts';
import { Upkeep } from './upkeep.ts';

// The thread of the embedded databases. PGlite works in one synchronous call per message: in the thread that serves
// HTTP, every request would wait for the end of the call, health checks included.

/** A request to a database. Each database has a port of its own and answers every request, in order. */
export type ThreadRequest =
  | { what: 'open'; files: string | Image }
  | { what: 'run'; messages: Uint8Array }
  | { what: 'image' }
  | { what: 'close' };

/** `bytes` is the answer to `run` (messages of the protocol) and `image`. */
export type ThreadAnswer = { bytes?: Uint8Array<ArrayBuffer>; mistake?: string };

const settings = {
  ...planning,
  // The database clears all of it at every start: 10 ms; the default of PGlite, 128 MB, takes 75 ms.
  shared_buffers: '16MB',
  // A sample of 3,000 rows. With the default of 30,000, `analyze` of 20,000 packages takes 100 ms instead of 30 ms.
  default_statistics_target: '10',
  // Planning takes 80 µs per statement. A plan that is kept ignores the parameters and the growth of the table.
  plan_cache_mode: 'force_custom_plan',
};

/** Only pg reads the answers, and it has types of its own. The types of PGlite would take a fifth of a start. */
class Embedded extends PGlite {
  override async _initArrayTypes(): Promise<void> {}
}

class Host {
  readonly #port: MessagePort;
  #db: PGlite | undefined;
  #upkeep: Upkeep | undefined;
  #timer: NodeJS.Timeout | undefined;
  /** One thing at a time: requests, and upkeep between them. */
  #turn: Promise<void> = Promise.resolve();

  constructor(port: MessagePort) {
    this.#port = port;
    port.on('message', (ask: ThreadRequest) => this.#next(() => this.#answer(ask)));
  }

  #next(work: () => Promise<void>): void {
    this.#turn = this.#turn.then(work);
  }

  async #answer(ask: ThreadRequest): Promise<void> {
    const answer = await this.#done(ask).catch((error): ThreadAnswer => ({ mistake: (error as Error).message }));
    this.#port.postMessage(answer, answer.bytes === undefined ? [] : [answer.bytes.buffer]);
    if (ask.what === 'run') this.#planUpkeep();
  }

  async #done(ask: ThreadRequest): Promise<ThreadAnswer> {
    if (ask.what === 'open') return this.#open(ask.files);
    const db = this.#db;
    if (db === undefined) throw new Error('the database is not open');
    if (ask.what === 'run') return { bytes: await run(db, ask.messages) };
    if (ask.what === 'image') return { bytes: new Uint8Array(imageOf(db)) };
    clearTimeout(this.#timer);
    this.#db = undefined;
    this.#upkeep = undefined;
    await db.close();
    return {};
  }

  async #open(files: string | Image): Promise<ThreadAnswer> {
    const where: PGliteOptions = typeof files === 'string' ? { dataDir: files } : { fs: new ImageFs(files) };
    const own = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    const db = new Embedded({ ...where, startParams: [...PGlite.defaultStartParams, ...own] });
    await db.waitReady;
    this.#db = db;
    this.#upkeep = new Upkeep(db);
    return {};
  }

  /** A request may have changed tables. Requests that follow within a second share one look. */
  #planUpkeep(): void {
    const wait_ms = this.#upkeep?.wait() ?? null;
    if (wait_ms === null || this.#timer !== undefined) return;
    this.#timer = setTimeout(() => this.#next(() => this.#look()), wait_ms);
  }

  async #look(): Promise<void> {
    this.#timer = undefined;
    if (this.#upkeep?.wait() !== 0) return;
    // A failure is one that the next request meets as well, and reports.
    const more = await this.#upkeep.look().catch(() => false);
    if (more) this.#planUpkeep();
  }
}

/** The raw form: PGlite would parse the answers for itself and keep them. */
async function run(db: PGlite, messages: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array[] = [];
  await db.execProtocolRawStream(messages, {
    syncToFs: false,
    // A view of memory that PGlite uses again.
    onRawData: (part) => void parts.push(part.slice()),
  });
  return joined(parts);
}

/** In a buffer of its own, which changes threads without a copy. */
function joined(parts: Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

parentPort?.on('message', (port: MessagePort) => new Host(port));
