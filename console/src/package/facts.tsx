import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { istanbul_offset_ms } from '../../../src/core/domain/calendar.ts';
import type { Package } from '../../../src/core/domain/package.ts';
import type { PackageDetails } from '../api.ts';
import { useFormat } from '../format.ts';
import { useText } from '../language/index.ts';
import { Section } from '../parts/section.tsx';
import styles from './facts.module.css';
import { InvoiceDocument, InvoiceState } from './invoice.tsx';

type Row = [name: string, value: ReactNode];

export function Facts({ details, current }: { details: PackageDetails; current: Package }) {
  const text = useText();
  const format = useFormat();
  const one = details.package;
  const money = (amount: number) => format.money(amount, one.currencyCode);
  const { cancellation } = current;
  const reason = cancellation && (text.act.reasons[cancellation.code] ?? cancellation.reason);
  const facts: Row[] = [
    [text.detail.customer, `${one.customerFirstName} ${one.customerLastName}`],
    [text.detail.address, one.shipmentAddress.fullAddress],
    [text.detail.provider, one.cargoProviderName],
    [text.detail.tracking, one.cargoTrackingNumber === 0 ? text.common.none : one.cargoTrackingNumber],
    [text.invoice.review, <InvoiceState key="invoice" current={current} />],
    ...(current.invoice === undefined
      ? []
      : [[text.invoice.document, <InvoiceDocument key="document" invoice={current.invoice} />] as Row]),
    ...(one.invoiceNumber === undefined ? [] : [[text.detail.invoice, one.invoiceNumber] as Row]),
    ...(cancellation === undefined
      ? []
      : [[text.detail.cancellation, [text.who[cancellation.by], reason].filter(Boolean).join(': ')] as Row]),
    ...(details.parentId === null
      ? []
      : [[text.detail.parent, <PackageLink key="parent" sellerId={one.supplierId} id={details.parentId} />] as Row]),
    // `orderDate` is Istanbul's wall-clock time; all other times are UTC.
    [text.detail.ordered, format.time(one.orderDate - istanbul_offset_ms)],
    [text.detail.opened, format.time(current.created_at)],
    [text.detail.changed, format.time(one.lastModifiedDate)],
    [text.detail.agreed, format.time(one.agreedDeliveryDate)],
    ...(details.reported === null
      ? []
      : [
          [
            text.detail.reported,
            text.detail.reportedAs[details.reported.outcome](format.time(details.reported.confirmedAtLatest)),
          ] as Row,
        ]),
  ];
  const amounts: Row[] = [
    [text.detail.gross, money(one.packageGrossAmount)],
    [text.detail.sellerDiscount, money(0 - one.packageSellerDiscount)],
    [text.detail.platformDiscount, money(0 - one.packageTyDiscount)],
    [text.detail.total, <strong key="total">{money(one.packageTotalPrice)}</strong>],
  ];
  return (
    <>
      <Section title={text.detail.facts}>
        <List rows={facts} />
      </Section>
      <Section title={text.detail.amounts}>
        <List rows={amounts} />
      </Section>
    </>
  );
}

const List = ({ rows }: { rows: Row[] }) => (
  <dl className={styles.list}>
    {rows.map(([name, value]) => (
      <div key={name}>
        <dt>{name}</dt>
        <dd>{value}</dd>
      </div>
    ))}
  </dl>
);

export const PackageLink = ({ sellerId, id }: { sellerId: number; id: number }) => (
  <Link
    to="/sellers/$sellerId/packages/$packageId"
    params={{ sellerId: String(sellerId), packageId: String(id) } as never}
    className="number"
  >
    {id}
  </Link>
);
