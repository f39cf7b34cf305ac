import type { DiscountDisplay } from './package.ts';

/** The `businessUnit` of a line that is delivered as a code. */
export const digital_goods = 'Digital Goods';

/**
 * One seller's share of a customer's order: the facts that never change after the order was placed.
 * `details` are facts that only readers care about (names, addresses, flags), kept under their wire names;
 * no rule of the domain looks into them, but those of the country, of digital goods, of invoices and of exports.
 */
export type Order = {
  seller_id: number;
  order_number: string;
  /** When the customer placed it. */
  ordered_at: number;
  details: Record<string, unknown>;
  lines: OrderLine[];
  discount_displays: DiscountDisplay[];
};

/** Leaves Turkey under the marketplace's customs declaration: a micro-export, or an agency export (4P). */
export const isExport = (details: Order['details']): boolean => details['micro'] === true || details['is4P'] === true;

export const isDomestic = (details: Order['details']): boolean =>
  !isExport(details) && details['orderCountryCode'] === 'TR';

/** Seller-funded and platform-funded discount of one unit, in kuruş. */
export type UnitDiscount = [seller_kurus: number, platform_kurus: number];

export type OrderLine = {
  line_id: number;
  /** Gross price of one unit; all units of a line share it. */
  gross_kurus: number;
  /** Deposit of one unit, on top of its price. Absent where the country has none. */
  deposit_kurus?: number;
  /** One entry per unit, unit 1 first; its length is the ordered quantity. */
  discounts: UnitDiscount[];
  details: Record<string, unknown>;
};

/** An order share before ids were given to its lines. */
export type NewOrder = Omit<Order, 'lines'> & { lines: Omit<OrderLine, 'line_id'>[] };
