/** What somebody asks of a package. Shapes were checked before; whether it may happen is decided in `decide.ts`. */

export type LineQuantity = { line_id: number; quantity: number };

export const splitForms = ['split', 'multi-split', 'quantity-split', 'split-packages'] as const;
export type SplitForm = (typeof splitForms)[number];

export type Command =
  | { type: 'confirm-payment' }
  | { type: 'fail-payment'; reason: string }
  | { type: 'pick'; lines?: LineQuantity[] }
  | { type: 'invoice'; lines?: LineQuantity[]; invoice_number?: string }
  | { type: 'cancel'; lines: LineQuantity[]; reason: string; code: number; keep_status: boolean }
  /** `lines` null: all that the package holds. */
  | { type: 'customer-cancel'; lines: LineQuantity[] | null; reason: string }
  | { type: 'split'; form: SplitForm; parts: SplitPart[]; keep_status: boolean }
  | { type: 'ship'; lines?: LineQuantity[] }
  | { type: 'arrive'; lines?: LineQuantity[] }
  | { type: 'deliver'; lines?: LineQuantity[] }
  | { type: 'undeliver'; lines?: LineQuantity[] }
  | { type: 'return'; lines?: LineQuantity[] };

export type CommandType = Command['type'];

/** One future package of a split: whole lines (`all`) or a number of their units. */
export type SplitPart = { line_id: number; quantity: number | 'all' }[];

/** At most how many new packages a command can open: so many ids must be at hand before it is decided. */
export function childrenOf(command: Command): number {
  if (command.type === 'split') return command.parts.length + 1;
  return command.type === 'cancel' || command.type === 'customer-cancel' ? 1 : 0;
}
