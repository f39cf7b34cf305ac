import { confirmationEnd } from './calendar.ts';
import { alternative, providerOf } from './cargo.ts';
import { checkCarrier, wrongStatusAbroad } from './carriers.ts';
import type { Alternative, Command, CommandType, Confirmer, LineQuantity } from './command.ts';
import { checkApplicable, checkValues, wrongTrackingStatus } from './delivery.ts';
import type { Event, Fact, FactType } from './event.ts';
import { awaiting, checkInvoice, isReviewedSo } from './invoice.ts';
import { factsOf, statusNotAllowed, type Transition, transitionOf } from './lifecycle.ts';
import { divide, type NamedUnits, unitCount } from './lines.ts';
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
import { reasonName } from './reasons.ts';
import { type Refusal, refuse } from './refusal.ts';
import { type Supply, trackingNumber } from './supply.ts';

/** A command on a package, with all that the decision needs. */
type CommandAsked<C extends Command = Command> = {
  current: Package;
  /** Of the order, which hold what a package's lines refer to. */
  lines: OrderLine[];
  command: C;
  supply: Supply;
};

/**
 * What becomes of a package: the events, in order, or a refusal. Pure: time and ids come from `supply`, and ids are drawn
 * only for what is performed.
 *
 * Checks run in the order of the marketplace's contract: a carrier that the country does not have, status, then whether the
 * command applies to such a package, then the named lines, then quantities and other values, then the form. No events: the package is like that already.
 */
export function decide(asked: CommandAsked): Event[] | Refusal {
  const { current, lines, command, supply } = asked;
  const step = transitionOf(command.type);
  const misfit = checkCarrier(current, command);
  if (misfit !== null) return misfit;
  if (!step.from.includes(current.status)) return wrongStatus(current, step);
  const refusal =
    checkInvoice(current, command, supply) ??
    checkApplicable(current, lines, command, supply) ??
    checkLines(current, command) ??
    checkValues(current, lines, command, supply);
  if (refusal !== null) return refusal;
  switch (command.type) {
    case 'cancel':
      return cancel(asked, { ...command, by: 'Seller', reason: reasonName(command.code, current.country) });
    case 'customer-cancel':
      return cancel(asked, { ...command, by: 'Customer', code: 0, keep_status: false });
    case 'fail-payment':
      return cancel(asked, { ...command, lines: null, by: 'System', code: 0, keep_status: false });
    case 'split':
      return splitPackage({ ...asked, command });
    case 'cancel-overdue':
      return cancel(asked, { lines: null, by: 'System', reason: '', code: 0, keep_status: false });
    case 'miss-date':
      if (current.overdue_at !== undefined) return [];
      break;
    case 'manual-deliver':
    case 'manual-return':
      if (current.reported?.outcome === (command.type === 'manual-deliver' ? 'delivered' : 'returned')) return [];
      break;
    case 'change-cargo-provider':
      if (command.cargo_provider === current.cargo_provider) return [];
      break;
    case 'accept-invoice':
    case 'reject-invoice':
      if (isReviewedSo(current, command)) return [];
  }
  return factsOf(step, current.status).map((type, index) => ({
    ...next(asked, facts[type](asked)),
    sequence: current.sequence + 1 + index,
  }));
}

function wrongStatus(current: Package, { command, otherwise }: Transition): Refusal {
  const { package_id } = current;
  if (otherwise === 'invoice') return refuse({ code: 'not.applicable', package_id, why: 'not.live' });
  if (otherwise === 'no.invoice') return refuse({ code: 'invoice.unknown', package_id });
  if (otherwise === 'tracking') return wrongTrackingStatus(current);
  if (otherwise === 'warehouse') return refuse({ code: 'not.applicable', package_id, why: 'not.open' });
  return wrongStatusAbroad(current, command) ?? statusNotAllowed(current, command);
}

/** Each fact, with what the command says of it. A new fact is a type error here until it is added. */
const facts: { [T in FactType]: (asked: CommandAsked) => Extract<Fact, { type: T }> } = {
  created: apart,
  cancelled: apart,
  unpacked: apart,
  confirmed: () => ({ type: 'confirmed' }),
  picked: () => ({ type: 'picked' }),
  invoiced: ({ command }) => ({ type: 'invoiced', invoice_number: onlyCommand('invoice', command).invoice_number }),
  shipped: ({ command, supply }) =>
    isOf('ship-alternatively', command) || isOf('deliver-digitally', command)
      ? { type: 'shipped', alternative: alternativeOf(command, supply) }
      : { type: 'shipped' },
  arrivedAtCollectionPoint: () => ({ type: 'arrivedAtCollectionPoint' }),
  delivered: ({ command }) =>
    isOf('deliver-digitally', command)
      ? { type: 'delivered', digital_code: command.digital_code }
      : { type: 'delivered', ...confirmedBy(command) },
  undelivered: () => ({ type: 'undelivered' }),
  returned: ({ command }) => ({ type: 'returned', ...confirmedBy(command) }),
  deliveryReported: (asked) => ({ type: 'deliveryReported', confirmed_at_latest: confirmationEnd(stamp(asked)) }),
  returnReported: (asked) => ({ type: 'returnReported', confirmed_at_latest: confirmationEnd(stamp(asked)) }),
  becameOverdue: () => ({ type: 'becameOverdue' }),
  trackingNumberFed: ({ command }) => ({ ...onlyCommand('feed-tracking-number', command), type: 'trackingNumberFed' }),
  trackingDetailsFed: ({ command }) => {
    const { store_front: _, ...details } = onlyCommand('feed-tracking-details', command);
    return { ...details, type: 'trackingDetailsFed' };
  },
  boxInfoSet: ({ command }) => ({ ...onlyCommand('set-box-info', command), type: 'boxInfoSet' }),
  serviceDeliverySet: () => ({ type: 'serviceDeliverySet' }),
  warehouseSet: ({ command }) => ({ ...onlyCommand('set-warehouse', command), type: 'warehouseSet' }),
  dateExtended: ({ current, command }) => ({
    type: 'dateExtended',
    agreed_delivery_at: current.agreed_delivery_at + onlyCommand('extend-date', command).days * day_ms,
  }),
  laborCostsSet: ({ command }) => ({ ...onlyCommand('set-labor-costs', command), type: 'laborCostsSet' }),
  cargoProviderChanged: ({ command, supply }) => {
    const { cargo_provider } = onlyCommand('change-cargo-provider', command);
    const tracking_number = newTrackingNumber(cargo_provider, supply);
    return { type: 'cargoProviderChanged', cargo_provider, tracking_number };
  },
  invoiceLinked: ({ command, supply }) => {
    const { review, ...told } = onlyCommand('link-invoice', command);
    return { ...told, type: 'invoiceLinked', ...awaiting(review, supply) };
  },
  invoiceUnlinked: () => ({ type: 'invoiceUnlinked' }),
  invoiceFileStored: ({ command, supply }) => {
    const { review, ...told } = onlyCommand('store-invoice-file', command);
    return { ...told, type: 'invoiceFileStored', ...awaiting(review, supply) };
  },
  invoiceAccepted: () => ({ type: 'invoiceAccepted' }),
  invoiceRejected: ({ command }) => ({ ...onlyCommand('reject-invoice', command), type: 'invoiceRejected' }),
};

function apart(): never {
  throw new Error('births, cancels and splits have functions of their own');
}

type CommandOf<T extends CommandType> = Extract<Command, { type: T }>;

const isOf = <T extends CommandType>(type: T, command: Command): command is CommandOf<T> => command.type === type;

/** The command that alone leaves a fact, by the lifecycle. */
function onlyCommand<T extends CommandType>(type: T, command: Command): CommandOf<T> {
  if (isOf(type, command)) return command;
  throw new Error(`${command.type} leaves no fact of ${type}`);
}

const confirmedBy = (command: Command): { confirmed_by?: Confirmer } =>
  isOf('confirm-delivery', command) || isOf('confirm-return', command) ? { confirmed_by: command.by } : {};

function alternativeOf({ link, phone, box_quantity, deci }: Alternative, supply: Supply) {
  return { tracking_number: newTrackingNumber(alternative.code, supply), link, phone, box_quantity, deci };
}

const day_ms = 86_400_000;

const newTrackingNumber = (cargo_provider: string, supply: Supply): number =>
  trackingNumber(providerOf(cargo_provider).prefix, supply.trackingSerial());

/** A write is stamped after the last change of its package, even when both fall into one millisecond. */
const stamp = ({ current, supply }: CommandAsked): number =>
  Math.max(supply.now, current.modified_at + 1, current.overdue_at ?? 0);

const next = (asked: CommandAsked, fact: Fact): Event => ({
  seller_id: asked.current.seller_id,
  package_id: asked.current.package_id,
  sequence: asked.current.sequence + 1,
  at: stamp(asked),
  fact,
});

type Cancel = { lines: LineQuantity[] | null; by: Canceller; reason: string; code: number; keep_status: boolean };

/** All units named: the package is Cancelled. Some: it keeps those, and a new package opens for the remainder. */
function cancel(asked: CommandAsked, { lines, by, reason, code, keep_status }: Cancel): Event[] {
  const { current } = asked;
  const cancellation = { by, reason, code };
  if (lines === null || unitCount(lines) === unitCount(current.lines))
    return [next(asked, { type: 'cancelled', cancellation })];

  const { parts, rest } = divide(current.lines, [lines]);
  const [kept, left] = withDisplays(asked, [parts[0]!, rest]) as [PackageShare, PackageShare];
  const remainder = firstEvent(asked, left, 'cancel', keep_status);
  const remainder_id = remainder.package_id;
  return [next(asked, { type: 'cancelled', cancellation, kept, remainder_id }), remainder];
}

/** The parent becomes a record of what it held. Every part, and the lines that no part names, get a package each. */
function splitPackage(asked: CommandAsked<CommandOf<'split'>>): Event[] | Refusal {
  const { current, command, supply } = asked;
  const { package_id } = current;
  const { parts, rest } = divide(current.lines, command.parts);
  const runs = rest.length > 0 ? [...parts, rest] : parts;
  if (rest.length === 0 && command.form === 'split') return refuse({ code: 'split.all.lines', package_id });
  if (rest.length === 0 && command.form === 'multi-split') return refuse({ code: 'split.nothing.left', package_id });
  if (runs.length < 2) return refuse({ code: 'split.one.child', package_id });
  const limit = supply.limits.children_per_split;
  if (runs.length > limit) return refuse({ code: 'split.too.many', limit });

  const children = withDisplays(asked, runs).map((share) => firstEvent(asked, share, 'split', command.keep_status));
  const ids = children.map((child) => child.package_id);
  return [next(asked, { type: 'unpacked', children: ids }), ...children];
}

type PackageShare = { lines: PackageLine[]; discount_displays: DiscountDisplay[] };

function withDisplays({ current, lines }: CommandAsked, runs: PackageLine[][]): PackageShare[] {
  const discounts = runs.map((run) => {
    const sum = totals(lines, run);
    return sum.seller_kurus + sum.platform_kurus;
  });
  const displays = shareDisplays(current.discount_displays, discounts);
  return runs.map((run, index) => ({ lines: run, discount_displays: displays[index]! }));
}

/** The first event of a package that a cancel or a split opens: a new id and tracking number, all else inherited. */
function firstEvent(asked: CommandAsked, share: PackageShare, created_by: CreatedBy, keep_status: boolean): Event {
  const { current: parent, supply } = asked;
  const status: Status = keep_status ? parent.status : 'Created';
  return {
    seller_id: parent.seller_id,
    package_id: supply.packageId(),
    sequence: 1,
    at: stamp(asked),
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
      country: parent.country,
      details_fed: parent.details_fed ?? (parent.sender_number === undefined ? undefined : true),
      overdue_at: parent.overdue_at,
      estimated_delivery: parent.estimated_delivery,
      invoice_number: status === 'Invoiced' ? shownInvoiceNumber(parent) : undefined,
    },
  };
}

/** The lines a command names, part by part; null when it speaks of the whole package. */
function namedLines(command: Command): NamedUnits[] | null {
  if (command.type === 'split') return command.parts.flat();
  if (command.type === 'set-labor-costs') return command.costs.map(({ line_id }) => ({ line_id, quantity: 'all' }));
  return 'lines' in command && command.lines ? command.lines : null;
}

function checkLines(current: Package, command: Command): Refusal | null {
  const named = namedLines(command);
  if (named === null) return null;
  const { package_id } = current;
  if (named.length === 0) return refuse({ code: 'lines.none', package_id });
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
