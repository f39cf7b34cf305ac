import type { PlacementTerms } from '../core/domain/place.ts';
import { type Refusal, refuse } from '../core/domain/refusal.ts';
import { serialOf } from '../core/domain/supply.ts';
import type { Addition } from '../core/extension.ts';
import type { GivenId, IdBlocks, IdKind } from '../core/postgres/ids.ts';
import { insertMoments } from '../core/postgres/moments.ts';
import type { PackageKey } from '../core/postgres/packages.ts';
import { findTrackingNumbers, type TrackingNumber } from '../core/postgres/tracking-numbers.ts';
import { together } from '../core/postgres/transaction.ts';
import type { Clock } from '../core/world.ts';
import type { Faults } from './faults.ts';
import type { FaultKey } from './postgres/faults.ts';
import { findUsedIds, insertGivenIds, insertGivenLines } from './postgres/given-ids.ts';
import { hiddenAmong, hidePackages } from './postgres/hidden-packages.ts';

// What the sandbox adds to asks of the core.

/** Several additions as one. */
export function combined(additions: (Addition | undefined)[]): Addition | undefined {
  const all = additions.filter((one) => one !== undefined);
  if (all.length < 2) return all[0];
  return {
    load: (client) => together(all.flatMap((one) => one.load?.(client) ?? [])),
    refuse: (known) => all.reduce<Refusal | null>((no, one) => no ?? one.refuse?.(known) ?? null, null),
    write: (client, events, now) => all.flatMap((one) => one.write?.(client, events, now) ?? []),
  };
}

/** Refuses an order number that is in use, even for the same content. */
export const mustBeNew = (order_number: string): Addition => ({
  refuse: (known) => (known ? refuse({ code: 'id.taken', field: 'orderNumber', id: order_number }) : null),
});

/** The order is paid at a given time. */
export const paidAt = (seller_id: number, due_at: number): Addition => ({
  write: (client, [placed]) => [
    insertMoments(client, [{ seller_id, package_id: placed!.package_id, kind: 'payment', due_at }]),
  ],
});

/** Packages that are hidden from their seller are unknown to it. */
export function blind(clock: Clock, key: PackageKey): Addition {
  let is_hidden = false;
  return {
    async load(client) {
      is_hidden = (await hiddenAmong(client, [key], clock.now())).length > 0;
    },
    refuse: () => (is_hidden ? refuse({ code: 'package.unknown', package_id: String(key.package_id) }) : null),
  };
}

/** Packages that the command opens are hidden from their seller for a while. */
export const hiding = (faults: Faults, { seller_id: fault_of, fault_id }: FaultKey, for_ms: number): Addition => ({
  write(client, events, now) {
    const until_at = now + for_ms;
    const opened = events.filter(({ fact }) => fact.type === 'created');
    if (opened.length === 0) return [];
    // Known in memory before the commit: a reader who sees the change must not see the new packages.
    faults.expectHidden(until_at);
    const rows = opened.map(({ seller_id, package_id }) => ({ seller_id, package_id, fault_of, fault_id, until_at }));
    return [hidePackages(client, rows)];
  },
});

export type Chosen = Pick<PlacementTerms, 'package_id' | 'tracking_number' | 'line_ids'>;

const id_names = {
  package: 'shipmentPackageId',
  line: 'lineId',
  tracking: 'cargoTrackingNumber',
  order: 'orderNumber',
};

/** Reserves ids that the caller chose, or refuses the order when one of them is in use. */
export function reserving(ids: IdBlocks, seller_id: number, chosen: Chosen): Addition {
  const { tracking_number } = chosen;
  const wanted = chosenIds(seller_id, chosen);
  const [trackings, others] = [wanted.filter(isTracking), wanted.filter((one) => !isTracking(one))];
  const withMemory = (one: GivenId) => ({ ...one, in_memory: ids.knows(seller_id, one.kind, one.id) });
  let used: GivenId[] = [];
  let tracked: TrackingNumber[] = [];
  const isFree = (one: GivenId): boolean =>
    !used.some(({ kind, id }) => kind === one.kind && id === one.id) && ids.reserve(seller_id, one.kind, one.id);
  return {
    async load(client) {
      const none = Promise.resolve([]);
      [used, tracked] = await together([
        others.length > 0 ? findUsedIds(client, others.map(withMemory)) : none,
        tracking_number === undefined ? none : findTrackingNumbers(client, [{ seller_id, tracking_number }]),
      ]);
    },
    refuse(known) {
      if (known) return null;
      if (tracked.length > 0) return idTaken('tracking', tracking_number!);
      const first = others.find((one) => !isFree(one));
      if (first !== undefined) return idTaken(first.kind, first.id);
      for (const { id } of trackings) ids.reserve(seller_id, 'tracking', id);
      return null;
    },
    write: (client) => {
      const [lines, rest] = [wanted.filter(isLine), wanted.filter((one) => !isLine(one))];
      return [
        ...(lines.length > 0 ? [insertGivenLines(client, lines)] : []),
        ...(rest.length > 0 ? [insertGivenIds(client, rest)] : []),
      ];
    },
  };
}

const idTaken = (kind: IdKind, id: number): Refusal =>
  refuse({ code: 'id.taken', field: id_names[kind], id: String(id) });

const isTracking = ({ kind }: GivenId): boolean => kind === 'tracking';
const isLine = ({ kind }: GivenId): boolean => kind === 'line';

/** As those who draw ids know them: of a tracking number, what follows the provider. */
function chosenIds(seller_id: number, { package_id, tracking_number, line_ids = [] }: Chosen): GivenId[] {
  const ids: [IdKind, number | undefined][] = [
    ['package', package_id],
    ['tracking', tracking_number === undefined ? undefined : serialOf(tracking_number)],
    ...line_ids.map((id): [IdKind, number | undefined] => ['line', id]),
  ];
  return ids.flatMap(([kind, id]) => (id === undefined ? [] : [{ seller_id, kind, id }]));
}
