import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { type Tier, tiers } from '../../../src/core/domain/seller.ts';
import { useText } from '../language/index.ts';
import { Dialog } from '../parts/dialog.tsx';
import { useWork, WorkForm } from '../parts/work.tsx';
import { type NewSeller as Body, type MadeKey, makeSeller, type Seed } from './actions.ts';
import { useChanged } from './data.ts';
import { WholeNumber, wholeOf } from './parts.tsx';
import styles from './sandbox.module.css';

type Fields = {
  name: string;
  sellerId: string;
  seed: string;
  to: Seed;
  tier: Tier;
  envelope: '' | 'flat' | 'page';
  v1: '' | 'on' | 'off' | 'brownout';
  limits: boolean;
  legacy: boolean;
  live: boolean;
  sparse: boolean;
  webhook: string;
};

const unfilled: Fields = {
  name: '',
  sellerId: '',
  seed: '',
  to: 'empty',
  tier: 'unlimited',
  envelope: '',
  v1: '',
  limits: false,
  legacy: false,
  live: false,
  sparse: false,
  webhook: '',
};

const most = Number.MAX_SAFE_INTEGER;

/** Untouched fields are left to koli. */
function bodyOf(fields: Fields): Body | null {
  const { name, sellerId, seed, to, tier, envelope, v1, limits, legacy, live, sparse, webhook } = fields;
  const settings = {
    ...(tier === unfilled.tier ? {} : { tier }),
    ...(envelope === '' ? {} : { webhookEnvelope: envelope }),
    ...(v1 === '' ? {} : { v1 }),
    ...(limits ? { rateLimits: true } : {}),
    ...(legacy ? { legacyFields: true } : {}),
    ...(live ? { liveNames: true } : {}),
    ...(sparse ? { sparseBodies: true } : {}),
  };
  if (sellerId !== '' && wholeOf(sellerId, 1, most) === null) return null;
  if (seed !== '' && wholeOf(seed, 0, most) === null) return null;
  return {
    ...(name.trim() === '' ? {} : { name: name.trim() }),
    ...(sellerId === '' ? {} : { sellerId: Number(sellerId) }),
    ...(seed === '' ? {} : { seed: Number(seed) }),
    ...(to === 'empty' ? {} : { to }),
    ...(Object.keys(settings).length === 0 ? {} : { settings }),
    ...(webhook.trim() === '' ? {} : { webhook: { url: webhook.trim() } }),
  };
}

type Props = { onClose(): void; onMade(made: MadeKey): void };

export function NewSeller({ onClose, onMade }: Props) {
  const text = useText();
  const words = text.sandbox.sellers;
  const changed = useChanged();
  const [fields, setFields] = useState(unfilled);
  const set = <N extends keyof Fields>(name: N, value: Fields[N]) => setFields({ ...fields, [name]: value });
  const work = useWork<MadeKey>(async (made) => {
    await changed('sellers');
    onMade(made);
  });
  const body = bodyOf(fields);
  const check = (name: 'limits' | 'legacy' | 'live' | 'sparse') => (
    <Checkbox
      label={words.switches[name]}
      checked={fields[name]}
      onChange={(event) => set(name, event.currentTarget.checked)}
    />
  );
  const asUsual = { value: '', label: text.hooks.asSettings };
  return (
    <Dialog onClose={onClose} size={620} title={words.make}>
      <WorkForm
        work={work}
        of={body}
        action={() => makeSeller(body!)}
        submit={words.make}
        beside={
          <Button variant="default" onClick={onClose}>
            {text.common.cancel}
          </Button>
        }
      >
        <p className="pale">{words.makeHint}</p>
        <div className={styles.fields}>
          <TextInput
            label={words.name}
            placeholder={text.act.optional}
            maxLength={200}
            autoComplete="off"
            data-autofocus
            value={fields.name}
            onChange={(event) => set('name', event.currentTarget.value)}
          />
          <WholeNumber
            label={text.sandbox.seller}
            empty={words.nextId}
            from={1}
            to={most}
            value={fields.sellerId}
            onChange={(value) => set('sellerId', value)}
          />
          <WholeNumber
            label={text.sandbox.orders.seed}
            empty={text.act.optional}
            from={0}
            to={most}
            value={fields.seed}
            onChange={(value) => set('seed', value)}
          />
          <NativeSelect
            label={words.to}
            data={Object.entries(text.sandbox.state.seeds).map(([value, label]) => ({ value, label }))}
            value={fields.to}
            onChange={(event) => set('to', event.currentTarget.value as Seed)}
          />
          <NativeSelect
            label={words.tier}
            data={tiers.map((tier) => ({ value: tier, label: words.tiers(tier) }))}
            value={fields.tier}
            onChange={(event) => set('tier', event.currentTarget.value as Tier)}
          />
          <NativeSelect
            label={words.v1}
            data={[asUsual, ...Object.entries(words.v1s).map(([value, label]) => ({ value, label }))]}
            value={fields.v1}
            onChange={(event) => set('v1', event.currentTarget.value as Fields['v1'])}
          />
        </div>
        <div className={styles.fields}>
          {check('limits')}
          {check('legacy')}
          {check('live')}
          {check('sparse')}
        </div>
        <div className={styles.fields}>
          <TextInput
            className={styles.kind}
            label={words.webhook}
            placeholder={text.act.optional}
            maxLength={2_048}
            autoComplete="off"
            value={fields.webhook}
            onChange={(event) => set('webhook', event.currentTarget.value)}
          />
          {fields.webhook.trim() === '' ? null : (
            <NativeSelect
              label={text.hooks.envelope}
              data={[asUsual, ...Object.entries(text.hooks.envelopes).map(([value, label]) => ({ value, label }))]}
              value={fields.envelope}
              onChange={(event) => set('envelope', event.currentTarget.value as Fields['envelope'])}
            />
          )}
        </div>
      </WorkForm>
    </Dialog>
  );
}
