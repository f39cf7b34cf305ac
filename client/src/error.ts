/** Of an answer, as far as there was one. */
export type ErrorFacts = {
  /** HTTP status; null when no answer came. */
  status: number | null;
  /** `errors[0].key` of the answer: never changes, so decide on it. Null where the answer had none. */
  key: string | null;
  /** Names the request in the log of whoever answered. */
  requestId: string | null;
  /** Seconds that the answer asked to wait. */
  retryAfter: number | null;
  /** The body: parsed when it is JSON, else its text. */
  body: unknown;
  /** Which call it was, and how often it was tried. */
  operation: string;
  attempts: number;
};

/** What every call throws that was not answered with what was asked for. */
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
