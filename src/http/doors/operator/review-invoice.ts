import { Type } from 'typebox';
import { invalid, isRefusal } from '../../../core/domain/refusal.ts';
import { parser } from '../../../core/wire/parse.ts';
import { packageCommand } from '../../contract/command.ts';

const strict = { additionalProperties: false };

const Body = Type.Object(
  {
    accepted: Type.Boolean({ description: 'Whether the invoice is accepted' }),
    reasonKeys: Type.Optional(
      Type.Array(Type.String({ minLength: 1, maxLength: 100 }), {
        minItems: 1,
        maxItems: 20,
        description: 'Why it is rejected: what the seller reads as `invoiceRejectedReasonKeys`',
      }),
    ),
  },
  strict,
);
const parse = parser(Body);

const beside = invalid('reasonKeys', { rule: 'beside', other: 'accepted' });
const missing = invalid('reasonKeys', { rule: 'required', expected: { form: 'list.filled' } });

export const reviewInvoice = packageCommand({
  name: 'reviewInvoice',
  method: 'POST',
  path: '/api/v1/sellers/:sellerId/packages/:packageId/invoice-review',
  access: 'operator',
  summary: 'Accept the invoice of a package, or reject it with reasons',
  description:
    'An invoice may be reviewed again. After a rejection the seller gives the next link or file without deleting the first. ' +
    'The label of a micro-export or an agency export is withheld until its invoice is accepted.',
  body: Body,
  refusals: ['invoice.unknown'],
  command(call) {
    const body = parse(call.body);
    if (isRefusal(body)) return body;
    const { accepted, reasonKeys: reason_keys } = body;
    if (accepted) return reason_keys === undefined ? { type: 'accept-invoice' } : beside;
    return reason_keys === undefined ? missing : { type: 'reject-invoice', reason_keys };
  },
});
