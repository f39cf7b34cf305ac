import type { PackageLine } from './package.ts';

/** Units of one line in a request: a number of them, or all that the package holds. */
export type NamedUnits = { line_id: number; quantity: number | 'all' };

/**
 * Divides the units of a package: each named part takes, line by line, the lowest units still there, in request order;
 * `rest` is what no part named. Conserves every unit. The caller has checked membership and quantities.
 */
export function divide(held: PackageLine[], parts: NamedUnits[][]): { parts: PackageLine[][]; rest: PackageLine[] } {
  const left = held.map((line) => ({ ...line }));
  const taken = parts.map((part) => {
    const wanted = new Map(part.map((named) => [named.line_id, named.quantity]));
    return left.flatMap((line): PackageLine[] => {
      const asked = wanted.get(line.line_id);
      const quantity = asked === 'all' ? line.quantity : (asked ?? 0);
      if (quantity === 0) return [];
      const run = { ...line, quantity };
      line.first_unit += quantity;
      line.quantity -= quantity;
      return [run];
    });
  });
  return { parts: taken, rest: left.filter((line) => line.quantity > 0) };
}

export const unitCount = (lines: { quantity: number }[]): number => lines.reduce((sum, line) => sum + line.quantity, 0);
