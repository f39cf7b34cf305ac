import type { ErrorFacts } from './errors.ts';

/** Thrown on the way to an operation, where there is no answer to return yet. */
export class Refused extends Error {
  readonly facts: ErrorFacts;
  readonly headers: Record<string, string>;
  constructor(facts: ErrorFacts, headers: Record<string, string> = {}) {
    super(facts.code);
    this.facts = facts;
    this.headers = headers;
  }
}

export const malformed = (problem: string, problem_tr: string): Refused =>
  new Refused({ code: 'body.malformed', problem, problem_tr });

/** What was not read would be taken for the next request. */
export const unread = { connection: 'close' };
