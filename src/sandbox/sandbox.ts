import type { VirtualClock } from './clock.ts';
import type { Gate } from './gate.ts';
import { createGround, type Ground, type SandboxParts } from './ground.ts';
import type { Moves } from './moves.ts';
import { createResets, type Resets } from './resets.ts';
import { createStates, type States } from './states.ts';
import type { Seeds } from './tenants.ts';
import type { LongWork } from './work.ts';

/** What only the sandbox can do: move its clock, and put another state in place of the one that is there. */
export type Sandbox = AsyncDisposable &
  Resets &
  States & {
    gate: Gate;
    clock: VirtualClock;
    moves: Moves;
    seeds: Seeds;
    /** What time it is outside. */
    real(): number;
    /** Told when a reset, restore or import of all begins: what is under way will not be what it was. */
    onCut: Ground['onCut'];
    /** Told when the data of a seller, or of all, was replaced. */
    onReplaced: Ground['onReplaced'];
    /** What takes a while at the moment; null: nothing does. */
    longWork(): LongWork | null;
  };

export function createSandbox(parts: SandboxParts): Sandbox {
  const ground = createGround(parts);
  const { gate, clock, moves, seeds, real, onCut, onReplaced, work } = ground;
  return {
    ...createResets(ground),
    ...createStates(ground),
    ...{ gate, clock, moves, seeds, real, onCut, onReplaced },
    longWork: work.current,
    [Symbol.asyncDispose]: () => moves.close(),
  };
}
