import { type ReactNode, useId } from 'react';
import styles from './section.module.css';

type Props = { title: string; hint?: string; children: ReactNode };

export function Section({ title, hint, children }: Props) {
  const id = useId();
  return (
    <section className={styles.section} aria-labelledby={id}>
      <header className={styles.head}>
        <h2 id={id}>{title}</h2>
        {hint === undefined ? null : <p>{hint}</p>}
      </header>
      {children}
    </section>
  );
}
