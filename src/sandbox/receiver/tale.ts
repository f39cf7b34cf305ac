import type { Command } from '../../core/domain/command.ts';
import { decide } from '../../core/domain/decide.ts';
import type { Event } from '../../core/domain/event.ts';
import { fold } from '../../core/domain/evolve.ts';
import { unrefused } from '../../core/domain/refusal.ts';
import { eventId } from '../../core/webhook/attempt.ts';
import { invent } from '../../core/wire/invented.ts';
import { wholeDocument } from '../../core/wire/package.ts';

/** One event of an invented package, told as the rules of the program tell it. */
export type TaleEvent = { id: string; document: string };

export type Tale = {
  /** Payment is open: the customer is masked. */
  awaiting: TaleEvent;
  created: TaleEvent;
  picking: TaleEvent;
  /** One unit was out of stock: the package that keeps it, and the one opened for the rest. */
  cancelled: TaleEvent;
  remainder: TaleEvent;
};

type TaleOptions = {
  seller_id: number;
  /** Of the package; its remainder has the next one. */
  package_id: number;
  now: number;
  lines?: number;
  units?: number;
};

const minute_ms = 60_000;

/** A package that exists nowhere, from its order to a partial cancel. */
export function inventTale({ seller_id, package_id, now, lines = 2, units = 3 }: TaleOptions): Tale {
  const began = now - 4 * minute_ms;
  const order_number = `KOLI-CHECK-${package_id}`;
  const invented = { seller_id, first_id: package_id, order_number, now: began, lines, units };
  const { order, events, supply } = invent({ ...invented, payment: 'pending' });

  const after = (before: Event[], command: Command, at: number): Event[] => {
    return unrefused(decide({ current: fold(before), lines: order.lines, command, supply: { ...supply, now: at } }));
  };
  const told = (life: Event[]): TaleEvent => ({
    id: eventId(life.at(-1)!),
    document: wholeDocument(fold(life), order),
  });
  const own = (all: Event[]): Event[] => all.filter((event) => event.package_id === package_id);

  const created = [...events, ...after(events, { type: 'confirm-payment' }, now - 3 * minute_ms)];
  const picking = [...created, ...after(created, { type: 'pick' }, now - 2 * minute_ms)];
  const one = [{ line_id: order.lines[0]!.line_id, quantity: 1 }];
  const cancel: Command = { type: 'cancel', lines: one, code: 500, keep_status: false };
  const parted = after(picking, cancel, now - minute_ms);
  return {
    awaiting: told(events),
    created: told(created),
    picking: told(picking),
    cancelled: told([...picking, ...own(parted)]),
    remainder: told(parted.filter((event) => event.package_id !== package_id)),
  };
}
