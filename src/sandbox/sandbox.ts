import type { Performer } from '../core/corridor/ask.ts';
import type { World } from '../core/world.ts';
import { Gate } from './gate.ts';
import { type Due, type DueWork, Moves } from './moves.ts';
import { countPackages } from './postgres/packages.ts';
import { loadClock, type Virtual } from './virtual.ts';
import { Progress } from './work.ts';

/** What the sandbox needs of the webhook worker. */
export type HeldWorker = Due & { hold(): Promise<void>; release(): void; forget(seller_id?: number): void };

export type SandboxParts = {
  world: World;
  lanes: Performer;
  worker: HeldWorker;
  moments: DueWork;
  virtual: Virtual;
  /** Deletes what is older than its retention time, by the sandbox's clock. */
  tidy(): Promise<void>;
};

/** A seller, or all of them. */
type Scope = number | 'all';

export type Summary = { packages: number; now: number };

/** What only a sandbox can do: move its clock, and put another state in place of the present one. */
export class Sandbox implements AsyncDisposable {
  readonly world: World;
  readonly lanes: Performer;
  readonly virtual: Virtual;
  readonly tidy: () => Promise<void>;
  readonly gate = new Gate();
  readonly moves: Moves;
  readonly progress = new Progress();
  readonly #worker: HeldWorker;
  readonly #replaced: ((of: Scope) => void)[] = [];
  readonly #cut: (() => void)[] = [];

  constructor({ world, lanes, worker, moments, virtual, tidy }: SandboxParts) {
    this.world = world;
    this.lanes = lanes;
    this.virtual = virtual;
    this.tidy = tidy;
    this.#worker = worker;
    this.moves = new Moves({ world, moments, worker, gate: this.gate, clock: virtual.clock });
  }

  /** Called when a reset, restore or import of all begins: work under way would find another state. */
  onCut(listener: () => void): void {
    this.#cut.push(listener);
  }

  /** Called when the data of a seller, or of all, was replaced. */
  onReplaced(listener: (of: Scope) => void): void {
    this.#replaced.push(listener);
  }

  /** A reset, restore or import of all begins. */
  cut(): void {
    this.moves.cut();
    for (const listener of this.#cut) listener();
  }

  /** Meanwhile no one else reads or writes. */
  alone<T>(of: Scope, work: () => Promise<T>): Promise<T> {
    return this.gate.alone(of, async () => {
      await this.#worker.hold();
      try {
        return await work();
      } finally {
        this.#worker.release();
      }
    });
  }

  /** The data of a seller, or of all, was replaced: all that is in memory of it is dropped. */
  async replaced(of: Scope): Promise<void> {
    const { world, virtual } = this;
    const seller_id = of === 'all' ? undefined : of;
    world.ids.forget(seller_id);
    virtual.faults.forget();
    virtual.deliveries.forget(seller_id);
    this.#worker.forget(seller_id);
    this.gate.replaced(of);
    for (const listener of this.#replaced) listener(of);
    if (of === 'all') await loadClock(world.db.pool, virtual);
    else await virtual.seeds.load(world.db.pool);
    await virtual.faults.load();
  }

  async summary(seller_id?: number): Promise<Summary> {
    return { packages: await countPackages(this.world.db.pool, seller_id), now: this.world.clock.now() };
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.moves.close();
  }
}
