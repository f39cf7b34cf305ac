import { Type } from 'typebox';
import { factTypes } from '../domain/event.ts';
import { invoice_media_types } from '../domain/invoice.ts';
import { allowedFor, lifecycle } from '../domain/lifecycle.ts';
import { isOverdue } from '../domain/moment.ts';
import {
  createdBys,
  invoiceStatuses,
  invoiceStatusOf,
  type Package,
  shownInvoiceNumber,
  statuses,
} from '../domain/package.ts';
import { PackageDocument } from './package-schema.ts';
import { count, flag, id, idOrZero, lira, ms, optional, orNull, text } from './terms.ts';

// Packages as koli's own pages and tools read them: where one came from, what happened to it, what is possible now.

/** A package and the text of the moving half of its document. */
type StoredPackage = { current: Package; document: string };

/** A package on one row of a table. What readers of the wire document may not know is not told here, either. */
export function packageSummary({ current, document }: StoredPackage, now: number) {
  // The half ends with a comma, since the order's half follows it.
  const moving = JSON.parse(`${document.slice(0, -1)}}`);
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
    agreedDeliveryDate: current.agreed_delivery_at,
    overdue: isOverdue(current, now),
    cargoTrackingNumber: moving.cargoTrackingNumber as number,
    cargoProviderName: moving.cargoProviderName as string,
    units: unitsOf(current),
    invoiceStatus: invoiceStatusOf(current),
    packageTotalPrice: moving.packageTotalPrice as number,
  };
}

const unitsOf = ({ lines }: Package): number => lines.reduce((sum, line) => sum + line.quantity, 0);

type ShownPackage = {
  current: Package;
  document: Record<string, unknown>;
  events: { sequence: number; type: string; at: number; facts: Record<string, unknown> }[];
  deliveries: {
    sequence: number;
    webhook_id: string;
    state: string;
    attempts: number;
    due_at: number;
    settled_at: number | null;
  }[];
  /** With the tracking numbers that labels were requested for. */
  relatives: { current: Package; labelled: number[] }[];
};

/** All that is known of a package. Its seller does not see the tracking number while payment is open. */
export function packageDetails(whole: ShownPackage, to_seller: boolean, now: number) {
  const { current, document, events, deliveries, relatives } = whole;
  const hides = to_seller && !current.confirmed;
  return {
    package: document,
    parentId: current.parent_id,
    rootId: current.root_id,
    returnTrackingNumber: to_seller ? undefined : current.return_tracking_number,
    events: events.map(({ sequence, type, at, facts }) => ({
      sequence,
      type,
      at,
      facts: hides && type === 'created' ? { ...facts, tracking_number: 0 } : facts,
      deliveries: deliveries.filter((delivery) => delivery.sequence === sequence).map(deliverySummary),
    })),
    lineage: relatives.map((relative) => relativeSummary(relative.current, relative.labelled, to_seller)),
    overdue: isOverdue(current, now),
    reported: current.reported === undefined ? null : reportedOf(current.reported),
    allowed: allowedFor(current),
  };
}

const reportedOf = ({ outcome, confirmed_at_latest }: NonNullable<Package['reported']>) => ({
  outcome,
  confirmedAtLatest: confirmed_at_latest,
});

const deliverySummary = (delivery: ShownPackage['deliveries'][number]) => ({
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

const createdBy = () => Type.Enum([...createdBys]);
const parentId = () => orNull(id('A package'), 'The package from which it came; null for a first package');

const PackageSummary = Type.Object(
  {
    sellerId: id('Its seller'),
    shipmentPackageId: id('Its id'),
    orderNumber: text(),
    status: Type.Enum([...statuses]),
    parentId: parentId(),
    rootId: id('The first package of the share'),
    createdBy: createdBy(),
    createdDate: ms('Time of its creation'),
    lastModifiedDate: ms('Last change of any kind'),
    agreedDeliveryDate: ms('Until when it must be handed to cargo'),
    overdue: flag('That date has passed, and it has not left'),
    cargoTrackingNumber: idOrZero('0 while payment is open'),
    cargoProviderName: text(),
    units: count('Number of units'),
    invoiceStatus: Type.Enum([...invoiceStatuses], { description: 'The review of its invoice' }),
    packageTotalPrice: lira('After discounts'),
  },
  { title: 'PackageSummary', description: 'A package, in short.' },
);

const nextCursor = orNull(text(), 'For the next page; null on the last page');

export const PackageSearchPage = Type.Object(
  { content: Type.Array(PackageSummary), nextCursor },
  { title: 'PackageSearchPage', description: 'Packages, last changed first.' },
);

const DeliverySummarySchema = Type.Object(
  {
    webhookId: Type.String({ format: 'uuid' }),
    state: Type.Enum(['owed', 'delivered', 'given-up', 'held', 'dropped']),
    attempts: count('Number of calls so far'),
    dueAt: ms('Time of the next or the last due call'),
    settledAt: orNull(ms('Time of the end of the delivery'), 'Null while the delivery is owed'),
  },
  { title: 'DeliverySummary', description: 'The delivery of an event to one webhook.' },
);

const PackageEvent = Type.Object(
  {
    sequence: Type.Integer({ minimum: 1, description: 'Per package, from 1, without gaps' }),
    type: Type.Enum([...factTypes]),
    at: ms('Time of the event'),
    facts: Type.Record(Type.String(), Type.Unknown(), {
      description: "Data of the event, under koli's own names: amounts in kuruş, times in UTC milliseconds",
    }),
    deliveries: Type.Array(DeliverySummarySchema),
  },
  { title: 'PackageEvent', description: 'An event of a package.' },
);

const InvoiceFileSummary = Type.Object(
  {
    name: text("The seller's file name, cleaned"),
    type: Type.Enum([...invoice_media_types]),
    bytes: count('Its size'),
    sha256: Type.String({ pattern: '^[0-9a-f]{64}$' }),
    storedDate: ms('Time of the upload'),
    invoiceNumber: orNull(text(), 'Null unless it was given'),
    invoiceDateTime: orNull(ms('Time of issue'), 'Null unless it was given'),
  },
  { title: 'InvoiceFileSummary', description: 'The invoice file of a package.' },
);

const Relative = Type.Object(
  {
    shipmentPackageId: id('Its id'),
    parentId: parentId(),
    createdBy: createdBy(),
    status: Type.Enum([...statuses]),
    units: count('Number of units'),
    lines: Type.Array(
      Type.Object({
        lineId: id('A line of the order'),
        firstUnit: Type.Integer({ minimum: 1, description: 'Number of its first unit' }),
        quantity: Type.Integer({ minimum: 1 }),
      }),
    ),
    createdDate: ms('Time of its creation'),
    lastModifiedDate: ms('Last change of any kind'),
    trackingNumber: idOrZero('Its tracking number; the seller sees it when payment is confirmed'),
    boxQuantity: orNull(count('Number of boxes'), 'Null until box-info sets it'),
    deci: orNull(Type.Number(), 'Volume weight; null until box-info sets it'),
    labelRequested: Type.Boolean({ description: 'Whether a label was requested for its tracking number' }),
    invoiceNumber: orNull(text(), 'Null until it is set'),
    invoiceLink: orNull(text(), 'Null if there is none'),
    invoiceFile: orNull(InvoiceFileSummary, 'Null if there is none'),
  },
  { title: 'Relative', description: 'A package of the same share. `parentId` gives the lineage.' },
);

export const PackageDetails = Type.Object(
  {
    package: PackageDocument,
    parentId: parentId(),
    rootId: id('The first package of the share'),
    returnTrackingNumber: optional(text('Shown to operators only')),
    events: Type.Array(PackageEvent),
    lineage: Type.Array(Relative, { description: 'All packages of the share, including this one' }),
    overdue: flag('Its `agreedDeliveryDate` has passed, and it has not left'),
    reported: orNull(
      Type.Object({
        outcome: Type.Enum(['delivered', 'returned']),
        confirmedAtLatest: ms('When it counts as confirmed'),
      }),
      'What its seller reports of an alternative delivery and its customer has not confirmed yet; else null',
    ),
    allowed: Type.Array(Type.Enum(lifecycle.map(({ command }) => command)), {
      description: 'Commands that its status allows',
    }),
  },
  { title: 'PackageDetails', description: 'Everything that koli knows about a package.' },
);
