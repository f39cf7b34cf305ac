import { type Static, Type } from 'typebox';
import { count, flag, id, ms, orNull, text } from '../../core/wire/terms.ts';

/** What a caller may ask the journal of requests for. */
export const JournalQuery = Type.Object(
  {
    after: Type.Optional(
      Type.Integer({ minimum: 0, description: 'Only those behind this number, the first ones first' }),
    ),
    size: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000, default: 100, description: 'At most so many' })),
    sellerId: Type.Optional(Type.Integer({ minimum: 0, description: 'Of this seller; 0: of the operator' })),
    method: Type.Optional(Type.String({ description: 'With this method' })),
    path: Type.Optional(Type.String({ description: 'With this text in the path' })),
    operation: Type.Optional(Type.String({ description: 'Of this operation' })),
    status: Type.Optional(Type.Integer({ minimum: 100, maximum: 599, description: 'Answered with this status' })),
    statusFrom: Type.Optional(
      Type.Integer({
        minimum: 100,
        maximum: 599,
        description: 'Answered with this status or a higher one; 400: refused',
      }),
    ),
    requestId: Type.Optional(Type.String({ description: 'With this X-Request-ID' })),
  },
  { additionalProperties: false },
);

const JournalMessage = Type.Object(
  {
    headers: Type.Record(Type.String(), Type.String(), { description: 'Secrets are masked' }),
    body: orNull(text('The first 16 KiB; secrets are masked'), 'Null: it had none, or it was a file or a form'),
    bytes: orNull(count('Size of the whole body, unpacked'), 'Null where it is not known'),
    cut: flag('There was more of the body than is shown'),
  },
  { title: 'JournalMessage', description: 'A request or an answer as it went over the wire.' },
);
export type JournalMessage = Static<typeof JournalMessage>;

const JournalEntry = Type.Object(
  {
    number: id('Its place in the journal, which grows by 1'),
    requestId: text('Its X-Request-ID, which is also in the log'),
    date: ms('When it was answered, by the clock of the sandbox'),
    method: text(),
    path: text(),
    query: text('Without the question mark'),
    operation: orNull(text('The operation'), 'Null: no operation is served there'),
    sellerId: orNull(Type.Integer({ minimum: 0, description: 'Who called; 0: the operator' }), 'Null: not known'),
    status: Type.Integer({ minimum: 100, maximum: 599 }),
    durationMs: count('Milliseconds until the answer was sent'),
    refusal: orNull(text('The key of the refusal'), 'Null: not refused'),
    request: JournalMessage,
    answer: JournalMessage,
  },
  { title: 'JournalEntry', description: 'A request and its answer.' },
);
export type JournalEntry = Static<typeof JournalEntry>;

export const JournalAnswer = Type.Object(
  { content: Type.Array(JournalEntry) },
  { title: 'Journal', description: 'Requests in the order of their answers.' },
);
