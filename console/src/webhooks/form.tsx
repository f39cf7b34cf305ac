import { Button, Checkbox, NativeSelect, PasswordInput, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { type Status, statuses } from '../../../src/core/domain/package.ts';
import { useText } from '../language/index.ts';
import { Dialog } from '../parts/dialog.tsx';
import { useWork, WorkForm } from '../parts/work.tsx';
import { changeWebhook, createWebhook } from './actions.ts';
import type { NewWebhook, Webhook, WebhookChange } from './calls.ts';
import styles from './dialogs.module.css';

type Subscribed = NonNullable<NewWebhook['subscribedStatuses']>[number];

/** The spelling of statuses in subscriptions. */
const nameOf = (status: Status): Subscribed =>
  (status === 'AtCollectionPoint' ? 'AT_COLLECTION_POINT' : status.toUpperCase()) as Subscribed;

const choices: [Subscribed, Status | null][] = [
  ...statuses.map((status): [Subscribed, Status] => [nameOf(status), status]),
  ['UNSUPPLIED', null],
  ['VERIFIED', null],
];

type Fields = {
  url: string;
  authenticationType: NewWebhook['authenticationType'];
  username: string;
  password: string;
  apiKey: string;
  subscribed: Subscribed[];
  envelope: '' | 'flat' | 'page';
  profile: '' | 'trendyol' | 'standard';
};

const fieldsOf = (webhook: Webhook | null): Fields => ({
  url: webhook?.url ?? '',
  authenticationType: webhook?.authenticationType ?? 'API_KEY',
  username: webhook?.username ?? '',
  password: '',
  apiKey: '',
  subscribed: (webhook?.subscribedStatuses ?? []) as Subscribed[],
  envelope: webhook?.envelope ?? '',
  profile: webhook?.profile ?? '',
});

/** The fields of a webhook. An empty secret keeps the current one. */
function bodyOf({ subscribed, envelope, profile, ...fields }: Fields, before: Webhook | null): WebhookChange {
  const basic = fields.authenticationType === 'BASIC_AUTHENTICATION';
  const secret = basic ? fields.password : fields.apiKey;
  return {
    url: fields.url.trim(),
    authenticationType: fields.authenticationType,
    ...(basic ? { username: fields.username } : {}),
    ...(secret === '' ? {} : { [basic ? 'password' : 'apiKey']: secret }),
    subscribedStatuses: subscribed.length === 0 ? null : subscribed,
    // Untouched fields keep following the settings.
    ...(envelope === (before?.envelope ?? '') ? {} : { envelope: envelope || null }),
    ...(profile === (before?.profile ?? '') ? {} : { profile: profile || null }),
  };
}

type Props = { sellerId: number; webhook: Webhook | null; onClose(): void };

/** The form to create or edit a webhook. */
export function HookDialog({ sellerId, webhook, onClose }: Props) {
  const text = useText();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [fields, setFields] = useState(() => fieldsOf(webhook));
  const set = <N extends keyof Fields>(name: N, value: Fields[N]) => setFields({ ...fields, [name]: value });
  const work = useWork<Webhook>(async ({ id }) => {
    await queries.invalidateQueries({ queryKey: ['webhooks', sellerId] });
    onClose();
    if (webhook !== null) return;
    const params = { sellerId: String(sellerId), webhookId: id } as never;
    await navigate({ to: '/sellers/$sellerId/webhooks/$webhookId', params });
  });
  const body = bodyOf(fields, webhook);
  const action = () =>
    webhook === null
      ? createWebhook(sellerId, body as NewWebhook)
      : changeWebhook({ sellerId, webhookId: webhook.id }, body);
  const title = webhook === null ? text.hooks.create : text.hooks.edit;
  return (
    <Dialog onClose={onClose} size={620} title={title}>
      <WorkForm
        work={work}
        of={body}
        action={action}
        submit={webhook === null ? text.hooks.create : text.hooks.save}
        beside={
          <Button variant="default" onClick={onClose}>
            {text.common.cancel}
          </Button>
        }
      >
        <TextInput
          label={text.hooks.url}
          placeholder="https://"
          required
          withAsterisk={false}
          maxLength={2_048}
          data-autofocus
          value={fields.url}
          onChange={(event) => set('url', event.currentTarget.value)}
        />
        <Authentication fields={fields} kept={webhook?.authenticationType === fields.authenticationType} set={set} />
        <Subscription chosen={fields.subscribed} onChange={(subscribed) => set('subscribed', subscribed)} />
        <div className={styles.pair}>
          <NativeSelect
            label={text.hooks.envelope}
            value={fields.envelope}
            onChange={(event) => set('envelope', event.currentTarget.value as Fields['envelope'])}
            data={[
              { value: '', label: text.hooks.asSettings },
              ...Object.entries(text.hooks.envelopes).map(([value, label]) => ({ value, label })),
            ]}
          />
          <NativeSelect
            label={text.hooks.profile}
            value={fields.profile}
            onChange={(event) => set('profile', event.currentTarget.value as Fields['profile'])}
            data={[
              { value: '', label: text.hooks.asSettings },
              ...Object.entries(text.hooks.profiles).map(([value, label]) => ({ value, label })),
            ]}
          />
        </div>
      </WorkForm>
    </Dialog>
  );
}

type Setter = <N extends keyof Fields>(name: N, value: Fields[N]) => void;

/** The credentials that koli sends. */
function Authentication({ fields, kept, set }: { fields: Fields; kept: boolean; set: Setter }) {
  const text = useText();
  const secret = (name: 'password' | 'apiKey', label: string) => (
    <PasswordInput
      label={label}
      description={kept ? text.hooks.secretStays : undefined}
      descriptionProps={{ c: 'var(--muted)' }}
      required={!kept}
      withAsterisk={false}
      autoComplete="off"
      value={fields[name]}
      onChange={(event) => set(name, event.currentTarget.value)}
    />
  );
  return (
    <>
      <NativeSelect
        label={text.hooks.authentication}
        value={fields.authenticationType}
        onChange={(event) => set('authenticationType', event.currentTarget.value as Fields['authenticationType'])}
        data={Object.entries(text.hooks.authentications).map(([value, label]) => ({ value, label }))}
      />
      {fields.authenticationType === 'API_KEY' ? (
        secret('apiKey', text.hooks.apiKey)
      ) : (
        <div className={styles.pair}>
          <TextInput
            label={text.hooks.username}
            required
            withAsterisk={false}
            autoComplete="off"
            value={fields.username}
            onChange={(event) => set('username', event.currentTarget.value)}
          />
          {secret('password', text.hooks.password)}
        </div>
      )}
    </>
  );
}

function Subscription({ chosen, onChange }: { chosen: Subscribed[]; onChange(next: Subscribed[]): void }) {
  const text = useText();
  return (
    <Checkbox.Group
      label={text.hooks.statuses}
      description={text.hooks.statusesHint}
      descriptionProps={{ c: 'var(--muted)' }}
      value={chosen}
      onChange={(next) => onChange(next as Subscribed[])}
    >
      <div className={styles.checks}>
        {choices.map(([name, status]) => (
          <Checkbox key={name} value={name} label={status === null ? name : text.status[status]} />
        ))}
      </div>
    </Checkbox.Group>
  );
}
