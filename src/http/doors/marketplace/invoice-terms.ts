import { Type } from 'typebox';
import { blank_key, form_key } from '../../../core/wire/parse.ts';

/** As the tax office numbers e-invoices. */
export const InvoiceNumber = Type.String({
  pattern: '^[A-Za-z0-9]{3}20[2-9][0-9][0-9]{9}$',
  [form_key]: { form: 'invoice.number' },
  [blank_key]: true,
});

/** True UTC ms of a time that may be told in seconds. */
export function issuedAt(told: number | undefined): number | undefined {
  return told === undefined || told >= 1_000_000_000_000 ? told : told * 1_000;
}
