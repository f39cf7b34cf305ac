import type { Flags } from '../app/config.ts';
import { StartError } from '../core/start-error.ts';
import { type Koli, textOf, type Work } from './koli.ts';
import { progress } from './terminal.ts';
import { jsonOf, lengthOf, numberOf, plural, table } from './text.ts';

type Orders = Awaited<ReturnType<Koli['operator']['createSandboxOrders']>>['orders'];

/** So many in one call that the bar moves. */
const step = 100;

export const order: Work = async (koli, _, flags) => {
  const input = { sellerId: koli.seller_id, ...(await inputOf(flags)) };
  const count = numberOf(textOf(flags['count']) ?? '1', '--count');
  const orders = await make(koli, input, count);
  koli.show({ orders }, () => ordersText(orders));
  return 0;
};

/** Many at a time in steps; with a seed in one, since it draws by the place in the call. */
async function make({ operator, terminal }: Koli, input: Record<string, unknown>, count: number): Promise<Orders> {
  if (count <= step || input['seed'] !== undefined)
    return (await operator.createSandboxOrders(count === 1 ? input : { ...input, count })).orders;
  const bar = progress(terminal, count, 'orders');
  const orders: Orders = [];
  try {
    while (orders.length < count) {
      const answer = await operator.createSandboxOrders({ ...input, count: Math.min(step, count - orders.length) });
      orders.push(...answer.orders);
      bar.show(orders.length);
    }
  } finally {
    bar.end();
  }
  return orders;
}

async function inputOf(flags: Flags): Promise<Record<string, unknown>> {
  const number = (name: string, option: string) =>
    textOf(flags[name]) === undefined ? undefined : numberOf(textOf(flags[name])!, option);
  const delay = textOf(flags['paymentDelay']);
  const lines = flags['line'] as unknown as string[] | undefined;
  const named = {
    seed: number('seed', '--seed'),
    status: textOf(flags['status']),
    silent: flags['silent'] === true ? true : undefined,
    orderNumber: textOf(flags['number']),
    shipmentPackageId: number('package', '--package'),
    cargoTrackingNumber: number('tracking', '--tracking'),
    paymentDelay: delay === undefined ? undefined : lengthOf(delay),
    lines: lines?.map(lineOf),
  };
  const told = Object.fromEntries(Object.entries(named).filter(([, value]) => value !== undefined));
  return { ...told, ...(textOf(flags['data']) === undefined ? {} : await jsonOf(textOf(flags['data'])!, '--data')) };
}

/** `MUG`, `MUG=3`. */
function lineOf(text: string) {
  const [, barcode, quantity = '1'] = /^(.+?)(?:=(\d+))?$/.exec(text) ?? [];
  if (barcode === undefined || barcode.includes('='))
    throw new StartError(`--line must be a barcode, or one with its units like MUG=3, not ${JSON.stringify(text)}.`);
  return { barcode, quantity: Number(quantity) };
}

const shown_most = 20;

function ordersText(orders: Orders): string {
  const rows = orders
    .slice(0, shown_most)
    .map((one) => [
      one.orderNumber,
      one.shipmentPackageId,
      one.status,
      one.cargoTrackingNumber,
      one.lines.map(({ barcode, quantity }) => `${quantity} × ${barcode}`).join(', '),
    ]);
  const rest = orders.length - rows.length;
  const lines = [table(['order', 'package', 'status', 'tracking number', 'lines'], rows)];
  if (rest > 0) lines.push(`… and ${rest} more: ${plural(orders.length, 'order')} in all`);
  return lines.join('\n');
}
