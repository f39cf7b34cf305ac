import type { CommandType } from './command.ts';
import { type FactType, statusOf } from './event.ts';
import { type Package, type Status, statuses } from './package.ts';
import { type Refusal, refuse } from './refusal.ts';

/** Statuses in which a seller still works on a package: units may be cancelled, split off, shipped. */
export const open = ['Created', 'Picking', 'Invoiced'] as const satisfies Status[];

/** No status ever follows these. */
export const closed = ['Delivered', 'Returned', 'Cancelled', 'UnPacked'] as const satisfies Status[];

/** Something is, or was, on its way to the customer: it may be invoiced, and gets a label. */
const live = statuses.filter((status) => !['Awaiting', 'Cancelled', 'UnPacked'].includes(status));

/** All but those whose payment is open. */
const paid = statuses.filter((status) => status !== 'Awaiting');

/** Units in these can still reach the customer; a unit stands in at most one such package. */
export const shippable = ['Awaiting', ...open] as const satisfies Status[];

export type Actor = 'marketplace' | 'seller' | 'customer' | 'carrier' | 'tester' | 'system';

/** One row of the lifecycle: who may ask what in which statuses, the fact it leaves and the status it leads to. */
export type Transition = {
  command: CommandType;
  from: readonly Status[];
  /** Null: the status does not change. */
  to: Status | null;
  /** The fact on the way to `fact`, left first by packages that do not stand there already. */
  via?: FactType;
  /** Null: it has no fact, so it owes no delivery and the package does not change. */
  fact: FactType | null;
  by: readonly Actor[];
  /** What the marketplace documents as a 400 in any other status; absent: `status.not.allowed`. */
  otherwise?: 'warehouse' | 'tracking' | 'invoice' | 'no.invoice';
};

/**
 * The whole lifecycle. It decides on the server, fills the documentation, and tells a page which actions to offer.
 * The package a cancel or a split opens starts as Created, or with the status of its parent when that is asked for.
 */
export const lifecycle: readonly Transition[] = [
  { command: 'confirm-payment', from: ['Awaiting'], to: 'Created', fact: 'confirmed', by: ['marketplace'] },
  { command: 'fail-payment', from: ['Awaiting'], to: 'Cancelled', fact: 'cancelled', by: ['marketplace'] },
  { command: 'pick', from: ['Created'], to: 'Picking', fact: 'picked', by: ['seller'] },
  { command: 'invoice', from: ['Picking'], to: 'Invoiced', fact: 'invoiced', by: ['seller'] },
  { command: 'cancel', from: open, to: 'Cancelled', fact: 'cancelled', by: ['seller'] },
  { command: 'customer-cancel', from: open, to: 'Cancelled', fact: 'cancelled', by: ['customer'] },
  { command: 'split', from: open, to: 'UnPacked', fact: 'unpacked', by: ['seller'] },
  { command: 'ship', from: open, to: 'Shipped', fact: 'shipped', by: ['carrier', 'tester'] },
  {
    command: 'arrive',
    from: ['Shipped'],
    to: 'AtCollectionPoint',
    fact: 'arrivedAtCollectionPoint',
    by: ['carrier', 'tester'],
  },
  {
    command: 'deliver',
    from: ['Shipped', 'AtCollectionPoint'],
    to: 'Delivered',
    fact: 'delivered',
    by: ['carrier', 'tester'],
  },
  {
    command: 'undeliver',
    from: ['Shipped', 'AtCollectionPoint'],
    to: 'UnDelivered',
    fact: 'undelivered',
    by: ['carrier', 'tester'],
  },
  { command: 'return', from: ['UnDelivered'], to: 'Returned', fact: 'returned', by: ['carrier', 'tester'] },
  { command: 'ship-alternatively', from: open, to: 'Shipped', fact: 'shipped', by: ['seller'] },
  { command: 'deliver-digitally', from: open, to: 'Delivered', via: 'shipped', fact: 'delivered', by: ['seller'] },
  {
    command: 'manual-deliver',
    from: ['Shipped', 'AtCollectionPoint'],
    to: null,
    fact: 'deliveryReported',
    by: ['seller'],
  },
  { command: 'manual-return', from: ['Shipped', 'UnDelivered'], to: null, fact: 'returnReported', by: ['seller'] },
  {
    command: 'confirm-delivery',
    from: ['Shipped', 'AtCollectionPoint'],
    to: 'Delivered',
    fact: 'delivered',
    by: ['customer', 'system'],
  },
  {
    command: 'confirm-return',
    from: ['Shipped', 'UnDelivered'],
    to: 'Returned',
    via: 'undelivered',
    fact: 'returned',
    by: ['customer', 'system'],
  },
  { command: 'miss-date', from: open, to: null, fact: 'becameOverdue', by: ['system'] },
  { command: 'cancel-overdue', from: open, to: 'Cancelled', fact: 'cancelled', by: ['system'] },
  { command: 'feed-tracking-number', from: open, to: null, fact: 'trackingNumberFed', by: ['seller'] },
  {
    command: 'feed-tracking-details',
    // While Invoiced only anew.
    from: ['Picking', 'Invoiced'],
    to: null,
    fact: 'trackingDetailsFed',
    by: ['seller'],
    otherwise: 'tracking',
  },
  { command: 'set-box-info', from: open, to: null, fact: 'boxInfoSet', by: ['seller'] },
  { command: 'set-service-delivery', from: open, to: null, fact: 'serviceDeliverySet', by: ['seller'] },
  { command: 'set-warehouse', from: open, to: null, fact: 'warehouseSet', by: ['seller'], otherwise: 'warehouse' },
  { command: 'extend-date', from: open, to: null, fact: 'dateExtended', by: ['seller'] },
  {
    command: 'set-labor-costs',
    from: [...open, 'Shipped', 'AtCollectionPoint', 'UnDelivered'],
    to: null,
    fact: 'laborCostsSet',
    by: ['seller'],
  },
  { command: 'change-cargo-provider', from: open, to: null, fact: 'cargoProviderChanged', by: ['seller'] },
  { command: 'link-invoice', from: live, to: null, fact: 'invoiceLinked', by: ['seller'], otherwise: 'invoice' },
  {
    command: 'unlink-invoice',
    // Also when it is over: a link is free again then for the package that came of a cancelled one.
    from: paid,
    to: null,
    fact: 'invoiceUnlinked',
    by: ['seller'],
    otherwise: 'no.invoice',
  },
  {
    command: 'store-invoice-file',
    from: live,
    to: null,
    fact: 'invoiceFileStored',
    by: ['seller'],
    otherwise: 'invoice',
  },
  {
    command: 'accept-invoice',
    from: paid,
    to: null,
    fact: 'invoiceAccepted',
    by: ['marketplace'],
    otherwise: 'no.invoice',
  },
  {
    command: 'reject-invoice',
    from: paid,
    to: null,
    fact: 'invoiceRejected',
    by: ['marketplace'],
    otherwise: 'no.invoice',
  },
  { command: 'request-label', from: live, to: null, fact: null, by: ['seller'], otherwise: 'invoice' },
];

const steps = new Map(lifecycle.map((step) => [step.command, step]));

/** The facts that a step leaves on a package in `status`, in order. */
export function factsOf({ via, fact }: Transition, status: Status): FactType[] {
  if (fact === null) return [];
  return via === undefined || statusOf[via] === status ? [fact] : [via, fact];
}

export const transitionOf = (command: CommandType): Transition => steps.get(command)!;

export const statusNotAllowed = (
  { package_id, status }: Pick<Package, 'package_id' | 'status'>,
  command: CommandType,
): Refusal => refuse({ code: 'status.not.allowed', package_id, command, status, allowed: transitionOf(command).from });

/** While Invoiced a package is fed only anew: its carrier, or that of a package it came from, was fed before. */
export const isFeedable = ({
  status,
  details_fed,
  sender_number,
}: Omit<PackageStanding, 'invoice' | 'reported'>): boolean =>
  status !== 'Invoiced' || details_fed === true || sender_number !== undefined;

type PackageStanding = Pick<Package, 'status' | 'invoice' | 'reported' | 'details_fed' | 'sender_number'>;

/** Commands that ask for more than a status: what is not there cannot be taken away or reviewed. */
const conditions: Partial<Record<CommandType, (standing: PackageStanding) => boolean>> = {
  'unlink-invoice': ({ invoice }) => invoice?.kind === 'link',
  'accept-invoice': ({ invoice }) => invoice?.review !== undefined,
  'reject-invoice': ({ invoice }) => invoice !== undefined,
  'feed-tracking-details': isFeedable,
  'confirm-delivery': ({ reported }) => reported?.outcome === 'delivered',
  'confirm-return': ({ reported }) => reported?.outcome === 'returned',
};

/** What may be asked of a package as it stands. */
export const allowedFor = (standing: PackageStanding): CommandType[] =>
  lifecycle
    .filter(({ from, command }) => from.includes(standing.status) && (conditions[command]?.(standing) ?? true))
    .filter(({ by }) => by.some((actor) => actor !== 'system'))
    .map(({ command }) => command);
