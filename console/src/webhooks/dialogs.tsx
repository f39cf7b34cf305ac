import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useText } from '../language/index.ts';
import { Code } from '../parts/code.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { useWork, WorkForm } from '../parts/work.tsx';
import { deleteWebhook, rotateSecret } from './actions.ts';
import type { Of } from './calls.ts';
import styles from './dialogs.module.css';

type Props = { of: Of; onClose(): void };

/** The new secret, shown here only. */
export function SecretDialog({ of, onClose }: Props) {
  const text = useText();
  const queries = useQueryClient();
  const work = useWork<{ secret: string }>(() => queries.invalidateQueries({ queryKey: ['webhooks', of.sellerId] }));
  const back = (
    <Button variant="default" onClick={onClose}>
      {work.data === undefined ? text.common.cancel : text.common.close}
    </Button>
  );
  return (
    <Dialog onClose={onClose} size={560} title={text.hooks.rotate} stays={work.data !== undefined}>
      {work.data === undefined ? (
        <WorkForm work={work} of="rotate" action={() => rotateSecret(of)} submit={text.hooks.rotate} beside={back}>
          <p className="flat">{text.hooks.rotateHint}</p>
        </WorkForm>
      ) : (
        <div className="stack">
          <p className="flat">{text.hooks.secretOnce}</p>
          <div className={styles.secret}>
            <Code text={work.data.secret} label={text.hooks.secret} />
          </div>
          <footer className="feet">{back}</footer>
        </div>
      )}
    </Dialog>
  );
}

export function DeleteDialog({ of, onClose }: Props) {
  const text = useText();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const work = useWork<unknown>(async () => {
    await navigate({ to: '/webhooks', search: { sellerId: String(of.sellerId) } as never });
    await queries.invalidateQueries({ queryKey: ['webhooks', of.sellerId, 'list'] });
  });
  return (
    <Dialog onClose={onClose} size={500} title={text.hooks.remove}>
      <WorkForm
        work={work}
        of="delete"
        action={() => deleteWebhook(of)}
        submit={text.hooks.remove}
        danger
        beside={
          <Button variant="default" onClick={onClose}>
            {text.common.cancel}
          </Button>
        }
      >
        <p className="flat">{text.hooks.removeHint}</p>
      </WorkForm>
    </Dialog>
  );
}
