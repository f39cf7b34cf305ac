import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { useFormat } from '../format.ts';
import { useText } from '../language/index.ts';
import { Section } from '../parts/section.tsx';
import { Empty, Failed, Loading } from '../parts/state.tsx';
import { Problem, useWork, type Work, WorkButtons, WorkForm } from '../parts/work.tsx';
import { makeFault, removeFault, removeFaults } from './actions.ts';
import { type Fault, timeOf, useChanged, useClock, useFaults } from './data.ts';
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
import { Done, isSeller, SellerField, WholeNumber, wholeOf } from './parts.tsx';
import styles from './sandbox.module.css';

export function Faults() {
  const text = useText();
  const words = text.sandbox.faults;
  const faults = useFaults();
  const changed = useChanged();
  const remove = useWork<unknown>(() => changed('faults'));
  const removeAll = useWork<unknown>(() => changed('faults'));
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
              <FaultRow key={`${fault.sellerId}/${fault.id}`} fault={fault} work={remove} busy={removeAll.isPending} />
            ))}
          </ul>
          <div className={styles.under}>
            <WorkButtons
              work={removeAll}
              deeds={[{ key: 'all', label: words.all, disabled: remove.isPending, action: removeFaults }]}
              of={words.all}
            />
          </div>
        </>
      )}
      <Problem work={remove} />
      <Problem work={removeAll} />
      <NewFault />
    </Section>
  );
}

function FaultRow({ fault, work, busy }: { fault: Fault; work: Work<unknown>; busy: boolean }) {
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
      <span className="pale">{whom.filter((one) => one !== null).join(' · ')}</span>
      <span className={styles.struck}>
        <span className={styles.tag} data-state={state}>
          {words.state[state]}
        </span>
        <strong>{words.struck(fired)}</strong>
        <span className="pale">
          {words.asked(seen)} · {remaining === null ? words.endless : words.remaining(remaining)}
        </span>
      </span>
      <span className={styles.remove}>
        <WorkButtons
          work={work}
          of={words.remove(id)}
          deeds={[
            {
              key: `${sellerId}/${id}`,
              label: words.delete,
              name: words.remove(id),
              size: 'compact-xs',
              disabled: busy,
              action: () => removeFault(fault),
            },
          ]}
        />
      </span>
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
  const changed = useChanged();
  const work = useWork<Fault>(() => changed('faults'));
  const now = clock.data;
  return (
    <WorkForm
      className={`${styles.inset} ${styles.apart}`}
      label={words.make}
      work={work}
      of={isComplete(form) && now !== undefined ? form : null}
      action={() => makeFault(faultOf(form, timeOf(now!)))}
      submit={words.submit}
      beside={<Done said={work.data === undefined ? null : words.made(work.data.id)} />}
    >
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
      <p className="pale">{words.says[form.kind]}</p>
    </WorkForm>
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

/** The fields of the chosen kind. */
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
