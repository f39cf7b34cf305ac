import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import { isAway, isRefused } from '../api.ts';
import { useFormat } from '../format.ts';
import { useText } from '../language/index.ts';
import { Empty, Failed, Loading } from '../parts/state.tsx';
import { type Deed, Problem, useWork, type Work, WorkButtons } from '../parts/work.tsx';
import { startRun, stopRun } from './actions.ts';
import { useChanged } from './data.ts';
import { Steps } from './steps.tsx';
import styles from './stories.module.css';
import { isOver, keepScenario, type Run, scenarioOf, useRun } from './stories.ts';
import { Title } from './title.tsx';

type Props = { id: string; onStarted(run: Run): void };

/** A run, in progress or ended. */
export function Watched({ id, onStarted }: Props) {
  const text = useText();
  const words = text.sandbox.stories;
  const run = useRun(id);
  const { data, error, failureReason, isError } = run;
  if (data === undefined && !isError) return <Loading rows={7} />;
  const forgotten = isRefused(error) && error.key === 'koli.run.unknown';
  if (data === undefined)
    return forgotten ? (
      <Empty title={words.forgotten} hint={words.forgottenHint} />
    ) : (
      <Failed error={error!} retry={() => run.refetch()} />
    );
  return (
    <>
      <Told run={data} forgotten={forgotten} onStarted={onStarted} />
      <div role="status">
        {isAway(failureReason) && !isOver(data) ? <p className="note warn">{words.away}</p> : null}
      </div>
      {forgotten ? (
        <p className="note warn" role="alert">
          {words.forgotten}. {words.forgottenHint}
        </p>
      ) : isError && !isOver(data) ? (
        <Failed error={error} retry={() => run.refetch()} />
      ) : null}
      <Steps steps={data.steps} label={words.steps} sellerId={data.kept ? data.sellerId : null} />
    </>
  );
}

type ToldProps = { run: Run; forgotten: boolean; onStarted(run: Run): void };

function Told({ run, forgotten, onStarted }: ToldProps) {
  const text = useText();
  const format = useFormat();
  const words = text.sandbox.stories;
  const changed = useChanged();
  const queries = useQueryClient();
  const over = isOver(run);
  const again = useWork<Run>((next) => {
    const scenario = scenarioOf(run);
    if (typeof scenario === 'object' && scenario !== null) keepScenario(next.id, scenario);
    return onStarted(next);
  });
  const stop = useWork<Run>((stopped) => queries.setQueryData(['sandbox', 'run', run.id], stopped));
  // A run creates a seller, moves the clock, and may delete its seller.
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is read again hangs on the run alone
  useEffect(() => {
    void Promise.all([changed('runs'), changed('sellers'), changed('clock')]);
  }, [run.sellerId, over]);
  const { state, seed, sellerId, kept, stepsDone, stepsTotal, createdDate } = run;
  return (
    <>
      <header className={styles.top}>
        <Title name={run.name} title={run.title} />
        <p className={styles.facts}>
          <span className={styles.state} data-state={state}>
            {words.states[state]}
          </span>
          <span className="number">{words.done(stepsDone, stepsTotal)}</span>
          <span>{words.seedOf(seed)}</span>
          <span>{format.time(createdDate)}</span>
          {sellerId === null ? null : kept ? (
            <Link to="/packages" search={{ sellerId: String(sellerId) } as never}>
              {words.packagesOf(sellerId)}
            </Link>
          ) : (
            <span>{words.sellerGone(sellerId)}</span>
          )}
        </p>
      </header>
      <div className={styles.progress} data-state={state} aria-hidden="true">
        <span style={{ width: `${(100 * stepsDone) / stepsTotal}%` }} />
      </div>
      <div className={styles.deeds}>
        {over || forgotten ? <Again run={run} work={again} /> : <Stop run={run} work={stop} />}
        <div role="status">{over ? <End run={run} /> : null}</div>
      </div>
      <Problem work={again} />
      <Problem work={stop} />
    </>
  );
}

const Stop = ({ run, work }: { run: Run; work: Work<Run> }) => {
  const words = useText().sandbox.stories;
  return (
    <WorkButtons
      work={work}
      of={words.stop}
      deeds={[{ key: `stop ${run.id}`, label: words.stop, action: () => stopRun(run.id) }]}
    />
  );
};

function Again({ run, work }: { run: Run; work: Work<Run> }) {
  const words = useText().sandbox.stories;
  const scenario = scenarioOf(run);
  if (scenario === null) return <p className="pale">{words.notHere}</p>;
  const play = (seed: number, label: string, variant: 'default' | 'filled'): Deed<Run> => ({
    key: `${run.id} from ${seed}`,
    label,
    variant,
    action: () => startRun({ scenario, seed, ...(run.keep ? {} : { keep: false }) }),
  });
  return (
    <WorkButtons
      work={work}
      of={words.again}
      deeds={[play(run.seed, words.again, 'filled'), play(run.seed + 1, words.otherSeed(run.seed + 1), 'default')]}
    />
  );
}

/** Announced at the end only: a screen reader reads the result, not every step. */
function End({ run: { state, reason, says, steps } }: { run: Run }) {
  const words = useText().sandbox.stories;
  const failed = steps.findIndex((step) => step.state === 'failed');
  const told =
    reason === 'broken'
      ? words.broken(says ?? '')
      : reason !== null
        ? words.reasons[reason]
        : state === 'passed'
          ? words.passed
          : words.failedAt(failed + 1);
  return (
    <p className={styles.end} data-state={state}>
      {told}
    </p>
  );
}
