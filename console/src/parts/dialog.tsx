import { Modal } from '@mantine/core';
import { type ReactNode, useEffect, useState } from 'react';
import { useText } from '../language/index.ts';

type Props = {
  title: string;
  size: number;
  onClose(): void;
  /** A click outside does not close it, because its content is shown once. */
  stays?: boolean;
  children: ReactNode;
};

/** A dialog. Afterwards the focus returns to its origin, or to the page if that is gone. */
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
