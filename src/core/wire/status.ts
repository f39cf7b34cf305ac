import { type Cancellation, type Canceller, type Status, statuses } from '../domain/package.ts';

/** Names that filters and subscriptions accept. No package ever has one of the last two. */
export const statusNames = [...statuses, 'UnSupplied', 'Verified'] as const;
export type StatusName = (typeof statusNames)[number];

/** `shipmentPackageStatus`, and `orderLineItemStatusName` of lines that are not cancelled. */
export const innerWords: Record<Status, string> = {
  Awaiting: 'Approved',
  Created: 'ReadyToShip',
  Picking: 'Picking',
  Invoiced: 'Invoiced',
  Shipped: 'Shipped',
  AtCollectionPoint: 'AtCollectionPoint',
  Delivered: 'Delivered',
  UnDelivered: 'UnDelivered',
  Returned: 'Returned',
  Cancelled: 'Cancelled',
  UnPacked: 'UnPacked',
};

/** `orderLineItemStatusName` of cancelled lines, by who cancelled. */
export const cancelledWords: Record<Canceller, string> = {
  Seller: 'UnSupplied',
  Customer: 'Cancelled',
  System: 'Cancelled',
};

/** All lines of a package share one word, since a cancel moves what it leaves into another package. */
export const lineWord = (status: Status, cancellation?: Cancellation): string =>
  cancellation === undefined ? innerWords[status] : cancelledWords[cancellation.by];

/**
 * Which packages have lines that a filter name means. `Cancelled` covers what sellers cancelled, too; `UnSupplied`
 * is those alone; `Verified` matches nothing. `cancelled_by` absent: whoever it was.
 */
export const lineFilters: Record<StatusName, { status: Status; cancelled_by?: Canceller } | null> = {
  ...(Object.fromEntries(statuses.map((status) => [status, { status }])) as Record<Status, { status: Status }>),
  UnSupplied: { status: 'Cancelled', cancelled_by: 'Seller' },
  Verified: null,
};
