import type { Event, Fact } from '../../../src/core/domain/event.ts';
import { fold } from '../../../src/core/domain/evolve.ts';
import type { OrderLine } from '../../../src/core/domain/order.ts';
import type { Package, PackageLine } from '../../../src/core/domain/package.ts';
import type { PackageDetails, Relative } from '../api.ts';

// What koli knows of a package, read back from what it tells of it: its events, folded as koli folds them.

export function packageOf({ package: document, events }: PackageDetails): Package {
  return fold(
    events.map(
      ({ sequence, type, at, facts }): Event => ({
        seller_id: document.supplierId,
        package_id: document.shipmentPackageId,
        sequence,
        at,
        fact: { type, ...facts } as Fact,
      }),
    ),
  );
}

const kurus = (amount: number): number => Math.round(amount * 100);

/** The order's lines as far as the package holds units of them. */
export function orderLinesOf({ package: { lines } }: PackageDetails, current: Package): OrderLine[] {
  return lines.map((line): OrderLine => {
    const first = current.lines.find((run) => run.line_id === line.lineId)?.first_unit ?? 1;
    const discounts: OrderLine['discounts'] = Array.from({ length: first - 1 }, () => [0, 0]);
    for (const unit of line.discountDetails)
      discounts.push([kurus(unit.lineItemSellerDiscount), kurus(unit.lineItemTyDiscount)]);
    return { line_id: line.lineId, gross_kurus: kurus(line.lineGrossAmount), discounts, details: {} };
  });
}

/** What a package was born with. */
export const bornWith = ({ events }: PackageDetails): PackageLine[] =>
  (events[0]?.facts['lines'] as PackageLine[] | undefined) ?? [];

/** Units that came to a package when it was opened: what it holds, and what a cancel has passed on. */
export function unitsBorn(lineage: Relative[], id: number): number {
  const own = lineage.find((one) => one.shipmentPackageId === id);
  if (own === undefined) return 0;
  if (own.status === 'UnPacked') return own.units;
  const passed = lineage.filter((one) => one.parentId === id);
  return own.units + passed.reduce((sum, one) => sum + unitsBorn(lineage, one.shipmentPackageId), 0);
}

export type UnitPlace = { unit: number; state: 'active' | 'cancelled' | 'moved'; to?: number };

/** Where each unit that the package was born with is now. */
export function unitPlaces(details: PackageDetails, current: Package, line: PackageLine): UnitPlace[] {
  const id = current.package_id;
  const gone = current.status === 'UnPacked';
  const held = gone ? undefined : current.lines.find((run) => run.line_id === line.line_id);
  return Array.from({ length: line.quantity }, (_, index): UnitPlace => {
    const unit = line.first_unit + index;
    if (held !== undefined && unit >= held.first_unit && unit < held.first_unit + held.quantity)
      return { unit, state: current.status === 'Cancelled' ? 'cancelled' : 'active' };
    return { unit, state: 'moved', to: holderOf(details.lineage, id, line.line_id, unit) };
  });
}

/** The package in which a unit stands now. */
function holderOf(lineage: Relative[], not: number, line_id: number, unit: number): number | undefined {
  return lineage.find(
    (one) =>
      one.shipmentPackageId !== not &&
      one.status !== 'UnPacked' &&
      one.lines.some(
        ({ lineId, firstUnit, quantity }) => lineId === line_id && unit >= firstUnit && unit < firstUnit + quantity,
      ),
  )?.shipmentPackageId;
}

/** Packages that hold lines of which this one no longer has the name. */
export function namesElsewhere(details: PackageDetails): number[] {
  const known = new Set(details.package.lines.map((line) => line.lineId));
  const missing = new Set(
    bornWith(details)
      .map((line) => line.line_id)
      .filter((id) => !known.has(id)),
  );
  const found: number[] = [];
  for (const one of details.lineage) {
    const brings = one.lines.filter((line) => missing.has(line.lineId));
    if (brings.length === 0) continue;
    found.push(one.shipmentPackageId);
    for (const line of brings) missing.delete(line.lineId);
  }
  return found;
}
