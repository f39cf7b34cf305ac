import { type Static, type TSchemaOptions, Type } from 'typebox';
import type { LineQuantity } from '../../core/domain/command.ts';
import { type Refusal, refuse } from '../../core/domain/refusal.ts';

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

export const isLink = (text: string): boolean => /^https?:\/\/[^\s]+$/i.test(text) && URL.canParse(text);
