import { type TSchema, Type } from 'typebox';
import { countryCodes } from '../../core/domain/countries.ts';

export type Header = { schema: TSchema; description: string; required?: boolean };

/** Headers that operations read. Those named in an operation's `headers` are its own; the others follow from its kind. */
export const requestHeaders = {
  'Idempotency-Key': {
    schema: Type.String({ pattern: '^[\\x21-\\x7e]{1,255}$' }),
    description:
      'A key of your own for this write. The same request within 24 hours is not done again: it gets the first answer, ' +
      'with `idempotent-replayed: true`. Another request with the same key is refused with 422.',
  },
  'Accept-Language': {
    schema: Type.String(),
    description: 'Messages of refusals are Turkish if it begins with `tr`, else English. Keys do not change.',
  },
  'X-Request-ID': {
    schema: Type.String({ pattern: '^[\\x21-\\x7e]{1,64}$' }),
    description: 'An id for this request, repeated in the answer. Without it koli makes one.',
  },
  'User-Agent': {
    schema: Type.String({ minLength: 1 }),
    required: true,
    description: '`{sellerId} - SelfIntegration` or a name of your own; only its absence is refused.',
  },
  storeFrontCode: {
    schema: Type.String(),
    description: `The storefront: ${countryCodes.join(', ')}, in any letter case. Another one is refused. Cancel reason 503 needs one abroad, and so do calls that exist only abroad.`,
  },
  'Last-Event-ID': {
    schema: Type.String({ pattern: '^\\d{1,15}$' }),
    description: 'The `id` of the last event that was read; the stream continues after it.',
  },
  SellerID: {
    schema: Type.String({ pattern: '^\\s*\\d+\\s*$' }),
    required: true,
    description: 'The id of the seller whose key signs the request.',
  },
} as const satisfies Record<string, Header>;
export type RequestHeader = keyof typeof requestHeaders;

const id = (): TSchema => Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER });

/** Headers that answers carry. Those of an operation's `answers` are its own; the others follow from its kind. */
const core_headers = {
  'x-request-id': {
    schema: Type.String(),
    required: true,
    description: "The id of this request in koli's log: the caller's own, or one that koli made.",
  },
  'idempotent-replayed': {
    schema: Type.Literal('true'),
    description: 'The answer is the stored answer of the Idempotency-Key; nothing was done now.',
  },
  'retry-after': { schema: Type.Integer({ minimum: 1 }), required: true, description: 'Seconds to wait.' },
  'koli-cancelled-package': { schema: id(), required: true, description: 'The package that is Cancelled now.' },
  'koli-new-package': { schema: id(), description: 'The new package with the units that were not cancelled, if any.' },
  'koli-new-packages': {
    schema: Type.String({ pattern: '^\\d+(,\\d+)*$' }),
    required: true,
    description: 'The packages of the split in its order, the rest last, joined with commas.',
  },
} as const satisfies Record<string, Header>;

/** The names of all headers. A ring adds its own here and by `addCommon`. */
export interface AnswerHeaderNames extends Record<keyof typeof core_headers, true> {}
export type AnswerHeader = keyof AnswerHeaderNames;
export const answerHeaders: Record<AnswerHeader, Header> = { ...core_headers } as Record<string, Header> as Record<
  AnswerHeader,
  Header
>;
