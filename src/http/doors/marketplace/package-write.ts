import type { Static, TSchema } from 'typebox';
import type { Command } from '../../../core/domain/command.ts';
import { isRefusal, type Refusal, type RefusalCode } from '../../../core/domain/refusal.ts';
import { parser } from '../../../core/wire/parse.ts';
import { packageCommand } from '../../contract/command.ts';
import type { Call, Operation } from '../../contract/operation.ts';
import type { RateClass } from '../../contract/rates.ts';

type Write<T extends TSchema> = {
  name: string;
  /** The end of the path, behind the package. */
  at: string;
  rate?: RateClass;
  summary: string;
  body: T;
  description?: string;
  refusals: readonly RefusalCode[];
  command(body: Static<T>, call: Call): Command | Refusal;
};

/** A PUT on one package whose answer is empty. */
export function packageWrite<T extends TSchema>({ at, body, command, ...operation }: Write<T>): Operation {
  const parse = parser(body);
  return packageCommand({
    ...operation,
    method: 'PUT',
    path: `/integration/order/sellers/:sellerId/shipment-packages/:packageId/${at}`,
    access: 'seller',
    body,
    command(call) {
      const parsed = parse(call.body);
      return isRefusal(parsed) ? parsed : command(parsed, call);
    },
  });
}
