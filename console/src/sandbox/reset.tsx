import { Button, NativeSelect, SegmentedControl } from '@mantine/core';
import { type SyntheticEvent, useState } from 'react';
import { useText } from '../language/index.ts';
import { resetSandbox, resetSeller, type Seed } from './actions.ts';
import type { Loss } from './confirm.tsx';
import { isSeller, SellerField, useDone } from './parts.tsx';
import styles from './sandbox.module.css';

type Props = { sellerId: number; onRisk(loss: Loss): void };

export function Reset({ sellerId, onRisk }: Props) {
  const text = useText();
  const words = text.sandbox.state;
  const said = useDone();
  const [scope, setScope] = useState<'whole' | 'seller'>('whole');
  const [seller, setSeller] = useState(String(sellerId));
  const [to, setTo] = useState<Seed>('shop');
  const whole = scope === 'whole';
  const fine = whole || isSeller(seller);

  function submit(event: SyntheticEvent): void {
    event.preventDefault();
    if (!fine) return;
    onRisk({
      title: `${words.resetTitle}: ${whole ? words.whole : text.account.seller(Number(seller))}`,
      lost: whole ? words.lost.all : words.lost.seller(seller),
      button: words.confirmReset,
      changes: 'everything',
      said,
      action: () => (whole ? resetSandbox(to) : resetSeller(Number(seller), to)),
    });
  }

  return (
    <form className={styles.block} onSubmit={submit}>
      <h3>{words.resetTitle}</h3>
      <div className="inline">
        <SegmentedControl
          className={styles.choice}
          aria-label={words.scope}
          data={[
            { value: 'whole', label: words.whole },
            { value: 'seller', label: words.oneSeller },
          ]}
          value={scope}
          onChange={(next) => setScope(next as typeof scope)}
        />
        {whole ? null : <SellerField value={seller} onChange={setSeller} />}
        <NativeSelect
          label={words.to}
          data={Object.entries(words.seeds).map(([value, label]) => ({ value, label }))}
          value={to}
          onChange={(event) => setTo(event.currentTarget.value as Seed)}
        />
        <Button type="submit" variant="default" disabled={!fine}>
          {words.reset}
        </Button>
      </div>
    </form>
  );
}
