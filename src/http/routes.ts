import type { Sandbox } from '../sandbox/sandbox.ts';
import type { Stories } from '../story/stories.ts';
import type { Auth } from './auth.ts';
import { countOperations } from './counts.ts';
import { eventOperations } from './events.ts';
import type { Operation } from './operation.ts';
import { healthOperations } from './operator/health.ts';
import { verifyLaws } from './operator/verify.ts';
import { operatorWrites } from './operator/writes.ts';
import { readOperations } from './reads.ts';
import { sandboxCredentials } from './sandbox/credentials.ts';
import { faultOperations } from './sandbox/faults.ts';
import { sandboxOperations } from './sandbox/operations.ts';
import { receiverCheck } from './sandbox/receiver-check.ts';
import { scenarioOperations } from './sandbox/scenarios.ts';
import { testOperations } from './sandbox/test-orders.ts';
import { trafficOperations } from './sandbox/traffic.ts';
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
import { webhookControl } from './webhooks/operations.ts';

/** Everything that is served, and where: the table of contents. */
export function routes(auth: Auth, sandbox: Sandbox | null = null, stories: Stories | null = null): Operation[] {
  const served = operations(auth, sandbox, stories);
  return [...served, ...faultOperations(served)];
}

const operations = (auth: Auth, sandbox: Sandbox | null, stories: Stories | null): Operation[] => [
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
  // What only a sandbox can do: orders on demand, time, state, throw-away sellers
  ...sandboxOperations(sandbox),
  // Stories of packages, and streams of them
  ...scenarioOperations(() => stories!),
  ...trafficOperations(() => stories!),
  // koli's own: what an operator does, and what operators and sellers read
  ...operatorWrites(auth),
  ...readOperations,
  ...webhookControl,
  ...countOperations,
  ...eventOperations,
  verifyLaws,
  ...healthOperations,
  receiverCheck(() => sandbox!),
  sandboxCredentials,
];
