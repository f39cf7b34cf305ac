import { istanbul_offset_ms } from '../domain/calendar.ts';
import { carrierName } from '../domain/countries.ts';
import { average, noMoney, type Totals } from '../domain/money.ts';
import { digital_goods, type Order, type OrderLine } from '../domain/order.ts';
import {
  invoiceStatusOf,
  type Package,
  type PackageLine,
  rejectedReasons,
  shownInvoiceLink,
  shownInvoiceNumber,
} from '../domain/package.ts';

import type { Address, InvoiceAddress, LineDetails, OrderDetails } from './details.ts';
import { wireFromKurus } from './money.ts';
import { innerWords, lineWord } from './status.ts';

/**
 * The package as others read it, written in two halves that join to one JSON object. What may change is written with
 * the package at every change; what never changes after the order came is written once per order. A key whose value
 * is undefined here is left out of the document: readers know it as "not known yet".
 */
export const wholeDocument = (current: Package, order: Order): string =>
  packageDocument(current, order.lines) + orderDocument(order, !current.confirmed);

const day_ms = 86_400_000;

/** The moving half: begins with `{`, ends with a comma. `lines` are the order's, all of them. */
export function packageDocument(current: Package, lines: OrderLine[]): string {
  const { confirmed, status, root_id, agreed_delivery_at, estimated_delivery, discount_displays } = current;
  const sum = noMoney();
  const rendered = lineDocuments(current, lines, sum);
  const discount_kurus = sum.seller_kurus + sum.platform_kurus;
  const moving = {
    shipmentPackageId: current.package_id,
    shipmentNumber: root_id,
    status,
    shipmentPackageStatus: innerWords[status],
    createdBy: current.created_by,
    originPackageIds: current.package_id === root_id ? null : [root_id],
    lastModifiedDate: current.modified_at,
    originShipmentDate: current.origin_shipment_at,
    agreedDeliveryDate: agreed_delivery_at,
    estimatedDeliveryStartDate: estimated_delivery?.start_at ?? agreed_delivery_at + day_ms,
    estimatedDeliveryEndDate: estimated_delivery?.end_at ?? agreed_delivery_at + 3 * day_ms,
    packageHistories: current.history.map((entry) => ({
      createdDate: entry.status === 'Awaiting' && !confirmed ? 0 : entry.at,
      status: entry.status,
    })),
    packageGrossAmount: wireFromKurus(sum.gross_kurus),
    packageSellerDiscount: wireFromKurus(sum.seller_kurus),
    packageTyDiscount: wireFromKurus(sum.platform_kurus),
    packageTotalDiscount: wireFromKurus(discount_kurus),
    packageTotalPrice: wireFromKurus(sum.gross_kurus - discount_kurus + sum.deposit_kurus),
    totalSgrFee: lines.some(hasDeposit) ? wireFromKurus(sum.deposit_kurus) : undefined,
    discountDisplays: discount_displays.length === 0 ? undefined : displayDocuments(current),
    deliveredByService: current.delivered_by_service,
    warehouseId: current.warehouse_id,
    whoPays: current.who_pays,
    cargoTrackingNumber: confirmed ? current.tracking_number : 0,
    cargoTrackingLink: current.tracking_link,
    cargoSenderNumber: current.sender_number,
    cargoProviderName: carrierName(current.cargo_provider, current.country),
    cargoDeci: current.deci,
    invoiceLink: shownInvoiceLink(current),
    invoiceNumber: shownInvoiceNumber(current),
    invoiceStatus: invoiceStatusOf(current),
    invoiceRejectedReasonKeys: rejectedReasons(current),
    lines: rendered,
  };
  return `${JSON.stringify(moving).slice(0, -1)},`;
}

const hasDeposit = ({ deposit_kurus }: OrderLine): boolean => deposit_kurus !== undefined;

const displayDocuments = (current: Package) =>
  current.discount_displays.map((display) => ({
    displayName: display.name,
    discountAmount: wireFromKurus(display.amount_kurus),
  }));

/** Renders the lines that the package holds and adds their money to `sum`. */
function lineDocuments(current: Package, lines: OrderLine[], sum: Totals) {
  const word = lineWord(current.status, current.cancellation);
  let at = 0;
  return current.lines.map((run) => {
    // Both lists stand in the order's sequence, so going on from the last hit finds the next one in few steps.
    while (lines[at]?.line_id !== run.line_id) at = nextIndex(at, lines, run);
    return lineDocument(current, lines[at]!, run, word, sum);
  });
}

function nextIndex(at: number, lines: OrderLine[], run: PackageLine): number {
  if (at < lines.length) return at + 1;
  if (!lines.some((line) => line.line_id === run.line_id)) throw new Error(`line ${run.line_id} is not in the order`);
  return 0;
}

function lineDocument(current: Package, line: OrderLine, run: PackageLine, word: string, sum: Totals) {
  const details = line.details as LineDetails;
  const { cancellation } = current;
  const units = unitDocuments(line, run, sum);
  const seller_kurus = average(units.seller_kurus, run.quantity);
  const platform_kurus = average(units.platform_kurus, run.quantity);
  const discount_kurus = seller_kurus + platform_kurus;
  return {
    lineId: run.line_id,
    quantity: run.quantity,
    barcode: details.barcode,
    stockCode: details.stockCode,
    contentId: details.contentId,
    productName: details.productName,
    productSize: details.productSize,
    productColor: details.productColor,
    productOrigin: details.productOrigin,
    productCategoryId: details.productCategoryId,
    sellerId: current.seller_id,
    salesCampaignId: details.salesCampaignId,
    currencyCode: details.currencyCode,
    vatRate: details.vatRate,
    lineGrossAmount: wireFromKurus(line.gross_kurus),
    lineSellerDiscount: wireFromKurus(seller_kurus),
    lineTyDiscount: wireFromKurus(platform_kurus),
    lineTotalDiscount: wireFromKurus(discount_kurus),
    lineSgrFee: line.deposit_kurus === undefined ? undefined : wireFromKurus(line.deposit_kurus),
    lineUnitPrice: wireFromKurus(Math.max(0, line.gross_kurus - discount_kurus) + (line.deposit_kurus ?? 0)),
    discountDetails: units.documents,
    orderLineItemStatusName: word,
    fastDeliveryOptions: details.fastDeliveryOptions,
    commission: details.commission,
    laborCost: run.labor_cost_kurus === undefined ? undefined : wireFromKurus(run.labor_cost_kurus),
    businessUnit: details.businessUnit,
    cancelledBy: cancellation?.by ?? '',
    cancelReason: cancellation?.reason ?? '',
    cancelReasonCode: cancellation?.code ?? 0,
    defectiveClaimListingInsight: details.defectiveClaimListingInsight,
  };
}

/** One entry per unit. The unit's number is part of its id, so that a unit keeps its id in whichever package it is. */
function unitDocuments(line: OrderLine, run: PackageLine, sum: Totals) {
  const { gross_kurus } = line;
  const end = run.first_unit + run.quantity;
  let seller_sum = 0;
  let platform_sum = 0;
  const documents = [];
  for (let unit = run.first_unit; unit < end; unit++) {
    const [seller, platform] = line.discounts[unit - 1]!;
    seller_sum += seller;
    platform_sum += platform;
    documents.push({
      lineItemId: `${line.line_id}${unit < 10 ? '00' : unit < 100 ? '0' : ''}${unit}`,
      lineItemPrice: wireFromKurus(gross_kurus - seller - platform),
      lineItemSellerDiscount: wireFromKurus(seller),
      lineItemTyDiscount: wireFromKurus(platform),
    });
  }
  sum.gross_kurus += gross_kurus * run.quantity;
  sum.deposit_kurus += (line.deposit_kurus ?? 0) * run.quantity;
  sum.seller_kurus += seller_sum;
  sum.platform_kurus += platform_sum;
  return { documents, seller_kurus: seller_sum, platform_kurus: platform_sum };
}

const mask = '***';

/** The half that never changes: ends with `}`. Masked: as others see it while payment is open. */
export function orderDocument(order: Order, masked: boolean): string {
  const details = order.details as OrderDetails;
  const { micro } = details;
  // A digital good needs no call, so the marketplace keeps the phone number to itself.
  const is_digital = order.lines.every((line) => line.details['businessUnit'] === digital_goods);
  const address = is_digital ? { phone: null } : {};
  const fixed = {
    orderNumber: order.order_number,
    // Readers get the wall clock of Istanbul here, written as if it were UTC; in this one field only.
    orderDate: order.ordered_at + istanbul_offset_ms,
    currencyCode: details.currencyCode,
    paymentMethod: details.paymentMethod,
    customerId: masked ? 0 : details.customerId,
    customerFirstName: masked ? mask : details.customerFirstName,
    customerLastName: masked ? mask : details.customerLastName,
    customerEmail: masked ? mask : details.customerEmail,
    taxNumber: masked && details.taxNumber !== null ? mask : details.taxNumber,
    identityNumber: masked ? mask : details.identityNumber,
    supplierId: order.seller_id,
    channelId: details.channelId,
    orderCountryCode: details.orderCountryCode,
    commercial: details.commercial,
    micro,
    '3pByTrendyol': details['3pByTrendyol'],
    is4P: details.is4P,
    containsDangerousProduct: details.containsDangerousProduct,
    giftBoxRequested: details.giftBoxRequested,
    isCod: details.isCod,
    fastDelivery: details.fastDelivery,
    fastDeliveryType: details.fastDeliveryType,
    deliveryType: 'normal',
    deliveryAddressType: details.deliveryAddressType,
    timeSlotId: details.timeSlotId,
    sellerDeliveryMethod: details.sellerDeliveryMethod ?? null,
    sellerOtpCode: masked ? null : (details.sellerOtpCode ?? null),
    etgbNo: micro ? details.etgbNo : undefined,
    etgbDate: micro ? details.etgbDate : undefined,
    hsCode: micro ? details.hsCode : undefined,
    shipmentAddress: addressDocument({ ...details.shipmentAddress, ...address }, masked),
    invoiceAddress: invoiceAddressDocument({ ...details.invoiceAddress, ...address }, masked, details.commercial),
  };
  return JSON.stringify(fixed).slice(1);
}

function addressDocument(address: Address, masked: boolean) {
  const text = (value: string) => (masked ? mask : value);
  const id = (value: number) => (masked ? 0 : value);
  return {
    id: id(address.id),
    firstName: text(address.firstName),
    lastName: text(address.lastName),
    company: text(address.company),
    address1: text(address.address1),
    address2: text(address.address2),
    city: text(address.city),
    cityCode: id(address.cityCode),
    district: text(address.district),
    districtId: id(address.districtId),
    countyId: id(address.countyId),
    countyName: text(address.countyName),
    shortAddress: text(address.shortAddress),
    stateName: text(address.stateName),
    addressLines: { addressLine1: text(address.address1), addressLine2: text(address.address2) },
    postalCode: text(address.postalCode),
    sector: text(address.sector),
    countryCode: address.countryCode,
    neighborhoodId: id(address.neighborhoodId),
    neighborhood: text(address.neighborhood),
    phone: address.phone === null ? null : text(address.phone),
    latitude: text(address.latitude),
    longitude: text(address.longitude),
    fullAddress: text(`${address.address1}     ${address.district} ${address.city}`),
    fullName: text(`${address.firstName} ${address.lastName}`),
  };
}

function invoiceAddressDocument(address: InvoiceAddress, masked: boolean, commercial: boolean) {
  const common = addressDocument(address, masked);
  if (!commercial) return common;
  const text = (value?: string) => (masked && value !== undefined ? mask : value);
  return {
    ...common,
    taxOffice: text(address.taxOffice),
    taxNumber: text(address.taxNumber),
    eInvoiceAvailable: address.eInvoiceAvailable,
  };
}
