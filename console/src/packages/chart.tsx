import { SegmentedControl, Skeleton } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type Status, statuses } from '../../../src/core/domain/package.ts';
import { type Counts, countPackages } from '../api.ts';
import { useFormat } from '../format.ts';
import { useText } from '../language/index.ts';
import { useChanges } from '../live.ts';
import { Dot } from '../parts/status.tsx';
import styles from './chart.module.css';
import { useThrottled } from './data.ts';

const hour_ms = 3_600_000;
/** `again_ms`: pause between counts while packages change. A month with a million packages takes half a second. */
const ranges = {
  day: { step: hour_ms, steps: 24, again_ms: 5_000 },
  week: { step: 6 * hour_ms, steps: 28, again_ms: 20_000 },
  month: { step: 24 * hour_ms, steps: 30, again_ms: 60_000 },
};
type Range = keyof typeof ranges;

type Props = { sellerId?: number; chosen: Status[]; onChoose(statuses: Status[]): void };

/** Packages by status and by the time of their last change. Each status filters the list. */
export function CountsChart({ sellerId, chosen, onChoose }: Props) {
  const text = useText();
  const format = useFormat();
  const queries = useQueryClient();
  const [range, setRange] = useState<Range>('day');
  const { step, steps, again_ms } = ranges[range];
  const key = ['counts', sellerId, range];
  const counts = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => countPackages(sellerId, step, steps, signal),
    placeholderData: (before) => before,
  });
  const countAgain = useThrottled(() => queries.invalidateQueries({ queryKey: ['counts'] }), again_ms);
  useChanges(countAgain);
  const toggle = (status: Status) =>
    onChoose(chosen.includes(status) ? chosen.filter((one) => one !== status) : [...chosen, status]);
  return (
    <section className={styles.chart} aria-label={text.chart.label}>
      <div className={styles.legend}>
        <fieldset className={styles.statuses} aria-label={text.list.statuses}>
          {statuses.map((status) => (
            <button
              key={status}
              type="button"
              className={styles.status}
              aria-pressed={chosen.includes(status)}
              onClick={() => toggle(status)}
            >
              <Dot status={status} />
              {text.status[status]}
              <span className={styles.count}>
                {counts.data ? format.number(counts.data.byStatus[status] ?? 0) : ' '}
              </span>
            </button>
          ))}
        </fieldset>
        <SegmentedControl
          aria-label={text.chart.range}
          value={range}
          onChange={(value) => setRange(value as Range)}
          data={[
            { value: 'day', label: text.chart.day },
            { value: 'week', label: text.chart.week },
            { value: 'month', label: text.chart.month },
          ]}
        />
      </div>
      {counts.data ? <Bars counts={counts.data} chosen={chosen} range={range} /> : <Skeleton height={72} radius={4} />}
    </section>
  );
}

const height = 56;

function Bars({ counts, chosen, range }: { counts: Counts; chosen: Status[]; range: Range }) {
  const text = useText();
  const format = useFormat();
  const shown: readonly Status[] =
    chosen.length === 0 ? statuses : statuses.filter((status) => chosen.includes(status));
  const sums = counts.steps.map(({ byStatus }) => shown.reduce((sum, status) => sum + (byStatus[status] ?? 0), 0));
  const top = Math.max(1, ...sums);
  const total = sums.reduce((sum, one) => sum + one, 0);
  const moment = (at: number) => (range === 'month' ? format.day(at) : format.time(at));
  const axis = (at: number) => (range === 'day' ? format.hour(at) : format.day(at));
  const labels = [0, Math.floor(counts.steps.length / 2), counts.steps.length - 1];
  const summary = total === 0 ? text.chart.none : `${text.chart.changed(total)} · ${text.chart.opened(counts.opened)}`;
  return (
    <figure className={styles.figure}>
      <svg
        viewBox={`0 0 ${counts.steps.length * 10} ${height}`}
        preserveAspectRatio="none"
        className={styles.bars}
        role="img"
        aria-label={`${text.chart.label}: ${summary}`}
      >
        {counts.steps.map(({ at, byStatus, opened }, index) => (
          <g key={at}>
            <title>{`${moment(at)} · ${text.chart.changed(sums[index]!)} · ${text.chart.opened(opened)}`}</title>
            <rect x={index * 10} y={0} width={10} height={height} className={styles.target} />
            {stacked(shown, byStatus, top).map(({ status, y, tall }) => (
              <rect
                key={status}
                x={index * 10 + 1}
                y={y}
                width={8}
                height={tall}
                data-status={status}
                className={styles.bar}
              />
            ))}
          </g>
        ))}
      </svg>
      <figcaption className={styles.axis}>
        {labels.map((index) => (
          <span key={index}>{axis(counts.steps[index]!.at)}</span>
        ))}
      </figcaption>
      <p className={styles.sum}>{summary}</p>
    </figure>
  );
}

/** Bars from the bottom. Every value above zero is visible. */
function stacked(shown: readonly Status[], byStatus: Counts['byStatus'], top: number) {
  let y = height;
  return shown.flatMap((status) => {
    const count = byStatus[status] ?? 0;
    if (count === 0) return [];
    const tall = Math.max(1.5, (count / top) * (height - 4));
    y -= tall;
    return [{ status, y: Math.max(0, y), tall }];
  });
}
