import { fileTypeFromBuffer } from 'file-type';
import { Type } from 'typebox';
import type { Command } from '../../domain/command.ts';
import { type Refusal, refuse } from '../../domain/refusal.ts';
import { says_key, shape } from '../../wire/shape.ts';
import { fileErrorBody } from '../errors.ts';
import { type Call, empty, packageCommand, refusal } from '../operation.ts';
import { InvoiceNumber, issuedAt } from './invoice-terms.ts';
import { invalid } from './lines.ts';

/** Every field of a form is text. */
const Body = Type.Object({
  shipmentPackageId: Type.String({
    pattern: '^[1-9][0-9]{0,15}$',
    [says_key]: { en: 'the digits of a package id', tr: 'bir paket numarasının rakamları' },
  }),
  invoiceDateTime: Type.Optional(
    Type.String({
      pattern: '^(?!0+$)([0-9]{10}|[0-9]{13})$',
      [says_key]: { en: 'a time of 10 or 13 digits', tr: '10 veya 13 haneli bir zaman' },
    }),
  ),
  invoiceNumber: Type.Optional(InvoiceNumber),
});
const check = shape(Body);

/** What is served again later, so nothing else may be stored. */
const media_types = ['application/pdf', 'image/jpeg', 'image/png'];

export const storeInvoiceFile = packageCommand({
  name: 'storeInvoiceFile',
  method: 'POST',
  path: '/integration/sellers/:sellerId/seller-invoice-file',
  door: 'seller',
  summary: 'Give a package its invoice as a file: PDF, JPEG or PNG of at most 10 MB',
  form: true,
  body: Body,
  package_in: 'shipmentPackageId',
  command,
  answer: () => empty({}, 201),
  refused(call, facts) {
    const { world, locale, path } = call;
    const { headers, ...answer } = refusal(call, facts);
    return { ...answer, headers, ...fileErrorBody(facts, path, world.clock.now(), locale) };
  },
});

async function command({ body, upload }: Call): Promise<Command | Refusal> {
  const checked = check(body);
  if (!checked.ok) return invalid(checked);
  if (upload === undefined) return refuse({ code: 'invoice.file.missing' });
  const found = await fileTypeFromBuffer(upload.content);
  if (found === undefined || !media_types.includes(found.mime)) return refuse({ code: 'invoice.file.type' });
  const { invoiceDateTime, invoiceNumber: number } = checked.value;
  const { sha256, name, content } = upload;
  return {
    type: 'store-invoice-file',
    sha256,
    name,
    media_type: found.mime,
    bytes: content.length,
    number,
    issued_at: invoiceDateTime === undefined ? undefined : told(invoiceDateTime),
  };
}

/** Ten digits are seconds, whatever they begin with. */
const told = (digits: string): number => (digits.length === 10 ? issuedAt(Number(digits))! : Number(digits));
