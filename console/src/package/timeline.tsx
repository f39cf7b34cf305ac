import { Link } from '@tanstack/react-router';
import { Fragment, type ReactNode } from 'react';
import { statusOf } from '../../../src/core/domain/event.ts';
import type { Status } from '../../../src/core/domain/package.ts';
import type { PackageDetails, PackageEvent } from '../api.ts';
import { useFormat } from '../format.ts';
import { useText } from '../language/index.ts';
import { DeliveryBadge } from '../parts/delivery.tsx';
import { Dot } from '../parts/status.tsx';
import { PackageLink } from './facts.tsx';
import styles from './timeline.module.css';

/** The events, newest first, with their webhook deliveries. */
export function Timeline({ details }: { details: PackageDetails }) {
  const text = useText();
  const format = useFormat();
  const { supplierId, shipmentPackageId } = details.package;
  return (
    <ol className={styles.timeline} reversed>
      {details.events.toReversed().map((event) => (
        <li key={event.sequence} className={styles.event}>
          <span className={styles.mark}>
            <Dot status={statusAt(event) ?? ('none' as Status)} />
          </span>
          <div className={styles.body}>
            <p className={styles.what}>
              <span>{text.events[event.type]}</span>
              <time dateTime={new Date(event.at).toISOString()} title={format.exact(event.at)}>
                {format.time(event.at)}
              </time>
            </p>
            <EventFacts event={event} sellerId={supplierId} orderNumber={details.package.orderNumber} />
            {event.deliveries.length === 0 ? null : (
              <Deliveries event={event} sellerId={supplierId} packageId={shipmentPackageId} />
            )}
          </div>
        </li>
      ))}
    </ol>
  );
}

const statusAt = ({ type, facts }: PackageEvent): Status | null =>
  type === 'created' ? (facts['status'] as Status) : statusOf[type];

type FactsProps = { event: PackageEvent; sellerId: number; orderNumber: string };

function EventFacts({ event: { type, facts }, sellerId, orderNumber }: FactsProps) {
  const text = useText();
  const format = useFormat();
  const parts: ReactNode[] = [];
  const link = (id: number) => <PackageLink sellerId={sellerId} id={id} />;
  if (type === 'created') {
    const parent = facts['parent_id'] as number | null;
    if (parent === null) parts.push(text.eventFacts.fromOrder(orderNumber));
    else parts.push(<Sentence of={text.eventFacts.fromPackage(parent)} id={parent} link={link} />);
  }
  if (type === 'cancelled') {
    const { by, reason, code } = facts['cancellation'] as { by: string; reason: string; code: number };
    parts.push(text.eventFacts.by(text.who[by] ?? by, text.act.reasons[code] ?? reason));
    const remainder = facts['remainder_id'] as number | undefined;
    if (remainder !== undefined)
      parts.push(<Sentence of={text.eventFacts.remainder(remainder)} id={remainder} link={link} />);
  }
  if (type === 'unpacked') {
    const children = facts['children'] as number[];
    parts.push(
      children.map((id, at) => (
        <Fragment key={id}>
          {at === 0 ? '→ ' : ', '}
          {link(id)}
        </Fragment>
      )),
    );
  }
  if (facts['confirmed_at_latest'] !== undefined)
    parts.push(text.eventFacts.confirmedAtLatest(format.time(facts['confirmed_at_latest'] as number)));
  if (facts['confirmed_by'] !== undefined)
    parts.push(text.eventFacts.confirmedBy[facts['confirmed_by'] as 'customer' | 'deadline']);
  if (type === 'invoiceRejected') parts.push((facts['reason_keys'] as string[]).join(', '));
  const told = facts['invoice_number'] ?? facts['tracking_number'] ?? facts['warehouse_id'] ?? facts['box_quantity'];
  if (type !== 'created' && told !== undefined) parts.push(String(told));
  if (facts['agreed_delivery_at'] !== undefined && type === 'dateExtended')
    parts.push(text.eventFacts.to(format.time(facts['agreed_delivery_at'] as number)));
  if (parts.length === 0) return null;
  return (
    <p className={styles.facts}>
      {parts.map((part, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an event does not change
        <Fragment key={at}>
          {at === 0 ? null : ' · '}
          {part}
        </Fragment>
      ))}
    </p>
  );
}

/** A sentence with a link to a package. */
function Sentence({ of, id, link }: { of: string; id: number; link(id: number): ReactNode }) {
  const [before, after] = of.split(String(id));
  return (
    <>
      {before}
      {link(id)}
      {after}
    </>
  );
}

type DeliveriesProps = { event: PackageEvent; sellerId: number; packageId: number };

/** Each links to its attempts on the webhook's page. */
function Deliveries({ event: { deliveries, sequence }, sellerId, packageId }: DeliveriesProps) {
  const text = useText();
  const format = useFormat();
  return (
    <ul className={styles.deliveries} aria-label={text.detail.deliveries}>
      {deliveries.map(({ webhookId, state, attempts, dueAt, settledAt }) => (
        <li key={webhookId} title={webhookId}>
          <DeliveryBadge state={state} />
          <Link
            to="/sellers/$sellerId/webhooks/$webhookId"
            params={{ sellerId: String(sellerId), webhookId } as never}
            search={{ packageId: String(packageId), event: `evt_${sellerId}_${packageId}_${sequence}` } as never}
            className="mono"
            aria-label={`${webhookId.slice(0, 8)}: ${text.detail.deliveryLog}`}
          >
            {webhookId.slice(0, 8)}
          </Link>
          <span>{text.detail.attempts(attempts)}</span>
          <span>{settledAt === null ? text.detail.due(format.time(dueAt)) : format.time(settledAt)}</span>
        </li>
      ))}
    </ul>
  );
}
