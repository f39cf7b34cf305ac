import type { Command } from '../../src/core/domain/command.ts';
import { decide } from '../../src/core/domain/decide.ts';
import type { Event } from '../../src/core/domain/event.ts';
import { evolve, fold } from '../../src/core/domain/evolve.ts';
import { defaultLimits } from '../../src/core/domain/limits.ts';
import type { Order } from '../../src/core/domain/order.ts';
import type { Package } from '../../src/core/domain/package.ts';
import { type PlacementTerms, place } from '../../src/core/domain/place.ts';
import { unrefused } from '../../src/core/domain/refusal.ts';
import type { Supply } from '../../src/core/domain/supply.ts';
import { type OrderIntake, parseOrder } from '../../src/core/wire/order.ts';
import type { OrderInput } from '../../src/core/wire/order-input.ts';

/**
 * One order, worked through by hand: three mugs that share 20.00 of the seller's discount and 0.50 of the platform's,
 * and one set of spoons with 5.25. None of these divides evenly, which is the point.
 */
export const seller_id = 900217;
export const placed_at = 1794820362604;
export const confirmed_at = 1794820375118;
export const cancelled_at = 1794823407440;
export const mugs = 4700000041;
export const spoons = 4700000042;

const home = {
  id: 70041,
  firstName: 'Deniz',
  lastName: 'Ornek',
  address1: 'Papatya Sk. No:7 D:3',
  city: 'İzmir',
  cityCode: 35,
  district: 'Bornova',
  districtId: 1203,
  postalCode: '35040',
  neighborhoodId: 35012,
  neighborhood: 'Erzene Mah',
};

export const orderInput: OrderInput = {
  orderNumber: '10900000217',
  orderDate: 1794820361318,
  payment: 'pending',
  customer: {
    id: 600217,
    firstName: 'Deniz',
    lastName: 'Ornek',
    email: 'pf+8k2m@mail.example',
    taxNumber: '1111111111',
  },
  shipmentAddress: home,
  invoiceAddress: { ...home, id: 70042, company: 'Ornek Ltd', taxOffice: 'Bornova' },
  paymentMethod: 'Kredi Kartı',
  commercial: true,
  discountDisplays: [{ displayName: 'Autumn basket', discountAmount: 15 }],
  lines: [
    {
      sellerId: seller_id,
      barcode: '8680000004101',
      quantity: 3,
      lineGrossAmount: 129.9,
      sellerDiscount: 20,
      tyDiscount: 0.5,
      stockCode: 'MUG-WHITE',
      contentId: 880041,
      productName: 'Porcelain mug, white',
      productSize: '300 ml',
      productColor: 'White',
      productCategoryId: 1191,
      salesCampaignId: 11,
      commission: 18.5,
    },
    {
      sellerId: seller_id,
      barcode: '8680000004202',
      quantity: 1,
      lineGrossAmount: 45.5,
      sellerDiscount: 5.25,
      stockCode: 'SPOON-6',
      contentId: 880042,
      productName: 'Tea spoon, set of 6',
      productSize: 'Tek Ebat',
      productColor: 'Silver',
      productCategoryId: 1204,
      salesCampaignId: 11,
      commission: 18.5,
    },
  ],
};

export function parsed(input: unknown): OrderIntake {
  return unrefused(parseOrder(input, defaultLimits, placed_at));
}

/** Ids in sequence, from the ones of the example on. */
export function counting(): Supply {
  let package_id = 3500000017;
  let line_id = mugs;
  let serial = 17;
  return {
    now: placed_at,
    limits: defaultLimits,
    packageId: () => package_id++,
    lineId: () => line_id++,
    trackingSerial: () => serial++,
    isTracked: () => false,
    isLinked: () => false,
    details: () => ({}),
  };
}

/** A tiny koli: the order, its packages by id, and a hand to change them. */
export class Tree {
  readonly order: Order;
  readonly packages = new Map<number, Package>();
  readonly supply: Supply = counting();

  constructor(input: unknown = orderInput, terms: Partial<PlacementTerms> = {}) {
    const { order_number, payment, shares } = parsed(input);
    const { order: share, terms: own } = shares[0]!;
    const common: PlacementTerms = { payment, cargo_provider: 'TEXMP', warehouse_id: 0 };
    const { order, events } = place(
      { order_number: order_number!, ...share },
      { ...common, ...defined(own), ...terms },
      this.supply,
    );
    this.order = order;
    const first = fold(events);
    this.packages.set(first.package_id, first);
  }

  get root(): Package {
    return this.packages.values().next().value!;
  }

  perform(package_id: number, command: Command, now: number): Event[] {
    const current = this.packages.get(package_id)!;
    const events = unrefused(decide({ current, lines: this.order.lines, command, supply: { ...this.supply, now } }));
    for (const event of events) {
      this.packages.set(event.package_id, evolve(this.packages.get(event.package_id) ?? null, event));
    }
    return events;
  }
}

const defined = <T extends object>(value: T): Partial<T> =>
  Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as Partial<T>;

/** The example up to its confirmed order. */
export function confirmedTree(): Tree {
  const tree = new Tree();
  tree.perform(3500000017, { type: 'confirm-payment' }, confirmed_at);
  return tree;
}

/** The example after one mug was out of stock. */
export function cancelledTree(): Tree {
  const tree = confirmedTree();
  const lines = [{ line_id: mugs, quantity: 1 }];
  tree.perform(3500000017, { type: 'cancel', lines, code: 500, keep_status: false }, cancelled_at);
  return tree;
}
