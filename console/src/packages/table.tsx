import { Skeleton } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, memo, type RefObject, useEffect, useState } from 'react';
import type { PackageRow } from '../api.ts';
import { useFormat } from '../format.ts';
import { useText } from '../language/index.ts';
import { isLate, Late } from '../parts/late.tsx';
import { StatusBadge } from '../parts/status.tsx';
import { useSession } from '../session.ts';
import type { usePackages } from './data.ts';
import styles from './packages.module.css';

type Props = {
  scroller: RefObject<HTMLDivElement | null>;
  list: ReturnType<typeof usePackages>;
  /** Sorted by the agreed delivery, which is shown in place of the last change. */
  byDate: boolean;
};

const row_px = 38;
const narrow_row_px = 66;
/** The next page is requested when this many rows remain below. */
const ahead = 40;

function useNarrow(): boolean {
  const query = '(max-width: 820px)';
  const [narrow, setNarrow] = useState(() => matchMedia(query).matches);
  useEffect(() => {
    const media = matchMedia(query);
    const heard = () => setNarrow(media.matches);
    media.addEventListener('change', heard);
    return () => media.removeEventListener('change', heard);
  }, []);
  return narrow;
}

export function PackageTable({ scroller, list, byDate }: Props) {
  const text = useText();
  const operator = useSession()?.who.kind === 'operator';
  const narrow = useNarrow();
  const { rows, hasNextPage, isFetchingNextPage, fetchNextPage, isPending } = list;
  const height = narrow ? narrow_row_px : row_px;
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: 12,
    getItemKey: (index) => `${rows[index]!.sellerId}/${rows[index]!.shipmentPackageId}`,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: rows are measured anew when their height changes
  useEffect(() => virtual.measure(), [height]);
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && last >= rows.length - ahead) void fetchNextPage();
  }, [last, rows.length, hasNextPage, isFetchingNextPage, fetchNextPage]);

  /** Arrow keys move through the rows; the list follows the focus. */
  function onKeyDown(event: KeyboardEvent<HTMLDivElement>): void {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const row = (event.target as HTMLElement).closest<HTMLElement>('[data-index]');
    if (step === undefined || row === null) return;
    event.preventDefault();
    const index = Math.min(Math.max(Number(row.dataset['index']) + step, 0), rows.length - 1);
    virtual.scrollToIndex(index);
    requestAnimationFrame(() =>
      scroller.current?.querySelector<HTMLElement>(`[data-index="${index}"] a`)?.focus({ preventScroll: true }),
    );
  }

  const columns = [
    text.list.status,
    text.list.package,
    text.list.order,
    ...(operator ? [text.list.seller] : []),
    text.list.units,
    text.list.amount,
    text.list.cargo,
    text.list.origin,
    byDate ? text.detail.agreed : text.list.changed,
  ];
  return (
    <div ref={scroller} className={styles.scroller} data-operator={operator}>
      <div
        role="table"
        aria-label={text.list.title}
        aria-rowcount={hasNextPage ? -1 : rows.length + 1}
        aria-busy={isPending || isFetchingNextPage}
      >
        <div role="rowgroup" className={styles.headGroup}>
          <div role="row" aria-rowindex={1} className={styles.headRow}>
            {columns.map((name) => (
              <span key={name} role="columnheader">
                {name}
              </span>
            ))}
          </div>
        </div>
        {isPending ? (
          <Skeletons height={height} />
        ) : (
          <div role="rowgroup" className={styles.rows} style={{ height: virtual.getTotalSize() }} onKeyDown={onKeyDown}>
            {items.map(({ index, key, start }) => (
              <Row key={key} row={rows[index]!} index={index} start={start} operator={operator} byDate={byDate} />
            ))}
          </div>
        )}
      </div>
      <p className={styles.end} role="status">
        {isFetchingNextPage ? text.list.more : isPending || hasNextPage ? '' : text.list.end(rows.length)}
      </p>
    </div>
  );
}

const Skeletons = ({ height }: { height: number }) => (
  <div className={styles.skeletons} aria-hidden="true">
    {Array.from({ length: 14 }, (_, row) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: they are all the same
      <div key={row} style={{ height }}>
        <Skeleton height={12} width={`${92 - ((row * 29) % 40)}%`} radius={4} />
      </div>
    ))}
  </div>
);

type RowProps = { row: PackageRow; index: number; start: number; operator: boolean; byDate: boolean };

const Row = memo(function Row({ row, index, start, operator, byDate }: RowProps) {
  const text = useText();
  const format = useFormat();
  const { sellerId, shipmentPackageId } = row;
  const when = byDate ? row.agreedDeliveryDate : row.lastModifiedDate;
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      data-index={index}
      data-package={shipmentPackageId}
      data-over={row.status === 'Cancelled' || row.status === 'UnPacked'}
      className={styles.row}
      style={{ transform: `translateY(${start}px)` }}
    >
      <span role="cell" className={styles.status}>
        <StatusBadge status={row.status} />
        {isLate(row) ? <Late /> : null}
      </span>
      <span role="cell" className={styles.id}>
        <Link
          to="/sellers/$sellerId/packages/$packageId"
          params={{ sellerId: String(sellerId), packageId: String(shipmentPackageId) } as never}
          className={styles.link}
        >
          {shipmentPackageId}
        </Link>
      </span>
      <span role="cell" className={styles.order}>
        {row.orderNumber}
      </span>
      {operator ? (
        <span role="cell" className={styles.seller}>
          {sellerId}
        </span>
      ) : null}
      <span role="cell" className={styles.units}>
        {row.units}
      </span>
      <span role="cell" className={styles.amount}>
        {format.money(row.packageTotalPrice)}
      </span>
      <span role="cell" className={styles.cargo} title={String(row.cargoTrackingNumber || '')}>
        {row.cargoProviderName}
      </span>
      <span role="cell" className={styles.origin}>
        {text.list.createdBy[row.createdBy] ?? row.createdBy}
      </span>
      <span role="cell" className={styles.changed} title={format.exact(when)}>
        {format.time(when)}
      </span>
    </div>
  );
});
