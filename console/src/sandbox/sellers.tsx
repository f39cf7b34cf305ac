import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { readReady } from '../api.ts';
import { useText } from '../language/index.ts';
import { Icon } from '../parts/icon.tsx';
import { Section } from '../parts/section.tsx';
import { Failed, Loading } from '../parts/state.tsx';
import { Problem, useWork, type Work, WorkButtons } from '../parts/work.tsx';
import { giveKey, type MadeKey, removeSeller, resetSeller } from './actions.ts';
import { Confirm, type Loss } from './confirm.tsx';
import { type Seller, sellers_offered, useSellers } from './data.ts';
import { NewKey } from './new-key.tsx';
import { NewSeller } from './new-seller.tsx';
import { Done, useDone } from './parts.tsx';
import styles from './sandbox.module.css';

/** Test sellers: each has packages, ids and keys of its own and does not affect the others. */
export function Sellers() {
  const text = useText();
  const words = text.sandbox.sellers;
  const sellers = useSellers();
  const [making, setMaking] = useState(false);
  const [key, setKey] = useState<MadeKey | null>(null);
  const [loss, setLoss] = useState<Loss | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  const keys = useWork<MadeKey>(setKey);
  const content = sellers.data?.content;
  return (
    <Section title={words.title} hint={words.hint}>
      {content === undefined ? (
        sellers.isError ? (
          <Failed error={sellers.error} retry={() => sellers.refetch()} />
        ) : (
          <Loading rows={2} />
        )
      ) : (
        <ul className={`${styles.rows} ${styles.few}`} aria-label={words.title}>
          {content.map((seller) => (
            <Row
              key={seller.sellerId}
              seller={seller}
              keys={keys}
              onRisk={(next) => {
                setSaid(null);
                setLoss(next);
              }}
            />
          ))}
        </ul>
      )}
      <Problem work={keys} />
      <div className={styles.under}>
        {content?.length === sellers_offered ? <p className="pale">{words.first(sellers_offered)}</p> : null}
        <Button variant="default" leftSection={<Icon name="plus" size={12} />} onClick={() => setMaking(true)}>
          {words.make}
        </Button>
        <Done said={said} />
      </div>
      {making ? (
        <NewSeller
          onClose={() => setMaking(false)}
          onMade={(made) => {
            setMaking(false);
            setKey(made);
          }}
        />
      ) : null}
      {key === null ? null : <NewKey made={key} onClose={() => setKey(null)} />}
      {loss === null ? null : <Confirm loss={loss} onClose={() => setLoss(null)} onSaid={setSaid} />}
    </Section>
  );
}

type RowProps = { seller: Seller; keys: Work<MadeKey>; onRisk(loss: Loss): void };

function Row({ seller: { sellerId, name }, keys, onRisk }: RowProps) {
  const text = useText();
  const words = text.sandbox.sellers;
  const done = useDone();
  const ready = useQuery({ queryKey: ['ready'], queryFn: readReady });
  const stays = ready.data?.sellers.some((one) => one.sellerId === sellerId) === true;
  const reset = () =>
    onRisk({
      title: words.resetOf(sellerId),
      lost: text.sandbox.state.lost.seller(String(sellerId)),
      button: text.sandbox.state.confirmReset,
      changes: 'everything',
      said: done,
      action: () => resetSeller(sellerId),
    });
  const remove = () =>
    onRisk({
      title: words.removeOf(sellerId),
      lost: words.lost(sellerId),
      button: words.confirmRemove,
      changes: 'everything',
      said: () => words.removed(sellerId),
      action: () => removeSeller(sellerId),
    });
  return (
    <li className={styles.seller} data-seller={sellerId}>
      <span className={styles.what}>
        <strong className="number">{sellerId}</strong>
        <span className={styles.sellerName}>{name}</span>
        {stays ? <span className="pale">{words.ready}</span> : null}
      </span>
      <span className={styles.buttons}>
        <WorkButtons
          work={keys}
          of={words.keyOf(sellerId)}
          deeds={[
            {
              key: `key of ${sellerId}`,
              label: words.key,
              name: words.keyOf(sellerId),
              action: () => giveKey(sellerId, name),
            },
          ]}
        />
        <Button variant="default" aria-label={words.resetOf(sellerId)} onClick={reset}>
          {text.sandbox.state.reset}
        </Button>
        {stays ? null : (
          <Button variant="subtle" color="gray" aria-label={words.removeOf(sellerId)} onClick={remove}>
            {words.remove}
          </Button>
        )}
      </span>
    </li>
  );
}
