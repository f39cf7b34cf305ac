import { Button } from '@mantine/core';
import { useRef, useState } from 'react';
import type { Action } from '../action.ts';
import { expireBy, isRefused, operatorClient } from '../api.ts';
import { useFormat } from '../format.ts';
import { type Text, useText } from '../language/index.ts';
import { PackageLink } from '../package/facts.tsx';
import { CurlBeside } from '../parts/curl.tsx';
import { Icon } from '../parts/icon.tsx';
import { Section } from '../parts/section.tsx';
import { Empty } from '../parts/state.tsx';
import { ownCredentials, useSession } from '../session.ts';
import styles from './laws.module.css';

type Checked = Record<keyof Text['laws']['checked'], number>;
type Verdict = {
  checked: Checked;
  brokenCount: number;
  broken: { law: string; sellerId: number; orderNumber?: string; shipmentPackageId?: number; detail: string }[];
  laws: { law: string; promise: string; broken: boolean }[];
};

type State =
  | { kind: 'never' }
  | { kind: 'running'; checked: Checked | null; stop: () => void }
  | { kind: 'done'; verdict: Verdict; at: number }
  | { kind: 'failed'; message: string };

/** It changes nothing, so it is not an action. Its request is shown like any other. */
const verification: Action = {
  operator: async (client, options) => {
    for await (const _ of client.verifyLaws(options));
  },
};

/** Kept while the user is on other pages. */
let last: State = { kind: 'never' };

export default function LawsPage() {
  const text = useText();
  const session = useSession();
  const [state, setState] = useState<State>(last.kind === 'running' ? { kind: 'never' } : last);
  const latest = useRef(setState);

  function turn(next: State): void {
    last = next;
    latest.current(next);
  }

  async function run(): Promise<void> {
    if (session?.who.kind !== 'operator') return;
    const stop = new AbortController();
    turn({ kind: 'running', checked: null, stop: () => stop.abort() });
    try {
      const { signal } = stop;
      for await (const { event, data } of operatorClient(session.who.token).verifyLaws({ signal })) {
        if (event === 'progress') turn({ kind: 'running', checked: data as Checked, stop: () => stop.abort() });
        if (event === 'verdict') return turn({ kind: 'done', verdict: data as Verdict, at: Date.now() });
        if (event === 'failed') return turn({ kind: 'failed', message: text.laws.failed });
      }
      turn({ kind: 'failed', message: text.laws.cut });
    } catch (error) {
      if (stop.signal.aborted) return turn({ kind: 'never' });
      expireBy(error, ownCredentials(session));
      turn({ kind: 'failed', message: isRefused(error) ? error.message : text.laws.cut });
    }
  }

  if (session?.who.kind !== 'operator')
    return (
      <div className={styles.page}>
        <h1>{text.laws.title}</h1>
        <Empty title={text.laws.operatorOnly} />
      </div>
    );
  const running = state.kind === 'running';
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <div>
          <h1>{text.laws.title}</h1>
          <p className={styles.lead}>{text.laws.lead}</p>
        </div>
        {running ? (
          <Button variant="default" onClick={state.stop}>
            {text.laws.stop}
          </Button>
        ) : (
          <span className={styles.run}>
            <Button onClick={run}>{text.laws.run}</Button>
            <CurlBeside shown={[{ key: 'verify', label: text.laws.run, action: () => verification }]} />
          </span>
        )}
      </header>
      <div role="status" aria-live="polite">
        <Outcome state={state} />
      </div>
      {state.kind === 'done' ? <Verdict verdict={state.verdict} /> : null}
    </div>
  );
}

function Outcome({ state }: { state: State }) {
  const text = useText();
  const format = useFormat();
  if (state.kind === 'never') return <p className={styles.banner}>{text.laws.never}</p>;
  if (state.kind === 'failed')
    return (
      <p className={styles.banner} data-tone="bad">
        <Icon name="alert" />
        {state.message}
      </p>
    );
  if (state.kind === 'running')
    return (
      <>
        <p className={styles.banner}>{text.laws.running}</p>
        {state.checked === null ? null : <Counts checked={state.checked} />}
      </>
    );
  const { verdict, at } = state;
  const clean = verdict.brokenCount === 0;
  return (
    <>
      <p className={styles.banner} data-tone={clean ? 'good' : 'bad'}>
        <Icon name={clean ? 'check' : 'alert'} />
        <strong>{clean ? text.laws.clean : text.laws.broken(verdict.brokenCount)}</strong>
        <span className={styles.at}>{format.exact(at)}</span>
      </p>
      <Counts checked={verdict.checked} />
    </>
  );
}

function Counts({ checked }: { checked: Checked }) {
  const text = useText();
  const format = useFormat();
  return (
    <dl className={styles.counts}>
      {Object.entries(text.laws.checked).map(([name, label]) => (
        <div key={name}>
          <dt>{label}</dt>
          <dd>{format.number(checked[name as keyof Checked] ?? 0)}</dd>
        </div>
      ))}
    </dl>
  );
}

function Verdict({ verdict }: { verdict: Verdict }) {
  const text = useText();
  return (
    <div className={styles.sections}>
      {verdict.broken.length === 0 ? null : (
        <Section title={text.laws.what}>
          <ul className={styles.found}>
            {verdict.broken.map(({ law, sellerId, orderNumber, shipmentPackageId, detail }, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a verdict does not change
              <li key={at}>
                <code>{law}</code>
                <span>
                  {text.account.seller(sellerId)}
                  {orderNumber === undefined ? '' : ` · ${text.list.order} ${orderNumber}`}
                  {shipmentPackageId === undefined ? null : (
                    <>
                      {' · '}
                      <PackageLink sellerId={sellerId} id={shipmentPackageId} />
                    </>
                  )}
                </span>
                <span>{detail}</span>
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Section title={text.laws.title}>
        <ul className={styles.laws}>
          {verdict.laws.map(({ law, promise, broken }) => (
            <li key={law} data-broken={broken}>
              <Icon name={broken ? 'cross' : 'check'} />
              <span>{text.laws.promises[law] ?? promise}</span>
              <span className={styles.word}>{broken ? text.laws.isBroken : text.laws.holds}</span>
            </li>
          ))}
        </ul>
      </Section>
    </div>
  );
}
