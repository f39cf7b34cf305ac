import type { LeasedDelivery } from '../core/extension.ts';
import { type DeliveryKey, postponeFollowers, releaseDeliveries } from '../core/postgres/deliveries.ts';
import type { Client } from '../core/postgres/statement.ts';
import type { Clock } from '../core/world.ts';
import type { Faults, Hit } from './faults.ts';
import { type Diverted, divertDeliveries, releaseOvertaken, sendAgain } from './postgres/deliveries.ts';

/** Where a fault puts off a delivery until the next one of its package, but says no time. */
const usual_reorder_ms = 3_600_000;

/** What faults do to deliveries, between a worker's claim and its calls. */
export class FaultyDeliveries {
  readonly #faults: Faults;
  readonly #clock: Clock;
  /** Deliveries under way that are sent again, and how long after their success. */
  readonly #repeats = new Map<string, number>();

  constructor(faults: Faults, clock: Clock) {
    this.#faults = faults;
    this.#clock = clock;
  }

  /** Of deliveries that were claimed just now, those that are sent now. */
  async claimed<D extends LeasedDelivery>(client: Client, claimed: D[]): Promise<D[]> {
    for (const delivery of claimed) this.#repeats.delete(deliveryText(delivery));
    if (this.#faults.isQuiet() && claimed.every(({ out_of_order }) => out_of_order === null)) return claimed;
    const sent: D[] = [];
    const diverted: Diverted[] = [];
    for (const delivery of await onePerPackage(client, claimed)) {
      const hit = await this.#hitOf(client, delivery);
      if (hit === null) sent.push(delivery);
      else if (hit.step.outcome === 'duplicated') {
        sent.push(delivery);
        this.#repeats.set(deliveryText(delivery), hit.step.laterMs ?? 0);
      } else diverted.push(divertedBy(hit, delivery, this.#clock.doneAt(delivery.due_at)));
    }
    await divert(client, diverted);
    return sent;
  }

  async delivered(client: Client, delivered: (DeliveryKey & { at: number })[]): Promise<void> {
    const again = delivered.flatMap((one) => {
      const later_ms = this.#repeats.get(deliveryText(one));
      this.#repeats.delete(deliveryText(one));
      return later_ms === undefined ? [] : [{ ...one, due_at: one.at + later_ms }];
    });
    if (again.length > 0) await sendAgain(client, again);
    if (delivered.length > 0 && (await this.#faults.has(client, 'reordered')))
      await releaseOvertaken(client, delivered);
  }

  /** The deliveries of a seller, or of all, were replaced. */
  forget(seller_id?: number): void {
    for (const key of this.#repeats.keys())
      if (seller_id === undefined || key.startsWith(`${seller_id} `)) this.#repeats.delete(key);
  }

  /** A fault strikes a delivery only once, and not when it is replayed to repair what the fault did. */
  async #hitOf(client: Client, delivery: LeasedDelivery): Promise<Hit | null> {
    if (delivery.out_of_order !== null || delivery.replayed_from !== null) return null;
    return this.#faults.onDelivery(client, delivery);
  }
}

const deliveryText = ({ seller_id, webhook_id, package_id, sequence }: DeliveryKey): string =>
  `${seller_id} ${webhook_id} ${package_id} ${sequence}`;

/**
 * With deliveries out of order, a claim may hold two of one package: the earlier one goes first, the other waits for the
 * next claim. Sorted, so that a script meets them in the same order every time.
 */
async function onePerPackage<D extends LeasedDelivery>(client: Client, claimed: D[]): Promise<D[]> {
  const sorted = claimed.toSorted(
    (a, b) =>
      a.seller_id - b.seller_id ||
      a.package_id - b.package_id ||
      a.sequence - b.sequence ||
      (a.webhook_id < b.webhook_id ? -1 : 1),
  );
  const seen = new Set<string>();
  const firsts: D[] = [];
  const others: D[] = [];
  for (const delivery of sorted) {
    const key = `${delivery.seller_id} ${delivery.webhook_id} ${delivery.package_id}`;
    (seen.has(key) ? others : firsts).push(delivery);
    seen.add(key);
  }
  if (others.length > 0) await releaseDeliveries(client, others);
  return firsts;
}

async function divert(client: Client, rows: Diverted[]): Promise<void> {
  if (rows.length === 0) return;
  await divertDeliveries(client, rows);
  const waiting = rows.flatMap(({ due_at, out_of_order, ...row }) =>
    due_at === null || out_of_order !== null ? [] : [{ ...row, due_at }],
  );
  if (waiting.length > 0) await postponeFollowers(client, waiting);
}

function divertedBy({ fault, step }: Hit, delivery: LeasedDelivery, now: number): Diverted {
  const { seller_id, webhook_id, package_id, sequence, leased_until } = delivery;
  const key = { seller_id, webhook_id, package_id, sequence, leased_until };
  const owed = { ...key, state: 'owed', settled_at: null } as const;
  switch (step.outcome) {
    case 'lost':
      return { ...key, state: 'given-up', due_at: null, settled_at: now, out_of_order: 'lost' };
    case 'late':
      return { ...owed, due_at: now + step.laterMs!, out_of_order: 'late' };
    case 'reordered':
      return { ...owed, due_at: now + (step.laterMs ?? usual_reorder_ms), out_of_order: 'after-next' };
    default:
      return { ...owed, due_at: fault.input.until!, out_of_order: null };
  }
}
