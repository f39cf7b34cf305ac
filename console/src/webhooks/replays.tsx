import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useFormat } from '../format.ts';
import { type Text, useText } from '../language/index.ts';
import { Badge } from '../parts/badge.tsx';
import { Section } from '../parts/section.tsx';
import { Problem, useWork, WorkButtons } from '../parts/work.tsx';
import { stopReplay } from './actions.ts';
import { listReplays, type Of, type Replay } from './calls.ts';
import styles from './replays.module.css';
import words from './words.module.css';

const shown_most = 5;

/** The latest replays of this webhook. */
export function Replays({ of }: { of: Of }) {
  const text = useText();
  const queries = useQueryClient();
  const found = useQuery({
    queryKey: ['webhooks', of.sellerId, of.webhookId, 'replays'],
    queryFn: ({ signal }) => listReplays(of.sellerId, signal),
    staleTime: 0,
    refetchInterval: ({ state }) => (state.data?.content.some((one) => one.state === 'running') ? 1_000 : false),
  });
  const stop = useWork<Replay>(() => queries.invalidateQueries({ queryKey: ['webhooks', of.sellerId] }));
  const own = (found.data?.content ?? []).filter((one) => one.webhooks.some((part) => part.webhookId === of.webhookId));
  if (own.length === 0) return null;
  return (
    <Section title={text.hooks.replays}>
      <ul className={styles.replays} aria-label={text.hooks.replays}>
        {own.slice(0, shown_most).map((one) => (
          <li key={one.id}>
            <Progress replay={one} />
            {one.state === 'running' ? (
              <WorkButtons
                work={stop}
                deeds={[
                  {
                    key: one.id,
                    label: text.hooks.stop,
                    size: 'compact-xs',
                    action: () => stopReplay(of.sellerId, one.id),
                  },
                ]}
                of={text.hooks.stop}
              />
            ) : null}
          </li>
        ))}
      </ul>
      <Problem work={stop} />
    </Section>
  );
}

export function Progress({ replay }: { replay: Replay }) {
  const text = useText();
  const format = useFormat();
  const { state, total, replayed, createdDate, webhooks } = replay;
  const stopped = webhooks.find((part) => part.reason !== null)?.reason;
  return (
    <div className={styles.progress}>
      <p className={words.said}>
        <Badge tone={state === 'done' ? 'good' : state === 'stopped' ? 'warn' : undefined}>
          {text.hooks.replayStates[state]}
        </Badge>
        <span>{text.hooks.replayedOf(replayed, total)}</span>
        {stopped === undefined ? null : <span>{text.hooks.stopReasons[stopped ?? 'asked']}</span>}
        <span className={words.pale}>
          {scopeOf(replay, text, format.time)} · {format.exact(createdDate)}
        </span>
      </p>
      <progress
        value={total === 0 ? 1 : replayed}
        max={Math.max(1, total)}
        aria-label={text.hooks.replayedOf(replayed, total)}
      />
    </div>
  );
}

/** The scope of a replay in words. */
function scopeOf({ eventId, packageId, states, startDate }: Replay, text: Text, time: (at: number) => string): string {
  if (eventId !== null) return eventId;
  if (packageId !== null) return text.detail.title(packageId);
  const since = time(startDate ?? 0);
  return states.includes('delivered') ? text.hooks.rangeFrom(since) : text.hooks.missedSince(since);
}
