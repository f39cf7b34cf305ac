/**
 * How large orders and packages may grow. Each limit bounds the size of one stored document (near 220 kB at the
 * defaults) and with it the length of a transaction; operators may change them.
 */
export type Limits = {
  lines_per_package: number;
  units_per_line: number;
  units_per_package: number;
  children_per_split: number;
};

export const defaultLimits: Limits = {
  lines_per_package: 200,
  units_per_line: 1_000,
  units_per_package: 2_000,
  children_per_split: 50,
};
