import { Button, Modal } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { isRefused } from '../api.ts';
import { useText } from '../language/index.ts';
import { useChanges } from '../live.ts';
import { useThrottled } from '../packages/data.ts';
import { Code } from '../parts/code.tsx';
import { Icon } from '../parts/icon.tsx';
import { Section } from '../parts/section.tsx';
import { Empty, Failed, Loading } from '../parts/state.tsx';
import {
  deleteWebhook,
  type Of,
  readWebhook,
  rotateSecret,
  switchWebhook,
  type Tested,
  testWebhook,
  useWrite,
  type Webhook,
} from './calls.ts';
import { HookDialog } from './form.tsx';
import { Numbers, Switched, saidOf, Why } from './health.tsx';
import { Deliveries } from './log.tsx';
import { Picture } from './picture.tsx';
import { Refused } from './refused.tsx';
import { ReplayDialog } from './replay.tsx';
import { Replays } from './replays.tsx';
import styles from './webhooks.module.css';

/** A package that changes owes deliveries: they are looked up together, at most this often. */
const look_ms = 1_000;
const busy_look_ms = 2_000;
const calm_look_ms = 10_000;

export default function WebhookPage() {
  const text = useText();
  const queries = useQueryClient();
  const params = useParams({ strict: false }) as { sellerId: string; webhookId: string };
  const of: Of = { sellerId: Number(params.sellerId), webhookId: params.webhookId };
  const key = ['webhooks', of.sellerId, of.webhookId];
  const found = useQuery({
    queryKey: [...key, 'webhook'],
    queryFn: ({ signal }) => readWebhook(of, signal),
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
      ) : isRefused(found.error) && [401, 404].includes(found.error.status) ? (
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
  const turn = useWrite<boolean, Webhook>(
    (next, options) => switchWebhook(of, next, options),
    () => queries.invalidateQueries({ queryKey: ['webhooks', of.sellerId] }),
  );
  const tested = useWrite<undefined, Tested>((_, options) => testWebhook(of, options));
  return (
    <>
      <header className={styles.head}>
        <div className={styles.named}>
          <p className={styles.titled}>
            <Switched status={webhook.status} />
            <span className={styles.pale}>{text.account.seller(of.sellerId)}</span>
          </p>
          <h1 className={styles.url}>{webhook.url}</h1>
        </div>
        <div className={styles.buttons}>
          <Button onClick={() => setDialog('replay')}>{text.hooks.replay}</Button>
          <Button variant="default" loading={tested.isPending} onClick={() => tested.mutate(undefined)}>
            {text.hooks.test}
          </Button>
          <Button variant="default" onClick={() => setDialog('edit')}>
            {text.hooks.edit}
          </Button>
          <Button variant="default" loading={turn.isPending} onClick={() => turn.mutate(!on)}>
            {on ? text.hooks.deactivate : text.hooks.activate}
          </Button>
          <Button variant="default" onClick={() => setDialog('secret')}>
            {text.hooks.rotate}
          </Button>
          <Button variant="default" onClick={() => setDialog('delete')}>
            {text.hooks.remove}
          </Button>
        </div>
      </header>
      <Refused error={turn.error ?? tested.error} />
      <Why webhook={webhook} />
      <div role="status" aria-live="polite">
        {tested.data === undefined ? null : <TestResult tested={tested.data} />}
      </div>
      <Section title={text.hooks.health} hint={text.hooks.healthHint(webhook.health.recent.attempts)}>
        <div className={styles.inset}>
          <Numbers webhook={webhook} />
          <Terms webhook={webhook} />
        </div>
        <Picture of={of} />
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
  const { authenticationType, envelope, profile, signing, subscribedStatuses } = webhook;
  const words = [
    text.hooks.authentications[authenticationType],
    text.hooks.envelopes[envelope],
    text.hooks.profiles[profile],
    signing.on ? text.hooks.signed : text.hooks.unsigned,
    subscribedStatuses === null ? text.hooks.everyStatus : subscribedStatuses.join(', '),
  ];
  return <p className={styles.pale}>{words.join(' · ')}</p>;
}

function TestResult({ tested }: { tested: Tested }) {
  const text = useText();
  return (
    <Section title={text.hooks.testResult}>
      <div className={styles.inset}>
        <p className={styles.said}>
          <span className={styles.badge} data-tone={tested.ok ? 'good' : 'bad'}>
            {saidOf(text, tested)}
          </span>
          <span>{text.hooks.ms(tested.durationMs)}</span>
          <span className={styles.pale}>{tested.signed ? text.hooks.signed : text.hooks.unsigned}</span>
        </p>
        {tested.answer === '' ? (
          <p className={styles.pale}>{text.hooks.noAnswer}</p>
        ) : (
          <pre className={styles.answer}>{tested.answer}</pre>
        )}
      </div>
    </Section>
  );
}

type DialogProps = { of: Of; onClose(): void };

/** The new secret is shown here and nowhere again. */
function SecretDialog({ of, onClose }: DialogProps) {
  const text = useText();
  const queries = useQueryClient();
  const write = useWrite<undefined, { secret: string }>(
    (_, options) => rotateSecret(of, options),
    () => queries.invalidateQueries({ queryKey: ['webhooks', of.sellerId] }),
  );
  return (
    <Modal
      opened
      onClose={onClose}
      size={560}
      title={text.hooks.rotate}
      closeButtonProps={{ 'aria-label': text.common.close }}
      closeOnClickOutside={write.data === undefined}
    >
      <div className={styles.dialog}>
        {write.data === undefined ? (
          <p className={styles.sentence}>{text.hooks.rotateHint}</p>
        ) : (
          <>
            <p className={styles.sentence}>{text.hooks.secretOnce}</p>
            <div className={styles.secret}>
              <Code text={write.data.secret} label={text.hooks.secret} />
            </div>
          </>
        )}
        <Refused error={write.error} />
        <footer className={styles.foot}>
          <Button variant="default" onClick={onClose}>
            {write.data === undefined ? text.common.cancel : text.common.close}
          </Button>
          {write.data === undefined ? (
            <Button loading={write.isPending} onClick={() => write.mutate(undefined)}>
              {text.hooks.rotate}
            </Button>
          ) : null}
        </footer>
      </div>
    </Modal>
  );
}

function DeleteDialog({ of, onClose }: DialogProps) {
  const text = useText();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const write = useWrite<undefined, unknown>(
    (_, options) => deleteWebhook(of, options),
    async () => {
      await navigate({ to: '/webhooks', search: { sellerId: String(of.sellerId) } as never });
      await queries.invalidateQueries({ queryKey: ['webhooks', of.sellerId, 'list'] });
    },
  );
  return (
    <Modal
      opened
      onClose={onClose}
      size={460}
      title={text.hooks.remove}
      closeButtonProps={{ 'aria-label': text.common.close }}
    >
      <div className={styles.dialog}>
        <p className={styles.sentence}>{text.hooks.removeHint}</p>
        <Refused error={write.error} />
        <footer className={styles.foot}>
          <Button variant="default" onClick={onClose}>
            {text.common.cancel}
          </Button>
          <Button loading={write.isPending} onClick={() => write.mutate(undefined)}>
            {text.hooks.remove}
          </Button>
        </footer>
      </div>
    </Modal>
  );
}
