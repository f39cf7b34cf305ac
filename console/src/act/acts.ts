import type { CallOptions, SellerClient } from '@koli/client';
import type { Command, LineQuantity, SplitForm, SplitPart } from '../../../src/core/domain/command.ts';
import { transitionOf } from '../../../src/core/domain/lifecycle.ts';
import type { Status } from '../../../src/core/domain/package.ts';
import { cancelReasons } from '../../../src/core/domain/reasons.ts';
import type { Action } from '../action.ts';

/** An action on a package, and the menus that list it. */
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
  { name: 'confirm-delivery', door: 'operator', group: 'confirmation' },
  { name: 'confirm-return', door: 'operator', group: 'confirmation' },
  { name: 'accept-invoice', door: 'operator', group: 'review' },
  { name: 'reject-invoice', door: 'operator', group: 'review' },
  { name: 'confirm-payment', door: 'operator', group: 'payment' },
  { name: 'fail-payment', door: 'operator', group: 'payment' },
] as const;

export type Act = (typeof acts)[number];
export type ActName = Act['name'];

/** The statuses in which it is possible, from the server's table. */
export const possibleIn = ({ name }: Act): readonly Status[] => transitionOf(name).from;

/** The fields of all forms. Each action reads its own. */
export type Filled = {
  lines: LineQuantity[];
  reason_id: number;
  keep_status: boolean;
  reason: string;
  invoice_number: string;
  reason_keys: string;
  form: SplitForm;
  parts: SplitPart[];
};

export const unfilled: Filled = {
  lines: [],
  reason_id: cancelReasons[0].code,
  keep_status: false,
  reason: '',
  invoice_number: '',
  reason_keys: '',
  form: 'split-packages',
  parts: [],
};

type Target = { seller_id: number; package_id: number; order_number: string };

/** The reasons of a rejection, one a line. */
const keysIn = ({ reason_keys }: Filled): string[] =>
  [...new Set(reason_keys.split('\n').map((key) => key.trim()))].filter(Boolean);

/** The command for the preview. Null while nothing is chosen. */
export function commandOf(name: ActName, filled: Filled): Command | null {
  const { lines, reason_id, keep_status, reason, invoice_number, form, parts } = filled;
  switch (name) {
    case 'cancel':
      return lines.length === 0 ? null : { type: 'cancel', lines, code: reason_id, keep_status };
    case 'customer-cancel':
      return lines.length === 0 ? null : { type: 'customer-cancel', lines, reason };
    case 'split':
      return parts.length === 0 ? null : { type: 'split', form, parts, keep_status };
    case 'invoice':
      return { type: 'invoice', invoice_number: invoice_number || undefined };
    case 'fail-payment':
      return { type: 'fail-payment', reason };
    case 'confirm-delivery':
    case 'confirm-return':
      return { type: name, by: 'customer' };
    case 'reject-invoice': {
      const reason_keys = keysIn(filled);
      return reason_keys.length === 0 ? null : { type: 'reject-invoice', reason_keys };
    }
    default:
      return { type: name };
  }
}

const carrierStatus = {
  ship: 'Shipped',
  arrive: 'AtCollectionPoint',
  deliver: 'Delivered',
  undeliver: 'UnDelivered',
  return: 'Returned',
} as const;

const wireLines = (lines: LineQuantity[]) => lines.map(({ line_id, quantity }) => ({ lineId: line_id, quantity }));

/** The request of an action. */
export function actionOf(
  name: ActName,
  { seller_id: sellerId, package_id, order_number }: Target,
  filled: Filled,
): Action {
  const { lines, reason_id, reason, invoice_number } = filled;
  switch (name) {
    case 'pick':
      return {
        sellerId,
        seller: (client, options) => client.updatePackage(package_id, { status: 'Picking' }, options),
      };
    case 'invoice': {
      const params = invoice_number === '' ? {} : { params: { invoiceNumber: invoice_number } };
      const body = { status: 'Invoiced' as const, ...params };
      return { sellerId, seller: (client, options) => client.updatePackage(package_id, body, options) };
    }
    case 'cancel': {
      const body = { lines: wireLines(lines), reasonId: reason_id, ...keeping(filled) };
      return { sellerId, seller: (client, options) => client.cancelItems(package_id, body, options) };
    }
    case 'split':
      return { sellerId, seller: (client, options) => split(client, package_id, filled, options) };
    case 'customer-cancel': {
      const body = { lines: wireLines(lines), ...(reason === '' ? {} : { reason }) };
      return { operator: (client, options) => client.customerCancel(sellerId, package_id, body, options) };
    }
    case 'confirm-payment':
      return {
        operator: (client, options) => client.settlePayment(order_number, { status: 'confirmed' }, options),
      };
    case 'fail-payment': {
      const body = { status: 'failed' as const, ...(reason === '' ? {} : { reason }) };
      return { operator: (client, options) => client.settlePayment(order_number, body, options) };
    }
    case 'confirm-delivery':
      return { operator: (client, options) => client.confirmDelivery(sellerId, package_id, options) };
    case 'confirm-return':
      return { operator: (client, options) => client.confirmReturn(sellerId, package_id, options) };
    case 'accept-invoice':
      return {
        operator: (client, options) => client.reviewInvoice(sellerId, package_id, { accepted: true }, options),
      };
    case 'reject-invoice': {
      const body = { accepted: false, reasonKeys: keysIn(filled) };
      return { operator: (client, options) => client.reviewInvoice(sellerId, package_id, body, options) };
    }
    default: {
      const event = { sellerId, packageId: package_id, status: carrierStatus[name] };
      return { operator: (client, options) => client.tellCarrierEvents({ events: [event] }, options) };
    }
  }
}

const keeping = ({ keep_status }: Filled) => (keep_status ? { shouldKeepPreviousStatus: true } : {});

const idsIn = (part: SplitPart): number[] => part.map(({ line_id }) => line_id);

function split(seller: SellerClient, package_id: number, filled: Filled, options: CallOptions): Promise<unknown> {
  const { form, parts } = filled;
  const keep = keeping(filled);
  switch (form) {
    case 'split':
      return seller.split(package_id, { orderLineIds: idsIn(parts[0] ?? []), ...keep }, options);
    case 'multi-split': {
      const splitGroups = parts.map((part) => ({ orderLineIds: idsIn(part) }));
      return seller.multiSplit(package_id, { splitGroups, ...keep }, options);
    }
    case 'quantity-split': {
      const quantitySplit = [...new Set(parts.flatMap(idsIn))].map((line_id) => ({
        orderLineId: line_id,
        quantities: parts.flatMap((part) => quantityOf(part, line_id) ?? []),
      }));
      return seller.quantitySplit(package_id, { quantitySplit, ...keep }, options);
    }
    case 'split-packages': {
      const splitPackages = parts.map((part) => ({
        packageDetails: idsIn(part).map((line_id) => ({
          orderLineId: line_id,
          quantities: quantityOf(part, line_id)!,
        })),
      }));
      return seller.splitPackages(package_id, { splitPackages, ...keep }, options);
    }
  }
}

const quantityOf = (part: SplitPart, line_id: number): number | undefined =>
  part.find((one) => one.line_id === line_id)?.quantity as number | undefined;
