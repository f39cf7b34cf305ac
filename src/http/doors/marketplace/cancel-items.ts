import { Type } from 'typebox';
import type { Command } from '../../../core/domain/command.ts';
import { isAbroad } from '../../../core/domain/countries.ts';
import { cancelReasons } from '../../../core/domain/reasons.ts';
import { isRefusal, type Refusal, refuse } from '../../../core/domain/refusal.ts';
import { parser } from '../../../core/wire/parse.ts';
import { givesNothing } from '../../contract/answers.ts';
import { packageCommand } from '../../contract/command.ts';
import { type Call, empty } from '../../contract/operation.ts';
import { lineQuantities, NamedLine } from '../../shared/lines.ts';

const Body = Type.Object({
  lines: Type.Array(NamedLine, { minItems: 1, maxItems: 200 }),
  reasonId: Type.Integer({
    description: cancelReasons
      .map(
        ({ code, name, name_abroad }) => `${code}: ${name}${name === name_abroad ? '' : ` (abroad: ${name_abroad})`}`,
      )
      .join(', '),
  }),
  shouldKeepPreviousStatus: Type.Optional(Type.Boolean()),
});
const parse = parser(Body);

/** Units that cannot be supplied. All of them: the package is Cancelled. Some: the rest goes on in a new package. */
export const cancelItems = packageCommand({
  name: 'cancelItems',
  method: 'PUT',
  path: '/integration/order/sellers/:sellerId/shipment-packages/:packageId/items/unsupplied',
  access: 'seller',
  rate: 'cancel',
  summary: 'Cancel units of a package; the rest continues in a new package',
  description:
    'All units named: the package is Cancelled. Some: it keeps those and is Cancelled, and what is left goes on in a new ' +
    'package with a new id and tracking number, as Created or with the status that it had.',
  body: Body,
  answers: { 200: givesNothing({ headers: ['koli-cancelled-package', 'koli-new-package'] }) },
  refusals: [
    'line.repeated',
    'reason.unknown',
    'reason.abroad.only',
    'status.not.allowed',
    'line.unknown',
    'quantity.exceeded',
  ],
  command: cancelCommand,
  answer(events) {
    const [cancelled, remainder] = events;
    const headers: Record<string, string> = { 'koli-cancelled-package': String(cancelled!.package_id) };
    if (remainder !== undefined) headers['koli-new-package'] = String(remainder.package_id);
    return empty(headers);
  },
});

function cancelCommand(call: Call): Command | Refusal {
  const body = parse(call.body);
  if (isRefusal(body)) return body;
  const { reasonId, shouldKeepPreviousStatus: keep_status = false } = body;
  const lines = lineQuantities(body.lines);
  if (isRefusal(lines)) return lines;
  const reason = cancelReasons.find((reason) => reason.code === reasonId);
  const at_home = !isAbroad(call.store_front);
  const allowed = cancelReasons.filter((one) => !(at_home && 'abroad_only' in one)).map(({ code }) => code);
  if (reason === undefined) return refuse({ code: 'reason.unknown', reason_id: reasonId, allowed });
  if (!allowed.includes(reasonId as never)) return refuse({ code: 'reason.abroad.only', reason_id: reasonId, allowed });
  return { type: 'cancel', lines, code: reason.code, keep_status };
}
