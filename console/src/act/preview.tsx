import { useMemo } from 'react';
import type { Command } from '../../../src/core/domain/command.ts';
import { unitCount } from '../../../src/core/domain/lines.ts';
import type { OrderLine } from '../../../src/core/domain/order.ts';
import { invoiceStatusOf, type Package } from '../../../src/core/domain/package.ts';
import { isRefusal } from '../../../src/core/domain/refusal.ts';
import { useFormat } from '../format.ts';
import { useText } from '../language/index.ts';
import { InvoiceBadge } from '../parts/invoice.tsx';
import { StatusBadge } from '../parts/status.tsx';
import styles from './act.module.css';
import { outcomeOf, priceOf } from './preview.ts';

type Props = {
  current: Package;
  lines: OrderLine[];
  names: Map<number, string>;
  command: Command | null;
  /** What to choose before there is a result. */
  nothing: string;
  currency: string;
};

/** The packages as they would be after the action. */
export function Preview({ current, lines, names, command, nothing, currency }: Props) {
  const text = useText();
  const outcome = useMemo(
    () => (command === null ? null : outcomeOf(current, lines, command)),
    [current, lines, command],
  );
  return (
    <section className={styles.preview} aria-label={text.act.preview} aria-live="polite">
      <h3>{text.act.preview}</h3>
      {outcome === null ? (
        <p className="pale">{nothing}</p>
      ) : isRefusal(outcome) ? (
        <p className="note bad">
          {text.act.wouldRefuse}: {text.refusals[outcome.code] ?? outcome.code}
        </p>
      ) : (
        <ul className={styles.outcome}>
          {outcome.map((one) => (
            <Future key={one.package_id} one={one} lines={lines} names={names} currency={currency} />
          ))}
        </ul>
      )}
    </section>
  );
}

/** Lines shown per new package. The others are counted. */
const lines_shown = 8;

type FutureProps = { one: Package; lines: OrderLine[]; names: Map<number, string>; currency: string };

function Future({ one, lines, names, currency }: FutureProps) {
  const text = useText();
  const format = useFormat();
  const fresh = one.package_id < 0;
  return (
    <li data-fresh={fresh} data-over={one.status === 'Cancelled' || one.status === 'UnPacked'}>
      <p className={styles.futureHead}>
        <strong>{fresh ? text.act.newPackage(-one.package_id) : one.package_id}</strong>
        <StatusBadge status={one.status} />
      </p>
      {one.status === 'UnPacked' ? null : (
        <>
          <ul className={styles.futureLines}>
            {one.lines.slice(0, lines_shown).map(({ line_id, quantity }) => (
              <li key={line_id}>
                <span className="number">{quantity} ×</span> {names.get(line_id) ?? line_id}
              </li>
            ))}
          </ul>
          {one.lines.length <= lines_shown ? null : (
            <p className="pale">{text.act.moreLines(one.lines.length - lines_shown)}</p>
          )}
          <p className="pale">
            {text.units(unitCount(one.lines))} · {format.money(priceOf(lines, one), currency)}
          </p>
          {one.invoice === undefined ? null : (
            <p className="pale">
              {text.invoice.review}: <InvoiceBadge status={invoiceStatusOf(one)} />
            </p>
          )}
        </>
      )}
    </li>
  );
}
