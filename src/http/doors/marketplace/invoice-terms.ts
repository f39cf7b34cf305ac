import { Type } from 'typebox';
import { says_key } from '../../../core/wire/shape.ts';

/** As the tax office numbers e-invoices. */
export const InvoiceNumber = Type.String({
  pattern: '^[A-Za-z0-9]{3}20[2-9][0-9][0-9]{9}$',
  [says_key]: {
    en: '3 letters or digits, a year from 2020 to 2099 and 9 digits',
    tr: '3 harf veya rakam, 2020-2099 arası bir yıl ve 9 rakam',
  },
});

/** True UTC ms of a time that may be told in seconds. */
export function issuedAt(told: number | undefined): number | undefined {
  return told === undefined || told >= 1_000_000_000_000 ? told : told * 1_000;
}
