import { Type } from 'typebox';
import { ms, text } from './terms.ts';

export const ErrorItem = Type.Object(
  {
    key: text('Never changes: decide on this'),
    message: text('For people, in English or Turkish'),
    errorCode: text('The HTTP status'),
  },
  { title: 'ErrorItem', description: 'Why something was refused, and what to change.' },
);

/** What `errorBody` in `http/errors.ts` writes. */
export const ErrorEnvelope = Type.Object(
  {
    timestamp: ms('When it was answered'),
    exception: text('What the marketplace calls it; `KoliRefusal` where no name of it is known'),
    errors: Type.Array(ErrorItem, { minItems: 1, maxItems: 1 }),
  },
  { title: 'Error', description: 'Every refusal.' },
);

/** What `fileErrorBody` in `http/errors.ts` writes. */
const FileRefusal = Type.Object(
  {
    timestamp: ms('When it was answered'),
    path: text('The address that was asked'),
    errors: Type.Array(Type.Object({ message: text('For people, in English or Turkish') }), {
      minItems: 1,
      maxItems: 1,
    }),
  },
  { title: 'FileRefusal', description: 'An invoice file that is refused for itself, or beside another invoice.' },
);

export const FileRefusalOrEnvelope = Type.Union([FileRefusal, ErrorEnvelope], {
  description:
    'No file, no PDF, JPEG or PNG, a date in the future, or a package that has an invoice: `FileRefusal`. All else: `Error`.',
});
