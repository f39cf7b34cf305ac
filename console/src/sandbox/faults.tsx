import { ActionIcon, Button, NativeSelect } from '@mantine/core';
import { type SyntheticEvent, useState } from 'react';
import { useFormat } from '../format.ts';
import { useText } from '../language/index.ts';
import { OperatorCurl } from '../parts/curl.tsx';
import { Icon } from '../parts/icon.tsx';
import { Section } from '../parts/section.tsx';
import { Empty, Failed, Loading } from '../parts/state.tsx';
import { type Fault, timeOf, useClock, useFaults, useIntent, useWork } from './data.ts';
import {
  type FaultForm,
  type FaultGroup,
  type FaultKind,
  faultOf,
  kindOf,
  kinds,
  newFault,
  statuses,
} from './fault-kinds.ts';
import { Done, isSeller, Problem, SellerField, WholeNumber, wholeOf } from './parts.tsx';
import styles from './sandbox.module.css';

export function Faults() {
  const text = useText();
  const words = text.sandbox.faults;
  const faults = useFaults();
  const remove = useWork({
    changes: 'faults',
    call: (operator, { id, sellerId }: Fault) => operator.deleteFault(id, sellerId === null ? {} : { sellerId }),
  });
  const removeAll = useWork({ changes: 'faults', call: (operator, _: undefined) => operator.deleteFaults() });
  const content = faults.data?.content;
  return (
    <Section title={words.title} hint={words.hint}>
      {content === undefined ? (
        faults.isError ? (
          <Failed error={faults.error} retry={() => faults.refetch()} />
        ) : (
          <Loading rows={3} />
        )
      ) : content.length === 0 ? (
        <Empty title={words.none} hint={words.noneHint} />
      ) : (
        <>
          <ul className={styles.rows} aria-label={words.title}>
            {content.map((fault) => (
              <FaultRow
                key={`${fault.sellerId}/${fault.id}`}
                fault={fault}
                busy={remove.isPending || removeAll.isPending}
                onRemove={() => remove.mutate(fault)}
              />
            ))}
          </ul>
          <div className={styles.under}>
            <Button
              variant="default"
              disabled={remove.isPending}
              loading={removeAll.isPending}
              onClick={() => removeAll.mutate(undefined)}
            >
              {words.all}
            </Button>
          </div>
        </>
      )}
      <Problem problem={remove.problem ?? removeAll.problem} />
      <NewFault />
    </Section>
  );
}

function FaultRow({ fault, busy, onRemove }: { fault: Fault; busy: boolean; onRemove(): void }) {
  const text = useText();
  const format = useFormat();
  const words = text.sandbox.faults;
  const { id, sellerId, operation, until, state, seen, fired, remaining } = fault;
  const kind = kindOf(fault);
  const outcomes = fault.do ?? fault.sequence?.find(({ outcome }) => outcome !== 'passed');
  const whom = [
    sellerId === null ? text.sandbox.anySeller : text.account.seller(sellerId),
    operation === undefined ? null : [operation].flat().join(', '),
    outcomes?.status ?? null,
    until === undefined ? null : words.until(format.exact(until)),
  ];
  return (
    <li className={styles.fault} data-state={state}>
      <span className={styles.faultName}>
        <code>{id}</code> {kind === null ? outcomes?.outcome : words.kinds[kind]}
      </span>
      <span className={styles.pale}>{whom.filter((one) => one !== null).join(' · ')}</span>
      <span className={styles.struck}>
        <span className={styles.tag} data-state={state}>
          {words.state[state]}
        </span>
        <strong>{words.struck(fired)}</strong>
        <span className={styles.pale}>
          {words.asked(seen)} · {remaining === null ? words.endless : words.remaining(remaining)}
        </span>
      </span>
      <ActionIcon
        className={styles.remove}
        variant="subtle"
        color="gray"
        aria-label={words.remove(id)}
        disabled={busy}
        onClick={onRemove}
      >
        <Icon name="close" size={13} />
      </ActionIcon>
    </li>
  );
}

const most_delay_s = 60;
const most_minutes = 44_640;
const most_times = 1_000_000;

function NewFault() {
  const text = useText();
  const words = text.sandbox.faults;
  const clock = useClock();
  const [form, setForm] = useState(newFault);
  const change = (part: Partial<FaultForm>) => setForm({ ...form, ...part });
  const intent = useIntent(form, (filled) => faultOf(filled, timeOf(clock.data!)));
  const work = useWork({
    changes: 'faults',
    call: (operator, { body, idempotencyKey }: ReturnType<typeof intent.get>) =>
      operator.createFault(body, { idempotencyKey }),
  });
  const complete = isComplete(form) && clock.data !== undefined;

  function submit(event: SyntheticEvent): void {
    event.preventDefault();
    if (!complete || work.isPending) return;
    work.mutate(intent.get(), { onSettled: (_, error) => intent.settled(error) });
  }

  return (
    <form className={styles.form} data-apart="true" onSubmit={submit} aria-label={words.make}>
      <h3>{words.make}</h3>
      <div className={styles.fields}>
        <NativeSelect
          className={styles.kind}
          label={words.kind}
          data={Object.entries(words.kinds).map(([value, label]) => ({ value, label }))}
          value={form.kind}
          onChange={(event) => change({ kind: event.currentTarget.value as FaultKind })}
        />
        <SellerField
          value={form.sellerId}
          empty={text.sandbox.anySeller}
          onChange={(sellerId) => change({ sellerId })}
        />
        <Details form={form} onChange={change} />
      </div>
      <p className={styles.pale}>{words.says[form.kind]}</p>
      <div className={styles.foot}>
        <Done said={work.data === undefined ? null : words.made(work.data.id)} />
        <Button type="submit" disabled={!complete} loading={work.isPending}>
          {words.submit}
        </Button>
      </div>
      <Problem problem={work.problem} />
      {complete ? (
        <OperatorCurl
          of={[form, clock.data?.now]}
          call={(operator) => operator.createFault(faultOf(form, clock.data?.now ?? 0))}
        />
      ) : null}
    </form>
  );
}

function isComplete({ kind, sellerId, delay_s, minutes, times }: FaultForm): boolean {
  const asks = kinds[kind];
  return (
    (sellerId === '' || isSeller(sellerId)) &&
    (!asks.includes('delay_s') || wholeOf(delay_s, 1, most_delay_s) !== null) &&
    (!asks.includes('minutes') || wholeOf(minutes, 1, most_minutes) !== null) &&
    (!asks.includes('times') || times === '' || wholeOf(times, 1, most_times) !== null)
  );
}

/** What the chosen kind wants to know. */
function Details({ form, onChange }: { form: FaultForm; onChange(part: Partial<FaultForm>): void }) {
  const text = useText();
  const words = text.sandbox.faults;
  const asks = kinds[form.kind];
  return (
    <>
      {asks.includes('on') ? (
        <NativeSelect
          label={words.on}
          data={Object.entries(words.groups).map(([value, label]) => ({ value, label }))}
          value={form.on}
          onChange={(event) => onChange({ on: event.currentTarget.value as FaultGroup })}
        />
      ) : null}
      {asks.includes('status') ? (
        <NativeSelect
          label={words.status}
          data={statuses.map(String)}
          value={String(form.status)}
          onChange={(event) => onChange({ status: Number(event.currentTarget.value) })}
        />
      ) : null}
      {asks.includes('delay_s') ? (
        <WholeNumber
          label={words.delay}
          from={1}
          to={most_delay_s}
          value={form.delay_s}
          onChange={(delay_s) => onChange({ delay_s })}
        />
      ) : null}
      {asks.includes('minutes') ? (
        <WholeNumber
          label={words.minutes}
          from={1}
          to={most_minutes}
          value={form.minutes}
          onChange={(minutes) => onChange({ minutes })}
        />
      ) : null}
      {asks.includes('times') ? (
        <WholeNumber
          label={words.times}
          empty={words.timesHint}
          from={1}
          to={most_times}
          value={form.times}
          onChange={(times) => onChange({ times })}
        />
      ) : null}
    </>
  );
}
