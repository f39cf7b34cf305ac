import { useFormat } from '../format.ts';
import { type Text, useText } from '../language/index.ts';
import { Badge } from '../parts/badge.tsx';
import { Icon } from '../parts/icon.tsx';
import type { Webhook } from './calls.ts';
import styles from './webhooks.module.css';

export function Switched({ status }: { status: Webhook['status'] }) {
  const text = useText();
  return <Badge tone={status === 'ACTIVE' ? 'good' : 'warn'}>{text.hooks.status[status]}</Badge>;
}

/** The receiver's status, or why there is none. */
export const saidOf = (text: Text, { status, errorClass }: { status: number | null; errorClass: string | null }) =>
  errorClass === null ? String(status ?? text.common.none) : (text.hooks.errors[errorClass] ?? errorClass);

/** Why a webhook sends nothing. */
export function Why({ webhook }: { webhook: Webhook }) {
  const text = useText();
  const format = useFormat();
  const { waiting, pausedUntilDate, status, health } = webhook;
  if (waiting === null && status === 'ACTIVE') return null;
  return (
    <div className={styles.why}>
      <Icon name="alert" />
      <p>
        {status === 'PASSIVE'
          ? passiveWhy(webhook, text, format)
          : waiting === 'retry-after'
            ? text.hooks.waitsUntil(format.exact(pausedUntilDate ?? 0))
            : text.hooks.unreadable}
        {health.held > 0 ? ` ${text.hooks.heldNow(health.held)}` : ''}
      </p>
    </div>
  );
}

/** koli's notice about the streak of failures. Without one, the webhook was switched off by hand. */
function passiveWhy({ notices, health }: Webhook, text: Text, format: ReturnType<typeof useFormat>): string {
  const { failingSinceDate } = health;
  const told = notices.find(
    (one) => one.kind === 'passive' && failingSinceDate !== null && one.failingSinceDate === failingSinceDate,
  );
  if (told === undefined) return text.hooks.passiveByHand;
  const since = format.exact(told.failingSinceDate ?? told.date);
  return text.hooks.passiveByKoli(format.exact(told.date), told.failures, since, saidOf(text, told));
}

export function Numbers({ webhook: { health } }: { webhook: Webhook }) {
  const text = useText();
  const format = useFormat();
  const { recent } = health;
  const ms = (value: number | null) => (value === null ? text.common.none : text.hooks.ms(value));
  const when = (at: number | null) => (at === null ? text.common.none : format.time(at));
  const numbers: [name: string, value: string, tone?: 'bad' | 'warn' | false][] = [
    [
      text.hooks.successRate,
      recent.successRate === null ? text.common.none : text.hooks.percent(recent.successRate),
      recent.successRate !== null && recent.successRate < 0.9 && 'bad',
    ],
    [text.hooks.p50, ms(recent.p50Ms)],
    [text.hooks.p95, ms(recent.p95Ms)],
    [text.hooks.owed, format.number(health.owed)],
    [text.hooks.held, format.number(health.held), health.held > 0 && 'warn'],
    [text.hooks.givenUp, format.number(health.givenUp), health.givenUp > 0 && 'bad'],
    [text.hooks.lastSuccess, when(health.lastSuccessDate)],
    [text.hooks.lastFailure, when(health.lastFailureDate)],
  ];
  return (
    <dl className={styles.numbers}>
      {numbers.map(([name, value, tone]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd data-tone={tone || undefined}>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
