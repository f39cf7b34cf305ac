import { Duplex } from 'node:stream';
import pg from 'pg';
import type { Database } from './database.ts';
import type { Engine, OpenedFiles } from './engine.ts';
import { beginEmbeddedSession } from './transaction.ts';
import { types } from './types.ts';

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

/** pg speaks to the thread as to any server. The database has one session, so there is one client at a time. */
export function embedded({ engine, release }: OpenedFiles): Database {
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
      release();
    },
  };
}
