import type { Clock } from '../core/world.ts';

/** Where the clock was at the real moment `since`, and how fast it goes from there; 0: it stands still. */
export type ClockState = { at: number; since: number; rate: number };

export type VirtualClock = Clock & {
  /** Null: nobody has moved it, and it is real time. */
  state(): ClockState | null;
  /** Goes on from a time at a rate, or is real time again. */
  load(state: { at: number; rate: number } | null): void;
};

/** The one clock of a sandbox. It goes forward only, except when a state is loaded. */
export function createVirtualClock(real: Clock): VirtualClock {
  let state: ClockState | null = null;
  // A machine's clock may be set back.
  let last = 0;
  let stands = 0;
  const now = (): number => {
    if (state === null) return real.now();
    last = Math.max(last, state.at + Math.floor((real.now() - state.since) * state.rate));
    return last;
  };
  return {
    now,
    state: () => state && { ...state },
    load(next) {
      last = 0;
      stands = next?.at ?? 0;
      state = next && { ...next, since: real.now() };
    },
    // A package that changes twice while the clock stands still is stamped a millisecond ahead of it. Who asks for what
    // has changed until now is to find it, so the clock follows.
    reached(at) {
      if (state?.rate === 0) state.at = Math.max(state.at, at);
    },
    stands: () => (state?.rate === 0 ? stands : null),
  };
}
