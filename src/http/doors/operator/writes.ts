import type { Operation } from '../../contract/operation.ts';
import { customerCancel } from './customer-cancel.ts';
import { settlePayment, takeOrders, tellCarrierEvents } from './orders.ts';
import { changeSeller, createKey, createSeller, dropKey } from './sellers.ts';

export const operatorWrites: Operation[] = [
  createSeller,
  changeSeller,
  createKey,
  dropKey,
  takeOrders,
  settlePayment,
  tellCarrierEvents,
  customerCancel,
];
