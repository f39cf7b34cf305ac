import { packageCommand } from '../../contract/command.ts';
import type { Operation } from '../../contract/operation.ts';

/** An alternative delivery ends when its customer says so, or when the time to say so is over. */
const confirmations = [
  { name: 'confirmDelivery', type: 'confirm-delivery', summary: 'The customer confirms that the package has arrived' },
  { name: 'confirmReturn', type: 'confirm-return', summary: 'The customer confirms that the package went back' },
] as const;

export const customerConfirm: Operation[] = confirmations.map(({ name, type, summary }) =>
  packageCommand({
    name,
    method: 'POST',
    path: `/api/v1/sellers/:sellerId/packages/:packageId/${type}`,
    access: 'operator',
    summary,
    description:
      'Only of an alternative delivery whose end its seller has reported. Without a confirmation it counts as confirmed ' +
      'three working days after the report.',
    refusals: ['status.not.allowed', 'not.applicable'],
    command: () => ({ type, by: 'customer' }),
  }),
);
