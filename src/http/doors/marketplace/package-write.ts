import type { Static, TSchema } from 'typebox';
import type { Command } from '../../../core/domain/command.ts';
import type { Refusal, RefusalCode } from '../../../core/domain/refusal.ts';
import { shape } from '../../../core/wire/shape.ts';
import { packageCommand } from '../../contract/command.ts';
import type { Operation } from '../../contract/operation.ts';
import type { RateClass } from '../../contract/rates.ts';
import { invalid } from '../../shared/lines.ts';

type Write<T extends TSchema> = {
  name: string;
  /** The end of the path, behind the package. */
  at: string;
  rate?: RateClass;
  summary: string;
  body: T;
  description?: string;
  refusals: readonly RefusalCode[];
  command(body: Static<T>): Command | Refusal;
};

/** A PUT on one package whose answer is empty. */
export function packageWrite<T extends TSchema>({ at, body, command, ...operation }: Write<T>): Operation {
  const check = shape(body);
  return packageCommand({
    ...operation,
    method: 'PUT',
    path: `/integration/order/sellers/:sellerId/shipment-packages/:packageId/${at}`,
    access: 'seller',
    body,
    command(call) {
      const checked = check(call.body);
      return checked.ok ? command(checked.value) : invalid(checked);
    },
  });
}
