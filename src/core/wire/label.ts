import { carrierName } from '../domain/countries.ts';
import type { OrderLine } from '../domain/order.ts';
import type { Package } from '../domain/package.ts';
import type { LineDetails, OrderDetails } from './details.ts';

/** All that stands on the labels of a package. */
export type Label = {
  tracking_number: number;
  provider: string;
  order_number: string;
  package_id: number;
  receiver: string;
  street: string[];
  /** Without it the street cannot be found, so it always gets its place. */
  place: string;
  phone: string;
  boxes: number;
};

export function labelOf(current: Package, { shipmentAddress: to }: OrderDetails, boxes: number): Label {
  const { tracking_number, order_number, package_id, cargo_provider, country } = current;
  const place = [to.neighborhood, to.district, to.city, to.postalCode].filter((part) => part !== '').join(' ');
  return {
    tracking_number,
    provider: carrierName(cargo_provider, country),
    order_number,
    package_id,
    receiver: `${to.firstName} ${to.lastName}`,
    street: [to.company, to.address1, to.address2],
    place,
    phone: to.phone ?? '',
    boxes,
  };
}

/** 100 × 100 mm at 203 dpi, which every label printer knows. */
export const label_dots = 812;
export const margin_dots = 40;
export const barcode_layout = { top_dots: 110, height_dots: 160, module_dots: 4 };

type Text = { top_dots: number; size_dots: number; text: string };

const line_characters = 36;
const street_lines = 4;

/** The readable part of one box's label, line by line. */
export function labelTexts(label: Label, box: number): Text[] {
  const at = (top_dots: number, size_dots: number, text: string): Text => ({
    top_dots,
    size_dots,
    text: oneLine(text),
  });
  const street = label.street.flatMap((part) => wrapped(oneLine(part)));
  const shown =
    street.length > street_lines
      ? [...street.slice(0, street_lines - 1), clipped(street.slice(street_lines - 1).join(' '))]
      : street;
  const address = [...shown, clipped(label.place), clipped(label.phone)].filter((line) => line !== '');
  return [
    at(40, 40, clipped(label.provider)),
    at(285, 36, String(label.tracking_number)),
    at(345, 30, `Sipariş No: ${clipped(label.order_number)}`),
    at(385, 30, `Paket No: ${label.package_id}`),
    at(440, 36, clipped(`Alıcı: ${label.receiver}`)),
    ...address.map((line, index) => at(490 + 38 * index, 30, line)),
    at(740, 40, `Koli ${box}/${label.boxes}`),
  ];
}

/** What has no place on paper becomes a blank. */
const oneLine = (text: string): string => text.replace(/[\p{C}\s]+/gu, ' ').trim();

const clipped = (text: string): string => {
  const signs = [...oneLine(text)];
  return signs.length <= line_characters ? signs.join('') : `${signs.slice(0, line_characters - 1).join('')}…`;
};

/** At blanks where there are some, else wherever a line ends. */
function wrapped(text: string): string[] {
  const lines: string[] = [];
  let left = [...text];
  while (left.length > line_characters) {
    const blank = left.lastIndexOf(' ', line_characters);
    const end = blank > 0 ? blank : line_characters;
    lines.push(left.slice(0, end).join(''));
    left = left.slice(blank > 0 ? end + 1 : end);
  }
  return left.length > 0 ? [...lines, left.join('')] : lines;
}

/** The label of one box as a printer's program. */
export function zpl(label: Label, box: number): string {
  const { top_dots, height_dots, module_dots } = barcode_layout;
  return [
    '^XA',
    '^CI28',
    `^PW${label_dots}`,
    `^LL${label_dots}`,
    '^LH0,0',
    `^FO${margin_dots},${top_dots}^BY${module_dots}^BCN,${height_dots},N,N,N,A^FD${label.tracking_number}^FS`,
    ...labelTexts(label, box).map(
      ({ top_dots, size_dots, text }) =>
        `^FO${margin_dots},${top_dots}^A0N,${size_dots},${size_dots}^FH_^FD${fieldData(text)}^FS`,
    ),
    '^XZ',
  ].join('\n');
}

/** Every sign that a printer could take for a command goes as its code, and so does the sign that begins a code. */
const fieldData = (text: string): string =>
  text.replace(/[^\p{L}\p{M}\p{N} .,:/()…-]/gu, (sign) =>
    [...Buffer.from(sign)].map((byte) => `_${byte.toString(16).toUpperCase().padStart(2, '0')}`).join(''),
  );

/** What stands on a label of one product of a package; there is one for each of its units. */
export type ProductLabel = { order_number: string; barcode: string; name: string; origin: string; units: number };

export const productLabels = ({ order_number, lines }: Package, ordered: OrderLine[]): ProductLabel[] =>
  lines.map(({ line_id, quantity }) => {
    const {
      barcode,
      productName,
      productOrigin = '',
    } = ordered.find((line) => line.line_id === line_id)!.details as LineDetails;
    return { order_number, barcode, name: productName, origin: productOrigin, units: quantity };
  });

const product_dots = { width: 400, height: 320, margin: 20 };

/** The label of one unit: half as wide as that of a box. */
export function productZpl({ order_number, barcode, name, origin }: ProductLabel): string {
  const { width, height, margin } = product_dots;
  const texts = [clipped(name), `Sipariş No: ${clipped(order_number)}`, clipped(origin)].filter((text) => text !== '');
  return [
    '^XA',
    '^CI28',
    `^PW${width}`,
    `^LL${height}`,
    '^LH0,0',
    `^FO${margin},${margin}^BY2^BCN,100,Y,N,N,A^FH_^FD${fieldData(oneLine(barcode))}^FS`,
    ...texts.map((text, index) => `^FO${margin},${180 + 40 * index}^A0N,26,26^FH_^FD${fieldData(text)}^FS`),
    '^XZ',
  ].join('\n');
}
