import type { Event } from '../domain/event.ts';
import { defaultLimits } from '../domain/limits.ts';
import type { Order } from '../domain/order.ts';
import { place } from '../domain/place.ts';
import { unrefused } from '../domain/refusal.ts';
import type { Supply } from '../domain/supply.ts';
import { parseOrder } from './order.ts';

type Invented = {
  seller_id: number;
  /** Of its package, its lines and its tracking number; what is opened later has the next one. Smaller than koli's own. */
  first_id: number;
  /** Begins the barcodes as well. */
  order_number: string;
  payment: 'pending' | 'confirmed';
  now: number;
  lines?: number;
  units?: number;
};

const invented_address = {
  firstName: 'Deneme',
  lastName: 'Müşteri',
  address1: 'Örnek Sokak No:1',
  city: 'İstanbul',
  district: 'Kadıköy',
};

/** An order for samples, made by the rules of the program but not stored. */
export function invent(given: Invented): { order: Order; events: Event[]; supply: Supply } {
  const { seller_id, first_id, order_number, payment, now, lines = 1, units = 1 } = given;
  const intake = unrefused(
    parseOrder(
      {
        orderNumber: order_number,
        payment,
        customer: { id: 1, firstName: 'Deneme', lastName: 'Müşteri', email: 'deneme@mail.example' },
        shipmentAddress: invented_address,
        invoiceAddress: invented_address,
        lines: Array.from({ length: lines }, (_, index) => ({
          sellerId: seller_id,
          barcode: `KOLI-TEST-${index + 1}`,
          productName: `Deneme ürünü ${index + 1}`,
          quantity: units,
          lineGrossAmount: 129.9,
          sellerDiscount: 20,
          tyDiscount: 0.5,
        })),
      },
      defaultLimits,
      now,
    ),
  );
  const supply = supplyFrom(first_id, now);
  const terms = { payment, cargo_provider: 'TEXMP', warehouse_id: 0 } as const;
  const { order, events } = place({ ...intake.shares[0]!.order, order_number }, terms, supply);
  return { order, events, supply };
}

function supplyFrom(first: number, now: number): Supply {
  let package_id = first;
  let line_id = first;
  return {
    now,
    limits: defaultLimits,
    packageId: () => package_id++,
    lineId: () => line_id++,
    trackingSerial: () => package_id,
    isTracked: () => false,
    isLinked: () => false,
    details: () => ({}),
  };
}
