import type { Command } from '../domain/command.ts';
import { decide } from '../domain/decide.ts';
import type { Event } from '../domain/event.ts';
import { fold } from '../domain/evolve.ts';
import { defaultLimits } from '../domain/limits.ts';
import { place } from '../domain/place.ts';
import { isRefusal } from '../domain/refusal.ts';
import type { Supply } from '../domain/supply.ts';
import { isProblem, parseOrder } from '../wire/order.ts';
import { wholeDocument } from '../wire/package.ts';
import { eventId } from './attempt.ts';

/** One event of an invented package, told as the rules of the program tell it. */
export type Told = { id: string; document: string };

export type Tale = {
  /** Payment is open: the customer is masked. */
  awaiting: Told;
  created: Told;
  picking: Told;
  /** One unit was out of stock: the package that keeps it, and the one opened for the rest. */
  cancelled: Told;
  remainder: Told;
};

export type TaleOptions = {
  seller_id: number;
  /** Of the package; its remainder has the next one. */
  package_id: number;
  now: number;
  lines?: number;
  units?: number;
};

const address = {
  firstName: 'Deneme',
  lastName: 'Müşteri',
  address1: 'Örnek Sokak No:1',
  city: 'İstanbul',
  district: 'Kadıköy',
};

const minute_ms = 60_000;

/** A package that exists nowhere, from its order to a partial cancel. */
export function tell({ seller_id, package_id, now, lines = 2, units = 3 }: TaleOptions): Tale {
  const order_number = `KOLI-CHECK-${package_id}`;
  const intake = parseOrder(
    {
      orderNumber: order_number,
      payment: 'pending',
      customer: { id: 1, firstName: 'Deneme', lastName: 'Müşteri', email: 'deneme@mail.example' },
      shipmentAddress: address,
      invoiceAddress: address,
      lines: Array.from({ length: lines }, (_, index) => ({
        sellerId: seller_id,
        barcode: `KOLI-CHECK-${index + 1}`,
        productName: `Deneme ürünü ${index + 1}`,
        quantity: units,
        lineGrossAmount: 129.9,
        sellerDiscount: 20,
        tyDiscount: 0.5,
      })),
    },
    defaultLimits,
    now - 4 * minute_ms,
  );
  if (isProblem(intake)) throw new Error(`${intake.field} ${intake.problem}`);
  const supply = supplyFrom(package_id);
  const share = { ...intake.shares[0]!.order, order_number };
  const terms = { payment: 'pending', cargo_provider: 'TEXMP', warehouse_id: 0 } as const;
  const { order, events } = place(share, terms, { ...supply, now: now - 4 * minute_ms });

  const after = (before: Event[], command: Command, at: number): Event[] => {
    const outcome = decide(fold(before), order.lines, command, { ...supply, now: at });
    if (isRefusal(outcome)) throw new Error(`refused: ${outcome.code}`);
    return outcome;
  };
  const told = (life: Event[]): Told => ({ id: eventId(life.at(-1)!), document: wholeDocument(fold(life), order) });
  const own = (all: Event[]): Event[] => all.filter((event) => event.package_id === package_id);

  const created = [...events, ...after(events, { type: 'confirm-payment' }, now - 3 * minute_ms)];
  const picking = [...created, ...after(created, { type: 'pick' }, now - 2 * minute_ms)];
  const one = [{ line_id: order.lines[0]!.line_id, quantity: 1 }];
  const cancel: Command = { type: 'cancel', lines: one, reason: 'Stock Out', code: 500, keep_status: false };
  const parted = after(picking, cancel, now - minute_ms);
  return {
    awaiting: told(events),
    created: told(created),
    picking: told(picking),
    cancelled: told([...picking, ...own(parted)]),
    remainder: told(parted.filter((event) => event.package_id !== package_id)),
  };
}

/** Ids below those that koli gives. */
function supplyFrom(first: number): Supply {
  let package_id = first;
  let line_id = first;
  return {
    now: 0,
    limits: defaultLimits,
    packageId: () => package_id++,
    lineId: () => line_id++,
    trackingSerial: () => package_id,
    isTracked: () => false,
    isLinked: () => false,
    details: () => ({}),
  };
}
