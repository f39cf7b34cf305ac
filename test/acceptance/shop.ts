import { orderInput } from '../wire/example.ts';

/** An order of one line, as the operator hands it over. */
export const orderOf = (seller_id: number, orderNumber: string, quantity: number) => ({
  ...orderInput,
  orderNumber,
  payment: 'confirmed',
  lines: [{ ...orderInput.lines[0]!, sellerId: seller_id, quantity }],
});

/** An order of two lines, so that a split finds lines to part. */
export const pairOf = (seller_id: number, orderNumber: string, quantity: number) => {
  const order = orderOf(seller_id, orderNumber, quantity);
  return { ...order, lines: [...order.lines, { ...orderInput.lines[1]!, sellerId: seller_id, quantity: 1 }] };
};

export const packagePath = (seller_id: number, package_id: number): string =>
  `/integration/order/sellers/${seller_id}/shipment-packages/${package_id}`;

export type TakenPackage = { shipmentPackageId: number; lines: { lineId: number; quantity: number }[] };
