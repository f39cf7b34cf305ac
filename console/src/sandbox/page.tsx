import { useQuery } from '@tanstack/react-query';
import { readReady } from '../api.ts';
import { useText } from '../language/index.ts';
import { Empty, Failed, Loading } from '../parts/state.tsx';
import { useSession } from '../session.ts';
import { ClockSection } from './clock.tsx';
import { useSellers } from './data.ts';
import { Faults } from './faults.tsx';
import { Orders } from './orders.tsx';
import styles from './sandbox.module.css';
import { Scenarios } from './scenarios.tsx';
import { Sellers } from './sellers.tsx';
import { State } from './state.tsx';
import { Traffic } from './traffic.tsx';

/** The seller of requests without a seller. */
const usual_seller = 2738;

export default function SandboxPage() {
  const text = useText();
  const session = useSession();
  const ready = useQuery({ queryKey: ['ready'], queryFn: readReady });
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <h1>{text.sandbox.title}</h1>
        <p className="pale">{text.sandbox.lead}</p>
      </header>
      {ready.data === null ? (
        <Empty title={text.sandbox.notHere} hint={text.sandbox.notHereHint} />
      ) : session?.who.kind !== 'operator' ? (
        <Empty title={text.sandbox.operatorOnly} hint={text.sandbox.operatorOnlyHint} />
      ) : ready.isError ? (
        <Failed error={ready.error} retry={() => ready.refetch()} />
      ) : ready.data === undefined ? (
        <Loading rows={10} />
      ) : (
        <Rooms />
      )}
    </div>
  );
}

function Rooms() {
  const sellers = useSellers();
  if (sellers.data === undefined)
    return sellers.isError ? <Failed error={sellers.error} retry={() => sellers.refetch()} /> : <Loading rows={10} />;
  const ids = sellers.data.content.map(({ sellerId }) => sellerId);
  const sellerId = ids.includes(usual_seller) ? usual_seller : (ids[0] ?? usual_seller);
  return (
    <div className={styles.column}>
      <div className={styles.rooms}>
        <Orders sellerId={sellerId} />
        <ClockSection />
      </div>
      <Scenarios />
      <div className={styles.rooms}>
        <div className={styles.column}>
          <Traffic sellerId={sellerId} />
          <Faults />
        </div>
        <div className={styles.column}>
          <Sellers />
          <State sellerId={sellerId} />
        </div>
      </div>
    </div>
  );
}
