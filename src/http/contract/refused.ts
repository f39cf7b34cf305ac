import type { BrokenRule, RefusalFacts } from '../../core/domain/refusal.ts';

/** Carries a refusal through Fastify, which stops a request before its operation only by an error. */
export class Refused extends Error {
  readonly facts: RefusalFacts;
  readonly headers: Record<string, string>;
  constructor(facts: RefusalFacts, headers: Record<string, string> = {}) {
    super(facts.code);
    this.facts = facts;
    this.headers = headers;
  }
}

export const malformed = (broken: BrokenRule): Refused => new Refused({ code: 'body.malformed', broken });

/** Ends the connection: the unread rest of a body would be taken for the next request. */
export const unread = { connection: 'close' };
