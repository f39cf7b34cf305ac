import type { Call, Operation, Reply } from '../contract/operation.ts';
import type { Exchange } from './exchange.ts';

/** No answer: the connection ends as if nothing more came, or is reset. */
export type NoAnswer = { gone: 'ended' | 'reset' };

/** Does the work of a call, or answers in its place. */
export type Around = (call: Call) => Promise<Reply | NoAnswer>;

/** What surrounds the calls of a server. */
export type Host = {
  /** What is served, given the operations of the core. */
  table(core: Operation[]): Operation[];
  /** Called when a caller is recognised (null: an open operation): what surrounds its call. */
  enter(seller_id: number | null): Around;
  /** Called with each request that was answered. Without it no bodies are kept. */
  answered?(exchange: Exchange): void;
  /** The server begins to close. */
  closing(): void;
};

const handleCall: Around = (call) => call.operation.handle(call);

/** The core alone. */
export const unhosted: Host = { table: (core) => core, enter: () => handleCall, closing: () => {} };
