import type { CommandType } from './command.ts';
import type { Status } from './package.ts';

/** The domain's no: a code and its facts. What it looks like on the wire is said in one place, `http/errors.ts`. */
export type Refusal = { refused: true } & RefusalFacts;

export type RefusalFacts =
  | { code: 'package.unknown'; package_id: string }
  | { code: 'status.not.allowed'; package_id: number; status: Status; command: CommandType }
  | { code: 'line.unknown'; package_id: number; line_id: number | null }
  | { code: 'quantity.exceeded'; package_id: number; line_id: number; asked: number; held: number }
  | { code: 'split.all.lines'; package_id: number }
  | { code: 'split.nothing.left'; package_id: number }
  | { code: 'split.one.child'; package_id: number }
  | { code: 'split.too.many'; limit: number }
  | { code: 'order.conflict'; order_number: string; seller_id: number };

export const refuse = <const F extends RefusalFacts>(facts: F): Refusal => ({ refused: true, ...facts }) as Refusal;

export const isRefusal = (value: object): value is Refusal => 'refused' in value;
