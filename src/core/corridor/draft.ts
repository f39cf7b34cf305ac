import { decide } from '../domain/decide.ts';
import type { Event } from '../domain/event.ts';
import { evolve } from '../domain/evolve.ts';
import { momentsOf } from '../domain/moment.ts';
import type { OrderLine } from '../domain/order.ts';
import type { Package } from '../domain/package.ts';
import { place } from '../domain/place.ts';
import { isRefusal, type Refusal, refuse } from '../domain/refusal.ts';
import type { Supply } from '../domain/supply.ts';
import type { FeedEntry } from '../feed.ts';
import type { Writes } from '../postgres/commit.ts';
import type { PackageKey } from '../postgres/packages.ts';
import type { ReplyKey, ReplyRow } from '../postgres/replies.ts';
import type { World } from '../world.ts';
import type { Answer, CommandAsk, OrderAsk, Placed } from './ask.ts';
import { isStored, storedAnswer, storedRow } from './idempotency.ts';
import { detailsOf, type Loaded } from './load.ts';
import { labelRow, orderRow, owedBy, packageRow, unmasked } from './rows.ts';

/** A package as the asks so far have left it. */
type Live = { current: Package; lines: OrderLine[]; opened: boolean; before?: Package };

/** One transaction before it is written: the asks are decided one after another, each on what the ones before it left. */
export type Draft = {
  world: World;
  loaded: Loaded;
  now: number;
  packages: Map<string, Live>;
  touched: Set<Live>;
  orders: Map<string, { hash: Buffer; placed: Placed }>;
  replies: Map<string, ReplyRow>;
  /** In use: tracking numbers and invoice links. */
  tracked: Set<string>;
  linked: Set<string>;
  writes: Writes;
  happened: FeedEntry[];
};

const eventKey = ({ seller_id, package_id, sequence }: Event) => ({ seller_id, package_id, sequence });
const packageKey = (key: PackageKey): string => `${key.seller_id}/${key.package_id}`;
const orderKey = (key: { seller_id: number; order_number: string }): string => `${key.seller_id}/${key.order_number}`;
const trackingKey = (key: { seller_id: number; tracking_number: number }): string =>
  `${key.seller_id}/${key.tracking_number}`;
const linkKey = (key: { seller_id: number; link: string }): string => `${key.seller_id}/${key.link}`;
const replyText = (key: Omit<ReplyKey, 'fingerprint'>): string => `${key.seller_id}/${key.part}/${key.key}`;
const linkOf = ({ invoice }: Package): string | undefined => (invoice?.kind === 'link' ? invoice.link : undefined);

export function openDraft(world: World, loaded: Loaded, now: number): Draft {
  const live = loaded.packages.map(({ current, lines }): [string, Live] => [
    packageKey(current),
    { current, lines, opened: false, before: current },
  ]);
  const orders = loaded.orders.map((row): [string, { hash: Buffer; placed: Placed }] => [
    orderKey(row),
    { hash: row.content_hash, placed: { package_id: row.root_id, lines: row.lines } },
  ]);
  return {
    world,
    loaded,
    now,
    packages: new Map(live),
    touched: new Set(),
    orders: new Map(orders),
    replies: new Map(loaded.replies.map((row) => [replyText(row), row])),
    tracked: new Set(loaded.tracked.map(trackingKey)),
    linked: new Set(loaded.links.map(linkKey)),
    writes: noWrites(),
    happened: [],
  };
}

const noWrites = (): Writes => ({
  orders: [],
  unmasked: [],
  opened: [],
  changed: [],
  tracking_numbers: [],
  unlinked: [],
  linked: [],
  unfiled: [],
  invoice_files: [],
  labels: [],
  moments: [],
  events: [],
  deliveries: [],
  replies: [],
  added: [],
});

/** The answer that is stored under the ask's key, or a new one. What the ask writes is in the draft afterwards. */
export function answer(draft: Draft, ask: CommandAsk | OrderAsk): Answer {
  const { now, replies, writes } = draft;
  const key = ask.idempotency;
  const stored = key === null ? undefined : replies.get(replyText(key));
  if (stored !== undefined)
    return storedAnswer(key!, stored) ?? ask.render(refuse({ code: 'idempotency.reused' }), now);
  const answer =
    ask.kind === 'command' ? ask.render(decideCommand(draft, ask), now) : ask.render(takeOrder(draft, ask), now);
  if (key !== null && isStored(answer)) {
    const row = storedRow(key, answer, now);
    replies.set(replyText(key), row);
    writes.replies.push(row);
  }
  return answer;
}

function decideCommand(draft: Draft, ask: CommandAsk): Event[] | Refusal {
  const { loaded, now, writes } = draft;
  const live = draft.packages.get(packageKey(ask));
  const refused = ask.addition?.refuse?.(live !== undefined) ?? null;
  if (refused !== null) return refused;
  if (live === undefined) return refuse({ code: 'package.unknown', package_id: String(ask.package_id) });
  const { tracking_number } = ask;
  if (tracking_number !== undefined && live.current.tracking_number !== tracking_number)
    return refuse({ code: 'tracking.unknown', tracking_number: String(tracking_number) });
  if (isRefusal(ask.command)) return ask.command;
  const supply = supplyOf(draft, ask.seller_id, ask.package_id);
  const outcome = decide({ current: live.current, lines: live.lines, command: ask.command, supply });
  if (isRefusal(outcome)) return outcome;
  if (ask.command.type === 'confirm-payment')
    writes.unmasked.push(unmasked(live.current, live.lines, detailsOf(loaded, ask)));
  if (ask.command.type === 'store-invoice-file') writes.invoice_files.push({ ...ask, ...ask.upload! });
  if (ask.command.type === 'request-label') writes.labels.push(labelRow(live.current, ask.command, now));
  record(draft, outcome, live.lines, ask.silent === true);
  add(draft, ask, outcome);
  return outcome;
}

function takeOrder(draft: Draft, ask: OrderAsk): Placed | Refusal {
  const { orders, writes, now } = draft;
  const { order, content_hash } = ask;
  const { seller_id, order_number } = order;
  const known = orders.get(orderKey(order));
  const refused = ask.addition?.refuse?.(known !== undefined) ?? null;
  if (refused !== null) return refused;
  if (known?.hash.equals(content_hash)) return known.placed;
  if (known !== undefined) return refuse({ code: 'order.conflict', order_number, seller_id });
  const { order: whole, events } = place(order, ask.terms, supplyOf(draft, seller_id));
  const placed: Placed = { package_id: events[0]!.package_id, lines: whole.lines };
  orders.set(orderKey(order), { hash: content_hash, placed });
  writes.orders.push(orderRow(whole, placed, ask, now));
  record(draft, events, whole.lines, ask.silent === true);
  add(draft, ask, events);
  return placed;
}

/** Rows that a ring adds to what was decided. */
function add({ writes, now }: Draft, { addition }: CommandAsk | OrderAsk, events: Event[]): void {
  if (addition?.write !== undefined) writes.added.push((client) => addition.write!(client, events, now));
}

/** What deciding may ask for; of an order that is new there are no facts yet. */
function supplyOf({ world, loaded, now, tracked, linked }: Draft, seller_id: number, package_id = 0): Supply {
  return {
    now,
    limits: world.limits,
    packageId: () => world.ids.draw(seller_id, 'package'),
    lineId: () => world.ids.draw(seller_id, 'line'),
    trackingSerial: () => world.ids.draw(seller_id, 'tracking'),
    isTracked: (tracking_number) => tracked.has(trackingKey({ seller_id, tracking_number })),
    isLinked: (link) => linked.has(linkKey({ seller_id, link })),
    details: () => detailsOf(loaded, { seller_id, package_id }).details,
  };
}

/** Turns facts into state and into all rows that follow from them: events, owed deliveries, used numbers and links. */
function record(draft: Draft, events: Event[], lines: OrderLine[], silent: boolean): void {
  const { world, loaded, packages, writes } = draft;
  for (const event of events) {
    const before = packages.get(packageKey(event));
    const live = before ?? { current: null as never, lines, opened: true };
    const state_before = before?.current ?? null;
    live.current = evolve(state_before, event);
    packages.set(packageKey(event), live);
    draft.touched.add(live);
    noteNumber(draft, state_before, live.current);
    noteLink(draft, state_before, live.current);
    const { order_number, status } = live.current;
    writes.moments.push(...momentsOf(event, live.current));
    draft.happened.push({ ...eventKey(event), order_number, type: event.fact.type, status, at: event.at });
    const owed = silent ? [] : owedBy(world, event, live.current, loaded.webhooks);
    writes.deliveries.push(...owed);
    const { type, ...facts } = event.fact;
    writes.events.push({ ...event, type, facts: JSON.stringify(facts), owed: owed.length });
  }
}

function noteNumber({ writes, tracked }: Draft, before: Package | null, current: Package): void {
  const { seller_id, package_id, tracking_number } = current;
  if (tracking_number === before?.tracking_number) return;
  writes.tracking_numbers.push({ seller_id, package_id, tracking_number });
  tracked.add(trackingKey(current));
}

function noteLink({ linked }: Draft, before: Package | null, current: Package): void {
  const { seller_id } = current;
  const left = before === null ? undefined : linkOf(before);
  const link = linkOf(current);
  if (left !== undefined && left !== link) linked.delete(linkKey({ seller_id, link: left }));
  if (link !== undefined) linked.add(linkKey({ seller_id, link }));
}

/** All that is to be written. */
export function writesOf({ writes, touched, packages }: Draft): Writes {
  for (const { current, lines, opened, before } of touched) {
    writes[opened ? 'opened' : 'changed'].push(packageRow(current, lines));
    writeLink(writes, before, current);
    if (before?.invoice?.kind === 'file' && current.invoice?.kind !== 'file') writes.unfiled.push(current);
  }
  writes.invoice_files = writes.invoice_files.filter((file) => isInvoice(file, packages));
  return writes;
}

function writeLink(writes: Writes, before: Package | undefined, current: Package): void {
  const [left, link] = [before === undefined ? undefined : linkOf(before), linkOf(current)];
  if (link === left) return;
  if (left !== undefined) writes.unlinked.push({ ...current, link: left });
  if (link !== undefined) writes.linked.push({ ...current, link });
}

/** A file that was rejected may have been replaced within the same transaction. */
function isInvoice(file: Writes['invoice_files'][number], packages: Draft['packages']): boolean {
  const invoice = packages.get(packageKey(file))?.current.invoice;
  return invoice?.kind === 'file' && invoice.sha256 === file.sha256;
}
