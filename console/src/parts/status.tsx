import type { Status } from '../../../src/core/domain/package.ts';
import { useText } from '../language/index.ts';
import styles from './status.module.css';

/** The tone of a status: to do, in transit, done, or over. */
const tones: Record<Status, 'wait' | 'open' | 'busy' | 'way' | 'done' | 'bad' | 'dead'> = {
  Awaiting: 'wait',
  Created: 'open',
  Picking: 'busy',
  Invoiced: 'busy',
  Shipped: 'way',
  AtCollectionPoint: 'way',
  Delivered: 'done',
  UnDelivered: 'bad',
  Returned: 'bad',
  Cancelled: 'dead',
  UnPacked: 'dead',
};

export const Dot = ({ status }: { status: Status }) => (
  <span className={styles.dot} data-status={status} aria-hidden="true" />
);

export function StatusBadge({ status }: { status: Status }) {
  const text = useText();
  return (
    <span className={styles.badge} data-tone={tones[status]}>
      <Dot status={status} />
      {text.status[status]}
    </span>
  );
}
