import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useFormat } from '../format.ts';
import { type Text, useText } from '../language/index.ts';
import { listAttempts, type Of, type RecentAttempt, type Webhook } from './calls.ts';
import { saidOf } from './health.tsx';
import styles from './latency.module.css';

const busy_look_ms = 2_000;
const calm_look_ms = 10_000;
/** Minimum number of bar places, so that a few attempts do not look like a wall. */
const slots_least = 40;
const slot = 10;
const height = 100;
/** From a millisecond to more than the time limit. */
const decades_ms = [1, 10, 100, 1_000, 10_000, 100_000];

/** A logarithmic scale. */
type Scale = { lowest_ms: number; highest_ms: number; ticks: number[] };

function scaleOf(durations: number[]): Scale {
  const least = Math.max(1, Math.min(...durations));
  const most = Math.max(10, ...durations);
  const lowest_ms = decades_ms.findLast((ms) => ms <= least) ?? 1;
  const highest_ms = decades_ms.find((ms) => ms >= most && ms > lowest_ms) ?? decades_ms.at(-1)!;
  const ticks = decades_ms.filter((ms) => ms >= lowest_ms && ms <= highest_ms);
  return { lowest_ms, highest_ms, ticks };
}

/** Height of a bar. Instant answers are visible too. */
function shareOf({ lowest_ms, highest_ms }: Scale, ms: number): number {
  const share = Math.log10(Math.max(ms, 1) / lowest_ms) / Math.log10(highest_ms / lowest_ms);
  return Math.min(1, Math.max(0, share));
}

const short = (text: Text, ms: number): string => (ms >= 1_000 ? text.hooks.seconds(ms / 1_000) : text.hooks.ms(ms));

/** Duration and result of the latest attempts, oldest first. A click opens the delivery in the log. */
export function Latency({ of, webhook }: { of: Of; webhook: Webhook }) {
  const text = useText();
  const format = useFormat();
  const found = useQuery({
    queryKey: ['webhooks', of.sellerId, of.webhookId, 'attempts'],
    queryFn: ({ signal }) => listAttempts(of, signal),
    staleTime: 0,
    refetchInterval: webhook.health.owed > 0 ? busy_look_ms : calm_look_ms,
  });
  const attempts = (found.data?.content ?? []).toReversed();
  if (attempts.length === 0) return null;
  const { p50Ms, p95Ms } = webhook.health.recent;
  const lines: [name: string, ms: number][] = [
    ...(p50Ms === null ? [] : [['p50', p50Ms] as [string, number]]),
    ...(p95Ms === null ? [] : [['p95', p95Ms] as [string, number]]),
  ];
  const scale = scaleOf([...attempts.map(({ durationMs }) => durationMs), ...lines.map(([, ms]) => ms)]);
  const succeeded = attempts.filter(({ ok }) => ok).length;
  const summary = text.hooks.latencySays(succeeded, attempts.length);
  const ends = [attempts[0]!, attempts.at(-1)!];
  return (
    <figure className={styles.latency} aria-label={text.hooks.latency}>
      <figcaption className={styles.caption}>
        <span>{text.hooks.latency}</span>
        <span className={styles.key} data-ok="true">
          {text.hooks.outcomes.succeeded}
        </span>
        <span className={styles.key} data-ok="false">
          {text.hooks.outcomes.failed}
        </span>
      </figcaption>
      <div className={styles.plot}>
        {scale.ticks.map((ms) => (
          <span key={ms} className={styles.tick} style={{ bottom: `${100 * shareOf(scale, ms)}%` }}>
            {short(text, ms)}
          </span>
        ))}
        <Bars of={of} attempts={attempts} scale={scale} summary={summary} />
        {lines.map(([name, ms]) => (
          <span
            key={name}
            className={styles.mark}
            data-line={name}
            style={{ bottom: `${100 * shareOf(scale, ms)}%` }}
            title={`${name}: ${text.hooks.ms(ms)}`}
          >
            <span>{name}</span>
          </span>
        ))}
      </div>
      <div className={styles.under}>
        <p className={styles.axis} style={{ width: `${(100 * attempts.length) / slotsFor(attempts)}%` }}>
          {ends.map(({ date }, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the two ends
            <span key={at}>{format.time(date)}</span>
          ))}
        </p>
      </div>
    </figure>
  );
}

const slotsFor = (attempts: RecentAttempt[]): number => Math.max(slots_least, attempts.length);

type BarsProps = { of: Of; attempts: RecentAttempt[]; scale: Scale; summary: string };

function Bars({ of, attempts, scale, summary }: BarsProps) {
  const text = useText();
  const format = useFormat();
  const navigate = useNavigate();
  const slots = slotsFor(attempts);
  const show = ({ eventId, shipmentPackageId }: RecentAttempt) =>
    navigate({
      to: '/sellers/$sellerId/webhooks/$webhookId',
      params: { sellerId: String(of.sellerId), webhookId: of.webhookId } as never,
      search: { packageId: String(shipmentPackageId), event: eventId } as never,
      replace: true,
      resetScroll: false,
    });
  return (
    <svg
      viewBox={`0 0 ${slots * slot} ${height}`}
      preserveAspectRatio="none"
      className={styles.bars}
      role="img"
      aria-label={summary}
    >
      {scale.ticks.map((ms) => {
        const y = height * (1 - shareOf(scale, ms));
        return <line key={ms} className={styles.grid} x1={0} x2={slots * slot} y1={y} y2={y} />;
      })}
      {attempts.map((one, at) => {
        const tall = Math.max(3, height * shareOf(scale, one.durationMs));
        const x = at * slot;
        const said = [format.exact(one.date), saidOf(text, one), text.hooks.ms(one.durationMs)].join(' · ');
        return (
          // biome-ignore lint/a11y/noStaticElementInteractions: the log below opens the same by keyboard
          <g key={`${one.eventId} ${one.number} ${one.date}`} data-ok={one.ok} onClick={() => show(one)}>
            <title>{said}</title>
            <rect className={styles.target} x={x} y={0} width={slot} height={height} />
            <rect className={styles.bar} x={x + 1.5} y={height - tall} width={slot - 3} height={tall} />
          </g>
        );
      })}
    </svg>
  );
}
