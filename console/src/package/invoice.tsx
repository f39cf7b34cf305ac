import { type Invoice, invoiceStatusOf, type Package, rejectedReasons } from '../../../src/core/domain/package.ts';
import { useFormat } from '../format.ts';
import { useText } from '../language/index.ts';
import { InvoiceBadge } from '../parts/invoice.tsx';
import styles from './facts.module.css';

/** How far the review of the invoice is, with the reasons of a rejection. */
export function InvoiceState({ current }: { current: Package }) {
  const text = useText();
  const reasons = rejectedReasons(current);
  return (
    <>
      <InvoiceBadge status={invoiceStatusOf(current)} />
      {reasons.length === 0 ? null : (
        <ul className={styles.reasons} aria-label={text.invoice.reasons}>
          {reasons.map((reason) => (
            <li key={reason} className="mono">
              {reason}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** The invoice for its reader: the seller's address, or the name and size of the file. */
export function InvoiceDocument({ invoice }: { invoice: Invoice }) {
  const format = useFormat();
  if (invoice.kind === 'file') return `${invoice.name} · ${format.size(invoice.bytes)}`;
  // The address is the seller's own text. Only a web address becomes a link.
  if (!/^https?:\/\//i.test(invoice.link)) return invoice.link;
  return (
    <a href={invoice.link} target="_blank" rel="noreferrer noopener">
      {invoice.link}
    </a>
  );
}
