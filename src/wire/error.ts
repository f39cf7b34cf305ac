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
