import { type Koli, textOf, type Work } from './koli.ts';
import { momentOf, numberOf, plural, table, timeText } from './text.ts';

type Whole = Awaited<ReturnType<Koli['operator']['readPackage']>>;

type Summary = Awaited<ReturnType<Koli['operator']['searchPackages']>>['content'][number];

export const listPackages: Work = async (koli, _, flags) => {
  const most = numberOf(textOf(flags['limit']) ?? '20', '--limit');
  const query = {
    sellerId: flags['all'] === true ? undefined : koli.seller_id,
    status: textOf(flags['status']),
    orderNumber: textOf(flags['order']),
    barcode: textOf(flags['barcode']),
    startDate: textOf(flags['since']) === undefined ? undefined : momentOf(textOf(flags['since'])!, await nowOf(koli)),
    size: Math.max(1, Math.min(most, 200)),
  };
  const found: Summary[] = [];
  for await (const one of koli.operator.each.searchPackages(query as never)) {
    if (found.length >= most) break;
    found.push(one);
  }
  // An unknown seller has no packages either, and should not look like one whose shop is empty.
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

/** By the clock of the sandbox, where there is one. */
export async function nowOf({ operator }: Koli): Promise<number> {
  try {
    return (await operator.readClock()).now;
  } catch (error) {
    if ((error as { status?: number }).status !== 556) throw error;
    return Date.now();
  }
}

export const showPackage: Work = async (koli, [id]) => {
  const whole = await koli.operator.readPackage(koli.seller_id, numberOf(id!, 'The package'));
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

/** The tree of packages that an order's became, the one that was asked for marked. */
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
