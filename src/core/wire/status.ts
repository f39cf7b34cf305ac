import { type Cancellation, type Canceller, type PackageState, type Status, statuses } from '../domain/package.ts';

/**
 * Names that filters and subscriptions accept. No package has one of the last two as its status: `UnSupplied` means the
 * packages that their seller cancelled, and `Verified` means none.
 */
export const statusNames = [...statuses, 'UnSupplied', 'Verified'] as const;
export type StatusName = (typeof statusNames)[number];

/** Words of old guides that the list still accepts as a status. They match no package. */
export const oldStatusNames = ['Repack', 'ReadyToShip'] as const;

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

/** The names of a package in filters and subscriptions. A package that its seller cancelled has two. */
export const namesOf = ({ status, cancelled_by }: PackageState): StatusName[] =>
  cancelled_by === 'Seller' ? [status, 'UnSupplied'] : [status];

const statesByName = new Map<string, PackageState>([
  ...statuses.map((status) => [status, { status }] as const),
  ['UnSupplied', { status: 'Cancelled', cancelled_by: 'Seller' }],
]);

/** The packages that filter names mean. Names without a package mean nothing. */
export const statesOf = (names: readonly string[]): PackageState[] =>
  names.flatMap((name) => statesByName.get(name) ?? []);
