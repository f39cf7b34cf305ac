import { Checkbox } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useText } from '../language/index.ts';
import { type Work, WorkForm } from '../parts/work.tsx';
import { type Play, startRun } from './actions.ts';
import { WholeNumber, wholeOf } from './parts.tsx';
import styles from './stories.module.css';
import type { Run } from './stories.ts';

const most_seed = Number.MAX_SAFE_INTEGER;

type Props = {
  work: Work<Run>;
  /** Null while it is incomplete. */
  scenario: string | object | null;
  /** The scenario's own seed, if known. */
  seed?: number;
  beside?: ReactNode;
  children?: ReactNode;
};

/** Seed, what to keep, and the button that starts the run. */
export function Start({ work, scenario, seed: usual, beside, children }: Props) {
  const text = useText();
  const words = text.sandbox.stories;
  const [seed, setSeed] = useState('');
  const [keep, setKeep] = useState(true);
  const fine = seed === '' || wholeOf(seed, 0, most_seed) !== null;
  const play: Play | null =
    scenario === null || !fine
      ? null
      : { scenario, ...(seed === '' ? {} : { seed: Number(seed) }), ...(keep ? {} : { keep }) };
  return (
    <WorkForm
      className={styles.start}
      work={work}
      of={play}
      action={() => startRun(play!)}
      submit={words.play}
      beside={beside}
    >
      {children}
      <div className={styles.terms}>
        <WholeNumber
          label={text.sandbox.orders.seed}
          empty={usual === undefined ? words.itsSeed : String(usual)}
          from={0}
          to={most_seed}
          value={seed}
          onChange={setSeed}
        />
        <Checkbox label={words.keep} checked={keep} onChange={(event) => setKeep(event.currentTarget.checked)} />
      </div>
    </WorkForm>
  );
}
