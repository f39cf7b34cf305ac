import type { OrderInput } from '../src/core/wire/order-input.ts';

/** A line as a test gives it; what it leaves out is as usual. */
export type OrderLine = Partial<OrderInput['lines'][number]> & { barcode: string; quantity: number };

/** Three lines: one with several units, one with a single unit, one with two. */
export const threeLines: OrderLine[] = [
  { barcode: 'a', quantity: 4 },
  { barcode: 'b', quantity: 1 },
  { barcode: 'c', quantity: 2 },
];

/** The smallest order that koli accepts, for every test that does not care about the rest; a unit costs 10.00. */
export function sampleOrder(
  seller: { seller_id: number },
  lines: OrderLine[] = [{ barcode: 'a', quantity: 1 }],
  given: Partial<OrderInput> = {},
): OrderInput {
  return {
    shipmentAddress: { city: 'İzmir' },
    ...given,
    customer: { id: 7, firstName: 'Deniz', lastName: 'Ornek', ...given.customer },
    lines: lines.map((line) => ({ lineGrossAmount: 10, sellerId: seller.seller_id, ...line })),
  };
}
