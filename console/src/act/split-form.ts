import { type SplitForm, type SplitPart, splitForms } from '../../../src/core/domain/command.ts';
import type { PackageLine } from '../../../src/core/domain/package.ts';
import type { Text } from '../language/index.ts';

/** Units per new package and line: `amounts[part][line_id]`. */
export type Amounts = Record<number, number>[];

export const inParts = (amounts: Amounts, line_id: number): number =>
  amounts.reduce((sum, part) => sum + (part[line_id] ?? 0), 0);

const filledParts = (amounts: Amounts): Amounts =>
  amounts.filter((part) => Object.values(part).some((quantity) => quantity > 0));

type Reason = keyof Text['act']['cannotSay'];

/** Why one of the four operations cannot express this split, or null. */
export function whyNot(form: SplitForm, lines: PackageLine[], amounts: Amounts): Reason | null {
  const parts = filledParts(amounts);
  const whole = lines.every(({ line_id, quantity }) =>
    parts.every((part) => [0, quantity].includes(part[line_id] ?? 0)),
  );
  const left = lines.some(({ line_id, quantity }) => inParts(parts, line_id) < quantity);
  switch (form) {
    case 'split':
      if (parts.length > 1) return 'oneGroup';
      return whole ? (left ? null : 'leaves') : 'wholeLines';
    case 'multi-split':
      return whole ? (left ? null : 'leaves') : 'wholeLines';
    case 'quantity-split':
      return lines.every(({ line_id }) => isPrefix(parts.map((part) => part[line_id] ?? 0))) ? null : 'columns';
    case 'split-packages':
      return null;
  }
}

const isPrefix = (quantities: number[]): boolean => {
  const end = quantities.indexOf(0);
  return end === -1 || quantities.slice(end).every((quantity) => quantity === 0);
};

/** The simplest operation that can express the split. */
export const plainestForm = (lines: PackageLine[], amounts: Amounts): SplitForm =>
  splitForms.find((form) => whyNot(form, lines, amounts) === null)!;

export function partsOf(form: SplitForm, lines: PackageLine[], amounts: Amounts): SplitPart[] {
  const byLine = form === 'split' || form === 'multi-split';
  return filledParts(amounts).map((part) =>
    lines.flatMap(({ line_id }): SplitPart => {
      const quantity = part[line_id] ?? 0;
      if (quantity === 0) return [];
      return [{ line_id, quantity: byLine ? 'all' : quantity }];
    }),
  );
}
