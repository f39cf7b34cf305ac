import type { OrderLine } from './order.ts';
import type { DiscountDisplay, PackageLine } from './package.ts';

/** Sums over the units that a package or a part of it holds, in kuruş. */
export type Totals = { gross_kurus: number; seller_kurus: number; platform_kurus: number; deposit_kurus: number };

export const noMoney = (): Totals => ({ gross_kurus: 0, seller_kurus: 0, platform_kurus: 0, deposit_kurus: 0 });

/** Shares `sum` over `count` units: each gets the whole part, the first `sum mod count` one kuruş more. */
export function shareOut(sum: number, count: number): number[] {
  const whole = Math.floor(sum / count);
  const extra = sum % count;
  return Array.from({ length: count }, (_, unit) => whole + (unit < extra ? 1 : 0));
}

/** `sum / count` rounded half up to a whole kuruş. */
export const average = (sum: number, count: number): number => Math.floor((2 * sum + count) / (2 * count));

/** Totals of one run of units. */
function lineTotals(line: OrderLine, units: PackageLine): Totals {
  let seller_kurus = 0;
  let platform_kurus = 0;
  for (let unit = units.first_unit; unit < units.first_unit + units.quantity; unit++) {
    const [seller, platform] = line.discounts[unit - 1]!;
    seller_kurus += seller;
    platform_kurus += platform;
  }
  const { gross_kurus, deposit_kurus = 0 } = line;
  const { quantity } = units;
  return {
    gross_kurus: gross_kurus * quantity,
    seller_kurus,
    platform_kurus,
    deposit_kurus: deposit_kurus * quantity,
  };
}

/** Totals of several runs; `lines` are the order's lines, of which the runs name some. */
export function totals(lines: OrderLine[], runs: PackageLine[]): Totals {
  const sum = noMoney();
  for (const run of runs) {
    const part = lineTotals(lines.find((line) => line.line_id === run.line_id)!, run);
    sum.gross_kurus += part.gross_kurus;
    sum.seller_kurus += part.seller_kurus;
    sum.platform_kurus += part.platform_kurus;
    sum.deposit_kurus += part.deposit_kurus;
  }
  return sum;
}

/**
 * Divides the named promotions of a package over its parts by the discount each part carries: every part but the last
 * gets the floor of its share, the last what is left. Products pass 2^53 on large orders, hence BigInt.
 */
export function shareDisplays(displays: DiscountDisplay[], part_discounts_kurus: number[]): DiscountDisplay[][] {
  const whole = part_discounts_kurus.reduce((sum, part) => sum + part, 0);
  const left = displays.map((display) => display.amount_kurus);
  const last = part_discounts_kurus.length - 1;
  return part_discounts_kurus.map((part, index) =>
    displays.map((display, at) => {
      const share = whole === 0 ? 0 : Number((BigInt(display.amount_kurus) * BigInt(part)) / BigInt(whole));
      const amount_kurus = index === last ? left[at]! : share;
      left[at]! -= amount_kurus;
      return { name: display.name, amount_kurus };
    }),
  );
}
