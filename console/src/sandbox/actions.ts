import type { Arguments, Result } from '@koli/client';
import type { Action } from '../action.ts';
import type { Clock, Fault, NewFault, Snapshot } from './data.ts';
import type { Run, Stream } from './stories.ts';

// The operator's actions on the sandbox.

/** Moving the clock and filling a busy shop take longer than a read. */
const timeout_ms = 600_000;

export type ClockChange = NonNullable<Arguments<'changeClock'>[0]>;
export type Orders = NonNullable<Extract<Arguments<'createSandboxOrders'>[0], { count?: number }>>;
export type NewSeller = NonNullable<Extract<Arguments<'createTestSeller'>[0], { name?: string }>>;
export type Seed = NonNullable<NewSeller['to']>;
/** The answer after the whole state was replaced. */
export type Became = Result<'resetSandbox'>;

export const changeClock = (change: ClockChange): Action<Omit<Clock, 'heard'>> => ({
  operator: (client, options) => client.changeClock(change, { ...options, timeout_ms }),
});

export const placeOrders = (orders: Orders): Action<Result<'createSandboxOrders'>> => ({
  operator: (client, options) => client.createSandboxOrders(orders, { ...options, timeout_ms }),
});

export const makeFault = (fault: NewFault): Action<Fault> => ({
  operator: (client, options) => client.createFault(fault, options),
});

export const removeFault = ({ id, sellerId }: Pick<Fault, 'id' | 'sellerId'>): Action => ({
  operator: (client, options) => client.deleteFault(id, sellerId === null ? {} : { sellerId }, options),
});

export const removeFaults = (): Action => ({ operator: (client, options) => client.deleteFaults({}, options) });

export const takeSnapshot = (name: string): Action<Snapshot> => ({
  operator: (client, options) => client.takeSnapshot(name, { ...options, timeout_ms }),
});

export const restoreSnapshot = (name: string): Action<Became> => ({
  operator: (client, options) => client.restoreSnapshot(name, { ...options, timeout_ms }),
});

export const removeSnapshot = (name: string): Action => ({
  operator: (client, options) => client.deleteSnapshot(name, options),
});

export const resetSandbox = (to: Seed): Action<Became> => ({
  operator: (client, options) => client.resetSandbox({ to }, { ...options, timeout_ms }),
});

export const exportState = (file: string): Action<Uint8Array> => ({
  file,
  operator: (client, options) => client.exportSandbox({ ...options, timeout_ms }),
});

export const importState = (content: Blob, file: string): Action<Became> => ({
  file,
  operator: (client, options) => client.importSandbox(content, { ...options, timeout_ms }),
});

/** A new key and its seller. */
export type MadeKey = { sellerId: number; name: string; apiKey: string; apiSecret: string };

/** The seller's other keys stay valid. */
export const giveKey = (sellerId: number, name: string): Action<MadeKey> => ({
  operator: async (client, options) => ({ sellerId, name, ...(await client.createKey(sellerId, {}, options)) }),
});

export const makeSeller = (seller: NewSeller): Action<MadeKey> => ({
  operator: (client, options) => client.createTestSeller(seller, { ...options, timeout_ms }),
});

/** Resets to the initial state, or to the given one. */
export const resetSeller = (sellerId: number, to?: Seed): Action<Became> => ({
  operator: (client, options) =>
    client.resetSeller(sellerId, to === undefined ? {} : { to }, { ...options, timeout_ms }),
});

export const removeSeller = (sellerId: number): Action => ({
  operator: (client, options) => client.deleteSeller(sellerId, { ...options, timeout_ms }),
});

/** The scenario to run, its seed, and whether its seller stays. */
export type Play = { scenario: string | object; seed?: number; keep?: boolean };

export const startRun = (play: Play): Action<Run> => ({
  // koli checks a scenario that the user wrote, and reports its mistakes.
  operator: (client, options) => client.startScenarioRun(play as Arguments<'startScenarioRun'>[0], options),
});

export const stopRun = (id: string): Action<Run> => ({
  operator: (client, options) => client.stopScenarioRun(id, options),
});

export type NewStream = NonNullable<Arguments<'startTraffic'>[0]>;

export const startStream = (stream: NewStream): Action<Stream> => ({
  operator: (client, options) => client.startTraffic(stream, options),
});

/** The traffic of one seller, or of all. */
export const stopStreams = (sellerId?: number): Action => ({
  operator: (client, options) => client.stopTraffic(sellerId === undefined ? {} : { sellerId }, options),
});
