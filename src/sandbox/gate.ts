/** Others did not leave in time. */
export class Busy extends Error {}

/** Who passes: requests of a seller, of the operator (0), and the sandbox's own work. */
type Visitor = number | 'clock';

/** No write lasts longer than 5 seconds, so a visitor that is still inside after this time hangs. */
const patience_ms = 10_000;

/** A reset replaces what others read and write. It waits for those who have begun, and lets none begin meanwhile. */
export class Gate {
  readonly #wait_ms: number;
  readonly #inside = new Map<Visitor, number>();
  readonly #ages = new Map<number | 'all', number>();
  #closed_for: number | 'all' | null = null;
  #opened = Promise.withResolvers<void>();
  #left = Promise.withResolvers<void>();
  #turn: Promise<unknown> = Promise.resolve();

  constructor(wait_ms = patience_ms) {
    this.#wait_ms = wait_ms;
  }

  /** Beside others, unless the gate is closed for this visitor; then after it opens. */
  async enter<T>(visitor: Visitor, work: () => Promise<T>): Promise<T> {
    while (this.#concerns(visitor)) await this.#opened.promise;
    return this.#counted(visitor, work);
  }

  /** For a visitor inside that turns to one seller: waits while the gate is closed for that seller alone. */
  async turnTo<T>(seller_id: number, work: () => Promise<T>): Promise<T> {
    while (this.#closed_for === seller_id) await this.#opened.promise;
    return this.#counted(seller_id, work);
  }

  /**
   * After all others have left that may touch a seller's data, or all data. They wait outside meanwhile. One at a time.
   * Throws `Busy` when they do not leave.
   */
  alone<T>(seller_id: number | 'all', work: () => Promise<T>): Promise<T> {
    const mine = this.#turn.then(async () => {
      this.#closed_for = seller_id;
      try {
        await this.#emptied();
        return await work();
      } finally {
        this.#closed_for = null;
        this.#opened.resolve();
        this.#opened = Promise.withResolvers();
      }
    });
    this.#turn = mine.catch(() => {});
    return mine;
  }

  /** How often the data of a seller was replaced. A caller that has seen an older age must not go on. */
  age(seller_id: number): number {
    return (this.#ages.get('all') ?? 0) + (this.#ages.get(seller_id) ?? 0);
  }

  replaced(seller_id: number | 'all'): void {
    this.#ages.set(seller_id, (this.#ages.get(seller_id) ?? 0) + 1);
  }

  #concerns(visitor: Visitor): boolean {
    const closed = this.#closed_for;
    return closed !== null && (closed === 'all' || closed === visitor || visitor === 0);
  }

  async #emptied(): Promise<void> {
    const late = AbortSignal.timeout(this.#wait_ms);
    const late_signal = new Promise<void>((resolve) => late.addEventListener('abort', () => resolve()));
    while ([...this.#inside.keys()].some((visitor) => this.#concerns(visitor))) {
      if (late.aborted) throw new Busy('other requests are still under way');
      await Promise.race([this.#left.promise, late_signal]);
    }
  }

  async #counted<T>(visitor: Visitor, work: () => Promise<T>): Promise<T> {
    this.#inside.set(visitor, (this.#inside.get(visitor) ?? 0) + 1);
    try {
      return await work();
    } finally {
      const count = this.#inside.get(visitor)! - 1;
      if (count === 0) this.#inside.delete(visitor);
      else this.#inside.set(visitor, count);
      this.#left.resolve();
      this.#left = Promise.withResolvers();
    }
  }
}
