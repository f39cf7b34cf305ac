import { isDeepStrictEqual } from 'node:util';
import { announced, type Event, type Fact, statusOf } from '../core/domain/event.ts';
import { evolve, fold } from '../core/domain/evolve.ts';
import { closed, factsOf, lifecycle, open, shippable } from '../core/domain/lifecycle.ts';
import { awaitedIn, commandsAt, type DueMoment, momentsOf } from '../core/domain/moment.ts';
import { noMoney, type Totals, totals } from '../core/domain/money.ts';
import type { Order } from '../core/domain/order.ts';
import { arrivals, type InvoiceStatus, type Package, type Status } from '../core/domain/package.ts';
import type { LawEvent, LawOrder } from '../core/postgres/laws.ts';
import type { PackageRow } from '../core/postgres/packages.ts';
import { orderDocument, packageDocument } from '../core/wire/package.ts';

/** What is true of every database that koli wrote, whatever requests it got and however it was stopped. */
export const laws = {
  conservation: 'The packages of an order contain each of its units and each kuruş exactly once.',
  shippable: 'A unit is in at most one package that can still reach the customer.',
  history: 'A package moves along the lifecycle, forward in time, and nothing follows a closed status.',
  identity: 'Ids and tracking numbers are unique within a seller; an order number never changes.',
  lineage: 'Every package descends from the first of its order, and parent and child name each other.',
  state: 'A stored package equals the fold of its events, which are numbered without a gap.',
  document: 'Stored documents and lookup tables match the state.',
  files: 'The invoice file of each event exists, and no other file.',
  review: 'A review follows an invoice, and only a rejected invoice gives way to the next.',
  due: 'What still falls due for a package is a stored moment, and nothing fell due before its time.',
  owed: 'An event has exactly the deliveries that were written with it, unless they were pruned.',
  log: 'A delivery has an end time unless it is owed, and its log contains every attempt.',
  replies: 'A stored answer has a status that may be stored, and can be given again.',
  belonging: 'Every row belongs to another row of the same seller.',
} as const;

export type Law = keyof typeof laws;

/** Called for a violation. `package_id` is absent if it does not concern one package. */
export type Broke = (law: Law, detail: string, package_id?: number) => void;

/** A package as the fold of its events, beside its stored row. */
export type Life = { row: PackageRow; events: Event[]; owed: Map<number, number>; current: Package };

/** An order with all its packages. */
export type OrderLife = { row: LawOrder; order: Order; lives: Map<number, Life> };

/** Reads an order. If the events of a package cannot be folded, that is reported, and its stored row is checked. */
export function orderLife(row: LawOrder, rows: PackageRow[], events: LawEvent[], broke: Broke): OrderLife {
  const { seller_id, order_number, ordered_at } = row;
  const order: Order = {
    seller_id,
    order_number,
    ordered_at,
    details: JSON.parse(row.facts),
    lines: JSON.parse(row.lines),
    discount_displays: [],
  };
  const lives = new Map<number, Life>();
  for (const packageRow of rows) {
    const { package_id } = packageRow;
    const own = events.filter((event) => event.package_id === package_id);
    const life = own.map(eventOf);
    const owed = new Map(own.map((event) => [event.sequence, event.owed]));
    const current = foldEvents(life, packageRow, broke);
    if (current !== null) lives.set(package_id, { row: packageRow, events: life, owed, current });
  }
  return { row, order, lives };
}

const eventOf = ({ seller_id, package_id, sequence, type, at, facts }: LawEvent): Event => ({
  seller_id,
  package_id,
  sequence,
  at,
  fact: { ...JSON.parse(facts), type } as Fact,
});

function foldEvents(events: Event[], row: PackageRow, broke: Broke): Package | null {
  const { package_id } = row;
  try {
    const gap = events.findIndex((event, index) => event.sequence !== index + 1);
    if (gap >= 0) throw new Error(`event ${gap + 1} is missing`);
    if (events[0]?.fact.type !== 'created') throw new Error('its first event is not a creation');
    if (events.some(({ fact }, index) => index > 0 && fact.type === 'created')) throw new Error('it was created twice');
    return JSON.parse(JSON.stringify(fold(events))) as Package;
  } catch (error) {
    broke('state', `its events cannot be folded: ${(error as Error).message}`, package_id);
  }
  try {
    return JSON.parse(row.state) as Package;
  } catch {
    return null;
  }
}

type OrderLaw = (life: OrderLife, broke: Broke) => void;

const conservation: OrderLaw = ({ order, lives }, broke) => {
  const holders = [...lives.values()].filter(({ current }) => current.status !== 'UnPacked');
  for (const { line_id, discounts } of order.lines) {
    const seen = discounts.map(() => 0);
    for (const { current } of holders)
      for (const run of current.lines.filter((run) => run.line_id === line_id))
        for (let unit = run.first_unit; unit < run.first_unit + run.quantity; unit++)
          if (unit >= 1 && unit <= seen.length) seen[unit - 1]!++;
          else broke('conservation', `line ${line_id} has no unit ${unit}`, current.package_id);
    const wrong = seen.findIndex((count) => count !== 1);
    if (wrong >= 0)
      broke('conservation', `unit ${wrong + 1} of line ${line_id} is in ${seen[wrong]} packages, not in one`);
  }
  money(order, holders, broke);
  promotions(lives, holders, broke);
};

/** Compares the money of the packages, computed from their own units, with that of the order. */
function money(order: Order, holders: Life[], broke: Broke): void {
  const whole = noMoney();
  for (const line of order.lines) {
    whole.gross_kurus += line.gross_kurus * line.discounts.length;
    whole.deposit_kurus += (line.deposit_kurus ?? 0) * line.discounts.length;
    for (const [seller, platform] of line.discounts) {
      whole.seller_kurus += seller;
      whole.platform_kurus += platform;
    }
  }
  const shared = noMoney();
  for (const { current } of holders) {
    try {
      const part = totals(order.lines, current.lines);
      for (const name of Object.keys(whole) as (keyof Totals)[]) shared[name] += part[name];
    } catch {
      broke('conservation', 'it contains units that the order does not have', current.package_id);
      return;
    }
  }
  for (const name of Object.keys(whole) as (keyof Totals)[])
    if (shared[name] !== whole[name])
      broke('conservation', `${name} is ${shared[name]} in the packages and ${whole[name]} in the order`);
}

function promotions(lives: Map<number, Life>, holders: Life[], broke: Broke): void {
  const root = [...lives.values()].find(({ current }) => current.parent_id === null);
  const birth = root?.events[0]?.fact;
  if (birth?.type !== 'created') return;
  for (const [index, whole] of birth.discount_displays.entries()) {
    // Promotions are compared by position, because two may have the same name.
    const shares = holders.map(({ current }) => current.discount_displays[index]);
    const shared = shares.reduce((sum, share) => sum + (share?.name === whole.name ? share.amount_kurus : 0), 0);
    if (shared !== whole.amount_kurus)
      broke('conservation', `promotion ${whole.name} is ${shared} in the packages and was ${whole.amount_kurus}`);
  }
}

const oneShippable: OrderLaw = ({ lives }, broke) => {
  const holder = new Map<string, number>();
  for (const { current } of lives.values()) {
    if (!(shippable as readonly Status[]).includes(current.status)) continue;
    for (const { line_id, first_unit, quantity } of current.lines) {
      for (let unit = first_unit; unit < first_unit + quantity; unit++) {
        const other = holder.get(`${line_id}/${unit}`);
        if (other !== undefined)
          broke('shippable', `unit ${unit} of line ${line_id} is also in package ${other}`, current.package_id);
        holder.set(`${line_id}/${unit}`, current.package_id);
      }
    }
  }
};

/** The direct transitions between statuses. A step through a third status counts as two. */
const direct_transitions = new Set(
  lifecycle.flatMap((step) =>
    step.from.flatMap((from) => {
      let before: Status = from;
      return factsOf(step, from).flatMap((fact) => {
        const status = statusOf[fact];
        if (status === null) return [];
        const way = `${before} ${status}`;
        before = status;
        return [way];
      });
    }),
  ),
);

const history: OrderLaw = ({ lives }, broke) => {
  for (const { current, events } of lives.values()) {
    const steps = events.map(announced).filter((status) => status !== null);
    for (const [index, status] of steps.entries()) {
      const before = steps[index - 1];
      if (before === undefined || direct_transitions.has(`${before} ${status}`)) continue;
      const is_closed = (closed as readonly Status[]).includes(before);
      broke('history', `${status} follows ${before}${is_closed ? ', which is closed' : ''}`, current.package_id);
    }
    const back = events.findIndex((event, index) => index > 0 && event.at < events[index - 1]!.at);
    if (back >= 0) broke('history', `event ${back + 1} is older than its predecessor`, current.package_id);
  }
};

const identity: OrderLaw = ({ row, lives }, broke) => {
  const numbers = new Map<number, number>();
  for (const { current } of lives.values()) {
    const { package_id, tracking_number, order_number } = current;
    if (order_number !== row.order_number) broke('identity', `it belongs to order ${order_number}`, package_id);
    const other = numbers.get(tracking_number);
    if (other !== undefined)
      broke('identity', `package ${other} also has the tracking number ${tracking_number}`, package_id);
    numbers.set(tracking_number, package_id);
  }
};

const lineage: OrderLaw = ({ row, lives }, broke) => {
  if (!lives.has(row.root_id)) broke('lineage', `its first package ${row.root_id} does not exist`);
  for (const { current, events } of lives.values()) {
    const { package_id, parent_id, root_id } = current;
    if (root_id !== row.root_id)
      broke('lineage', `its root is ${root_id}, and that of its order is ${row.root_id}`, package_id);
    if ((parent_id === null) !== (package_id === row.root_id))
      broke('lineage', parent_id === null ? 'it has no parent' : 'it is the first and has a parent', package_id);
    const problem = parent_id === null ? firstProblem(current) : childProblem(current, lives.get(parent_id));
    if (problem !== null) broke('lineage', problem, package_id);
    for (const child of events.flatMap(childrenNamed))
      if (lives.get(child)?.current.parent_id !== package_id)
        broke('lineage', `it opened package ${child}, which names another parent`, package_id);
  }
};

const firstProblem = ({ created_by }: Package): string | null =>
  arrivals.some((one) => one === created_by) ? null : `it is the first, and was created by ${created_by}`;

function childProblem({ package_id, parent_id, created_by, created_at }: Package, parent?: Life): string | null {
  if (parent === undefined) return `its parent ${parent_id} does not exist`;
  const naming = parent.events.find((event) => childrenNamed(event).includes(package_id));
  if (naming === undefined) return `its parent ${parent_id} did not open it`;
  const expected = naming.fact.type === 'cancelled' ? 'cancel' : 'split';
  if (created_by !== expected) return `it was created by ${created_by}, and by ${expected} according to its parent`;
  return naming.at === created_at ? null : `it was created at ${created_at}, and its parent opened it at ${naming.at}`;
}

function childrenNamed({ fact }: Event): number[] {
  if (fact.type === 'unpacked') return fact.children;
  return fact.type === 'cancelled' && fact.remainder_id !== undefined ? [fact.remainder_id] : [];
}

const stateLaw: OrderLaw = ({ lives }, broke) => {
  for (const { row, current } of lives.values()) {
    const { package_id } = row;
    const stored = parsedOrUndefined(row.state);
    if (!isDeepStrictEqual(stored, current))
      broke('state', `its state differs: ${difference(stored, current)}`, package_id);
    for (const column of [
      'package_id',
      'status',
      'created_at',
      'modified_at',
      'sequence',
      'agreed_delivery_at',
    ] as const)
      if (row[column] !== current[column])
        broke('state', `its column ${column} is ${row[column]}, and ${current[column]} by its events`, package_id);
  }
};

const review: OrderLaw = ({ lives }, broke) => {
  for (const { current, events } of lives.values()) {
    let status: InvoiceStatus = 'NotInvoiced';
    for (const { sequence, fact } of events) {
      const reached = reviewReached(fact);
      if (reached === null) continue;
      const is_given = fact.type === 'invoiceLinked' || fact.type === 'invoiceFileStored';
      if (is_given && (status === 'Received' || status === 'Invoiced'))
        broke('review', `event ${sequence} gives an invoice, and the one before is ${status}`, current.package_id);
      if (!is_given && status === 'NotInvoiced')
        broke('review', `event ${sequence} concerns an invoice, and there is none`, current.package_id);
      status = reached;
    }
  }
};

/** The status of an invoice that a fact leads to; null: it does not concern invoices. */
function reviewReached(fact: Fact): InvoiceStatus | null {
  switch (fact.type) {
    case 'invoiceLinked':
    case 'invoiceFileStored':
      return fact.awaits_review ? 'Received' : 'Invoiced';
    case 'invoiceUnlinked':
      return 'NotInvoiced';
    case 'invoiceAccepted':
      return 'Invoiced';
    case 'invoiceRejected':
      return 'Rejected';
    default:
      return null;
  }
}

function parsedOrUndefined(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The first field that differs. */
function difference(stored: unknown, current: object): string {
  if (typeof stored !== 'object' || stored === null) return 'it is not a JSON object';
  const [one, other] = [stored, current] as Record<string, unknown>[];
  const names = new Set([...Object.keys(one!), ...Object.keys(other!)]);
  const name = [...names].find((name) => !isDeepStrictEqual(one![name], other![name]))!;
  const brief = (value: unknown) => (JSON.stringify(value) ?? 'nothing').slice(0, 80);
  return `${name} is ${brief(one![name])}, and ${brief(other![name])} by its events`;
}

const documentLaw: OrderLaw = ({ row, order, lives }, broke) => {
  for (const { row: stored, current } of lives.values()) {
    const rendered = packageDocument(current, order.lines);
    if (stored.document !== rendered) broke('document', where(stored.document, rendered), current.package_id);
  }
  const root = lives.get(row.root_id);
  if (root === undefined) return;
  const rendered = orderDocument(order, !root.current.confirmed);
  if (row.document !== rendered) broke('document', `the order's half: ${where(row.document, rendered)}`);
};

function where(stored: string, rendered: string): string {
  let at = 0;
  while (stored[at] === rendered[at]) at++;
  const around = (text: string) => JSON.stringify(text.slice(Math.max(0, at - 20), at + 20));
  return `${around(stored)} is stored, and ${around(rendered)} is correct`;
}

const dueTimes: OrderLaw = ({ lives }, broke) => {
  for (const { current, events, row } of lives.values()) {
    // What cannot be folded is a violation of its own.
    if (events.length !== row.sequence || events[0]?.fact.type !== 'created') continue;
    let before: Package | null = null;
    for (const event of events) {
      const problem = before === null ? null : dueProblem(before, event);
      if (problem !== null) broke('due', `event ${event.sequence} ${problem}`, current.package_id);
      before = evolve(before, event);
    }
  }
};

function dueProblem(before: Package, { at, fact }: Event): string | null {
  if (fact.type === 'becameOverdue') {
    if (!(open as readonly Status[]).includes(before.status))
      return `says overdue of a package that is ${before.status}`;
    return at < before.agreed_delivery_at ? 'says overdue before the date has passed' : null;
  }
  if (fact.type !== 'delivered' && fact.type !== 'returned') return null;
  if (fact.confirmed_by !== 'deadline' || before.reported === undefined) return null;
  return at < before.reported.confirmed_at_latest ? 'ends the time for a confirmation too early' : null;
}

/** What must be stored, because it has not fallen due yet and still means something. */
export function momentsAhead({ current, events }: Life): DueMoment[] {
  let state: Package | null = null;
  const all: DueMoment[] = [];
  for (const event of events) {
    state = evolve(state, event);
    all.push(...momentsOf(event, state));
  }
  return all.filter(({ kind, due_at }) => {
    const asks = commandsAt(kind, current, { cancel_overdue: false }, due_at).length > 0;
    return (
      asks && awaitedIn[kind].includes(current.status) && !(kind === 'hand-over' && current.overdue_at !== undefined)
    );
  });
}

/** The laws that can be checked for one order alone. */
export const orderLaws: readonly OrderLaw[] = [
  conservation,
  oneShippable,
  history,
  identity,
  lineage,
  stateLaw,
  review,
  dueTimes,
  documentLaw,
];
