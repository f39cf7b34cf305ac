import type { OrderInput } from '../../src/core/wire/order-input.ts';
import { type OrderLine, sampleOrder } from '../order.ts';
import type { TestSeller, TestWorld } from '../world.ts';

export type Taken = { shipmentPackageId: number; orderNumber: string; lines: { lineId: number; barcode: string }[] };

/** Hands over one order of one seller, and tells its package. */
export async function takeOrder(
  world: TestWorld,
  seller: TestSeller,
  lines: OrderLine[] = [{ barcode: 'plain', quantity: 1 }],
  given: Partial<OrderInput> = {},
): Promise<Taken> {
  const body = { orders: [sampleOrder(seller, lines, given)] };
  const answer = await world.call('POST', '/api/v1/orders', { as: 'operator', body });
  const [result] = answer.json.results;
  if (result?.packages === undefined) throw new Error(answer.body);
  return { ...result.packages[0], orderNumber: result.orderNumber };
}

const packagePath = (seller: TestSeller, package_id: number) =>
  `/integration/order/sellers/${seller.seller_id}/shipment-packages/${package_id}`;

export async function pick(world: TestWorld, seller: TestSeller, package_id: number): Promise<void> {
  const answer = await world.call('PUT', packagePath(seller, package_id), { as: seller, body: { status: 'Picking' } });
  if (answer.status !== 200) throw new Error(answer.body);
}

/** Cancels units of a line; the id of the package that was opened for what is left. */
export async function cancel(
  world: TestWorld,
  seller: TestSeller,
  package_id: number,
  line: { lineId: number; quantity: number },
): Promise<number> {
  const body = { lines: [line], reasonId: 500 };
  const path = `${packagePath(seller, package_id)}/items/unsupplied`;
  const answer = await world.call('PUT', path, { as: seller, body });
  if (answer.status !== 200) throw new Error(answer.body);
  return Number(answer.headers['koli-new-package']);
}
