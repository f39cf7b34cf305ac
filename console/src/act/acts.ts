import type { Command, LineQuantity, SplitForm, SplitPart } from '../../../src/domain/command.ts';
import { stepOf } from '../../../src/domain/lifecycle.ts';
import type { Status } from '../../../src/domain/package.ts';
import { cancelReasons } from '../../../src/domain/reasons.ts';
import type { Ask } from '../api.ts';

/** What somebody may do here, and which lists it stands in. */
export const acts = [
  { name: 'pick', door: 'seller', group: 'own' },
  { name: 'invoice', door: 'seller', group: 'own' },
  { name: 'cancel', door: 'seller', group: 'own' },
  { name: 'split', door: 'seller', group: 'own' },
  { name: 'ship', door: 'operator', group: 'carrier' },
  { name: 'arrive', door: 'operator', group: 'carrier' },
  { name: 'deliver', door: 'operator', group: 'carrier' },
  { name: 'undeliver', door: 'operator', group: 'carrier' },
  { name: 'return', door: 'operator', group: 'carrier' },
  { name: 'customer-cancel', door: 'operator', group: 'customer' },
  { name: 'confirm-payment', door: 'operator', group: 'payment' },
  { name: 'fail-payment', door: 'operator', group: 'payment' },
] as const;

export type Act = (typeof acts)[number];
export type ActName = Act['name'];

/** Statuses in which it is possible: the server's own table. */
export const possibleIn = ({ name }: Act): readonly Status[] => stepOf(name).from;

/** All that the forms can be filled with; each act reads what is its own. */
export type Filled = {
  lines: LineQuantity[];
  reason_id: number;
  keep_status: boolean;
  reason: string;
  invoice_number: string;
  form: SplitForm;
  parts: SplitPart[];
};

export const unfilled: Filled = {
  lines: [],
  reason_id: cancelReasons[0].code,
  keep_status: false,
  reason: '',
  invoice_number: '',
  form: 'split-packages',
  parts: [],
};

const reasonOf = (code: number): string => cancelReasons.find((reason) => reason.code === code)!.name;

/** What the server will decide upon, for the preview; null while nothing is chosen yet. */
export function commandOf(name: ActName, filled: Filled): Command | null {
  const { lines, reason_id, keep_status, reason, invoice_number, form, parts } = filled;
  switch (name) {
    case 'cancel':
      return lines.length === 0
        ? null
        : { type: 'cancel', lines, reason: reasonOf(reason_id), code: reason_id, keep_status };
    case 'customer-cancel':
      return lines.length === 0 ? null : { type: 'customer-cancel', lines, reason };
    case 'split':
      return parts.length === 0 ? null : { type: 'split', form, parts, keep_status };
    case 'invoice':
      return { type: 'invoice', invoice_number: invoice_number || undefined };
    case 'fail-payment':
      return { type: 'fail-payment', reason };
    default:
      return { type: name };
  }
}

export type Target = { seller_id: number; package_id: number; order_number: string };

const carrierStatus = {
  ship: 'Shipped',
  arrive: 'AtCollectionPoint',
  deliver: 'Delivered',
  undeliver: 'UnDelivered',
  return: 'Returned',
} as const;

const wireLines = (lines: LineQuantity[]) => lines.map(({ line_id, quantity }) => ({ lineId: line_id, quantity }));

/** The request that asks for it. */
export function askOf(name: ActName, { seller_id, package_id, order_number }: Target, filled: Filled): Ask {
  const own = `/integration/order/sellers/${seller_id}/shipment-packages/${package_id}`;
  const { lines, reason_id, keep_status, reason, invoice_number } = filled;
  const keep = keep_status ? { shouldKeepPreviousStatus: true } : {};
  switch (name) {
    case 'pick':
      return { method: 'PUT', path: own, body: { status: 'Picking' } };
    case 'invoice': {
      const params = invoice_number === '' ? {} : { params: { invoiceNumber: invoice_number } };
      return { method: 'PUT', path: own, body: { status: 'Invoiced', ...params } };
    }
    case 'cancel':
      return {
        method: 'PUT',
        path: `${own}/items/unsupplied`,
        body: { lines: wireLines(lines), reasonId: reason_id, ...keep },
      };
    case 'split':
      return { method: 'POST', path: `${own}/${filled.form}`, body: { ...splitBody(filled), ...keep } };
    case 'customer-cancel':
      return {
        method: 'POST',
        path: `/api/v1/sellers/${seller_id}/packages/${package_id}/customer-cancel`,
        body: { lines: wireLines(lines), ...(reason === '' ? {} : { reason }) },
      };
    case 'confirm-payment':
    case 'fail-payment':
      return {
        method: 'POST',
        path: `/api/v1/orders/${encodeURIComponent(order_number)}/payment`,
        body:
          name === 'confirm-payment'
            ? { status: 'confirmed' }
            : { status: 'failed', ...(reason === '' ? {} : { reason }) },
      };
    default:
      return {
        method: 'POST',
        path: '/api/v1/carrier-events',
        body: { events: [{ sellerId: seller_id, packageId: package_id, status: carrierStatus[name] }] },
      };
  }
}

function splitBody({ form, parts }: Filled): object {
  const ids = (part: SplitPart) => part.map(({ line_id }) => line_id);
  switch (form) {
    case 'split':
      return { orderLineIds: ids(parts[0] ?? []) };
    case 'multi-split':
      return { splitGroups: parts.map((part) => ({ orderLineIds: ids(part) })) };
    case 'quantity-split': {
      const lines = [...new Set(parts.flatMap(ids))];
      return {
        quantitySplit: lines.map((line_id) => ({
          orderLineId: line_id,
          quantities: parts.flatMap((part) => part.find((one) => one.line_id === line_id)?.quantity ?? []),
        })),
      };
    }
    case 'split-packages':
      return {
        splitPackages: parts.map((part) => ({
          packageDetails: part.map(({ line_id, quantity }) => ({ orderLineId: line_id, quantities: quantity })),
        })),
      };
  }
}
