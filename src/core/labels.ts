import { checkLabelReading } from './domain/label.ts';
import { isRefusal, type Refusal, refuse } from './domain/refusal.ts';
import { findLabelled } from './postgres/labels.ts';
import type { PackageKey } from './postgres/packages.ts';
import type { OrderDetails } from './wire/details.ts';
import { type Label, labelOf, type ProductLabel, productLabels } from './wire/label.ts';
import type { World } from './world.ts';

/** The label of a package as it was requested last. Null: no such package, or it has another tracking number now. */
export async function readLabel(
  world: World,
  key: PackageKey,
  tracking_number?: number,
): Promise<Label | Refusal | null> {
  const labels = await readLabels(world, key, tracking_number);
  return labels === null || isRefusal(labels) ? labels : labels.common;
}

export type PackageLabels = { common: Label; products: ProductLabel[] };

/** The same with a label for each kind of product in it: of agency exports only. */
export async function readProductLabels(
  world: World,
  key: PackageKey,
  tracking_number: number,
): Promise<PackageLabels | Refusal | null> {
  const labels = await readLabels(world, key, tracking_number);
  if (labels === null || isRefusal(labels) || labels.is_agency_export) return labels;
  return refuse({ code: 'not.applicable', package_id: key.package_id, why: 'not.agency.export' });
}

async function readLabels(
  { db }: World,
  key: PackageKey,
  tracking_number?: number,
): Promise<(PackageLabels & { is_agency_export: boolean }) | Refusal | null> {
  const found = await findLabelled(db.pool, key);
  if (found === null) return null;
  const { current, details, lines, box_quantity } = found;
  if (tracking_number !== undefined && current.tracking_number !== tracking_number) return null;
  const refused = checkLabelReading(current, box_quantity !== null, details);
  if (refused !== null) return refused;
  const common = labelOf(current, details as OrderDetails, box_quantity!);
  return { common, products: productLabels(current, lines), is_agency_export: details['is4P'] === true };
}
