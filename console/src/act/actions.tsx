import { Button, Menu, Tooltip } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { allowedFor } from '../../../src/core/domain/lifecycle.ts';
import type { Package } from '../../../src/core/domain/package.ts';
import type { PackageDetails } from '../api.ts';
import { useFormat } from '../format.ts';
import { useText } from '../language/index.ts';
import { Icon } from '../parts/icon.tsx';
import { useSession } from '../session.ts';
import styles from './act.module.css';
import { type Act, type ActName, acts, possibleIn } from './acts.ts';

const ActDialog = lazy(() => import('./dialog.tsx'));

type Props = { details: PackageDetails; current: Package };

/** The customer's answer to what the seller reports of an alternative delivery. */
const confirms = { delivered: 'confirm-delivery', returned: 'confirm-return' } as const;

/** All actions on a package. An unavailable one says why. */
export function Actions({ details, current }: Props) {
  const text = useText();
  const [chosen, setChosen] = useState<ActName | null>(null);
  const whyNot = useWhyNot(current);
  const act = (name: ActName) => acts.find((one) => one.name === name)!;
  const own = acts.filter(({ group }) => group === 'own');
  return (
    <>
      <div className={styles.actions} role="toolbar" aria-label={text.act.label}>
        {own.map(({ name }) => (
          <ActButton key={name} act={act(name)} why={whyNot(act(name))} onClick={() => setChosen(name)} />
        ))}
        <Group label={text.act.carrier} group="carrier" whyNot={whyNot} onChoose={setChosen} />
        <ActButton
          act={act('customer-cancel')}
          why={whyNot(act('customer-cancel'))}
          onClick={() => setChosen('customer-cancel')}
        />
        {current.reported === undefined ? null : (
          <ActButton
            act={act(confirms[current.reported.outcome])}
            why={whyNot(act(confirms[current.reported.outcome]))}
            onClick={() => setChosen(confirms[current.reported!.outcome])}
          />
        )}
        {current.invoice === undefined ? null : (
          <Group label={text.invoice.review} group="review" whyNot={whyNot} onChoose={setChosen} />
        )}
        {current.status === 'Awaiting' ? (
          <Group label={text.act.payment} group="payment" whyNot={whyNot} onChoose={setChosen} />
        ) : null}
      </div>
      {chosen === null ? null : (
        <Suspense>
          <ActDialog act={act(chosen)} details={details} current={current} onClose={() => setChosen(null)} />
        </Suspense>
      )}
    </>
  );
}

type WhyNot = (act: Act) => string | null;

/** Why an action is unavailable, from the server's table. */
function useWhyNot(current: Package): WhyNot {
  const text = useText();
  const format = useFormat();
  const session = useSession();
  const allowed = allowedFor(current);
  return (act) => {
    const from = possibleIn(act);
    if (!from.includes(current.status)) {
      const names = format.either(from.map((status) => text.status[status]));
      return `${text.act.onlyIn(names)}; ${text.act.nowIs(text.status[current.status])}.`;
    }
    if (act.name === 'accept-invoice' && !allowed.includes(act.name)) return text.invoice.acceptedBefore;
    if (act.door === 'operator' && session?.who.kind === 'seller') return text.act.operatorOnly;
    return null;
  };
}

/** An unavailable button stays in the tab order, so that everybody can learn why. */
function ActButton({ act, why, onClick }: { act: Act; why: string | null; onClick(): void }) {
  const text = useText();
  const button = (
    <Button
      variant="default"
      data-disabled={why !== null || undefined}
      aria-disabled={why !== null}
      aria-description={why ?? undefined}
      onClick={why === null ? onClick : (event) => event.preventDefault()}
    >
      {text.act.names[act.name]}
    </Button>
  );
  if (why === null) return button;
  return (
    <Tooltip label={why} multiline maw={260} events={{ hover: true, focus: true, touch: true }}>
      {button}
    </Tooltip>
  );
}

type GroupProps = { label: string; group: Act['group']; whyNot: WhyNot; onChoose(name: ActName): void };

function Group({ label, group, whyNot, onChoose }: GroupProps) {
  const text = useText();
  return (
    <Menu withInitialFocusPlaceholder={false} position="bottom-end" width={280}>
      <Menu.Target>
        <Button variant="default" rightSection={<Icon name="chevron" size={12} />}>
          {label}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {acts
          .filter((act) => act.group === group)
          .map((act) => {
            const why = whyNot(act);
            return (
              <Menu.Item
                key={act.name}
                // A menu skips disabled entries by keyboard. These stay reachable, so that everybody can learn why.
                renderRoot={(props) => <button {...props} aria-disabled={why !== null || undefined} />}
                data-impossible={why !== null || undefined}
                className={styles.item}
                closeMenuOnClick={why === null}
                onClick={() => why === null && onChoose(act.name)}
              >
                {text.act.names[act.name]}
                {why === null ? null : <span className={styles.why}>{why}</span>}
              </Menu.Item>
            );
          })}
      </Menu.Dropdown>
    </Menu>
  );
}
