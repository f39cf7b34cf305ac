import type { Event } from './domain/event.ts';
import type { Refusal } from './domain/refusal.ts';
import type { Client } from './postgres/statement.ts';

// The one opening of the core for a ring around it. The core calls what is handed in here and knows nothing of who
// handed it in.

/** What a ring adds to one ask, within the transaction of the ask. */
export type Addition = {
  /** Reads of its own, sent together with those of the core. */
  load?(client: Client): Promise<unknown>;
  /** Refuses the ask before the core decides. `known`: the package, or an order of this number, exists. */
  refuse?(known: boolean): Refusal | null;
  /** Rows of its own for what was decided, sent behind those of the core. */
  write?(client: Client, events: Event[], now: number): Promise<unknown>[];
};
