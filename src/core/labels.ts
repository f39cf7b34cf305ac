import { checkLabelReading } from './domain/label.ts';
import type { Refusal } from './domain/refusal.ts';
import { findLabelled } from './postgres/labels.ts';
import type { PackageKey } from './postgres/packages.ts';
import type { OrderDetails } from './wire/details.ts';
import { type Label, labelOf } from './wire/label.ts';
import type { World } from './world.ts';

/** The label of a package as it was requested last. Null: no such package, or it has another tracking number now. */
export async function readLabel(
  { db }: World,
  key: PackageKey,
  tracking_number?: number,
): Promise<Label | Refusal | null> {
  const found = await findLabelled(db.pool, key);
  if (found === null) return null;
  const { current, details, box_quantity } = found;
  if (tracking_number !== undefined && current.tracking_number !== tracking_number) return null;
  const refused = checkLabelReading(current, box_quantity !== null, details);
  return refused ?? labelOf(current, details as OrderDetails, box_quantity!);
}
