import type { Command } from './command.ts';
import { isExport, type Order } from './order.ts';
import { invoiceStatusOf, type Package } from './package.ts';
import { type Refusal, refuse } from './refusal.ts';

/** The most boxes of a package that labels are made for. All labels in one answer stay below 1 MiB. */
export const label_boxes = 999;

/** Providers with the common label. */
const labelled: readonly string[] = ['TEXMP', 'ARASMP'];

export const hasCommonLabel = ({ cargo_provider }: Package): boolean => labelled.includes(cargo_provider);

/** How many boxes a label is requested for. */
export const boxesOf = (current: Package, { box_quantity }: Extract<Command, { type: 'request-label' }>): number =>
  box_quantity ?? current.box_quantity ?? 1;

/** An export leaves with an accepted invoice, so its label comes after that, whatever the package's status is. */
export function checkLabelReading(current: Package, requested: boolean, details: Order['details']): Refusal | null {
  const { package_id } = current;
  if (!requested) return refuse({ code: 'not.applicable', package_id, why: 'label.not.requested' });
  const is_withheld = isExport(details) && invoiceStatusOf(current) !== 'Invoiced';
  return is_withheld ? refuse({ code: 'not.applicable', package_id, why: 'invoice.not.accepted' }) : null;
}
