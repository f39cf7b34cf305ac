import type { Event, Fact } from '../domain/event.ts';
import { evolve } from '../domain/evolve.ts';
import type { Order } from '../domain/order.ts';
import type { Package } from '../domain/package.ts';
import { type EventKey, findEventsUpTo, type PastEvent } from '../postgres/events.ts';
import { findOrdersOf, type StoredOrder } from '../postgres/orders.ts';
import { findDocuments } from '../postgres/packages.ts';
import type { Client } from '../postgres/statement.ts';
import { together } from '../postgres/transaction.ts';
import { wholeDocument } from '../wire/package.ts';
import { type Reading, readDocument } from '../wire/reading.ts';
import { eventId } from './attempt.ts';

type OnBroken = (event: EventKey, error: unknown) => void;

/** The bodies of calls, in their order; null where none can be made, which others must not suffer from. */
export async function bodiesOf(client: Client, calls: (EventKey & BodyShape)[], onBroken: OnBroken) {
  const documents = await documentsOf(client, calls, onBroken);
  return calls.map((call) => {
    const document = documents.get(eventId(call));
    try {
      return document === undefined ? null : bodyOf(document, call);
    } catch (error) {
      onBroken(call, error);
      return null;
    }
  });
}

/**
 * Most events are sent while they are their package's last, and then its stored document is the answer. For the others
 * the package is folded from its events up to this one.
 */
async function documentsOf(client: Client, events: EventKey[], onBroken: OnBroken): Promise<Map<string, string>> {
  const documents = new Map<string, string>();
  const past: EventKey[] = [];
  for (const row of await findDocuments(client, events)) {
    if (row.document === null) past.push(row);
    else documents.set(eventId(row), row.document);
  }
  if (past.length === 0) return documents;
  const [history, orders] = await together([findEventsUpTo(client, past), findOrdersOf(client, past)]);
  for (const event of past) {
    try {
      documents.set(eventId(event), folded(event, history, orders));
    } catch (error) {
      onBroken(event, error);
    }
  }
  return documents;
}

const sameAs = (one: { seller_id: number; package_id: number }) => (other: { seller_id: number; package_id: number }) =>
  one.seller_id === other.seller_id && one.package_id === other.package_id;

function folded(event: EventKey, history: PastEvent[], orders: StoredOrder[]): string {
  const life = history.filter(sameAs(event)).filter((past) => past.sequence <= event.sequence);
  const current = life.map(eventOf).reduce(evolve, null as Package | null);
  if (current?.sequence !== event.sequence) throw new Error(`${eventId(event)} is missing`);
  return wholeDocument(current, orderOf(orders.find(sameAs(event))!));
}

const eventOf = ({ seller_id, package_id, sequence, type, at, facts }: PastEvent): Event => ({
  seller_id,
  package_id,
  sequence,
  at,
  fact: { ...JSON.parse(facts), type } as Fact,
});

const orderOf = (row: StoredOrder): Order => ({
  seller_id: row.seller_id,
  order_number: row.order_number,
  ordered_at: row.ordered_at,
  details: JSON.parse(row.facts),
  lines: JSON.parse(row.lines),
  // Named promotions moved into the package at its birth.
  discount_displays: [],
});

type BodyShape = Reading & { envelope: 'flat' | 'page' };

/** The bytes of a call: fixed by what was written when it became owed, so the same in every attempt and replay. */
export function bodyOf(document: string, { envelope, ...reading }: BodyShape): string {
  const content = readDocument(document, reading);
  if (envelope === 'flat') return content;
  return `{"totalElements":1,"totalPages":1,"page":0,"size":1,"content":[${content}]}`;
}
