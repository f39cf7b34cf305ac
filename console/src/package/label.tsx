import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { readLabel } from '../api.ts';
import { useText } from '../language/index.ts';
import { Section } from '../parts/section.tsx';
import styles from './facts.module.css';

/** The label as it would be printed. Empty if there is none. */
export function Label({ sellerId, packageId, changedAt }: { sellerId: number; packageId: number; changedAt: number }) {
  const text = useText();
  const label = useQuery({
    queryKey: ['label', sellerId, packageId, changedAt],
    queryFn: ({ signal }) => readLabel(sellerId, packageId, signal),
    placeholderData: (before) => before,
  });
  const url = useObjectUrl(label.data ?? null);
  if (url === null) return null;
  return (
    <Section title={text.detail.label}>
      <img src={url} alt={`${text.detail.label}: ${text.detail.title(packageId)}`} className={styles.label} />
    </Section>
  );
}

function useObjectUrl(blob: Blob | null): string | null {
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    if (blob === null) return setUrl(null);
    const made = URL.createObjectURL(blob);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [blob]);
  return url;
}
