import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useText } from '../language/index.ts';
import { minute_ms, moment, whole } from '../packages/filter.ts';
import { Dialog } from '../parts/dialog.tsx';
import { Loading } from '../parts/state.tsx';
import { useWork, WorkForm } from '../parts/work.tsx';
import { startReplay } from './actions.ts';
import { countReplay, type Of, type Replay, type ReplayWish, readReplay, type Webhook } from './calls.ts';
import styles from './dialogs.module.css';
import { Refused } from './refused.tsx';
import { Progress } from './replays.tsx';

const ways = ['missed', 'range', 'package'] as const;
type Fields = { way: (typeof ways)[number]; since: string; from: string; to: string; packageId: string };

/** A time for a date field: whole minutes in the reader's zone. */
function localMinute(at: number): string {
  const shifted = at - new Date(at).getTimezoneOffset() * minute_ms;
  return new Date(shifted).toISOString().slice(0, 16);
}

/** The scope, or null while it is incomplete. */
function wishOf({ way, since, from, to, packageId }: Fields, webhookId: string): ReplayWish | null {
  if (way === 'package') {
    const id = whole(packageId);
    return id === undefined ? null : { webhookId, packageId: id };
  }
  const start = moment(way === 'missed' ? since : from);
  if (start === undefined) return null;
  if (way === 'missed') return { webhookId, notDeliveredSince: start };
  const end = moment(to);
  return { webhookId, startDate: start, ...(end === undefined ? {} : { endDate: end + minute_ms - 1 }) };
}

type Props = { of: Of; webhook: Webhook; eventId?: string; onClose(): void };

/** A replay: its scope, the number of deliveries, and its progress. */
export function ReplayDialog({ of, webhook, eventId, onClose }: Props) {
  const text = useText();
  const queries = useQueryClient();
  const since = localMinute(webhook.createdDate);
  const [fields, setFields] = useState<Fields>({ way: 'missed', since, from: since, to: '', packageId: '' });
  const wish = eventId === undefined ? wishOf(fields, of.webhookId) : { webhookId: of.webhookId, eventId };
  const counted = useQuery({
    queryKey: ['replay-count', of.sellerId, wish],
    queryFn: ({ signal }) => countReplay(of.sellerId, wish!, signal),
    enabled: wish !== null,
    staleTime: 0,
    gcTime: 0,
  });
  const begun = useWork<Replay>(() => queries.invalidateQueries({ queryKey: ['webhooks', of.sellerId] }));
  const back = (
    <Button variant="default" onClick={onClose}>
      {begun.data === undefined ? text.common.cancel : text.common.close}
    </Button>
  );
  return (
    <Dialog onClose={onClose} size={560} title={eventId === undefined ? text.hooks.replay : text.hooks.replayThis}>
      {begun.data === undefined ? (
        <WorkForm
          work={begun}
          of={wish}
          action={() => startReplay(of.sellerId, wish!)}
          submit={text.hooks.sendAgain}
          disabled={!counted.isSuccess || counted.data === 0}
          beside={back}
        >
          {eventId === undefined ? <Ways fields={fields} onChange={setFields} /> : <code>{eventId}</code>}
          <div role="status" aria-live="polite" className={styles.count}>
            {wish === null
              ? text.hooks.sayWhich
              : counted.isSuccess
                ? text.hooks.wouldReplay(counted.data)
                : counted.isPending
                  ? text.hooks.counting
                  : null}
          </div>
          <Refused error={counted.error} />
        </WorkForm>
      ) : (
        <div className="stack">
          <Begun sellerId={of.sellerId} replay={begun.data} />
          <footer className="feet">{back}</footer>
        </div>
      )}
    </Dialog>
  );
}

function Ways({ fields, onChange }: { fields: Fields; onChange(next: Fields): void }) {
  const text = useText();
  const field = (name: 'since' | 'from' | 'to' | 'packageId', label: string) => (
    <TextInput
      label={label}
      type={name === 'packageId' ? 'text' : 'datetime-local'}
      inputMode={name === 'packageId' ? 'numeric' : undefined}
      error={
        name === 'packageId' && fields.packageId !== '' && whole(fields.packageId) === undefined
          ? text.list.number
          : undefined
      }
      value={fields[name]}
      onChange={(event) => onChange({ ...fields, [name]: event.currentTarget.value.trim() })}
    />
  );
  return (
    <>
      <NativeSelect
        label={text.hooks.which}
        value={fields.way}
        onChange={(event) => onChange({ ...fields, way: event.currentTarget.value as Fields['way'] })}
        data={ways.map((value) => ({ value, label: text.hooks.ways[value] }))}
      />
      {fields.way === 'missed' ? field('since', text.hooks.since) : null}
      {fields.way === 'package' ? field('packageId', text.list.packageId) : null}
      {fields.way === 'range' ? (
        <div className={styles.pair}>
          {field('from', text.hooks.from)}
          {field('to', `${text.hooks.to} (${text.act.optional})`)}
        </div>
      ) : null}
    </>
  );
}

function Begun({ sellerId, replay }: { sellerId: number; replay: Replay }) {
  const found = useQuery({
    queryKey: ['webhooks', sellerId, 'replay', replay.id],
    queryFn: ({ signal }) => readReplay(sellerId, replay.id, signal),
    initialData: replay,
    staleTime: 0,
    refetchInterval: ({ state }) => (state.data?.state === 'running' ? 1_000 : false),
  });
  return found.data === undefined ? <Loading rows={1} /> : <Progress replay={found.data} />;
}
