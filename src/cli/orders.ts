import type { Result } from '../../client/src/index.ts';
import { StartError } from '../core/errors/start-error.ts';
import type { Koli, VerbWork } from './koli.ts';
import type { Options } from './options.ts';
import { progress } from './terminal.ts';
import { plural, table } from './text.ts';

type Orders = Result<'createSandboxOrders'>['orders'];

/** Orders per call, so that the progress bar moves. */
const orders_per_call = 100;

export const orderVerb: VerbWork = async (koli, _, options) => {
  const input = { sellerId: koli.seller_id, ...(await ordersInput(options)) };
  const orders = await sendOrders(koli, input, options.limit('count', 1));
  koli.show({ orders }, () => ordersText(orders));
  return 0;
};

/** Many orders take several calls. With a seed they take one, because a draw depends on the place in the call. */
async function sendOrders(
  { operator, terminal }: Koli,
  input: Record<string, unknown>,
  count: number,
): Promise<Orders> {
  if (count <= orders_per_call || input['seed'] !== undefined)
    return (await operator.createSandboxOrders(count === 1 ? input : { ...input, count })).orders;
  const bar = progress(terminal, count, 'orders');
  const orders: Orders = [];
  try {
    while (orders.length < count) {
      const answer = await operator.createSandboxOrders({
        ...input,
        count: Math.min(orders_per_call, count - orders.length),
      });
      orders.push(...answer.orders);
      bar.show(orders.length);
    }
  } finally {
    bar.end();
  }
  return orders;
}

async function ordersInput(options: Options): Promise<Record<string, unknown>> {
  const fields = {
    seed: options.number('seed'),
    status: options.text('status'),
    country: options.text('country'),
    silent: options.trueOrAbsent('silent'),
    orderNumber: options.text('number'),
    shipmentPackageId: options.number('package'),
    cargoTrackingNumber: options.number('tracking'),
    paymentDelay: options.length('paymentDelay'),
    lines: options.list('line')?.map(lineInput),
  };
  const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
  return { ...given, ...(await options.json('data')) };
}

/** `MUG`, `MUG=3`. */
function lineInput(text: string) {
  const [, barcode, quantity = '1'] = /^(.+?)(?:=(\d+))?$/.exec(text) ?? [];
  if (barcode === undefined || barcode.includes('='))
    throw new StartError(`--line must be a barcode, or a barcode with units like MUG=3, not ${JSON.stringify(text)}.`);
  return { barcode, quantity: Number(quantity) };
}

const orders_shown = 20;

function ordersText(orders: Orders): string {
  const rows = orders
    .slice(0, orders_shown)
    .map((one) => [
      one.orderNumber,
      one.shipmentPackageId,
      one.status,
      one.cargoTrackingNumber,
      one.lines.map(({ barcode, quantity }) => `${quantity} × ${barcode}`).join(', '),
    ]);
  const rest = orders.length - rows.length;
  const lines = [table(['order', 'package', 'status', 'tracking number', 'lines'], rows)];
  if (rest > 0) lines.push(`… and ${rest} more: ${plural(orders.length, 'order')} in total`);
  return lines.join('\n');
}
