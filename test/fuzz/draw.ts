/** What a generated test draws from: every choice comes from fast-check's numbers, so that a seed repeats the whole run. */
export type Draw = {
  /** An integer from 0 to `max`. */
  nat(max: number): number;
  integer(min: number, max: number): number;
  /** True once in `out_of` times. */
  rarely(out_of: number): boolean;
  pick<T>(list: readonly T[]): T;
  text(min: number, max: number): string;
};

export const highest_number = 2 ** 31 - 1;

export function drawFrom(numbers: Iterator<number>): Draw {
  const nat = (max: number) => Math.floor((numbers.next().value / (highest_number + 1)) * (max + 1));
  const integer = (min: number, max: number) => min + nat(max - min);
  return {
    nat,
    integer,
    rarely: (out_of) => nat(out_of - 1) === 0,
    pick: (list) => list[nat(list.length - 1)]!,
    text: (min, max) => Array.from({ length: integer(min, max) }, () => letters[nat(letters.length - 1)]).join(''),
  };
}

/** Mostly harmless, and some of every kind that has to be escaped, counted in two units, or changed by upper case. */
const letters = [
  ...'abcdefghijklmnopqrstuvwxyzABCDEF0123456789 -_.,',
  ...'ğüşıöçĞÜŞİÖÇ',
  ...'"\'\\/<>&%#?;:{}[]()+=@^~\t\n',
  '😀',
  'e\u0301',
  '\u200f',
];
