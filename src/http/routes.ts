import type { Sandbox } from '../sandbox/sandbox.ts';
import type { Auth } from './auth.ts';
import type { Operation } from './operation.ts';
import { operatorWrites } from './operator/writes.ts';
import { readOperations } from './reads.ts';
import { sandboxOperations } from './sandbox/operations.ts';
import { testOperations } from './sandbox/test-orders.ts';
import { alternativeDelivery } from './seller/alternative-delivery.ts';
import { cancelItems } from './seller/cancel-items.ts';
import { deliveryDetails } from './seller/delivery-details.ts';
import { listOperations } from './seller/list-orders.ts';
import { manualDelivery } from './seller/manual-delivery.ts';
import { splitOperations } from './seller/split-package.ts';
import { streamOrders } from './seller/stream-orders.ts';
import { trackingOperations } from './seller/tracking.ts';
import { updatePackage } from './seller/update-package.ts';
import { webhookOperations } from './seller/webhooks.ts';

/** Everything that is served, and where: the table of contents. */
export const routes = (auth: Auth, sandbox: Sandbox | null = null): Operation[] => [
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
  ...webhookOperations,
  // The marketplace's test services, in the sandbox
  ...testOperations,
  // What only a sandbox can do: orders on demand, time, state, throw-away sellers
  ...sandboxOperations(sandbox),
  // koli's own: what an operator does, and what operators and sellers read
  ...operatorWrites(auth),
  ...readOperations,
];
