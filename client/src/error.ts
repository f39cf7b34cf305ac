/** Facts of an answer, if there was one. */
export type ErrorFacts = {
  /** HTTP status, or null without an answer. */
  status: number | null;
  /** `errors[0].key` of the answer. It never changes, so decide on it. Null if there is none. */
  key: string | null;
  /** The id of the request in the server's log. */
  requestId: string | null;
  /** Seconds to wait, from `Retry-After`. */
  retryAfter: number | null;
  /** The body: parsed if it is JSON, otherwise its text. */
  body: unknown;
  /** The operation, and the number of attempts. */
  operation: string;
  attempts: number;
};

/** Thrown by every call that does not succeed. */
export class KoliError extends Error implements ErrorFacts {
  override readonly name = 'KoliError';
  readonly status: number | null;
  readonly key: string | null;
  readonly requestId: string | null;
  readonly retryAfter: number | null;
  readonly body: unknown;
  readonly operation: string;
  readonly attempts: number;

  constructor(message: string, facts: ErrorFacts, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.status = facts.status;
    this.key = facts.key;
    this.requestId = facts.requestId;
    this.retryAfter = facts.retryAfter;
    this.body = facts.body;
    this.operation = facts.operation;
    this.attempts = facts.attempts;
  }
}
