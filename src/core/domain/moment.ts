import type { Command } from './command.ts';
import type { Event } from './event.ts';
import { open } from './lifecycle.ts';
import type { Package, Status } from './package.ts';
import type { SellerSettings } from './seller.ts';

// What falls due for a package, and what happens then. A moment is a reminder: when it comes, the package decides whether
// it still means something. So nothing has to be taken back when a package leaves or its date moves.

export const momentKinds = ['payment', 'hand-over', 'confirmation'] as const;
export type MomentKind = (typeof momentKinds)[number];

export type DueMoment = { seller_id: number; package_id: number; kind: MomentKind; due_at: number };

/** Statuses in which a moment may mean something. A package that has left them does not come back. */
export const awaitedIn: Record<MomentKind, readonly Status[]> = {
  payment: ['Awaiting'],
  'hand-over': open,
  confirmation: ['Shipped', 'AtCollectionPoint', 'UnDelivered'],
};

/** The moments that an event brings about. `after`: the package that it leaves. */
export function momentsOf({ seller_id, package_id, at, fact }: Event, after: Package): DueMoment[] {
  switch (fact.type) {
    case 'created':
    case 'confirmed':
    case 'dateExtended': {
      const due_at = after.agreed_delivery_at;
      const is_open = (open as readonly Status[]).includes(after.status);
      // A date that is already past causes no event: the lists show such a package as overdue from the start.
      return is_open && due_at > at ? [{ seller_id, package_id, kind: 'hand-over', due_at }] : [];
    }
    case 'deliveryReported':
    case 'returnReported':
      return [{ seller_id, package_id, kind: 'confirmation', due_at: fact.confirmed_at_latest }];
    default:
      return [];
  }
}

/** What a moment asks of its package, one after another. None: it means nothing any more. */
export function commandsAt(
  kind: MomentKind,
  current: Package,
  settings: Pick<SellerSettings, 'cancel_overdue'>,
  now: number,
): Command[] {
  switch (kind) {
    case 'payment':
      return [{ type: 'confirm-payment' }];
    case 'hand-over':
      if (current.agreed_delivery_at > now) return [];
      return settings.cancel_overdue ? [{ type: 'miss-date' }, { type: 'cancel-overdue' }] : [{ type: 'miss-date' }];
    case 'confirmation': {
      const { reported } = current;
      if (reported === undefined || reported.confirmed_at_latest > now) return [];
      return [{ type: reported.outcome === 'delivered' ? 'confirm-delivery' : 'confirm-return', by: 'deadline' }];
    }
  }
}

/** Whether its date has passed and it has not left. */
export const isOverdue = ({ status, agreed_delivery_at }: Package, now: number): boolean =>
  (open as readonly Status[]).includes(status) && agreed_delivery_at <= now;
