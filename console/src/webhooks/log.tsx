import { Button, NativeSelect } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useId, useState } from 'react';
import type { Status } from '../../../src/core/domain/package.ts';
import { useFormat } from '../format.ts';
import { useText } from '../language/index.ts';
import { PackageLink } from '../package/facts.tsx';
import { whole } from '../packages/filter.ts';
import { Badge } from '../parts/badge.tsx';
import { DeliveryBadge } from '../parts/delivery.tsx';
import { Icon } from '../parts/icon.tsx';
import { Section } from '../parts/section.tsx';
import { Empty, Failed, Loading } from '../parts/state.tsx';
import { StatusBadge } from '../parts/status.tsx';
import { TypedField } from '../parts/typed-field.tsx';
import {
  type Attempt,
  type DeliveryPage,
  type DeliveryRow,
  type DeliveryState,
  listDeliveries,
  type Of,
  readDelivery,
  type Webhook,
} from './calls.ts';
import { saidOf } from './health.tsx';
import styles from './log.module.css';
import { ReplayDialog } from './replay.tsx';
import around from './webhooks.module.css';
import words from './words.module.css';

const page_size = 50;
const look_ms = 2_000;
const states = ['owed', 'delivered', 'given-up', 'held', 'dropped'] as const satisfies DeliveryState[];

const hasOwed = (page: DeliveryPage | undefined): boolean =>
  page?.content.some(({ state }) => state === 'owed') === true;

type Search = { state?: string; packageId?: string; event?: string };

/** The deliveries of a webhook, newest first. Filters and the open delivery are in the address. */
export function Deliveries({ of, webhook }: { of: Of; webhook: Webhook }) {
  const text = useText();
  const search = useSearch({ strict: false }) as Search;
  const navigate = useNavigate();
  const change = (part: Search) => {
    const given = Object.entries({ ...search, ...part }).filter(([, value]) => value !== '');
    void navigate({ search: Object.fromEntries(given) as never, to: '.', replace: true, resetScroll: false });
  };
  const state = states.find((one) => one === search.state);
  const packageId = whole(search.packageId ?? '');
  const filter = { state: state === undefined ? undefined : [state], packageId };
  const list = useInfiniteQuery({
    queryKey: ['webhooks', of.sellerId, of.webhookId, 'deliveries', filter],
    queryFn: ({ pageParam, signal }) => listDeliveries(of, filter, { size: page_size, cursor: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: DeliveryPage) => page.nextCursor ?? undefined,
    staleTime: 0,
    // koli does not report attempts, so the first page is polled while something in it is owed.
    refetchInterval: ({ state }) => (state.data?.pages.length === 1 && hasOwed(state.data.pages[0]) ? look_ms : false),
  });
  const rows = list.data?.pages.flatMap((page) => page.content) ?? [];
  const filtered = state !== undefined || packageId !== undefined;
  return (
    <Section title={text.hooks.log} hint={text.hooks.logHint}>
      <search className={around.filters} aria-label={text.list.filters}>
        <NativeSelect
          label={text.hooks.state}
          value={state ?? ''}
          onChange={(event) => change({ state: event.currentTarget.value })}
          data={[
            { value: '', label: text.hooks.everyState },
            ...states.map((value) => ({ value, label: text.detail.delivery[value] ?? value })),
          ]}
        />
        <TypedField
          label={text.list.packageId}
          inputMode="numeric"
          value={search.packageId ?? ''}
          problemOf={(typed) => (typed !== '' && whole(typed) === undefined ? text.list.number : undefined)}
          onChange={(typed) => change({ packageId: typed })}
        />
      </search>
      {list.isPending ? (
        <Loading rows={5} />
      ) : list.isError && rows.length === 0 ? (
        <Failed error={list.error} retry={() => list.refetch()} />
      ) : rows.length === 0 ? (
        <Empty
          title={filtered ? text.hooks.noMatch : text.hooks.noDeliveries}
          hint={filtered ? text.list.emptyHint : text.hooks.noDeliveriesHint}
        />
      ) : (
        <ul className={styles.rows} aria-label={text.hooks.log}>
          {rows.map((row) => (
            <Delivery
              key={row.eventId}
              of={of}
              webhook={webhook}
              row={row}
              open={search.event === row.eventId}
              onOpen={(open) => change({ event: open ? row.eventId : '' })}
            />
          ))}
        </ul>
      )}
      {list.hasNextPage ? (
        <div className={styles.more}>
          <Button variant="default" loading={list.isFetchingNextPage} onClick={() => list.fetchNextPage()}>
            {text.hooks.more}
          </Button>
        </div>
      ) : null}
    </Section>
  );
}

type DeliveryProps = { of: Of; webhook: Webhook; row: DeliveryRow; open: boolean; onOpen(open: boolean): void };

function Delivery({ of, webhook, row, open, onOpen }: DeliveryProps) {
  const text = useText();
  const format = useFormat();
  const id = useId();
  const { eventId, state, status, attempts, shipmentPackageId, nextAttemptDate, settledDate, createdDate } = row;
  return (
    <li data-event={eventId}>
      <div className={styles.row}>
        <button
          type="button"
          className={styles.opener}
          aria-expanded={open}
          aria-controls={id}
          aria-label={text.hooks.attemptsOf(shipmentPackageId, text.status[status as Status] ?? status)}
          onClick={() => onOpen(!open)}
        >
          <Icon name="chevron" size={12} />
        </button>
        <DeliveryBadge state={state} />
        <span className={styles.tells}>
          <StatusBadge status={status as Status} />
        </span>
        <PackageLink sellerId={of.sellerId} id={shipmentPackageId} />
        <span className={`${words.pale} ${styles.tries}`}>{text.detail.attempts(attempts)}</span>
        <time className={styles.when} title={format.exact(settledDate ?? createdDate)}>
          {nextAttemptDate === null
            ? format.time(settledDate ?? createdDate)
            : text.detail.due(format.time(nextAttemptDate))}
        </time>
      </div>
      <div id={id}>{open ? <Details of={of} webhook={webhook} row={row} /> : null}</div>
    </li>
  );
}

function Details({ of, webhook, row }: { of: Of; webhook: Webhook; row: DeliveryRow }) {
  const text = useText();
  const format = useFormat();
  const [replaying, setReplaying] = useState(false);
  const { eventId, state, attempts, settledDate, replay } = row;
  const found = useQuery({
    queryKey: ['webhooks', of.sellerId, of.webhookId, 'delivery', eventId, attempts, state, settledDate],
    queryFn: ({ signal }) => readDelivery(of, eventId, signal),
    placeholderData: (before) => before,
    staleTime: 0,
  });
  return (
    <div className={styles.details}>
      <div className={styles.detailsHead}>
        <code>{eventId}</code>
        <span className={words.pale}>{text.hooks.happened(format.exact(row.eventDate))}</span>
        {replay === null ? null : (
          <span className={words.pale}>
            {text.hooks.replayedFrom(text.detail.delivery[replay.from] ?? replay.from)}
          </span>
        )}
        {state === 'owed' || state === 'dropped' ? null : (
          <Button variant="default" size="compact-xs" onClick={() => setReplaying(true)}>
            {text.hooks.replayThis}
          </Button>
        )}
      </div>
      {found.data ? (
        <Attempts log={found.data.log} />
      ) : found.isError ? (
        <Failed error={found.error} retry={() => found.refetch()} />
      ) : (
        <Loading rows={2} />
      )}
      {replaying ? (
        <ReplayDialog of={of} webhook={webhook} eventId={eventId} onClose={() => setReplaying(false)} />
      ) : null}
    </div>
  );
}

function Attempts({ log }: { log: Attempt[] }) {
  const text = useText();
  const format = useFormat();
  if (log.length === 0) return <p className={words.pale}>{text.hooks.noAttempts}</p>;
  return (
    <ol className={styles.attempts} aria-label={text.hooks.attempts}>
      {log.map((one) => (
        <li key={`${one.number} ${one.date}`}>
          <p className={words.said}>
            <span className={words.pale}>{text.hooks.attempt(one.number)}</span>
            <Badge tone={one.ok ? 'good' : 'bad'}>{saidOf(text, one)}</Badge>
            <span>{text.hooks.ms(one.durationMs)}</span>
            <time className={words.pale}>{format.exact(one.date)}</time>
          </p>
          <p className={styles.to}>{one.url}</p>
          {one.answer === '' ? null : <pre className={words.answer}>{one.answer}</pre>}
        </li>
      ))}
    </ol>
  );
}
