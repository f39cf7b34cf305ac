import { createHash } from 'node:crypto';
import { digital_goods } from '../core/domain/order.ts';
import type { Product } from './wire/test-order.ts';

/**
 * The products that test orders sell: any barcode names one, and always the same one, so that expectations in a test
 * stay true. Changing a list here changes every product: add new kinds in a new catalogue instead.
 */

const kinds = [
  {
    name: 'Porcelain mug',
    hs: '691110',
    category: 1191,
    sizes: ['250 ml', '300 ml', '400 ml'],
    from: 4_990,
    to: 24_990,
    vat: 20,
  },
  {
    name: 'Cotton T-shirt',
    hs: '610910',
    category: 604,
    sizes: ['S', 'M', 'L', 'XL'],
    from: 14_990,
    to: 79_990,
    vat: 10,
  },
  {
    name: 'Linen cushion cover',
    hs: '630492',
    category: 1219,
    sizes: ['43x43', '50x50'],
    from: 9_900,
    to: 39_900,
    vat: 10,
  },
  {
    name: 'Wool socks, pair',
    hs: '611594',
    category: 611,
    sizes: ['36-39', '40-43', '44-46'],
    from: 3_950,
    to: 19_950,
    vat: 10,
  },
  {
    name: 'Steel water bottle',
    hs: '732393',
    category: 1187,
    sizes: ['500 ml', '750 ml'],
    from: 19_900,
    to: 89_900,
    vat: 20,
  },
  { name: 'Bath towel', hs: '630260', category: 1226, sizes: ['70x140', '90x150'], from: 12_950, to: 54_950, vat: 10 },
  { name: 'Desk lamp', hs: '940521', category: 1243, sizes: ['Tek Ebat'], from: 34_900, to: 189_900, vat: 20 },
  { name: 'Ground coffee', hs: '090121', category: 2381, sizes: ['100 g', '250 g'], from: 8_990, to: 44_990, vat: 1 },
  { name: 'Notebook, dotted', hs: '482020', category: 1732, sizes: ['A5', 'A4'], from: 4_500, to: 22_500, vat: 20 },
  {
    name: 'Wireless headphones',
    hs: '851830',
    category: 1104,
    sizes: ['Tek Ebat'],
    from: 79_900,
    to: 899_900,
    vat: 20,
  },
] as const;

const colors = ['White', 'Black', 'Grey', 'Navy', 'Green', 'Red', 'Yellow', 'Beige'] as const;
const commissions = [9.5, 12, 14.75, 17, 18.5, 20.5] as const;

/** The product of a barcode: drawn from the bytes of its hash. A barcode that begins with DIGITAL is a digital good. */
export function productOf(barcode: string): Product {
  const hash = createHash('sha256').update(barcode).digest();
  const pick = <T>(list: readonly T[], byte: number): T => list[hash[byte]! % list.length]!;
  const kind = pick(kinds, 0);
  const color = pick(colors, 1);
  return {
    stockCode: `${kind.name.split(' ')[0]!.toUpperCase()}-${hash.toString('hex', 8, 11).toUpperCase()}`,
    contentId: 100_000 + hash.readUIntBE(11, 3),
    productName: `${kind.name}, ${color.toLowerCase()}`,
    productSize: pick<string>(kind.sizes, 2),
    productColor: color,
    productCategoryId: kind.category,
    // Odd kuruş on purpose: money that does not divide evenly is what an integration must survive.
    gross_kurus: kind.from + (hash.readUInt32BE(4) % (kind.to - kind.from + 1)),
    vatRate: kind.vat,
    commission: pick(commissions, 3),
    hs_code: kind.hs,
    // As in Romania: half a leu for what is sold in a bottle or a can. Every second product is.
    deposit_kurus: hash[14]! % 2 === 0 ? 50 : 0,
    ...(/^digital/i.test(barcode) && { businessUnit: digital_goods }),
  };
}
