import type { BrokenRule, RefusalFacts } from '../../core/domain/refusal.ts';

/** Thrown on the way to an operation, where there is no answer to return yet. */
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

/** What was not read would be taken for the next request. */
export const unread = { connection: 'close' };
