import type { ReactNode } from 'react';
import styles from './badge.module.css';

export type Tone = 'good' | 'warn' | 'bad' | 'plain';

/** A short word that says how something stands. */
export const Badge = ({ tone = 'plain', title, children }: { tone?: Tone; title?: string; children: ReactNode }) => (
  <span className={`${styles.badge} ${tone}`} data-tone={tone} title={title}>
    {children}
  </span>
);
