import { Button, Modal } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import type { Package } from '../../../src/domain/package.ts';
import { isRefusal } from '../../../src/domain/refusal.ts';
import { curlOf, doorsWith, isAway, newKey, type PackageDetails } from '../api.ts';
import { useText } from '../language/index.ts';
import { orderLinesOf } from '../package/state.ts';
import { Code } from '../parts/code.tsx';
import { credentialsFor, useSession } from '../session.ts';
import styles from './act.module.css';
import { type Act, commandOf, type Filled, perform, unfilled } from './acts.ts';
import { ActForm } from './forms.tsx';
import { LendKey } from './lend-key.tsx';
import { outcomeOf } from './preview.ts';
import { Preview } from './preview.tsx';

type Props = { act: Act; details: PackageDetails; current: Package; onClose(): void };

/** One action: fill in, see what will become of the package, and do it. */
export default function ActDialog({ act, details, current, onClose }: Props) {
  const text = useText();
  const session = useSession();
  const queries = useQueryClient();
  const [filled, setFilled] = useState<Filled>(unfilled);
  // One key for one intention: whatever is sent again is done once.
  const [key] = useState(newKey);
  const lines = useMemo(() => orderLinesOf(details, current), [details, current]);
  const names = useMemo(
    () => new Map(details.package.lines.map((line) => [line.lineId, line.productName])),
    [details.package.lines],
  );
  const command = useMemo(() => commandOf(act.name, filled), [act.name, filled]);
  const { seller_id, package_id } = current;
  const credentials = session && credentialsFor(session, act.door, seller_id);
  const refused = command === null || isRefusal(outcomeOf(current, lines, command));

  const work = useMutation({
    mutationFn: async (): Promise<void> => {
      await perform(act.name, current, filled, doorsWith(credentials!), { idempotencyKey: key });
    },
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['package', seller_id] });
      onClose();
    },
  });

  const wide = act.name === 'split';
  return (
    <Modal
      opened
      onClose={onClose}
      size={wide ? 860 : 620}
      title={`${text.act.names[act.name]} · ${package_id}`}
      closeButtonProps={{ 'aria-label': text.common.close }}
    >
      <div className={styles.dialog}>
        {credentials === null ? (
          <LendKey sellerId={seller_id} />
        ) : (
          <>
            <ActForm act={act} details={details} current={current} filled={filled} onChange={setFilled} />
            <Preview
              current={current}
              lines={lines}
              names={names}
              command={command}
              currency={details.package.currencyCode}
            />
            {work.error === null ? null : (
              <p className={styles.refused} role="alert">
                {isAway(work.error) ? text.away.banner : `${text.act.refused}: ${work.error.message}`}
              </p>
            )}
            <Curl act={act} current={current} filled={filled} />
            <DoneAs act={act} sellerId={seller_id} />
          </>
        )}
        <footer className={styles.foot}>
          <Button variant="default" onClick={onClose}>
            {text.common.cancel}
          </Button>
          <Button disabled={refused || credentials === null} loading={work.isPending} onClick={() => work.mutate()}>
            {text.act.names[act.name]}
          </Button>
        </footer>
      </div>
    </Modal>
  );
}

/** The request as the client would send it, while the form is filled. */
function Curl({ act, current, filled }: { act: Act; current: Package; filled: Filled }) {
  const text = useText();
  const [curl, setCurl] = useState('');
  useEffect(() => {
    let stale = false;
    void curlOf(act.door, (doors, options) => perform(act.name, current, filled, doors, options)).then(
      (written) => stale || setCurl(written),
    );
    return () => {
      stale = true;
    };
  }, [act, current, filled]);
  return (
    <div className={styles.curl}>
      <Code text={curl} label={text.common.curl} closed />
    </div>
  );
}

/** Says so when a key is used that was lent. */
function DoneAs({ act, sellerId }: { act: Act; sellerId: number }) {
  const text = useText();
  const session = useSession();
  if (session === null || session.who.kind === act.door) return null;
  return <p className={styles.pale}>{text.act.doneAs(text.account.seller(sellerId))}</p>;
}
