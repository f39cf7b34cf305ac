import { Type } from 'typebox';
import { ms, text } from './terms.ts';

export const ErrorItem = Type.Object(
  {
    key: text('Stable: programs decide by it'),
    message: text('A sentence for people, in English or Turkish'),
    errorCode: text('The HTTP status'),
  },
  { title: 'ErrorItem', description: 'The reason of a refusal, and what to change.' },
);

/** What `errorBody` in `http/errors.ts` writes. */
export const ErrorEnvelope = Type.Object(
  {
    timestamp: ms('Time of the answer'),
    exception: text("The marketplace's name of the error; `KoliRefusal` if it has none"),
    errors: Type.Array(ErrorItem, { minItems: 1, maxItems: 1 }),
  },
  { title: 'Error', description: 'The body of every refusal.' },
);

/** What `fileErrorBody` in `http/errors.ts` writes. */
const FileRefusal = Type.Object(
  {
    timestamp: ms('Time of the answer'),
    path: text('The address of the request'),
    errors: Type.Array(Type.Object({ message: text('A sentence for people, in English or Turkish') }), {
      minItems: 1,
      maxItems: 1,
    }),
  },
  { title: 'FileRefusal', description: 'The body of a refused invoice file.' },
);

export const FileRefusalOrEnvelope = Type.Union([FileRefusal, ErrorEnvelope], {
  description:
    'No file, no PDF, JPEG or PNG, a date in the future, or a package that has an invoice: `FileRefusal`. All else: `Error`.',
});
