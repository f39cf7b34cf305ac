import { createHash } from 'node:crypto';
import { decide } from '../src/core/domain/decide.ts';
import type { Event } from '../src/core/domain/event.ts';
import { evolve, fold } from '../src/core/domain/evolve.ts';
import { defaultLimits } from '../src/core/domain/limits.ts';
import type { Order } from '../src/core/domain/order.ts';
import type { Package } from '../src/core/domain/package.ts';
import { place } from '../src/core/domain/place.ts';
import { unrefused } from '../src/core/domain/refusal.ts';
import type { Supply } from '../src/core/domain/supply.ts';
import { parseOrder } from '../src/core/wire/order.ts';
import type { OrderInput } from '../src/core/wire/order-input.ts';
import { orderDocument, packageDocument } from '../src/core/wire/package.ts';

// One order, created by the program's own rules, with ids that occur nowhere else in its texts. Every row of the benchmark
// is this one with other ids of the same length, so that both sides write texts of realistic sizes.

export const seller_id = 900_217;

/** Ids of package n, from 0. They are far from koli's own ids and have the same length. */
export const first = {
  package: 3_600_000_000,
  child: 3_700_000_000,
  placed: 3_800_000_000,
  line: 4_800_000_000,
  order: 10_800_000_000,
  placed_order: 10_900_000_000,
  tracking: 7_330_000_500_000_000,
  child_tracking: 7_330_000_600_000_000,
  placed_tracking: 7_330_000_700_000_000,
};

export const marker = {
  package: 3_999_999_017,
  child: 3_999_999_018,
  line: [4_999_999_017, 4_999_999_018] as const,
  order: 19_999_999_017,
  tracking_serial: 999_999_017,
  at: 1_699_999_999_017,
};

const home = {
  id: 70_041,
  firstName: 'Deniz',
  lastName: 'Ornek',
  address1: 'Papatya Sk. No:7 D:3',
  city: 'İzmir',
  cityCode: 35,
  district: 'Bornova',
  districtId: 1203,
  postalCode: '35040',
  neighborhoodId: 35_012,
  neighborhood: 'Erzene Mah',
};

const line = (barcode: string, quantity: number, contentId: number, productName: string) => ({
  sellerId: seller_id,
  barcode,
  quantity,
  lineGrossAmount: 129.9,
  sellerDiscount: 20,
  tyDiscount: 0.5,
  stockCode: `STOCK-${contentId}`,
  contentId,
  productName,
  productSize: 'Tek Ebat',
  productColor: 'White',
  productCategoryId: 1191,
  salesCampaignId: 11,
  commission: 18.5,
});

export const orderInput: OrderInput = {
  orderNumber: String(marker.order),
  orderDate: marker.at - 1_000,
  payment: 'confirmed',
  customer: { id: 600_217, firstName: 'Deniz', lastName: 'Ornek', email: 'pf+8k2m@mail.example' },
  shipmentAddress: home,
  invoiceAddress: { ...home, id: 70_042, company: 'Ornek Ltd' },
  paymentMethod: 'Kredi Kartı',
  lines: [
    line('8680000004101', 3, 880_041, 'Porcelain mug, white, 300 ml'),
    line('8680000004202', 2, 880_042, 'Tea spoon, set of 6'),
  ],
};

export type EventText = { sequence: number; type: string; facts: string };
export type PackageText = { status: string; sequence: number; state: string; document: string };
export type Template = {
  order: { facts: string; lines: string; document: string; barcodes: string[]; content_hash: Buffer };
  tracking_number: number;
  placed: PackageText & { events: EventText[] };
  picking: PackageText & { events: EventText[] };
  cancelled: PackageText & { events: EventText[] };
  child: PackageText & { events: EventText[] };
};

export function makeTemplate(): Template {
  const supply = counting();
  const { order, events } = placeOne(supply);
  const root = fold(events);
  const texts = (current: Package, own: Event[]) => ({
    status: current.status,
    sequence: current.sequence,
    state: JSON.stringify(current),
    document: packageDocument(current, order.lines),
    events: own.filter((event) => event.package_id === current.package_id).map(eventText),
  });
  const picking = unrefused(decide({ current: root, lines: order.lines, command: { type: 'pick' }, supply }));
  const cancel = unrefused(
    decide({
      current: root,
      lines: order.lines,
      command: {
        type: 'cancel',
        lines: [{ line_id: marker.line[0], quantity: 1 }],
        code: 500,
        keep_status: false,
      },
      supply,
    }),
  );
  const child = cancel.filter((event) => event.package_id === marker.child);
  return {
    order: {
      facts: JSON.stringify(order.details),
      lines: JSON.stringify(order.lines),
      document: orderDocument(order, false),
      barcodes: order.lines.map((one) => String(one.details['barcode'])),
      content_hash: createHash('sha256').update('bench').digest(),
    },
    tracking_number: root.tracking_number,
    placed: texts(root, events),
    picking: texts(after(root, picking), picking),
    cancelled: texts(after(root, cancel), cancel),
    child: texts(fold(child), child),
  };
}

function placeOne(supply: Supply): { order: Order; events: Event[] } {
  const intake = unrefused(parseOrder(orderInput, defaultLimits, marker.at));
  const share = intake.shares[0]!.order;
  const terms = { payment: 'confirmed', cargo_provider: 'TEXMP', warehouse_id: 0 } as const;
  return place({ order_number: intake.order_number!, ...share }, terms, supply);
}

function counting(): Supply {
  let package_id = marker.package;
  let line_id: number = marker.line[0];
  let serial = marker.tracking_serial;
  return {
    now: marker.at,
    limits: defaultLimits,
    packageId: () => package_id++,
    lineId: () => line_id++,
    trackingSerial: () => serial++,
    isTracked: () => false,
    isLinked: () => false,
    details: () => ({}),
  };
}

const after = (current: Package, events: Event[]): Package =>
  events.filter((event) => event.package_id === current.package_id).reduce((now, event) => evolve(now, event), current);

function eventText({ sequence, fact }: Event): EventText {
  const { type, ...facts } = fact;
  return { sequence, type, facts: JSON.stringify(facts) };
}
