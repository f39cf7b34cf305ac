import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { lazy, Suspense, useMemo } from 'react';
import { Actions } from '../act/actions.tsx';
import { isRefused, type PackageDetails, readPackage } from '../api.ts';
import { useText } from '../language/index.ts';
import { useChanges } from '../live.ts';
import { useThrottled } from '../packages/data.ts';
import { Code } from '../parts/code.tsx';
import { Icon } from '../parts/icon.tsx';
import { isLate, Late } from '../parts/late.tsx';
import { Section } from '../parts/section.tsx';
import { Empty, Failed, Loading } from '../parts/state.tsx';
import { StatusBadge } from '../parts/status.tsx';
import { useIsTheirs } from '../session.ts';
import { Facts } from './facts.tsx';
import { Label } from './label.tsx';
import { LineageList } from './lineage-list.tsx';
import { Lines } from './lines.tsx';
import styles from './package.module.css';
import { packageOf } from './state.ts';
import { Timeline } from './timeline.tsx';

const LineageGraph = lazy(() => import('./lineage-graph.tsx'));

/** Changes of an order arrive in groups and are read once. */
const look_ms = 400;

export default function PackagePage() {
  const text = useText();
  const queries = useQueryClient();
  const params = useParams({ strict: false }) as { sellerId: string; packageId: string };
  const sellerId = Number(params.sellerId);
  const packageId = Number(params.packageId);
  const key = ['package', sellerId, packageId];
  const theirs = useIsTheirs(sellerId);
  const found = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => readPackage(sellerId, packageId, signal),
    enabled: !theirs,
  });
  const readAgain = useThrottled(() => queries.invalidateQueries({ queryKey: ['package', sellerId] }), look_ms);
  const orderNumber = found.data?.package.orderNumber;
  useChanges((changes) => {
    if (changes === null || changes.some((one) => one.sellerId === sellerId && one.orderNumber === orderNumber))
      readAgain();
  });
  return (
    <div className={styles.page}>
      <Link to="/packages" className={styles.back}>
        <Icon name="back" size={13} />
        {text.nav.packages}
      </Link>
      {found.data ? (
        <Known details={found.data} />
      ) : theirs || (isRefused(found.error) && [401, 404].includes(found.error.status)) ? (
        <Empty title={text.detail.unknown} hint={text.detail.unknownHint} />
      ) : found.isError ? (
        <Failed error={found.error} retry={() => found.refetch()} />
      ) : (
        <>
          <h1>{text.detail.title(packageId)}</h1>
          <Loading rows={12} />
        </>
      )}
    </div>
  );
}

const hasLabel = ({ lineage, package: { shipmentPackageId } }: PackageDetails): boolean =>
  lineage.some((one) => one.shipmentPackageId === shipmentPackageId && one.labelRequested);

function Known({ details }: { details: PackageDetails }) {
  const text = useText();
  const current = useMemo(() => packageOf(details), [details]);
  const { shipmentPackageId, orderNumber, status, supplierId } = details.package;
  return (
    <>
      <header className={styles.head}>
        <div className={styles.title}>
          <h1 className="number">{text.detail.title(shipmentPackageId)}</h1>
          <span aria-live="polite">
            <StatusBadge status={status} />
          </span>
          {isLate({ overdue: details.overdue, status }) ? <Late /> : null}
        </div>
        <p className={styles.sub}>
          {text.detail.order}{' '}
          <Link to="/packages" search={{ orderNumber } as never}>
            {orderNumber}
          </Link>{' '}
          · {text.account.seller(supplierId)}
        </p>
        <Actions details={details} current={current} />
      </header>
      <div className={styles.columns}>
        <div className={styles.wide}>
          <Section title={text.detail.lines}>
            <Lines details={details} current={current} />
          </Section>
          <Section title={text.detail.lineage} hint={text.detail.lineageHint}>
            <Suspense fallback={<Loading rows={3} />}>
              <LineageGraph details={details} />
            </Suspense>
            <LineageList details={details} />
          </Section>
          <Section title={text.detail.timeline}>
            <Timeline details={details} />
          </Section>
        </div>
        <div className={styles.narrow}>
          <Facts details={details} current={current} />
          {hasLabel(details) ? (
            <Label sellerId={supplierId} packageId={shipmentPackageId} changedAt={details.package.lastModifiedDate} />
          ) : null}
          <Section title={text.detail.document}>
            <Code text={JSON.stringify(details.package, null, 2)} label={text.common.json} closed />
          </Section>
        </div>
      </div>
    </>
  );
}
