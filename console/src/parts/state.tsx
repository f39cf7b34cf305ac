import { Button, Skeleton } from '@mantine/core';
import { type ErrorComponentProps, Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useText } from '../language/index.ts';
import { Icon } from './icon.tsx';
import styles from './state.module.css';

/** The content of an empty page. */
export const Empty = ({ title, hint, children }: { title: string; hint?: string; children?: ReactNode }) => (
  <div className={styles.state}>
    <Icon name="box" size={28} />
    <p className={styles.title}>{title}</p>
    {hint === undefined ? null : <p className={styles.hint}>{hint}</p>}
    {children}
  </div>
);

export function Failed({ error, retry }: { error: Error; retry?: () => void }) {
  const text = useText();
  return (
    <div className={styles.state} role="alert">
      <Icon name="alert" size={28} />
      <p className={styles.title}>{text.common.failed}</p>
      <p className={styles.hint}>{error.message}</p>
      {retry === undefined ? null : (
        <Button variant="default" onClick={retry}>
          {text.common.retry}
        </Button>
      )}
    </div>
  );
}

export function NotFound() {
  const text = useText();
  return (
    <Empty title={text.common.notFound}>
      <Link to="/packages">{text.common.home}</Link>
    </Empty>
  );
}

export function Broken({ error }: ErrorComponentProps) {
  const text = useText();
  return (
    <div className={styles.state} role="alert">
      <Icon name="alert" size={28} />
      <p className={styles.title}>{text.common.broken}</p>
      <p className={styles.hint}>{String((error as Error | null)?.message ?? error)}</p>
      <Button variant="default" onClick={() => location.reload()}>
        {text.common.retry}
      </Button>
    </div>
  );
}

export function Loading({ rows = 6, height = 20 }: { rows?: number; height?: number }) {
  const text = useText();
  return (
    <div className={styles.loading} role="status" aria-label={text.common.loading}>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they are all the same
        <Skeleton key={row} height={height} width={`${100 - ((row * 37) % 45)}%`} radius={4} />
      ))}
    </div>
  );
}
