import type { Performer, Placed } from '../core/corridor/ask.ts';
import type { Command, LineQuantity } from '../core/domain/command.ts';
import { announced, type Event } from '../core/domain/event.ts';
import { statusNotAllowed } from '../core/domain/lifecycle.ts';
import type { Status } from '../core/domain/package.ts';
import { isRefusal, type Refusal } from '../core/domain/refusal.ts';
import type { Seller } from '../core/domain/seller.ts';
import type { Addition } from '../core/extension.ts';
import { contentHash, type OrderIntake } from '../core/wire/order.ts';
import type { World } from '../core/world.ts';
import { type Chosen, combined, mustBeNew, paidAt, reserving } from './additions.ts';
import type { Walkable } from './wire/sandbox.ts';

// Orders and steps that the sandbox makes itself, through the same lanes as every write.

export type House = { world: World; lanes: Performer };

type Planned = {
  seller: Seller;
  intake: OrderIntake;
  order_number: string;
  /** Ids that the caller chose. */
  chosen?: Chosen;
  silent?: boolean;
  /** Refuse a number that is in use, even for the same content. */
  must_be_new?: boolean;
  /** Time of the automatic payment. */
  paid_at?: number;
};

const no_answer = { status: 200, headers: {}, body: '' };

/** Takes in the first share of an order: the sandbox's own orders have one seller. */
export async function placeOrder({ world, lanes }: House, planned: Planned): Promise<Placed | Refusal> {
  const { seller, intake, order_number, chosen, silent } = planned;
  const { seller_id, settings } = seller;
  const share = intake.shares[0]!;
  const given = Object.entries({ ...share.terms, ...chosen }).filter(([, value]) => value !== undefined);
  // Told while its transaction is still open: the last word counts, and only when it is committed.
  let outcome: Placed | Refusal | undefined;
  await lanes.perform({
    kind: 'order',
    seller_id,
    idempotency: null,
    order: { ...share.order, order_number },
    terms: {
      payment: intake.payment,
      cargo_provider: settings.cargo_provider,
      who_pays: settings.who_pays ?? undefined,
      warehouse_id: settings.warehouse_id,
      ...Object.fromEntries(given),
    },
    content_hash: contentHash(share),
    silent,
    addition: additionOf(world, planned),
    render: (said) => {
      outcome = said;
      return no_answer;
    },
  });
  return outcome!;
}

function additionOf(
  { ids }: World,
  { seller, order_number, chosen, must_be_new, paid_at }: Planned,
): Addition | undefined {
  const { seller_id } = seller;
  return combined([
    must_be_new ? mustBeNew(order_number) : undefined,
    chosen && reserving(ids, seller_id, chosen),
    paid_at === undefined ? undefined : paidAt(seller_id, paid_at),
  ]);
}

type PackageStep = { seller_id: number; package_id: number; command: Command; silent?: boolean };

export async function performStep(lanes: Performer, { seller_id, package_id, command, silent }: PackageStep) {
  let outcome: Event[] | Refusal | undefined;
  await lanes.perform({
    kind: 'command',
    seller_id,
    package_id,
    command,
    idempotency: null,
    silent,
    render: (said) => {
      outcome = said;
      return no_answer;
    },
  });
  return outcome!;
}

type WalkOptions = { lines?: LineQuantity[]; reason?: string; invoice_number?: string; silent?: boolean };

/** The commands that lead to a status when only the status is given. */
function nextStep(from: Status, to: Walkable, options: WalkOptions): Command {
  const { lines = null, reason = '', invoice_number } = options;
  if (to === 'Cancelled')
    return from === 'Awaiting' ? { type: 'fail-payment', reason } : { type: 'customer-cancel', lines, reason };
  if (from === 'Awaiting') return { type: 'confirm-payment' };
  if (from === 'Created' && to !== 'Created') return { type: 'pick' };
  if (from === 'Picking' && to !== 'Picking' && to !== 'Created') return { type: 'invoice', invoice_number };
  if (from === 'Invoiced' && !['Created', 'Picking', 'Invoiced'].includes(to)) return { type: 'ship' };
  if (to === 'Returned' && from !== 'UnDelivered') return { type: 'undeliver' };
  return last[to];
}

/** The step that ends in a status: where no way leads, it is the one that is refused. */
const last = {
  Awaiting: { type: 'confirm-payment' },
  Created: { type: 'confirm-payment' },
  Picking: { type: 'pick' },
  Invoiced: { type: 'invoice' },
  Shipped: { type: 'ship' },
  AtCollectionPoint: { type: 'arrive' },
  Delivered: { type: 'deliver' },
  UnDelivered: { type: 'undeliver' },
  Returned: { type: 'return' },
} as const satisfies Record<Exclude<Walkable, 'Cancelled'>, Command>;

type Walked = { status: Status; events: Event[] };

/** Moves a package to a status by all steps in between. Each step is a separate write. */
export async function walk(
  lanes: Performer,
  { seller_id, package_id, from }: { seller_id: number; package_id: number; from: Status },
  to: Walkable,
  options: WalkOptions = {},
): Promise<Walked | Refusal> {
  const walked: Walked = { status: from, events: [] };
  while (walked.status !== to) {
    if (to === 'Awaiting') return statusNotAllowed({ package_id, status: walked.status }, 'confirm-payment');
    const command = nextStep(walked.status, to, options);
    const outcome = await performStep(lanes, { seller_id, package_id, command, silent: options.silent });
    if (isRefusal(outcome)) return outcome;
    walked.events.push(...outcome);
    walked.status = announced(outcome.findLast((event) => event.package_id === package_id)!)!;
  }
  return walked;
}
