import type { Alternative, Confirmer, LaborCost, TrackingDetails } from './command.ts';
import type {
  Cancellation,
  DiscountDisplay,
  InvoiceFile,
  InvoiceTerms,
  Package,
  PackageLine,
  Status,
} from './package.ts';

/** What a package was born with: everything its life starts from, so that its events alone rebuild it. */
export type Birth = Pick<
  Package,
  | 'order_number'
  | 'root_id'
  | 'parent_id'
  | 'created_by'
  | 'status'
  | 'confirmed'
  | 'lines'
  | 'discount_displays'
  | 'tracking_number'
  | 'cargo_provider'
  | 'who_pays'
  | 'warehouse_id'
  | 'delivered_by_service'
  | 'origin_shipment_at'
  | 'agreed_delivery_at'
  | 'date_extended'
  | 'overdue_at'
  | 'estimated_delivery'
  | 'invoice_number'
  | 'country'
  | 'details_fed'
>;

/** A fact: what happened to a package, in the past tense. */
export type Fact =
  | ({ type: 'created' } & Birth)
  | { type: 'confirmed' }
  | { type: 'picked' }
  | { type: 'invoiced'; invoice_number?: string }
  | {
      type: 'cancelled';
      cancellation: Cancellation;
      /** Kept by the cancelled package; absent when all of it was cancelled. */
      kept?: { lines: PackageLine[]; discount_displays: DiscountDisplay[] };
      /** The package opened for what was not cancelled. */
      remainder_id?: number;
    }
  | { type: 'unpacked'; children: number[] }
  | { type: 'shipped'; alternative?: Alternative & { tracking_number: number } }
  | { type: 'arrivedAtCollectionPoint' }
  | { type: 'delivered'; digital_code?: string; confirmed_by?: Confirmer }
  | { type: 'undelivered' }
  | { type: 'returned'; confirmed_by?: Confirmer }
  | { type: 'deliveryReported'; confirmed_at_latest: number }
  | { type: 'returnReported'; confirmed_at_latest: number }
  | { type: 'becameOverdue' }
  | { type: 'trackingNumberFed'; tracking_number: number }
  | ({ type: 'trackingDetailsFed' } & TrackingDetails)
  | { type: 'boxInfoSet'; box_quantity: number; deci?: number }
  | { type: 'serviceDeliverySet' }
  | { type: 'warehouseSet'; warehouse_id: number }
  | { type: 'dateExtended'; agreed_delivery_at: number }
  | { type: 'laborCostsSet'; costs: LaborCost[] }
  | { type: 'cargoProviderChanged'; cargo_provider: string; tracking_number: number }
  | ({ type: 'invoiceLinked'; link: string } & InvoiceTerms & Awaiting)
  | { type: 'invoiceUnlinked' }
  | ({ type: 'invoiceFileStored' } & Omit<InvoiceFile, 'stored_at'> & InvoiceTerms & Awaiting)
  | { type: 'invoiceAccepted' }
  | { type: 'invoiceRejected'; reason_keys: string[] };

/** Absent: the invoice was accepted as it came. */
type Awaiting = { awaits_review?: true };

export type FactType = Fact['type'];

export type Event = {
  seller_id: number;
  package_id: number;
  /** Per package, from 1, without a gap. */
  sequence: number;
  at: number;
  fact: Fact;
};

/** The status that a fact leads to; `created` carries its own. A fact without one changes no history and owes no webhook. */
export const statusOf: Record<FactType, Status | null> = {
  created: null,
  confirmed: 'Created',
  picked: 'Picking',
  invoiced: 'Invoiced',
  cancelled: 'Cancelled',
  unpacked: 'UnPacked',
  shipped: 'Shipped',
  arrivedAtCollectionPoint: 'AtCollectionPoint',
  delivered: 'Delivered',
  undelivered: 'UnDelivered',
  returned: 'Returned',
  deliveryReported: null,
  returnReported: null,
  becameOverdue: null,
  trackingNumberFed: null,
  trackingDetailsFed: null,
  boxInfoSet: null,
  serviceDeliverySet: null,
  warehouseSet: null,
  dateExtended: null,
  laborCostsSet: null,
  cargoProviderChanged: null,
  invoiceLinked: null,
  invoiceUnlinked: null,
  invoiceFileStored: null,
  invoiceAccepted: null,
  invoiceRejected: null,
};

export const factTypes = Object.keys(statusOf) as FactType[];

/** The status an event announces, or null when it announces none. */
export const announced = (event: Event): Status | null =>
  event.fact.type === 'created' ? event.fact.status : statusOf[event.fact.type];
