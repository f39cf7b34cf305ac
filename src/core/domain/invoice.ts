import type { Command } from './command.ts';
import { isDomestic } from './order.ts';
import { type InvoiceTerms, invoiceStatusOf, type Package, rejectedReasons } from './package.ts';
import { type Refusal, refuse } from './refusal.ts';
import type { SellerSettings } from './seller.ts';
import type { Supply } from './supply.ts';

/** What an invoice file may be. It is served again later, so nothing else may be stored. */
export const invoice_media_types: readonly string[] = ['application/pdf', 'image/jpeg', 'image/png'];

/** Why a package cannot be given this invoice, or have its link taken away; null: it can. */
export function checkInvoice(current: Package, command: Command, supply: Supply): Refusal | null {
  const { package_id } = current;
  switch (command.type) {
    case 'link-invoice':
      return (
        checkInvoiceTerms(command, supply) ??
        checkNone(current) ??
        (isElsewhere(current, command.link, supply) ? refuse({ code: 'invoice.link.taken' }) : null)
      );
    case 'store-invoice-file':
      if (command.issued_at !== undefined && command.issued_at > supply.now) return refuse({ code: 'invoice.future' });
      return checkInvoiceTerms(command, supply) ?? checkNone(current);
    case 'unlink-invoice':
      if (command.customer_id !== supply.details()['customerId'])
        return refuse({ code: 'customer.unknown', package_id, customer_id: command.customer_id });
      return current.invoice?.kind === 'link' ? null : refuse({ code: 'invoice.unknown', package_id });
    case 'accept-invoice':
    case 'reject-invoice':
      return current.invoice === undefined ? refuse({ code: 'invoice.unknown', package_id }) : null;
    default:
      return null;
  }
}

/** A rejected invoice gives way to the next one. */
const checkNone = (current: Package): Refusal | null =>
  ['NotInvoiced', 'Rejected'].includes(invoiceStatusOf(current))
    ? null
    : refuse({ code: 'invoice.exists', package_id: current.package_id });

/** A seller who corrects a rejected invoice may leave it at its address. */
const isElsewhere = ({ invoice }: Package, link: string, supply: Supply): boolean =>
  supply.isLinked(link) && !(invoice?.kind === 'link' && invoice.link === link);

/** Whether an invoice that comes now is received for a review, or accepted at once. */
export function awaiting(review: SellerSettings['invoice_review'] = null, supply: Supply): { awaits_review?: true } {
  const by_hand = review === null ? !isDomestic(supply.details()) : review === 'by-hand';
  return by_hand ? { awaits_review: true } : {};
}

type Review = Extract<Command, { type: 'accept-invoice' | 'reject-invoice' }>;

/** Whether the last review said the same. */
export const isReviewedSo = (current: Package, command: Review): boolean =>
  command.type === 'accept-invoice'
    ? invoiceStatusOf(current) === 'Invoiced'
    : invoiceStatusOf(current) === 'Rejected' && command.reason_keys.join() === rejectedReasons(current).join();

/** Customs asks for both with a micro-export. */
function checkInvoiceTerms({ number, issued_at }: InvoiceTerms, supply: Supply): Refusal | null {
  if (supply.details()['micro'] !== true) return null;
  if (issued_at === undefined) return refuse({ code: 'invoice.terms.missing', field: 'invoiceDateTime' });
  return number === undefined ? refuse({ code: 'invoice.terms.missing', field: 'invoiceNumber' }) : null;
}
