/** Others did not leave in time. */
export class Busy extends Error {}

/** Who passes: requests of a seller, of the operator (0), and the sandbox's own work. */
export type Visitor = number | 'clock';

export type Gate = {
  /** Beside others, once nobody is alone who wants this visitor away. */
  enter<T>(visitor: Visitor, work: () => Promise<T>): Promise<T>;
  /** For who is inside already and turns to one seller: waits for whoever is alone with that seller, and for no other. */
  turnTo<T>(seller_id: number, work: () => Promise<T>): Promise<T>;
  /**
   * When all others have left who may touch a seller's data, or anybody's, and while they wait outside. One at a time.
   * Throws `Busy` when they do not leave.
   */
  alone<T>(seller_id: number | 'all', work: () => Promise<T>): Promise<T>;
  /** How often the data of a seller was replaced: who has seen an older one must not go on. */
  age(seller_id: number): number;
  replaced(seller_id: number | 'all'): void;
};

/** No write lasts longer than 5 seconds, so whoever is still there after this hangs. */
const patience_ms = 10_000;

/** A reset replaces what others read and write. It waits for those who have begun, and lets none begin meanwhile. */
export function createGate(wait_ms = patience_ms): Gate {
  const inside = new Map<Visitor, number>();
  const ages = new Map<number | 'all', number>();
  let closed_for: number | 'all' | null = null;
  let opened = Promise.withResolvers<void>();
  let left = Promise.withResolvers<void>();
  let turn: Promise<unknown> = Promise.resolve();

  const concerns = (closed: number | 'all' | null, visitor: Visitor): boolean =>
    closed !== null && (closed === 'all' || closed === visitor || visitor === 0);

  async function emptied(): Promise<void> {
    const late = AbortSignal.timeout(wait_ms);
    const late_signal = new Promise<void>((resolve) => late.addEventListener('abort', () => resolve()));
    while ([...inside.keys()].some((visitor) => concerns(closed_for, visitor))) {
      if (late.aborted) throw new Busy('other requests are still under way');
      await Promise.race([left.promise, late_signal]);
    }
  }

  async function counted<T>(visitor: Visitor, work: () => Promise<T>): Promise<T> {
    inside.set(visitor, (inside.get(visitor) ?? 0) + 1);
    try {
      return await work();
    } finally {
      const count = inside.get(visitor)! - 1;
      if (count === 0) inside.delete(visitor);
      else inside.set(visitor, count);
      left.resolve();
      left = Promise.withResolvers();
    }
  }

  return {
    async enter(visitor, work) {
      while (concerns(closed_for, visitor)) await opened.promise;
      return counted(visitor, work);
    },
    async turnTo(seller_id, work) {
      while (closed_for === seller_id) await opened.promise;
      return counted(seller_id, work);
    },
    alone(seller_id, work) {
      const mine = turn.then(async () => {
        closed_for = seller_id;
        try {
          await emptied();
          return await work();
        } finally {
          closed_for = null;
          opened.resolve();
          opened = Promise.withResolvers();
        }
      });
      turn = mine.catch(() => {});
      return mine;
    },
    age: (seller_id) => (ages.get('all') ?? 0) + (ages.get(seller_id) ?? 0),
    replaced(seller_id) {
      ages.set(seller_id, (ages.get(seller_id) ?? 0) + 1);
    },
  };
}
