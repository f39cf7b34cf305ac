import { NativeSelect, TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useFormat } from '../format.ts';
import { useText } from '../language/index.ts';
import { Section } from '../parts/section.tsx';
import { Failed, Loading } from '../parts/state.tsx';
import { Problem, useWork, type Work, WorkButtons, WorkForm } from '../parts/work.tsx';
import { type NewStream, startStream, stopStreams } from './actions.ts';
import { lengths, type Unit } from './clock.tsx';
import { useChanged } from './data.ts';
import { Done, isSeller, SellerField, WholeNumber, wholeOf } from './parts.tsx';
import styles from './sandbox.module.css';
import own from './stories.module.css';
import { type Stream, useTraffic } from './stories.ts';

/** Streams of orders, carriers and cancelling customers. */
export function Traffic({ sellerId }: { sellerId: number }) {
  const words = useText().sandbox.traffic;
  const traffic = useTraffic();
  const changed = useChanged();
  const off = useWork<unknown>(() => changed('traffic'));
  const streams = traffic.data;
  const on = streams?.filter((stream) => stream.on).length ?? 0;
  return (
    <Section title={words.title} hint={words.hint}>
      {streams === undefined ? (
        traffic.isError ? (
          <Failed error={traffic.error} retry={() => traffic.refetch()} />
        ) : (
          <Loading rows={3} />
        )
      ) : streams.length === 0 ? null : (
        <ul className={`${styles.rows} ${styles.few}`} aria-label={words.streams}>
          {streams.map((stream) => (
            <StreamRow key={`${stream.sellerId}/${stream.id}`} stream={stream} work={off} />
          ))}
        </ul>
      )}
      {on > 1 ? (
        <div className={styles.under}>
          <WorkButtons
            work={off}
            of={words.allOff}
            deeds={[{ key: 'all', label: words.allOff, action: () => stopStreams() }]}
          />
        </div>
      ) : null}
      <Problem work={off} />
      <p className="hidden" role="status">
        {off.data === undefined ? '' : words.reasons.asked}
      </p>
      {streams === undefined ? null : <NewStreamForm sellerId={sellerId} streams={streams} />}
    </Section>
  );
}

function StreamRow({ stream, work }: { stream: Stream; work: Work<unknown> }) {
  const text = useText();
  const format = useFormat();
  const words = text.sandbox.traffic;
  const { sellerId, rate, seed, on, reason, says, startedDate, endedDate, ordersTotal } = stream;
  const counts = [
    [words.counts.orders, ordersTotal === null ? null : ordersTotal, stream.orders],
    [words.counts.steps, null, stream.steps],
    [words.counts.cancels, null, stream.cancels],
    [words.counts.refused, null, stream.refused],
  ] as const;
  return (
    <li className={own.stream} data-stream={sellerId} data-on={on}>
      <span className={own.streamHead}>
        <span className={own.state} data-state={on ? 'running' : 'over'}>
          {on ? words.on : words.over}
        </span>
        <Link to="/packages" search={{ sellerId: String(sellerId) } as never}>
          {text.account.seller(sellerId)}
        </Link>
        <span className="pale">
          {rateText(rate, words.rates)} · {text.sandbox.stories.seedOf(seed)} ·{' '}
          {words.since(format.hour(startedDate), endedDate === null ? null : format.hour(endedDate))}
        </span>
      </span>
      {on ? (
        <WorkButtons
          work={work}
          of={words.offOf(sellerId)}
          deeds={[
            {
              key: `off ${sellerId}`,
              label: words.off,
              name: words.offOf(sellerId),
              action: () => stopStreams(sellerId),
            },
          ]}
        />
      ) : null}
      <dl className={own.counts}>
        {counts.map(([name, total, count]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              {format.number(count)}
              {total === null ? null : <span className="pale"> / {format.number(total)}</span>}
            </dd>
          </div>
        ))}
      </dl>
      {on ? null : (
        <span className="pale">
          {reason === 'broken' ? words.broken(says ?? '') : reason === null ? null : words.reasons[reason]}
        </span>
      )}
    </li>
  );
}

type RateUnit = 's' | 'm';

function rateText(rate: string, rates: Record<RateUnit, (count: string) => string>): string {
  const [count, unit] = rate.split('/') as [string, RateUnit];
  return rates[unit](count);
}

const most_a_second = 1_000;
const most_seed = Number.MAX_SAFE_INTEGER;
const most_length = 10_000;

type Form = { sellerId: string; rate: string; per: RateUnit; seed: string; length: string; unit: Unit };

const isRate = (typed: string, per: RateUnit): boolean =>
  /^\d{1,6}(\.\d{1,6})?$/.test(typed) && Number(typed) > 0 && Number(typed) <= most_a_second * (per === 's' ? 1 : 60);

const isComplete = ({ sellerId, rate, per, seed, length }: Form): boolean =>
  isSeller(sellerId) &&
  isRate(rate, per) &&
  (seed === '' || wholeOf(seed, 0, most_seed) !== null) &&
  (length === '' || wholeOf(length, 1, most_length) !== null);

const bodyOf = ({ sellerId, rate, per, seed, length, unit }: Form): NewStream => ({
  sellerId: Number(sellerId),
  rate: `${rate}/${per}`,
  ...(seed === '' ? {} : { seed: Number(seed) }),
  ...(length === '' ? {} : { for: lengths[unit](Number(length)) }),
});

function NewStreamForm({ sellerId, streams }: { sellerId: number; streams: Stream[] }) {
  const text = useText();
  const words = text.sandbox.traffic;
  const changed = useChanged();
  const [form, setForm] = useState<Form>({
    sellerId: String(sellerId),
    rate: '1',
    per: 's',
    seed: '',
    length: '',
    unit: 'minutes',
  });
  const change = (part: Partial<Form>) => setForm({ ...form, ...part });
  const work = useWork<Stream>(() => changed('traffic'));
  const replaces = streams.some((stream) => stream.on && String(stream.sellerId) === form.sellerId);
  const started = streams.find(({ on, sellerId, id }) => on && sellerId === work.data?.sellerId && id === work.data.id);
  return (
    <WorkForm
      className={`${styles.inset} ${streams.length === 0 ? '' : styles.apart}`}
      label={words.title}
      work={work}
      of={isComplete(form) ? bodyOf(form) : null}
      action={() => startStream(bodyOf(form))}
      submit={words.submit}
      beside={<Done said={started === undefined ? null : words.started(started.sellerId)} />}
    >
      <div className={styles.fields}>
        <SellerField value={form.sellerId} onChange={(next) => change({ sellerId: next })} />
        <TextInput
          label={words.rate}
          inputMode="decimal"
          autoComplete="off"
          value={form.rate}
          error={isRate(form.rate, form.per) ? undefined : words.rateWrong(form.per === 's' ? most_a_second : 60_000)}
          onChange={(event) => change({ rate: event.currentTarget.value.trim().replace(',', '.') })}
        />
        <NativeSelect
          label={words.per}
          data={Object.entries(words.pers).map(([value, label]) => ({ value, label }))}
          value={form.per}
          onChange={(event) => change({ per: event.currentTarget.value as RateUnit })}
        />
        <WholeNumber
          label={text.sandbox.orders.seed}
          empty="1"
          from={0}
          to={most_seed}
          value={form.seed}
          onChange={(seed) => change({ seed })}
        />
        <WholeNumber
          label={words.length}
          empty={words.endless}
          from={1}
          to={most_length}
          value={form.length}
          onChange={(length) => change({ length })}
        />
        <NativeSelect
          label={text.sandbox.clock.unit}
          data={Object.entries(text.sandbox.clock.units).map(([value, label]) => ({ value, label }))}
          value={form.unit}
          disabled={form.length === ''}
          onChange={(event) => change({ unit: event.currentTarget.value as Unit })}
        />
      </div>
      {replaces ? <p className="pale">{words.replaces}</p> : null}
    </WorkForm>
  );
}
