import type { Command } from './command.ts';
import type { Package } from './package.ts';
import { type Refusal, refuse } from './refusal.ts';

/** The most boxes of a package that labels are made for. All labels in one answer stay below 1 MiB. */
export const label_boxes = 999;

/** Providers with the common label. */
const labelled: readonly string[] = ['TEXMP', 'ARASMP'];

export const hasCommonLabel = ({ cargo_provider }: Package): boolean => labelled.includes(cargo_provider);

/** How many boxes a label is requested for. */
export const boxesOf = (current: Package, { box_quantity }: Extract<Command, { type: 'request-label' }>): number =>
  box_quantity ?? current.box_quantity ?? 1;

/** An export leaves with its invoice, so its label comes after that. */
export function checkLabelReading(
  { history, package_id }: Package,
  requested: boolean,
  details: Record<string, unknown>,
): Refusal | null {
  if (!requested) return refuse({ code: 'not.applicable', package_id, why: 'label.not.requested' });
  const exported = details['micro'] === true || details['is4P'] === true;
  const invoiced = history.some(({ status }) => status === 'Invoiced');
  return exported && !invoiced ? refuse({ code: 'not.applicable', package_id, why: 'not.invoiced' }) : null;
}
