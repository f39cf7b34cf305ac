import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { isRefused } from '../api.ts';
import { useText } from '../language/index.ts';
import { useChanges } from '../live.ts';
import { useThrottled } from '../packages/data.ts';
import { Badge } from '../parts/badge.tsx';
import { Icon } from '../parts/icon.tsx';
import { Section } from '../parts/section.tsx';
import { Empty, Failed, Loading } from '../parts/state.tsx';
import { type Deed, Problem, useWork, WorkButtons } from '../parts/work.tsx';
import { useIsTheirs } from '../session.ts';
import { activateWebhook, deactivateWebhook, testWebhook } from './actions.ts';
import { type Of, readWebhook, type Tested, type Webhook } from './calls.ts';
import { DeleteDialog, SecretDialog } from './dialogs.tsx';
import { HookDialog } from './form.tsx';
import { Numbers, Switched, saidOf, Why } from './health.tsx';
import { Latency } from './latency.tsx';
import { Deliveries } from './log.tsx';
import { ReplayDialog } from './replay.tsx';
import { Replays } from './replays.tsx';
import styles from './webhooks.module.css';
import words from './words.module.css';

/** Changes of packages owe deliveries, which are read together, at most this often. */
const look_ms = 1_000;
const busy_look_ms = 2_000;
const calm_look_ms = 10_000;

export default function WebhookPage() {
  const text = useText();
  const queries = useQueryClient();
  const params = useParams({ strict: false }) as { sellerId: string; webhookId: string };
  const of: Of = { sellerId: Number(params.sellerId), webhookId: params.webhookId };
  const key = ['webhooks', of.sellerId, of.webhookId];
  const theirs = useIsTheirs(of.sellerId);
  const found = useQuery({
    queryKey: [...key, 'webhook'],
    queryFn: ({ signal }) => readWebhook(of, signal),
    enabled: !theirs,
    staleTime: 0,
    refetchInterval: ({ state }) => ((state.data?.health.owed ?? 0) > 0 ? busy_look_ms : calm_look_ms),
  });
  const readAgain = useThrottled(() => queries.invalidateQueries({ queryKey: key }), look_ms);
  useChanges((changes) => {
    if (changes === null || changes.some((one) => one.sellerId === of.sellerId)) readAgain();
  });
  return (
    <div className={styles.page}>
      <Link to="/webhooks" search={{ sellerId: params.sellerId } as never} className={styles.back}>
        <Icon name="back" size={13} />
        {text.nav.webhooks}
      </Link>
      {found.data ? (
        <Known of={of} webhook={found.data} />
      ) : theirs || (isRefused(found.error) && [401, 404].includes(found.error.status)) ? (
        <Empty title={text.hooks.unknown} hint={text.hooks.unknownHint} />
      ) : found.isError ? (
        <Failed error={found.error} retry={() => found.refetch()} />
      ) : (
        <>
          <h1>{text.hooks.one}</h1>
          <Loading rows={12} />
        </>
      )}
    </div>
  );
}

type Dialog = 'edit' | 'secret' | 'delete' | 'replay';

function Known({ of, webhook }: { of: Of; webhook: Webhook }) {
  const text = useText();
  const queries = useQueryClient();
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const close = () => setDialog(null);
  const on = webhook.status === 'ACTIVE';
  const [tested, setTested] = useState<Tested | null>(null);
  const work = useWork<Tested | Webhook>((result) => {
    if ('answer' in result) setTested(result);
    return queries.invalidateQueries({ queryKey: ['webhooks', of.sellerId] });
  });
  const deeds: Deed<Tested | Webhook>[] = [
    { key: 'test', label: text.hooks.test, action: () => testWebhook(of) },
    on
      ? { key: 'off', label: text.hooks.deactivate, action: () => deactivateWebhook(of) }
      : { key: 'on', label: text.hooks.activate, action: () => activateWebhook(of) },
  ];
  const opens = (name: Dialog, label: string) => (
    <Button variant={name === 'replay' ? 'filled' : 'default'} onClick={() => setDialog(name)}>
      {label}
    </Button>
  );
  return (
    <>
      <header className={styles.head}>
        <div className={styles.named}>
          <p className={words.titled}>
            <Switched status={webhook.status} />
            <span className={words.pale}>{text.account.seller(of.sellerId)}</span>
          </p>
          <h1 className={styles.url}>{webhook.url}</h1>
        </div>
        <div className={styles.buttons} role="toolbar" aria-label={text.act.label}>
          {opens('replay', text.hooks.replay)}
          {opens('edit', text.hooks.edit)}
          {opens('secret', text.hooks.rotate)}
          {opens('delete', text.hooks.remove)}
          <WorkButtons work={work} deeds={deeds} />
        </div>
      </header>
      <Problem work={work} />
      <Why webhook={webhook} />
      <div role="status" aria-live="polite" className={styles.told}>
        {tested === null ? null : <TestResult tested={tested} />}
      </div>
      <Section title={text.hooks.health} hint={text.hooks.healthHint(webhook.health.recent.attempts)}>
        <div className={styles.inset}>
          <Numbers webhook={webhook} />
          <Terms webhook={webhook} />
        </div>
        <Latency of={of} webhook={webhook} />
      </Section>
      <Replays of={of} />
      <Deliveries of={of} webhook={webhook} />
      {dialog === 'edit' ? <HookDialog sellerId={of.sellerId} webhook={webhook} onClose={close} /> : null}
      {dialog === 'secret' ? <SecretDialog of={of} onClose={close} /> : null}
      {dialog === 'delete' ? <DeleteDialog of={of} onClose={close} /> : null}
      {dialog === 'replay' ? <ReplayDialog of={of} webhook={webhook} onClose={close} /> : null}
    </>
  );
}

function Terms({ webhook }: { webhook: Webhook }) {
  const text = useText();
  const { authenticationType, envelope, profile, signing, subscribedStatuses, countryCodes } = webhook;
  const terms = [
    text.hooks.authentications[authenticationType],
    text.hooks.envelopes[envelope],
    text.hooks.profiles[profile],
    signing.on ? text.hooks.signed : text.hooks.unsigned,
    subscribedStatuses === null ? text.hooks.everyStatus : subscribedStatuses.join(', '),
    ...(countryCodes === null ? [] : [countryCodes.join(', ')]),
  ];
  return <p className={words.pale}>{terms.join(' · ')}</p>;
}

function TestResult({ tested }: { tested: Tested }) {
  const text = useText();
  return (
    <Section title={text.hooks.testResult}>
      <div className={styles.inset}>
        <p className={words.said}>
          <Badge tone={tested.ok ? 'good' : 'bad'}>{saidOf(text, tested)}</Badge>
          <span>{text.hooks.ms(tested.durationMs)}</span>
          <span className={words.pale}>{tested.signed ? text.hooks.signed : text.hooks.unsigned}</span>
        </p>
        {tested.answer === '' ? (
          <p className={words.pale}>{text.hooks.noAnswer}</p>
        ) : (
          <pre className={words.answer}>{tested.answer}</pre>
        )}
      </div>
    </Section>
  );
}
