import { fold } from '../domain/evolve.ts';
import { defaultLimits } from '../domain/limits.ts';
import { place } from '../domain/place.ts';
import type { Supply } from '../domain/supply.ts';
import { isProblem, parseOrder } from './order.ts';
import { wholeDocument } from './package.ts';

/** Ids of the sample: smaller than any that koli gives. */
const sample_id = 1;
export const sample_order_number = 'KOLI-TEST';

const address = {
  firstName: 'Deneme',
  lastName: 'Müşteri',
  address1: 'Örnek Sokak No:1',
  city: 'İstanbul',
  district: 'Kadıköy',
};

/** The document of a package that does not exist, as a webhook's owner may ask to be sent: whole, and marked. */
export function sampleDocument(seller_id: number, now: number): string {
  const intake = parseOrder(
    {
      orderNumber: sample_order_number,
      payment: 'confirmed',
      customer: { id: sample_id, firstName: 'Deneme', lastName: 'Müşteri' },
      shipmentAddress: address,
      invoiceAddress: address,
      lines: [{ sellerId: seller_id, barcode: 'KOLI-TEST-1', productName: 'Test', quantity: 1, lineGrossAmount: 100 }],
    },
    defaultLimits,
    now,
  );
  if (isProblem(intake)) throw new Error(intake.problem);
  const supply: Supply = {
    now,
    limits: defaultLimits,
    packageId: () => sample_id,
    lineId: () => sample_id,
    trackingSerial: () => sample_id,
    isTracked: () => false,
    isLinked: () => false,
    details: () => ({}),
  };
  const terms = { payment: 'confirmed', cargo_provider: 'TEXMP', warehouse_id: 0 } as const;
  const { order, events } = place({ ...intake.shares[0]!.order, order_number: sample_order_number }, terms, supply);
  return `{"koliTest":true,${wholeDocument(fold(events), order).slice(1)}`;
}
