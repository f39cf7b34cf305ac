import type { Limits } from './limits.ts';

/** What a decision needs from outside: the time, unused ids, the limits. Ids are drawn only by what is performed. */
export type Supply = {
  /** True UTC ms. */
  now: number;
  limits: Limits;
  packageId(): number;
  lineId(): number;
  /** Number of the next tracking number within its provider's prefix, from 1. */
  trackingSerial(): number;
  /** Whether a package of this seller has, or once had, a tracking number. */
  isTracked(tracking_number: number): boolean;
  /** Whether a package of this seller has this invoice link. */
  isLinked(link: string): boolean;
  /** `Order.details` of the package, at hand for the commands that look into them. */
  details(): Record<string, unknown>;
};

/** A tracking number: the provider's 3 digits and 13 more; below 2^53 for every prefix under 900. */
export const trackingNumber = (prefix: number, serial: number): number => prefix * 10 ** 13 + serial;

export const serialOf = (tracking_number: number): number => tracking_number % 10 ** 13;
