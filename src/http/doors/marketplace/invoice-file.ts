import { Type } from 'typebox';
import type { Command } from '../../../core/domain/command.ts';
import { invoice_media_types } from '../../../core/domain/invoice.ts';
import { isRefusal, type Refusal, refuse } from '../../../core/domain/refusal.ts';
import { FileRefusalOrEnvelope } from '../../../core/wire/error.ts';
import { form_key, parser } from '../../../core/wire/parse.ts';
import { gives, givesNothing } from '../../contract/answers.ts';
import { packageCommand } from '../../contract/command.ts';
import { form_limit } from '../../contract/limits.ts';
import { type Call, empty, refusal } from '../../contract/operation.ts';
import { fileEnvelope, messageOf } from '../../contract/refusals.ts';
import { InvoiceNumber, issuedAt } from './invoice-terms.ts';

/** Every field of a form is text. */
const form_fields = {
  shipmentPackageId: Type.String({
    pattern: '^[1-9][0-9]{0,15}$',
    [form_key]: { form: 'package.digits' },
  }),
  invoiceDateTime: Type.Optional(
    Type.String({
      pattern: '^(?!0+$)([0-9]{10}|[0-9]{13})$',
      [form_key]: { form: 'epoch.digits' },
    }),
  ),
  invoiceNumber: Type.Optional(InvoiceNumber),
};
const parse = parser(Type.Object(form_fields));

const Body = Type.Object({
  ...form_fields,
  file: Type.String({
    format: 'binary',
    description: 'A PDF, JPEG or PNG of at most 10 MB. The content decides, not the name.',
  }),
});

export const storeInvoiceFile = packageCommand({
  name: 'storeInvoiceFile',
  method: 'POST',
  path: '/integration/sellers/:sellerId/seller-invoice-file',
  access: 'seller',
  summary: 'Upload the invoice of a package as a file: PDF, JPEG or PNG of at most 10 MB',
  body_type: 'multipart/form-data',
  body: Body,
  body_limit: form_limit,
  package_in: 'shipmentPackageId',
  command: invoiceCommand,
  answers: { 201: givesNothing(), 400: gives(FileRefusalOrEnvelope) },
  refusals: [
    'invoice.file.missing',
    'invoice.file.type',
    'invoice.future',
    'not.yours',
    'invoice.terms.missing',
    'not.applicable',
  ],
  answer: () => empty({}, 201),
  refused(call, facts, now) {
    const { headers, ...answer } = refusal(call, facts, now);
    return { ...answer, headers, ...fileEnvelope(facts.code, messageOf(facts, call.locale), now, call.path) };
  },
});

async function invoiceCommand(call: Call): Promise<Command | Refusal> {
  const body = parse(call.body);
  if (isRefusal(body)) return body;
  const { upload } = call;
  if (upload === undefined) return refuse({ code: 'invoice.file.missing' });
  // Loaded for the first file.
  const { fileTypeFromBuffer } = await import('file-type');
  const found = await fileTypeFromBuffer(upload.content);
  if (found === undefined || !invoice_media_types.includes(found.mime)) return refuse({ code: 'invoice.file.type' });
  const { invoiceDateTime, invoiceNumber: number } = body;
  const { sha256, name, content } = upload;
  return {
    type: 'store-invoice-file',
    sha256,
    name,
    media_type: found.mime,
    bytes: content.length,
    number,
    issued_at: invoiceDateTime === undefined ? undefined : invoiceTime(invoiceDateTime),
    review: call.seller.settings.invoice_review,
  };
}

/** Ten digits are seconds, whatever they begin with. */
const invoiceTime = (digits: string): number => (digits.length === 10 ? issuedAt(Number(digits))! : Number(digits));
