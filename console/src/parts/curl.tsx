import { ActionIcon, CopyButton, Popover, UnstyledButton } from '@mantine/core';
import { useEffect, useState } from 'react';
import { type Action, curlOf } from '../action.ts';
import { useText } from '../language/index.ts';
import { useSession } from '../session.ts';
import { Code } from './code.tsx';
import styles from './curl.module.css';
import { Icon } from './icon.tsx';

/** The request of an action. It is computed again when `of` changes. */
function useCurl(of: string, action: () => Action): string {
  const session = useSession();
  const [curl, setCurl] = useState('');
  // biome-ignore lint/correctness/useExhaustiveDependencies: the action is another at each drawing, what it sends is not
  useEffect(() => {
    if (session === null) return;
    let stale = false;
    void curlOf(action(), session).then((next) => stale || setCurl(next));
    return () => {
      stale = true;
    };
  }, [of, session]);
  return curl;
}

/** The request of a form, updated while it is filled in. */
export function CurlBelow({ of, action }: { of: unknown; action: () => Action }) {
  const text = useText();
  const curl = useCurl(JSON.stringify(of) ?? '', action);
  return (
    <div className="framed">
      <Code text={curl} label={text.common.curl} closed />
    </div>
  );
}

type Shown = { key: string; label: string; action: () => Action };

/** The requests of buttons. */
export function CurlBeside({ of, shown }: { of?: string | undefined; shown: readonly Shown[] }) {
  const text = useText();
  const label = of === undefined ? text.common.curl : `${text.common.curl}: ${of}`;
  return (
    <Popover position="bottom-end" shadow="md" radius={8} width={480} trapFocus returnFocus>
      <Popover.Target>
        <ActionIcon className={styles.opener} variant="subtle" color="gray" aria-label={label} title={text.common.curl}>
          <Icon name="shell" size={15} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown className={styles.drop} aria-label={label}>
        <ul className={styles.list}>
          {shown.map((one) => (
            <One key={one.key} of={`${one.key} ${one.label}`} label={one.label} action={one.action} />
          ))}
        </ul>
      </Popover.Dropdown>
    </Popover>
  );
}

function One({ of, label, action }: Omit<Shown, 'key'> & { of: string }) {
  const text = useText();
  const curl = useCurl(of, action);
  return (
    <li>
      <p className={styles.head}>
        <strong>{label}</strong>
        <CopyButton value={curl}>
          {({ copied, copy }) => (
            <UnstyledButton className={styles.copy} aria-label={`${text.common.copy}: ${label}`} onClick={copy}>
              <Icon name={copied ? 'check' : 'copy'} size={13} />
              {copied ? text.common.copied : text.common.copy}
            </UnstyledButton>
          )}
        </CopyButton>
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <pre tabIndex={0} role="region" aria-label={`${text.common.curl}: ${label}`}>
        {curl}
      </pre>
    </li>
  );
}
