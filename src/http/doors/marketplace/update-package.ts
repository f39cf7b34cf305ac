import { type Static, Type } from 'typebox';
import type { Command } from '../../../core/domain/command.ts';
import { isRefusal, type Refusal } from '../../../core/domain/refusal.ts';
import { blank_key, parser } from '../../../core/wire/parse.ts';
import { packageCommand } from '../../contract/command.ts';
import type { Call } from '../../contract/operation.ts';
import { lineQuantities, NamedLine } from '../../shared/lines.ts';

const Body = Type.Object({
  status: Type.Union([Type.Literal('Picking'), Type.Literal('Invoiced')]),
  lines: Type.Optional(Type.Array(NamedLine, { maxItems: 200 })),
  params: Type.Optional(
    Type.Object({ invoiceNumber: Type.Optional(Type.String({ minLength: 1, maxLength: 64, [blank_key]: true })) }),
  ),
});
const parse = parser(Body);

/** Created → Picking → Invoiced. Lines are checked, but the whole package moves. */
export const updatePackage = packageCommand({
  name: 'updatePackage',
  method: 'PUT',
  path: '/integration/order/sellers/:sellerId/shipment-packages/:packageId',
  access: 'seller',
  rate: 'status',
  summary: 'Set a package to Picking or Invoiced',
  body: Body,
  refusals: ['line.repeated', 'status.not.allowed', 'line.unknown', 'lines.none', 'quantity.exceeded'],
  command(call: Call): Command | Refusal {
    const body = parse(call.body);
    return isRefusal(body) ? body : understood(body);
  },
});

function understood({ status, lines: named, params }: Static<typeof Body>): Command | Refusal {
  const lines = named === undefined ? undefined : lineQuantities(named);
  if (lines !== undefined && isRefusal(lines)) return lines;
  if (status === 'Picking') return { type: 'pick', lines };
  return { type: 'invoice', lines, invoice_number: params?.invoiceNumber };
}
