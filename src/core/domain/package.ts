/**
 * What a package is. Times are true UTC milliseconds, money is whole kuruş, ids are integers below 2^53.
 * Field names end in their unit where they have one.
 */

/** Every status a package may have. `UnSupplied` and `Verified` are names of filters and subscriptions only. */
export const statuses = [
  'Awaiting',
  'Created',
  'Picking',
  'Invoiced',
  'Shipped',
  'AtCollectionPoint',
  'Delivered',
  'UnDelivered',
  'Returned',
  'Cancelled',
  'UnPacked',
] as const;
export type Status = (typeof statuses)[number];

/**
 * The units of one order line that a package holds: `quantity` units from unit number `first_unit` on.
 * One run is always enough: a line starts as units 1..n, and every division hands out its units in ascending order,
 * so each part of a run is a run again.
 */
export type PackageLine = { line_id: number; first_unit: number; quantity: number; labor_cost_kurus?: number };

export type Canceller = 'Seller' | 'Customer' | 'System';
/** A status and, for cancelled packages, who cancelled them. Without `cancelled_by`, every cancel matches. */
export type PackageState = { status: Status; cancelled_by?: Canceller };
export type Cancellation = { by: Canceller; reason: string; code: number };

/** A named promotion and how much of it this package carries. */
export type DiscountDisplay = { name: string; amount_kurus: number };

/** How a first package comes about: by an order, or by an order that was moved here from another seller. */
export const arrivals = ['order-creation', 'transfer'] as const;
export type Arrival = (typeof arrivals)[number];
export const createdBys = [...arrivals, 'cancel', 'split'] as const;
export type CreatedBy = (typeof createdBys)[number];

export type Package = {
  seller_id: number;
  /** Of the customer's order, a code as in `countries.ts`. Absent: home. */
  country?: string;
  package_id: number;
  order_number: string;
  root_id: number;
  parent_id: number | null;
  created_by: CreatedBy;
  status: Status;
  /** Number of the last event, from 1, without a gap. */
  sequence: number;
  /** Time of the first history entry. */
  created_at: number;
  /** Time of the last event of any kind. */
  modified_at: number;
  history: { status: Status; at: number }[];
  /** False until payment is confirmed: the customer stays masked. */
  confirmed: boolean;
  lines: PackageLine[];
  discount_displays: DiscountDisplay[];
  tracking_number: number;
  cargo_provider: string;
  who_pays?: number;
  warehouse_id: number;
  /** An authorised service brings it; the order says so, or the seller later. */
  delivered_by_service: boolean;
  origin_shipment_at: number;
  agreed_delivery_at: number;
  /** It is granted once, to a package and all that come of it. */
  date_extended?: true;
  /** When its date had passed and it had not left. */
  overdue_at?: number;
  /** Expected arrival, when the order named one; else it follows from `agreed_delivery_at`. */
  estimated_delivery?: { start_at: number; end_at: number };
  /** Its carrier was fed with `tracking-details`, or that of a package it came from. */
  details_fed?: true;
  /** Told with the status, or inherited by a package that stays Invoiced. */
  invoice_number?: string;
  cancellation?: Cancellation;
  /** Of this package alone: a package that a cancel or a split opens starts without them. */
  /** The seller has given it a tracking number, which it may do once. */
  tracking_fed?: true;
  provider_changed_at?: number;
  tracking_link?: string;
  sender_number?: string;
  return_tracking_number?: string;
  box_quantity?: number;
  deci?: number;
  invoice?: Invoice;
  /** What the seller reports of an alternative delivery, until the customer confirms it. */
  reported?: { outcome: Outcome; confirmed_at_latest: number };
};

/** How an alternative delivery ended. */
type Outcome = 'delivered' | 'returned';

/** The seller's invoice: where it lies, or the file itself. A package has one. */
export type Invoice = (
  | ({ kind: 'link'; link: string } & InvoiceTerms)
  | ({ kind: 'file' } & InvoiceFile & InvoiceTerms)
) & {
  /** Absent: it was accepted. */
  review?: InvoiceReview;
};

/** What the review of an invoice has not accepted yet, or has refused with reasons. */
export type InvoiceReview = { status: 'Received' } | { status: 'Rejected'; reason_keys: string[] };

export const invoiceStatuses = ['NotInvoiced', 'Received', 'Rejected', 'Invoiced'] as const;
export type InvoiceStatus = (typeof invoiceStatuses)[number];

/** How far the invoice of a package is. It says nothing of the package's own status. */
export const invoiceStatusOf = ({ invoice }: Pick<Package, 'invoice'>): InvoiceStatus =>
  invoice === undefined ? 'NotInvoiced' : (invoice.review?.status ?? 'Invoiced');

export const rejectedReasons = ({ invoice }: Pick<Package, 'invoice'>): string[] =>
  invoice?.review?.status === 'Rejected' ? invoice.review.reason_keys : [];

/** What the seller says of its invoice. */
export type InvoiceTerms = { number?: string; issued_at?: number };

/** An invoice file without its content, which is kept apart. */
export type InvoiceFile = { sha256: string; name: string; media_type: string; bytes: number; stored_at: number };

/** The number that readers see: that of the link, else what was told with the status. */
export const shownInvoiceNumber = ({ invoice, invoice_number }: Package): string | undefined =>
  (invoice?.kind === 'link' ? invoice.number : undefined) ?? invoice_number;

/** The link that readers see: of an invoice that was accepted. */
export const shownInvoiceLink = ({ invoice }: Pick<Package, 'invoice'>): string | undefined =>
  invoice?.kind === 'link' && invoice.review === undefined ? invoice.link : undefined;
