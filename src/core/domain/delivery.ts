import { alternative } from './cargo.ts';
import { checkNewCarrier } from './carriers.ts';
import type { Command, LaborCost } from './command.ts';
import { countryOf, isAbroad } from './countries.ts';
import { boxesOf, hasCommonLabel, label_boxes } from './label.ts';
import { isFeedable } from './lifecycle.ts';
import { digital_goods, type OrderLine } from './order.ts';
import type { Package, PackageLine, Status } from './package.ts';
import { type NoTracking, type NotApplicable, type Refusal, refuse } from './refusal.ts';
import type { Supply } from './supply.ts';

/** Carriers that plan a vehicle, and need to know how much there is. */
const carriers_by_volume: readonly string[] = ['HOROZMP', 'CEVAMP', 'CEVATEDARIK'];

/** Why a package in the right status cannot be given this: by contract, provider or kind; else null. */
export function checkApplicable(
  current: Package,
  lines: OrderLine[],
  command: Command,
  supply: Supply,
): Refusal | null {
  switch (command.type) {
    case 'deliver-digitally':
      return checkDigital(current, lines);
    case 'manual-deliver':
    case 'manual-return':
      return checkReport(current, supply.now);
    case 'confirm-delivery':
      return unless(current, current.reported?.outcome === 'delivered', 'not.reported');
    case 'confirm-return':
      return unless(current, current.reported?.outcome === 'returned', 'not.reported');
    case 'feed-tracking-number':
      if (current.who_pays !== 1) return noTracking(current, 'no.contract');
      return current.tracking_fed ? noTracking(current, 'fed.before') : null;
    case 'feed-tracking-details':
      return isFeedable(current) ? null : noTracking(current, 'not.picking');
    case 'set-box-info':
      return unless(
        current,
        command.deci !== undefined || !carriers_by_volume.includes(current.cargo_provider),
        'box.needs.deci',
      );
    case 'set-service-delivery':
      return unless(current, current.cargo_provider === 'HOROZMP' && current.who_pays === 1, 'not.horoz.contract');
    case 'set-warehouse':
      return unless(current, current.cargo_provider === 'TEXMP', 'not.tex');
    case 'extend-date':
      if (current.date_extended) return unless(current, false, 'extended.before');
      return unless(current, supply.now < current.agreed_delivery_at, 'date.passed');
    case 'change-cargo-provider':
      return checkNewCarrier(current, command.cargo_provider, supply);
    case 'request-label':
      return unless(current, hasCommonLabel(current), noLabel[countryOf(current.country).label]);
    default:
      return null;
  }
}

/** The reason for a missing common label, by the form of labels in the package's country. */
const noLabel = { common: 'no.common.label', carrier: 'label.of.carrier' } as const;

const unless = ({ package_id }: Package, applicable: boolean, why: NotApplicable): Refusal | null =>
  applicable ? null : refuse({ code: 'not.applicable', package_id, why });

const noTracking = ({ package_id }: Package, why: NoTracking): Refusal =>
  refuse({ code: 'tracking.not.allowed', package_id, why });

/** Statuses in which a carrier is done with the package. */
const carried: readonly Status[] = ['Delivered', 'UnDelivered', 'Returned'];

export const wrongTrackingStatus = (current: Package): Refusal =>
  noTracking(current, carried.includes(current.status) ? 'carried' : 'not.picking');

function checkDigital({ package_id, lines: held }: Package, lines: OrderLine[]): Refusal | null {
  const solid = held.find(({ line_id }) => lineOf(lines, line_id).details['businessUnit'] !== digital_goods);
  return solid === undefined ? null : refuse({ code: 'digital.not.valid', package_id, line_id: solid.line_id });
}

/** Values that can only be judged beside the package, when all else is well. */
export function checkValues(current: Package, lines: OrderLine[], command: Command, supply: Supply): Refusal | null {
  if (command.type === 'set-labor-costs') return checkCosts(current, lines, command.costs);
  if (command.type === 'feed-tracking-number' && supply.isTracked(command.tracking_number))
    return refuse({ code: 'tracking.taken', tracking_number: command.tracking_number });
  if (command.type === 'request-label' && boxesOf(current, command) > label_boxes)
    return tooManyBoxes(boxesOf(current, command));
  return null;
}

const tooManyBoxes = (told: number): Refusal =>
  refuse({ code: 'field.invalid', field: 'boxQuantity', broken: { rule: 'boxes.told', limit: label_boxes, told } });

function checkCosts(current: Package, lines: OrderLine[], costs: LaborCost[]): Refusal | null {
  for (const { line_id, cost_kurus } of costs) {
    const limit_kurus = smallestPrice(lineOf(lines, line_id), current.lines.find((run) => run.line_id === line_id)!);
    if (cost_kurus > limit_kurus) return refuse({ code: 'labor.too.high', line_id, limit_kurus });
  }
  return null;
}

const smallestPrice = ({ gross_kurus, discounts }: OrderLine, { first_unit, quantity }: PackageLine): number =>
  Math.min(
    ...discounts
      .slice(first_unit - 1, first_unit - 1 + quantity)
      .map(([seller, platform]) => gross_kurus - seller - platform),
  );

const lineOf = (lines: OrderLine[], line_id: number): OrderLine => lines.find((line) => line.line_id === line_id)!;

/** Abroad, no package reaches its customer sooner. */
const report_rest_ms = 6 * 3_600_000;

function checkReport(current: Package, now: number): Refusal | null {
  if (current.cargo_provider !== alternative.code) return unless(current, false, 'not.alternative');
  const shipped_at = current.history.findLast(({ status }) => status === 'Shipped')?.at ?? 0;
  return unless(current, !isAbroad(current.country) || now >= shipped_at + report_rest_ms, 'shipped.recently');
}
