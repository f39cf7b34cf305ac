import { CopyButton, UnstyledButton } from '@mantine/core';
import { useText } from '../language/index.ts';
import styles from './code.module.css';
import { Icon } from './icon.tsx';

/** Text for other programs, with a copy button. */
export function Code({ text: content, label, closed = false }: { text: string; label: string; closed?: boolean }) {
  const text = useText();
  return (
    <details className={styles.code} open={!closed}>
      <summary>
        <Icon name="chevron" size={12} />
        {label}
      </summary>
      <div className={styles.body}>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
        <pre tabIndex={0} role="region" aria-label={label}>
          {content}
        </pre>
        <CopyButton value={content}>
          {({ copied, copy }) => (
            <UnstyledButton className={styles.copy} onClick={copy}>
              <Icon name={copied ? 'check' : 'copy'} size={13} />
              {copied ? text.common.copied : text.common.copy}
            </UnstyledButton>
          )}
        </CopyButton>
      </div>
    </details>
  );
}
