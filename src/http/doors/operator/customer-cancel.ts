import { Type } from 'typebox';
import { isRefusal } from '../../../core/domain/refusal.ts';
import { shape } from '../../../core/wire/shape.ts';
import { id, orNull } from '../../../core/wire/terms.ts';
import { gives } from '../../contract/answers.ts';
import { packageCommand } from '../../contract/command.ts';
import { json } from '../../contract/operation.ts';
import { invalid, lineQuantities, NamedLine } from '../../shared/lines.ts';

const Body = Type.Object(
  {
    lines: Type.Optional(
      Type.Array(Type.Object(NamedLine.properties, { additionalProperties: false }), { minItems: 1, maxItems: 200 }),
    ),
    reason: Type.Optional(Type.String({ maxLength: 256 })),
  },
  { additionalProperties: false },
);
const check = shape(Body);

const CustomerCancelled = Type.Object(
  {
    cancelledPackageId: id('The package that is Cancelled now'),
    newPackageId: orNull(id('A package'), 'The package opened for what was not cancelled; null when nothing was left'),
  },
  { title: 'CustomerCancelled', description: 'What became of the package.' },
);

export const customerCancel = packageCommand({
  name: 'customerCancel',
  method: 'POST',
  path: '/api/v1/sellers/:sellerId/packages/:packageId/customer-cancel',
  access: 'operator',
  summary: 'The customer cancels a package, or some of its units, before it was shipped',
  body: Body,
  body_optional: true,
  answers: { 200: gives(CustomerCancelled) },
  refusals: ['line.repeated', 'status.not.allowed', 'line.unknown', 'quantity.exceeded'],
  command({ body }) {
    const checked = check(body ?? {});
    if (!checked.ok) return invalid(checked);
    const lines = checked.value.lines === undefined ? null : lineQuantities(checked.value.lines);
    if (lines !== null && isRefusal(lines)) return lines;
    return { type: 'customer-cancel', lines, reason: checked.value.reason ?? '' };
  },
  answer(events) {
    const [cancelled, remainder] = events;
    return json({ cancelledPackageId: cancelled!.package_id, newPackageId: remainder?.package_id ?? null });
  },
});
