import { NativeSelect, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useFormat } from '../format.ts';
import { type Text, useText } from '../language/index.ts';
import { moment } from '../packages/filter.ts';
import { Section } from '../parts/section.tsx';
import { Failed, Loading } from '../parts/state.tsx';
import { type Deed, Problem, useWork, WorkButtons, WorkForm } from '../parts/work.tsx';
import { type ClockChange, changeClock } from './actions.ts';
import { type Clock, timeOf, useChanged, useClock } from './data.ts';
import { WholeNumber, wholeOf } from './parts.tsx';
import styles from './sandbox.module.css';

export type Unit = keyof Text['sandbox']['clock']['units'];

const most = 10_000;
const fast = 60;

export const lengths: Record<Unit, (amount: number) => string> = {
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
  const changed = useChanged();
  const done = async () => {
    await changed('clock');
    await queries.invalidateQueries({ queryKey: ['counts'] });
  };
  const turn = useWork<unknown>(done);
  const step = useWork<unknown>(done);
  const busy = turn.isPending || step.isPending;
  const rate = (key: string, label: string, change: ClockChange, pressed: boolean): Deed<unknown> => ({
    key,
    label,
    pressed,
    disabled: step.isPending,
    action: () => changeClock(change),
  });
  return (
    <div className={styles.inset}>
      <div className={styles.clock}>
        <Watch clock={clock} />
        <WorkButtons
          work={turn}
          of={words.rates}
          deeds={[
            rate('freeze', words.freeze, { frozen: true }, clock.frozen),
            rate('run', words.run, { rate: 1 }, clock.rate === 1),
            rate('faster', words.faster, { rate: fast }, clock.rate === fast),
          ]}
        />
      </div>
      <WorkButtons
        work={step}
        of={words.forward}
        deeds={Object.entries(words.steps).map(([advance, label]) => ({
          key: advance,
          label,
          disabled: turn.isPending,
          action: () => changeClock({ advance }),
        }))}
      >
        <span className="pale">{words.forward}</span>
      </WorkButtons>
      <Problem work={turn} />
      <Problem work={step} />
      <Forward done={done} />
      <SetTo clock={clock} done={done} />
      <p className="pale" role="status">
        {busy ? words.moving : null}
      </p>
    </div>
  );
}

const tick_ms = 250;

/** The running time, without requests. */
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
      <span className="pale">{words.now}</span>
      <time className={styles.now} dateTime={new Date(now).toISOString()}>
        {format.exact(now)}
      </time>
      <span className="pale">{runs ?? words.fast(clock.rate)}</span>
    </div>
  );
}

type Done = { done(): Promise<void> };

function Forward({ done }: Done) {
  const text = useText();
  const words = text.sandbox.clock;
  const [amount, setAmount] = useState('30');
  const [unit, setUnit] = useState<Unit>('minutes');
  const work = useWork<unknown>(done);
  const by = wholeOf(amount, 1, most);
  const change = { advance: lengths[unit](by ?? 1) };
  return (
    <WorkForm
      inline
      plain
      work={work}
      of={by === null ? null : change}
      action={() => changeClock(change)}
      submit={words.go}
    >
      <WholeNumber label={words.amount} from={1} to={most} value={amount} onChange={setAmount} />
      <NativeSelect
        label={words.unit}
        data={Object.entries(words.units).map(([value, label]) => ({ value, label }))}
        value={unit}
        onChange={(event) => setUnit(event.currentTarget.value as Unit)}
      />
    </WorkForm>
  );
}

/** In the browser's time zone, like all times of the console. */
function SetTo({ clock, done }: Done & { clock: Clock }) {
  const text = useText();
  const words = text.sandbox.clock;
  const [typed, setTyped] = useState('');
  const work = useWork<unknown>(async () => {
    setTyped('');
    await done();
  });
  const at = moment(typed);
  const past = at !== undefined && at < timeOf(clock);
  return (
    <WorkForm
      inline
      plain
      work={work}
      of={at === undefined || past ? null : { at }}
      action={() => changeClock({ at: at! })}
      submit={words.set}
    >
      <TextInput
        type="datetime-local"
        step={1}
        label={words.to}
        value={typed}
        error={past}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      {past ? (
        <p className="note warn" role="alert">
          {words.onlyForward}
        </p>
      ) : null}
    </WorkForm>
  );
}
