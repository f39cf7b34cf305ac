import { useQuery } from '@tanstack/react-query';
import { useFormat } from '../format.ts';
import { useText } from '../language/index.ts';
import { type DeliveryRow, listDeliveries, type Of } from './calls.ts';
import { hasOwed } from './log.tsx';
import styles from './webhooks.module.css';

const bars_most = 60;
const height = 56;
const step = 10;

const waited = ({ createdDate, settledDate }: DeliveryRow): number | null =>
  settledDate === null ? null : Math.max(0, settledDate - createdDate);

/** From milliseconds to days on one picture: what takes ten times as long is a step higher. */
const heightOf = (ms: number | null): number =>
  ms === null ? height : Math.min(height, 8 + (Math.log10(1 + ms) / 8) * (height - 8));

/** The latest deliveries, oldest first: how long each took until it was settled, and how it ended. */
export function Picture({ of }: { of: Of }) {
  const text = useText();
  const format = useFormat();
  const found = useQuery({
    queryKey: ['webhooks', of.sellerId, of.webhookId, 'picture'],
    queryFn: ({ signal }) => listDeliveries(of, {}, { size: bars_most }, signal),
    staleTime: 0,
    refetchInterval: ({ state }) => (hasOwed(state.data) ? 2_000 : false),
  });
  const rows = (found.data?.content ?? []).toReversed();
  if (rows.length === 0) return null;
  const delivered = rows.filter(({ state }) => state === 'delivered').length;
  return (
    <figure className={styles.picture} aria-label={text.hooks.picture}>
      <svg
        viewBox={`0 0 ${bars_most * step} ${height}`}
        preserveAspectRatio="xMinYMax meet"
        role="img"
        aria-label={text.hooks.pictureSays(delivered, rows.length)}
      >
        {rows.map((row, at) => {
          const took = waited(row);
          const tall = heightOf(took);
          const told = took === null ? '' : ` · ${text.hooks.took(took)}`;
          return (
            <rect
              key={row.eventId}
              data-state={row.state}
              x={at * step}
              y={height - tall}
              width={step - 3}
              height={tall}
              rx={1.5}
            >
              <title>{`${text.detail.delivery[row.state] ?? row.state} · ${format.exact(row.createdDate)}${told}`}</title>
            </rect>
          );
        })}
      </svg>
      <figcaption>{text.hooks.pictureSays(delivered, rows.length)}</figcaption>
    </figure>
  );
}
