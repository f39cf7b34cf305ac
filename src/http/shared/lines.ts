import { type Static, type TSchemaOptions, Type } from 'typebox';
import type { LineQuantity } from '../../core/domain/command.ts';
import { type Refusal, refuse } from '../../core/domain/refusal.ts';
import type { Problem, Shaped } from '../../core/wire/shape.ts';

/** Ids and quantities are whole numbers that JSON carries exactly. */
export const Id = (options: TSchemaOptions = {}) =>
  Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER, ...options });
export const Quantity = () => Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER });

export const NamedLine = Type.Object({ lineId: Id(), quantity: Quantity() });

/** Lines by name and number of units; a line that is named twice is refused. */
export function lineQuantities(lines: Static<typeof NamedLine>[]): LineQuantity[] | Refusal {
  const repeated = firstRepeated(lines.map((line) => line.lineId));
  if (repeated !== undefined) return refuse({ code: 'line.repeated', line_id: repeated });
  return lines.map(({ lineId, quantity }) => ({ line_id: lineId, quantity }));
}

export const firstRepeated = (ids: number[]): number | undefined => ids.find((id, at) => ids.indexOf(id) !== at);

export const invalid = ({ field, problem, problem_tr }: Problem): Refusal =>
  refuse({ code: 'field.invalid', field, broken: { rule: 'said', problem, problem_tr } });

/** A body that was checked against its shape. */
export function parsed<T>(check: (value: unknown) => Shaped<T>, value: unknown): T | Refusal {
  const checked = check(value);
  return checked.ok ? checked.value : invalid(checked);
}

export const isLink = (text: string): boolean => /^https?:\/\/[^\s]+$/i.test(text) && URL.canParse(text);
