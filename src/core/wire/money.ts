/**
 * Ten billion, in kuruş: far above any price, and low enough that sums over the units of the largest package stay exact
 * integers (2,000 units are 2 × 10¹⁵, below 2^53).
 */
export const max_kurus = 10 ** 12;

/** Kuruş of an amount on the wire; null when it is not a number from 0 with at most two decimals. */
export function kurusFromWire(amount: unknown): number | null {
  if (typeof amount !== 'number' || !(amount >= 0)) return null;
  const kurus = Math.round(amount * 100);
  // Two decimals name one double only: if that double is not `amount`, then `amount` has more digits than two.
  if (kurus > max_kurus || kurus / 100 !== amount) return null;
  return kurus + 0;
}

/** The amount as the wire writes it: a JSON number without padding, `129.9`. */
export const wireFromKurus = (kurus: number): number => kurus / 100;
