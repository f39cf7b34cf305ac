import type pg from 'pg';
import { type DeliveryRow, insertDeliveries } from './deliveries.ts';
import { type EventRow, insertEvents } from './events.ts';
import {
  deleteInvoiceLinks,
  type FileRow,
  type InvoiceLink,
  insertInvoiceFile,
  insertInvoiceLinks,
} from './invoices.ts';
import { insertOrders, type OrderKey, type OrderRow, updateOrderDocuments } from './orders.ts';
import { insertPackages, insertTrackingNumbers, type PackageKey, type PackageRow, updatePackages } from './packages.ts';
import { insertReplies, type ReplyRow } from './replies.ts';
import { query, together } from './sql.ts';

/** Everything that one transaction writes: state, events, deliveries and kept answers, or nothing of it. */
export type Changes = {
  orders: OrderRow[];
  unmasked: (OrderKey & { document: string })[];
  opened: PackageRow[];
  changed: PackageRow[];
  tracking_numbers: (PackageKey & { tracking_number: number })[];
  unlinked: InvoiceLink[];
  linked: InvoiceLink[];
  invoice_files: FileRow[];
  events: EventRow[];
  deliveries: DeliveryRow[];
  replies: ReplyRow[];
  /** Of a ring: sent behind all others. */
  added: ((client: pg.PoolClient) => Promise<unknown>[])[];
};

/** A write took longer than it may, and was rolled back. */
export class TooLate extends Error {
  code = 'too.late';
}

/** Begins a transaction none of whose statements may hang, in one message: the limit costs no round trip. */
export const beginWrite = (client: pg.PoolClient, limit_ms: number): Promise<unknown> =>
  client.query(`begin; set local statement_timeout = ${limit_ms}`);

/**
 * Commits, unless the transaction is older than it may be: who follows the stream counts on every change to be there
 * soon after the time it is stamped with. The server itself judges, right before the commit, since statements travel
 * without waiting for each other and only it knows when each came to run. Its clock is compared with itself, from the
 * begin on, which is before the stamp. The failure of a statement makes a rollback of the commit behind it. All this
 * adds 25 µs to a transaction.
 */
export async function commitInTime(client: pg.PoolClient, limit_ms: number): Promise<void> {
  await together([inTime(client, limit_ms), client.query('commit')]);
}

async function inTime(client: pg.PoolClient, limit_ms: number): Promise<void> {
  try {
    await query(
      client,
      'inTime',
      'select 1 / (extract(epoch from clock_timestamp() - transaction_timestamp()) * 1000 <= $1)::integer',
      [limit_ms],
    );
  } catch (error) {
    if ((error as { code?: string }).code !== '22012') throw error;
    throw new TooLate(`a write took longer than ${limit_ms} ms`);
  }
}

/** Another node kept an answer under one of these keys a moment ago: start again and find it. */
export class ReplyTaken extends Error {
  code = 'reply.taken';
}

/**
 * Sends every insert and update at once, without waiting for one before the next, and commits when all are through.
 * The commit waits for them: a kept answer that another node was quicker to keep takes everything back.
 */
export async function commit(
  client: pg.PoolClient,
  changes: Changes,
  { now, kept_since, limit_ms }: { now: number; kept_since: number; limit_ms: number },
): Promise<void> {
  const {
    orders,
    unmasked,
    opened,
    changed,
    tracking_numbers,
    unlinked,
    linked,
    invoice_files,
    events,
    deliveries,
    replies,
    added,
  } = changes;
  const writes: Promise<unknown>[] = [];
  // Kept answers first: of two nodes that hold the same key, the later waits here, before it has written anything.
  const kept = replies.length > 0 ? insertReplies(client, replies, kept_since) : Promise.resolve(0);
  writes.push(kept);
  if (orders.length > 0) writes.push(insertOrders(client, orders));
  if (unmasked.length > 0) writes.push(updateOrderDocuments(client, unmasked));
  if (changed.length > 0) writes.push(updatePackages(client, changed));
  if (opened.length > 0) writes.push(insertPackages(client, opened));
  if (tracking_numbers.length > 0) writes.push(insertTrackingNumbers(client, tracking_numbers));
  // A link that one package gives up is free for another in the same transaction.
  if (unlinked.length > 0) writes.push(deleteInvoiceLinks(client, unlinked));
  if (linked.length > 0) writes.push(insertInvoiceLinks(client, linked));
  for (const file of invoice_files) writes.push(insertInvoiceFile(client, file));
  if (events.length > 0) writes.push(insertEvents(client, events));
  if (deliveries.length > 0) writes.push(insertDeliveries(client, deliveries, now));
  for (const send of added) writes.push(...send(client));
  if (replies.length === 0) {
    await committing(together([...writes, commitInTime(client, limit_ms)]));
    return;
  }
  await together(writes);
  if ((await kept) < replies.length) throw new ReplyTaken('an answer was kept elsewhere');
  await committing(commitInTime(client, limit_ms));
}

/** Marks a failure that leaves open whether the commit happened. */
async function committing(sent: Promise<unknown>): Promise<void> {
  try {
    await sent;
  } catch (error) {
    throw Object.assign(error as Error, { committing: true });
  }
}
