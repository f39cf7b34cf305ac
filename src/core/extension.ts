import type { Event } from './domain/event.ts';
import type { Refusal } from './domain/refusal.ts';
import type { Claimed, DeliveryKey } from './postgres/deliveries.ts';
import type { Client } from './postgres/statement.ts';

// The one opening of the core for a ring around it. The core calls what is handed in here, and does not know who handed
// it in.

export type Extension = {
  /** Sellers may have switches of their own: request limits, the old list, networks, sparse bodies. */
  seller_switches: boolean;
  /** A replay may go to another address than the webhook's. */
  replay_urls: boolean;
  /** The asks of one seller follow one another, so that the same calls draw the same ids. */
  lane_per_seller: boolean;
  /** Of the deliveries that a worker has just claimed, those that it sends now. The extension settles the others. */
  claimed<D extends LeasedDelivery>(client: Client, claimed: D[]): Promise<D[]>;
  /** Called in the transaction that settles these deliveries as delivered. */
  delivered(client: Client, delivered: (DeliveryKey & { at: number })[]): Promise<void>;
  /** The status that a receiver within this process answers; null: the address is called over the network. */
  receive(url: string, call: { id: string; body: string }): number | null;
};

export type LeasedDelivery = Claimed & { leased_until: number };

/** The core alone. */
export const none: Extension = {
  seller_switches: false,
  replay_urls: false,
  lane_per_seller: false,
  claimed: async (_client, claimed) => claimed,
  delivered: async () => {},
  receive: () => null,
};

/** What a ring adds to one ask, within the transaction of the ask. */
export type Addition = {
  /** Reads of its own, sent together with those of the core. */
  load?(client: Client): Promise<unknown>;
  /** Refuses the ask before the core decides. `known`: the package, or an order of this number, exists. */
  refuse?(known: boolean): Refusal | null;
  /** Rows of its own for what was decided, sent behind those of the core. */
  write?(client: Client, events: Event[], now: number): Promise<unknown>[];
};
