import type { Command } from '../domain/command.ts';
import { home } from '../domain/countries.ts';
import { announced, type Event } from '../domain/event.ts';
import { boxesOf } from '../domain/label.ts';
import type { Order, OrderLine } from '../domain/order.ts';
import type { Package } from '../domain/package.ts';
import type { Writes } from '../postgres/commit.ts';
import type { LabelRow } from '../postgres/labels.ts';
import type { DetailsOf } from '../postgres/orders.ts';
import type { PackageRow } from '../postgres/packages.ts';
import type { Subscription } from '../postgres/webhooks.ts';
import { orderDocument, packageDocument } from '../wire/package.ts';
import { namesOf } from '../wire/status.ts';
import { subscriptionName } from '../wire/webhook.ts';
import type { World } from '../world.ts';
import type { OrderAsk, Placed } from './ask.ts';

export function owedBy(
  world: World,
  event: Event,
  { country = home.code }: Package,
  webhooks: Subscription[],
): Writes['deliveries'] {
  const status = announced(event);
  if (status === null) return [];
  const { fact } = event;
  const cancelled_by = fact.type === 'cancelled' ? fact.cancellation.by : undefined;
  const names = namesOf({ status, cancelled_by }).map(subscriptionName);
  return webhooks
    .filter((w) => w.seller_id === event.seller_id)
    .filter((w) => names.some((name) => isOneOf(w.subscribed, name)) && isOneOf(w.country_codes, country))
    .map(({ seller_id, webhook_id, status, envelope, legacy, sparse, live, epoch }) => ({
      seller_id,
      webhook_id,
      package_id: event.package_id,
      sequence: event.sequence,
      state: status === 'ACTIVE' ? 'owed' : 'held',
      envelope: envelope ?? world.settings.webhook.envelope,
      legacy,
      sparse,
      live,
      epoch,
    }));
}

/** Null: of all. */
const isOneOf = (wanted: string[] | null, value: string): boolean => wanted === null || wanted.includes(value);

export function packageRow(current: Package, lines: OrderLine[]): PackageRow {
  const { seller_id, package_id, order_number, status, created_at, modified_at, sequence, agreed_delivery_at } =
    current;
  return {
    seller_id,
    package_id,
    order_number,
    status,
    created_at,
    modified_at,
    sequence,
    agreed_delivery_at,
    state: JSON.stringify(current),
    document: packageDocument(current, lines),
  };
}

export function orderRow(order: Order, placed: Placed, { terms, content_hash }: OrderAsk, now: number) {
  return {
    seller_id: order.seller_id,
    order_number: order.order_number,
    root_id: placed.package_id,
    content_hash,
    ordered_at: order.ordered_at,
    created_at: now,
    facts: JSON.stringify(order.details),
    lines: JSON.stringify(order.lines),
    document: orderDocument(order, terms.payment === 'pending'),
    barcodes: order.lines.map((line) => String(line.details['barcode'])),
  };
}

export const labelRow = (
  current: Package,
  command: Extract<Command, { type: 'request-label' }>,
  now: number,
): LabelRow => ({
  seller_id: current.seller_id,
  package_id: current.package_id,
  tracking_number: current.tracking_number,
  box_quantity: boxesOf(current, command),
  volumetric_height: command.volumetric_height,
  requested_at: now,
});

/** Payment is confirmed: the order's half of the document shows the customer from now on. */
export function unmasked(
  current: Package,
  lines: OrderLine[],
  { ordered_at, details }: DetailsOf,
): Writes['unmasked'][number] {
  const { seller_id, order_number } = current;
  const order: Order = { seller_id, order_number, ordered_at, details, lines, discount_displays: [] };
  return { seller_id, order_number, document: orderDocument(order, false) };
}
