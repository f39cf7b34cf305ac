import { alternative, providerOf } from './cargo.ts';
import type { Command, LineQuantity } from './command.ts';
import { checkApplicable, checkValues, noTracking } from './delivery.ts';
import type { Event, Fact, FactType } from './event.ts';
import { checkInvoice } from './invoice.ts';
import { factsOf, type Step, stepOf } from './lifecycle.ts';
import { divide, type Named, unitCount } from './lines.ts';
import { shareDisplays, totals } from './money.ts';
import type { OrderLine } from './order.ts';
import {
  type Canceller,
  type CreatedBy,
  type DiscountDisplay,
  type Package,
  type PackageLine,
  type Status,
  shownInvoiceNumber,
} from './package.ts';
import { type Refusal, refuse } from './refusal.ts';
import { type Supply, trackingNumber } from './supply.ts';

/**
 * What becomes of a package when somebody asks `command` of it: the events, in order, or a refusal. Pure: time and ids
 * come from `supply`, which is drawn from only when the command is performed.
 *
 * Checks run in the order of the wire contract: status, then whether it applies to such a package at all, then
 * membership of lines, then quantities and other values, then the form. No events: it is so already.
 */
export function decide(current: Package, lines: OrderLine[], command: Command, supply: Supply): Event[] | Refusal {
  const step = stepOf(command.type);
  if (!step.from.includes(current.status)) return wrongStatus(current, step);
  const refusal =
    checkInvoice(current, command, supply) ??
    checkApplicable(current, lines, command, supply.now) ??
    checkLines(current, command) ??
    checkValues(current, lines, command, supply);
  if (refusal !== null) return refusal;
  // A write is stamped after the last change of its package, also when two fall into one millisecond.
  const at = Math.max(supply.now, current.modified_at + 1);
  switch (command.type) {
    case 'cancel':
      return cancel(current, lines, { ...command, by: 'Seller' }, at, supply);
    case 'customer-cancel':
      return cancel(current, lines, { ...command, by: 'Customer', code: 0, keep_status: false }, at, supply);
    case 'fail-payment':
      return cancel(current, lines, { ...command, lines: null, by: 'System', code: 0, keep_status: false }, at, supply);
    case 'split':
      return split(current, lines, command, at, supply);
    case 'change-cargo-provider':
      if (command.cargo_provider === current.cargo_provider) return [];
  }
  return factsOf(step, current.status).map((fact, index) => ({
    ...next(current, at, factFrom(fact, current, command, supply)),
    sequence: current.sequence + 1 + index,
  }));
}

function wrongStatus(current: Package, { command, otherwise }: Step): Refusal {
  const { package_id, status } = current;
  if (otherwise === 'invoice') return refuse({ code: 'not.applicable', package_id, why: 'not.live' });
  if (otherwise === 'no.invoice') return refuse({ code: 'invoice.unknown', package_id });
  if (otherwise === 'tracking') return noTracking(current, 'not.picking');
  if (otherwise === 'warehouse') return refuse({ code: 'not.applicable', package_id, why: 'not.open' });
  return refuse({ code: 'status.not.allowed', package_id, status, command });
}

/** A fact with what the command told of it. */
function factFrom(type: FactType, current: Package, command: Command, supply: Supply): Fact {
  switch (command.type) {
    case 'invoice':
      return { type: 'invoiced', invoice_number: command.invoice_number };
    case 'unlink-invoice':
      return { type: 'invoiceUnlinked' };
    case 'ship-alternatively':
    case 'deliver-digitally': {
      const { type: _, ...told } = command;
      if (type === 'delivered') return { type, digital_code: 'digital_code' in told ? told.digital_code : undefined };
      const { link, phone, box_quantity, deci } = told;
      const tracking_number = newTrackingNumber(alternative.code, supply);
      return { type: 'shipped', alternative: { tracking_number, link, phone, box_quantity, deci } };
    }
    case 'extend-date':
      return { type: 'dateExtended', agreed_delivery_at: current.agreed_delivery_at + command.days * day_ms };
    case 'change-cargo-provider': {
      const { cargo_provider } = command;
      const tracking_number = newTrackingNumber(cargo_provider, supply);
      return { type: 'cargoProviderChanged', cargo_provider, tracking_number };
    }
    case 'feed-tracking-number':
    case 'feed-tracking-details':
    case 'set-box-info':
    case 'set-warehouse':
    case 'set-labor-costs':
    case 'link-invoice':
    case 'store-invoice-file':
      return { ...command, type } as Fact;
    default:
      return { type } as Fact;
  }
}

const day_ms = 86_400_000;

const newTrackingNumber = (cargo_provider: string, supply: Supply): number =>
  trackingNumber(providerOf(cargo_provider).prefix, supply.trackingSerial());

const next = (current: Package, at: number, fact: Fact): Event => ({
  seller_id: current.seller_id,
  package_id: current.package_id,
  sequence: current.sequence + 1,
  at,
  fact,
});

type Cancel = { lines: LineQuantity[] | null; by: Canceller; reason: string; code: number; keep_status: boolean };

/** All units named: the package is Cancelled. Some: it keeps those, and a new package opens for the remainder. */
function cancel(current: Package, lines: OrderLine[], ask: Cancel, at: number, supply: Supply): Event[] {
  const cancellation = { by: ask.by, reason: ask.reason, code: ask.code };
  if (ask.lines === null || unitCount(ask.lines) === unitCount(current.lines))
    return [next(current, at, { type: 'cancelled', cancellation })];

  const { parts, rest } = divide(current.lines, [ask.lines]);
  const [kept, left] = withDisplays(current, lines, [parts[0]!, rest]) as [Share, Share];
  const remainder = birth(current, left, 'cancel', ask.keep_status, at, supply);
  const remainder_id = remainder.package_id;
  return [next(current, at, { type: 'cancelled', cancellation, kept, remainder_id }), remainder];
}

/** The parent becomes a record of what it held; every part, and what nobody named, goes on in a package of its own. */
function split(
  current: Package,
  lines: OrderLine[],
  ask: Extract<Command, { type: 'split' }>,
  at: number,
  supply: Supply,
): Event[] | Refusal {
  const { package_id } = current;
  const { parts, rest } = divide(current.lines, ask.parts);
  const runs = rest.length > 0 ? [...parts, rest] : parts;
  if (rest.length === 0 && ask.form === 'split') return refuse({ code: 'split.all.lines', package_id });
  if (rest.length === 0 && ask.form === 'multi-split') return refuse({ code: 'split.nothing.left', package_id });
  if (runs.length < 2) return refuse({ code: 'split.one.child', package_id });
  const limit = supply.limits.children_per_split;
  if (runs.length > limit) return refuse({ code: 'split.too.many', limit });

  const children = withDisplays(current, lines, runs).map((share) =>
    birth(current, share, 'split', ask.keep_status, at, supply),
  );
  const ids = children.map((child) => child.package_id);
  return [next(current, at, { type: 'unpacked', children: ids }), ...children];
}

type Share = { lines: PackageLine[]; discount_displays: DiscountDisplay[] };

function withDisplays(current: Package, lines: OrderLine[], runs: PackageLine[][]): Share[] {
  const discounts = runs.map((run) => {
    const sum = totals(lines, run);
    return sum.seller_kurus + sum.platform_kurus;
  });
  const displays = shareDisplays(current.discount_displays, discounts);
  return runs.map((run, index) => ({ lines: run, discount_displays: displays[index]! }));
}

/** The first event of a package that a cancel or a split opens: a new id and tracking number, all else inherited. */
function birth(
  parent: Package,
  share: Share,
  created_by: CreatedBy,
  keep_status: boolean,
  at: number,
  supply: Supply,
): Event {
  const status: Status = keep_status ? parent.status : 'Created';
  return {
    seller_id: parent.seller_id,
    package_id: supply.packageId(),
    sequence: 1,
    at,
    fact: {
      type: 'created',
      order_number: parent.order_number,
      root_id: parent.root_id,
      parent_id: parent.package_id,
      created_by,
      status,
      confirmed: parent.confirmed,
      ...share,
      tracking_number: newTrackingNumber(parent.cargo_provider, supply),
      cargo_provider: parent.cargo_provider,
      who_pays: parent.who_pays,
      warehouse_id: parent.warehouse_id,
      delivered_by_service: parent.delivered_by_service,
      origin_shipment_at: parent.origin_shipment_at,
      agreed_delivery_at: parent.agreed_delivery_at,
      date_extended: parent.date_extended,
      estimated_delivery: parent.estimated_delivery,
      invoice_number: status === 'Invoiced' ? shownInvoiceNumber(parent) : undefined,
    },
  };
}

/** The lines a command names, part by part; null when it speaks of the whole package. */
function namedLines(command: Command): Named[] | null {
  if (command.type === 'split') return command.parts.flat();
  if (command.type === 'set-labor-costs') return command.costs.map(({ line_id }) => ({ line_id, quantity: 'all' }));
  return 'lines' in command && command.lines ? command.lines : null;
}

function checkLines(current: Package, command: Command): Refusal | null {
  const named = namedLines(command);
  if (named === null) return null;
  const { package_id } = current;
  if (named.length === 0) return refuse({ code: 'line.unknown', package_id, line_id: null });
  const held = new Map(current.lines.map((line) => [line.line_id, line.quantity]));
  const stranger = named.find((line) => !held.has(line.line_id));
  if (stranger !== undefined) return refuse({ code: 'line.unknown', package_id, line_id: stranger.line_id });
  const asked = new Map<number, number>();
  for (const { line_id, quantity } of named) {
    const sum = (asked.get(line_id) ?? 0) + (quantity === 'all' ? held.get(line_id)! : quantity);
    asked.set(line_id, sum);
    if (sum > held.get(line_id)!)
      return refuse({ code: 'quantity.exceeded', package_id, line_id, asked: sum, held: held.get(line_id)! });
  }
  return null;
}
