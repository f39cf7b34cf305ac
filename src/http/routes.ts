import type { Operation } from './contract/operation.ts';
import { alternativeDelivery } from './doors/marketplace/alternative-delivery.ts';
import { cancelItems } from './doors/marketplace/cancel-items.ts';
import { commonLabel } from './doors/marketplace/common-label.ts';
import { deliveryDetails } from './doors/marketplace/delivery-details.ts';
import { storeInvoiceFile } from './doors/marketplace/invoice-file.ts';
import { invoiceLinks } from './doors/marketplace/invoice-links.ts';
import { ipListOperations } from './doors/marketplace/ip-list.ts';
import { listOperations } from './doors/marketplace/list-orders.ts';
import { lookups } from './doors/marketplace/lookups.ts';
import { manualDelivery } from './doors/marketplace/manual-delivery.ts';
import { splitOperations } from './doors/marketplace/split-package.ts';
import { streamOrders } from './doors/marketplace/stream-orders.ts';
import { trackingOperations } from './doors/marketplace/tracking.ts';
import { updatePackage } from './doors/marketplace/update-package.ts';
import { storeWarrantyDocument } from './doors/marketplace/warranty-document.ts';
import { webhookOperations } from './doors/marketplace/webhooks.ts';
import { verifyLaws } from './doors/operator/verify.ts';
import { warrantyReads } from './doors/operator/warranty-documents.ts';
import { operatorWrites } from './doors/operator/writes.ts';
import { countOperations } from './doors/own/counts.ts';
import { eventOperations } from './doors/own/events.ts';
import { healthOperations } from './doors/own/health.ts';
import { invoiceFileReads } from './doors/own/invoice-file.ts';
import { labelReads } from './doors/own/label.ts';
import { packageReads } from './doors/own/packages.ts';
import { sellerReads } from './doors/own/sellers.ts';
import { webhookControl } from './doors/own/webhooks/operations.ts';

/** The operations of the core: the table of contents. */
export const routes = (): Operation[] => [
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
  storeWarrantyDocument,
  ...commonLabel,
  ...webhookOperations,
  ...lookups,
  ...ipListOperations,
  // koli's own: what an operator does, and what operators and sellers read
  ...operatorWrites,
  ...sellerReads,
  ...packageReads,
  ...invoiceFileReads,
  ...warrantyReads,
  ...labelReads,
  ...webhookControl,
  ...countOperations,
  ...eventOperations,
  verifyLaws,
  ...healthOperations,
];
