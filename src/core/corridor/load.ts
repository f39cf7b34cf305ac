import type pg from 'pg';
import type { Command } from '../domain/command.ts';
import { isRefusal } from '../domain/refusal.ts';
import { findInvoiceLinks, type InvoiceLink } from '../postgres/invoices.ts';
import { type DetailsOf, type FoundOrder, findDetails, findOrders } from '../postgres/orders.ts';
import { type LockedPackage, lockPackages, type PackageKey } from '../postgres/packages.ts';
import { findReplies, type ReplyRow } from '../postgres/replies.ts';
import { findTrackingNumbers, type TrackingNumber } from '../postgres/tracking-numbers.ts';
import { beginWrite, together } from '../postgres/transaction.ts';
import { type Subscription, webhooksOf } from '../postgres/webhooks.ts';
import type { World } from '../world.ts';
import type { CommandAsk, OrderAsk } from './ask.ts';
import { stored_ms } from './idempotency.ts';

/** The rows that the asks of one transaction need. Packages are locked. */
export type Loaded = {
  replies: ReplyRow[];
  packages: LockedPackage[];
  details: DetailsOf[];
  orders: FoundOrder[];
  webhooks: Subscription[];
  /** Which of the wanted tracking numbers are in use. */
  tracked: TrackingNumber[];
  /** Which of the given invoice links packages already have. */
  links: InvoiceLink[];
};

/** Commands that need the details of the order. */
const detailed: readonly Command['type'][] = [
  'confirm-payment',
  'link-invoice',
  'unlink-invoice',
  'store-invoice-file',
  'change-cargo-provider',
];

/** One round trip: every statement is sent before the first has answered. */
export async function load(
  world: World,
  client: pg.PoolClient,
  asks: (CommandAsk | OrderAsk)[],
  limit_ms: number,
): Promise<Loaded> {
  const packages = asks.filter((ask) => ask.kind === 'command' && ask.package_id > 0) as CommandAsk[];
  const asking = packages.filter((ask) => !isRefusal(ask.command) && detailed.includes(ask.command.type));
  const placed = asks.filter((ask) => ask.kind === 'order');
  const orders = placed.map(({ order }) => order);
  const numbers = packages.flatMap(fedNumber);
  const links = packages.flatMap(({ seller_id, command }) =>
    !isRefusal(command) && command.type === 'link-invoice' ? [{ seller_id, link: command.link }] : [],
  );
  const keys = asks.flatMap((ask) => ask.idempotency ?? []);
  const sellers = [...new Set(asks.map((ask) => ask.seller_id))];
  const none = Promise.resolve([]);
  const [, replies, locked, details, found, webhooks, tracked, linked] = await together([
    beginWrite(client, limit_ms),
    keys.length > 0 ? findReplies(client, keys, world.clock.now() - stored_ms) : none,
    packages.length > 0 ? lockPackages(client, packages) : none,
    asking.length > 0 ? findDetails(client, asking) : none,
    orders.length > 0 ? findOrders(client, orders) : none,
    webhooksOf(client, sellers),
    numbers.length > 0 ? findTrackingNumbers(client, numbers) : none,
    links.length > 0 ? findInvoiceLinks(client, links) : none,
    ...asks.flatMap((ask) => ask.addition?.load?.(client) ?? []),
  ]);
  return { replies, packages: locked, details, orders: found, webhooks, tracked, links: linked };
}

type NumberOf = { seller_id: number; tracking_number: number };

const fedNumber = ({ seller_id, command }: CommandAsk): NumberOf[] =>
  !isRefusal(command) && command.type === 'feed-tracking-number'
    ? [{ seller_id, tracking_number: command.tracking_number }]
    : [];

export const detailsOf = (loaded: Loaded, { seller_id, package_id }: PackageKey): DetailsOf =>
  loaded.details.find((one) => one.seller_id === seller_id && one.package_id === package_id)!;
