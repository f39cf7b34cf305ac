import type pg from 'pg';
import type { DueMoment } from '../domain/moment.ts';
import { type DeliveryRow, insertDeliveries } from './deliveries.ts';
import { type EventRow, insertEvents } from './events.ts';
import {
  deleteInvoiceFiles,
  deleteInvoiceLinks,
  type FileRow,
  type InvoiceLink,
  insertInvoiceFile,
  insertInvoiceLinks,
} from './invoices.ts';
import { keepLabel, type LabelRow } from './labels.ts';
import { insertMoments } from './moments.ts';
import { insertOrderBarcodes, insertOrders, type OrderKey, type OrderRow, updateOrderDocuments } from './orders.ts';
import { insertPackages, type PackageKey, type PackageRow, updatePackages } from './packages.ts';
import { insertReplies, type ReplyRow } from './replies.ts';
import { insertTrackingNumbers, type TrackingNumber } from './tracking-numbers.ts';
import { commitInTime, together } from './transaction.ts';

/** Everything that one transaction writes: state, events, deliveries and kept answers, or nothing of it. */
export type Writes = {
  orders: OrderRow[];
  unmasked: (OrderKey & { document: string })[];
  opened: PackageRow[];
  changed: PackageRow[];
  tracking_numbers: TrackingNumber[];
  unlinked: InvoiceLink[];
  linked: InvoiceLink[];
  /** Packages whose rejected invoice file gave way to a link. */
  unfiled: PackageKey[];
  invoice_files: FileRow[];
  labels: LabelRow[];
  moments: DueMoment[];
  events: EventRow[];
  deliveries: DeliveryRow[];
  replies: ReplyRow[];
  /** Of a ring: sent behind all others. */
  added: ((client: pg.PoolClient) => Promise<unknown>[])[];
};

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
  writes: Writes,
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
    unfiled,
    invoice_files,
    labels,
    moments,
    events,
    deliveries,
    replies,
    added,
  } = writes;
  const sent: Promise<unknown>[] = [];
  // Kept answers first: of two nodes that hold the same key, the later waits here, before it has written anything.
  const kept = replies.length > 0 ? insertReplies(client, replies, kept_since) : Promise.resolve(0);
  sent.push(kept);
  if (orders.length > 0) sent.push(insertOrders(client, orders), insertOrderBarcodes(client, orders));
  if (unmasked.length > 0) sent.push(updateOrderDocuments(client, unmasked));
  if (changed.length > 0) sent.push(updatePackages(client, changed));
  if (opened.length > 0) sent.push(insertPackages(client, opened));
  if (tracking_numbers.length > 0) sent.push(insertTrackingNumbers(client, tracking_numbers));
  // A link that one package gives up is free for another in the same transaction.
  if (unlinked.length > 0) sent.push(deleteInvoiceLinks(client, unlinked));
  if (linked.length > 0) sent.push(insertInvoiceLinks(client, linked));
  if (unfiled.length > 0) sent.push(deleteInvoiceFiles(client, unfiled));
  for (const file of invoice_files) sent.push(insertInvoiceFile(client, file));
  for (const label of labels) sent.push(keepLabel(client, label));
  if (moments.length > 0) sent.push(insertMoments(client, moments));
  if (events.length > 0) sent.push(insertEvents(client, events));
  if (deliveries.length > 0) sent.push(insertDeliveries(client, deliveries, now));
  for (const send of added) sent.push(...send(client));
  if (replies.length === 0) {
    await committing(together([...sent, commitInTime(client, limit_ms)]));
    return;
  }
  await together(sent);
  if ((await kept) < replies.length) throw new ReplyTaken('an answer was kept elsewhere');
  await committing(commitInTime(client, limit_ms));
}

/** Marks a failure that leaves open whether the commit happened. */
async function committing(commit: Promise<unknown>): Promise<void> {
  try {
    await commit;
  } catch (error) {
    throw Object.assign(error as Error, { committing: true });
  }
}
