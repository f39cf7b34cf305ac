import { Modal } from '@mantine/core';
import { type ReactNode, useEffect, useState } from 'react';
import { useText } from '../language/index.ts';

type Props = {
  title: string;
  size: number;
  onClose(): void;
  /** A click beside it does not close it: what it shows is shown once. */
  stays?: boolean;
  children: ReactNode;
};

/** Open while it is there; the focus goes back to where it came from, or to the page when that is gone. */
export function Dialog({ title, size, onClose, stays = false, children }: Props) {
  const text = useText();
  const [opener] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      requestAnimationFrame(() => {
        const there = opener instanceof HTMLElement && opener.isConnected && opener !== document.body;
        (there ? opener : document.getElementById('content'))?.focus();
      });
    },
    [opener],
  );
  return (
    <Modal
      opened
      onClose={onClose}
      size={size}
      title={title}
      closeButtonProps={{ 'aria-label': text.common.close }}
      closeOnClickOutside={!stays}
    >
      {children}
    </Modal>
  );
}
