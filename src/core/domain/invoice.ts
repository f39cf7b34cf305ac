import type { Command } from './command.ts';
import type { InvoiceTerms, Package } from './package.ts';
import { type Refusal, refuse } from './refusal.ts';
import type { Supply } from './supply.ts';

/** What an invoice file may be. It is served again later, so nothing else may be stored. */
export const invoice_media_types: readonly string[] = ['application/pdf', 'image/jpeg', 'image/png'];

/** Why a package cannot be given this invoice, or have its link taken away; null: it can. */
export function checkInvoice(current: Package, command: Command, supply: Supply): Refusal | null {
  const { package_id } = current;
  switch (command.type) {
    case 'link-invoice':
      return (
        checkTerms(command, supply) ??
        checkNone(current) ??
        (supply.isLinked(command.link) ? refuse({ code: 'invoice.link.taken' }) : null)
      );
    case 'store-invoice-file':
      if (command.issued_at !== undefined && command.issued_at > supply.now) return refuse({ code: 'invoice.future' });
      return checkTerms(command, supply) ?? checkNone(current);
    case 'unlink-invoice':
      if (command.customer_id !== supply.details()['customerId'])
        return refuse({ code: 'customer.unknown', package_id, customer_id: command.customer_id });
      return current.invoice?.kind === 'link' ? null : refuse({ code: 'invoice.unknown', package_id });
    default:
      return null;
  }
}

const checkNone = ({ invoice, package_id }: Package): Refusal | null =>
  invoice === undefined ? null : refuse({ code: 'invoice.exists', package_id });

/** Customs asks for both with a micro-export. */
function checkTerms({ number, issued_at }: InvoiceTerms, supply: Supply): Refusal | null {
  if (supply.details()['micro'] !== true) return null;
  if (issued_at === undefined) return refuse({ code: 'invoice.terms.missing', field: 'invoiceDateTime' });
  return number === undefined ? refuse({ code: 'invoice.terms.missing', field: 'invoiceNumber' }) : null;
}
