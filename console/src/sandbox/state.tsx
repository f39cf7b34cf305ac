import type { OperatorClient } from '@koli/client';
import { Button, FileButton, Modal, NativeSelect, SegmentedControl, TextInput } from '@mantine/core';
import { type SyntheticEvent, useRef, useState } from 'react';
import { useFormat } from '../format.ts';
import { type Text, useText } from '../language/index.ts';
import { OperatorCurl } from '../parts/curl.tsx';
import { Section } from '../parts/section.tsx';
import { Failed, Loading } from '../parts/state.tsx';
import { long_ms, type Snapshot, useSnapshots, useWork } from './data.ts';
import { Done, isSeller, Problem, SellerField } from './parts.tsx';
import styles from './sandbox.module.css';

type Seed = keyof Text['sandbox']['state']['seeds'];

/** What is thrown away, told before it is; the call answers with what there is then, or with what to say of it. */
type Loss = {
  title: string;
  lost: string;
  button: string;
  changes: 'everything' | 'snapshots';
  /** A file goes with it, which no line of a shell can show. */
  file?: true;
  call: LossCall;
};
type LossCall = (operator: OperatorClient) => Promise<{ packages: number; now: number } | string>;

const options = { timeout_ms: long_ms };

export function State({ sellerId }: { sellerId: number }) {
  const text = useText();
  const words = text.sandbox.state;
  const [loss, setLoss] = useState<Loss | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  const risk = (next: Loss) => {
    setSaid(null);
    setLoss(next);
  };
  return (
    <Section title={words.title} hint={words.hint}>
      <Snapshots onRisk={risk} onSaid={setSaid} />
      <Reset sellerId={sellerId} onRisk={risk} />
      <File onRisk={risk} />
      <div className={styles.said}>
        <Done said={said} />
      </div>
      {loss === null ? null : <Confirm loss={loss} onClose={() => setLoss(null)} onSaid={setSaid} />}
    </Section>
  );
}

type RiskProps = { onRisk(loss: Loss): void };

const snapshotName = /^[A-Za-z0-9._-]{1,64}$/;

function Snapshots({ onRisk, onSaid }: RiskProps & { onSaid(said: string): void }) {
  const text = useText();
  const words = text.sandbox.state;
  const snapshots = useSnapshots();
  const [name, setName] = useState('');
  const take = useWork({
    changes: 'snapshots',
    call: (operator, wanted: string) => operator.takeSnapshot(wanted, options),
  });
  const fine = snapshotName.test(name);

  function submit(event: SyntheticEvent): void {
    event.preventDefault();
    if (!fine || take.isPending) return;
    take.mutate(name, {
      onSuccess: () => {
        onSaid(words.taken(name));
        setName('');
      },
    });
  }

  const kept = snapshots.data?.snapshots;
  return (
    <div className={styles.block}>
      <h3>{words.snapshots}</h3>
      <form className={styles.inline} onSubmit={submit}>
        <TextInput
          label={words.name}
          autoComplete="off"
          maxLength={64}
          value={name}
          error={name === '' || fine ? undefined : words.nameWrong}
          onChange={(event) => setName(event.currentTarget.value.trim())}
        />
        <Button type="submit" variant="default" disabled={!fine} loading={take.isPending}>
          {words.take}
        </Button>
        {fine ? (
          <div className={styles.whole}>
            <OperatorCurl of={name} call={(operator) => operator.takeSnapshot(name)} />
          </div>
        ) : null}
      </form>
      <Problem problem={take.problem} />
      {kept === undefined ? (
        snapshots.isError ? (
          <Failed error={snapshots.error} retry={() => snapshots.refetch()} />
        ) : (
          <Loading rows={2} />
        )
      ) : kept.length === 0 ? (
        <p className={styles.pale}>{words.none}</p>
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

function SnapshotRow({ snapshot, onRisk }: RiskProps & { snapshot: Snapshot }) {
  const text = useText();
  const format = useFormat();
  const words = text.sandbox.state;
  const { name, time, packages, bytes } = snapshot;
  const restore = () =>
    onRisk({
      title: words.restoreOf(name),
      lost: words.lost.restore(format.exact(time), text.packages(packages)),
      button: words.confirmRestore,
      changes: 'everything',
      call: (operator) => operator.restoreSnapshot(name, options),
    });
  const remove = () =>
    onRisk({
      title: words.removeOf(name),
      lost: words.lost.remove,
      button: words.confirmRemove,
      changes: 'snapshots',
      call: async (operator) => {
        await operator.deleteSnapshot(name);
        return words.removed(name);
      },
    });
  return (
    <li className={styles.snapshot}>
      <span className={styles.what}>
        <strong>{name}</strong>
        <span className={styles.pale}>
          {format.exact(time)} · {text.packages(packages)} · {words.size(format.number(Math.ceil(bytes / 1_024)))}
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

function Reset({ sellerId, onRisk }: RiskProps & { sellerId: number }) {
  const text = useText();
  const words = text.sandbox.state;
  const [scope, setScope] = useState<'whole' | 'seller'>('whole');
  const [seller, setSeller] = useState(String(sellerId));
  const [to, setTo] = useState<Seed>('shop');
  const fine = scope === 'whole' || isSeller(seller);

  function submit(event: SyntheticEvent): void {
    event.preventDefault();
    if (!fine) return;
    onRisk({
      title: `${words.resetTitle}: ${scope === 'whole' ? words.whole : text.account.seller(Number(seller))}`,
      lost: scope === 'whole' ? words.lost.all : words.lost.seller(seller),
      button: words.confirmReset,
      changes: 'everything',
      call: (operator) =>
        scope === 'whole'
          ? operator.resetSandbox({ to }, options)
          : operator.resetSeller(Number(seller), { to }, options),
    });
  }

  return (
    <form className={styles.block} onSubmit={submit}>
      <h3>{words.resetTitle}</h3>
      <div className={styles.inline}>
        <SegmentedControl
          className={styles.choice}
          aria-label={words.scope}
          data={[
            { value: 'whole', label: words.whole },
            { value: 'seller', label: words.oneSeller },
          ]}
          value={scope}
          onChange={(next) => setScope(next as typeof scope)}
        />
        {scope === 'seller' ? <SellerField value={seller} onChange={setSeller} /> : null}
        <NativeSelect
          label={words.to}
          data={Object.entries(words.seeds).map(([value, label]) => ({ value, label }))}
          value={to}
          onChange={(event) => setTo(event.currentTarget.value as Seed)}
        />
        <Button type="submit" variant="default" disabled={!fine}>
          {words.reset}
        </Button>
      </div>
    </form>
  );
}

function File({ onRisk }: RiskProps) {
  const text = useText();
  const words = text.sandbox.state;
  const forget = useRef<() => void>(null);
  const save = useWork({ changes: 'snapshots', call: (operator, _: undefined) => operator.exportSandbox(options) });

  function chosen(file: Blob & { name: string }): void {
    // The same file may be chosen again.
    forget.current?.();
    onRisk({
      title: `${words.confirmImport}: ${file.name}`,
      lost: words.lost.import(file.name),
      button: words.confirmImport,
      changes: 'everything',
      file: true,
      call: (operator) => operator.importSandbox(file, options),
    });
  }

  return (
    <div className={styles.block}>
      <h3>{words.file}</h3>
      <p className={styles.pale}>{words.fileHint}</p>
      <div className={styles.buttons}>
        <Button
          variant="default"
          loading={save.isPending}
          onClick={() => save.mutate(undefined, { onSuccess: (bytes) => download(bytes, 'shop.koli') })}
        >
          {words.export}
        </Button>
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
      <Problem problem={save.problem} />
    </div>
  );
}

/** The browser reads the file from the page's memory after the click; then it may be let go of. */
const let_go_ms = 60_000;

function download(bytes: Uint8Array, name: string): void {
  const url = URL.createObjectURL(new Blob([bytes as Uint8Array<ArrayBuffer>], { type: 'application/gzip' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), let_go_ms);
}

type ConfirmProps = { loss: Loss; onClose(): void; onSaid(said: string): void };

function Confirm({ loss, onClose, onSaid }: ConfirmProps) {
  const text = useText();
  const format = useFormat();
  const words = text.sandbox.state;
  const work = useWork({ changes: loss.changes, call: (operator, _: undefined) => loss.call(operator) });

  const go = () =>
    work.mutate(undefined, {
      onSuccess: (became) => {
        onSaid(
          typeof became === 'string' ? became : words.done(text.packages(became.packages), format.exact(became.now)),
        );
        onClose();
      },
    });
  return (
    <Modal
      opened
      onClose={onClose}
      size={520}
      title={loss.title}
      closeButtonProps={{ 'aria-label': text.common.close }}
    >
      <div className={styles.dialog}>
        <p className={styles.warning}>{loss.lost}</p>
        {loss.changes === 'everything' ? <p className={styles.pale}>{words.first}</p> : null}
        <Problem problem={work.problem} />
        {loss.file ? null : <OperatorCurl of={loss.title} call={loss.call} />}
        <footer className={styles.answers}>
          <Button variant="default" onClick={onClose}>
            {text.common.cancel}
          </Button>
          <Button className={styles.danger} loading={work.isPending} onClick={go}>
            {loss.button}
          </Button>
        </footer>
      </div>
    </Modal>
  );
}
