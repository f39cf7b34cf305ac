import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useFormat } from '../format.ts';
import { useText } from '../language/index.ts';
import { Failed, Loading } from '../parts/state.tsx';
import { useWork, WorkForm } from '../parts/work.tsx';
import { removeSnapshot, restoreSnapshot, takeSnapshot } from './actions.ts';
import type { Loss } from './confirm.tsx';
import { type Snapshot, useChanged, useSnapshots } from './data.ts';
import { useDone } from './parts.tsx';
import styles from './sandbox.module.css';

type Props = { onRisk(loss: Loss): void; onSaid(said: string): void };

const snapshotName = /^[A-Za-z0-9._-]{1,64}$/;

export function Snapshots({ onRisk, onSaid }: Props) {
  const text = useText();
  const words = text.sandbox.state;
  const changed = useChanged();
  const snapshots = useSnapshots();
  const [name, setName] = useState('');
  const take = useWork<Snapshot>(async (taken) => {
    onSaid(words.taken(taken.name));
    setName('');
    await changed('snapshots');
  });
  const fine = snapshotName.test(name);
  const kept = snapshots.data?.snapshots;
  return (
    <div className={styles.block}>
      <h3>{words.snapshots}</h3>
      <WorkForm
        inline
        plain
        work={take}
        of={fine ? { name } : null}
        action={() => takeSnapshot(name)}
        submit={words.take}
      >
        <TextInput
          label={words.name}
          autoComplete="off"
          maxLength={64}
          value={name}
          error={name === '' || fine ? undefined : words.nameWrong}
          onChange={(event) => setName(event.currentTarget.value.trim())}
        />
      </WorkForm>
      {kept === undefined ? (
        snapshots.isError ? (
          <Failed error={snapshots.error} retry={() => snapshots.refetch()} />
        ) : (
          <Loading rows={2} />
        )
      ) : kept.length === 0 ? (
        <p className="pale">{words.none}</p>
      ) : (
        <ul className={styles.rows} data-framed="true" aria-label={words.snapshots}>
          {kept.map((snapshot) => (
            <SnapshotRow key={snapshot.name} snapshot={snapshot} onRisk={onRisk} />
          ))}
        </ul>
      )}
    </div>
  );
}

function SnapshotRow({ snapshot, onRisk }: { snapshot: Snapshot; onRisk(loss: Loss): void }) {
  const text = useText();
  const format = useFormat();
  const words = text.sandbox.state;
  const said = useDone();
  const { name, time, packages, bytes } = snapshot;
  const restore = () =>
    onRisk({
      title: words.restoreOf(name),
      lost: words.lost.restore(format.exact(time), text.packages(packages)),
      button: words.confirmRestore,
      changes: 'everything',
      said,
      action: () => restoreSnapshot(name),
    });
  const remove = () =>
    onRisk({
      title: words.removeOf(name),
      lost: words.lost.remove,
      button: words.confirmRemove,
      changes: 'snapshots',
      said: () => words.removed(name),
      action: () => removeSnapshot(name),
    });
  return (
    <li className={styles.snapshot}>
      <span className={styles.what}>
        <strong>{name}</strong>
        <span className="pale">
          {format.exact(time)} · {text.packages(packages)} · {format.size(bytes)}
        </span>
      </span>
      <span className={styles.buttons}>
        <Button variant="default" aria-label={words.restoreOf(name)} onClick={restore}>
          {words.restore}
        </Button>
        <Button variant="subtle" color="gray" aria-label={words.removeOf(name)} onClick={remove}>
          {words.remove}
        </Button>
      </span>
    </li>
  );
}
