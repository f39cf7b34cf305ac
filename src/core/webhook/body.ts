import type { Event, Fact } from '../domain/event.ts';
import { evolve } from '../domain/evolve.ts';
import type { Order } from '../domain/order.ts';
import type { Package } from '../domain/package.ts';
import { type EventKey, findEventsUpTo, type PastEvent } from '../postgres/events.ts';
import { findOrdersOf, type StoredOrder } from '../postgres/orders.ts';
import { findDocuments, type PackageKey } from '../postgres/packages.ts';
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
 * the packages are folded from their events, each event once.
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
  const lives = Map.groupBy(history, packageId);
  const shares = new Map(orders.map((row) => [packageId(row), row]));
  for (const [name, wanted] of Map.groupBy(past, packageId)) {
    const states = replayed(lives.get(name) ?? []);
    for (const event of wanted.toSorted((one, other) => one.sequence - other.sequence))
      try {
        documents.set(eventId(event), wholeDocument(states(event), orderOf(shares.get(name)!)));
      } catch (error) {
        onBroken(event, error);
      }
  }
  return documents;
}

const packageId = ({ seller_id, package_id }: PackageKey): string => `${seller_id} ${package_id}`;

/**
 * The package after one of its events. Must be asked in the order of the events, so that each of them is read once. An
 * event that cannot be read is tried again for all that follow it: none of them can be told.
 */
function replayed(life: PastEvent[]): (event: EventKey) => Package {
  let current: Package | null = null;
  let done = 0;
  return (event) => {
    for (; done < life.length && life[done]!.sequence <= event.sequence; done++)
      current = evolve(current, eventOf(life[done]!));
    if (current?.sequence !== event.sequence) throw new Error(`${eventId(event)} is missing`);
    return current;
  };
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
