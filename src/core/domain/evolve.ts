import { alternative } from './cargo.ts';
import type { LaborCost } from './command.ts';
import { announced, type Event, type Fact } from './event.ts';
import type { Invoice, Package, PackageLine } from './package.ts';

/** The package after one more event. The state of a package is the fold of its events, and nothing else. */
export function evolve(before: Package | null, event: Event): Package {
  const { fact } = event;
  if (fact.type === 'created') return born(event, fact);
  if (before === null || event.sequence !== before.sequence + 1)
    throw new Error(`event ${event.package_id}/${event.sequence} does not follow ${before?.sequence ?? 'nothing'}`);
  const status = announced(event);
  const after: Package = { ...before, sequence: event.sequence, modified_at: event.at };
  if (status !== null) {
    after.status = status;
    after.history = [...before.history, { status, at: event.at }];
  }
  switch (fact.type) {
    case 'confirmed':
      after.confirmed = true;
      break;
    case 'invoiced':
      if (fact.invoice_number !== undefined) Object.assign(after, renumbered(before, fact.invoice_number));
      break;
    case 'cancelled':
      after.cancellation = fact.cancellation;
      if (fact.kept !== undefined) Object.assign(after, fact.kept);
      break;
    case 'delivered':
    case 'undelivered':
    case 'returned':
      delete after.reported;
      break;
    case 'invoiceLinked': {
      const { type: _, awaits_review, ...told } = fact;
      after.invoice = { kind: 'link', ...told, ...reviewOf(awaits_review) };
      break;
    }
    case 'invoiceFileStored': {
      const { type: _, awaits_review, ...told } = fact;
      after.invoice = { kind: 'file', ...told, stored_at: event.at, ...reviewOf(awaits_review) };
      break;
    }
    case 'invoiceUnlinked':
      delete after.invoice;
      break;
    case 'invoiceAccepted':
      after.invoice = reviewed(before);
      break;
    case 'invoiceRejected':
      after.invoice = { ...reviewed(before), review: { status: 'Rejected', reason_keys: fact.reason_keys } };
      break;
    default:
      Object.assign(after, delivery(before, event.at, fact));
  }
  return after;
}

const reviewOf = (awaits_review?: true): Pick<Invoice, 'review'> =>
  awaits_review ? { review: { status: 'Received' } } : {};

function reviewed({ invoice }: Package): Invoice {
  if (invoice === undefined) throw new Error('a review follows an invoice, and there is none');
  const { review: _, ...accepted } = invoice;
  return accepted as Invoice;
}

/** The number that was told last is shown. */
function renumbered({ invoice }: Package, invoice_number: string): Partial<Package> {
  if (invoice?.kind !== 'link') return { invoice_number };
  const { number: _, ...rest } = invoice;
  return { invoice_number, invoice: rest };
}

/** What a fact of the delivery changes, beside the status. What a repetition does not tell stays as it was. */
function delivery(before: Package, at: number, fact: Fact): Partial<Package> {
  switch (fact.type) {
    case 'shipped':
      return fact.alternative === undefined ? {} : shippedAlternatively(fact.alternative);
    case 'trackingNumberFed':
      return { tracking_number: fact.tracking_number, tracking_fed: true };
    case 'trackingDetailsFed': {
      const { sender_number, cargo_provider, return_tracking_number = before.return_tracking_number } = fact;
      return { sender_number, cargo_provider, return_tracking_number, details_fed: true };
    }
    case 'boxInfoSet':
      return { box_quantity: fact.box_quantity, deci: fact.deci ?? before.deci };
    case 'serviceDeliverySet':
      return { delivered_by_service: true };
    case 'warehouseSet':
      return { warehouse_id: fact.warehouse_id };
    case 'deliveryReported':
      return { reported: { outcome: 'delivered', confirmed_at_latest: fact.confirmed_at_latest } };
    case 'returnReported':
      return { reported: { outcome: 'returned', confirmed_at_latest: fact.confirmed_at_latest } };
    case 'becameOverdue':
      // Nothing that readers see has changed: a follower of the list has no use for the package.
      return { overdue_at: at, modified_at: before.modified_at };
    case 'dateExtended':
      return { agreed_delivery_at: fact.agreed_delivery_at, date_extended: true };
    case 'laborCostsSet':
      return { lines: withCosts(before.lines, fact.costs) };
    case 'cargoProviderChanged': {
      const { cargo_provider, tracking_number } = fact;
      return { cargo_provider, tracking_number, provider_changed_at: at };
    }
    default:
      return {};
  }
}

const shippedAlternatively = ({ tracking_number, link }: { tracking_number: number; link?: string }) => ({
  cargo_provider: alternative.code,
  tracking_number,
  tracking_link: link,
});

function withCosts(lines: PackageLine[], costs: LaborCost[]): PackageLine[] {
  const told = new Map(costs.map((cost) => [cost.line_id, cost.cost_kurus]));
  return lines.map((line) => {
    const labor_cost_kurus = told.get(line.line_id);
    return labor_cost_kurus === undefined ? line : { ...line, labor_cost_kurus };
  });
}

function born(event: Event, fact: Extract<Event['fact'], { type: 'created' }>): Package {
  const { type: _, ...birth } = fact;
  return {
    ...birth,
    seller_id: event.seller_id,
    package_id: event.package_id,
    sequence: 1,
    created_at: event.at,
    modified_at: event.at,
    history: [{ status: birth.status, at: event.at }],
  };
}

export const fold = (events: Event[]): Package => events.reduce(evolve, null as Package | null) as Package;
