import type { Operation } from '../../contract/operation.ts';
import { customerCancel } from './customer-cancel.ts';
import { customerConfirm } from './customer-confirm.ts';
import { settlePayment, takeOrders, tellCarrierEvents } from './orders.ts';
import { reviewInvoice } from './review-invoice.ts';
import { sellerWrites } from './sellers.ts';

export const operatorWrites: Operation[] = [
  ...sellerWrites,
  takeOrders,
  settlePayment,
  tellCarrierEvents,
  customerCancel,
  ...customerConfirm,
  reviewInvoice,
];
