import type { PackageDetails, Relative } from '../api.ts';
import { useFormat } from '../format.ts';
import { useText } from '../language/index.ts';
import { Icon } from '../parts/icon.tsx';
import { StatusBadge } from '../parts/status.tsx';
import { PackageLink } from './facts.tsx';
import styles from './lineage.module.css';

/** The lineage as a list, for screen readers and small screens. */
export function LineageList({ details }: { details: PackageDetails }) {
  const text = useText();
  const { lineage, package: shown } = details;
  const first = lineage.filter(({ parentId }) => parentId === null);
  return (
    <details className={styles.list}>
      <summary>
        <Icon name="chevron" size={12} />
        {text.detail.lineageList}
      </summary>
      <Generation members={first} lineage={lineage} sellerId={shown.supplierId} own={shown.shipmentPackageId} />
    </details>
  );
}

type Props = { members: Relative[]; lineage: Relative[]; sellerId: number; own: number };

function Generation({ members, lineage, sellerId, own }: Props) {
  const text = useText();
  const format = useFormat();
  return (
    <ul>
      {members.map(({ shipmentPackageId, status, units, createdBy, createdDate }) => {
        const children = lineage.filter(({ parentId }) => parentId === shipmentPackageId);
        return (
          <li key={shipmentPackageId}>
            <span className={styles.member}>
              <PackageLink sellerId={sellerId} id={shipmentPackageId} />
              <StatusBadge status={status} />
              <span>{text.units(units)}</span>
              <span className={styles.pale}>
                {text.list.createdBy[createdBy] ?? createdBy} · {format.time(createdDate)}
                {shipmentPackageId === own ? ` · ${text.detail.thisOne}` : ''}
              </span>
            </span>
            {children.length === 0 ? null : (
              <Generation members={children} lineage={lineage} sellerId={sellerId} own={own} />
            )}
          </li>
        );
      })}
    </ul>
  );
}
