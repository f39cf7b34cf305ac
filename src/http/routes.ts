import { sandboxCredentials } from '../sandbox/http/credentials.ts';
import { faultOperations } from '../sandbox/http/faults.ts';
import { sandboxOperations } from '../sandbox/http/operations.ts';
import { receiverCheck } from '../sandbox/http/receiver-check.ts';
import { sandboxRefusals } from '../sandbox/http/refusals.ts';
import { scenarioOperations } from '../sandbox/http/scenarios.ts';
import { testOperations } from '../sandbox/http/test-orders.ts';
import { trafficOperations } from '../sandbox/http/traffic.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import type { Stories } from '../sandbox/story/stories.ts';
import type { Operation } from './contract/operation.ts';
import { addRefusals } from './contract/refusals.ts';
import { alternativeDelivery } from './doors/marketplace/alternative-delivery.ts';
import { cancelItems } from './doors/marketplace/cancel-items.ts';
import { commonLabel } from './doors/marketplace/common-label.ts';
import { deliveryDetails } from './doors/marketplace/delivery-details.ts';
import { storeInvoiceFile } from './doors/marketplace/invoice-file.ts';
import { invoiceLinks } from './doors/marketplace/invoice-links.ts';
import { listOperations } from './doors/marketplace/list-orders.ts';
import { manualDelivery } from './doors/marketplace/manual-delivery.ts';
import { splitOperations } from './doors/marketplace/split-package.ts';
import { streamOrders } from './doors/marketplace/stream-orders.ts';
import { trackingOperations } from './doors/marketplace/tracking.ts';
import { updatePackage } from './doors/marketplace/update-package.ts';
import { webhookOperations } from './doors/marketplace/webhooks.ts';
import { verifyLaws } from './doors/operator/verify.ts';
import { operatorWrites } from './doors/operator/writes.ts';
import { countOperations } from './doors/own/counts.ts';
import { eventOperations } from './doors/own/events.ts';
import { healthOperations } from './doors/own/health.ts';
import { readOperations } from './doors/own/reads.ts';
import { webhookControl } from './doors/own/webhooks/operations.ts';

// The operations of the sandbox bring refusals of their own.
addRefusals(sandboxRefusals);

/** Everything that is served, and where: the table of contents. */
export function routes(sandbox: Sandbox | null = null, stories: Stories | null = null): Operation[] {
  const served = operations(sandbox, stories);
  return [...served, ...faultOperations(served)];
}

const operations = (sandbox: Sandbox | null, stories: Stories | null): Operation[] => [
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
  ...operatorWrites,
  ...readOperations,
  ...webhookControl,
  ...countOperations,
  ...eventOperations,
  verifyLaws,
  ...healthOperations,
  receiverCheck(() => sandbox!),
  sandboxCredentials,
];
