import { Button } from '@mantine/core';
import type { Action } from '../action.ts';
import { useText } from '../language/index.ts';
import { Dialog } from '../parts/dialog.tsx';
import { useWork, WorkForm } from '../parts/work.tsx';
import { type Part, useChanged } from './data.ts';
import styles from './sandbox.module.css';

/** Asks before data is deleted. */
export type Loss = {
  title: string;
  lost: string;
  button: string;
  changes: Part;
  said(became: unknown): string;
  action(): Action;
};

type Props = { loss: Loss; onClose(): void; onSaid(said: string): void };

export function Confirm({ loss, onClose, onSaid }: Props) {
  const text = useText();
  const words = text.sandbox.state;
  const changed = useChanged();
  const work = useWork<unknown>(async (became) => {
    await changed(loss.changes);
    onSaid(loss.said(became));
    onClose();
  });
  return (
    <Dialog onClose={onClose} size={540} title={loss.title}>
      <WorkForm
        work={work}
        of={loss.title}
        action={loss.action}
        submit={loss.button}
        danger
        beside={
          <Button variant="default" onClick={onClose}>
            {text.common.cancel}
          </Button>
        }
      >
        <p className={styles.warning}>{loss.lost}</p>
        {loss.changes === 'everything' ? <p className="pale">{words.first}</p> : null}
      </WorkForm>
    </Dialog>
  );
}
