import type { TSchema } from 'typebox';
import type { AnswerHeader } from './headers.ts';

/**
 * What an operation answers with when it does what was asked: one entry per status. Refusals are not listed here; they
 * follow from the operation's `refusals` and from all that is common to its access, method and path (`reference.ts`).
 */
export type Answers = Readonly<Record<number, AnswerForm>>;

/** What stands under one status. */
export type AnswerForm = {
  /** One sentence for the reference. */
  description: string;
  /** Content type without parameters, or several; absent: the body is empty. */
  type?: string | readonly string[];
  /** Of a JSON body. A schema with a `title` becomes a named part of the reference. */
  schema?: TSchema;
  /** A body of text that is always the same. */
  text?: string;
  /** koli's own headers that may stand beside it. */
  headers?: readonly AnswerHeader[];
};

type More = { headers?: readonly AnswerHeader[]; description?: string };

export const gives = (schema: TSchema, more: More = {}): AnswerForm => ({
  description: (schema as { description?: string }).description ?? 'What was asked for',
  type: 'application/json',
  schema,
  ...more,
});

export const givesNothing = (more: More = {}): AnswerForm => ({ description: 'Done; the body is empty', ...more });

/** `okText()` of `operation.ts`. */
export const givesOk = (more: More = {}): AnswerForm => ({
  description: 'Done',
  type: 'text/plain',
  text: '200 OK',
  ...more,
});

/** Bytes or text of a type that no schema describes: a label, a picture, an invoice. */
export const givesFile = (type: string | readonly string[], description: string, more: More = {}): AnswerForm => ({
  description,
  type,
  ...more,
});

/** Server-sent events: a stream of text that goes on until either side ends it. */
export const givesEvents = (description: string): AnswerForm => ({ description, type: 'text/event-stream' });
