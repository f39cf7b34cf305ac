import { Type } from 'typebox';
import { isRefusal } from '../../../core/domain/refusal.ts';
import { parser } from '../../../core/wire/parse.ts';
import { id, orNull } from '../../../core/wire/terms.ts';
import { gives } from '../../contract/answers.ts';
import { packageCommand } from '../../contract/command.ts';
import { json } from '../../contract/operation.ts';
import { lineQuantities, NamedLine } from '../../shared/lines.ts';

const Body = Type.Object(
  {
    lines: Type.Optional(
      Type.Array(Type.Object(NamedLine.properties, { additionalProperties: false }), { minItems: 1, maxItems: 200 }),
    ),
    reason: Type.Optional(Type.String({ maxLength: 256 })),
  },
  { additionalProperties: false },
);
const parse = parser(Body);

const CustomerCancelled = Type.Object(
  {
    cancelledPackageId: id('The package that is Cancelled now'),
    newPackageId: orNull(id('A package'), 'The new package with the units that were not cancelled; null if all were'),
  },
  { title: 'CustomerCancelled', description: 'The result of the cancel.' },
);

export const customerCancel = packageCommand({
  name: 'customerCancel',
  method: 'POST',
  path: '/api/v1/sellers/:sellerId/packages/:packageId/customer-cancel',
  access: 'operator',
  summary: 'Cancel a package, or some of its units, for the customer before it is shipped',
  body: Body,
  body_optional: true,
  answers: { 200: gives(CustomerCancelled) },
  refusals: ['line.repeated', 'status.not.allowed', 'line.unknown', 'quantity.exceeded'],
  command(call) {
    const body = parse(call.body ?? {});
    if (isRefusal(body)) return body;
    const lines = body.lines === undefined ? null : lineQuantities(body.lines);
    if (lines !== null && isRefusal(lines)) return lines;
    return { type: 'customer-cancel', lines, reason: body.reason ?? '' };
  },
  answer(events) {
    const [cancelled, remainder] = events;
    return json({ cancelledPackageId: cancelled!.package_id, newPackageId: remainder?.package_id ?? null });
  },
});
