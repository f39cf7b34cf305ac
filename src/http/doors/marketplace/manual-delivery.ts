import { packageCommand } from '../../contract/command.ts';
import type { Operation } from '../../contract/operation.ts';

const seller_path = '/integration/order/sellers/:sellerId';
const byId = `${seller_path}/shipment-packages/:packageId`;

/** For an alternative delivery the seller reports the steps that a carrier reports for other packages. */
const ends = [
  {
    type: 'manual-deliver',
    summary: 'Report that an alternative delivery has arrived; its customer confirms it, or three working days pass',
    paths: {
      manualDeliver: `${byId}/manual-deliver`,
      manualInvoiceDelivery: `${byId}/manual-invoice-delivery`,
      manualDeliverByNumber: `${seller_path}/manual-deliver/:trackingNumber`,
      manualInvoiceDeliveryByNumber: `${seller_path}/shipment-packages/manual-invoice-delivery-by-tracking-number/:trackingNumber`,
    },
  },
  {
    type: 'manual-return',
    summary: 'Report that an alternative delivery came back; its customer confirms it, or three working days pass',
    paths: {
      manualReturn: `${byId}/manual-return`,
      manualReturnByNumber: `${seller_path}/manual-return/:trackingNumber`,
      manualReturnByTrackingNumber: `${seller_path}/shipment-packages/manual-return-by-tracking-number/:trackingNumber`,
    },
  },
] as const;

export const manualDelivery: Operation[] = ends.flatMap(({ type, summary, paths }) =>
  Object.entries(paths).map(([name, path]) =>
    packageCommand({
      name,
      method: 'PUT',
      path,
      access: 'seller',
      rate: 'manual',
      summary,
      refusals: ['status.not.allowed', 'not.applicable'],
      command: () => ({ type }),
    }),
  ),
);
