import { Type } from 'typebox';
import type { FactType } from '../domain/event.ts';
import { type Status, statuses } from '../domain/package.ts';
import { count, ms } from './terms.ts';

// What people who watch read: counts over time, each change as it happens, and whether the laws hold.

const byStatus = (description: string) =>
  Type.Object(Object.fromEntries(statuses.map((name) => [name, Type.Optional(Type.Integer({ minimum: 0 }))])), {
    description,
    additionalProperties: false,
  });

export const PackageCounts = Type.Object(
  {
    from: ms('Start of the window'),
    to: ms('End of the window, exclusive'),
    step: Type.Integer({ minimum: 1, description: 'Length of one step in milliseconds' }),
    byStatus: byStatus('Packages whose last change is in the window, by their status'),
    opened: count('Packages that were created in the window'),
    steps: Type.Array(
      Type.Object({
        at: ms('Start of the step'),
        byStatus: byStatus('Packages whose last change is in the step, by their status'),
        opened: count('Packages that were created in the step'),
      }),
    ),
  },
  { title: 'PackageCounts', description: 'Numbers of packages, by status and time.' },
);
export type PackageCounts = {
  from: number;
  to: number;
  step: number;
  byStatus: Partial<Record<Status, number>>;
  opened: number;
  steps: { at: number; byStatus: Partial<Record<Status, number>>; opened: number }[];
};

type Counted = {
  from: number;
  to: number;
  step_ms: number;
  changed: { step: number; status: Status; count: number }[];
  opened: { step: number; count: number }[];
};

export function countsDocument({ from, to, step_ms, changed, opened }: Counted): PackageCounts {
  const steps: PackageCounts['steps'] = [];
  for (let at = from; at < to; at += step_ms) steps.push({ at, byStatus: {}, opened: 0 });
  const byStatus: PackageCounts['byStatus'] = {};
  for (const { step, status, count } of changed) {
    steps[step]!.byStatus[status] = count;
    byStatus[status] = (byStatus[status] ?? 0) + count;
  }
  for (const { step, count } of opened) steps[step]!.opened = count;
  const sum = opened.reduce((total, { count }) => total + count, 0);
  return { from, to, step: step_ms, byStatus, opened: sum, steps };
}

/** Data of an event `package` in a stream of changes. With its package, `sequence` names a change. */
type PackageChange = {
  sellerId: number;
  shipmentPackageId: number;
  orderNumber: string;
  sequence: number;
  /** What happened. */
  type: FactType;
  status: Status;
  at: number;
};

type CommittedChange = {
  seller_id: number;
  package_id: number;
  order_number: string;
  sequence: number;
  type: FactType;
  status: Status;
  at: number;
};

export const changeDocument = (change: CommittedChange): PackageChange => ({
  sellerId: change.seller_id,
  shipmentPackageId: change.package_id,
  orderNumber: change.order_number,
  sequence: change.sequence,
  type: change.type,
  status: change.status,
  at: change.at,
});

/** One server-sent event; its id is where a listener who was cut off goes on. */
export const sentEvent = (event: string, data: unknown, id?: number): string =>
  `event: ${event}\n${id === undefined ? '' : `id: ${id}\n`}data: ${JSON.stringify(data)}\n\n`;

/** Data of the event `verdict`. `broken` are the first of what was found, and `laws` tells which of them these break. */
type LawVerdict = {
  checked: Record<string, number>;
  brokenCount: number;
  broken: { law: string; sellerId: number; orderNumber?: string; shipmentPackageId?: number; detail: string }[];
  laws: { law: string; promise: string; broken: boolean }[];
};

type FoundVerdict = {
  checked: Record<string, number>;
  broken_count: number;
  broken: { law: string; seller_id: number; order_number?: string; package_id?: number; detail: string }[];
};

export const verdictDocument = (verdict: FoundVerdict, laws: Record<string, string>): LawVerdict => ({
  checked: verdict.checked,
  brokenCount: verdict.broken_count,
  broken: verdict.broken.map(({ law, seller_id, order_number, package_id, detail }) => ({
    law,
    sellerId: seller_id,
    orderNumber: order_number,
    shipmentPackageId: package_id,
    detail,
  })),
  laws: Object.entries(laws).map(([law, promise]) => ({
    law,
    promise,
    broken: verdict.broken.some((one) => one.law === law),
  })),
});
