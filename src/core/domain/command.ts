import type { InvoiceFile, InvoiceTerms } from './package.ts';
import type { SellerSettings } from './seller.ts';

/** A request to change a package. Its form is already checked; `decide.ts` decides whether it is possible. */

export type LineQuantity = { line_id: number; quantity: number };

export const splitForms = ['split', 'multi-split', 'quantity-split', 'split-packages'] as const;
export type SplitForm = (typeof splitForms)[number];

export type Command =
  | { type: 'confirm-payment' }
  | { type: 'fail-payment'; reason: string }
  | { type: 'pick'; lines?: LineQuantity[] }
  | { type: 'invoice'; lines?: LineQuantity[]; invoice_number?: string }
  | { type: 'cancel'; lines: LineQuantity[]; code: number; keep_status: boolean }
  /** `lines` null: all that the package holds. */
  | { type: 'customer-cancel'; lines: LineQuantity[] | null; reason: string }
  | { type: 'split'; form: SplitForm; parts: SplitPart[]; keep_status: boolean }
  | { type: 'ship'; lines?: LineQuantity[] }
  | { type: 'arrive'; lines?: LineQuantity[] }
  | { type: 'deliver'; lines?: LineQuantity[] }
  | { type: 'undeliver'; lines?: LineQuantity[] }
  | { type: 'return'; lines?: LineQuantity[] }
  | ({ type: 'ship-alternatively' } & Alternative)
  | ({ type: 'deliver-digitally'; digital_code: string } & Alternative)
  | { type: 'manual-deliver' }
  | { type: 'manual-return' }
  | { type: 'confirm-delivery'; by: Confirmer }
  | { type: 'confirm-return'; by: Confirmer }
  | { type: 'miss-date' }
  | { type: 'cancel-overdue' }
  | { type: 'feed-tracking-number'; tracking_number: number }
  | ({ type: 'feed-tracking-details' } & TrackingDetails & AtStoreFront)
  | { type: 'set-box-info'; box_quantity: number; deci?: number }
  | { type: 'set-service-delivery' }
  | { type: 'set-warehouse'; warehouse_id: number }
  | { type: 'extend-date'; days: number }
  | { type: 'set-labor-costs'; costs: LaborCost[] }
  | { type: 'change-cargo-provider'; cargo_provider: string }
  | ({ type: 'link-invoice'; link: string } & InvoiceTerms & Reviewing)
  | { type: 'unlink-invoice'; customer_id: number }
  | { type: 'accept-invoice' }
  | { type: 'reject-invoice'; reason_keys: string[] }
  /** Boxes: those that the package was told to have, unless given. */
  | { type: 'request-label'; box_quantity?: number; volumetric_height: number | null }
  | ({ type: 'store-invoice-file' } & Omit<InvoiceFile, 'stored_at'> & InvoiceTerms & Reviewing);

/** How the seller's invoices are reviewed; absent: as those of a seller without a setting. */
type Reviewing = { review?: SellerSettings['invoice_review'] };

/** An alternative delivery: how the customer follows it, and its size. */
export type Alternative = { link?: string; phone?: string; box_quantity?: number; deci?: number };

export type TrackingDetails = { sender_number: string; cargo_provider: string; return_tracking_number?: string };

/** The storefront that a request names, a country of `countries.ts`. */
export type AtStoreFront = { store_front?: string };
/** Who confirms the end of an alternative delivery; the deadline stands for a customer who does not answer. */
export type Confirmer = 'customer' | 'deadline';

/** Per item of the line. */
export type LaborCost = { line_id: number; cost_kurus: number };

export type CommandType = Command['type'];

/** One future package of a split: whole lines (`all`) or a number of their units. */
export type SplitPart = { line_id: number; quantity: number | 'all' }[];

const renumbering: readonly CommandType[] = ['ship-alternatively', 'deliver-digitally', 'change-cargo-provider'];

/** At most how many tracking numbers a command draws. */
export const trackingNumbersOf = (command: Command): number =>
  renumbering.includes(command.type) ? 1 : childrenOf(command);

/** At most how many new packages a command can open: so many ids must be at hand before it is decided. */
export function childrenOf(command: Command): number {
  if (command.type === 'split') return command.parts.length + 1;
  return command.type === 'cancel' || command.type === 'customer-cancel' ? 1 : 0;
}
