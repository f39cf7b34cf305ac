import type { Auth } from './auth.ts';
import { countOperations } from './counts.ts';
import { eventOperations } from './events.ts';
import type { Operation } from './operation.ts';
import { verifyLaws } from './operator/verify.ts';
import { operatorWrites } from './operator/writes.ts';
import { readOperations } from './reads.ts';
import { sandboxCredentials } from './sandbox/credentials.ts';
import { testOperations } from './sandbox/test-orders.ts';
import { alternativeDelivery } from './seller/alternative-delivery.ts';
import { cancelItems } from './seller/cancel-items.ts';
import { commonLabel } from './seller/common-label.ts';
import { deliveryDetails } from './seller/delivery-details.ts';
import { storeInvoiceFile } from './seller/invoice-file.ts';
import { invoiceLinks } from './seller/invoice-links.ts';
import { listOperations } from './seller/list-orders.ts';
import { manualDelivery } from './seller/manual-delivery.ts';
import { splitOperations } from './seller/split-package.ts';
import { streamOrders } from './seller/stream-orders.ts';
import { trackingOperations } from './seller/tracking.ts';
import { updatePackage } from './seller/update-package.ts';
import { webhookOperations } from './seller/webhooks.ts';

/** Everything that is served, and where: the table of contents. */
export const routes = (auth: Auth): Operation[] => [
  // The marketplace's contract: what a seller reads and does
  ...listOperations,
  streamOrders,
  updatePackage,
  cancelItems,
  ...splitOperations,
  ...alternativeDelivery,
  ...manualDelivery,
  ...trackingOperations,
  ...deliveryDetails,
  ...invoiceLinks,
  storeInvoiceFile,
  ...commonLabel,
  ...webhookOperations,
  // The marketplace's test services, in the sandbox
  ...testOperations,
  // koli's own: what an operator does, and what operators and sellers read
  ...operatorWrites(auth),
  ...readOperations,
  ...countOperations,
  ...eventOperations,
  verifyLaws,
  sandboxCredentials,
];
