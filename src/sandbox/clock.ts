import type { Clock } from '../core/world.ts';

/** Where the clock was at the real moment `since`, and how fast it goes from there; 0: it stands still. */
type ClockState = { at: number; since: number; rate: number };

/** The one clock of a sandbox. It only goes forward, except when a state is loaded. */
export class VirtualClock implements Clock {
  readonly #real: () => number;
  /** Null: it was never moved and shows real time. */
  #state: ClockState | null = null;
  /** The latest time shown, since a machine's clock may be set back. */
  #last = 0;
  /** Where it was stopped, whatever was stamped ahead of it since. */
  #stopped_at = 0;

  constructor(real: () => number) {
    this.#real = real;
  }

  now(): number {
    const state = this.#state;
    if (state === null) return this.#real();
    this.#last = Math.max(this.#last, state.at + Math.floor((this.#real() - state.since) * state.rate));
    return this.#last;
  }

  /**
   * While the clock stands still: when it became due. What is stamped meanwhile moves the clock by a few milliseconds,
   * and how many depends on which work comes first.
   */
  doneAt(due_at: number): number {
    return this.#state?.rate === 0 ? Math.max(this.#stopped_at, due_at) : this.now();
  }

  /**
   * A package that changes twice while the clock stands still is stamped a millisecond ahead of it. The clock follows, so
   * that a reader who asks for the changes until now finds this one.
   */
  stamped(at: number): void {
    if (this.#state?.rate === 0) this.#state.at = Math.max(this.#state.at, at);
  }

  state(): ClockState | null {
    return this.#state && { ...this.#state };
  }

  /** Goes on from a time at a rate, or shows real time again. */
  load(next: { at: number; rate: number } | null): void {
    this.#last = 0;
    this.#stopped_at = next?.at ?? 0;
    this.#state = next && { ...next, since: this.#real() };
  }
}
