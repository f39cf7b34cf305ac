import type pg from 'pg';
import type { Command } from './domain/command.ts';
import { childrenOf, trackingNumbersOf } from './domain/command.ts';
import { decide } from './domain/decide.ts';
import { announced, type Event } from './domain/event.ts';
import { evolve } from './domain/evolve.ts';
import type { Order, OrderLine } from './domain/order.ts';
import type { Package } from './domain/package.ts';
import { place } from './domain/place.ts';
import { isRefusal, type Refusal, refuse } from './domain/refusal.ts';
import { type Supply, serialOf } from './domain/supply.ts';
import type { Change } from './feed.ts';
import type { Answer, Ask, ChangeAsk, OrderAsk, PackageAsk, Placed, Twist } from './perform.ts';
import { beginWrite, type Changes, commit, commitInTime, ReplyTaken } from './postgres/commit.ts';
import { hiddenAmong } from './postgres/faults.ts';
import { findUsedIds, type GivenId, type IdKind, type IdNeed } from './postgres/ids.ts';
import { findInvoiceLinks, type InvoiceLink } from './postgres/invoices.ts';
import { type FoundOrder, findOrders, type OrderFactsOf, orderFacts } from './postgres/orders.ts';
import { type LockedPackage, lockPackages, type PackageKey, type PackageRow } from './postgres/packages.ts';
import { findReplies, insertReplies, type ReplyKey, type ReplyRow } from './postgres/replies.ts';
import { ownersOfTracking, type TrackedNumber } from './postgres/roots.ts';
import { together } from './postgres/sql.ts';
import { type Subscription, webhooksOf } from './postgres/webhooks.ts';
import { orderDocument, packageDocument } from './wire/package.ts';
import { subscriptionName } from './wire/webhook.ts';
import type { World } from './world.ts';

/** What readers call the ids that an order may come with. */
const wireNames = {
  package: 'shipmentPackageId',
  line: 'lineId',
  tracking: 'cargoTrackingNumber',
  order: 'orderNumber',
};

/** How long an answer is kept for its idempotency key. */
export const replies_kept_ms = 24 * 3_600_000;

export type BatchResult = { answers: Answer[]; owed: { seller_id: number }[]; happened: Change[] };

/** One transaction: lock and load what the asks speak of, decide each in order, write all, commit. */
export async function runBatch(world: World, asks: Ask[]): Promise<BatchResult> {
  const client = await world.db.pool.connect();
  let broken: Error | undefined;
  const onBroken = (error: Error) => {
    broken = error;
  };
  client.on('error', onBroken);
  try {
    const first = asks[0]!;
    if (first.kind === 'change') {
      const answer = await runChange(world, client, first);
      // It may have been a webhook that was switched on, off or deleted.
      return { answers: [answer], owed: [{ seller_id: first.wakes ?? first.seller_id }], happened: [] };
    }
    return await runShared(world, client, asks as (PackageAsk | OrderAsk)[]);
  } catch (error) {
    await client.query('rollback').catch(onBroken);
    throw error;
  } finally {
    client.off('error', onBroken);
    client.release(broken);
  }
}

async function runShared(world: World, client: pg.PoolClient, asks: (PackageAsk | OrderAsk)[]): Promise<BatchResult> {
  await world.ids.ensure(client, asks.flatMap(needs));
  const loaded = await load(world, client, asks);
  const now = world.clock.now();
  const batch = createBatch(world, loaded, now);
  const answers = asks.map((ask) => batch.answer(ask));
  const changes = batch.changes();
  if (asks[0]!.twist?.undone) {
    await client.query('rollback');
    return { answers, owed: [], happened: [] };
  }
  if (changes.events.length === 0 && changes.replies.length === 0) await client.query('rollback');
  else {
    await keepFiles(world, changes);
    await commit(client, changes, { now, kept_since: now - replies_kept_ms, limit_ms: world.settings.write_limit_ms });
  }
  world.clock.reached?.(changes.events.reduce((last, { at }) => Math.max(last, at), 0));
  return { answers, owed: changes.deliveries, happened: batch.happened };
}

/** Into the folder before the commit, where one is set: a file that no package knows of is harmless. */
async function keepFiles({ files }: World, changes: Changes): Promise<void> {
  if (files === null) return;
  for (const file of changes.invoice_files) {
    await files.keep(file, file.content!);
    file.content = null;
  }
}

async function runChange(world: World, client: pg.PoolClient, ask: ChangeAsk): Promise<Answer> {
  const { write_limit_ms } = world.settings;
  await beginWrite(client, write_limit_ms);
  const now = world.clock.now();
  const keys = ask.reply === null ? [] : [ask.reply];
  const kept = keys.length === 0 ? [] : await findReplies(client, keys, now - replies_kept_ms);
  if (kept[0] !== undefined) {
    await client.query('rollback');
    const again = replay(ask.reply!, kept[0]);
    if (again === null) return ask.refused(refuse({ code: 'idempotency.reused' }));
    return ask.secret ? { ...again, body: world.seal.open(again.body) } : again;
  }
  const answer = await ask.change(client, now);
  if (ask.twist?.undone) {
    await client.query('rollback');
    return answer;
  }
  if (ask.reply !== null && isKept(answer)) {
    const body = ask.secret ? world.seal.seal(answer.body) : answer.body;
    const row = { ...ask.reply, ...answer, headers: JSON.stringify(answer.headers), body, created_at: now };
    if ((await insertReplies(client, [row], now - replies_kept_ms)) < 1) throw new ReplyTaken('kept elsewhere');
  }
  await commitInTime(client, write_limit_ms);
  return answer;
}

/** Ids that the asks may draw at most. */
function needs(ask: PackageAsk | OrderAsk): IdNeed[] {
  const { seller_id } = ask;
  if (ask.kind === 'order')
    return [
      { seller_id, kind: 'package', count: 1 },
      { seller_id, kind: 'tracking', count: 1 },
      { seller_id, kind: 'line', count: ask.order.lines.length },
    ];
  if (isRefusal(ask.command)) return [];
  const ids: IdNeed[] = [
    { seller_id, kind: 'package', count: childrenOf(ask.command) },
    { seller_id, kind: 'tracking', count: trackingNumbersOf(ask.command) },
  ];
  return ids.filter(({ count }) => count > 0);
}

type Loaded = {
  replies: ReplyRow[];
  packages: LockedPackage[];
  /** Of the packages, those that whoever asks does not see yet. */
  hidden: PackageKey[];
  facts: OrderFactsOf[];
  orders: FoundOrder[];
  webhooks: Subscription[];
  /** Of the tracking numbers that somebody wants to use, those that are in use. */
  tracked: TrackedNumber[];
  /** Of the package and line ids that somebody chose, those that are in use. */
  used: GivenId[];
  /** Of the invoice links that somebody gives, those that packages have. */
  links: InvoiceLink[];
};

/** Commands that look into the facts of the order. */
const factual: readonly Command['type'][] = ['confirm-payment', 'link-invoice', 'unlink-invoice', 'store-invoice-file'];

/** One round trip: every statement is sent before the first has answered. */
async function load(world: World, client: pg.PoolClient, asks: (PackageAsk | OrderAsk)[]): Promise<Loaded> {
  const packages = asks.filter((ask) => ask.kind === 'package' && ask.package_id > 0) as PackageAsk[];
  const asking = packages.filter((ask) => !isRefusal(ask.command) && factual.includes(ask.command.type));
  const placed = asks.filter((ask) => ask.kind === 'order');
  const orders = placed.map(({ order }) => order);
  const chosen = placed.flatMap(chosenIds).filter(({ kind }) => kind !== 'tracking');
  const numbers = [...packages.flatMap(fedNumber), ...placed.flatMap(chosenNumber)];
  const links = packages.flatMap(({ seller_id, command }) =>
    !isRefusal(command) && command.type === 'link-invoice' ? [{ seller_id, link: command.link }] : [],
  );
  const blind = packages.filter((ask) => ask.twist?.blind);
  const keys = asks.flatMap((ask) => ask.reply ?? []);
  const sellers = [...new Set(asks.map((ask) => ask.seller_id))];
  const none = Promise.resolve([]);
  const [, replies, locked, hidden, facts, found, webhooks, tracked, used, linked] = await together([
    beginWrite(client, world.settings.write_limit_ms),
    keys.length > 0 ? findReplies(client, keys, world.clock.now() - replies_kept_ms) : none,
    packages.length > 0 ? lockPackages(client, packages) : none,
    blind.length > 0 ? hiddenAmong(client, blind, world.clock.now()) : none,
    asking.length > 0 ? orderFacts(client, asking) : none,
    orders.length > 0 ? findOrders(client, orders) : none,
    webhooksOf(client, sellers),
    numbers.length > 0 ? ownersOfTracking(client, numbers) : none,
    chosen.length > 0 ? findUsedIds(client, chosen) : none,
    links.length > 0 ? findInvoiceLinks(client, links) : none,
  ]);
  return { replies, packages: locked, hidden, facts, orders: found, webhooks, tracked, used, links: linked };
}

type NumberOf = { seller_id: number; tracking_number: number };

const fedNumber = ({ seller_id, command }: PackageAsk): NumberOf[] =>
  !isRefusal(command) && command.type === 'feed-tracking-number'
    ? [{ seller_id, tracking_number: command.tracking_number }]
    : [];

const chosenNumber = ({ seller_id, terms: { tracking_number } }: OrderAsk): NumberOf[] =>
  tracking_number === undefined ? [] : [{ seller_id, tracking_number }];

/** Ids that came with an order, as those who draw ids know them: of a tracking number, what follows the provider. */
function chosenIds({ seller_id, terms: { package_id, tracking_number, line_ids = [] } }: OrderAsk): GivenId[] {
  const ids: [IdKind, number | undefined][] = [
    ['package', package_id],
    ['tracking', tracking_number === undefined ? undefined : serialOf(tracking_number)],
    ...line_ids.map((id): [IdKind, number | undefined] => ['line', id]),
  ];
  return ids.flatMap(([kind, id]) => (id === undefined ? [] : [{ seller_id, kind, id }]));
}

type Live = { current: Package; lines: OrderLine[]; opened: boolean; link_before?: string };

const keyOf = ({ seller_id, package_id, sequence }: Event) => ({ seller_id, package_id, sequence });
const packageKey = (key: PackageKey): string => `${key.seller_id}/${key.package_id}`;
const trackingKey = (key: { seller_id: number; tracking_number: number }): string =>
  `${key.seller_id}/${key.tracking_number}`;
const idKey = ({ seller_id, kind, id }: GivenId): string => `${seller_id}/${kind}/${id}`;
const linkKey = (key: { seller_id: number; link: string }): string => `${key.seller_id}/${key.link}`;
const linkOf = ({ invoice }: Package): string | undefined => (invoice?.kind === 'link' ? invoice.link : undefined);
const replyKey = (key: Omit<ReplyKey, 'fingerprint'>): string => `${key.seller_id}/${key.part}/${key.key}`;

/** The asks of one transaction, decided one after another, each on what the ones before it have left. */
function createBatch(world: World, loaded: Loaded, now: number) {
  const packages = new Map<string, Live>(
    loaded.packages.map((row) => {
      const current: Package = JSON.parse(row.state);
      return [packageKey(row), { current, lines: JSON.parse(row.lines), opened: false, link_before: linkOf(current) }];
    }),
  );
  const orders = new Map(
    loaded.orders.map((row) => [
      `${row.seller_id}/${row.order_number}`,
      { hash: row.content_hash, placed: { package_id: row.root_id, lines: JSON.parse(row.lines) as OrderLine[] } },
    ]),
  );
  const replies = new Map(loaded.replies.map((row) => [replyKey(row), row]));
  const tracked = new Set(loaded.tracked.map(trackingKey));
  const hidden = new Set(loaded.hidden.map(packageKey));
  const linked = new Set(loaded.links.map(linkKey));
  const touched = new Set<Live>();
  const happened: Change[] = [];
  const changes: Changes = {
    orders: [],
    unmasked: [],
    opened: [],
    changed: [],
    tracking_numbers: [],
    unlinked: [],
    linked: [],
    invoice_files: [],
    events: [],
    deliveries: [],
    hidden: [],
    replies: [],
    given_ids: [],
    payments: [],
  };
  const used = new Set(loaded.used.map(idKey));

  const supplyFor = (seller_id: number, package_id?: number): Supply =>
    supplyOf(world, seller_id, now, {
      isTracked: (tracking_number) => tracked.has(trackingKey({ seller_id, tracking_number })),
      isLinked: (link) => linked.has(linkKey({ seller_id, link })),
      details: () => JSON.parse(factsOf(loaded, seller_id, package_id!).facts),
    });

  function record(events: Event[], lines: OrderLine[], silent: boolean): void {
    for (const event of events) {
      const key = packageKey(event);
      const before = packages.get(key);
      const live = before ?? { current: null as never, lines, opened: true };
      const number_before = before?.current.tracking_number;
      const link_before = before && linkOf(before.current);
      live.current = evolve(before?.current ?? null, event);
      packages.set(key, live);
      touched.add(live);
      const { tracking_number, order_number, status } = live.current;
      happened.push({ ...keyOf(event), order_number, type: event.fact.type, status, at: event.at });
      if (tracking_number !== number_before) {
        changes.tracking_numbers.push({ ...event, tracking_number });
        tracked.add(trackingKey(live.current));
      }
      const link = linkOf(live.current);
      if (link_before !== undefined && link_before !== link) linked.delete(linkKey({ ...event, link: link_before }));
      if (link !== undefined) linked.add(linkKey({ ...event, link }));
      const owed = silent ? [] : owedBy(world, event, loaded.webhooks);
      changes.deliveries.push(...owed);
      const { type, ...facts } = event.fact;
      changes.events.push({ ...event, type, facts: JSON.stringify(facts), owed: owed.length });
    }
  }

  function ask(ask: PackageAsk): Answer {
    const live = packages.get(packageKey(ask));
    if (live === undefined || (ask.twist?.blind && hidden.has(packageKey(ask))))
      return ask.answer(refuse({ code: 'package.unknown', package_id: String(ask.package_id) }));
    const { tracking_number } = ask;
    if (tracking_number !== undefined && live.current.tracking_number !== tracking_number)
      return ask.answer(refuse({ code: 'tracking.unknown', tracking_number: String(tracking_number) }));
    if (isRefusal(ask.command)) return ask.answer(ask.command);
    const outcome = decide(live.current, live.lines, ask.command, supplyFor(ask.seller_id, ask.package_id));
    if (isRefusal(outcome)) return ask.answer(outcome);
    if (ask.command.type === 'confirm-payment') changes.unmasked.push(unmask(loaded, live));
    if (ask.command.type === 'store-invoice-file') changes.invoice_files.push({ ...ask, ...ask.upload! });
    record(outcome, live.lines, ask.silent === true);
    if (ask.twist?.hide !== undefined) changes.hidden.push(...hiddenBy(world, outcome, ask.twist.hide, now));
    return ask.answer(outcome);
  }

  function take(ask: OrderAsk): Answer {
    const { order, content_hash } = ask;
    const { seller_id, order_number } = order;
    const key = `${seller_id}/${order_number}`;
    const known = orders.get(key);
    if (known !== undefined && ask.fresh)
      return ask.answer(refuse({ code: 'id.taken', field: 'orderNumber', id: order_number }));
    if (known?.hash.equals(content_hash)) return ask.answer(known.placed);
    if (known !== undefined) return ask.answer(refuse({ code: 'order.conflict', order_number, seller_id }));
    const taken = claim(ask);
    if (taken !== null) return ask.answer(taken);
    const { order: whole, events } = place(order, ask.terms, supplyFor(seller_id));
    const placed: Placed = { package_id: events[0]!.package_id, lines: whole.lines };
    orders.set(key, { hash: content_hash, placed });
    changes.orders.push(orderRow(whole, placed, ask, now));
    record(events, whole.lines, ask.silent === true);
    if (ask.paid_at !== undefined)
      changes.payments.push({ seller_id, package_id: placed.package_id, due_at: ask.paid_at });
    return ask.answer(placed);
  }

  /** Ids that somebody chose are his from now on; a refusal when one is not free. */
  function claim(ask: OrderAsk): Refusal | null {
    const { seller_id, terms } = ask;
    const { tracking_number } = terms;
    if (tracking_number !== undefined && tracked.has(trackingKey({ seller_id, tracking_number })))
      return refuse({ code: 'id.taken', field: 'cargoTrackingNumber', id: String(tracking_number) });
    const ids = chosenIds(ask);
    for (const one of ids) {
      const drawn = () => one.kind !== 'tracking' && !world.ids.claim(seller_id, one.kind, one.id);
      if (used.has(idKey(one)) || drawn())
        return refuse({ code: 'id.taken', field: wireNames[one.kind], id: String(one.id) });
    }
    for (const one of ids) {
      if (one.kind === 'tracking') world.ids.claim(seller_id, 'tracking', one.id);
      else used.add(idKey(one));
    }
    changes.given_ids.push(...ids);
    return null;
  }

  function answer(one: PackageAsk | OrderAsk): Answer {
    const kept = one.reply === null ? undefined : replies.get(replyKey(one.reply));
    if (kept !== undefined) return replay(one.reply!, kept) ?? one.answer(refuse({ code: 'idempotency.reused' }));
    const answer = one.kind === 'package' ? ask(one) : take(one);
    if (one.reply !== null && isKept(answer)) {
      const row = { ...one.reply, ...answer, headers: JSON.stringify(answer.headers), created_at: now };
      replies.set(replyKey(row), row);
      changes.replies.push(row);
    }
    return answer;
  }

  return {
    answer,
    happened,
    changes: (): Changes => {
      for (const live of touched) {
        changes[live.opened ? 'opened' : 'changed'].push(packageRow(live));
        const { link_before, current } = live;
        const link = linkOf(current);
        if (link === link_before) continue;
        if (link_before !== undefined) changes.unlinked.push({ ...current, link: link_before });
        if (link !== undefined) changes.linked.push({ ...current, link });
      }
      return changes;
    },
  };
}

type Known = Pick<Supply, 'isTracked' | 'isLinked' | 'details'>;

const supplyOf = (world: World, seller_id: number, now: number, known: Known): Supply => ({
  now,
  limits: world.limits,
  packageId: () => world.ids.draw(seller_id, 'package'),
  lineId: () => world.ids.draw(seller_id, 'line'),
  trackingSerial: () => world.ids.draw(seller_id, 'tracking'),
  ...known,
});

const factsOf = (loaded: Loaded, seller_id: number, package_id: number): OrderFactsOf =>
  loaded.facts.find((facts) => facts.seller_id === seller_id && facts.package_id === package_id)!;

/** Packages that were opened for what another one lost: hidden from their seller, and told so before anybody can look. */
function hiddenBy(world: World, events: Event[], hide: NonNullable<Twist['hide']>, now: number): Changes['hidden'] {
  const { for_ms, ...fault } = hide;
  const until_at = now + for_ms;
  world.faults?.expectHidden(until_at);
  return events
    .filter(({ fact }) => fact.type === 'created')
    .map(({ seller_id, package_id }) => ({ seller_id, package_id, ...fault, until_at }));
}

/** The same answer again; null when the key was used for another request. */
function replay(key: ReplyKey, kept: ReplyRow): Answer | null {
  if (kept.fingerprint !== key.fingerprint) return null;
  const headers = { ...JSON.parse(kept.headers), 'idempotent-replayed': 'true' };
  return { status: kept.status, headers, body: kept.body };
}

/** The answer that was kept under a key, for callers that do their work in several transactions. */
export async function findReply(world: World, key: ReplyKey): Promise<Answer | null> {
  const [kept] = await findReplies(world.db.pool, [key], world.clock.now() - replies_kept_ms);
  return kept === undefined ? null : replay(key, kept);
}

/** Answers that speak of the request are kept; those that speak of the caller or of the moment are not. */
const isKept = ({ status }: Answer): boolean => [200, 201, 202, 400, 404, 409].includes(status);

function owedBy(world: World, event: Event, webhooks: Subscription[]): Changes['deliveries'] {
  const status = announced(event);
  if (status === null) return [];
  const name = subscriptionName(status);
  return webhooks
    .filter((w) => w.seller_id === event.seller_id && (w.subscribed === null || w.subscribed.includes(name)))
    .map(({ seller_id, webhook_id, status, envelope, legacy, sparse, epoch }) => ({
      seller_id,
      webhook_id,
      package_id: event.package_id,
      sequence: event.sequence,
      state: status === 'ACTIVE' ? 'owed' : 'held',
      envelope: envelope ?? world.settings.webhook.envelope,
      legacy,
      sparse,
      epoch,
    }));
}

function packageRow({ current, lines }: Live): PackageRow {
  const { seller_id, package_id, order_number, status, created_at, modified_at, sequence } = current;
  return {
    seller_id,
    package_id,
    order_number,
    status,
    created_at,
    modified_at,
    sequence,
    state: JSON.stringify(current),
    document: packageDocument(current, lines),
  };
}

function orderRow(order: Order, placed: Placed, { terms, content_hash }: OrderAsk, now: number) {
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

/** Payment is confirmed: the order's half of the document shows the customer from now on. */
function unmask(loaded: Loaded, { current, lines }: Live): Changes['unmasked'][number] {
  const { seller_id, package_id, order_number } = current;
  const row = factsOf(loaded, seller_id, package_id);
  const details = JSON.parse(row.facts);
  const order: Order = { seller_id, order_number, ordered_at: row.ordered_at, details, lines, discount_displays: [] };
  return { seller_id, order_number, document: orderDocument(order, false) };
}
