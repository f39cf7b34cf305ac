import { useQueries } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { Package } from '../../../src/core/domain/package.ts';
import { type PackageDetails, readPackage, type WireLine } from '../api.ts';
import { useFormat } from '../format.ts';
import { useText } from '../language/index.ts';
import { PackageLink } from './facts.tsx';
import styles from './lines.module.css';
import { bornWith, namesElsewhere, type UnitPlace, unitPlaces } from './state.ts';

/** What happened to each unit that the package started with. */
export function Lines({ details, current }: { details: PackageDetails; current: Package }) {
  const text = useText();
  const format = useFormat();
  const names = useNames(details);
  const { currencyCode, packageTotalPrice } = details.package;
  const shown = new Map(details.package.lines.map((line) => [line.lineId, line]));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <div className={styles.scroll} role="group" tabIndex={0} aria-label={text.detail.lines}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th>{text.detail.product}</th>
            <th>{text.list.units}</th>
            <th className={styles.right}>{text.detail.quantity}</th>
            <th className={`${styles.right} ${styles.roomy}`}>{text.detail.price}</th>
            <th className={styles.right}>{text.detail.total}</th>
          </tr>
        </thead>
        <tbody>
          {bornWith(details).map((line) => {
            const held = current.status === 'UnPacked' ? undefined : shown.get(line.line_id);
            const known = names.get(line.line_id);
            return (
              <tr key={line.line_id} data-gone={held === undefined}>
                <td>
                  <span className={styles.product}>{known?.productName ?? `#${line.line_id}`}</span>
                  <span className={styles.code}>
                    {[known?.barcode, known?.productSize, known?.productColor].filter(Boolean).join(' · ')}
                  </span>
                </td>
                <td>
                  <Units places={unitPlaces(details, current, line)} sellerId={current.seller_id} />
                </td>
                <td className={styles.right}>
                  {held?.quantity ?? 0}
                  {held?.quantity === line.quantity ? null : <span className={styles.code}> / {line.quantity}</span>}
                </td>
                <td className={`${styles.right} ${styles.roomy}`}>
                  {known === undefined ? text.common.none : format.money(known.lineUnitPrice, currencyCode)}
                </td>
                <td className={styles.right}>
                  {held === undefined ? text.common.none : format.money(sumOf(held), currencyCode)}
                </td>
              </tr>
            );
          })}
        </tbody>
        <tfoot>
          <tr>
            <td colSpan={3}>{text.detail.total}</td>
            <td className={styles.roomy} />
            <td className={styles.right}>
              {current.status === 'UnPacked' ? text.common.none : format.money(packageTotalPrice, currencyCode)}
            </td>
          </tr>
        </tfoot>
      </table>
      <Legend />
    </div>
  );
}

const sumOf = ({ discountDetails }: WireLine): number =>
  discountDetails.reduce((sum, unit) => sum + unit.lineItemPrice, 0);

/** Lines by id, including those that moved to other packages, from which their names come. */
function useNames(details: PackageDetails): Map<number, WireLine> {
  const { supplierId } = details.package;
  const others = useQueries({
    queries: namesElsewhere(details).map((id) => ({
      queryKey: ['package', supplierId, id],
      queryFn: () => readPackage(supplierId, id),
    })),
  });
  const documents = [...others.flatMap(({ data }) => data?.package ?? []), details.package];
  return new Map(documents.flatMap(({ lines }) => lines.map((line) => [line.lineId, line])));
}

/** Up to this many units are drawn one by one; more are counted. */
const drawn_most = 48;

type Run = { first: number; last: number; state: UnitPlace['state']; to: number | undefined };

/** Adjacent units with the same fate. */
function runsOf(places: UnitPlace[]): Run[] {
  const runs: Run[] = [];
  for (const { unit, state, to } of places) {
    const last = runs.at(-1);
    if (last !== undefined && last.state === state && last.to === to) last.last = unit;
    else runs.push({ first: unit, last: unit, state, to });
  }
  return runs;
}

function UnitRuns({ places, sellerId }: { places: UnitPlace[]; sellerId: number }) {
  const text = useText();
  return (
    <ul className={styles.runs}>
      {runsOf(places).map(({ first, last, state, to }) => (
        <li key={first}>
          <span className={styles.unit} data-state={state} aria-hidden="true" />
          <span className="number">{text.units(last - first + 1)}</span>
          {to === undefined ? (
            <span className="hidden">{text.detail.unitsAre[state]}</span>
          ) : (
            <PackageLink sellerId={sellerId} id={to} />
          )}
        </li>
      ))}
    </ul>
  );
}

function Units({ places, sellerId }: { places: UnitPlace[]; sellerId: number }) {
  const text = useText();
  const navigate = useNavigate();
  if (places.length > drawn_most) return <UnitRuns places={places} sellerId={sellerId} />;
  return (
    <ul className={styles.units}>
      {places.map(({ unit, state, to }) => {
        const where = to === undefined ? text.detail.unitsAre[state] : text.detail.movedTo(to);
        const name = `${text.detail.unit(unit)}: ${where}`;
        return (
          <li key={unit}>
            {to === undefined ? (
              <span className={styles.unit} data-state={state} title={name}>
                <span className="hidden">{name}</span>
              </span>
            ) : (
              <button
                type="button"
                className={styles.unit}
                data-state={state}
                title={name}
                aria-label={name}
                onClick={() => navigate({ to: `/sellers/${sellerId}/packages/${to}` })}
              />
            )}
          </li>
        );
      })}
    </ul>
  );
}

function Legend() {
  const text = useText();
  return (
    <p className={styles.legend}>
      {(['active', 'cancelled', 'moved'] as const).map((state) => (
        <span key={state}>
          <span className={styles.unit} data-state={state} aria-hidden="true" />
          {text.detail.unitsAre[state]}
        </span>
      ))}
    </p>
  );
}
