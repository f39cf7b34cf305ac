import { createHash } from 'node:crypto';
import { countries, countryOf } from '../domain/countries.ts';
import type { Limits } from '../domain/limits.ts';
import { unitCount } from '../domain/lines.ts';
import { shareDisplays, shareOut } from '../domain/money.ts';
import type { NewOrder, UnitDiscount } from '../domain/order.ts';
import type { DiscountDisplay } from '../domain/package.ts';
import type { PlacementTerms } from '../domain/place.ts';
import { type FieldRefusal, invalid, isRefusal } from '../domain/refusal.ts';
import type { Address, InvoiceAddress, LineDetails, OrderDetails } from './details.ts';
import { kurusFromWire } from './money.ts';
import { OrderInput } from './order-input.ts';
import { parser } from './parse.ts';

export { OrderInput };

/** An order as it was handed over, understood: one share per seller, in the order in which sellers first appear. */
export type OrderIntake = {
  /** Absent: koli gives one. */
  order_number?: string;
  ordered_at: number;
  payment: PlacementTerms['payment'];
  shares: Share[];
};

export type Share = {
  order: Omit<NewOrder, 'order_number'>;
  /** What the order says about terms that otherwise come from the seller's settings or from the calendar. */
  terms: ShareTerms;
  /** What was handed over for this seller, for `contentHash`. */
  handed_over: object;
};

export type ShareTerms = Partial<
  Pick<
    PlacementTerms,
    'warehouse_id' | 'created_by' | 'delivered_by_service' | 'agreed_delivery_at' | 'estimated_delivery'
  >
>;

const parseInput = parser(OrderInput);

/** Bounds what one order may cost; a basket of more sellers has not been seen. */
const sellers_per_order = 50;

/** Reads one order of the operator. */
export function parseOrder(value: unknown, limits: Limits, now: number): OrderIntake | FieldRefusal {
  const input = parseInput(value);
  if (isRefusal(input)) return input;
  const lines_of = Map.groupBy(input.lines.entries(), ([, line]) => line.sellerId);
  const problem = checkSizes(lines_of, limits);
  if (problem !== null) return problem;
  const misplaced = checkCountry(input);
  if (misplaced !== null) return misplaced;
  const terms = parseTerms(input);
  if (isRefusal(terms)) return terms;
  const parts: Part[] = [];
  for (const [seller_id, given] of lines_of) {
    const lines = parseLines(given, input);
    if (isRefusal(lines)) return lines;
    parts.push({ seller_id, lines, given: given.map(([, line]) => line) });
  }
  const displays = parseDisplays(input, parts);
  if (isRefusal(displays)) return displays;

  const ordered_at = input.orderDate ?? now;
  const details = orderDetails(input);
  const shares = parts.map(({ seller_id, lines, given }, index): Share => {
    const order = { seller_id, ordered_at, details, lines, discount_displays: displays[index]! };
    return { order, terms, handed_over: handedOver(input, seller_id, given) };
  });
  return { order_number: input.orderNumber, ordered_at, payment: input.payment ?? 'confirmed', shares };
}

/** What only some countries know. */
function checkCountry({ customer, lines, micro, ...input }: OrderInput): FieldRefusal | null {
  const { region, identity_digits, deposit } = countryOf(input.orderCountryCode);
  const { identityNumber: identity } = customer;
  if (identity !== undefined && !identity_digits.includes(identity.length))
    return invalid('customer.identityNumber', {
      rule: 'length',
      expected: identity_digits.map((min) => ({ form: 'text.exact', min })),
    });
  const abroad = (['sellerDeliveryMethod', 'sellerOtpCode'] as const).find((name) => input[name] != null);
  if (region === 'home' && abroad !== undefined) return invalid(abroad, { rule: 'abroad.only' });
  if (input.sellerOtpCode != null && input.sellerDeliveryMethod !== 'LOCKER')
    return invalid('sellerOtpCode', { rule: 'locker.only' });
  const paying = lines.findIndex((line) => line.lineSgrFee !== undefined);
  if (paying < 0 || (deposit && micro !== true)) return null;
  const known = countries.filter((country) => country.deposit).map(({ code }) => code);
  return invalid(`lines[${paying}].lineSgrFee`, { rule: 'deposit.only', countries: known });
}

type LineInput = OrderInput['lines'][number];
/** A line with its place in the order, for messages. */
type Numbered = [index: number, line: LineInput];
type NewLine = NewOrder['lines'][number];
type Part = { seller_id: number; lines: NewLine[]; given: LineInput[] };

/** A package must hold a whole share: the limits of packages are those of shares. Checked before units are spread out. */
function checkSizes(lines_of: Map<number, Numbered[]>, limits: Limits): FieldRefusal | null {
  if (lines_of.size > sellers_per_order)
    return invalid('lines', { rule: 'sellers.many', count: lines_of.size, limit: sellers_per_order });
  for (const [seller_id, lines] of lines_of) {
    const large = lines.find(([, line]) => line.quantity > limits.units_per_line);
    if (large !== undefined) return tooMany(`lines[${large[0]}].quantity`, limits.units_per_line);
    const units = unitCount(lines.map(([, line]) => line));
    if (lines.length > limits.lines_per_package)
      return invalid('lines', { rule: 'lines.many', seller_id, count: lines.length, limit: limits.lines_per_package });
    if (units > limits.units_per_package)
      return invalid('lines', { rule: 'units.many', seller_id, count: units, limit: limits.units_per_package });
  }
  return null;
}

const tooMany = (field: string, max: number): FieldRefusal =>
  invalid(field, { rule: 'range', expected: { form: 'integer.range', min: 1, max } });

function parseLines(given: Numbered[], input: OrderInput): NewLine[] | FieldRefusal {
  const lines: NewLine[] = [];
  for (const [index, line] of given) {
    const field = `lines[${index}]`;
    const gross_kurus = kurusOf(line.lineGrossAmount);
    const discounts = parseDiscounts(line, field, gross_kurus);
    if (isRefusal(discounts)) return discounts;
    const { deposit } = countryOf(input.orderCountryCode);
    const deposits = deposit && input.micro !== true ? { deposit_kurus: kurusOf(line.lineSgrFee) } : {};
    lines.push({ gross_kurus, ...deposits, discounts, details: lineDetails(line, input) });
  }
  return lines;
}

/** The discount of each unit: as given one by one, or a sum for the line shared out. */
function parseDiscounts(line: LineInput, field: string, gross_kurus: number): UnitDiscount[] | FieldRefusal {
  const discounts = line.discountDetails === undefined ? fromSums(line) : fromUnits(line, field);
  if (isRefusal(discounts)) return discounts;
  const unit = discounts.findIndex(([seller, platform]) => seller + platform > gross_kurus);
  if (unit < 0) return discounts;
  const [seller, platform] = discounts[unit]!;
  const facts = { unit: unit + 1, discount_kurus: seller + platform, price_kurus: gross_kurus };
  if (line.discountDetails !== undefined)
    return invalid(`${field}.discountDetails[${unit}]`, { rule: 'discount.unit', ...facts });
  const name = line.sellerDiscount ? 'sellerDiscount' : 'tyDiscount';
  return invalid(`${field}.${name}`, { rule: 'discount.shared', ...facts });
}

function fromSums(line: LineInput): UnitDiscount[] {
  const platform_shares = shareOut(kurusOf(line.tyDiscount), line.quantity);
  return shareOut(kurusOf(line.sellerDiscount), line.quantity).map(
    (share, unit): UnitDiscount => [share, platform_shares[unit]!],
  );
}

function fromUnits(line: LineInput, field: string): UnitDiscount[] | FieldRefusal {
  for (const name of ['sellerDiscount', 'tyDiscount'] as const) {
    if (line[name] === undefined) continue;
    return invalid(`${field}.${name}`, { rule: 'beside', other: 'discountDetails' });
  }
  const units = line.discountDetails!;
  if (units.length !== line.quantity)
    return invalid(`${field}.discountDetails`, {
      rule: 'units.each',
      quantity: line.quantity,
      count: units.length,
    });
  return units.map((unit): UnitDiscount => [kurusOf(unit.lineItemSellerDiscount), kurusOf(unit.lineItemTyDiscount)]);
}

/** Named promotions of each part. One without a seller is shared over all by the discount that each carries. */
function parseDisplays(input: OrderInput, parts: Part[]): DiscountDisplay[][] | FieldRefusal {
  const carried = parts.map(({ lines }) => discountSum(lines));
  const shares: DiscountDisplay[][] = parts.map(() => []);
  for (const [index, display] of (input.discountDisplays ?? []).entries()) {
    const field = `discountDisplays[${index}]`;
    const whole = { name: display.displayName, amount_kurus: kurusOf(display.discountAmount) };
    if (display.sellerId === undefined) {
      for (const [at, [part]] of shareDisplays([whole], carried).entries()) {
        // A seller does not see a promotion to which it does not contribute.
        if (part!.amount_kurus > 0 || parts.length === 1) shares[at]!.push(part!);
      }
      continue;
    }
    const at = parts.findIndex((part) => part.seller_id === display.sellerId);
    if (at < 0) return invalid(`${field}.sellerId`, { rule: 'seller.of.lines' });
    shares[at]!.push(whole);
  }
  return shares;
}

function discountSum(lines: NewLine[]): number {
  let sum = 0;
  for (const { discounts } of lines) for (const [seller, platform] of discounts) sum += seller + platform;
  return sum;
}

function parseTerms(input: OrderInput): ShareTerms | FieldRefusal {
  const { estimatedDeliveryStartDate: start_at, estimatedDeliveryEndDate: end_at } = input;
  const [start, end] = ['estimatedDeliveryStartDate', 'estimatedDeliveryEndDate'];
  if (start_at === undefined && end_at !== undefined) return invalid(start!, { rule: 'pair', other: end! });
  if (start_at !== undefined && end_at === undefined) return invalid(end!, { rule: 'pair', other: start! });
  if (start_at !== undefined && start_at > end_at!) return invalid(end!, { rule: 'before', other: start! });
  return {
    warehouse_id: input.warehouseId,
    created_by: input.createdBy,
    delivered_by_service: input.deliveredByService,
    agreed_delivery_at: input.agreedDeliveryDate,
    estimated_delivery: start_at === undefined ? undefined : { start_at, end_at: end_at! },
  };
}

function orderDetails(input: OrderInput): OrderDetails {
  const { customer } = input;
  const country = countryOf(input.orderCountryCode);
  const taxNumber = customer.taxNumber ?? null;
  return {
    currencyCode: input.currencyCode ?? country.currency,
    paymentMethod: input.paymentMethod ?? '-',
    customerId: customer.id,
    customerFirstName: customer.firstName,
    customerLastName: customer.lastName,
    customerEmail: customer.email ?? '',
    taxNumber,
    identityNumber: customer.identityNumber ?? '11111111111',
    channelId: input.channelId ?? 1,
    orderCountryCode: input.orderCountryCode ?? 'TR',
    commercial: input.commercial ?? false,
    micro: input.micro ?? false,
    '3pByTrendyol': input['3pByTrendyol'] ?? false,
    is4P: input.is4P ?? false,
    containsDangerousProduct: input.containsDangerousProduct ?? false,
    giftBoxRequested: input.giftBoxRequested ?? false,
    isCod: input.isCod ?? false,
    fastDelivery: input.fastDelivery ?? false,
    fastDeliveryType: input.fastDeliveryType ?? '',
    deliveryAddressType: input.deliveryAddressType ?? 'Shipment',
    timeSlotId: input.timeSlotId ?? 0,
    sellerDeliveryMethod: input.sellerDeliveryMethod ?? undefined,
    sellerOtpCode: input.sellerOtpCode ?? undefined,
    etgbNo: input.etgbNo,
    etgbDate: input.etgbDate,
    hsCode: input.hsCode,
    shipmentAddress: addressOf({ countryCode: country.code, ...input.shipmentAddress }),
    invoiceAddress: invoiceAddressOf(
      { countryCode: country.code, ...(input.invoiceAddress ?? input.shipmentAddress) },
      taxNumber,
    ),
  };
}

const emptyAddress: Address = {
  id: 0,
  firstName: '',
  lastName: '',
  company: '',
  address1: '',
  address2: '',
  city: '',
  cityCode: 0,
  district: '',
  districtId: 0,
  countyId: 0,
  countyName: '',
  shortAddress: '',
  stateName: '',
  postalCode: '',
  sector: '',
  countryCode: 'TR',
  neighborhoodId: 0,
  neighborhood: '',
  phone: null,
  latitude: '',
  longitude: '',
};

const addressOf = (given: Partial<Address>): Address => ({ ...emptyAddress, ...given });

const invoiceAddressOf = (given: Partial<InvoiceAddress>, tax_number: string | null): InvoiceAddress => ({
  ...emptyAddress,
  eInvoiceAvailable: false,
  ...(tax_number === null ? {} : { taxNumber: tax_number }),
  ...given,
});

function lineDetails(line: LineInput, order: OrderInput): LineDetails {
  const { currency, vat } = countryOf(order.orderCountryCode);
  return {
    barcode: line.barcode,
    stockCode: line.stockCode ?? '',
    contentId: line.contentId ?? 0,
    productName: line.productName ?? '',
    productSize: line.productSize ?? '',
    productColor: line.productColor,
    productOrigin: line.productOrigin,
    productCategoryId: line.productCategoryId ?? 0,
    salesCampaignId: line.salesCampaignId ?? 0,
    currencyCode: order.currencyCode ?? currency,
    vatRate: line.vatRate ?? vat.percent,
    fastDeliveryOptions: line.fastDeliveryOptions ?? [],
    commission: line.commission ?? null,
    businessUnit: line.businessUnit,
    defectiveClaimListingInsight: line.defectiveClaimListingInsight,
  };
}

/** The schema takes whole kuruş only. */
const kurusOf = (amount = 0): number => kurusFromWire(amount)!;

/**
 * What of the order concerns this seller. Payment is left out: it may be confirmed between two deliveries of the same
 * order; so is the number, under which both are found.
 */
function handedOver(input: OrderInput, seller_id: number, lines: LineInput[]): object {
  const { payment: _, orderNumber: __, ...rest } = input;
  const discountDisplays = input.discountDisplays?.filter((display) => (display.sellerId ?? seller_id) === seller_id);
  return { ...rest, lines, discountDisplays };
}

/** Recognises an order that comes again, and one that contradicts the first. The order of keys does not matter. */
export const contentHash = (share: Share): Buffer =>
  createHash('sha256').update(JSON.stringify(share.handed_over, sortKeys)).digest();

function sortKeys(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1)));
}
