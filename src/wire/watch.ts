import { type Static, Type } from 'typebox';
import type { FactType } from '../domain/event.ts';
import { type Status, statuses } from '../domain/package.ts';

// What people who watch read: counts over time, each change as it happens, and whether the laws hold.

const count = () => Type.Integer({ minimum: 0 });
const ms = (description: string) => Type.Integer({ minimum: 0, description });
const status = () => Type.Enum([...statuses]);
const byStatus = (description: string) =>
  Type.Object(Object.fromEntries(statuses.map((name) => [name, Type.Optional(count())])), {
    description,
    additionalProperties: false,
  });

export const PackageCounts = Type.Object(
  {
    from: ms('Beginning of the window'),
    to: ms('The first moment after it'),
    step: ms('Length of one step'),
    byStatus: byStatus('Packages that last changed in the window, by the status they have had since'),
    opened: Type.Integer({ minimum: 0, description: 'Packages that were opened in the window' }),
    steps: Type.Array(
      Type.Object({
        at: ms('Beginning of the step'),
        byStatus: byStatus('Packages that last changed in it, by the status they have had since'),
        opened: Type.Integer({ minimum: 0, description: 'Packages that were opened in it' }),
      }),
    ),
  },
  { title: 'PackageCounts', description: 'How many packages there are, by status and time.' },
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

export const PackageChange = Type.Object(
  {
    sellerId: Type.Integer({ minimum: 1 }),
    shipmentPackageId: Type.Integer({ minimum: 1 }),
    orderNumber: Type.String(),
    sequence: Type.Integer({ minimum: 1, description: 'Number of the event; with the package it names the change' }),
    type: Type.String({ description: 'What happened' }),
    status: status(),
    at: ms('When it happened'),
  },
  { title: 'PackageChange', description: 'Data of an event `package` in a stream of changes.' },
);
export type PackageChange = Static<typeof PackageChange>;

type Change = {
  seller_id: number;
  package_id: number;
  order_number: string;
  sequence: number;
  type: FactType;
  status: Status;
  at: number;
};

export const changeDocument = (change: Change): PackageChange => ({
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

const Checked = Type.Object({
  orders: count(),
  packages: count(),
  events: count(),
  deliveries: count(),
  replies: count(),
});

export const LawVerdict = Type.Object(
  {
    checked: Checked,
    brokenCount: count(),
    broken: Type.Array(
      Type.Object({
        law: Type.String(),
        sellerId: count(),
        orderNumber: Type.Optional(Type.String()),
        shipmentPackageId: Type.Optional(Type.Integer()),
        detail: Type.String(),
      }),
      { description: 'The first of what was found' },
    ),
    laws: Type.Array(Type.Object({ law: Type.String(), promise: Type.String(), broken: Type.Boolean() }), {
      description: 'Every law, and whether the first of what was found breaks it',
    }),
  },
  { title: 'LawVerdict', description: 'Data of the event `verdict`.' },
);

type Verdict = {
  checked: Static<typeof Checked>;
  broken_count: number;
  broken: { law: string; seller_id: number; order_number?: string; package_id?: number; detail: string }[];
};

export const verdictDocument = (verdict: Verdict, laws: Record<string, string>): Static<typeof LawVerdict> => ({
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

export const SandboxCredentials = Type.Object(
  {
    operatorToken: Type.Union([Type.String(), Type.Null()], { description: 'Null when it is one of your own' }),
    sellers: Type.Array(
      Type.Object({
        sellerId: Type.Integer({ minimum: 1 }),
        name: Type.String(),
        apiKey: Type.String(),
        apiSecret: Type.String(),
      }),
    ),
  },
  { title: 'SandboxCredentials', description: 'What a new sandbox lets in.' },
);
