import { istanbul_offset_ms } from './calendar.ts';
import { providerOf } from './cargo.ts';
import { firstCarrier, home } from './countries.ts';
import type { Event } from './event.ts';
import { isExport, type NewOrder, type Order } from './order.ts';
import type { Arrival, Package } from './package.ts';
import { type Supply, trackingNumber } from './supply.ts';

const day_ms = 86_400_000;

/** What a new package takes from its seller's settings and from the order, beside its lines. */
export type PlacementTerms = {
  payment: 'confirmed' | 'pending';
  cargo_provider: string;
  who_pays?: number;
  warehouse_id: number;
  created_by?: Arrival;
  delivered_by_service?: boolean;
  agreed_delivery_at?: number;
  estimated_delivery?: Package['estimated_delivery'];
  /** Given by the caller instead of being drawn; the caller has seen to it that they are unused. */
  package_id?: number;
  tracking_number?: number;
  line_ids?: (number | undefined)[];
};

/** An order share becomes its first package: Awaiting, and Created in the same breath when payment is confirmed. */
export function place(share: NewOrder, terms: PlacementTerms, supply: Supply): { order: Order; events: Event[] } {
  const at = supply.now;
  const lines = share.lines.map((line, index) => ({ ...line, line_id: terms.line_ids?.[index] ?? supply.lineId() }));
  const order: Order = { ...share, lines };
  const package_id = terms.package_id ?? supply.packageId();
  const { seller_id, details } = share;
  const country = countryIn(details);
  const cargo_provider = firstCarrier(terms.cargo_provider, country, terms.who_pays, isExport(details));
  const created: Event = {
    seller_id,
    package_id,
    sequence: 1,
    at,
    fact: {
      type: 'created',
      order_number: share.order_number,
      root_id: package_id,
      parent_id: null,
      created_by: terms.created_by ?? 'order-creation',
      status: 'Awaiting',
      confirmed: false,
      lines: lines.map((line) => ({ line_id: line.line_id, first_unit: 1, quantity: line.discounts.length })),
      discount_displays: share.discount_displays,
      tracking_number:
        terms.tracking_number ?? trackingNumber(providerOf(cargo_provider).prefix, supply.trackingSerial()),
      cargo_provider,
      who_pays: terms.who_pays,
      warehouse_id: terms.warehouse_id,
      delivered_by_service: terms.delivered_by_service ?? false,
      origin_shipment_at: at,
      agreed_delivery_at: terms.agreed_delivery_at ?? defaultAgreedDelivery(at),
      estimated_delivery: terms.estimated_delivery,
      country,
    },
  };
  if (terms.payment === 'pending') return { order, events: [created] };
  return { order, events: [created, { seller_id, package_id, sequence: 2, at, fact: { type: 'confirmed' } }] };
}

function countryIn({ orderCountryCode: code }: Record<string, unknown>): string | undefined {
  return typeof code === 'string' && code !== home.code ? code : undefined;
}

/** 23:59 in Istanbul on the third day after `at`. */
function defaultAgreedDelivery(at: number): number {
  const day = Math.floor((at + istanbul_offset_ms) / day_ms) + 3;
  return (day + 1) * day_ms - 60_000 - istanbul_offset_ms;
}
