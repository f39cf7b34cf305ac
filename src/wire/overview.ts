import { lifecycle } from '../domain/lifecycle.ts';
import { type Package, shownInvoiceNumber } from '../domain/package.ts';

// Packages as koli's own pages and tools read them: where one came from, what happened to it, what is possible now.

/** Stored text of a package and of the moving half of its document. */
type StoredPackage = { state: string; document: string };

/** A package on one row of a table. What readers of the wire document may not know is not told here, either. */
export function packageSummary(stored: StoredPackage) {
  const current: Package = JSON.parse(stored.state);
  // The half ends with a comma, since the order's half follows it.
  const moving = JSON.parse(`${stored.document.slice(0, -1)}}`);
  return {
    sellerId: current.seller_id,
    shipmentPackageId: current.package_id,
    orderNumber: current.order_number,
    status: current.status,
    parentId: current.parent_id,
    rootId: current.root_id,
    createdBy: current.created_by,
    createdDate: current.created_at,
    lastModifiedDate: current.modified_at,
    cargoTrackingNumber: moving.cargoTrackingNumber as number,
    cargoProviderName: moving.cargoProviderName as string,
    units: unitsOf(current),
    packageTotalPrice: moving.packageTotalPrice as number,
  };
}

const unitsOf = ({ lines }: Package): number => lines.reduce((sum, line) => sum + line.quantity, 0);

type StoredWhole = {
  state: string;
  document: string;
  events: { sequence: number; type: string; at: number; facts: string }[];
  deliveries: {
    sequence: number;
    webhook_id: string;
    state: string;
    attempts: number;
    due_at: number;
    settled_at: number | null;
  }[];
  /** With the tracking numbers that labels were requested for. */
  relatives: { state: string; labelled: number[] }[];
};

/** All that is known of a package. To its seller its tracking number stays hidden while payment is open. */
export function packageDetails({ state, document, events, deliveries, relatives }: StoredWhole, to_seller: boolean) {
  const current: Package = JSON.parse(state);
  const hides = to_seller && !current.confirmed;
  return {
    package: JSON.parse(document),
    parentId: current.parent_id,
    rootId: current.root_id,
    returnTrackingNumber: to_seller ? undefined : current.return_tracking_number,
    events: events.map(({ sequence, type, at, facts }) => ({
      sequence,
      type,
      at,
      facts: hides && type === 'created' ? { ...JSON.parse(facts), tracking_number: 0 } : JSON.parse(facts),
      deliveries: deliveries.filter((delivery) => delivery.sequence === sequence).map(deliverySummary),
    })),
    lineage: relatives.map((relative) => relativeSummary(JSON.parse(relative.state), relative.labelled, to_seller)),
    allowed: lifecycle.filter((step) => step.from.includes(current.status)).map((step) => step.command),
  };
}

const deliverySummary = (delivery: StoredWhole['deliveries'][number]) => ({
  webhookId: delivery.webhook_id,
  state: delivery.state,
  attempts: delivery.attempts,
  dueAt: delivery.due_at,
  settledAt: delivery.settled_at,
});

/** What a package was given stays with it: here it is seen beside what its relatives have. */
const relativeSummary = (current: Package, labelled: number[], to_seller: boolean) => ({
  shipmentPackageId: current.package_id,
  parentId: current.parent_id,
  createdBy: current.created_by,
  status: current.status,
  units: unitsOf(current),
  lines: current.lines.map((line) => ({
    lineId: line.line_id,
    firstUnit: line.first_unit,
    quantity: line.quantity,
  })),
  createdDate: current.created_at,
  lastModifiedDate: current.modified_at,
  trackingNumber: to_seller && !current.confirmed ? 0 : current.tracking_number,
  boxQuantity: current.box_quantity ?? null,
  deci: current.deci ?? null,
  labelRequested: labelled.includes(current.tracking_number),
  invoiceNumber: shownInvoiceNumber(current) ?? null,
  invoiceLink: current.invoice?.kind === 'link' ? current.invoice.link : null,
  invoiceFile: fileSummary(current),
});

function fileSummary({ invoice }: Package) {
  if (invoice?.kind !== 'file') return null;
  return {
    name: invoice.name,
    type: invoice.media_type,
    bytes: invoice.bytes,
    sha256: invoice.sha256,
    storedDate: invoice.stored_at,
    invoiceNumber: invoice.number ?? null,
    invoiceDateTime: invoice.issued_at ?? null,
  };
}
