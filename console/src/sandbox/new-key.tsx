import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useText } from '../language/index.ts';
import { Code } from '../parts/code.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { lend, signIn } from '../session.ts';
import type { MadeKey } from './actions.ts';
import styles from './sandbox.module.css';

/** A new key, shown once, and what the user can do with it. */
export function NewKey({ made, onClose }: { made: MadeKey; onClose(): void }) {
  const text = useText();
  const words = text.sandbox.sellers;
  const navigate = useNavigate();
  const { sellerId, name, apiKey, apiSecret } = made;
  const lines = [`KOLI_SELLER=${sellerId}`, `KOLI_KEY=${apiKey}`, `KOLI_SECRET=${apiSecret}`];

  async function enter(): Promise<void> {
    // Signing out first, so that no data read as the operator remains.
    signIn({ kind: 'seller', sellerId, name, apiKey, apiSecret });
    await navigate({ to: '/packages' });
  }

  function keep(): void {
    lend(sellerId, { apiKey, apiSecret });
    onClose();
  }

  return (
    <Dialog onClose={onClose} size={560} title={words.keyOf(sellerId)} stays>
      <div className="stack">
        <p className="flat">{words.once}</p>
        <div className="framed">
          <Code text={lines.join('\n')} label={words.shell} />
        </div>
        <p className="pale">{words.uses}</p>
        <footer className={styles.answers}>
          <Button variant="default" onClick={onClose}>
            {text.common.close}
          </Button>
          <Button variant="default" onClick={keep}>
            {words.lend}
          </Button>
          <Button onClick={enter}>{text.signIn.enterAs(text.account.seller(sellerId))}</Button>
        </footer>
      </div>
    </Dialog>
  );
}
