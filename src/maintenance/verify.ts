import { hash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type pg from 'pg';
import type { DueMoment } from '../core/domain/moment.ts';
import type { Package } from '../core/domain/package.ts';
import type { Files } from '../core/files.ts';
import type { Database } from '../core/postgres/database.ts';
import {
  attemptsWithoutDelivery,
  barcodesMissing,
  deliveriesOfPackages,
  deliveriesWithoutEvent,
  eventsOfPackages,
  eventsWithoutPackage,
  filesOfPackages,
  filesWithoutPackage,
  type LawBarcode,
  type LawDeliveries,
  type LawFile,
  type LawOrder,
  type LawReply,
  type LawReplyKey,
  labelsWithoutPackage,
  lineIdsTwice,
  linksOfPackages,
  linksWithoutPackage,
  type Orphan,
  ordersAfter,
  packagesOfOrders,
  packagesWithoutOrder,
  repliesAfter,
  trackingWithoutPackage,
  warrantiesWithoutPackage,
  watermarks,
} from '../core/postgres/laws.ts';
import { missingMoments } from '../core/postgres/moments.ts';
import type { OrderKey } from '../core/postgres/orders.ts';
import { findTrackingNumbers } from '../core/postgres/tracking-numbers.ts';
import { inPass, inSnapshot } from '../core/postgres/transaction.ts';
import { type Broke, type Law, type Life, momentsAhead, type OrderLife, orderLaws, orderLife } from './laws.ts';

export type Checked = {
  orders: number;
  packages: number;
  events: number;
  deliveries: number;
  files: number;
  replies: number;
};
export type Broken = { law: Law; seller_id: number; order_number?: string; package_id?: number; detail: string };
export type Verdict = {
  checked: Checked;
  /** The number of violations; `broken` has the first ones. */
  broken_count: number;
  broken: Broken[];
};

/** Orders per snapshot: some megabytes at most, and so short that it does not hold up vacuum. */
const orders_per_chunk = 200;
const replies_per_chunk = 1_000;
/** Violations that are listed one by one. */
const listed_limit = 100;

/**
 * Checks the whole database against the laws while it is in use. Memory is bounded: each chunk of orders is read in a
 * snapshot of its own. Changes nothing. `files` is the folder of invoice files, if one is set.
 */
export async function verify(
  db: Database,
  onProgress: (checked: Checked) => void = () => {},
  files: Files | null = null,
): Promise<Verdict> {
  const verdict: Verdict = {
    checked: { orders: 0, packages: 0, events: 0, deliveries: 0, files: 0, replies: 0 },
    broken_count: 0,
    broken: [],
  };
  let orders: OrderKey | null = { seller_id: -1, order_number: '' };
  while (orders !== null) {
    const after: OrderKey = orders;
    orders = await inSnapshot(db.pool, (client) => verifyOrders(client, after, verdict, files));
    onProgress(verdict.checked);
  }
  let replies: LawReplyKey | null = { seller_id: -1, key: '', part: 0 };
  while (replies !== null) {
    const after: LawReplyKey = replies;
    replies = await inSnapshot(db.pool, (client) => verifyReplies(client, after, verdict));
    onProgress(verdict.checked);
  }
  await inPass(db.pool, (client) => findOrphans(client, verdict));
  await findLineIds(db, verdict);
  return verdict;
}

function reportBroken(verdict: Verdict, found: Broken, count = 1): void {
  verdict.broken_count += count;
  if (verdict.broken.length < listed_limit) verdict.broken.push(found);
}

/** Checks one chunk of orders. Returns the last one, or null if there are no more. */
async function verifyOrders(
  client: pg.PoolClient,
  after: OrderKey,
  verdict: Verdict,
  files: Files | null,
): Promise<OrderKey | null> {
  const orders = await ordersAfter(client, after, orders_per_chunk);
  const packages = await packagesOfOrders(client, orders);
  const events = await eventsOfPackages(client, packages);
  const marks = await watermarks(client);
  const deliveries = await deliveriesOfPackages(client, packages, marks.attempts);
  const keyOf = ({ seller_id, order_number }: OrderKey) => `${seller_id}/${order_number}`;
  const packagesBy = Map.groupBy(packages, keyOf);
  const eventsBy = Map.groupBy(events, (event) => `${event.seller_id}/${event.package_id}`);
  const deliveriesBy = Map.groupBy(deliveries, (delivery) => `${delivery.seller_id}/${delivery.package_id}`);
  const wholes: OrderLife[] = [];
  for (const row of orders) {
    const rows = packagesBy.get(keyOf(row)) ?? [];
    const own = rows.flatMap(({ seller_id, package_id }) => eventsBy.get(`${seller_id}/${package_id}`) ?? []);
    const broke = brokeOf(verdict, row);
    guarded(broke, () => {
      const life = orderLife(row, rows, own, broke);
      for (const law of orderLaws) law(life, broke);
      for (const one of life.lives.values())
        owed(one, deliveriesBy.get(`${row.seller_id}/${one.row.package_id}`) ?? [], marks.deliveries, broke);
      wholes.push(life);
    });
  }
  await verifyTracking(client, wholes, verdict);
  await verifyBarcodes(client, wholes, verdict);
  await verifyLinks(client, wholes, verdict);
  await verifyFiles(client, wholes, verdict, files);
  await verifyMoments(client, wholes, verdict);
  verdict.checked.orders += orders.length;
  verdict.checked.packages += packages.length;
  verdict.checked.events += events.length;
  verdict.checked.deliveries += deliveries.reduce((sum, { count }) => sum + count, 0);
  return orders.length === orders_per_chunk ? orders.at(-1)! : null;
}

const brokeOf =
  (verdict: Verdict, { seller_id, order_number }: LawOrder): Broke =>
  (law, detail, package_id) =>
    reportBroken(verdict, { law, seller_id, order_number, package_id, detail });

/** Data so broken that a law throws is a violation, not the end of the check. */
function guarded(broke: Broke, work: () => void): void {
  try {
    work();
  } catch (error) {
    broke('state', `it cannot be read: ${(error as Error).message}`);
  }
}

function owed({ row, owed, events }: Life, deliveries: LawDeliveries[], pruned_before: number, broke: Broke): void {
  const counts = new Map(deliveries.map((delivery) => [delivery.sequence, delivery]));
  for (const { sequence, at } of events) {
    const expected = owed.get(sequence)!;
    const found = counts.get(sequence)?.count ?? 0;
    if (found > expected || (found < expected && at >= pruned_before))
      broke('owed', `event ${sequence} owed ${expected} deliveries and has ${found}`, row.package_id);
  }
  for (const { sequence, count, own, misstated, unlogged } of deliveries) {
    if (own !== count)
      broke(
        'belonging',
        `event ${sequence} has a delivery for a webhook that its seller does not have`,
        row.package_id,
      );
    if (misstated > 0) broke('log', `event ${sequence} has a delivery with an impossible state`, row.package_id);
    if (unlogged > 0) broke('log', `event ${sequence} has a delivery whose log lacks attempts`, row.package_id);
  }
}

const livesOf = (orders: OrderLife[]): Life[] => orders.flatMap(({ lives }) => [...lives.values()]);

async function verifyTracking(client: pg.PoolClient, orders: OrderLife[], verdict: Verdict): Promise<void> {
  const lives = livesOf(orders);
  const wanted = lives.map(({ row, current }) => ({ ...row, tracking_number: current.tracking_number }));
  const owners = await findTrackingNumbers(client, wanted);
  const ownerOf = new Map(owners.map((owner) => [`${owner.seller_id}/${owner.tracking_number}`, owner.package_id]));
  for (const { seller_id, order_number, package_id, tracking_number } of wanted) {
    const owner = ownerOf.get(`${seller_id}/${tracking_number}`);
    if (owner === package_id) continue;
    const detail = `tracking number ${tracking_number} is stored for ${owner === undefined ? 'no package' : `package ${owner}`}`;
    reportBroken(verdict, { law: 'identity', seller_id, order_number, package_id, detail });
  }
}

async function verifyBarcodes(client: pg.PoolClient, orders: OrderLife[], verdict: Verdict): Promise<void> {
  const wanted = orders.flatMap(({ order: { seller_id, order_number, lines } }): LawBarcode[] =>
    lines.map((line) => ({ seller_id, order_number, barcode: String(line.details['barcode']) })),
  );
  for (const { seller_id, order_number, barcode } of await barcodesMissing(client, wanted))
    reportBroken(verdict, {
      law: 'document',
      seller_id,
      order_number,
      detail: `it cannot be found by barcode ${barcode}`,
    });
}

async function verifyLinks(client: pg.PoolClient, orders: OrderLife[], verdict: Verdict): Promise<void> {
  const lives = livesOf(orders);
  const found = await linksOfPackages(
    client,
    lives.map(({ row }) => row),
  );
  const linksOf = Map.groupBy(found, ({ seller_id, package_id }) => `${seller_id}/${package_id}`);
  for (const { row, current } of lives) {
    const { seller_id, order_number, package_id } = row;
    const wanted = current.invoice?.kind === 'link' ? [hash('sha256', current.invoice.link)] : [];
    const written = (linksOf.get(`${seller_id}/${package_id}`) ?? []).map(({ link_hash }) => link_hash);
    if (isDeepStrictEqual(written, wanted)) continue;
    const detail = `it has ${wanted.length} invoice links, and ${written.length} different ones are stored for it`;
    reportBroken(verdict, { law: 'identity', seller_id, order_number, package_id, detail });
  }
}

async function verifyMoments(client: pg.PoolClient, orders: OrderLife[], verdict: Verdict): Promise<void> {
  const ahead = orders.flatMap(({ order, lives }) =>
    [...lives.values()].flatMap((life) => momentsAheadOf(life, order.order_number)),
  );
  const missing = await missingMoments(
    client,
    ahead.map(({ moment }) => moment),
  );
  const orderOf = new Map(
    ahead.map(({ moment, order_number }) => [`${moment.seller_id}/${moment.package_id}`, order_number]),
  );
  for (const { seller_id, package_id, kind, due_at } of missing) {
    const detail = `the moment ${kind} at ${due_at} is missing`;
    const order_number = orderOf.get(`${seller_id}/${package_id}`);
    reportBroken(verdict, { law: 'due', seller_id, order_number, package_id, detail });
  }
}

/** None for a life that cannot be folded, which is reported elsewhere. */
function momentsAheadOf(life: Life, order_number: string): { moment: DueMoment; order_number: string }[] {
  try {
    return momentsAhead(life).map((moment) => ({ moment, order_number }));
  } catch {
    return [];
  }
}

async function verifyFiles(
  client: pg.PoolClient,
  orders: OrderLife[],
  verdict: Verdict,
  files: Files | null,
): Promise<void> {
  const lives = livesOf(orders);
  const found = await filesOfPackages(
    client,
    lives.map(({ row }) => row),
  );
  const fileOf = new Map(found.map((file) => [`${file.seller_id}/${file.package_id}`, file]));
  for (const { row, current } of lives) {
    const { seller_id, order_number, package_id } = row;
    const detail = await fileProblem(current, fileOf.get(`${seller_id}/${package_id}`), files);
    if (detail !== null) reportBroken(verdict, { law: 'files', seller_id, order_number, package_id, detail });
  }
  verdict.checked.files += found.length;
}

async function fileProblem(
  { invoice }: Package,
  row: LawFile | undefined,
  files: Files | null,
): Promise<string | null> {
  if (invoice?.kind !== 'file') return row === undefined ? null : 'an invoice file is stored for it without an event';
  if (row === undefined) return 'its invoice file is missing';
  const { sha256 } = invoice;
  if (row.sha256 !== sha256) return 'its invoice file is not the one of its event';
  if (row.content_sha256 === null && files === null) return 'its invoice file is in a folder: set KOLI_INVOICE_FOLDER';
  const content_sha256 = row.content_sha256 ?? (await files!.hash(row));
  if (content_sha256 === null) return 'its invoice file is not in the folder';
  return content_sha256 === sha256 ? null : 'the content of its invoice file has changed';
}

const kept_statuses = [200, 201, 202, 400, 404, 409];
const key_form = /^[\x21-\x7e]{1,255}$/;
const fingerprint_bytes = 32;

async function verifyReplies(client: pg.PoolClient, after: LawReplyKey, verdict: Verdict): Promise<LawReplyKey | null> {
  const replies = await repliesAfter(client, after, replies_per_chunk);
  for (const reply of replies)
    for (const problem of replyProblems(reply))
      reportBroken(verdict, {
        law: 'replies',
        seller_id: reply.seller_id,
        detail: `the answer stored for ${JSON.stringify(reply.key.slice(0, 64))} part ${reply.part} ${problem}`,
      });
  verdict.checked.replies += replies.length;
  return replies.length === replies_per_chunk ? replies.at(-1)! : null;
}

function replyProblems(reply: LawReply): string[] {
  const problems: string[] = [];
  if (!key_form.test(reply.key)) problems.push('has a key that no request can have');
  if (reply.fingerprint_bytes !== fingerprint_bytes) problems.push('does not identify its request');
  if (!kept_statuses.includes(reply.status)) problems.push(`has the status ${reply.status}, which is never stored`);
  const headers = storedHeaders(reply.headers);
  if (headers === null) problems.push('has headers that cannot be sent');
  // An answer with a secret is stored encrypted, which is not JSON.
  else if (/json/.test(headers['content-type'] ?? '') && !/^v\d+\./.test(reply.body) && !isJson(reply.body))
    problems.push('has a JSON content type and a body that is not JSON');
  return problems;
}

function storedHeaders(text: string): Record<string, string> | null {
  if (!isJson(text)) return null;
  const headers: unknown = JSON.parse(text);
  if (typeof headers !== 'object' || headers === null || Array.isArray(headers)) return null;
  return Object.values(headers).every((value) => typeof value === 'string')
    ? (headers as Record<string, string>)
    : null;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

async function findOrphans(client: pg.PoolClient, verdict: Verdict): Promise<void> {
  const add = (orphans: Orphan[], sentence: string) => {
    // The first one also counts for those beyond the limit of the query.
    for (const [index, { seller_id, package_id, detail, total }] of orphans.entries())
      reportBroken(
        verdict,
        { law: 'belonging', seller_id, package_id, detail: `${detail} ${sentence}`.trim() },
        index === 0 ? total - orphans.length + 1 : 1,
      );
  };
  add(await packagesWithoutOrder(client, listed_limit), 'does not exist for its seller');
  add(await eventsWithoutPackage(client, listed_limit), 'belongs to no package of its seller');
  add(await deliveriesWithoutEvent(client, listed_limit), 'belongs to no event of its seller');
  add(await trackingWithoutPackage(client, listed_limit), 'belongs to no package of its seller');
  add(await linksWithoutPackage(client, listed_limit), 'belongs to no package of its seller');
  add(await filesWithoutPackage(client, listed_limit), 'belongs to no package of its seller');
  add(await labelsWithoutPackage(client, listed_limit), 'is not a tracking number of that package');
  add(await warrantiesWithoutPackage(client, listed_limit), 'belongs to no package of its seller');
  add(await attemptsWithoutDelivery(client, listed_limit), 'belongs to no delivery of its seller');
}

/** In a snapshot of its own: if an order's lines are not JSON, only this check fails. */
async function findLineIds(db: Database, verdict: Verdict): Promise<void> {
  try {
    const found = await inPass(db.pool, (client) => lineIdsTwice(client, listed_limit));
    for (const [index, { seller_id, line_id, order_numbers, total }] of found.entries()) {
      const detail = `line id ${line_id} is in the orders ${order_numbers.join(', ')}`;
      const count = index === 0 ? total - found.length + 1 : 1;
      reportBroken(verdict, { law: 'identity', seller_id, order_number: order_numbers[0], detail }, count);
    }
  } catch (error) {
    if (!String((error as { code?: unknown }).code).startsWith('22')) throw error;
    reportBroken(verdict, {
      law: 'identity',
      seller_id: 0,
      detail: `line ids cannot be read: ${(error as Error).message}`,
    });
  }
}
