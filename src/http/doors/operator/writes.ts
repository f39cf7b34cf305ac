import type { Operation } from '../../contract/operation.ts';
import type { Auth } from '../../server/auth.ts';
import { customerCancel } from './customer-cancel.ts';
import { settlePayment, takeOrders, tellCarrierEvents } from './orders.ts';
import { changeSeller, createKey, createSeller, revokeKeyOf } from './sellers.ts';

export const operatorWrites = (auth: Auth): Operation[] => [
  createSeller,
  changeSeller(auth),
  createKey,
  revokeKeyOf(auth),
  takeOrders,
  settlePayment,
  tellCarrierEvents,
  customerCancel,
];
