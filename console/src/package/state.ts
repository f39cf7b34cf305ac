import type { Event, Fact } from '../../../src/core/domain/event.ts';
import { fold } from '../../../src/core/domain/evolve.ts';
import type { OrderLine } from '../../../src/core/domain/order.ts';
import type { Package, PackageLine } from '../../../src/core/domain/package.ts';
import type { PackageDetails, Relative } from '../api.ts';

// The state of a package, folded from its events like on the server.

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

/** The lines of which the package has units. */
export function orderLinesOf({ package: { lines } }: PackageDetails, current: Package): OrderLine[] {
  return lines.map((line): OrderLine => {
    const first = current.lines.find((run) => run.line_id === line.lineId)?.first_unit ?? 1;
    const discounts: OrderLine['discounts'] = Array.from({ length: first - 1 }, () => [0, 0]);
    for (const unit of line.discountDetails)
      discounts.push([kurus(unit.lineItemSellerDiscount), kurus(unit.lineItemTyDiscount)]);
    return { line_id: line.lineId, gross_kurus: kurus(line.lineGrossAmount), discounts, details: {} };
  });
}

export const bornWith = ({ events }: PackageDetails): PackageLine[] =>
  (events[0]?.facts['lines'] as PackageLine[] | undefined) ?? [];

/** The units that a package started with: its own, and those that a cancel moved on. */
export function unitsBorn(lineage: Relative[], id: number): number {
  const own = lineage.find((one) => one.shipmentPackageId === id);
  if (own === undefined) return 0;
  if (own.status === 'UnPacked') return own.units;
  const passed = lineage.filter((one) => one.parentId === id);
  return own.units + passed.reduce((sum, one) => sum + unitsBorn(lineage, one.shipmentPackageId), 0);
}

export type UnitPlace = { unit: number; state: 'active' | 'cancelled' | 'moved'; to?: number };

/** Where each unit is now that the package started with. */
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

/** The package of a unit. */
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

/** Packages with lines whose names this one no longer has. */
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
