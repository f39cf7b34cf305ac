import { fold } from '../domain/evolve.ts';
import { invent } from './invented.ts';
import { wholeDocument } from './package.ts';

const sample_order_number = 'KOLI-TEST';

/** The document of a package that does not exist, as a webhook's owner may ask to be sent: whole, and marked. */
export function sampleDocument(seller_id: number, now: number): string {
  const order_number = sample_order_number;
  const { order, events } = invent({ seller_id, first_id: 1, order_number, payment: 'confirmed', now });
  return `{"koliTest":true,${wholeDocument(fold(events), order).slice(1)}`;
}
