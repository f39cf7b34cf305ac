import { createHash } from 'node:crypto';
import { type Country, home } from '../core/domain/countries.ts';
import { wireFromKurus } from '../core/wire/money.ts';
import type { OrderInput } from '../core/wire/order-input.ts';
import { productOf } from './catalogue.ts';
import type { SandboxOrders } from './wire/sandbox.ts';
import { type Destination, soldIn } from './wire/test-order.ts';

/** The invented parts of an order. They are drawn from a text: the same text makes the same order. */

const firstNames = ['Ada', 'Deniz', 'Elif', 'Emre', 'Zeynep', 'Mert', 'Defne', 'Can', 'Ece', 'Kerem', 'Derya', 'Umut'];
const lastNames = ['Aksoy', 'Kaya', 'Demir', 'Şahin', 'Öztürk', 'Yıldız', 'Çelik', 'Aydın', 'Koç', 'Arslan', 'Güneş'];
const streets = ['Çınar Sokak', 'Papatya Sokak', 'Lale Caddesi', 'Moda Caddesi', 'Zeytin Sokak', 'Liman Caddesi'];
const places = [
  { city: 'İstanbul', cityCode: 34, districts: ['Kadıköy', 'Beşiktaş', 'Üsküdar'] },
  { city: 'İzmir', cityCode: 35, districts: ['Bornova', 'Karşıyaka'] },
  { city: 'Ankara', cityCode: 6, districts: ['Çankaya', 'Keçiören'] },
  { city: 'Bursa', cityCode: 16, districts: ['Nilüfer', 'Osmangazi'] },
  { city: 'Antalya', cityCode: 7, districts: ['Muratpaşa', 'Konyaaltı'] },
  { city: 'Trabzon', cityCode: 61, districts: ['Ortahisar'] },
];
const placesAbroad: Record<string, ContentPlace> = {
  AE: { city: 'Dubai', districts: ['Deira', 'Jumeirah'] },
  SA: { city: 'Riyadh', districts: ['Al Olaya', 'Al Malaz'] },
  QA: { city: 'Doha', districts: ['Al Sadd', 'West Bay'] },
  KW: { city: 'Kuwait City', districts: ['Salmiya', 'Hawally'] },
  BH: { city: 'Manama', districts: ['Adliya', 'Juffair'] },
  OM: { city: 'Muscat', districts: ['Ruwi', 'Al Khuwair'] },
  DE: { city: 'Berlin', districts: ['Mitte', 'Neukölln'] },
  AZ: { city: 'Bakı', districts: ['Nəsimi', 'Səbail'] },
  RO: { city: 'București', districts: ['Sector 1', 'Sector 3'] },
  CZ: { city: 'Praha', districts: ['Praha 2', 'Praha 7'] },
  HU: { city: 'Budapest', districts: ['V. kerület', 'XIII. kerület'] },
  SK: { city: 'Bratislava', districts: ['Staré Mesto', 'Ružinov'] },
  BG: { city: 'София', districts: ['Лозенец', 'Оборище'] },
  GR: { city: 'Αθήνα', districts: ['Κολωνάκι', 'Παγκράτι'] },
};
type ContentPlace = { city: string; cityCode?: number; districts: readonly string[] };
const paymentMethods = ['Kredi Kartı', 'Banka Kartı', 'Cüzdan - Trendpay'];
/** Small enough that two orders often sell the same product, as in a real shop. */
const products = 40;

/** A number from 0 to `count` - 1 for each thing that is asked, whatever else is. */
type Roll = (what: string, count: number) => number;

const rollOf =
  (source: string): Roll =>
  (what, count) =>
    createHash('sha256').update(`${source}/${what}`).digest().readUInt32BE(0) % count;

const drawOne = <T>(roll: Roll, what: string, list: readonly T[]): T => list[roll(what, list.length)]!;

type Given = Pick<SandboxOrders, 'customer' | 'shipmentAddress' | 'invoiceAddress' | 'lines'>;

const at_home: Destination = { country: home, micro: false };

/** A whole order: what was given as it was given, the rest drawn. */
export function orderContent(source: string, seller_id: number, given: Given, to = at_home): OrderInput {
  const roll = rollOf(source);
  const { customer: asked = {} } = given;
  const firstName = asked.firstName ?? drawOne(roll, 'first name', firstNames);
  const lastName = asked.lastName ?? drawOne(roll, 'last name', lastNames);
  const customer = {
    id: 1_000_000 + roll('customer', 9_000_000),
    email: `pf+${roll('mail', 36 ** 5)
      .toString(36)
      .padStart(5, '0')}@mail.example`,
    ...asked,
    firstName,
    lastName,
  };
  const shipmentAddress = { ...drawAddress(roll, to.country), firstName, lastName, ...given.shipmentAddress };
  return {
    ...(to.country === home ? {} : { orderCountryCode: to.country.code }),
    paymentMethod: drawOne(roll, 'payment', paymentMethods),
    customer,
    shipmentAddress,
    invoiceAddress: { ...shipmentAddress, ...given.invoiceAddress },
    lines: drawLines(roll, seller_id, given.lines, to),
  };
}

function drawAddress(roll: Roll, { code }: Country) {
  const place: ContentPlace = placesAbroad[code] ?? drawOne(roll, 'city', places);
  return {
    id: 1_000_000 + roll('address', 9_000_000),
    address1: `${drawOne(roll, 'street', streets)} No: ${1 + roll('number', 120)}`,
    city: place.city,
    cityCode: place.cityCode ?? 0,
    district: drawOne(roll, 'district', place.districts),
    postalCode: `${String(place.cityCode ?? 10 + roll('post area', 90)).padStart(2, '0')}${String(roll('post', 1000)).padStart(3, '0')}`,
  };
}

function drawLines(roll: Roll, seller_id: number, given: SandboxOrders['lines'], to: Destination): OrderInput['lines'] {
  const lines = given ?? Array.from({ length: 1 + roll('lines', 3) }, () => ({}));
  return lines.map((line, index) => drawLine(roll, seller_id, line, index, to));
}

/** A discount that was drawn could not stand beside a price that was given. */
const prices = ['lineGrossAmount', 'sellerDiscount', 'tyDiscount', 'discountDetails'] as const;

function drawLine(
  roll: Roll,
  seller_id: number,
  { lineId: _, ...given }: NonNullable<SandboxOrders['lines']>[number],
  index: number,
  to: Destination,
): OrderInput['lines'][number] {
  const barcode = given.barcode ?? barcodeOf(roll(`barcode ${index}`, products));
  const quantity = given.quantity ?? 1 + (roll(`quantity ${index}`, 6) >> 1);
  const product = productOf(barcode);
  const { gross_kurus } = product;
  const percent = prices.some((name) => given[name] !== undefined)
    ? 0
    : [0, 0, 5, 10, 15][roll(`discount ${index}`, 5)]!;
  return {
    sellerId: seller_id,
    ...soldIn(product, to),
    lineGrossAmount: wireFromKurus(gross_kurus),
    ...(percent === 0 ? {} : { sellerDiscount: wireFromKurus(Math.floor((gross_kurus * percent) / 100) * quantity) }),
    ...given,
    barcode,
    quantity,
  };
}

/** An EAN-13 of the catalogue: twelve digits, and one that checks them. */
function barcodeOf(number: number): string {
  const digits = `868000000${String(number + 1).padStart(3, '0')}`;
  const sum = [...digits].reduce((all, digit, at) => all + Number(digit) * (at % 2 === 0 ? 1 : 3), 0);
  return digits + ((10 - (sum % 10)) % 10);
}
