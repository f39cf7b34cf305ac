import { Button } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import { type KeyboardEvent, lazy, type ReactNode, Suspense, useEffect, useRef } from 'react';
import { useFormat } from '../format.ts';
import { useText } from '../language/index.ts';
import { Icon } from '../parts/icon.tsx';
import { Section } from '../parts/section.tsx';
import { Empty, Failed, Loading } from '../parts/state.tsx';
import { useWork } from '../parts/work.tsx';
import { Watched } from './run.tsx';
import { Start } from './start.tsx';
import { Steps } from './steps.tsx';
import styles from './stories.module.css';
import { blank, type Choice, type Known, type Run, type RunRow, useChoice, useLibrary, useRuns } from './stories.ts';
import { Title, useTitle } from './title.tsx';

const Own = lazy(() => import('./own.tsx'));

/** Scenarios: chosen or written, run with a seller of their own, and watched. */
export function Scenarios() {
  const words = useText().sandbox.stories;
  const library = useLibrary();
  const runs = useRuns();
  const failed = [library, runs].find(({ isError, data }) => isError && data === undefined);
  return (
    <Section title={words.title} hint={words.hint}>
      {library.data !== undefined && runs.data !== undefined ? (
        <Rooms library={library.data} runs={runs.data} />
      ) : failed === undefined ? (
        <Loading rows={8} />
      ) : (
        <Failed error={failed.error!} retry={() => failed.refetch()} />
      )}
    </Section>
  );
}

function Rooms({ library, runs }: { library: Known[]; runs: RunRow[] }) {
  const words = useText().sandbox.stories;
  const choice = useChoice(library, runs);
  const navigate = useNavigate();
  const stage = useRef<HTMLDivElement>(null);
  async function watch({ id }: Run): Promise<void> {
    await navigate({ to: '/sandbox', search: { run: id } as never, resetScroll: false });
    // The pressed button no longer exists.
    stage.current?.focus({ preventScroll: true });
  }
  return (
    <div className={styles.rooms}>
      <nav className={styles.library} aria-label={words.library}>
        <h3>{words.library}</h3>
        <List label={words.library} choice={choice}>
          <Row choice={choice} to={{ own: blank }}>
            <span className={styles.title}>{words.own}</span>
          </Row>
          {library.map((known) => (
            <LibraryRow key={known.name} known={known} choice={choice} />
          ))}
        </List>
      </nav>
      <nav className={styles.runs} aria-label={words.runs}>
        <h3>{words.runs}</h3>
        {runs.length === 0 ? (
          <p className={styles.none}>{words.noRuns}</p>
        ) : (
          <List label={words.runs} choice={choice}>
            {runs.map((run) => (
              <RunLine key={run.id} run={run} choice={choice} />
            ))}
          </List>
        )}
      </nav>
      <div ref={stage} className={styles.stage} tabIndex={-1} role="group" aria-label={words.stage}>
        <Stage choice={choice} library={library} onStarted={watch} />
      </div>
    </div>
  );
}

type StageProps = { choice: Choice; library: Known[]; onStarted(run: Run): void };

function Stage({ choice, library, onStarted }: StageProps) {
  const words = useText().sandbox.stories;
  if ('run' in choice) return <Watched key={choice.run} id={choice.run} onStarted={onStarted} />;
  if ('own' in choice)
    return (
      <Suspense fallback={<Loading rows={8} />}>
        <Own key={choice.own} from={choice.own} onStarted={onStarted} />
      </Suspense>
    );
  const known = library.find(({ name }) => name === choice.scenario);
  if (known === undefined) return <Empty title={words.unknown} hint={words.unknownHint} />;
  return <Plan key={known.name} known={known} onStarted={onStarted} />;
}

/** Arrow keys move through the list. */
function onArrow(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined) return;
  const links = [...event.currentTarget.querySelectorAll('a')];
  const next = links[links.indexOf(document.activeElement as HTMLAnchorElement) + step];
  event.preventDefault();
  next?.focus();
}

type ListProps = { label: string; choice: Choice; children: ReactNode };

/** Scrolls the chosen row into view without moving the page. */
function List({ label, choice, children }: ListProps) {
  const list = useRef<HTMLUListElement>(null);
  const chosen = JSON.stringify(choice);
  // biome-ignore lint/correctness/useExhaustiveDependencies: it hangs on the choice, of which the rows are drawn
  useEffect(() => {
    const row = list.current?.querySelector<HTMLElement>('[data-chosen="true"]');
    if (!list.current || !row) return;
    const [outer, inner] = [list.current.getBoundingClientRect(), row.getBoundingClientRect()];
    if (inner.top >= outer.top && inner.bottom <= outer.bottom) return;
    list.current.scrollTop += inner.top - outer.top - (outer.height - inner.height) / 2;
  }, [chosen]);
  return (
    <ul ref={list} className={styles.list} aria-label={label} onKeyDown={onArrow}>
      {children}
    </ul>
  );
}

const Row = ({ choice, to, children }: { choice: Choice; to: Choice; children: ReactNode }) => {
  const chosen = JSON.stringify(choice) === JSON.stringify(to);
  return (
    <li>
      <Link
        to="/sandbox"
        search={to as never}
        resetScroll={false}
        className={styles.row}
        aria-current={chosen ? 'true' : undefined}
        data-chosen={chosen}
      >
        {children}
      </Link>
    </li>
  );
};

function LibraryRow({ known: { name, title }, choice }: { known: Known; choice: Choice }) {
  const { told, lang } = useTitle()(name, title);
  return (
    <Row choice={choice} to={{ scenario: name }}>
      <span className={styles.title} lang={lang}>
        {told}
      </span>
    </Row>
  );
}

function RunLine({ run, choice }: { run: RunRow; choice: Choice }) {
  const words = useText().sandbox.stories;
  const format = useFormat();
  const { id, name, title, state, seed, createdDate } = run;
  const { told, lang } = useTitle()(name, title);
  return (
    <Row choice={choice} to={{ run: id }}>
      <span className={styles.dot} data-state={state} aria-hidden="true" />
      <span className={styles.title}>
        <span className={styles.short} lang={lang}>
          {told}
        </span>
        <span className="pale">
          {words.states[state]} · {words.seedOf(seed)} · {format.hour(createdDate)}
        </span>
      </span>
    </Row>
  );
}

/** A scenario of the library, before it runs. */
function Plan({ known: { name, title, seed, steps }, onStarted }: { known: Known; onStarted(run: Run): void }) {
  const words = useText().sandbox.stories;
  const work = useWork<Run>(onStarted);
  const waits = steps.some(({ step }) => step === 'wait');
  return (
    <>
      <header className={styles.top}>
        <Title name={name} title={title} />
        <p className={styles.facts}>
          <code>{name}</code>
          <span>{words.count(steps.length)}</span>
          {waits ? <span className={styles.tag}>{words.waits}</span> : null}
        </p>
      </header>
      <Start
        work={work}
        scenario={name}
        seed={seed}
        beside={
          <Button
            variant="default"
            className={styles.asButton}
            renderRoot={(props) => (
              <Link to="/sandbox" search={{ own: name } as never} resetScroll={false} {...props} />
            )}
          >
            {words.change}
          </Button>
        }
      />
      <details className={styles.plan} open>
        <summary>
          <Icon name="chevron" size={12} />
          {words.will}
        </summary>
        <Steps steps={steps} label={words.steps} />
      </details>
    </>
  );
}
