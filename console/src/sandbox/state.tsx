import { useState } from 'react';
import { useText } from '../language/index.ts';
import { Section } from '../parts/section.tsx';
import { Confirm, type Loss } from './confirm.tsx';
import { File } from './file.tsx';
import { Done } from './parts.tsx';
import { Reset } from './reset.tsx';
import styles from './sandbox.module.css';
import { Snapshots } from './snapshots.tsx';

/** Snapshots, reset, export and import. */
export function State({ sellerId }: { sellerId: number }) {
  const text = useText();
  const words = text.sandbox.state;
  const [loss, setLoss] = useState<Loss | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  const risk = (next: Loss) => {
    setSaid(null);
    setLoss(next);
  };
  return (
    <Section title={words.title} hint={words.hint}>
      <Snapshots onRisk={risk} onSaid={setSaid} />
      <Reset sellerId={sellerId} onRisk={risk} />
      <File onRisk={risk} />
      <div className={styles.said}>
        <Done said={said} />
      </div>
      {loss === null ? null : <Confirm loss={loss} onClose={() => setLoss(null)} onSaid={setSaid} />}
    </Section>
  );
}
