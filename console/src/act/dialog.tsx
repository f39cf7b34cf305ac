import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { Package } from '../../../src/core/domain/package.ts';
import { isRefusal } from '../../../src/core/domain/refusal.ts';
import { isOpen } from '../action.ts';
import type { PackageDetails } from '../api.ts';
import { useText } from '../language/index.ts';
import { orderLinesOf } from '../package/state.ts';
import { Dialog } from '../parts/dialog.tsx';
import { useWork, WorkForm } from '../parts/work.tsx';
import { useSession } from '../session.ts';
import styles from './act.module.css';
import { type Act, actionOf, commandOf, type Filled, unfilled } from './acts.ts';
import { ActForm } from './forms.tsx';
import { LendKey } from './lend-key.tsx';
import { outcomeOf } from './preview.ts';
import { Preview } from './preview.tsx';

type Props = { act: Act; details: PackageDetails; current: Package; onClose(): void };

/** The dialog of an action: form, preview, button. */
export default function ActDialog({ act, details, current, onClose }: Props) {
  const text = useText();
  const session = useSession();
  const queries = useQueryClient();
  const [filled, setFilled] = useState<Filled>(unfilled);
  const lines = useMemo(() => orderLinesOf(details, current), [details, current]);
  const names = useMemo(
    () => new Map(details.package.lines.map((line) => [line.lineId, line.productName || line.barcode])),
    [details.package.lines],
  );
  const command = useMemo(() => commandOf(act.name, filled), [act.name, filled]);
  const { seller_id, package_id } = current;
  const action = () => actionOf(act.name, current, filled);
  const open = session !== null && isOpen(action(), session);
  const refused = command === null || isRefusal(outcomeOf(current, lines, command));

  const work = useWork<unknown>(async () => {
    await queries.invalidateQueries({ queryKey: ['package', seller_id] });
    onClose();
  });

  const back = (
    <Button variant="default" onClick={onClose}>
      {text.common.cancel}
    </Button>
  );
  const wide = act.name === 'split';
  return (
    <Dialog onClose={onClose} size={wide ? 860 : 620} title={`${text.act.names[act.name]} · ${package_id}`}>
      {open ? (
        <WorkForm
          work={work}
          of={filled}
          action={action}
          submit={text.act.names[act.name]}
          disabled={refused}
          beside={back}
        >
          <ActForm act={act} details={details} current={current} filled={filled} onChange={setFilled} />
          <Preview
            current={current}
            lines={lines}
            names={names}
            command={command}
            nothing={act.name === 'reject-invoice' ? text.invoice.nothing : text.act.nothing}
            currency={details.package.currencyCode}
          />
          <DoneAs act={act} sellerId={seller_id} />
        </WorkForm>
      ) : (
        <div className={styles.dialog}>
          <LendKey sellerId={seller_id} />
          <footer className="feet">{back}</footer>
        </div>
      )}
    </Dialog>
  );
}

/** A note that a lent key is used. */
function DoneAs({ act, sellerId }: { act: Act; sellerId: number }) {
  const text = useText();
  const session = useSession();
  if (session === null || session.who.kind === act.door) return null;
  return <p className="pale">{text.act.doneAs(text.account.seller(sellerId))}</p>;
}
