import { announced, type Event } from './event.ts';
import type { Package } from './package.ts';

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
      if (fact.invoice_number !== undefined) after.invoice_number = fact.invoice_number;
      break;
    case 'cancelled':
      after.cancellation = fact.cancellation;
      if (fact.kept !== undefined) Object.assign(after, fact.kept);
      break;
  }
  return after;
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
