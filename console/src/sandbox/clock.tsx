import type { OperatorClient } from '@koli/client';
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type SyntheticEvent, useEffect, useState } from 'react';
import { useFormat } from '../format.ts';
import { type Text, useText } from '../language/index.ts';
import { OperatorCurl } from '../parts/curl.tsx';
import { Section } from '../parts/section.tsx';
import { Failed, Loading } from '../parts/state.tsx';
import { type Clock, long_ms, timeOf, useClock, useWork } from './data.ts';
import { Problem, WholeNumber, wholeOf } from './parts.tsx';
import styles from './sandbox.module.css';

type Change = NonNullable<Parameters<OperatorClient['changeClock']>[0]>;
type Unit = keyof Text['sandbox']['clock']['units'];

const most = 10_000;
const fast = 60;

/** ISO 8601, as koli takes it. */
const lengths: Record<Unit, (amount: number) => string> = {
  seconds: (amount) => `PT${amount}S`,
  minutes: (amount) => `PT${amount}M`,
  hours: (amount) => `PT${amount}H`,
  days: (amount) => `P${amount}D`,
};

export function ClockSection() {
  const text = useText();
  const clock = useClock();
  return (
    <Section title={text.sandbox.clock.title} hint={text.sandbox.clock.hint}>
      {clock.data ? (
        <Known clock={clock.data} />
      ) : clock.isError ? (
        <Failed error={clock.error} retry={() => clock.refetch()} />
      ) : (
        <Loading rows={3} />
      )}
    </Section>
  );
}

function Known({ clock }: { clock: Clock }) {
  const text = useText();
  const words = text.sandbox.clock;
  const queries = useQueryClient();
  const work = useWork({
    changes: 'clock',
    call: (operator, change: Change) => operator.changeClock(change, { timeout_ms: long_ms }),
  });
  const busy = work.isPending;
  const turn = (change: Change) =>
    work.mutate(change, { onSuccess: () => queries.invalidateQueries({ queryKey: ['counts'] }) });
  const rates = [
    { label: words.freeze, change: { frozen: true }, is: clock.frozen },
    { label: words.run, change: { rate: 1 }, is: clock.rate === 1 },
    { label: words.faster, change: { rate: fast }, is: clock.rate === fast },
  ];
  return (
    <div className={styles.form}>
      <div className={styles.clock}>
        <Watch clock={clock} />
        <div className={styles.buttons}>
          {rates.map(({ label, change, is }) => (
            <Button key={label} variant="default" aria-pressed={is} disabled={busy} onClick={() => turn(change)}>
              {label}
            </Button>
          ))}
        </div>
      </div>
      <div className={styles.buttons} role="group" aria-label={words.forward}>
        <span className={styles.pale}>{words.forward}</span>
        {Object.entries(words.steps).map(([advance, label]) => (
          <Button key={advance} variant="default" disabled={busy} onClick={() => turn({ advance })}>
            {label}
          </Button>
        ))}
      </div>
      <Forward busy={busy} onGo={turn} />
      <SetTo clock={clock} busy={busy} onSet={turn} />
      <p className={styles.pale} role="status">
        {busy ? words.moving : null}
      </p>
      <Problem problem={work.problem} />
    </div>
  );
}

const tick_ms = 250;

/** The time as it passes, without asking for it. */
function Watch({ clock }: { clock: Clock }) {
  const text = useText();
  const format = useFormat();
  const words = text.sandbox.clock;
  const [, tick] = useState(0);
  useEffect(() => {
    if (clock.rate === 0) return;
    const timer = setInterval(() => tick((count) => count + 1), tick_ms);
    return () => clearInterval(timer);
  }, [clock.rate]);
  const now = timeOf(clock);
  const runs = clock.real ? words.real : clock.frozen ? words.frozen : clock.rate === 1 ? words.runs : null;
  return (
    <div>
      <span className={styles.pale}>{words.now}</span>
      <time className={styles.now} dateTime={new Date(now).toISOString()}>
        {format.exact(now)}
      </time>
      <span className={styles.pale}>{runs ?? words.fast(clock.rate)}</span>
    </div>
  );
}

type ForwardProps = { busy: boolean; onGo(change: Change): void };

function Forward({ busy, onGo }: ForwardProps) {
  const text = useText();
  const words = text.sandbox.clock;
  const [amount, setAmount] = useState('30');
  const [unit, setUnit] = useState<Unit>('minutes');
  const by = wholeOf(amount, 1, most);
  const change = { advance: lengths[unit](by ?? 1) };

  function submit(event: SyntheticEvent): void {
    event.preventDefault();
    if (by !== null && !busy) onGo(change);
  }

  return (
    <form className={styles.inline} onSubmit={submit}>
      <WholeNumber label={words.amount} from={1} to={most} value={amount} onChange={setAmount} />
      <NativeSelect
        label={words.unit}
        data={Object.entries(words.units).map(([value, label]) => ({ value, label }))}
        value={unit}
        onChange={(event) => setUnit(event.currentTarget.value as Unit)}
      />
      <Button type="submit" variant="default" disabled={busy || by === null}>
        {words.go}
      </Button>
      <div className={styles.whole}>
        <OperatorCurl of={change} call={(operator) => operator.changeClock(change)} />
      </div>
    </form>
  );
}

type SetProps = { clock: Clock; busy: boolean; onSet(change: Change): void };

/** By the browser's time zone, as every time of the page. */
function SetTo({ clock, busy, onSet }: SetProps) {
  const text = useText();
  const words = text.sandbox.clock;
  const [typed, setTyped] = useState('');
  const at = typed === '' ? null : new Date(typed).getTime();
  const past = at !== null && at < timeOf(clock);

  function submit(event: SyntheticEvent): void {
    event.preventDefault();
    if (at === null || past || busy) return;
    onSet({ at });
    setTyped('');
  }

  return (
    <form className={styles.inline} onSubmit={submit}>
      <TextInput
        type="datetime-local"
        step={1}
        label={words.to}
        value={typed}
        error={past}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <Button type="submit" variant="default" disabled={busy || at === null || past}>
        {words.set}
      </Button>
      {past ? (
        <p className={`${styles.whole} ${styles.notice}`} role="alert">
          {words.onlyForward}
        </p>
      ) : null}
    </form>
  );
}
