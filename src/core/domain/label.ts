import { live } from './lifecycle.ts';
import type { Package } from './package.ts';
import { type Refusal, refuse } from './refusal.ts';

/** Boxes of one package that labels are made for: their answer stays below 1 MiB. */
export const label_boxes = 999;

/** Providers with an agreed label. */
const labelled: readonly string[] = ['TEXMP', 'ARASMP'];

/** Why no label is made for a package; null: it is. */
export function checkLabelRequest({ status, cargo_provider, package_id }: Package): Refusal | null {
  if (!live.includes(status)) return refuse({ code: 'not.applicable', package_id, why: 'not.live' });
  return labelled.includes(cargo_provider)
    ? null
    : refuse({ code: 'not.applicable', package_id, why: 'no.common.label' });
}

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
