import type { Event } from '../../core/domain/event.ts';
import { fold } from '../../core/domain/evolve.ts';
import { defaultLimits } from '../../core/domain/limits.ts';
import { place } from '../../core/domain/place.ts';
import { unrefused } from '../../core/domain/refusal.ts';
import { type OrderInput, parseOrder } from '../../core/wire/order.ts';
import { wholeDocument } from '../../core/wire/package.ts';

const taken_at = Date.UTC(2026, 10, 16, 8, 30);

/** Three mugs that share a discount which does not divide evenly, as an operator hands them over. */
export const exampleOrder: OrderInput = {
  orderNumber: '10900000217',
  orderDate: taken_at - 12_000,
  customer: { id: 600217, firstName: 'Deniz', lastName: 'Ornek', email: 'deniz@mail.example' },
  shipmentAddress: {
    firstName: 'Deniz',
    lastName: 'Ornek',
    address1: 'Papatya Sk. No:7 D:3',
    city: 'İzmir',
    cityCode: 35,
    district: 'Bornova',
    postalCode: '35040',
  },
  paymentMethod: 'Kredi Kartı',
  lines: [
    {
      sellerId: 2738,
      barcode: '8680000004101',
      quantity: 3,
      lineGrossAmount: 129.9,
      sellerDiscount: 20,
      tyDiscount: 0.5,
      stockCode: 'MUG-WHITE',
      productName: 'Porcelain mug, white',
    },
  ],
};

/** The package that it becomes: rendered by the same hands as every other. */
export function examplePackage(): object {
  const intake = unrefused(parseOrder(exampleOrder, defaultLimits, taken_at));
  const { order, events } = place(
    { ...intake.shares[0]!.order, order_number: intake.order_number! },
    { payment: 'confirmed', cargo_provider: 'TEXMP', warehouse_id: 0 },
    {
      now: taken_at,
      limits: defaultLimits,
      packageId: () => 3_500_000_017,
      lineId: () => 4_700_000_041,
      trackingSerial: () => 17,
      isTracked: () => false,
      isLinked: () => false,
      details: () => ({}),
    },
  );
  return JSON.parse(wholeDocument(fold(events as Event[]), order));
}
