import type { Status } from '../format.ts';

/**
 * The statuses of a package as the contract tells them: the one table for all tests. It is written by hand and asks
 * nothing of `src/`, so that a mistake there cannot hide here.
 *
 * The words that follow from a status: `shipmentPackageStatus` with the word of lines, and what subscriptions say.
 */
export const words: Record<Status, { inner: string; webhook: string }> = {
  Awaiting: { inner: 'Approved', webhook: 'AWAITING' },
  Created: { inner: 'ReadyToShip', webhook: 'CREATED' },
  Picking: { inner: 'Picking', webhook: 'PICKING' },
  Invoiced: { inner: 'Invoiced', webhook: 'INVOICED' },
  Shipped: { inner: 'Shipped', webhook: 'SHIPPED' },
  AtCollectionPoint: { inner: 'AtCollectionPoint', webhook: 'AT_COLLECTION_POINT' },
  Delivered: { inner: 'Delivered', webhook: 'DELIVERED' },
  UnDelivered: { inner: 'UnDelivered', webhook: 'UNDELIVERED' },
  Returned: { inner: 'Returned', webhook: 'RETURNED' },
  Cancelled: { inner: 'Cancelled', webhook: 'CANCELLED' },
  UnPacked: { inner: 'UnPacked', webhook: 'UNPACKED' },
};

export const statuses = Object.keys(words) as Status[];
export const open_statuses: Status[] = ['Created', 'Picking', 'Invoiced'];
export const not_open: Status[] = statuses.filter((status) => !open_statuses.includes(status));
/** Paid for, and neither cancelled nor replaced by other packages. */
export const live_statuses: Status[] = statuses.filter(
  (status) => !['Awaiting', 'Cancelled', 'UnPacked'].includes(status),
);

/** What a carrier reports of an open package until it has the status. */
export const carriedTo = {
  Shipped: ['Shipped'],
  AtCollectionPoint: ['Shipped', 'AtCollectionPoint'],
  Delivered: ['Shipped', 'Delivered'],
  UnDelivered: ['Shipped', 'UnDelivered'],
  Returned: ['Shipped', 'UnDelivered', 'Returned'],
} as const satisfies Partial<Record<Status, Status[]>>;
export const isCarried = (status: string): status is keyof typeof carriedTo => Object.hasOwn(carriedTo, status);

/** Names that lists, streams and subscriptions accept; no package has one of the last two. */
export const status_names = [...statuses, 'UnSupplied', 'Verified'];

/** The status that an event brings; `created` brings the first one of its package, all others none. */
export const statusOfEvent: Record<string, Status> = {
  confirmed: 'Created',
  picked: 'Picking',
  invoiced: 'Invoiced',
  cancelled: 'Cancelled',
  unpacked: 'UnPacked',
  shipped: 'Shipped',
  arrivedAtCollectionPoint: 'AtCollectionPoint',
  delivered: 'Delivered',
  undelivered: 'UnDelivered',
  returned: 'Returned',
};
