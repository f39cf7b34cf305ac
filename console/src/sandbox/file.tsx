import { Button, FileButton } from '@mantine/core';
import { useRef } from 'react';
import { useText } from '../language/index.ts';
import { Problem, useWork, WorkButtons } from '../parts/work.tsx';
import { exportState, importState } from './actions.ts';
import type { Loss } from './confirm.tsx';
import { useDone } from './parts.tsx';
import styles from './sandbox.module.css';

const file_name = 'shop.koli';

/** Export and import of the whole state. */
export function File({ onRisk }: { onRisk(loss: Loss): void }) {
  const text = useText();
  const words = text.sandbox.state;
  const said = useDone();
  const forget = useRef<() => void>(null);
  const save = useWork<Uint8Array>((bytes) => download(bytes, file_name));

  function chosen(file: Blob & { name: string }): void {
    // Lets the user choose the same file again.
    forget.current?.();
    onRisk({
      title: `${words.confirmImport}: ${file.name}`,
      lost: words.lost.import(file.name),
      button: words.confirmImport,
      changes: 'everything',
      said,
      action: () => importState(file, file.name),
    });
  }

  return (
    <div className={styles.block}>
      <h3>{words.file}</h3>
      <p className="pale">{words.fileHint}</p>
      <div className={styles.buttons}>
        <WorkButtons
          work={save}
          of={words.export}
          deeds={[{ key: 'export', label: words.export, action: () => exportState(file_name) }]}
        />
        <FileButton
          resetRef={forget}
          inputProps={{ 'aria-label': words.importLabel }}
          onChange={(file) => file && chosen(file)}
        >
          {(props) => (
            <Button variant="default" {...props}>
              {words.import}
            </Button>
          )}
        </FileButton>
      </div>
      <Problem work={save} />
    </div>
  );
}

/** The browser reads the file from memory after the click. Afterwards the memory is released. */
const let_go_ms = 60_000;

function download(bytes: Uint8Array, name: string): void {
  const url = URL.createObjectURL(new Blob([bytes as Uint8Array<ArrayBuffer>], { type: 'application/gzip' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), let_go_ms);
}
