import { KoliError, type Result } from '../../client/src/index.ts';
import type { Koli, VerbWork } from './koli.ts';
import { numberFrom, plural, table, timeText } from './text.ts';

type Whole = Result<'readPackage'>;
type PackageSummary = Result<'searchPackages'>['content'][number];

export const page_most = 200;

export const listPackagesVerb: VerbWork = async (koli, _, options) => {
  const limit = options.limit('limit', 20);
  const query = {
    sellerId: options.isOn('all') ? undefined : koli.seller_id,
    status: options.text('status'),
    orderNumber: options.text('order'),
    barcode: options.text('barcode'),
    startDate: options.moment('since', await nowOf(koli)),
    size: Math.min(limit, page_most),
  };
  const found = await takeFirst<PackageSummary>(koli.operator.each.searchPackages(query as never), limit);
  // An unknown seller has no packages either, and must not look like a shop without orders.
  if (found.length === 0 && query.sellerId !== undefined) await koli.operator.readSeller(query.sellerId);
  koli.show(found, () =>
    table(
      ['package', 'order', 'status', 'units', 'price', 'from', 'changed'],
      found.map((one) => [
        one.shipmentPackageId,
        one.orderNumber,
        one.status,
        one.units,
        one.packageTotalPrice.toFixed(2),
        one.parentId,
        timeText(one.lastModifiedDate),
      ]),
    ),
  );
  return 0;
};

export async function takeFirst<T>(items: AsyncIterable<T>, limit: number): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) if (found.push(item) >= limit) break;
  return found;
}

/** The time on the sandbox's clock, or real time for a core. */
export async function nowOf({ operator }: Koli): Promise<number> {
  try {
    return (await operator.readClock()).now;
  } catch (error) {
    if (!(error instanceof KoliError) || error.status !== 556) throw error;
    return Date.now();
  }
}

export const showPackageVerb: VerbWork = async (koli, [id]) => {
  const whole = await koli.operator.readPackage(koli.seller_id, numberFrom(id!, 'The package'));
  koli.show(whole, () => packageText(whole));
  return 0;
};

function packageText({ package: one, events, lineage, allowed, rootId }: Whole): string {
  const lines = table(
    ['line', 'id', 'barcode', 'units', 'price', 'product'],
    one.lines.map((line, at) => [
      at + 1,
      line.lineId,
      line.barcode,
      line.quantity,
      (line.lineUnitPrice ?? 0).toFixed(2),
      line.productName,
    ]),
  );
  return [
    `package ${one.shipmentPackageId}  ${one.status}  order ${one.orderNumber}`,
    `tracking number ${one.cargoTrackingNumber} (${one.cargoProviderName}), ${one.packageTotalPrice.toFixed(2)} ${one.currencyCode}`,
    '',
    lines,
    '',
    ...events.map(({ at, type, deliveries }) => `${timeText(at)}  ${type}${deliveriesText(deliveries)}`),
    '',
    ...lineageText(lineage, rootId, one.shipmentPackageId),
    '',
    `possible now: ${allowed.join(', ') || 'nothing'}`,
  ].join('\n');
}

const deliveriesText = (deliveries: Whole['events'][number]['deliveries']): string =>
  deliveries.length === 0 ? '' : `  (webhooks: ${deliveries.map(({ state }) => state).join(', ')})`;

/** The packages of a lineage as a tree. An arrow marks the one that was asked for. */
function lineageText(lineage: Whole['lineage'], id: number, asked: number, depth = 0): string[] {
  const one = lineage.find(({ shipmentPackageId }) => shipmentPackageId === id);
  if (one === undefined) return [];
  const children = lineage.filter(({ parentId }) => parentId === id);
  const mark = id === asked ? ' ←' : '';
  return [
    `${'  '.repeat(depth)}${id}  ${one.status}  ${plural(one.units, 'unit')}  ${one.createdBy}${mark}`,
    ...children.flatMap((child) => lineageText(lineage, child.shipmentPackageId, asked, depth + 1)),
  ];
}
